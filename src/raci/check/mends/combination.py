"""Mends of family 4: links between channels, and who watches what others say."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from raci.check.mends.case import MOST, Fix
from raci.check.mends.draft import Draft
from raci.check.mends.ownership import informs
from raci.check.roster import Roster
from raci.model.edit import SetField
from raci.model.organisation import Kind, Status
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.check.mends.case import Case
    from raci.model.organisation import Channel, Organisation

_MIXED = {Kind.TRADITIONAL: Kind.NEW, Kind.NEW: Kind.TRADITIONAL}


def _shares_role(organisation: Organisation, one: Channel, other: Channel) -> bool:
    """Tell whether some role sees both, so that a link between them would be lived (404)."""
    roles = set(Draft(organisation, one).roles())
    return not roles.isdisjoint(Draft(organisation, other).roles())


def _linked(one: Channel, other: Channel) -> SetField:
    path = ("channels", one.id, "combines_with")
    return SetField(path, [*one.combines_with, other.id])


def _partners(case: Case, channel: Channel, kinds: Iterable[Kind | None]) -> Iterator[Channel]:
    """Yield active channels of these kinds that share a role with a channel."""
    wanted = tuple(kinds)
    for other in case.organisation.channels.values():
        fits = other.status is Status.ACTIVE and other.kind in wanted and other.id != channel.id
        if fits and _shares_role(case.organisation, channel, other):
            yield other


def isolated(case: Case) -> Iterator[Fix]:
    """401: it is combined with a channel of the other kind, or any, that shares a role."""
    channel = case.channel
    other_kind = _MIXED.get(channel.kind) if channel.kind else None
    mixed = islice(_partners(case, channel, [other_kind] if other_kind else []), MOST)
    any_kind = islice(_partners(case, channel, (None, *Kind)), MOST)
    partners = {other.id: other for other in (*mixed, *any_kind)}
    for other in islice(partners.values(), MOST):
        title = Text("Combine it with {channel}", {"channel": other.name})
        yield Fix(title, _linked(channel, other))


def split(case: Case) -> Iterator[Fix]:
    """403: a traditional channel is combined with a new one that shares a role."""
    pairs = (
        (channel, other)
        for channel in case.organisation.channels.values()
        if channel.kind is Kind.TRADITIONAL and channel.status is Status.ACTIVE
        for other in islice(_partners(case, channel, [Kind.NEW]), 1)
    )
    for channel, other in islice(pairs, MOST):
        values = {"channel": channel.name, "other": other.name}
        yield Fix(Text("Combine {channel} with {other}", values), _linked(channel, other))


def uncoordinated(case: Case) -> Iterator[Fix]:
    """404: who answers for one end is informed about the other."""
    ends = [case.organisation.channels[id_] for id_ in case.finding.ids("channel")]
    for here, there in (ends, ends[::-1]):
        for role in Draft(case.organisation, there).with_part(Part.ACCOUNTABLE)[:1]:
            changed = Draft(case.organisation, here).give(role, Part.INFORMED)
            values = {"role": case.name(role), "channel": here.name}
            yield from changed.fixes(Text("{role} is informed about {channel}", values))


def unwatched(case: Case) -> Iterator[Fix]:
    """407: somebody who speaks with customers is informed."""
    watchers = Roster(case.organisation).watchers
    yield from informs(case, (role for role in case.organisation.roles if role in watchers))


def redundant_link(case: Case) -> Iterator[Fix]:
    """408: the second naming goes."""
    yield single_links(case.organisation, str(case.finding.place[1]))


def single_links(organisation: Organisation, channel_id: str) -> Fix:
    """Return the fix that leaves each link of a channel named once, and none to itself.

    A pair is named where the file names it first, as the rule counts it.
    """
    channel = organisation.channels[channel_id]
    ids = tuple(organisation.channels)
    before = frozenset(ids[: ids.index(channel_id)])
    kept = [
        other
        for other in dict.fromkeys(channel.combines_with)
        if other != channel_id
        and not (other in before and channel_id in organisation.channels[other].combines_with)
    ]
    values = {"channel": channel.name}
    title = Text("Take the doubled link of {channel} out", values)
    return Fix(title, SetField(("channels", channel_id, "combines_with"), kept or None))
