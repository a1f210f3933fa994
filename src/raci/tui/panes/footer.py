"""The last line: the keys that matter most where the cursor is, or a word on what is done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from raci.tui.panes.lines import LinesPane
from raci.tui.panes.text import clipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from raci.tui.panes.lines import Span

#: A key as it is written, what it does, and the id of the command.
Hint = tuple[str, str, str]
_GAP = 2


class Footer(LinesPane):
    """Hints on keys, as many as fit; a click does what the key does."""

    class Clicked(Message):
        """A hint was clicked."""

        def __init__(self, command: str) -> None:
            """Say whose."""
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start without hints."""
        super().__init__(id=id)
        self._ends: list[tuple[int, str]] = []
        self._told: tuple[object, ...] = ()

    def tell(self, hints: Sequence[Hint]) -> None:
        """Show the hints that fit; the last one, help, always does."""
        told = (hints, self.size.width)
        if told == self._told:
            return
        self._told, self._ends = told, []
        spans: list[Span] = [(" ", "")]
        used = 1
        for key, title, command in fitting(hints, self.size.width - 2):
            spans += [(key, "key"), (f" {title}", ""), (" " * _GAP, "")]
            used += cell_len(f"{key} {title}") + _GAP
            self._ends.append((used, command))
        self.show([tuple(spans)])

    def say(self, text: str) -> None:
        """Show a sentence in place of the hints, cut where it does not fit."""
        told = (text, self.size.width)
        if told != self._told:
            self._told, self._ends = told, []
            self.show([((f" {clipped(text, self.size.width - 2)}", ""),)])

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint names."""
        for end, command in self._ends:
            if event.x < end:
                self.post_message(self.Clicked(command))
                return


def fitting(hints: Sequence[Hint], width: int) -> list[Hint]:
    """Return the hints that ``width`` cells hold: the last one, and the first ones first."""
    if not hints:
        return []
    room = width - _cells(hints[-1])
    kept = []
    for hint in hints[:-1]:
        if _cells(hint) + _GAP <= room:
            room -= _cells(hint) + _GAP
            kept.append(hint)
    return [*kept, hints[-1]]


def _cells(hint: Hint) -> int:
    return cell_len(f"{hint[0]} {hint[1]}")
