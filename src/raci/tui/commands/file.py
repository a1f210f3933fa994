"""The file: saving, exporting, leaving."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci.model.error import FileError
from raci.model.text import Text
from raci.storage import file as disk
from raci.storage.watch import Outside, Watch
from raci.tui.command import Section, command
from raci.tui.model import item_forms
from raci.tui.model.fields import Field
from raci.tui.screen.actions import unwritable
from raci.tui.screen.dialogs import alert, decide, decided, fill_in, may_replace, tell_lost

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from raci.storage.file import Source
    from raci.storage.presence import Other
    from raci.tui.screen.editor import Editor
    from raci.workspace import Workspace


#: For so many seconds a save is waited for; where it takes longer, it goes on beside the keys.
PATIENCE = 0.2


def _no_save(editor: Editor) -> Text | None:
    if not editor.workspace.dirty:
        return Text("Everything is saved.")
    return unwritable(editor)


@command(
    "save",
    "Save",
    "Writes the file; only what was changed in it is changed.",
    Section.FILE,
    also="store, write, keep",
    keys=("ctrl+s",),
    hint="Save",
    rank=10,
    unless=_no_save,
)
def save(editor: Editor) -> Coroutine[Any, Any, bool] | None:
    """Write the file, or return the question what to do as that failed.

    On a busy disk it goes on beside the keys: what is typed meanwhile must get into the journal.

    Raises:
        EditError: The text does not say what the screen shows; nothing is written.
    """
    workspace = editor.workspace
    if workspace.pending_save:
        workspace.pending_save.again = True
        editor.show_message(_SLOW)
        return None
    try:
        pending = workspace.begin_save()
        pending.start()
        if not pending.wait(PATIENCE):
            editor.show_message(_SLOW)
            editor.run_worker(settled(editor), exit_on_error=False)
            return None
        workspace.end_save()
    except FileError as error:
        return unsaved(editor, error.text)
    told(editor)
    return None


_SLOW = Text("The disk is slow: the save goes on, and so can you.")


async def settled(editor: Editor) -> None:
    """Wait for the save that is under way, if there is one, and tell what became of it."""
    workspace = editor.workspace
    pending = workspace.pending_save
    if pending is None:
        return
    await asyncio.to_thread(pending.wait)
    if workspace.pending_save is not pending:  # somebody else has waited for it, too
        return
    try:
        workspace.end_save()
    except FileError as error:  # another save asks what to do; no key meant for the matrix answers
        editor.show_error(error.text)
        editor.follow()
        return
    told(editor)
    if pending.again and workspace.dirty:
        editor.try_run(lambda: save(editor))


@command(
    "save-as",
    "Save under another name",
    "Asks for a file name and goes on with that file.",
    Section.FILE,
    also="store, copy, rename",
    unless=unwritable,
)
async def save_as(editor: Editor) -> bool:
    """Ask for a name and write there; tell whether that was done."""
    await settled(editor)
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
            await _written(editor, path, over=True)
            editor.workspace.unmerged = None  # that was about the other file
            told(editor)
            return True
    return False


def _path(answer: object) -> Path:
    return Path(str(answer)).expanduser()


@command(
    "quit",
    "Quit",
    "Asks first when something is unsaved.",
    Section.FILE,
    also="exit, close, leave",
    keys=("ctrl+q",),
)
async def quit_editor(editor: Editor) -> None:
    """Leave; asks first when something is unsaved."""
    await settled(editor)
    workspace, words = editor.workspace, editor.words
    if workspace.previewing:
        workspace.put_back()
        editor.show_anew()
    if not workspace.worth_saving or workspace.read_only or _only_opened_to_merge(workspace):
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


# Changed outside, and saving against resistance


def _nothing_outside(editor: Editor) -> Text | None:
    if Watch(editor.workspace).state() is not Outside.CHANGED:
        return Text("The file on the disk is as it was read.")
    return None


@command(
    "changed-outside",
    "Changes outside",
    "Reload, merge by cell, save elsewhere or overwrite when the file changed outside.",
    Section.FILE,
    also="conflict, reload, merge",
    unless=_nothing_outside,
)
async def changed(editor: Editor, *, saving: bool = False) -> bool:
    """Ask what to do about a file that changed outside.

    Args:
        editor: Where it is open.
        saving: Whether a save is under way, which a merge then goes on with.

    Returns:
        Whether all is saved now.
    """
    await settled(editor)
    workspace = editor.workspace
    source = _source(workspace)
    if source.text == workspace.text:
        workspace.reload(source)
        editor.follow()
        return True
    words = editor.words
    title = words("Changed outside")
    text = Text("{path} was changed outside:", {"path": source.path})
    choices = [("reload", words("Reload")), ("look", words("Look at all of it"))]
    if workspace.dirty and not workspace.viewing:
        text = Text(
            "{path} was changed outside, and something is unsaved here. There:", text.values
        )
        choices = _choices(editor, choices)
    changes = await asyncio.to_thread(_differences, workspace, source)
    answer = await alert(editor, title, text, choices, changes)
    if answer == "merge":
        return await _merge(editor, source, saving=saving)
    if answer == "reload":
        workspace.reload(source)
        editor.show_anew()
        editor.show_message(Text("Reloaded; undo brings back what was here."))
        if editor.after_reload:
            await editor.after_reload(editor)
    return await _put(editor, answer) if answer in {"save-as", "overwrite"} else answer == "reload"


def _choices(editor: Editor, simple: list[tuple[str, str]]) -> list[tuple[str, str]]:
    words = editor.words
    return [
        ("merge", words("Merge")),
        *reversed(simple),
        ("save-as", words("Save as …")),
        ("overwrite", words("Overwrite")),
    ]


def _source(workspace: Workspace) -> Source:
    if workspace.path is None:
        raise FileError(Text("There is no file name yet: save under a name."))
    return disk.read(workspace.path, plain=True)


def _differences(workspace: Workspace, source: Source) -> tuple[Text, ...]:
    """Return what was changed there: against what both began with, where that is known."""
    from raci.check.rule_names import NAMES
    from raci.document import Document
    from raci.versions import differences

    base = workspace.saved or workspace.document
    found = differences(base.data, Document.parse(source.text, NAMES).data)
    return tuple(change.message for change in found)


async def _merge(editor: Editor, source: Source, *, saving: bool) -> bool:
    workspace = editor.workspace
    merge = await asyncio.to_thread(workspace.merge_with, source)
    if merge is None:
        editor.show_error(
            Text("They cannot be merged, as one of them cannot be understood: save as, or reload.")
        )
        return False
    theirs = await decided(editor, editor.words("Merge"), merge)
    if theirs is None:
        return False
    workspace.join(source, merge.text(theirs))
    editor.show_anew()
    await tell_lost(editor, merge, theirs)
    if saving and workspace.dirty:
        return await saved(editor)
    editor.show_message(Text("Merged; undo takes it back."))
    return not workspace.dirty


async def saved(editor: Editor) -> bool:
    """Save; ask where that fails, and tell whether all is saved in the end."""
    await settled(editor)
    try:
        await _written(editor)
    except FileError as error:
        return await unsaved(editor, error.text)
    told(editor)
    return True


async def _written(editor: Editor, path: Path | None = None, *, over: bool = False) -> None:
    """Save and wait for it beside the keys; see ``Workspace.begin_save``."""
    pending = editor.workspace.begin_save(path, over=over)
    pending.start()
    await asyncio.to_thread(pending.wait)
    editor.workspace.end_save()


async def unsaved(editor: Editor, reason: Text) -> bool:
    """Ask what to do after a save that failed; tell whether all is saved in the end."""
    words = editor.words
    state = Watch(editor.workspace).state()
    if state is Outside.CHANGED and _readable(editor.workspace):
        return await changed(editor, saving=True)
    again = words("Write it again") if state is Outside.GONE else words("Try again")
    choices = [("again", again), ("save-as", words("Save as …"))]
    answer = await alert(editor, words("Not saved"), reason, choices)
    if answer == "again":
        return await saved(editor)
    return await _put(editor, answer)


def _readable(workspace: Workspace) -> bool:
    try:
        _source(workspace)
    except FileError:
        return False
    return True


async def _put(editor: Editor, answer: str | None) -> bool:
    if answer == "save-as":
        return await save_as(editor)
    if answer == "overwrite":
        await _written(editor, over=True)
        told(editor)
        return True
    return False


def told(editor: Editor) -> None:
    """Tell that all is saved, and what git still waits for."""
    editor.follow()
    workspace = editor.workspace
    editor.show_message(Text("Saved: {path}", {"path": str(workspace.path)}))
    if workspace.path and workspace.unmerged and workspace.unmerged.staged:
        from raci.workspace.file_merge import waiting

        editor.show_message(waiting(workspace.path, workspace.unmerged, workspace.text))


# Another editor


async def meet(editor: Editor, others: Sequence[Other]) -> None:
    """Tell that another editor has the file open, and ask how to go on."""
    words = editor.words
    text = Text(
        "Another editor has this file open: {who}. Whoever saves last is asked to merge.",
        {"who": tuple(_who(other) for other in others)},
    )
    choices = [("watch", words("Read only")), ("open", words("Open anyway"))]
    answer = await alert(editor, words("Two editors"), text, choices)
    editor.workspace.viewing = answer != "open"
    editor.follow()


def came(other: Other) -> Text:
    """Return how to tell that another editor has opened the file meanwhile."""
    return Text("Another editor has opened this file: {who}", {"who": _who(other)})


def _who(other: Other) -> Text:
    values = {"user": other.user, "host": other.host, "pid": other.pid}
    return Text("{user} on {host}, process {pid}", values)
