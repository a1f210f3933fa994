"""Family 4, combination: do traditional and new channels work together?

A link counts for both ends; links to channels that are not active don't count.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from raci.check.matrix.role_index import RoleIndex
from raci.check.matrix.row import OWNING
from raci.check.rule.case import MOST, Fix
from raci.check.rule.draft import Draft, informs
from raci.check.rule.fault import Fault, listed
from raci.check.rule.rule import rule
from raci.check.rules.ownership import unowned
from raci.model.edit import AddItem, Compound, SetField
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.organisation import Kind, Phase, Size, Status
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import PHASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case
    from raci.model.organisation import Channel, Organisation
    from raci.model.rule import Limits
    from raci.words.catalogue import Entry

_WARNING, _INFO = Severity.WARNING, Severity.INFO

#: From how many owned channels with a kind on 402 speaks.
_A_PORTFOLIO = 3
_WATCHING = OWNING | {Part.INFORMED}
_ORGANISATION = ("organisation",)


@rule("RACI401", "isolated-channel", _INFO).rows
def isolated_channel(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Not combined with any other, where links are used."""
    channel = row.channel
    if matrix.links_used and channel.id not in matrix.links.partners:
        message = Text("{channel}: combined with no other channel", {"channel": channel.name})
        place = ("channels", channel.id, "combines_with")
        yield Fault((Subject("channel", channel.id),), message, place)


@isolated_channel.fixes
def fix_isolated_channel(case: Case) -> Iterator[Fix]:
    """It is combined with a channel of the other kind, or any, that shares a role."""
    channel = case.channel
    other_kind = _MIXED.get(channel.kind) if channel.kind else None
    mixed = islice(_partners(case, channel, [other_kind] if other_kind else []), MOST)
    any_kind = islice(_partners(case, channel, (None, *Kind)), MOST)
    partners = {other.id: other for other in (*mixed, *any_kind)}
    for other in islice(partners.values(), MOST):
        title = Text("Combine it with {channel}", {"channel": other.name})
        yield Fix(title, _linked(channel, other))


@rule("RACI402", "unmixed-portfolio", _WARNING).whole
def unmixed_portfolio(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """At least 3 owned channels have a kind, and all of these are traditional, or none is."""
    kinds = [row.channel.kind for row in matrix.active if row.owned and row.channel.kind]
    owned, traditional = len(kinds), kinds.count(Kind.TRADITIONAL)
    if owned >= _A_PORTFOLIO and traditional == owned:
        message = Text("All {n} owned channels are traditional", {"n": owned})
        yield Fault((ORGANISATION,), message, _ORGANISATION)
    elif owned >= _A_PORTFOLIO and not traditional:
        message = Text("None of the {n} owned channels is traditional", {"n": owned})
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule("RACI403", "split-portfolio", _WARNING).whole
def split_portfolio(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Traditional and new channels exist, links are used, and none joins the two kinds."""
    both: set[Kind | None] = {Kind.TRADITIONAL, Kind.NEW}
    if not matrix.links_used or not all(
        matrix.counts.kinds[kind] for kind in (Kind.TRADITIONAL, Kind.NEW)
    ):
        return
    kinds = (
        {matrix.channel(one).kind, matrix.channel(other).kind} for one, other in matrix.links.pairs
    )
    if both not in kinds:
        message = Text("No combination joins a traditional with a new channel")
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule("RACI404", "uncoordinated-combination", _WARNING).whole
def uncoordinated_combination(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Two combined channels on which no single role has a letter on both.

    Silent if an end is unowned (101), which a row with a faulty cell is not known to be.
    """
    for naming, named in matrix.links.pairs:
        ends = matrix.rows[naming], matrix.rows[named]
        if any(unowned(end, matrix) for end in ends):
            continue
        if ends[0].held.keys().isdisjoint(ends[1].held):
            message = Text(
                "{channel}: combined with {other}, but no role has a letter on both",
                {"channel": ends[0].channel.name, "other": ends[1].channel.name},
            )
            subjects = tuple(Subject("channel", c.id) for c in matrix.ordered((naming, named)))
            yield Fault(subjects, message, ("channels", naming, "combines_with"))


@uncoordinated_combination.fixes
def fix_uncoordinated_combination(case: Case) -> Iterator[Fix]:
    """Who answers for one end is informed about the other."""
    ends = [case.organisation.channels[id_] for id_ in case.finding.ids("channel")]
    for here, there in (ends, ends[::-1]):
        for role in Draft(case.organisation, there).with_part(Part.ACCOUNTABLE)[:1]:
            changed = Draft(case.organisation, here).give(role, Part.INFORMED)
            values = {"role": case.name(role), "channel": here.name}
            yield from changed.fixes(Text("{role} is informed about {channel}", values))


@rule("RACI405", "phase-not-covered", _WARNING).whole
def phase_not_covered(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Phases are used, and one of the three has no owned channel."""
    for phase in Phase if matrix.phases_used else ():
        if matrix.counts.owned_phases[phase]:
            continue
        message = Text("No owned channel serves the customer {phase}", {"phase": PHASES[phase]})
        yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)


@rule("RACI406", "third-party-blind-spot", _WARNING).whole
def third_party_blind_spot(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Kinds are used, and no third-party channel is listed; a declined one counts."""
    listed_ones = (Status.ACTIVE, Status.DECLINED)
    known = any(
        channel.kind is Kind.THIRD_PARTY and channel.status in listed_ones
        for channel in matrix.organisation.channels.values()
    )
    if matrix.kinds_used and not known:
        message = Text("No channel of a third party is listed: who reads what customers say there?")
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule(
    "RACI407",
    "unwatched-third-party",
    _WARNING,
    declined=True,
    unless=("unowned-channel", "bystanders-only"),
).rows
def unwatched_third_party(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Nobody who should watch a third-party channel is accountable, responsible or informed."""
    known = matrix.roles.has_disciplines or matrix.roles.flagged
    if row.channel.kind is not Kind.THIRD_PARTY or not known:
        return
    watching = (role for role, parts in row.held.items() if not parts.isdisjoint(_WATCHING))
    if matrix.roles.watchers.isdisjoint(watching):
        message = Text(
            "{channel}: nobody from communication, marketing, service or leadership watches it",
            {"channel": row.channel.name},
        )
        channel = row.channel.id
        yield Fault((Subject("channel", channel),), message, ("channels", channel))


@unwatched_third_party.fixes
def fix_unwatched_third_party(case: Case) -> Iterator[Fix]:
    """Somebody who speaks with customers is informed."""
    watchers = RoleIndex(case.organisation).watchers
    yield from informs(case, (role for role in case.organisation.roles if role in watchers))


@rule("RACI408", "redundant-link", _INFO, only="linked", unless=("unowned-channel",)).rows
def redundant_link(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """``combines_with`` names its own channel, or a pair that is named already."""
    channel = row.channel
    again = matrix.links.redundant.get(channel.id)
    if again:
        place = ("channels", channel.id, "combines_with")
        yield Fault((Subject("channel", channel.id),), _redundant(channel, again, matrix), place)


@redundant_link.fixes
def fix_redundant_link(case: Case) -> Iterator[Fix]:
    """The second naming goes."""
    yield single_links(case.organisation, str(case.finding.place[1]))


def _redundant(channel: Channel, again: list[str], matrix: Matrix) -> Text:
    others = [matrix.channel(other).name for other in dict.fromkeys(again) if other != channel.id]
    if not others:
        return Text("{channel}: combined with itself", {"channel": channel.name})
    return Text(
        "{channel}: the combination with {others} is named already",
        {"channel": channel.name, "others": listed(others)},
    )


@rule(
    "RACI409",
    "nothing-combined",
    _WARNING,
    Limit("channels", 2, {Size.SMALL: 1}),
).whole
def nothing_combined(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Traditional and new channels are owned, and no link joins any two active channels."""
    kinds = Counter(row.channel.kind for row in matrix.active if row.owned)
    both = (Kind.TRADITIONAL, Kind.NEW)
    if not matrix.links_used and all(kinds[kind] >= max(1, limits["channels"]) for kind in both):
        message = Text(
            "No channel is combined with any other: nobody wrote down what goes together"
        )
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@split_portfolio.fixes
@nothing_combined.fixes
def fix_split_portfolio(case: Case) -> Iterator[Fix]:
    """A traditional channel is combined with a new one that shares a role, or soon does."""
    pairs = [
        (channel, other)
        for channel in case.organisation.channels.values()
        if channel.kind is Kind.TRADITIONAL and channel.status is Status.ACTIVE
        for other in islice(_partners(case, channel, [Kind.NEW]), 1)
    ]
    for channel, other in pairs[:MOST]:
        values = {"channel": channel.name, "other": other.name}
        yield Fix(Text("Combine {channel} with {other}", values), _linked(channel, other))
    if not pairs:
        yield from islice(_linked_and_told(case), MOST)


def _linked_and_told(case: Case) -> Iterator[Fix]:
    """Yield links between the kinds where no role sees both ends, and who hears of the other."""
    organisation = case.organisation
    channels = [one for one in organisation.channels.values() if one.status is Status.ACTIVE]
    new = [(one, Draft(organisation, one)) for one in channels if one.kind is Kind.NEW]
    for channel in (one for one in channels if one.kind is Kind.TRADITIONAL):
        told = [(role, other) for other, row in new for role in row.with_part(Part.ACCOUNTABLE)]
        for role, other in told[:1]:
            values = {"channel": channel.name, "other": other.name, "role": case.name(role)}
            title = Text("Combine {channel} with {other}; {role} is informed", values)
            hears = Draft(organisation, channel).give(role, Part.INFORMED).edit(title)
            if hears:
                yield Fix(title, Compound((_linked(channel, other), hears), title))


@rule("RACI410", "usual-channel-missing", _INFO, Limit("names", 5)).whole
def usual_channel_missing(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Channels that are usual in the industry are neither listed nor declined."""
    organisation = matrix.organisation
    if organisation.industry is None or matrix.plain:
        return
    missing = _missing(organisation)
    if missing:
        names = tuple(one.names for one in missing[: int(limits["names"])])
        rest = len(missing) - len(names)
        message = Text("Usual in the industry, but neither listed nor declined: {channels}")
        more = (Text("{n} more", {"n": rest}),) if rest else ()
        values = {"channels": (*names, *more)}
        yield Fault((ORGANISATION,), Text(message.template, values), _ORGANISATION)


def _missing(organisation: Organisation) -> list[Entry]:
    """Return the catalogue's channels that are usual in the industry and not in the file."""
    from raci.words.catalogue import covered, usual

    known = covered(channel.name for channel in organisation.channels.values())
    return [one for one in usual(organisation.industry or "") if one.id not in known]


@usual_channel_missing.fixes
def fix_usual_channel_missing(case: Case) -> Iterator[Fix]:
    """One of them is listed, and a leader answers for it."""
    organisation = case.organisation
    for one in _missing(organisation)[:MOST]:
        name = one.names[organisation.language or "en"]
        id_ = one.id if one.id not in organisation.channels else f"{one.id}_2"
        raci = _usual_letters(case, one)
        phases = [phase.value for phase in one.phases]
        values = {"name": name, "kind": one.kind.value, "phases": phases, "raci": raci}
        yield Fix(
            Text("Add the channel {channel}", {"channel": one.names}),
            AddItem("channels", id_, values),
        )


def _usual_letters(case: Case, usual: Entry) -> dict[str, str]:
    """Return who answers for a channel of the catalogue and who works: the leader, if nobody."""
    organisation, scheme = case.organisation, case.organisation.scheme
    crafts = [function.value for function in usual.parts[Part.RESPONSIBLE]]
    inside = case.fit(organisation.roles)
    working = [r for r in inside if organisation.discipline(organisation.roles[r]).value in crafts]
    letters: dict[str, str] = {}
    for role in case.answering(())[:1]:
        letters[role] = scheme.first(Part.ACCOUNTABLE)
        doing = working[0] if working else role
        letters[doing] = scheme.typed(letters.get(doing, ""), scheme.first(Part.RESPONSIBLE))
    return letters


@rule("RACI411", "declined-without-reason", _INFO, declined=True).rows
def declined_without_reason(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A declined channel without a note; a blank one is none."""
    channel = row.channel
    if channel.status is Status.DECLINED and not matrix.plain and not (channel.note or "").strip():
        message = Text("{channel}: declined, but no note says why", {"channel": channel.name})
        yield Fault((Subject("channel", channel.id),), message, ("channels", channel.id))


@declined_without_reason.fixes
def fix_declined_without_reason(case: Case) -> Iterator[Fix]:
    """The note says why, in words that are usual."""
    from raci.words import words_in

    words = words_in(case.organisation.language or "en")
    for reason in (Text("Our customers are not there."), Text("We lack the time to keep it up.")):
        title = Text("Note: {reason}", {"reason": reason})
        path = ("channels", case.channel.id, "note")
        yield Fix(title, SetField(path, words.say(reason)))


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
