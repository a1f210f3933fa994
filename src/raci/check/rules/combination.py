"""Family 4, combination: do traditional and new channels work together?

A link counts for both ends; links to channels that are not active don't count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.row import OWNING
from raci.check.rule import Aspect, Fault, rule
from raci.check.wording import listed
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.organisation import Kind, Phase
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import PHASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix import Matrix
    from raci.check.row import Row
    from raci.check.rule import Limits
    from raci.model.organisation import Channel

_WARNING, _INFO = Severity.WARNING, Severity.INFO

#: From how many owned channels with a kind on 402 speaks.
_A_PORTFOLIO = 3
_WATCHING = OWNING | {Part.INFORMED}
_ORGANISATION = ("organisation",)


@rule("401", "isolated-channel", _INFO, facts=("links_used",)).for_row
def isolated_channel(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Not combined with any other, where links are used."""
    channel = row.channel
    if seen.facts.links_used and channel.id not in seen.links.partners:
        message = Text("{channel}: combined with no other channel", {"channel": channel.name})
        place = ("channels", channel.id, "combines_with")
        yield Fault((Subject("channel", channel.id),), message, place)


@rule("402", "unmixed-portfolio", _WARNING, aspects=Aspect.LETTERS | Aspect.FEATURES).for_whole
def unmixed_portfolio(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """At least 3 owned channels have a kind, and all of these are traditional, or none is."""
    kinds = seen.tally.owned_kinds
    owned, traditional = sum(kinds.values()), kinds[Kind.TRADITIONAL]
    if owned >= _A_PORTFOLIO and traditional == owned:
        message = Text("All {n} owned channels are traditional", {"n": owned})
        yield Fault((ORGANISATION,), message, _ORGANISATION)
    elif owned >= _A_PORTFOLIO and not traditional:
        message = Text("None of the {n} owned channels is traditional", {"n": owned})
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule("403", "split-portfolio", _WARNING, aspects=Aspect.FEATURES).for_whole
def split_portfolio(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Traditional and new channels exist, links are used, and none joins the two kinds."""
    both: set[Kind | None] = {Kind.TRADITIONAL, Kind.NEW}
    if not seen.facts.links_used or not all(
        seen.tally.kinds[kind] for kind in (Kind.TRADITIONAL, Kind.NEW)
    ):
        return
    kinds = ({seen.channel(one).kind, seen.channel(other).kind} for one, other in seen.links.pairs)
    if both not in kinds:
        message = Text("No combination joins a traditional with a new channel")
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule(
    "404", "uncoordinated-combination", _WARNING, aspects=Aspect.SHAPE | Aspect.FEATURES
).for_whole
def uncoordinated_combination(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Two combined channels on which no single role has a letter on both.

    Silent if an end is unowned (101), which a row with a faulty cell is not known to be.
    """
    for naming, named in seen.links.pairs:
        ends = seen.rows[naming], seen.rows[named]
        if any(not end.held and not end.faulty for end in ends):
            continue
        if ends[0].held.keys().isdisjoint(ends[1].held):
            message = Text(
                "{channel}: combined with {other}, but no role has a letter on both",
                {"channel": ends[0].channel.name, "other": ends[1].channel.name},
            )
            subjects = tuple(Subject("channel", c.id) for c in seen.ordered((naming, named)))
            yield Fault(subjects, message, ("channels", naming, "combines_with"))


@rule("405", "phase-not-covered", _WARNING, aspects=Aspect.LETTERS | Aspect.FEATURES).for_whole
def phase_not_covered(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Phases are used, and one of the three has no owned channel."""
    for phase in uncovered(seen):
        message = Text("No owned channel serves the customer {phase}", {"phase": PHASES[phase]})
        yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)


def uncovered(seen: Matrix) -> list[Phase]:
    """Return the phases without an owned channel; none where phases are not used."""
    if not any(seen.tally.phases.values()):
        return []
    return [phase for phase in Phase if not seen.tally.owned_phases[phase]]


@rule("406", "third-party-blind-spot", _WARNING, aspects=Aspect.FEATURES).for_whole
def third_party_blind_spot(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Kinds are used, and no third-party channel is listed; a declined one counts."""
    kinds, declined = seen.tally.kinds, seen.tally.declined_kinds
    if seen.facts.kinds_used and not kinds[Kind.THIRD_PARTY] and not declined[Kind.THIRD_PARTY]:
        message = Text("No channel of a third party is listed: who reads what customers say there?")
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule("407", "unwatched-third-party", _WARNING, declined=True).for_row
def unwatched_third_party(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Nobody who should watch a third-party channel is accountable, responsible or informed."""
    known = seen.roster.has_disciplines or seen.roster.flagged
    if row.channel.kind is not Kind.THIRD_PARTY or not known:
        return
    watching = (role for role, parts in row.held.items() if not parts.isdisjoint(_WATCHING))
    if seen.roster.watchers.isdisjoint(watching):
        message = Text(
            "{channel}: nobody from communication, marketing, service or leadership watches it",
            {"channel": row.channel.name},
        )
        channel = row.channel.id
        yield Fault((Subject("channel", channel),), message, ("channels", channel))


@rule("408", "redundant-link", _INFO).for_row
def redundant_link(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """``combines_with`` names its own channel, or a pair that is named already."""
    channel = row.channel
    again = seen.links.redundant.get(channel.id)
    if again:
        place = ("channels", channel.id, "combines_with")
        yield Fault((Subject("channel", channel.id),), _redundant(channel, again, seen), place)


def _redundant(channel: Channel, again: list[str], seen: Matrix) -> Text:
    others = [seen.channel(other).name for other in dict.fromkeys(again) if other != channel.id]
    if not others:
        return Text("{channel}: combined with itself", {"channel": channel.name})
    return Text(
        "{channel}: the combination with {others} is named already",
        {"channel": channel.name, "others": listed(others)},
    )
