"""A row as the rules see it: a channel's effective rows and who has which part, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from raci.model.organisation import Duty, Status, effective_rows, holders
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


class Traits(NamedTuple):
    """What a row has, so that only those rules look at it that can have something to say.

    Attributes:
        empty: No letters at all.
        bystanding: Letters, but none accountable or responsible.
        accountable: Somebody is accountable.
        responsible: Somebody is responsible.
        deaf: Letters, but nobody is consulted or informed.
        joined: Some cell has several letters.
        dated: Some cell has an end.
        duties: Some duty has a table of its own.
        reviewed: Somebody looked at it.
    """

    empty: bool
    bystanding: bool
    accountable: bool
    responsible: bool
    deaf: bool
    joined: bool
    dated: bool
    duties: bool
    reviewed: bool


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
        traits: What it has.
    """

    channel: Channel
    active: bool
    faulty: bool
    effective: tuple[EffectiveRow, ...]
    judged: tuple[EffectiveRow, ...]
    held: Held
    accountable: tuple[str, ...]
    responsible: tuple[str, ...]
    traits: Traits

    @property
    def owned(self) -> bool:
        """Whether somebody is accountable or responsible."""
        return bool(self.accountable or self.responsible)

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
            duties: Among these duties' cells, and the channel's own that count for one of them.
        """
        return next(path for role, path in self._giving(scheme, parts, duties) if role in roles)

    def places(
        self, scheme: Scheme, parts: Collection[Part], duties: Collection[Duty | None]
    ) -> dict[str, Path]:
        """Return for each role what ``place`` does, having looked at each cell once."""
        found: dict[str, Path] = {}
        for role, path in self._giving(scheme, parts, duties):
            found.setdefault(role, path)
        return found

    def _giving(
        self, scheme: Scheme, parts: Collection[Part], duties: Collection[Duty | None]
    ) -> Iterator[tuple[str, Path]]:
        """Yield role and path of each cell that counts for one of the parts in one of the rows."""
        inherited = frozenset(parts) - self._replaced(scheme, duties)
        for duty, role, letters in self.cells():
            counting = inherited if duty is None else parts if duty in duties else ()
            if not scheme.parts(letters).isdisjoint(counting):
                yield role, self.path(role, duty)

    def _replaced(self, scheme: Scheme, duties: Collection[Duty | None]) -> frozenset[Part]:
        """Return the parts for which all of these duties have roles of their own."""
        named = [holders(self.channel.duties.get(duty, {}), scheme) for duty in duties if duty]
        return OWNING.intersection(*named) if named else frozenset()

    def cells(self) -> Iterator[tuple[Duty | None, str, str]]:
        """Yield duty, role and letters of each cell, the channel's own first."""
        for duty, assignments in self.channel.assignments():
            for role, cell in assignments.items():
                yield duty, role, cell.letters

    def path(self, role: str, duty: Duty | None) -> Path:
        """Return the path of a cell."""
        start: Path = ("channels", self.channel.id)
        return (*start, "raci", role) if duty is None else (*start, "duties", duty.value, role)


class RowReader:
    """Reads channels as rows; what letters mean is looked up once for each spelling of a cell."""

    def __init__(self, scheme: Scheme) -> None:
        """Read letters of a scheme."""
        self._scheme = scheme
        self._parts: dict[str, frozenset[Part]] = {}

    def read(self, channel: Channel, *, faulty: bool) -> Row:
        """Read a channel's letters."""
        effective = effective_rows(channel, self._scheme)
        held, joined, dated = self._cells(channel)
        accountable = _having(Part.ACCOUNTABLE, held, effective)
        responsible = _having(Part.RESPONSIBLE, held, effective)
        listening = any(row.of(part) for part in LISTENING for row in effective)
        traits = Traits(
            empty=not held,
            bystanding=bool(held) and not accountable and not responsible,
            accountable=bool(accountable),
            responsible=bool(responsible),
            deaf=bool(held) and not listening,
            joined=joined,
            dated=dated,
            duties=bool(channel.duties),
            reviewed=channel.review is not None,
        )
        judged = effective if len(effective) == 1 else _without_implementation(effective)
        active = channel.status is Status.ACTIVE
        return Row(
            channel, active, faulty, effective, judged, held, accountable, responsible, traits
        )

    def _cells(self, channel: Channel) -> tuple[Held, bool, bool]:
        """Return who has which part, and whether a cell has several letters or an end."""
        held: Held = {}
        joined = dated = False
        for assignments in (channel.raci, *channel.duties.values()):
            for role, cell in assignments.items():
                parts = self.parts(cell.letters)
                if parts:
                    held[role] = held[role] | parts if role in held else parts
                joined = joined or len(cell.letters) > 1
                dated = dated or cell.until is not None
        return held, joined, dated

    def parts(self, letters: str) -> frozenset[Part]:
        """Return the parts of a cell that count for rules: all but ``omitted``."""
        found = self._parts.get(letters)
        if found is None:
            found = self._parts[letters] = self._scheme.parts(letters) - {Part.OMITTED}
        return found


def _without_implementation(effective: tuple[EffectiveRow, ...]) -> tuple[EffectiveRow, ...]:
    return tuple(row for row in effective if row.duty is not Duty.IMPLEMENTATION)


def _having(part: Part, held: Held, effective: tuple[EffectiveRow, ...]) -> tuple[str, ...]:
    """Return who has a part anywhere; without duties that is the only effective row."""
    if len(effective) == 1:
        return effective[0].of(part)
    return tuple(role for role, parts in held.items() if part in parts)
