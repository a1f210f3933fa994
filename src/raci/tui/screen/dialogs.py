"""Asking the person: each dialog is loaded when it is first shown.

The commands ask through here, so that their names and keys are known without a screen: ``raci
config`` reads them, and no batch command loads Textual.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from raci.tables.importing import Imported, Stated
    from raci.tui.dialogs.correction.corrections import Corrections
    from raci.tui.model.fields import Answers, Entry, Field, Value
    from raci.tui.panes.text import Line
    from raci.tui.screen.editor import Editor
    from raci.workspace.document_merge import DocumentMerge

    Choices = Sequence[tuple[str, str]]

Read = TypeVar("Read")


async def fill_in(
    editor: Editor,
    title: str,
    fields: Sequence[Field],
    check: Callable[[Answers], object],
    usual: Callable[[Answers], Mapping[str, Value]] | None = None,
) -> Answers | None:
    """Show a form and return its answers; None where it was left."""
    from raci.tui.dialogs.form import Form

    answers: Answers | None = await editor.ask(Form(title, fields, check, editor.words, usual))
    return answers


async def decide(
    editor: Editor, title: str, text: str, choices: Sequence[tuple[str, str]]
) -> str | None:
    """Ask a question and return the id of the choice; None where it was left."""
    from raci.tui.dialogs.question import Question

    answer: str | None = await editor.ask(Question(title, text, choices))
    return answer


async def choose(
    editor: Editor, title: str, entries: Sequence[Entry], *, hint: str, typing: bool = True
) -> tuple[str, str] | None:
    """Show a list and return the key of what was chosen and what was typed; None if left."""
    from raci.tui.dialogs.choose import Choose

    chosen: tuple[str, str] | None = await editor.ask(
        Choose(title, entries, editor.words, hint=hint, typing=typing)
    )
    return chosen


async def pick(
    editor: Editor,
    title: str,
    read: Callable[[Path], Read],
    endings: Sequence[str],
    *,
    start: Path | None = None,
) -> tuple[Path, Read] | None:
    """Let a file be chosen and read; see ``dialogs.file_picker``.

    Args:
        editor: Over which it is asked.
        title: What it is chosen for.
        read: Reads it in a thread; raises ``RaciError`` or ``OSError`` where it does not do.
        endings: Of files that can be read, in lower case, with their dots; the usual first.
        start: The folder that is shown first; default: that of the open file.

    Returns:
        The path and what was read; None where the picker was left.
    """
    from pathlib import Path

    from raci.tui.dialogs.file_picker import FilePicker

    if start is None:
        start = editor.workspace.path.parent if editor.workspace.path else Path()
    picker = FilePicker(title, read, endings, editor.words, start=start)
    picked: tuple[Path, Read] | None = await editor.ask(picker)
    return picked


async def correct(
    editor: Editor, title: str, corrections: Corrections, arguments: Sequence[str]
) -> tuple[Stated, Imported] | None:
    """Show how a document is read, and have it corrected; see ``dialogs.correction.screen``.

    Args:
        editor: Over which it is shown.
        title: What is read.
        corrections: The document, with what is stated of it so far; what is stated here stays.
        arguments: Those of the command that reads it: where it goes, and the file.

    Returns:
        What was stated, and what was read so; None where it was left.
    """
    from raci.tui.dialogs.correction.screen import Correction

    dialog = Correction(title, corrections, editor.words, arguments)
    answer: tuple[Stated, Imported] | None = await editor.ask(dialog)
    return answer


async def may_replace(editor: Editor, path: Path) -> bool:
    """Tell whether a file may be written: it does not exist, or the person says so."""
    if not _exists(path):
        return True
    words = editor.words
    text = words("“{path}” exists. Replace it?", path=path)
    choices = [("keep", words("Keep it")), ("replace", words("Replace"))]
    return await decide(editor, words("Save"), text, choices) == "replace"


def _exists(path: Path) -> bool:
    return path.exists()


async def preview(editor: Editor, title: str, lines: Callable[[int], Sequence[Line]]) -> bool:
    """Show what would come of something; tell whether it is to be done."""
    from raci.tui.dialogs.reading import Preview

    return bool(await editor.ask(Preview(title, lines, editor.words)) == "take")


async def read(editor: Editor, title: str, markdown: str) -> None:
    """Show a page of our own until it is left."""
    from raci.tui.dialogs.reading import Page

    await editor.ask(Page(title, markdown, editor.words))


async def read_lines(editor: Editor, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
    """Show lines, made for the width they get, until they are left."""
    from raci.tui.dialogs.reading import Reading

    await editor.ask(Reading(title, lines, editor.words))


async def look_closer(editor: Editor) -> bool:
    """Show the details of what the cursor is on; tell whether they are to be edited."""
    from raci.tui.dialogs.reading import Drawer

    return bool(await editor.ask(Drawer(editor.panes.inspection, editor.words)) == "edit")


async def alert(
    editor: Editor, title: str, text: Text, choices: Choices, changes: Sequence[Text] = ()
) -> str | None:
    """Ask, and show the changes on ``look``; return the id of the choice, None where left."""
    from raci.tui.dialogs.question import Alert

    words = editor.words
    listed = [words.say(change) for change in changes]
    while True:
        dialog = Alert(title, words.say(text), choices, words, listed)
        answer: str | None = await editor.ask(dialog)
        if answer != "look":
            return answer
        await read_lines(editor, title, lambda width: _lines(listed, width))


def _lines(said: Iterable[str], width: int) -> list[Line]:
    from raci.tui.panes.text import wrapped

    return [((part, ""),) for one in said for part in wrapped(one, width) or [""]]


async def decided(editor: Editor, title: str, merge: DocumentMerge) -> frozenset[int] | None:
    """Have each conflict decided; return those decided as the disk has it, None where left.

    Mine counts unless somebody says otherwise.
    """
    from raci.tui.dialogs.conflicts import Conflicts
    from raci.tui.dialogs.differences import contested

    words = editor.words
    heads = words("mine"), words("the disk")
    choices: dict[int, bool] = {}
    while len(choices) < len(merge.conflicts):
        choices = {rank: choices.get(rank, False) for rank in range(len(merge.conflicts))}
        rows = tuple(contested(merge, words))
        if await editor.ask(Conflicts(title, rows, heads, choices, words)) is None:
            return None
        await asyncio.to_thread(merge.more, _theirs(choices))
    return _theirs(choices)


async def tell_lost(editor: Editor, merge: DocumentMerge, theirs: frozenset[int]) -> None:
    """Tell which comments found no place in a merge that was taken over, if any did not."""
    lost = await asyncio.to_thread(merge.lost_comments, theirs)
    if lost:
        words = editor.words
        text = Text(
            "{n} comment found no place in the merge. Undo brings back what was here:",
            {"n": len(lost)},
            "{n} comments found no place in the merge. Undo brings back what was here:",
        )
        choices = [("on", words("Go on")), ("look", words("Look at all of them"))]
        await alert(editor, words("Lost comments"), text, choices, lost)


def _theirs(choices: Mapping[int, bool]) -> frozenset[int]:
    return frozenset(rank for rank, theirs in choices.items() if theirs)


async def read_help(
    editor: Editor, title: str, lines: Callable[[str, int], Sequence[Line]]
) -> None:
    """Show lines for what is typed and a width, until they are left."""
    from raci.tui.dialogs.reading import Help

    await editor.ask(Help(title, lines, editor.words))
