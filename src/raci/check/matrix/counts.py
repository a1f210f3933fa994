"""Counts, kept up to date row by row: what roles carry, what rows have; and limits of counts."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from raci.model.scheme import LISTENING, Part, PerRow

if TYPE_CHECKING:
    from raci.check.matrix.row import Row
    from raci.model.organisation import Kind, Phase
    from raci.model.scheme import Scheme


_INFORMED = frozenset({Part.INFORMED})


@cache
def spectating(parts: frozenset[Part]) -> bool:
    """Tell whether parts come to no more than being consulted or informed."""
    return parts <= LISTENING


class Load:
    """What one role carries on the active channels, each channel counted once.

    Attributes:
        rows: Channels with a letter of the role.
        accountable: Channels on which it is accountable.
        responsible: Channels on which it is responsible.
        acting: Channels on which it is more than consulted or informed.
        involved: Channels on which it is more than informed.
        sole: Channels on which it alone is responsible.
        critical: Critical channels on which it is accountable.
    """

    __slots__ = ("accountable", "acting", "critical", "involved", "responsible", "rows", "sole")

    def __init__(self) -> None:
        """Start at nothing."""
        self.rows = self.accountable = self.responsible = 0
        self.acting = self.involved = self.sole = 0
        self.critical: set[str] = set()


class Counts:
    """Counts over the rows; all but ``described`` over the active ones.

    Attributes:
        loads: By role id; a role without letters has none or an empty one.
        rows: How many there are.
        letters: Cells with letters, those of a role on a channel and its duties counted once.
        listening: Rows on which somebody is consulted or informed.
        worked: Rows on which somebody is responsible.
        reviewed: Rows that name a review.
        grouped: Rows with a group or a kind.
        described: Rows, whatever their status, with kind, phases or links.
        kinds: Rows by kind.
        phases: Rows by phase.
        owned_phases: Rows that somebody is accountable or responsible for, by phase.
    """

    def __init__(self) -> None:
        """Start at nothing."""
        self.loads: dict[str, Load] = {}
        self.rows = self.letters = self.listening = self.worked = 0
        self.reviewed = self.grouped = self.described = 0
        self.kinds: Counter[Kind] = Counter()
        self.phases: Counter[Phase] = Counter()
        self.owned_phases: Counter[Phase] = Counter()

    def add(self, row: Row) -> None:
        """Count a row."""
        self._count(row, 1)

    def remove(self, row: Row) -> None:
        """Take a row out of the counts."""
        self._count(row, -1)

    def load(self, role: str) -> Load:
        """Return what a role carries."""
        return self.loads.get(role) or _NOTHING

    def _count(self, row: Row, by: int) -> None:
        channel = row.channel
        if channel.kind or channel.phases or channel.combines_with:
            self.described += by
        if row.active:
            self._count_features(row, by)
            self._count_loads(row, by)

    def _count_features(self, row: Row, by: int) -> None:
        channel = row.channel
        self.rows += by
        self.letters += by * len(row.held)
        self.listening += by if row.listening else 0
        self.worked += by if row.responsible else 0
        self.reviewed += by if channel.review else 0
        self.grouped += by if channel.group or channel.kind else 0
        if channel.kind:
            self.kinds[channel.kind] += by
        for phase in dict.fromkeys(channel.phases):
            self.phases[phase] += by
            self.owned_phases[phase] += by if row.owned else 0

    def _count_loads(self, row: Row, by: int) -> None:
        loads = self.loads
        for role, parts in row.held.items():
            load = loads.get(role)
            if load is None:
                load = loads[role] = Load()
            load.rows += by
            if not spectating(parts):
                load.acting += by
            if parts != _INFORMED:
                load.involved += by
        if len(row.responsible) == 1:
            loads[row.responsible[0]].sole += by
        for role in row.responsible:
            loads[role].responsible += by
        for role in row.accountable:
            load = loads[role]
            load.accountable += by
            if row.channel.critical and by > 0:
                load.critical.add(row.channel.id)
            elif row.channel.critical:
                load.critical.discard(row.channel.id)


_NOTHING = Load()


#: More than a share in a file has, fewer than a binary fraction gets wrong.
_DECIMALS = 9

_LIMITED = frozenset({PerRow.EXACTLY_ONE, PerRow.AT_MOST_ONE})


def exceeds_share(count: int, total: int, share: float) -> bool:
    """Tell whether ``count`` is more than that share of ``total``.

    The share counts as it is written: 29 of 100 is not more than 0.29, although 0.29 * 100 is less
    than 29 in binary.
    """
    return count > round(share * total, _DECIMALS)


def holds_share(count: int, total: int, share: float) -> bool:
    """Tell whether ``count`` is at least that share of ``total``, which is not empty."""
    return total > 0 and count >= round(share * total, _DECIMALS)


def allowed(scheme: Scheme, part: Part) -> int | None:
    """Return how many roles of a part one row may have; None for any number.

    A scheme gives each letter a number per row; where several letters play the same part, each
    may be there.
    """
    letters = [letter for letter in scheme.letters.values() if letter.part is part]
    if all(letter.per_row in _LIMITED for letter in letters):
        return len(letters)
    return None
