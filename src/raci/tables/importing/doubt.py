"""What an import doubts: something with a place, as narrow as it can be."""

from __future__ import annotations

from raci.frozen import frozen
from raci.model.text import Text


@frozen
class Doubt:
    """Something that was skipped, or could be read in two ways.

    Attributes:
        place: Where: ``file.md:12``, ``Sheet1!C7`` or a path into JSON; the same in any language.
        message: What was skipped or how it was read.
        table: The number of the table that it speaks of; None for the whole document.
        rows: The rows that it is about; None for all.
        roles: The roles that it is about; None for all.
    """

    place: str
    message: Text
    table: int | None = None
    rows: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None


def with_more(message: Text, others: int) -> Text:
    """Return what is said of the first of several cells alike."""
    if not others:
        return message
    more = Text("one more cell", {"n": others}, "{n} more cells")
    return Text("{said} ({more} like it)", {"said": message, "more": more})
