"""The help: keys and signs by chapters, narrowed by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from raci.tui.dialogs.dialog import LineInput, said
from raci.tui.dialogs.reading import Reading
from raci.tui.panes.lines import InspectorPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from raci.tui.panes.text import Line
    from raci.words import Words


class Help(Reading):
    """Lines under headings: Tab leads to the next heading, what is typed narrows them."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_by(1)", show=False, priority=True),
        Binding("up", "scroll_by(-1)", show=False, priority=True),
        Binding("pagedown", "scroll_by(12)", show=False, priority=True),
        Binding("pageup", "scroll_by(-12)", show=False, priority=True),
        Binding("tab", "chapter(1)", show=False, priority=True),
        Binding("shift+tab", "chapter(-1)", show=False, priority=True),
        Binding("f1", "leave", show=False, priority=True),
    ]

    def __init__(
        self, title: str, lines: Callable[[str, int], Sequence[Line]], words: Words
    ) -> None:
        """Show what ``lines`` returns for what is typed and a width."""
        super().__init__(title, lambda width: lines(self._query, width), words)
        self._query = ""

    def body(self) -> ComposeResult:
        """Yield the field, the lines and the keys."""
        yield LineInput(placeholder=self.words("part of a key's, a sign's or a command's name"))
        yield InspectorPane(self.words, id="lines")
        yield said(
            self.words("↑↓ PgUp PgDn: read on · Tab: next heading · Esc: back"), classes="keys"
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._query = event.value
        self._fill()

    def on_input_submitted(self) -> None:
        """Leave, as from every page."""
        self.action_leave()

    def action_chapter(self, step: int) -> None:
        """Go to the next heading, or the one before."""
        self.query_one(InspectorPane).scroll_to_title(step)
