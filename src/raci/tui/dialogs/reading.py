"""Lines to read in a box: help, and the details where there is no room beside the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from raci.tui.dialogs.dialog import Dialog, said
from raci.tui.panes.inspector import InspectorPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.tui.panes.lines import Line
    from raci.words import Words


class Reading(Dialog[str]):
    """Shows lines that are made for the width they get."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_by(1)", show=False),
        Binding("up", "scroll_by(-1)", show=False),
        Binding("pagedown,space", "scroll_by(12)", show=False),
        Binding("pageup", "scroll_by(-12)", show=False),
        Binding("f1,enter", "leave", show=False),
    ]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]], words: Words) -> None:
        """Show what ``lines`` returns for a width."""
        super().__init__(title)
        self.words = words
        self._lines = lines

    def body(self) -> ComposeResult:
        """Yield the lines and the keys."""
        yield InspectorPane(self.words, id="lines")
        yield said(self.keys_line(), classes="keys")

    def keys_line(self) -> str:
        """Return what the keys do here."""
        return self.words("↑↓ Space: read on · Esc: back")

    def on_mount(self) -> None:
        """Act on keys."""
        self.query_one(InspectorPane).focus()

    def on_resize(self) -> None:
        """Make the lines for the width that there is now."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        pane = self.query_one(InspectorPane)
        pane.tell(self._lines(pane.text_width))

    def action_scroll_by(self, step: int) -> None:
        """Read on."""
        self.query_one(InspectorPane).scroll_lines(step)
