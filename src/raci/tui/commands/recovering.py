"""Unsaved edits of an earlier run, other editors, and files that change outside."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.storage import file as disk
from raci.storage.watch import Outside, Watch
from raci.tui.alerting import alert, decided
from raci.tui.commands.command import Command, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.storage.file import Source
    from raci.storage.presence import Other
    from raci.tui.editor import Editor
    from raci.workspace.recovery import Offer
    from raci.workspace.workspace import Workspace


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


# Unsaved edits


async def recover(editor: Editor) -> None:
    """Offer what earlier runs left unsaved, the newest first."""
    from raci.workspace.recovery import offer, offers

    for left in await asyncio.to_thread(offers, editor.workspace):
        offered = await asyncio.to_thread(offer, left, editor.workspace)
        await _recover(editor, offered)


async def _recover(editor: Editor, offered: Offer) -> None:
    from raci.workspace.recovery import take_over

    words = editor.words
    title = words("Unsaved edits")
    choices = [
        ("take", words("Take over")),
        ("look", words("Look at all of them")),
        ("drop", words("Drop")),
    ]
    answer = await alert(editor, title, _found(editor, offered), choices, offered.changes)
    if answer == "drop":
        offered.left.drop()
    elif answer == "take":
        theirs = await decided(editor, title, offered.merge) if offered.merge else frozenset()
        if theirs is None:
            await _recover(editor, offered)
            return
        take_over(offered, editor.workspace, theirs)
        editor.show_anew()
        editor.tell(Text("Taken over; undo takes it back."))


def _found(editor: Editor, offered: Offer) -> Text:
    written = dt.datetime.fromtimestamp(offered.left.modified).astimezone()
    values = {"when": f"{editor.words.date(written.date())} {written:%H:%M}"}
    if offered.whole:
        return Text(
            "Edits of {when} were not saved, and the file has changed since; they cannot be "
            "merged. Taking them over replaces what is in the file now.",
            values,
        )
    if offered.merge is None:
        return Text("Edits of {when} were not saved:", values)
    if not offered.merge.conflicts:
        return Text(
            "Edits of {when} were not saved, and the file has changed since. They fit together:",
            values,
        )
    number = len(offered.merge.conflicts)
    return Text(
        "Edits of {when} were not saved, and the file has changed since. {n} place was changed in "
        "both:",
        {**values, "n": number},
        "Edits of {when} were not saved, and the file has changed since. {n} places were changed "
        "in both:",
    )


# Changed outside


async def changed(editor: Editor, *, saving: bool = False) -> bool:
    """Ask what to do about a file that changed outside.

    Args:
        editor: Where it is open.
        saving: Whether a save is under way, which a merge then goes on with.

    Returns:
        Whether all is saved now.
    """
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
        from raci.tui.commands.solving import offer

        workspace.reload(source)
        editor.show_anew()
        editor.tell(Text("Reloaded; undo brings back what was here."))
        await offer(editor)
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
    from raci.check.rulebook import NAMES
    from raci.document import Document
    from raci.versions import differences

    base = workspace.saved or workspace.document
    found = differences(base.data, Document.parse(source.text, NAMES).data)
    return tuple(change.message for change in found)


async def _merge(editor: Editor, source: Source, *, saving: bool) -> bool:
    workspace = editor.workspace
    merge = await asyncio.to_thread(workspace.merge_with, source)
    if merge is None:
        editor.complain(
            Text("They cannot be merged, as one of them cannot be understood: save as, or reload.")
        )
        return False
    theirs = await decided(editor, editor.words("Merge"), merge)
    if theirs is None:
        return False
    workspace.join(source, merge.text(theirs))
    editor.show_anew()
    if saving and workspace.dirty:
        return await saved(editor)
    editor.tell(Text("Merged; undo takes it back."))
    return not workspace.dirty


# Saving against resistance


async def saved(editor: Editor) -> bool:
    """Save; ask where that fails, and tell whether all is saved in the end."""
    try:
        editor.workspace.save()
    except FileError as error:
        return await unsaved(editor, error.text)
    told(editor)
    return True


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
        from raci.tui.commands.filing import save_as

        return await save_as(editor)
    if answer == "overwrite":
        editor.workspace.overwrite()
        told(editor)
        return True
    return False


def told(editor: Editor) -> None:
    """Tell that all is saved, and what git still waits for."""
    editor.follow()
    workspace = editor.workspace
    editor.tell(Text("Saved: {path}", {"path": str(workspace.path)}))
    if workspace.path and workspace.unmerged and workspace.unmerged.staged:
        from raci.workspace.pending_merge import waiting

        editor.tell(waiting(workspace.path, workspace.unmerged, workspace.text))


def _nothing_left(editor: Editor) -> Text | None:
    from raci.storage.orphans import waiting

    path = editor.workspace.path
    if editor.workspace.viewing or path is None or not waiting(path):
        return Text("Nothing was left unsaved.")
    return None


def _nothing_outside(editor: Editor) -> Text | None:
    if Watch(editor.workspace).state() is not Outside.CHANGED:
        return Text("The file on the disk is as it was read.")
    return None


COMMANDS = (
    Command(
        "recover",
        mark("Unsaved edits of an earlier run"),
        mark("Offers what a crash left behind: take it over, look at it, or drop it."),
        Section.FILE,
        recover,
        why_not=_nothing_left,
    ),
    Command(
        "changed-outside",
        mark("Changes outside"),
        mark("Reload, merge by cell, save elsewhere or overwrite when the file changed outside."),
        Section.FILE,
        changed,
        why_not=_nothing_outside,
    ),
)
