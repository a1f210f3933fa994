"""How leadership stands to each channel: personally, after some steps, or not at all.

The distance of an effective row is that of its nearest accountable role; a channel's is the
farthest of its effective rows, the implementation duty aside (format page, "Meaning").
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.check.matrix.lines import Lines
from raci.check.matrix.role_index import RoleIndex
from raci.check.matrix.row import Row
from raci.model.finding import Leadership, Reach, Standing
from raci.model.organisation import Status
from raci.model.scheme import Part

if TYPE_CHECKING:
    from raci.model.organisation import Organisation

UNOWNED = Standing(Reach.UNOWNED, None, within=False)


def reach_of(row: Row, lines: Lines, limit: int) -> Standing:
    """Return how leadership stands to a row.

    Args:
        row: The row.
        lines: Who reports to whom.
        limit: Of the distance; for critical channels it is one less.
    """
    farthest = _farthest(row, lines)
    if farthest is None:
        return UNOWNED
    return lines.standing(farthest, max(0, limit - 1) if row.channel.critical else limit)


def _farthest(row: Row, lines: Lines) -> str | None:
    """Return the accountable role of the effective row that is farthest from leadership."""
    if len(row.judged) == 1:
        return _nearest(row.accountable, lines) if row.accountable else None
    accountable = [effective.of(Part.ACCOUNTABLE) for effective in row.judged]
    starts = [_nearest(roles, lines) for roles in accountable if roles]
    unreached = len(lines.reports_to)
    return max(starts, key=lambda role: lines.distance.get(role, unreached), default=None)


def _nearest(roles: tuple[str, ...], lines: Lines) -> str:
    """Return the role from which a leader is nearest; the first of several."""
    if len(roles) == 1:
        return roles[0]
    unreached = len(lines.reports_to)
    return min(roles, key=lambda role: lines.distance.get(role, unreached))


class Reaches:
    """The standings of the active channels, and the count of them, kept up to date one by one.

    Attributes:
        by_channel: The standings.
        changed: Channels whose standing came, went or became another, until somebody clears it.
    """

    def __init__(self) -> None:
        """Start with none."""
        self.by_channel: dict[str, Standing] = {}
        self.changed: set[str] = set()
        self._counts: Counter[tuple[Reach, bool]] = Counter()

    def put(self, channel: str, standing: Standing) -> None:
        """Set a channel's standing."""
        if self.by_channel.get(channel) != standing:
            self.drop(channel)
            self.by_channel[channel] = standing
            self._counts[standing.reach, standing.within] += 1
            self.changed.add(channel)

    def drop(self, channel: str) -> None:
        """Forget a channel."""
        before = self.by_channel.pop(channel, None)
        if before:
            self._counts[before.reach, before.within] -= 1
            self.changed.add(channel)

    @property
    def leadership(self) -> Leadership:
        """How many channels stand how."""
        reached = {
            reach: sum(self._counts[reach, within] for within in (True, False)) for reach in Reach
        }
        return Leadership(
            personal=reached[Reach.PERSONAL],
            delegated=reached[Reach.DELEGATED],
            out_of_reach=reached[Reach.OUT_OF_REACH],
            unowned=reached[Reach.UNOWNED],
            channels=len(self.by_channel),
            within=sum(number for (_, within), number in self._counts.items() if within),
        )


def reaches(organisation: Organisation, limit: int) -> Reaches:
    """Return the standing of every active channel, in file order, without running any rule.

    Args:
        organisation: Whose channels.
        limit: Of the distance: the limit of rule 202, see ``Selection.limits``.
    """
    roles = organisation.roles.values()
    leaders = RoleIndex(organisation).leaders
    lines = Lines({role.id: role.reports_to for role in roles}, leaders)
    found = Reaches()
    for channel in organisation.channels.values():
        if channel.status is Status.ACTIVE:
            row = Row(channel, organisation.scheme, faulty=False)
            found.put(channel.id, reach_of(row, lines, limit))
    return found
