"""What the pages for people are made from: a document, what the rules say, an earlier version."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.check.selection import Selection
from raci.cli.checks import read_baseline
from raci.cli.files import open_document, refuse_faulty
from raci.document.document import Document
from raci.model.error import FileError
from raci.model.finding import SEPARATOR
from raci.model.text import Text
from raci.reports.pages.blocks import Grid, Lines
from raci.reports.pages.board import Advice, Facts, Since
from raci.reports.pages.upkeep import ReviewDays
from raci.storage.file import decode
from raci.tables.layouts import Head, Sheet
from raci.words.rule_pages import load_page, title
from raci.workspace.document_check import Request, report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.reports.pages.blocks import Page
    from raci.words import Words

#: The rule that says how long a review holds.
_OVERDUE = "RACI701"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ“„\"])")


def review_days(organisation: Organisation) -> ReviewDays:
    """Return when reviews come due in a file: the limits of rule 701."""
    limits = Selection.of(organisation.check).limits(_OVERDUE, organisation.size)
    return ReviewDays(int(limits["days"]), int(limits["critical-days"]))


def advice(language: str) -> Callable[[str], Advice]:
    """Return what tells why a rule's findings matter and what to do, from the rules' pages."""

    def of(code: str) -> Advice:
        sentences = _SENTENCE.split(load_page(code, language).why.replace("\n\n", " "))
        remedy = sentences[-1] if len(sentences) > 1 else ""
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
    changes = tuple(change.message for change in differences(old.data, document.data))
    before = report(old, request).findings
    came, gone = came_and_went(before, findings, old.data, document.data)
    return Since(word, changes, tuple(came), tuple(finding.message for finding in gone))


def _earlier(word: str, path: Path) -> Document:
    if Path(word).is_file():
        return open_document(Path(word))[0]
    from raci.versions.git import revisions

    try:
        text = revisions.text_at(word, path)
    except FileError as error:
        values = {"word": word, "reason": error.text}
        raise FileError(
            Text("{word} is neither a file nor a version that git knows: {reason}", values)
        ) from error
    if text is None:
        raise FileError(Text("{path} was not there at {word}", {"path": str(path), "word": word}))
    old = Document.parse(decode(text), NAMES, path=path)
    refuse_faulty(old, Path(f"{word}:{path}"))
    return old


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

    Tables of the page keep their columns; the texts of lists stand in the first of these, and what
    stands before them, a day or a word, in a last one.
    """
    grids = [one.block for one in page.sections if isinstance(one.block, Grid)]
    heads = list(dict.fromkeys(head for grid in grids for head in grid.heads)) or [words("Channel")]
    rows: list[tuple[str, ...]] = []
    for section in page.sections:
        block = section.block
        if isinstance(block, Grid):
            for row in block.rows:
                cells = dict(zip(block.heads, row, strict=True))
                rows.append((section.heading, *(cells.get(head, "") for head in heads), ""))
        elif isinstance(block, Lines):
            blank = [""] * (len(heads) - 1)
            rows += [(section.heading, line.text, *blank, line.mark) for line in block.lines]
    titles = ("", *heads, words("Notes"))
    return Sheet(page.title, tuple(map(Head, titles)), tuple(rows), (page.kind, *page.facts))
