"""The inspector as a drawer, where the terminal has no room for it beside the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from raci.tui.dialogs.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from raci.tui.panes.lines import Line
    from raci.words import Words


class Drawer(Reading):
    """Shows lines at the right; answers ``edit`` after Enter, None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,f2", "edit", show=False)]

    def __init__(self, lines: Callable[[int], Sequence[Line]], words: Words) -> None:
        """Show what ``lines`` returns for a width."""
        super().__init__(words("Details"), lines, words)

    def keys_line(self) -> str:
        """Return what the keys do here."""
        return self.words("Enter: edit · ↑↓: read on · Esc: back")

    def action_edit(self) -> None:
        """Ask for the form."""
        self.dismiss("edit")
