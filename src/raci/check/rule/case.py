"""A finding in its organisation, as its fixes look at it: who is meant, who is above them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.edit import SetField
from raci.model.scheme import Part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from raci.model.edit import Edit
    from raci.model.finding import Finding, Subject
    from raci.model.organisation import Channel, Organisation, Role
    from raci.model.text import Text

#: How many persons or channels a fix proposes; a longer list is no help in choosing.
MOST = 3

# How many rows are looked at for who usually answers: fixes are offered at each step of the
# cursor, so none may read a whole large matrix.
_ROWS = 200


@frozen
class Fix:
    """One way to be rid of a finding, to be chosen by a person.

    Attributes:
        title: What it does, in a few words.
        edit: Does it.
    """

    title: Text
    edit: Edit


@frozen
class Look:
    """Something to look at before one can choose.

    Attributes:
        title: What a person does there, in a few words.
        at: The channels and roles.
    """

    title: Text
    at: tuple[Subject, ...]


class Case:
    """A finding and what is known about those it names."""

    def __init__(self, finding: Finding, organisation: Organisation, today: dt.date) -> None:
        """Look at ``finding``, which must be one of this organisation as it stands."""
        self.finding = finding
        self.organisation = organisation
        self.today = today

    @property
    def known(self) -> bool:
        """Whether all channels and roles that the finding names still exist."""
        return all(
            id_ in self.organisation.channels for id_ in self.finding.ids("channel")
        ) and all(id_ in self.organisation.roles for id_ in self.finding.ids("role"))

    @property
    def channel(self) -> Channel:
        """The first channel that the finding names."""
        return self.organisation.channels[self.finding.ids("channel")[0]]

    @property
    def role(self) -> Role:
        """The first role that the finding names."""
        return self.organisation.roles[self.finding.ids("role")[0]]

    def name(self, role: str) -> str:
        """Return a role's name."""
        return self.organisation.roles[role].name

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """All leaders, in the order of the file."""
        roles = self.organisation.roles.values()
        return tuple(role.id for role in roles if self.organisation.is_leader(role))

    def above(self, role: str) -> dict[str, str]:
        """Return who stands above a role, nearest first, each with the one it was reached from."""
        reached: dict[str, str] = {}
        queue = [role]
        for below in queue:
            for boss in self.organisation.roles[below].reports_to:
                if boss != role and boss not in reached:
                    reached[boss] = below
                    queue.append(boss)
        return reached

    def line(self, role: str) -> tuple[str, ...]:
        """Return the way from a role up to the nearest leader, empty where there is none."""
        reached = self.above(role)
        leader = next((boss for boss in reached if boss in self.leaders), None)
        way = [leader] if leader else []
        while way and way[-1] != role:
            way.append(reached[way[-1]])
        return tuple(reversed(way))

    def answering(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return who could answer for a row on which ``roles`` have letters, the likeliest first.

        The leaders, those nearest above ``roles`` before others; where nobody leads, as in a
        plain matrix, the roles inside that answer for most of the first rows.
        """
        near = [line[-1] for line in sorted(filter(None, map(self._way, roles)), key=len)]
        found = tuple(dict.fromkeys((*near, *self.leaders))) or self._usual
        return found[:MOST]

    def _way(self, role: str) -> tuple[str, ...]:
        return (role,) if role in self.leaders else self.line(role)

    @cached_property
    def _usual(self) -> tuple[str, ...]:
        parts = self.organisation.scheme.parts
        rows = islice(self.organisation.channels.values(), _ROWS)
        loads = Counter(
            role
            for row in rows
            for role, cell in row.raci.items()
            if Part.ACCOUNTABLE in parts(cell.letters)
        )
        return self.inside(role for role, _ in loads.most_common())[:MOST]

    def fit(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``roles`` that could answer: inside, and with a leader to answer to."""
        inside = self.inside(dict.fromkeys(roles))
        return tuple(role for role in inside if self._way(role)) if self.leaders else inside

    def inside(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``roles`` that are neither IT nor external."""
        known = self.organisation.roles
        return tuple(
            role
            for role in roles
            if not known[role].external and not self.organisation.is_it(known[role])
        )


def with_ids(role: Role, field: str, ids: Iterable[str]) -> SetField:
    """Return the edit that gives a role other ids (or names): none, one, or a list.

    Where it has several now, one that is left stays in the list, and its comment with it.
    """
    before = {"deputy": role.deputies, "reports_to": role.reports_to, "holder": role.holders}
    known = list(dict.fromkeys(ids))
    one = len(known) == 1 and len(before[field]) <= 1
    return SetField(("roles", role.id, field), (known[0] if one else known) or None)


#: How many of a role's channels are looked at for who could stand in for it.
_CHANNELS = 50


def colleagues(case: Case) -> Iterator[str]:
    """Yield who does the work, and then who answers, where the role answers or works."""
    for part in (Part.RESPONSIBLE, Part.ACCOUNTABLE):
        for channel in islice(_channels_of(case), _CHANNELS):
            for role, cell in channel.raci.items():
                if part in case.organisation.scheme.parts(cell.letters):
                    yield role


def _channels_of(case: Case) -> Iterator[Channel]:
    role, parts = case.role.id, case.organisation.scheme.parts
    for channel in case.organisation.channels.values():
        cell = channel.raci.get(role)
        if cell and not {Part.ACCOUNTABLE, Part.RESPONSIBLE}.isdisjoint(parts(cell.letters)):
            yield channel
