"""The inspector as a drawer, where the terminal has no room for it beside the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from raci.tui.dialogs.dialog import Dialog, said
from raci.tui.panes.inspector import InspectorPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.tui.panes.lines import Line
    from raci.words import Words


class Drawer(Dialog[str]):
    """Shows lines at the right; answers ``edit`` after Enter, None after Esc."""

    WIDTH = 46

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", show=False),
        Binding("down", "scroll_by(1)", show=False),
        Binding("up", "scroll_by(-1)", show=False),
        Binding("pagedown", "scroll_by(10)", show=False),
        Binding("pageup", "scroll_by(-10)", show=False),
    ]

    def __init__(self, lines: Sequence[Line], words: Words) -> None:
        """Show ``lines``, made for four cells less than ``WIDTH``."""
        super().__init__(words("Details"))
        self._lines = lines
        self.words = words

    def body(self) -> ComposeResult:
        """Yield the lines and the keys."""
        yield InspectorPane(id="details")
        yield said(self.words("Enter: edit · ↑↓: read on · Esc: back"), classes="keys")

    def on_mount(self) -> None:
        """Show the lines when there is room for them."""
        pane = self.query_one(InspectorPane)
        pane.focus()
        self.call_after_refresh(pane.tell, self._lines)

    def action_edit(self) -> None:
        """Ask for the form."""
        self.dismiss("edit")

    def action_scroll_by(self, step: int) -> None:
        """Read on."""
        self.query_one(InspectorPane).scroll_lines(step)
