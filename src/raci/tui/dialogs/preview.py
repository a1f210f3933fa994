"""What would come of a change, before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from raci.tui.dialogs.reading import Reading

if TYPE_CHECKING:
    from textual.binding import BindingType


class Preview(Reading):
    """Shows lines; answers ``take`` after Enter, None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False)]

    def keys_line(self) -> str:
        """Return what the keys do here."""
        return self.words("Enter: take over · ↑↓: read on · Esc: change nothing")

    def action_take(self) -> None:
        """Have it done."""
        self.dismiss("take")
