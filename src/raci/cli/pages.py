"""What the pages for people are made from: a document, what the rules say, an earlier version."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.check.selection import Selection
from raci.cli.arguments import UsageError
from raci.cli.checks import read_baseline
from raci.cli.files import version_named
from raci.model.error import FileError
from raci.model.finding import SEPARATOR
from raci.model.text import Text
from raci.reports.pages.blocks import Bar, Grid, Lines
from raci.reports.pages.facts import Advice, Facts, Since
from raci.reports.pages.upkeep import ReviewDays
from raci.tables.layouts import Head, Sheet
from raci.words import words_in
from raci.words.rule_pages import load_page, title
from raci.workspace.document_check import Request, report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from raci.document.document import Document
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.model.scheme import Scheme
    from raci.reports.pages.blocks import Page
    from raci.versions.difference import Change
    from raci.words import Words

#: The rule that says how long a review holds.
_OVERDUE = "RACI701"
#: What a page can be written as, and the endings of files.
SUFFIXES = {"html": ".html", "markdown": ".md", "json": ".json", "pdf": ".pdf", "xlsx": ".xlsx"}
PAGE_FORMATS = tuple(SUFFIXES)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ“„\"])")


def review_days(organisation: Organisation) -> ReviewDays:
    """Return when reviews come due in a file: the limits of rule 701."""
    limits = Selection.of(organisation.check).limits(_OVERDUE, organisation.size)
    return ReviewDays(int(limits["days"]), int(limits["critical-days"]))


def advice(language: str) -> Callable[[str], Advice]:
    """Return what tells why a rule's findings matter and what to do, from the rules' pages."""

    def of(code: str) -> Advice:
        page = load_page(code, language)
        sentences = _SENTENCE.split(page.why.replace("\n\n", " ").replace("`", ""))
        remedy = page.remedy.replace("`", "") or (sentences[-1] if len(sentences) > 1 else "")
        return Advice(title(code, language), sentences[0], remedy)

    return of


def board_facts(
    path: Path, document: Document, words: Words, today: dt.date, earlier: str | None
) -> Facts:
    """Return what the board's page is made from.

    Args:
        path: Of the file, as the user named it.
        document: Without faults.
        words: The page's language.
        today: The day to judge by.
        earlier: A revision, a file or a baseline to compare with; None for none.
    """
    request = Request(today, language=words.language)
    found = report(document, request)
    findings = [finding for finding in found.findings if not finding.waived]
    return Facts(
        organisation=document.organisation,
        words=words,
        today=today,
        standings=found.standings,
        within=found.leadership.within,
        findings=findings,
        advice=advice(words.language),
        days=review_days(document.organisation),
        since=None if earlier is None else _since(earlier, path, document, findings, request),
    )


def compared(
    old: Document, new: Document, name: str, words: Words, today: dt.date
) -> tuple[Page, bool]:
    """Return the page of what differs between two versions, and whether anything does.

    Args:
        old: The earlier version, without faults.
        new: The later one.
        name: What the earlier version is called.
        words: The page's language.
        today: The day to judge both by.
    """
    from raci.reports.pages.comparison import comparison_page
    from raci.versions import came_and_went, differences

    before, after = (
        board_facts(Path(name), document, words, today, None) for document in (old, new)
    )
    changes = tuple(_told(change, old, new, words) for change in differences(old.data, new.data))
    came, gone = came_and_went(before.findings, after.findings, old.data, new.data)
    since = Since(name, changes, tuple(came), tuple(finding.message for finding in gone))
    return comparison_page(before, after, since), bool(changes)


def _since(
    word: str, path: Path, document: Document, findings: list[Finding], request: Request
) -> Since:
    """Return what came of an earlier version.

    Raises:
        FileError: It is neither a file nor a revision that git knows.
    """
    if Path(word).is_file() and word.lower().endswith(".json"):
        return _since_baseline(word, path, document, findings, request)
    from raci.versions import came_and_went, differences

    old = _earlier(word, path)
    words = words_in(request.language or "en")
    found = differences(old.data, document.data)
    changes = tuple(_told(change, old, document, words) for change in found)
    before = report(old, request).findings
    came, gone = came_and_went(before, findings, old.data, document.data)
    return Since(word, changes, tuple(came), tuple(finding.message for finding in gone))


def _told(change: Change, old: Document, new: Document, words: Words) -> Text:
    """Return a change in a sentence, its letters in words: who reads it need not know them."""
    *_, owner, _ = ("", *change.path)
    if owner != "raci" and "duties" not in change.path:
        return change.message
    sides = ((change.old, old), (change.new, new))
    said = [_meaning(cell, document.organisation.scheme, words) for cell, document in sides]
    if said[0] == said[1] or not {"old", "new"} <= set(change.message.values):
        return change.message
    values = {**change.message.values, "old": said[0], "new": said[1]}
    return Text("{place}: {old} → {new}", values)


def _meaning(cell: object, scheme: Scheme, words: Words) -> str:
    """Return what the letters of a cell mean."""
    letters = cell.get("letters", "") if isinstance(cell, dict) else cell
    known = [scheme.letters[char] for char in str(letters or "") if char in scheme.letters]
    labels = [one.label if scheme.own else words(one.label) for one in known]
    return ", ".join(labels) or words("nothing")


def _earlier(word: str, path: Path) -> Document:
    found = version_named(word, path)
    if found is None:
        raise FileError(Text("{path} was not there at {word}", {"path": str(path), "word": word}))
    return found


def _since_baseline(
    word: str, path: Path, document: Document, findings: list[Finding], request: Request
) -> Since:
    """Return what came and went since a baseline was written, which knows fingerprints alone."""
    from raci.check.baseline import file_key

    accepted = read_baseline(word).files.get(file_key(str(path), word), frozenset())
    found = {finding.fingerprint: finding for finding in findings}
    came = [finding for key, finding in found.items() if key not in accepted]
    language = request.language or "en"
    gone = [
        Text(
            "{title}: {names}",
            {
                "title": title(code, language),
                "names": tuple(_names(document.organisation, key)) or ("–",),
            },
        )
        for key in sorted(accepted - found.keys())
        if (code := key.partition(SEPARATOR)[0]) in NAMES.by_code
    ]
    return Since(Path(word).name, None, tuple(came), tuple(gone))


def _names(organisation: Organisation, fingerprint: str) -> Iterator[str]:
    """Yield what the subjects of a fingerprint are called now, or by their ids if they are gone."""
    _, *parts = fingerprint.split(SEPARATOR)
    for kind, key in zip(parts[::2], parts[1::2], strict=False):
        if kind == "channel" and key in organisation.channels:
            yield organisation.channels[key].name
        elif kind == "role" and key in organisation.roles:
            yield organisation.roles[key].name
        else:
            yield key


def sheet_of(page: Page, words: Words) -> Sheet:
    """Return a page as one table of texts, its sections in the first column.

    Gauges and what explains a table stand above. Tables of the page keep their columns; the texts
    of lists stand in the first of these, and what stands before them, a day or a word, in a last
    one.
    """
    grids = [one.block for one in page.sections if isinstance(one.block, Grid)]
    heads = list(dict.fromkeys(head for grid in grids for head in grid.heads)) or [words("Channel")]
    rows: list[tuple[str, ...]] = []
    facts = [page.kind, *page.facts]
    marked: set[tuple[int, int]] = set()
    for section in page.sections:
        block = section.block
        if isinstance(block, Bar):
            shares = (f"{one.count} {one.label}" for one in block.shares)
            facts.append(f"{section.heading}: {block.figure} {block.caption}; {', '.join(shares)}")
        elif isinstance(block, Grid):
            facts += [block.note] if block.note else []
            places = [heads.index(head) + 1 for head in block.heads]
            marked |= {(len(rows) + row, places[column]) for row, column in block.marked}
            for row in block.rows:
                cells = dict(zip(block.heads, row, strict=True))
                rows.append((section.heading, *(cells.get(head, "") for head in heads), ""))
        elif isinstance(block, Lines):
            blank = [""] * (len(heads) - 1)
            rows += [(section.heading, line.text, *blank, line.mark) for line in block.lines]
    titles = ("", *heads, words("Notes"))
    head = tuple(map(Head, titles))
    return Sheet(page.title, head, tuple(rows), tuple(facts), marked=frozenset(marked))


def page_format(asked: str | None, target: str | None) -> str:
    """Return the format: asked for, or what the output's name says; Markdown for the screen.

    Raises:
        UsageError: The name says nothing.
    """
    if asked:
        return asked
    if target is None or target == "-":
        return "markdown"
    form = format_of(target)
    if form is None:
        raise UsageError(Text("name a format: --to {formats}", {"formats": PAGE_FORMATS}))
    return form


def format_of(target: str | None) -> str | None:
    """Return the format of ``PAGE_FORMATS`` that a file's name stands for, or None."""
    endings = {ending: form for form, ending in SUFFIXES.items()} | {".htm": "html"}
    return endings.get(Path(target or "").suffix.lower())


def rendered(page: Page, form: str) -> str | bytes:
    """Return a page in a format of ``PAGE_FORMATS`` that holds a page, so not in Excel's."""
    if form == "html":
        from raci.reports.pages.forms.html import to_html

        return to_html(page)
    if form == "pdf":
        from raci.reports.pages.forms.pdf import to_pdf

        return to_pdf(page)
    if form == "json":
        from raci.model.text import json_text
        from raci.reports.pages.forms.pdf import with_kinds

        return json_text({"version": 1, **with_kinds(page)})
    from raci.reports.pages.forms.markdown import to_markdown

    return to_markdown(page)


def workbook(name: str, pages: Sequence[Page], words: Words, today: dt.date) -> bytes:
    """Return a workbook with a sheet for each page.

    Args:
        name: The organisation's, which stands below each sheet.
        pages: At least one.
        words: The language of what is not the pages' own.
        today: The day below each sheet.
    """
    from raci.model.organisation import Organisation
    from raci.tables.export.excel.workbook import sheets_to_xlsx
    from raci.tables.neutral import from_organisation

    table = from_organisation(Organisation(name=name), words, today, {})
    return sheets_to_xlsx(table, [sheet_of(page, words) for page in pages])
