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
    from raci.model.organisation import Channel, Organisation

UNOWNED = Standing(Reach.UNOWNED, None, within=False)


def too_far(channel: Channel, distance: int, limit: int) -> bool:
    """Tell whether leadership is farther than the limit, one less for critical channels."""
    return distance > (max(0, limit - 1) if channel.critical else limit)


def nearest(roles: tuple[str, ...], lines: Lines) -> str:
    """Return the role from which a leader is nearest; the first of several."""
    if len(roles) == 1:
        return roles[0]
    unreached = len(lines.reports_to)
    return min(roles, key=lambda role: lines.distance.get(role, unreached))


def reach_of(row: Row, lines: Lines, limit: int) -> Standing:
    """Return how leadership stands to a row.

    Args:
        row: The row.
        lines: Who reports to whom.
        limit: Of the distance, for channels that are not critical.
    """
    accountable = [effective.of(Part.ACCOUNTABLE) for effective in row.judged]
    starts = [nearest(roles, lines) for roles in accountable if roles]
    if not starts:
        return UNOWNED
    unreached = len(lines.reports_to)
    farthest = max(starts, key=lambda role: lines.distance.get(role, unreached))
    distance = lines.distance.get(farthest)
    if distance is None:
        return Standing(Reach.OUT_OF_REACH, None, within=False, line=lines.line(farthest))
    reach = Reach.DELEGATED if distance else Reach.PERSONAL
    within = not too_far(row.channel, distance, limit)
    return Standing(reach, distance, within, lines.line(farthest))


class Reaches:
    """The standings of the active channels, and the count of them, kept up to date one by one."""

    def __init__(self) -> None:
        """Start with none."""
        self.by_channel: dict[str, Standing] = {}
        self._counts: Counter[tuple[str, bool]] = Counter()

    def put(self, channel: str, standing: Standing) -> None:
        """Set a channel's standing."""
        self.drop(channel)
        self.by_channel[channel] = standing
        self._counts[standing.reach.value, standing.within] += 1

    def drop(self, channel: str) -> None:
        """Forget a channel."""
        before = self.by_channel.pop(channel, None)
        if before:
            self._counts[before.reach.value, before.within] -= 1

    @property
    def leadership(self) -> Leadership:
        """How many channels stand how."""
        reached = {
            reach: sum(self._counts[reach.value, within] for within in (True, False))
            for reach in Reach
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
