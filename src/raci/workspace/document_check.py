"""One document through the rules: what the reports and the tables are given of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.checker import Options, check
from raci.check.matrix.reach import reaches
from raci.check.rule_names import NAMES
from raci.check.rulebook import BOOK
from raci.check.selection import Selection
from raci.document import Document
from raci.document.problems import invalid_toml
from raci.frozen import frozen, replace
from raci.model.finding import Leadership
from raci.model.organisation import Discipline
from raci.reports.checked import Checked, Located, project_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from raci.check.checker import Report
    from raci.check.rule.rule import Rule
    from raci.model.organisation import Organisation
    from raci.storage.file import NotUtf8Error
    from raci.tables.table import Table
    from raci.words import Words


@frozen
class Request:
    """How files are to be checked; plain values, as it travels to other processes.

    Attributes:
        today: The day against which dates are judged.
        language: Of the messages whatever the file says; None follows the file.
        fallback: The language of files that name none.
        select: Codes, prefixes or names; None where the command line selects nothing.
        waivers: Whether waivers cover anything.
        lines: Whether the reports need the text of the lines that findings point at.
        names: Whether to look for names of roles that say more than a plain file does.
    """

    today: dt.date
    language: str | None = None
    fallback: str = "en"
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: bool = True
    lines: bool = False
    names: bool = False


def report(document: Document, request: Request, own: Sequence[Rule] = ()) -> Report:
    """Return what the rules say of a document, further rules of one's own among them."""
    selection = _selection(document, request, own)
    options = Options(today=request.today, selection=selection, waivers=request.waivers)
    return check(document.organisation, document.problems, document.faulty_rows, options)


def _selection(document: Document, request: Request, own: Sequence[Rule]) -> Selection:
    return Selection.of(
        document.organisation.check,
        BOOK.joined(own) if own else BOOK,
        select=request.select,
        extend_select=request.extend_select,
        ignore=request.ignore,
    )


def _unasked(document: Document, request: Request, own: Sequence[Rule]) -> frozenset[str]:
    """Return which rules the file would run and the request leaves out."""
    if request.select is None and not request.ignore:
        return frozenset()
    usual = replace(request, select=None, ignore=())
    codes = (_selection(document, one, own).codes for one in (usual, request))
    return next(codes) - next(codes)


def checked_document(
    document: Document, path: Path, request: Request, own: Sequence[Rule] = ()
) -> Checked:
    """Return what the reports need to know of a document.

    Args:
        document: Faulty or not.
        path: As the user named it.
        request: How to check it.
        own: Further rules; the file may name them as it does any other.

    Raises:
        RaciError: There is no such rule, or two of that code or name.
    """
    if own:
        origin, names = document.origin, BOOK.joined(own).names
        document = Document.parse(document.text, names, path=origin.path, load=origin.load)
    found = report(document, request, own)
    entries = located(document, found)
    organisation = document.organisation
    return Checked(
        path=str(path),
        relative=project_path(path),
        organisation=organisation.name,
        language=request.language or organisation.language or request.fallback,
        findings=tuple(entries),
        leadership=found.leadership,
        row_name=organisation.row_name,
        plain=organisation.plain,
        hidden=telling_names(organisation) if request.names else (),
        lines=_lines(document.text, entries) if request.lines else {},
        sources=document.sources,
        unasked=_unasked(document, request, own),
    )


def telling_names(organisation: Organisation) -> tuple[str, ...]:
    """Return the names of roles that suggest leadership or IT, where the matrix is plain."""
    if not organisation.plain:
        return ()
    from raci.tables.importing.language import role_words
    from raci.tables.importing.proposals import suggests

    telling = (role_words.LEADERS, role_words.CRAFTS[Discipline.IT])
    return tuple(
        role.name
        for role in organisation.roles.values()
        if any(suggests(role.name, words) for words in telling)
    )


def located(document: Document, found: Report) -> list[Located]:
    """Return the findings with their places, in the order of the file."""
    entries = [Located(finding, document.place_of(finding)) for finding in found.findings]
    entries.sort(key=_position)
    return entries


def checked_text(text: str, path: Path, request: Request) -> Checked:
    """Return what the reports need of a file's text."""
    return checked_document(Document.parse(text, NAMES, path=path), path, request)


def not_utf8(error: NotUtf8Error, path: Path, request: Request) -> Checked:
    """Return the only finding (801) of a file that is not UTF-8."""
    return Checked(
        path=str(path),
        relative=project_path(path),
        organisation="",
        language=request.language or request.fallback,
        findings=(Located(invalid_toml(error.text), error.place),),
        leadership=Leadership(0, 0, 0, 0, 0, 0),
        sources=(str(path),),
    )


def _position(entry: Located) -> tuple[int, int, str]:
    return entry.place.line, entry.place.column, entry.finding.code


def _lines(text: str, entries: Iterable[Located]) -> dict[int, str]:
    wanted = {entry.place.line for entry in entries}
    lines = text.split("\n")  # not splitlines(), which ends lines at more than TOML's line ends
    return {number: lines[number - 1].rstrip("\r") for number in wanted if number <= len(lines)}


#: The rule whose limit says how far leadership may be.
_TOO_FAR = "RACI202"


def document_table(
    document: Document, words: Words, today: dt.date, *, findings: bool = False
) -> Table:
    """Return the table of a document, which is shown and exported.

    Args:
        document: Without faults.
        words: Of the language that the table is in.
        today: The day against which dates are judged.
        findings: Whether the table is to carry what the rules say.
    """
    from raci.tables.neutral import from_organisation

    organisation = document.organisation
    if not findings:
        limits = Selection.of(organisation.check).limits(_TOO_FAR, organisation.size)
        standing = reaches(organisation, limits["distance"]).by_channel
        table = from_organisation(organisation, words, today, standing)
        return replace(table, file=document.data)
    found = report(document, Request(today, language=words.language))
    lines = [
        f"{entry.finding.code} {entry.finding.severity}: {words.say(entry.finding.message)}"
        for entry in located(document, found)
        if not entry.finding.waived
    ]
    table = from_organisation(organisation, words, today, found.standings, findings=lines)
    return replace(table, file=document.data)
