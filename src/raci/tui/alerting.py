"""Asking about what happened without the person's doing; dialogs are loaded when first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.asking import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci.model.text import Text
    from raci.tui.editor import Editor
    from raci.tui.panes.lines import Line
    from raci.workspace.joining import Joining

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


async def decided(editor: Editor, title: str, joining: Joining) -> frozenset[int] | None:
    """Have each conflict decided; return those decided as the disk has it, None where left."""
    if not joining.conflicts:
        return frozenset()
    from raci.tui.dialogs.conflicts import Conflicts

    words = editor.words
    rows = []
    for conflict in joining.conflicts:
        place, mine, theirs = joining.told(conflict)
        ours, disk = words("mine: {value}", value=mine), words("disk: {value}", value=theirs)
        rows.append((words.say(place).removesuffix(":"), ours, disk))
    answer: frozenset[int] | None = await editor.ask(Conflicts(title, rows, words))
    return answer
