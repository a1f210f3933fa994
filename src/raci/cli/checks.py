"""One file through the rules: from its text to what the reports are given."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.baseline import Baseline, file_key
from raci.check.checker import Options, check
from raci.check.rulebook import NAMES
from raci.check.selection import Selection
from raci.check.standing import standings
from raci.cli.arguments import today
from raci.cli.errors import explain, typed
from raci.cli.files import relative
from raci.document.document import Document
from raci.document.problems import invalid_toml
from raci.model.error import FileError, RaciError
from raci.model.finding import Leadership
from raci.model.text import Text
from raci.reports.checked import Checked, Located
from raci.storage.file import NotUtf8Error, decode, read
from raci.tables.neutral import from_organisation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from raci.check.checker import Report
    from raci.cli.context import Session
    from raci.tables.table import Table


@dataclass(frozen=True, slots=True)
class Request:
    """How files are to be checked; plain values, as it travels to other processes.

    Attributes:
        today: The day against which dates are judged.
        language: Of the messages whatever the file says; None follows the file.
        fallback: The language of files that name none.
        select: Codes, prefixes or names; None where the command line selects nothing.
        waivers: Whether waivers cover anything.
        lines: Whether the reports need the text of the lines that findings point at.
    """

    today: dt.date
    language: str | None = None
    fallback: str = "en"
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: bool = True
    lines: bool = False


def report(document: Document, request: Request) -> Report:
    """Return what the rules say of a document."""
    selection = Selection.of(
        document.organisation.check,
        select=request.select,
        extend_select=request.extend_select,
        ignore=request.ignore,
    )
    options = Options(today=request.today, selection=selection, waivers=request.waivers)
    return check(document.organisation, document.problems, document.faulty_rows, options)


def checked_document(document: Document, path: Path, request: Request) -> Checked:
    """Return what the reports need to know of a document.

    Args:
        document: Faulty or not.
        path: As the user named it.
        request: How to check it.
    """
    found = report(document, request)
    entries = located(document, found)
    organisation = document.organisation
    return Checked(
        path=str(path),
        relative=relative(path),
        organisation=organisation.name,
        language=request.language or organisation.language or request.fallback,
        findings=tuple(entries),
        leadership=found.leadership,
        lines=_lines(document.text, entries) if request.lines else {},
    )


def located(document: Document, found: Report) -> list[Located]:
    """Return the findings with their places, in the order of the file."""
    entries = [Located(finding, document.place_of(finding)) for finding in found.findings]
    entries.sort(key=_position)
    return entries


def check_file(path: Path, request: Request) -> Checked | Text:
    """Return what the reports need of a file, or why it cannot be read."""
    try:
        return _checked(read(path).text, path, request)
    except NotUtf8Error as error:
        return _not_text(error, path, request)
    except (RaciError, OSError) as error:
        return explain(error)


def check_stdin(name: str | None, request: Request) -> Checked:
    """Return what the reports need of the standard input, under ``name`` if it has one."""
    path = Path(name or "<stdin>")
    try:
        return _checked(decode(sys.stdin.buffer.read()), path, request)
    except NotUtf8Error as error:
        return _not_text(error, path, request)


def _checked(text: str, path: Path, request: Request) -> Checked:
    return checked_document(Document.parse(text, NAMES, path=path), path, request)


def _not_text(error: NotUtf8Error, path: Path, request: Request) -> Checked:
    """Return the only finding (801) of a file that is not UTF-8."""
    return Checked(
        path=str(path),
        relative=relative(path),
        organisation="",
        language=request.language or request.fallback,
        findings=(Located(invalid_toml(error.text), error.place),),
        leadership=Leadership(0, 0, 0, 0, 0, 0),
    )


def _position(entry: Located) -> tuple[int, int, str]:
    return entry.place.line, entry.place.column, entry.finding.code


def _lines(text: str, entries: Iterable[Located]) -> dict[int, str]:
    wanted = {entry.place.line for entry in entries}
    lines = text.split("\n")  # not splitlines(), which ends lines at more than TOML's line ends
    return {number: lines[number - 1].rstrip("\r") for number in wanted if number <= len(lines)}


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        FileError: It cannot be read.
        RaciError: It is no baseline.
    """
    if not Path(path).exists():
        raise FileError(
            Text(
                "there is no baseline {path}; to write one: raci baseline write --baseline {path}",
                {"path": typed(path)},
            )
        )
    try:
        return Baseline.parse(read(path).text)
    except NotUtf8Error as error:
        values = {"path": path, "line": error.place.line, "problem": error.text}
        raise FileError(Text("{path}:{line}: {problem}", values)) from error
    except FileError:
        raise  # it names the file
    except RaciError as error:
        raise RaciError(Text("{path}: {problem}", {"path": path, "problem": error.text})) from error


def fresh(file: Checked, accepted: Baseline, path: str) -> Checked:
    """Return the file without the findings that the baseline at ``path`` accepts."""
    findings = [entry.finding for entry in file.findings]
    kept = set(map(id, accepted.fresh(file_key(file.path, path), findings)))
    return replace(
        file, findings=tuple(entry for entry in file.findings if id(entry.finding) in kept)
    )


#: The rule whose limit says how far leadership may be.
_TOO_FAR = "RACI202"


def table_of(document: Document, session: Session, *, findings: bool = False) -> Table:
    """Return the table of a document, in its language unless another is asked for.

    Args:
        document: Without faults.
        session: Whose language counts.
        findings: Whether the table is to carry what the rules say.
    """
    organisation = document.organisation
    words = session.words_for(organisation.language)
    if not findings:
        limits = Selection.of(organisation.check).limits(_TOO_FAR, organisation.size)
        standing = standings(organisation, limits["distance"]).by_channel
        table = from_organisation(organisation, words, today(), standing)
        return replace(table, file=document.data)
    request = Request(today(), language=words.language)
    found = report(document, request)
    lines = [
        f"{entry.finding.code} {entry.finding.severity}: {words.say(entry.finding.message)}"
        for entry in shown(located(document, found))
    ]
    table = from_organisation(organisation, words, today(), found.standings, findings=lines)
    return replace(table, file=document.data)


def shown(entries: Sequence[Located]) -> list[Located]:
    """Return the findings that no waiver covers."""
    return [entry for entry in entries if not entry.finding.waived]
