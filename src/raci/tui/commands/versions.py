"""Comparing with another version, and the history of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text, printable
from raci.toml_edit.scan import BOM
from raci.tui.command import Section, command
from raci.tui.dialogs.differences import compared, comparison_told, past_told
from raci.tui.model import item_forms
from raci.tui.model.fields import Field
from raci.tui.screen.dialogs import fill_in, pick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from raci.document import Document
    from raci.tui.dialogs.differences import Told
    from raci.tui.grid.board import RowKey
    from raci.tui.screen.editor import Editor

    Wanted = Callable[[], bool]


async def _show(editor: Editor, title: str, search: Callable[[Wanted], Sequence[Told]]) -> None:
    """Show what is found, and lead to the cell that is chosen."""
    from raci.tui.dialogs.trail import Trail

    item = await editor.ask(Trail(title, search, editor.words))
    if item is not None:
        if editor.panes.view:
            editor.show_view(0)
        editor.go_to(item.row, item.role or editor.aim.role())


# Comparing with another version


@command(
    "compare-opening",
    "Compare with the state at opening",
    "What was changed since the file was opened, saved or not; Enter leads to the cell.",
    Section.FILE,
    also="difference, changes, diff, session",
)
async def _since_opening(editor: Editor) -> None:
    opened = editor.workspace.opened
    title = editor.words("Changes since the file was opened")
    await _compare(editor, title, lambda: opened)


def _all_saved(editor: Editor) -> Text | None:
    return None if editor.workspace.dirty else Text("Everything is saved.")


@command(
    "changes-since-save",
    "Compare with the last save",
    "In words, with the findings that came and went; Enter leads to the cell.",
    Section.FILE,
    also="difference, changes, diff, unsaved",
    unless=_all_saved,
)
async def _since_save(editor: Editor) -> None:
    saved = editor.workspace.saved
    title = editor.words("Changes since the last save")
    await _compare(editor, title, lambda: saved)


@command(
    "compare-file",
    "Compare with a file",
    "What differs in this matrix from another file.",
    Section.FILE,
    also="difference, changes, diff, version, copy",
)
async def _with_file(editor: Editor) -> None:
    words = editor.words
    picked = await pick(editor, words("Compare with a file"), _in_file, (".toml",))
    if picked:
        path, other = picked
        title = words("Changes against {file}", file=printable(path.name))
        await _compare(editor, title, lambda: other)


def _in_file(path: Path) -> Document:
    from raci.check.rule_names import NAMES
    from raci.document import Document
    from raci.storage.file import read

    document = Document.parse(read(path, plain=True).text, NAMES, path=path)
    if not document.readable:
        fault = document.problems[0]
        place = document.place_of(fault)
        raise FileError(
            Text(
                "{side}, line {line}, column {column}: {problem}",
                {
                    "side": path.name,
                    "line": place.line,
                    "column": place.column,
                    "problem": fault.message,
                },
            )
        )
    return document


def _no_path(editor: Editor) -> Text | None:
    if editor.workspace.path is None:
        return Text("There is no file name yet: save under a name.")
    return None


@command(
    "changes-since-revision",
    "Compare with a revision",
    "What was changed since a commit, branch or tag of git.",
    Section.FILE,
    also="difference, changes, diff, git, version",
    unless=_no_path,
)
async def _since_revision(editor: Editor) -> None:
    words, path = editor.words, editor.workspace.path
    hint = words("a commit, branch or tag of git")
    answers = await fill_in(
        editor,
        words("Compare with a revision"),
        [Field("revision", words("Revision"), "HEAD", hint=hint)],
        lambda answers: item_forms.required(answers["revision"]),
    )
    if answers and path:
        revision = str(answers["revision"])
        title = words("Changes since {revision}", revision=revision)
        await _compare(editor, title, lambda: _at(revision, path))


def _at(revision: str, path: Path) -> Document:
    from raci.check.rule_names import NAMES
    from raci.document import Document
    from raci.storage.file import decode
    from raci.versions.git.revisions import text_at

    data = text_at(revision, path)
    if data is None:
        raise FileError(Text("This file did not exist at {revision}.", {"revision": revision}))
    return Document.parse(decode(data), NAMES, path=path)


_NOT_UNDERSTOOD = Text("One of the two versions cannot be understood, so they cannot be compared.")


async def _compare(editor: Editor, title: str, older: Callable[[], Document | None]) -> None:
    # What the screen shows is taken now: the search runs beside everything else.
    new, today = editor.workspace.document, editor.workspace.today

    def search(wanted: Wanted) -> Sequence[Told]:
        old = older()
        if not (new.readable and (old is None or old.readable)):
            raise FileError(_NOT_UNDERSTOOD)
        found = compared(old, new, today, wanted)
        return tuple(comparison_told(found, new.organisation, editor.words, editor.glyphs))

    await _show(editor, title, search)


# History


def _no_channel(editor: Editor) -> Text | None:
    row = _aimed_at(editor)[0]
    if row is None or row.channel not in editor.organisation.channels:
        return Text("The cursor is on no channel.")
    return _no_path(editor)


@command(
    "history",
    "History of the cell",
    "Who changed this cell or channel, when, from what to what, as git remembers it.",
    Section.FILE,
    also="who, when, past, log, git",
    unless=_no_channel,
)
async def _history(editor: Editor) -> None:
    from raci.versions.git.cell_history import cell_history

    workspace, organisation = editor.workspace, editor.organisation
    row, role = _aimed_at(editor)
    if row is None or row.channel is None or workspace.path is None:
        return
    path, text, channel = workspace.path, workspace.text.removeprefix(BOM), row.channel
    names = [organisation.channels[channel].name]
    names += [organisation.roles[role].name] if role else []

    def search(wanted: Wanted) -> Sequence[Told]:
        found = cell_history(path, text, channel, role, wanted)
        return tuple(past_told(found, organisation, editor.words, row))

    await _show(editor, editor.words("History of {what}", what=" · ".join(names)), search)


def _aimed_at(editor: Editor) -> tuple[RowKey | None, str | None]:
    """Return the row and the role that are meant, in the matrix or in a view."""
    item = editor.panes.view_pane.item if editor.panes.view else None
    return (item.row, item.role) if item else (editor.cursor.row, editor.aim.role())
