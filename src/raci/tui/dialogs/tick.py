"""A box to tick that tells its state by its sign, where Textual's own tells it by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Checkbox

if TYPE_CHECKING:
    from textual.binding import BindingType


class Tick(Checkbox, inherit_bindings=False):
    """A checkbox that Space ticks; Enter is the form's."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", show=False)]

    @property
    def _button(self) -> Content:
        """The box as it stands in forms on paper; Textual measures it."""
        return Content("[x]" if self.value else "[ ]")

    def render(self) -> Content:
        """Return the box and its label, both marked where the keys act on them."""
        label = self.label.pad(1, 1) if self.label else self.label
        style = self.get_visual_style("toggle--label")
        return Content.assemble(self._button, label).stylize_before(style)
