"""Asking about what happened without the person's doing; dialogs are loaded when first shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from raci.tui.asking import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci.model.text import Text
    from raci.tui.editor import Editor
    from raci.tui.panes.lines import Line
    from raci.workspace.document_merge import DocumentMerge

    Choices = Sequence[tuple[str, str]]


async def alert(
    editor: Editor, title: str, text: Text, choices: Choices, changes: Sequence[Text] = ()
) -> str | None:
    """Ask, and show the changes on ``look``; return the id of the choice, None where left."""
    from raci.tui.dialogs.alert import Alert

    words = editor.words
    listed = [words.say(change) for change in changes]
    while True:
        dialog = Alert(title, words.say(text), choices, words, listed)
        answer: str | None = await editor.ask(dialog)
        if answer != "look":
            return answer
        await read_lines(editor, title, lambda width: _lines(listed, width))


def _lines(said: Iterable[str], width: int) -> list[Line]:
    from raci.tui.panes.wrap import wrapped

    return [((part, ""),) for one in said for part in wrapped(one, width) or [""]]


async def decided(editor: Editor, title: str, merge: DocumentMerge) -> frozenset[int] | None:
    """Have each conflict decided; return those decided as the disk has it, None where left.

    Mine counts unless somebody says otherwise.
    """
    from raci.tui.deciding import contested
    from raci.tui.dialogs.conflicts import Conflicts

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


def _theirs(choices: Mapping[int, bool]) -> frozenset[int]:
    return frozenset(rank for rank, theirs in choices.items() if theirs)
