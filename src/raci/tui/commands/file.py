"""The file: saving, exporting, leaving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.tui.command import Command, Section
from raci.tui.commands.conditions import unwritable
from raci.tui.commands.recover import saved, told, unsaved
from raci.tui.model import item_forms
from raci.tui.model.fields import Field
from raci.tui.screen.dialogs import decide, fill_in, may_replace

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from raci.tui.screen.editor import Editor
    from raci.workspace import Workspace


def _no_save(editor: Editor) -> Text | None:
    if not editor.workspace.dirty:
        return Text("Everything is saved.")
    return unwritable(editor)


def save(editor: Editor) -> Coroutine[Any, Any, bool] | None:
    """Write the file, or return the question what to do as that failed.

    Raises:
        EditError: The text does not say what the screen shows; nothing is written.
    """
    try:
        editor.workspace.save()
    except FileError as error:
        return unsaved(editor, error.text)
    told(editor)
    return None


async def save_as(editor: Editor) -> bool:
    """Ask for a name and write there; tell whether that was done."""
    words = editor.words
    here = str(editor.workspace.path or "raci.toml")
    answers = await fill_in(
        editor,
        words("Save under another name"),
        [Field("path", words("File"), here)],
        lambda answers: item_forms.required(answers["path"]),
    )
    if answers:
        path = _path(answers["path"])
        if path == editor.workspace.path:
            return await saved(editor)
        if await may_replace(editor, path):
            editor.workspace.overwrite(path)
            editor.workspace.unmerged = None  # that was about the other file
            told(editor)
            return True
    return False


def _path(answer: object) -> Path:
    return Path(str(answer)).expanduser()


async def quit_editor(editor: Editor) -> None:
    """Leave; asks first when something is unsaved."""
    workspace, words = editor.workspace, editor.words
    if workspace.previewing:
        workspace.put_back()
        editor.show_anew()
    if not workspace.dirty or workspace.read_only or _only_opened_to_merge(workspace):
        editor.app.exit(0)
        return
    choices = [
        ("save", words("Save")),
        ("discard", words("Discard")),
        ("stay", words("Go on editing")),
    ]
    text = words("There are unsaved changes.")
    answer = await decide(editor, words("Quit"), text, choices)
    if answer == "discard" or (answer == "save" and await saved(editor)):
        editor.app.exit(0)


def _only_opened_to_merge(workspace: Workspace) -> bool:
    """Tell whether nothing was done yet with what `raci merge` brought here."""
    unmerged = workspace.unmerged
    return unmerged is not None and not unmerged.staged and not workspace.history.can_undo


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
        save_as,
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
