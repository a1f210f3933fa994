"""A row as the rules see it: a channel's effective rows and who has which part, read once."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from raci.model.organisation import (
    Duty,
    EffectiveRow,
    Status,
    effective_rows,
    holders,
    pattern,
)
from raci.model.scheme import Part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from raci.model.organisation import Channel, Path
    from raci.model.scheme import Scheme

#: Which parts a role has somewhere on a channel; ``omitted`` is no part for the rules.
Held = dict[str, frozenset[Part]]

OWNING = frozenset({Part.ACCOUNTABLE, Part.RESPONSIBLE})

_UNTIL = attrgetter("until")


class Row:
    """A channel and what its letters mean.

    Attributes:
        channel: The channel.
        active: Whether rules look at it; the others are known so that they can be counted.
        faulty: Whether a cell of it could not be read.
        effective: The rows that are judged: itself, or the four duties after refinement.
        judged: The effective rows without the implementation duty.
        held: Role id to parts, duties included, in the order of the file.
        accountable: Ids of the roles accountable anywhere on it.
        responsible: Ids of the roles responsible anywhere on it.
        listening: Whether somebody is consulted or informed.
        divided: Whether the channel is split into duties.
        joined: Whether some cell has several letters.
        dated: Whether some cell has an end.
        reviewed: Whether a review is noted.
        linked: Whether it names other channels that it is combined with.
    """

    __slots__ = (
        "accountable",
        "active",
        "channel",
        "dated",
        "divided",
        "effective",
        "faulty",
        "held",
        "joined",
        "judged",
        "linked",
        "listening",
        "responsible",
        "reviewed",
    )

    def __init__(self, channel: Channel, scheme: Scheme, *, faulty: bool) -> None:
        """Read a channel's letters.

        Args:
            channel: The channel.
            scheme: What its letters mean.
            faulty: Whether a cell of it could not be read.
        """
        self.channel = channel
        self.active = channel.status is Status.ACTIVE
        self.faulty = faulty
        self.divided = bool(channel.duties)
        self.reviewed = channel.review is not None
        self.linked = bool(channel.combines_with)
        if self.divided:
            self._read_duties(channel, scheme)
        else:
            self._read_plainly(channel, scheme)

    def _read_plainly(self, channel: Channel, scheme: Scheme) -> None:
        """Take in a row of its own cells alone, as nearly all are."""
        cells = channel.raci
        letters = pattern(cells, scheme)
        roles = tuple(cells)
        self.held = dict(zip(roles, letters.counting, strict=True))
        if frozenset() in letters.counting:
            self.held = {role: parts for role, parts in self.held.items() if parts}
        self.listening, self.joined = letters.listening, letters.joined
        self.dated = any(map(_UNTIL, cells.values()))
        only = EffectiveRow(None, letters.holders(roles))
        self.effective: tuple[EffectiveRow, ...] = (only,)
        self.judged: tuple[EffectiveRow, ...] = self.effective
        self.accountable, self.responsible = only.of(Part.ACCOUNTABLE), only.of(Part.RESPONSIBLE)

    def _read_duties(self, channel: Channel, scheme: Scheme) -> None:
        """Take in a row with the cells of its duties."""
        self.held = held = dict[str, frozenset[Part]]()
        self.listening = self.joined = self.dated = False
        for _, cells in channel.assignments():
            letters = pattern(cells, scheme)
            for role, parts in zip(cells, letters.counting, strict=True):
                if parts:
                    held[role] = held[role] | parts if role in held else parts
            self.listening |= letters.listening
            self.joined |= letters.joined
            self.dated |= any(map(_UNTIL, cells.values()))
        self.effective = effective_rows(channel, scheme)
        if len(self.effective) == 1:
            self.judged = self.effective
        else:
            self.judged = tuple(
                row for row in self.effective if row.duty is not Duty.IMPLEMENTATION
            )
        self.accountable = self._having(Part.ACCOUNTABLE)
        self.responsible = self._having(Part.RESPONSIBLE)

    def _having(self, part: Part) -> tuple[str, ...]:
        return tuple(role for role, parts in self.held.items() if part in parts)

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
        inherited = frozenset(parts)
        if self.divided:
            inherited -= self._replaced(scheme, duties)
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
