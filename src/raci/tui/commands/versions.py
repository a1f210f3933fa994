"""What changed since the last save or since a revision, and the history of a cell."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text
from raci.toml_edit.scan import BOM
from raci.tui.command import Section, command
from raci.tui.commands.file import saved
from raci.tui.dialogs.differences import Then, compared, comparison_told, contested, past_told
from raci.tui.model import item_forms
from raci.tui.model.fields import Field
from raci.tui.screen.dialogs import alert, decide, fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from raci.document import Document
    from raci.tui.dialogs.differences import Told
    from raci.tui.grid.board import RowKey
    from raci.tui.screen.editor import Editor

    Wanted = Callable[[], bool]
    from raci.workspace.pending_merge import PendingMerge


async def _show(editor: Editor, title: str, search: Callable[[Wanted], Sequence[Told]]) -> None:
    """Show what is found, and lead to the cell that is chosen."""
    from raci.tui.dialogs.trail import Trail

    item = await editor.ask(Trail(title, search, editor.words))
    if item is not None:
        if editor.panes.view:
            editor.show_view(0)
        editor.go_to(item.row, item.role or editor.aim.role())


# Since another version


def _all_saved(editor: Editor) -> Text | None:
    return None if editor.workspace.dirty else Text("Everything is saved.")


@command(
    "changes-since-save",
    "Changes since the last save",
    "In words, with the findings that came and went; Enter leads to the cell.",
    Section.FILE,
    also="difference, compare, diff",
    unless=_all_saved,
)
async def _since_save(editor: Editor) -> None:
    saved = editor.workspace.saved
    title = editor.words("Changes since the last save")
    await _compare(editor, title, lambda: saved)


def _no_path(editor: Editor) -> Text | None:
    if editor.workspace.path is None:
        return Text("There is no file name yet: save under a name.")
    return None


@command(
    "changes-since-revision",
    "Changes since a revision",
    "The same, since a commit, branch or tag of git.",
    Section.FILE,
    also="difference, compare, diff, git, version",
    unless=_no_path,
)
async def _since_revision(editor: Editor) -> None:
    words, path = editor.words, editor.workspace.path
    hint = words("a commit, branch or tag of git")
    answers = await fill_in(
        editor,
        words("Changes since a revision"),
        [Field("revision", words("Revision"), "HEAD", hint=hint)],
        lambda answers: item_forms.required(answers["revision"]),
    )
    if answers and path:
        revision = str(answers["revision"])
        title = words("Changes since {revision}", revision=revision)
        await _compare(editor, title, lambda: _at(revision, path))


def _at(revision: str, path: Path) -> Document:
    from raci.check.rulebook import NAMES
    from raci.document import Document
    from raci.storage.file import decode
    from raci.versions.git.revisions import text_at

    data = text_at(revision, path)
    if data is None:
        raise FileError(Text("This file did not exist at {revision}.", {"revision": revision}))
    return Document.parse(decode(data), NAMES, path=path)


async def _compare(editor: Editor, title: str, older: Callable[[], Document | None]) -> None:
    # What the screen shows is taken now: the search runs beside everything else.
    new, today = editor.workspace.document, editor.workspace.today

    def search(wanted: Wanted) -> Sequence[Told]:
        old = older()
        if not (new.readable and (old is None or old.readable)):
            raise FileError(
                Text("One of the two versions cannot be understood, so they cannot be compared.")
            )
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
        unmerged = await _found(editor)
    if unmerged is None:
        editor.show_message(Text("git knows of no conflict in this file."))
    elif await _is_settled(editor, unmerged):
        editor.show_message(
            Text("Nothing is left to decide: git add {path} ends it.", _path(editor))
        )
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
    if workspace.dirty and not saving:
        editor.show_message(Text("Decided; ctrl+s saves it, undo takes it back."))
    elif await saved(editor) and not unmerged.staged:
        editor.app.exit(0)


def _path(editor: Editor) -> dict[str, object]:
    from raci.versions.git.conflicts import as_argument

    path = editor.workspace.path
    return {"path": as_argument(path) if path else ""}
