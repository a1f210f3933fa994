"""What others left: unsaved edits of an earlier run, its copies, conflicts of git's merge."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.storage.orphans import left_elsewhere
from raci.tui.command import Section, command
from raci.tui.commands.file import saved
from raci.tui.dialogs.differences import Then, contested
from raci.tui.screen.dialogs import alert, decide, decided, tell_lost

if TYPE_CHECKING:
    from raci.storage.orphans import Elsewhere
    from raci.tui.screen.editor import Editor
    from raci.words import Words
    from raci.workspace.file_merge import PendingMerge
    from raci.workspace.recovery import Offer, OldCopy


# Unsaved edits


def _nothing_left(editor: Editor) -> Text | None:
    from raci.storage.orphans import waiting
    from raci.storage.replacement import old_texts

    path = editor.workspace.path
    if editor.workspace.viewing or path is None or not (waiting(path) or old_texts(path)):
        return Text("Nothing was left unsaved.")
    return None


@command(
    "recover",
    "Unsaved edits of an earlier run",
    "Offers what a crash left behind: take it over, look at it, or drop it.",
    Section.FILE,
    also="crash, lost, restore",
    unless=_nothing_left,
)
async def recover(editor: Editor) -> None:
    """Offer what earlier runs left unsaved, the newest first."""
    from raci.workspace.recovery import offer, offers, old_copies

    for left in await asyncio.to_thread(offers, editor.workspace):
        offered = await asyncio.to_thread(offer, left, editor.workspace)
        await _recover(editor, offered)
    for copy in await asyncio.to_thread(old_copies, editor.workspace):
        await _point_out(editor, copy)


async def _point_out(editor: Editor, copy: OldCopy) -> None:
    """Tell of a copy that stands beside the file since somebody was stopped while writing it."""
    words = editor.words
    text = Text(
        "A program was stopped while it wrote this file. The text from before stands in {path}; "
        "if something is missing here, take it over. Changed since then:",
        {"path": copy.path},
    )
    choices = [("keep", words("Keep for later"))]
    choices += [("look", words("Look at all of them"))] if copy.changes else []
    choices += [("take", words("Take over")), ("drop", words("Drop"))]
    answer = await alert(editor, words("An old copy"), text, choices, copy.changes)
    if answer == "take":
        editor.workspace.replace(copy.text)
        editor.show_anew()
        editor.show_message(
            Text("Taken over; undo takes it back. The copy stays: {path}", {"path": copy.path})
        )
    elif answer == "drop":
        copy.path.unlink(missing_ok=True)
        editor.show_message(Text("Dropped."))


async def _recover(editor: Editor, offered: Offer) -> None:
    from raci.workspace.recovery import take_over

    words = editor.words
    title = words("Unsaved edits")
    choices = [("keep", words("Keep for later")), ("drop", words("Drop"))]
    if offered.readable:
        choices[:1] = [("take", words("Take over")), ("look", words("Look at all of them"))]
    found = _found(editor, offered)
    if offered.readable and offered.left.damaged:
        found = Text(
            "{found} A part of what was written down is damaged: this is what stands before it.",
            {"found": found},
        )
    answer = await alert(editor, title, found, choices, offered.changes)
    if answer == "drop":
        offered.left.drop()
    elif answer == "take":
        theirs = await decided(editor, title, offered.merge) if offered.merge else frozenset()
        if theirs is None:
            await _recover(editor, offered)
            return
        take_over(offered, editor.workspace, theirs)
        editor.show_anew()
        if offered.merge:
            await tell_lost(editor, offered.merge, theirs)
        editor.show_message(Text("Taken over; undo takes it back."))


def _found(editor: Editor, offered: Offer) -> Text:
    written = dt.datetime.fromtimestamp(offered.left.modified).astimezone()
    values = {"when": f"{editor.words.date(written.date())} {written:%H:%M}"}
    if not offered.readable:
        return Text(
            "Edits of {when} were not saved, and what was written down of them is damaged: it "
            "cannot be taken over. Until it is dropped, it stands in {path}",
            {**values, "path": offered.left.place},
        )
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


def _nothing_elsewhere(editor: Editor) -> Text | None:
    return None if _elsewhere(editor) else Text("Nothing was left unsaved in other files.")


@command(
    "recover-elsewhere",
    "Unsaved edits of other files",
    "Lists what crashes left behind of other files; opening these offers it.",
    Section.FILE,
    unless=_nothing_elsewhere,
)
async def show_elsewhere(editor: Editor) -> None:
    """List them, and offer to drop them all."""
    found = _elsewhere(editor)
    words = editor.words
    text = Text("Opening one of these files offers its unsaved edits. They are kept for 90 days.")
    choices = [
        ("leave", words("Leave them")),
        ("look", words("See all of them")),
        ("drop", words("Drop them all")),
    ]
    listed = [_place_and_time(one, words) for one in found]
    answer = await alert(editor, words("Unsaved edits of other files"), text, choices, listed)
    if answer == "drop":
        for one in found:
            one.drop()
        editor.show_message(Text("Dropped."))


def _place_and_time(one: Elsewhere, words: Words) -> Text:
    written = dt.datetime.fromtimestamp(one.modified).astimezone()
    when = f"{words.date(written.date())} {written:%H:%M}"
    return Text("{path}: {when}", {"path": one.path, "when": when})


def _elsewhere(editor: Editor) -> tuple[Elsewhere, ...]:
    path = editor.workspace.path
    return left_elsewhere(path) if path else ()


# Conflicts that a merge of git left in the file


async def offer(editor: Editor) -> None:
    """Offer to decide what a merge left in the file; say nothing where it left nothing.

    Raises:
        FileError: The versions cannot be merged here.
    """
    unmerged = editor.workspace.unmerged
    if unmerged is None or unmerged.staged:
        found = None if _no_merge(editor) else await _merge_found(editor)
        if found is None or not await _wanted(editor, found):
            return
    await _decide(editor)


def _no_merge(editor: Editor) -> Text | None:
    from raci.versions.git.conflicts import suspected

    workspace = editor.workspace
    if workspace.viewing:
        return workspace.refusal
    if workspace.unmerged is not None and not workspace.unmerged.staged:
        return None
    if workspace.path is None or not suspected(workspace.path, workspace.text):
        return Text("git is merging nothing here.")
    return None


@command(
    "solve-conflicts",
    "Solve the conflicts of git's merge",
    "Ours and theirs side by side, each decided for itself; one step that can be undone.",
    Section.FILE,
    also="merge, decide",
    unless=_no_merge,
)
async def solve(editor: Editor) -> None:
    """Decide the conflicts of a merge, or go on deciding them.

    Raises:
        FileError: The versions cannot be merged here.
    """
    unmerged = editor.workspace.unmerged
    if unmerged is None or (unmerged.staged and not editor.workspace.previewing):
        unmerged = await _merge_found(editor)
    if unmerged is None:
        editor.show_message(Text("git knows of no conflict in this file."))
    elif await _is_settled(editor, unmerged):
        editor.show_message(
            Text("Nothing is left to decide: git add {path} ends it.", _path(editor))
        )
    else:
        await _decide(editor)


async def _merge_found(editor: Editor) -> PendingMerge | None:
    from raci.workspace.file_merge import pending_merge

    workspace = editor.workspace
    workspace.put_back()
    if workspace.path is not None:
        path, now = workspace.path, workspace.document
        workspace.unmerged = await asyncio.to_thread(pending_merge, path, now)
    return workspace.unmerged


async def _is_settled(editor: Editor, unmerged: PendingMerge) -> bool:
    """Tell whether the file says already what the merge would make of it."""
    merge = unmerged.merge
    if merge.conflicts or not editor.workspace.document.readable:
        return False
    return not await asyncio.to_thread(merge.other_changes)


async def _wanted(editor: Editor, unmerged: PendingMerge) -> bool:
    """Tell what git left, and ask whether to go on with it now."""
    if await _is_settled(editor, unmerged):
        editor.show_message(
            Text("Nothing is left to decide: git add {path} ends it.", _path(editor))
        )
        return False
    words = editor.words
    number = len(unmerged.merge.conflicts)
    text = Text(
        "git's merge left {n} conflict in this file:",
        {"n": number},
        "git's merge left {n} conflicts in this file:",
    )
    choices = [("solve", words("Solve side by side")), ("later", words("Later"))]
    if not number:
        text = Text("git could not merge this file by lines. By cell, both sides fit together.")
        choices = [("solve", words("Take over")), ("later", words("Later"))]
    changes = [unmerged.merge.sentence(one) for one in unmerged.merge.conflicts]
    besides = await asyncio.to_thread(unmerged.merge.other_changes)
    changes += [Text("Without a conflict: {change}", {"change": change}) for change in besides]
    return await alert(editor, words("Merge"), text, choices, changes) == "solve"


async def _decide(editor: Editor) -> None:
    workspace = editor.workspace
    unmerged = workspace.unmerged
    assert unmerged is not None  # noqa: S101 - both callers asked
    then = Then.TAKE
    while len(unmerged.choices) < len(unmerged.merge.conflicts):
        if not workspace.previewing:
            workspace.preview(await asyncio.to_thread(unmerged.merge.document))
            editor.show_anew()
        answer = await _asked(editor, unmerged)
        if answer is None:
            await _leave(editor, unmerged)
            return
        then, rank = answer
        if then is Then.LOOK:
            _look(editor, unmerged, rank)
            return
        await asyncio.to_thread(unmerged.merge.more, unmerged.theirs)
    await _take_over(editor, unmerged, saving=then is Then.SAVE)


async def _asked(editor: Editor, unmerged: PendingMerge) -> tuple[Then, int] | None:
    from raci.tui.dialogs.conflicts import Conflicts

    words = editor.words
    heads = [words("ours"), words("theirs")]
    if unmerged.sides:
        heads = [f"{head} · {side}" for head, side in zip(heads, unmerged.sides, strict=True)]
    dialog = Conflicts(
        words("Conflicts of the merge"),
        tuple(contested(unmerged.merge, words)),
        (heads[0], heads[1]),
        unmerged.choices,
        words,
        merging=True,
    )
    answer: tuple[Then, int] | None = await editor.ask(dialog)
    return answer


async def _leave(editor: Editor, unmerged: PendingMerge) -> None:
    """Put all back as it was; where the editor was opened for the conflicts alone, leave it."""
    words = editor.words
    if not unmerged.staged:
        text = words("Leave without deciding? Every file stays as it was.")
        choices = [("stay", words("Go on deciding")), ("leave", words("Leave"))]
        if unmerged.choices and await decide(editor, words("Merge"), text, choices) != "leave":
            await _decide(editor)
            return
        editor.app.exit(0)
        return
    editor.workspace.put_back()
    editor.show_anew()


def _look(editor: Editor, unmerged: PendingMerge, rank: int) -> None:
    from raci.tui.dialogs.differences import place_of_path

    row, role = place_of_path(unmerged.merge.conflicts[rank].path, editor.organisation)
    editor.go_to(row, role or editor.aim.role())
    editor.show_message(Text("Nothing can be changed meanwhile; ctrl+p, “Solve …” leads back."))


async def _take_over(editor: Editor, unmerged: PendingMerge, *, saving: bool) -> None:
    workspace = editor.workspace
    text = await asyncio.to_thread(unmerged.merge.text, unmerged.theirs)
    unmerged.decided = (workspace.text, text)
    unmerged.choices.clear()
    workspace.replace(text)
    editor.show_anew()
    await tell_lost(editor, unmerged.merge, unmerged.theirs)
    if workspace.dirty and not saving:
        editor.show_message(Text("Decided; ctrl+s saves it, undo takes it back."))
    elif await saved(editor) and not unmerged.staged:
        editor.app.exit(0)


def _path(editor: Editor) -> dict[str, object]:
    from raci.versions.git.conflicts import as_argument

    path = editor.workspace.path
    return {"path": as_argument(path) if path else ""}
