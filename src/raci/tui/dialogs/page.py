"""A page to read: rules, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from raci.tui.dialogs.dialog import Dialog, said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.words import Words


class Page(Dialog[None]):
    """Shows Markdown of the program's own; never text from a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,f1,f4", "leave", show=False),
        Binding("down", "scroll_by(1)", show=False, priority=True),
        Binding("up", "scroll_by(-1)", show=False, priority=True),
        Binding("pagedown,space", "scroll_by(12)", show=False, priority=True),
        Binding("pageup", "scroll_by(-12)", show=False, priority=True),
    ]

    def __init__(self, title: str, markdown: str, words: Words) -> None:
        """Show ``markdown`` under ``title``."""
        super().__init__(title)
        self._markdown = markdown
        self.words = words

    def body(self) -> ComposeResult:
        """Yield the page and the keys."""
        with VerticalScroll(classes="page"):
            yield Markdown(self._markdown, open_links=False)
        yield said(self.words("↑↓, Space: read on · Esc: back"), classes="keys")

    def action_scroll_by(self, step: int) -> None:
        """Read on."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
