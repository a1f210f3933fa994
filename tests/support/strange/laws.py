"""What must hold whatever is read, imported, recovered or typed; run by the tests and the fuzzers.

Each law takes anything and ends in silence: what cannot be read is refused with a sentence, and
everything else ends in an ``AssertionError`` or in the traceback that is looked for.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from raci.check.rulebook import NAMES
from raci.cli.commands.check import setting
from raci.document import Document, compose
from raci.model.error import RaciError
from raci.reports.formats import FORMATS as REPORTS
from raci.reports.formats import render
from raci.storage.file import NotUtf8Error, decode
from raci.storage.orphans import read as read_journal
from raci.tables import ingest
from raci.tables.formats import FORMATS as EXPORTS
from raci.tables.formats import Options
from raci.tables.layouts import Layout
from raci.tables.neutral import from_organisation
from raci.tables.terminal.show import Terminal, show
from raci.versions.values import same_file
from raci.words import words_in
from raci.workspace import Workspace
from raci.workspace.document_check import Request, checked_document
from raci.workspace.recovery import offer, take_over

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.reports.checked import Setting

TODAY = dt.date(2026, 11, 22)

#: What no output carries: all control codes but line ends and tabs, and what turns text around.
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

#: Of these, what a file that is exported may hold: marks of writing direction are text.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

#: Larger organisations are exported in no test: each export is as large as their matrix.
_LARGE = 400


@cache
def _setting() -> Setting:
    return setting(words_in("en"))


def _refuse(place: str) -> NoReturn:
    raise FileNotFoundError(2, "no such file", place)


def _told(error: RaciError) -> None:
    """Ask that an error is a sentence."""
    assert words_in("de").say(error.text)


def reading_holds(data: bytes) -> None:
    """Read bytes as an organisation's file, check it, report it, export it, and write it again."""
    try:
        text = decode(data)
    except NotUtf8Error:
        return
    document = Document.parse(text, NAMES, load=_refuse)
    reports_hold(document)
    if document.readable:
        document.verify()
        again = Document.parse(compose(document.data), NAMES, load=_refuse)
        assert same_file(document.data, again.data)
        if not document.problems:
            exports_hold(document)


def reports_hold(document: Document) -> None:
    """Report on a document in every format: whole, and without a code that steers a terminal."""
    request = Request(TODAY, lines=True)
    checked = [checked_document(document, Path("raci.toml"), request)]
    for form in REPORTS:
        report = render(form, checked, _setting())
        if form in {"json", "sarif", "gitlab"}:
            json.loads(report)
        else:
            assert not STEERING.search(report), (form, STEERING.search(report))
            assert form != "github" or all(line.startswith("::") for line in report.splitlines())


def exports_hold(document: Document, *, binary: bool = False) -> None:
    """Export a document in every format, the slow binary ones if asked for: text stays text."""
    organisation = document.organisation
    if len(organisation.roles) * len(organisation.channels) > _LARGE:
        return
    table = from_organisation(organisation, words_in("en"), TODAY, {})
    for form in EXPORTS.values():
        if form.binary and not binary:
            continue
        made = form.write(table, Layout.GRID, Options())
        assert isinstance(made, bytes) or not CONTROLS.search(made), form.name
    lines = show(table, Layout.GRID, Terminal(100, colour=False, ascii_only=False), ())
    assert not STEERING.search("\n".join(lines))


def import_holds(kind: str, data: bytes) -> None:
    """Import bytes as a table of some kind: what comes of it is a sound file, or a sentence."""
    try:
        imported = ingest.read(data, "table", source=kind)
        text = compose(ingest.to_values(imported, "Imported", "en"))
    except RaciError as error:
        _told(error)
        return
    for doubt in imported.doubts:
        assert words_in("en").say(doubt.message)
    json.dumps(ingest.to_json(imported, words_in("en")))
    text.encode("utf-8")
    document = Document.parse(text, NAMES)
    assert document.readable
    document.verify()


def recovery_holds(data: bytes, now: str) -> None:
    """Take a journal of any bytes for what a crash left of a file that says ``now``."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "a.journal"
        place.write_bytes(data)
        left = read_journal(str(place))
        if left is None:
            return
        path = Path(folder) / "raci.toml"
        document = Document.parse(now, NAMES, load=_refuse)
        workspace = Workspace(document, today=TODAY, path=path)
        offered = offer(left, workspace)
        for change in offered.changes:
            assert words_in("en").say(change) is not None
        try:
            take_over(offered, workspace)
        except RaciError:
            return
        reports_hold(workspace.document)


def edit_holds(document: Document, edit: Edit) -> None:
    """Do an edit with anything in it: done wholly and read back the same, or refused."""
    try:
        applied = document.apply(edit)
    except RaciError as error:
        _told(error)
        return
    applied.document.verify()
    assert applied.patch.reverse.apply(applied.document.text) == document.text
