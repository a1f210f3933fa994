"""A row as the rules see it: a channel's effective rows and who has which part, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.model.organisation import Duty, Status, effective_rows
from raci.model.scheme import Part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from raci.model.organisation import Channel, EffectiveRow
    from raci.model.path import Path
    from raci.model.scheme import Scheme

#: Which parts a role has somewhere on a channel; ``omitted`` is no part for the rules.
Held = dict[str, frozenset[Part]]

LISTENING = frozenset({Part.CONSULTED, Part.INFORMED})
OWNING = frozenset({Part.ACCOUNTABLE, Part.RESPONSIBLE})
_OMITTED = frozenset({Part.OMITTED})


@dataclass(slots=True, eq=False)
class Row:
    """A channel and what its letters mean.

    Attributes:
        active: Whether rules look at it; the others are known so that they can be counted.
        faulty: Whether a cell of it could not be read.
        effective: The rows that are judged: itself, or the four duties after refinement.
        judged: The effective rows without the implementation duty.
        held: Role id to parts, duties included, in the order of the file.
        accountable: Ids of the roles accountable anywhere on it.
        responsible: Ids of the roles responsible anywhere on it.
    """

    channel: Channel
    active: bool
    faulty: bool
    effective: tuple[EffectiveRow, ...]
    judged: tuple[EffectiveRow, ...]
    held: Held
    accountable: tuple[str, ...]
    responsible: tuple[str, ...]

    @property
    def owned(self) -> bool:
        """Whether somebody is accountable or responsible."""
        return bool(self.accountable or self.responsible)

    def listens(self) -> bool:
        """Tell whether somebody is consulted or informed."""
        return any(not LISTENING.isdisjoint(parts) for parts in self.held.values())

    def judged_as(self, part: Part) -> tuple[str, ...]:
        """Return the roles that have ``part`` in some effective row but the implementation's."""
        if len(self.judged) == 1:
            return self.judged[0].of(part)
        return tuple(dict.fromkeys(role for row in self.judged for role in row.of(part)))

    def place(
        self,
        scheme: Scheme,
        roles: Collection[str],
        parts: Collection[Part],
        duties: Collection[Duty | None],
    ) -> Path:
        """Return the path of the first cell in the file that gives one of ``roles`` a part.

        Args:
            scheme: What the letters mean.
            roles: Whose cells.
            parts: Any of these.
            duties: Among these duties' cells, besides the channel's own.
        """
        for duty, role, letters in self.cells():
            fits = role in roles and (duty is None or duty in duties)
            if fits and not scheme.parts(letters).isdisjoint(parts):
                return self.path(role, duty)
        return ("channels", self.channel.id)

    def cells(self) -> Iterator[tuple[Duty | None, str, str]]:
        """Yield duty, role and letters of each cell, the channel's own first."""
        for duty, assignments in self.channel.assignments():
            for role, cell in assignments.items():
                yield duty, role, cell.letters

    def path(self, role: str, duty: Duty | None) -> Path:
        """Return the path of a cell."""
        start: Path = ("channels", self.channel.id)
        return (*start, "raci", role) if duty is None else (*start, "duties", duty.value, role)


def read_row(channel: Channel, scheme: Scheme, *, faulty: bool) -> Row:
    """Read a channel's letters."""
    effective = effective_rows(channel, scheme)
    held = _held(channel, scheme)
    return Row(
        channel,
        channel.status is Status.ACTIVE,
        faulty,
        effective,
        effective if len(effective) == 1 else _without_implementation(effective),
        held,
        tuple([role for role, parts in held.items() if Part.ACCOUNTABLE in parts]),
        tuple([role for role, parts in held.items() if Part.RESPONSIBLE in parts]),
    )


def _without_implementation(effective: tuple[EffectiveRow, ...]) -> tuple[EffectiveRow, ...]:
    return tuple(row for row in effective if row.duty is not Duty.IMPLEMENTATION)


def _held(channel: Channel, scheme: Scheme) -> Held:
    held: Held = {}
    for _, assignments in channel.assignments():
        for role, cell in assignments.items():
            parts = parts_of(scheme, cell.letters)
            if parts:
                held[role] = held[role] | parts if role in held else parts
    return held


def parts_of(scheme: Scheme, letters: str) -> frozenset[Part]:
    """Return the parts that count for rules: those of the letters but ``omitted``."""
    parts = scheme.parts(letters)
    return parts - _OMITTED if Part.OMITTED in parts else parts
