"""The conflicts that a merge left, decided side by side: git's, and those of `raci merge`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.tui.alerting import alert
from raci.tui.asking import decide
from raci.tui.commands.command import Command, Section
from raci.tui.commands.recovering import saved
from raci.tui.deciding import Then, contested

if TYPE_CHECKING:
    from raci.tui.editor import Editor
    from raci.workspace.pending_merge import PendingMerge


async def offer(editor: Editor) -> None:
    """Offer to decide what a merge left in the file; say nothing where it left nothing.

    Raises:
        FileError: The versions cannot be merged here.
    """
    unmerged = editor.workspace.unmerged
    if unmerged is None or unmerged.staged:
        found = None if _no_merge(editor) else await _found(editor)
        if found is None or not await _wanted(editor, found):
            return
    await _decide(editor)


async def solve(editor: Editor) -> None:
    """Decide the conflicts of a merge, or go on deciding them.

    Raises:
        FileError: The versions cannot be merged here.
    """
    unmerged = editor.workspace.unmerged
    if unmerged is None or (unmerged.staged and not editor.workspace.previewing):
        unmerged = await _found(editor)
    if unmerged is None:
        editor.tell(Text("git knows of no conflict in this file."))
    elif await _is_settled(editor, unmerged):
        editor.tell(Text("Nothing is left to decide: git add {path} ends it.", _path(editor)))
    else:
        await _decide(editor)


async def _found(editor: Editor) -> PendingMerge | None:
    from raci.workspace.pending_merge import pending_merge

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
        editor.tell(Text("Nothing is left to decide: git add {path} ends it.", _path(editor)))
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
    from raci.tui.tracing import place_of_path

    row, role = place_of_path(unmerged.merge.conflicts[rank].path, editor.organisation)
    editor.go_to(row, role or editor.role())
    editor.tell(Text("Nothing can be changed meanwhile; ctrl+p, “Solve …” leads back."))


async def _take_over(editor: Editor, unmerged: PendingMerge, *, saving: bool) -> None:
    workspace = editor.workspace
    text = await asyncio.to_thread(unmerged.merge.text, unmerged.theirs)
    unmerged.decided = (workspace.text, text)
    unmerged.choices.clear()
    workspace.replace(text)
    editor.show_anew()
    if workspace.dirty and not saving:
        editor.tell(Text("Decided; ctrl+s saves it, undo takes it back."))
    elif await saved(editor) and not unmerged.staged:
        editor.app.exit(0)


def _path(editor: Editor) -> dict[str, object]:
    from raci.versions.git.conflicts import as_argument

    path = editor.workspace.path
    return {"path": as_argument(path) if path else ""}


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


COMMANDS = (
    Command(
        "solve-conflicts",
        mark("Solve the conflicts of git's merge"),
        mark("Ours and theirs side by side, each decided for itself; one step that can be undone."),
        Section.FILE,
        solve,
        why_not=_no_merge,
    ),
)
