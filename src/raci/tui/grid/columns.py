"""The columns: roles in the order of their departments, and where each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from raci.model.naming import short_names
from raci.model.text import printable

if TYPE_CHECKING:
    from raci.model.organisation import Organisation, Role

#: Up to how many roles every other column is shaded. Each stripe is a run of its own in each line
#: that a terminal is sent; in a wide matrix they would make a page three times as slow.
_STRIPED = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A role as its head shows it.

    Attributes:
        id: The role's id.
        head: The short name, fit for a terminal.
        leader: Whether a channel of this role is a matter for the boss.
        it: Whether it is IT, in-house or hired.
        external: Whether it is an outsider.
        odd: Whether it is every other one of its department.
        alternate: Whether its cells are shaded for that, too.
        opens: Whether a department begins here, so that a bar stands before it.
    """

    id: str
    head: str
    leader: bool
    it: bool
    external: bool
    odd: bool
    alternate: bool
    opens: bool

    @property
    def misplaced(self) -> bool:
        """Whether an accountable letter in this column is a cause for alarm."""
        return self.it or self.external


@dataclass(frozen=True, slots=True)
class Span:
    """The columns of one department: ``start`` to ``stop`` (exclusive)."""

    name: str
    start: int
    stop: int


class Columns:
    """All columns of an organisation, those without a department last."""

    def __init__(self, organisation: Organisation) -> None:
        """Order the roles; departments stand in the order of the file."""
        members = _by_department(organisation)
        striped = len(organisation.roles) <= _STRIPED
        heads = short_names(organisation.roles.values())
        self.spans = _spans(organisation, members)
        self.columns = tuple(
            Column(
                id=role.id,
                head=printable(heads[role.id]),
                leader=organisation.is_leader(role),
                it=organisation.is_it(role),
                external=role.external,
                odd=number % 2 == 1,
                alternate=striped and number % 2 == 1,
                opens=number == 0,
            )
            for roles in members.values()
            for number, role in enumerate(roles)
        )
        self.ids = tuple(column.id for column in self.columns)
        self.position = {role: index for index, role in enumerate(self.ids)}
        #: How many departments have begun up to and including each column: its bars to the left.
        self.bars = tuple(accumulate(column.opens for column in self.columns))

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self.columns)

    @cached_property
    def longest_head(self) -> int:
        """Characters of the longest head."""
        return max((len(column.head) for column in self.columns), default=0)


def _by_department(organisation: Organisation) -> dict[str | None, list[Role]]:
    members: dict[str | None, list[Role]] = {id_: [] for id_ in organisation.departments}
    members[None] = []
    for role in organisation.roles.values():
        members[role.department if role.department in members else None].append(role)
    return {department: roles for department, roles in members.items() if roles}


def _spans(organisation: Organisation, members: dict[str | None, list[Role]]) -> tuple[Span, ...]:
    spans, start = [], 0
    for department, roles in members.items():
        name = "" if department is None else organisation.departments[department].name
        spans.append(Span(printable(name), start, start + len(roles)))
        start += len(roles)
    return tuple(spans)
