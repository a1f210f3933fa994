"""What a person may choose of an export, beside its format and layout."""

from __future__ import annotations

from raci.frozen import frozen


@frozen
class Options:
    """What a person may choose beside the layout.

    Attributes:
        roles: The ids of the roles to show, as those that a person holds; none for all.
        for_excel: Whether CSV is for a spreadsheet: with a byte order mark, and separated as the
            table's language does it there.
    """

    roles: tuple[str, ...] = ()
    for_excel: bool = False
