"""A sentence that is not yet in any language, and the cleaning of text that came from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import field, frozen
from raci.model.wording import mark, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Text", "Value", "mark", "printable"]

Value = object


@frozen
class Text:
    """A sentence with named places; ``raci.words`` renders it in the reader's language.

    Attributes:
        template: English wording with ``{named}`` places; also the key of its translation.
        values: What goes into the places: strings (shown as they are), numbers, dates, other
            texts, or tuples of these (joined with commas).
        plural: English wording for any ``values["n"]`` but 1; empty where number is no matter.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str = ""
