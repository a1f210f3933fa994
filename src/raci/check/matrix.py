"""The organisation as rules see it: rows read once, counts, links, graph, limits in force."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from raci.check.counting import allowed
from raci.check.facts import read_facts
from raci.check.graph import ResponsibilityGraph
from raci.check.links import read_links
from raci.check.roster import Roster
from raci.check.row import OWNING, RowReader
from raci.check.standing import Standings, standing_of
from raci.check.tally import Load, Tally
from raci.model.organisation import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from raci.check.facts import Facts
    from raci.check.lines import Lines
    from raci.check.links import Links
    from raci.check.row import Held, Row
    from raci.check.rule import Limits
    from raci.model.finding import Standing
    from raci.model.organisation import Channel, Organisation


class Matrix:
    """What rules read; kept up to date channel by channel.

    Attributes:
        organisation: As the file has it now.
        today: What dates are compared with.
        parts: What the letters of a cell mean to rules.
        allowed: How many accountable and responsible the scheme allows in a row; None for any.
        limits: Each rule's limits in force, by its code.
        roster: Who is who.
        graph: Who answers for what, reports to whom and stands in for whom.
        rows: By channel id, of all statuses, as far as they were read.
        tally: Plain counts over them.
        portfolio: Who has which part in the portfolio row.
        links: Which active channels are combined.
        standings: How leadership stands to the rows.
        facts: What the counts come to; see ``refresh``.
    """

    def __init__(
        self,
        organisation: Organisation,
        faulty_rows: frozenset[str | None],
        today: dt.date,
        limits: Mapping[str, Limits],
        standings: Standings | None = None,
    ) -> None:
        """Read the roles; rows are read by ``read``."""
        self.today = today
        self.limits = limits
        self.rows: dict[str, Row] = {}
        self.tally = Tally()
        self.standings = Standings() if standings is None else standings
        self.graph = ResponsibilityGraph()
        self.faulty_rows = faulty_rows
        self._reader = RowReader(organisation.scheme)
        self.parts = self._reader.parts
        scheme = organisation.scheme
        self.allowed = {part: allowed(scheme, part) for part in OWNING}
        self.set_roles(organisation)
        self.links: Links = read_links(organisation.channels)
        self.facts: Facts = read_facts(self)

    def forget_positions(self) -> None:
        """Forget the order of the channels, as some came or went."""
        self.__dict__.pop("position", None)

    def set_roles(self, organisation: Organisation) -> None:
        """Take over an organisation whose roles changed."""
        self.organisation = organisation
        self.roster = Roster(organisation)
        self.graph.set_roles(organisation, self.roster.leaders)
        portfolio = (organisation.portfolio or {}).items()
        parts = {role: self.parts(cell.letters) for role, cell in portfolio}
        self.portfolio: Held = {role: held for role, held in parts.items() if held}

    def read(self, channel_id: str) -> Row | None:
        """Read a channel again, or forget it if it is gone; return its row."""
        before = self.rows.get(channel_id)
        if before:
            self.tally.remove(before)
        channel = self.organisation.channels.get(channel_id)
        if channel is None:
            self._forget(channel_id)
            return None
        row = self._reader.read(channel, faulty=channel_id in self.faulty_rows)
        self.rows[channel_id] = row
        self.tally.add(row)
        self._into_graph(row)
        return row

    def _forget(self, channel_id: str) -> None:
        self.rows.pop(channel_id, None)
        self.standings.drop(channel_id)
        self.graph.remove_row(channel_id)

    def _into_graph(self, row: Row) -> None:
        if row.active:
            self.graph.set_row(row.channel.id, row.held)
        else:
            self.standings.drop(row.channel.id)
            self.graph.remove_row(row.channel.id)

    def refresh(self, *, links: bool) -> frozenset[str]:
        """Read the facts again; return the names of those that changed.

        Args:
            links: Whether links or statuses may have changed.
        """
        if links:
            self.links = read_links(self.organisation.channels)
        before, self.facts = self.facts, read_facts(self)
        return self.facts.changed(before)

    @property
    def lines(self) -> Lines:
        """The lines of accountability."""
        return self.graph.lines

    def active(self) -> Iterable[Row]:
        """Return the rows that rules look at, in the order of the file."""
        channels = self.organisation.channels
        return (self.rows[id_] for id_, c in channels.items() if c.status is Status.ACTIVE)

    def channel(self, channel_id: str) -> Channel:
        """Return a channel by its id."""
        return self.organisation.channels[channel_id]

    def load(self, role: str) -> Load:
        """Return what a role carries."""
        return self.tally.load(role)

    def ordered(self, channels: Iterable[str]) -> list[Channel]:
        """Return channels in the order of the file."""
        known = self.organisation.channels
        return [known[id_] for id_ in sorted(channels, key=self.position.__getitem__)]

    @cached_property
    def position(self) -> dict[str, int]:
        """Each channel's place in the file."""
        return {id_: rank for rank, id_ in enumerate(self.organisation.channels)}

    def standing(self, row: Row) -> Standing:
        """Return how leadership stands to a row, as of when ``stand`` was last asked."""
        return self.standings.by_channel[row.channel.id]

    def stand(self, row: Row) -> Standing:
        """Work out how leadership stands to a row."""
        standing = standing_of(row, self.lines, self.limits["RACI202"]["distance"])
        self.standings.put(row.channel.id, standing)
        return standing
