"""The organisation as rules see it: rows, roles, counts, links, lines, deputies, teamwork."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from raci.check.matrix.counts import Counts, Load, allowed, holds_share
from raci.check.matrix.deputies import Deputies
from raci.check.matrix.lines import Lines
from raci.check.matrix.reach import Reaches, reach_of
from raci.check.matrix.role_index import RoleIndex
from raci.check.matrix.row import OWNING, Row
from raci.check.matrix.teamwork import Teamwork
from raci.model.organisation import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from raci.check.matrix.row import Held
    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Channel, Organisation
    from raci.model.rule import Limits


T = TypeVar("T")

#: What is derived from all rows, worked out when first asked for after an edit.
_DERIVED = ("plain", "kinds_used", "reviews_kept", "active", "teamwork")


class Matrix:
    """What rules read. An edit replaces its rows; what is derived is worked out when asked for.

    Attributes:
        organisation: As the file has it now.
        today: What dates are compared with.
        rows: By channel id, of all statuses.
        roles: Who is who.
        counts: Plain counts over rows and roles.
        portfolio: Who has which part in the portfolio row.
        allowed: How many accountable and responsible the scheme allows in a row; None for any.
        misread: Roles of which a cell could not be read: what they lack may be in it.
        reaches: How leadership stands to the rows.
    """

    def __init__(
        self,
        organisation: Organisation,
        today: dt.date,
        limits: Callable[[str, bool], Limits],
        reaches: Reaches | None = None,
    ) -> None:
        """Read the roles; rows are read by ``read``.

        Args:
            organisation: As the file has it.
            today: What dates are compared with.
            limits: Returns the limits of a rule by its code, in a plain matrix or another.
            reaches: Where to count how leadership stands to the rows.
        """
        self.today = today
        self._limits = limits
        self._in_force: dict[tuple[str, bool], Limits] = {}
        self._facts: dict[Callable[[Matrix], Any], Any] = {}
        self.rows: dict[str, Row] = {}
        self.counts = Counts()
        self.reaches = Reaches() if reaches is None else reaches
        self.faulty_rows: frozenset[str | None] = frozenset()
        self.misread: frozenset[str] = frozenset()
        self.allowed = {part: allowed(organisation.scheme, part) for part in OWNING}
        self.set_roles(organisation)

    # --- what the check does with it

    def set_roles(self, organisation: Organisation) -> None:
        """Take over an organisation whose roles changed."""
        self.organisation = organisation
        self.roles = RoleIndex(organisation)
        counting = organisation.scheme.counting
        portfolio = (organisation.portfolio or {}).items()
        held = {role: counting(cell.letters) for role, cell in portfolio}
        self.portfolio: Held = {role: parts for role, parts in held.items() if parts}
        self._forget("lines", "deputies", *_DERIVED)

    def take_faults(self, problems: Iterable[Finding], faulty_rows: frozenset[str | None]) -> None:
        """Note what could not be read: rows, and the roles that are meant in their cells."""
        self.faulty_rows = faulty_rows
        named = (_misread(problem, self.organisation) for problem in problems)
        self.misread = frozenset(role for roles in named for role in roles)

    def read(self, channel_id: str) -> Row | None:
        """Read a channel again, or forget it if it is gone; return its row."""
        before = self.rows.get(channel_id)
        if before:
            self.counts.remove(before)
        channel = self.organisation.channels.get(channel_id)
        if channel is None:
            self.rows.pop(channel_id, None)
            self.reaches.drop(channel_id)
            self._forget("links", "position", *_DERIVED)
            return None
        row = Row(channel, self.organisation.scheme, faulty=channel_id in self.faulty_rows)
        self.rows[channel_id] = row
        self.counts.add(row)
        if not row.active:
            self.reaches.drop(channel_id)
        if before is None:
            self._forget("links", "position", *_DERIVED)
        elif _links(before) != _links(row):
            self._forget("links", *_DERIVED)
        else:
            self._forget(*_DERIVED)
        return row

    def _forget(self, *derived: str) -> None:
        self._facts.clear()
        for name in derived:
            self.__dict__.pop(name, None)

    def measure(self, row: Row) -> Standing:
        """Work out how leadership stands to a row, and count it."""
        standing = reach_of(row, self.lines, self.limits("RACI202")["distance"])
        self.reaches.put(row.channel.id, standing)
        return standing

    # --- facts

    def limits(self, code: str) -> Limits:
        """Return a rule's limits in force."""
        key = (code, self.plain)
        if key not in self._in_force:
            self._in_force[key] = self._limits(*key)
        return self._in_force[key]

    def once(self, fact: Callable[[Matrix], T]) -> T:
        """Return what a function says of this matrix, asked once however many rows need it."""
        if fact not in self._facts:
            self._facts[fact] = fact(self)
        found: T = self._facts[fact]
        return found

    @cached_property
    def plain(self) -> bool:
        """Whether the file says nothing about channels, only who does what.

        No channel has kind, phases or links, no role discipline, reporting line or leadership.
        """
        return not self.counts.described and self.roles.plain

    @cached_property
    def kinds_used(self) -> bool:
        """Whether some active channel has a kind."""
        return any(self.counts.kinds.values())

    @property
    def phases_used(self) -> bool:
        """Whether some active channel has phases."""
        return any(self.counts.phases.values())

    @property
    def links_used(self) -> bool:
        """Whether some active channels are combined."""
        return bool(self.links.pairs)

    @cached_property
    def reviews_kept(self) -> bool:
        """Whether at least half of the rows name a review."""
        return holds_share(self.counts.reviewed, self.counts.rows, 0.5)

    @cached_property
    def active(self) -> tuple[Row, ...]:
        """The rows that rules look at, in the order of the file."""
        rows = self.rows
        known = [rows[id_] for id_ in self.organisation.channels if id_ in rows]
        return tuple([row for row in known if row.active])

    @cached_property
    def links(self) -> Links:
        """Which active channels are combined."""
        return read_links(self.organisation.channels)

    @cached_property
    def lines(self) -> Lines:
        """Who reports to whom, up to leadership."""
        roles = self.organisation.roles.values()
        return Lines({role.id: role.reports_to for role in roles}, self.roles.leaders)

    @cached_property
    def deputies(self) -> Deputies:
        """Who stands in for whom."""
        return Deputies({role.id: role.deputies for role in self.organisation.roles.values()})

    @cached_property
    def teamwork(self) -> Teamwork:
        """Which roles and departments meet on channels."""
        departments = {role.id: role.department for role in self.organisation.roles.values()}
        return Teamwork((tuple(row.held) for row in self.active), departments)

    def channel(self, channel_id: str) -> Channel:
        """Return a channel by its id."""
        return self.organisation.channels[channel_id]

    def load(self, role: str) -> Load:
        """Return what a role carries."""
        return self.counts.load(role)

    def standing(self, row: Row) -> Standing:
        """Return how leadership stands to an active row."""
        return self.reaches.by_channel.get(row.channel.id) or self.measure(row)

    def ordered(self, channels: Iterable[str]) -> list[Channel]:
        """Return channels in the order of the file."""
        known = self.organisation.channels
        return [known[id_] for id_ in sorted(channels, key=self.position.__getitem__)]

    @cached_property
    def position(self) -> dict[str, int]:
        """Each channel's place in the file."""
        return {id_: rank for rank, id_ in enumerate(self.organisation.channels)}


def _links(row: Row) -> tuple[object, ...]:
    return row.active, row.channel.combines_with


def _misread(problem: Finding, organisation: Organisation) -> Iterable[str]:
    """Return the roles whose letters could not be read: that of a cell, or all of a table.

    Of a role that is misspelt, the one that is near.
    """
    match problem.place:
        case (
            ("channels", _, "raci", role, *_)
            | ("channels", _, "duties", _, role, *_)
            | ("portfolio", "raci", role, *_)
        ):
            meant = role if role in organisation.roles else problem.message.values.get("nearest")
            return (str(meant),) if meant else ()
        case ("channels", _, "raci" | "duties", *_) | ("portfolio",) | ("portfolio", "raci"):
            return () if problem.code == "RACI806" else organisation.roles
    return ()


class Links:
    """The combinations of active channels.

    Attributes:
        partners: Channel id to the ids of those it is combined with; absent without any.
        pairs: Who names whom, each pair once, in the order of the file.
        redundant: Channels that name themselves or a pair that is named already, with whom.
    """

    __slots__ = ("pairs", "partners", "redundant")

    def __init__(self) -> None:
        """Start with none."""
        self.partners: dict[str, set[str]] = {}
        self.pairs: list[tuple[str, str]] = []
        self.redundant: dict[str, list[str]] = {}


def read_links(channels: Mapping[str, Channel]) -> Links:
    """Read the links between active channels; those to or from any other don't count."""
    links = Links()
    for channel in channels.values():
        if channel.combines_with and channel.status is Status.ACTIVE:
            for other in channel.combines_with:
                if other in channels and channels[other].status is Status.ACTIVE:
                    _add(links, channel.id, other)
    return links


def _add(links: Links, channel: str, other: str) -> None:
    if channel == other or other in links.partners.get(channel, ()):
        links.redundant.setdefault(channel, []).append(other)
        return
    links.pairs.append((channel, other))
    links.partners.setdefault(channel, set()).add(other)
    links.partners.setdefault(other, set()).add(channel)
