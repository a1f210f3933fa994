"""What must hold whatever is read, imported, recovered or typed; run by the tests and the fuzzers.

Each law takes anything and ends in silence: what cannot be read is refused with a sentence, and
everything else ends in an ``AssertionError`` or in the traceback that is looked for.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from raci.check.rule_names import NAMES
from raci.cli.commands.checks.check import setting
from raci.document import Document, compose
from raci.model.error import RaciError
from raci.reports.registry import FORMATS as REPORTS
from raci.reports.registry import render
from raci.storage.file import NotUtf8Error, decode
from raci.storage.orphans import read as read_journal
from raci.tables import importing
from raci.tables.formats import FORMATS as EXPORTS
from raci.tables.importing import Stated
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.tables.terminal.screen import Terminal, show
from raci.toml_edit.comments import Commented
from raci.versions import merge
from raci.versions.git.cell_history import id_of_today
from raci.versions.git.lines import merge_lines
from raci.versions.git.revisions import called, is_commit, merge_base, text_at, versions
from raci.versions.values import same_file
from raci.words import words_in
from raci.workspace import Workspace
from raci.workspace.document_check import Request, checked_document
from raci.workspace.file_merge import merge_files
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
        imported = importing.read(data, "table", Stated(source=kind))
        text = compose(importing.to_values(imported, "Imported", "en"))
    except RaciError as error:
        _told(error)
        return
    for doubt in imported.doubts:
        assert words_in("en").say(doubt.message)
    json.dumps(importing.to_json(imported, words_in("en")))
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


def merging_holds(base: bytes, ours: bytes, theirs: bytes) -> None:
    """Merge any three versions of a file: by cell nothing is lost in silence, else as git does."""
    try:
        merged = merge_files(base, ours, theirs)
    except RaciError as error:
        _told(error)
        return
    assert all(words_in("de").say(text) for text in (*merged.conflicts, *merged.notes))
    if merged.merge is None:
        lines = merge_lines(base, ours, theirs)
        assert lines
        assert lines.text == merged.data
        return
    sides = [Document.parse(decode(data), NAMES) for data in (base, ours, theirs, merged.data)]
    values = [side.data for side in sides]
    assert sides[-1].readable
    assert same_file(values[-1], merge(values[0], values[1], values[2]).values)
    before, here, there, after = (_comments(side) for side in sides)
    told = {str(text.values.get("comment", "")) for text in merged.conflicts}
    assert (here | there) - before <= after | told


def _comments(document: Document) -> set[str]:
    found = Commented(document.outline).comments.values()
    return {
        line
        for one in found
        for part in (*one.free, *one.above, *one.inside, *one.behind)
        for line in part.split("\n")
    }


def begun(folder: Path, text: str) -> None:
    """Make a repository with one file in it, committed once."""
    (folder / "raci.toml").write_text(text, encoding="utf-8")
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "Begin")):
        command = ["git", *who, *arguments]
        subprocess.run(command, check=True, cwd=folder)


def git_holds(repository: Path, word: str) -> None:
    """Take any word for a revision, and for the name of a file: an answer, or a sentence."""
    path = repository / "raci.toml"
    for question in (
        lambda: text_at(word, path),
        lambda: text_at(word),
        lambda: is_commit(word, path),
        lambda: text_at("HEAD", repository / word),
        lambda: versions(repository / word),
        lambda: called(path, word),
        lambda: merge_base(path, "HEAD", word),
        lambda: id_of_today(path, "", "channels", word),
    ):
        try:
            question()
        except RaciError as error:
            _told(error)
    assert sorted(found.name for found in repository.iterdir()) == [".git", "raci.toml"]
