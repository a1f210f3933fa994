"""The file: saving, exporting, leaving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.tui import forms
from raci.tui.asking import decide, fill_in, may_replace
from raci.tui.commands.command import Command, Section
from raci.tui.commands.conditions import unwritable
from raci.tui.dialogs.field import Field

if TYPE_CHECKING:
    from raci.tui.editor import Editor


def _no_save(editor: Editor) -> Text | None:
    if not editor.workspace.dirty:
        return Text("Everything is saved.")
    return unwritable(editor)


def save(editor: Editor) -> None:
    """Write the file.

    Raises:
        RaciError: It cannot be written; the edits are kept.
    """
    editor.workspace.save()
    editor.follow()
    editor.tell(Text("Saved: {path}", {"path": str(editor.workspace.path)}))


async def _save_as(editor: Editor) -> None:
    words = editor.words
    here = str(editor.workspace.path or "raci.toml")
    answers = await fill_in(
        editor,
        words("Save under another name"),
        [Field("path", words("File"), here)],
        lambda answers: forms.required(answers["path"]),
    )
    if answers:
        path = _path(answers["path"])
        if path == editor.workspace.path or await may_replace(editor, path):
            editor.workspace.save(path)
            editor.follow()
            editor.tell(Text("Saved: {path}", {"path": str(path)}))


def _path(answer: object) -> Path:
    return Path(str(answer)).expanduser()


async def quit_editor(editor: Editor) -> None:
    """Leave; asks first when something is unsaved."""
    workspace, words = editor.workspace, editor.words
    if not workspace.dirty or workspace.read_only:
        editor.app.exit(0)
        return
    choices = [
        ("save", words("Save")),
        ("discard", words("Discard")),
        ("stay", words("Go on editing")),
    ]
    text = words("There are unsaved changes.")
    answer = await decide(editor, words("Quit"), text, choices)
    if answer == "save":
        workspace.save()
    if answer in {"save", "discard"}:
        editor.app.exit(0)


COMMANDS = (
    Command(
        "save",
        mark("Save"),
        mark("Writes the file; only what was changed in it is changed."),
        Section.FILE,
        save,
        ("ctrl+s",),
        why_not=_no_save,
        hint=mark("Save"),
        rank=10,
    ),
    Command(
        "save-as",
        mark("Save under another name"),
        mark("Asks for a file name and goes on with that file."),
        Section.FILE,
        _save_as,
        why_not=unwritable,
    ),
    Command(
        "quit",
        mark("Quit"),
        mark("Asks first when something is unsaved."),
        Section.FILE,
        quit_editor,
        ("ctrl+q",),
    ),
)
