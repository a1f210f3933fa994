"""Plain counts, kept up to date row by row: what each role carries, what the rows have."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from raci.check.row import LISTENING
from raci.model.organisation import Status

if TYPE_CHECKING:
    from raci.check.row import Row
    from raci.model.organisation import Kind, Phase
    from raci.model.scheme import Part


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
        sole: Channels on which it alone is responsible.
        critical: Critical channels on which it is accountable.
        phases: Channels with a letter of the role, by phase.
        owned_phases: Channels on which it is accountable or responsible, by phase.
        accountable_kinds: Channels on which it is accountable, by kind.
    """

    __slots__ = (
        "accountable",
        "accountable_kinds",
        "acting",
        "critical",
        "owned_phases",
        "phases",
        "responsible",
        "rows",
        "sole",
    )

    def __init__(self) -> None:
        """Carry nothing."""
        self.rows = self.accountable = self.responsible = self.acting = self.sole = 0
        self.critical: set[str] = set()
        self.phases: Counter[Phase] = Counter()
        self.owned_phases: Counter[Phase] = Counter()
        self.accountable_kinds: Counter[Kind] = Counter()


class Tally:
    """Counts over the rows; all but ``described`` and ``declined_kinds`` over the active ones.

    Attributes:
        loads: By role id; a role without letters has none or an empty one.
        rows: How many there are.
        listening: Rows on which somebody is consulted or informed.
        reviewed: Rows that name a review.
        grouped: Rows with a group or a kind.
        described: Rows, whatever their status, with kind, phases or links.
        kinds: Rows by kind.
        declined_kinds: Declined rows by kind.
        owned_kinds: Rows that somebody is accountable or responsible for, by kind.
        phases: Rows by phase.
        owned_phases: The same of the owned ones.
    """

    def __init__(self) -> None:
        """Count nothing."""
        self.loads: dict[str, Load] = {}
        self.rows = self.listening = self.reviewed = self.grouped = self.described = 0
        self.kinds: Counter[Kind] = Counter()
        self.declined_kinds: Counter[Kind] = Counter()
        self.owned_kinds: Counter[Kind] = Counter()
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
        elif channel.status is Status.DECLINED and channel.kind:
            self.declined_kinds[channel.kind] += by

    def _count_features(self, row: Row, by: int) -> None:
        channel, owned = row.channel, row.owned
        self.rows += by
        self.reviewed += by if channel.review else 0
        self.listening += 0 if row.traits.deaf or row.traits.empty else by
        self.grouped += by if channel.group or channel.kind else 0
        if channel.kind:
            self.kinds[channel.kind] += by
            self.owned_kinds[channel.kind] += by if owned else 0
        for phase in dict.fromkeys(channel.phases):
            self.phases[phase] += by
            self.owned_phases[phase] += by if owned else 0

    def _count_loads(self, row: Row, by: int) -> None:
        phases = tuple(dict.fromkeys(row.channel.phases))
        for role, parts in row.held.items():
            load = self.loads.get(role)
            if load is None:
                load = self.loads[role] = Load()
            load.rows += by
            if not spectating(parts):
                load.acting += by
            for phase in phases:
                load.phases[phase] += by
        if len(row.responsible) == 1:
            self.loads[row.responsible[0]].sole += by
        self._count_owners(row, phases, by)

    def _count_owners(self, row: Row, phases: tuple[Phase, ...], by: int) -> None:
        channel = row.channel
        for role in row.accountable:
            load = self.loads[role]
            load.accountable += by
            if channel.kind:
                load.accountable_kinds[channel.kind] += by
            if channel.critical and by > 0:
                load.critical.add(channel.id)
            elif channel.critical:
                load.critical.discard(channel.id)
        for role in row.responsible:
            self.loads[role].responsible += by
        for phase in phases:
            for role in dict.fromkeys((*row.accountable, *row.responsible)):
                self.loads[role].owned_phases[phase] += by


_NOTHING = Load()
