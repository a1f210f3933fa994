"""One of several choices in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Select

if TYPE_CHECKING:
    from textual.binding import BindingType


class Pick(Select[str], inherit_bindings=False):
    """A list that Space opens; arrows and Enter are the form's as long as it is shut."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "show_overlay", show=False)]
