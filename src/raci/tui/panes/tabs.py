"""The line of views: which there are, and which one is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from raci.tui.panes.lines import LinesPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Tabs(LinesPane):
    """The titles of the views, one of them open; a click opens another."""

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, index: int) -> None:
            """Say which, from 0."""
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start without views."""
        super().__init__(id=id)
        self._ends: list[int] = []
        self._told: tuple[object, ...] = ()

    def tell(self, titles: Sequence[str], current: int) -> None:
        """Show the titles; ``current`` is the place of the open view."""
        told = (tuple(titles), current)
        if told == self._told:
            return
        self._told = told
        spans = [(f" {title} ", "chosen" if i == current else "") for i, title in enumerate(titles)]
        self._ends = []
        for text, _ in spans:
            self._ends.append((self._ends[-1] if self._ends else 1) + cell_len(text))
        self.show([((" ", ""), *spans)])

    def on_click(self, event: events.Click) -> None:
        """Open the view that was clicked."""
        for index, end in enumerate(self._ends):
            if event.x < end:
                self.post_message(self.Chosen(index))
                return
