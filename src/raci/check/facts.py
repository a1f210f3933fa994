"""Facts about the whole that rules on rows and roles read, counted apart from them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci.check.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Facts:
    """What an edit elsewhere can flip for a row or a role that it did not touch.

    Attributes:
        plain: Whether the file says nothing about channels: no kind, phase or link, no
            discipline, reporting line or leadership; families 2 to 5 are then silent but for 504.
        kinds_used: Whether some active channel has a kind.
        links_used: Whether some active channels are combined.
        listeners: Whether somebody is consulted or informed anywhere.
        reviews_kept: Whether at least half of the rows name a review.
        rows: How many active channels there are.
    """

    plain: bool
    kinds_used: bool
    links_used: bool
    listeners: bool
    reviews_kept: bool
    rows: int

    def changed(self, before: Facts) -> frozenset[str]:
        """Return the names of the facts that are not as they were."""
        return frozenset(
            field.name
            for field in fields(self)
            if getattr(self, field.name) != getattr(before, field.name)
        )


def read_facts(matrix: Matrix) -> Facts:
    """Read the facts off the counts."""
    tally = matrix.tally
    return Facts(
        plain=not tally.described and matrix.roster.plain,
        kinds_used=any(tally.kinds.values()),
        links_used=bool(matrix.links.pairs),
        listeners=tally.listening > 0,
        reviews_kept=0 < tally.rows <= 2 * tally.reviewed,
        rows=tally.rows,
    )
