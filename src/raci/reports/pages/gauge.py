"""How leadership stands to the channels: the gauge, and the kinds of channels side by side."""

from __future__ import annotations

from collections import Counter
from enum import Enum, auto
from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.model.finding import Reach, Severity
from raci.model.organisation import Kind, Status
from raci.model.text import Text, mark
from raci.reports.pages.blocks import Bar, Bars, Section, Share, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.finding import Standing
    from raci.model.organisation import Channel, Organisation
    from raci.reports.pages.facts import Facts
    from raci.words import Words

#: So many names stand below a share.
_NAMES = 5


class _Sort(Enum):
    """How a channel stands to leadership, as the board reads it."""

    PERSONAL = auto()
    DELEGATED = auto()
    FAR = auto()
    BEYOND = auto()
    ANSWERED = auto()
    NOBODY = auto()


_LABELS = {
    _Sort.PERSONAL: mark("leadership answers itself"),
    _Sort.DELEGATED: mark("delegated"),
    _Sort.FAR: mark("delegated too far"),
    _Sort.BEYOND: mark("out of leadership's reach"),
    _Sort.ANSWERED: mark("somebody answers"),
    _Sort.NOBODY: mark("nobody"),
}
_SORTS = {
    _Sort.PERSONAL: Tone.STRONG,
    _Sort.DELEGATED: Tone.GOOD,
    _Sort.FAR: Tone.WEAK,
    _Sort.BEYOND: Tone.ALARM,
    _Sort.ANSWERED: Tone.GOOD,
    _Sort.NOBODY: Tone.NONE,
}


def leadership(facts: Facts) -> Bar:
    """Return the gauge: who answers for the channels."""
    words, organisation = facts.words, facts.organisation
    channels = _active(organisation)
    led = any(organisation.is_leader(role) for role in organisation.roles.values())
    shares = _shares(facts, channels, led=led)
    good = facts.within if led else sum(one.count for one in shares if one.tone is not Tone.NONE)
    if not channels:
        return Bar("–", words("nothing is in use yet"), shares)
    figure = words("{n} of {all}", n=good, all=len(channels))
    return Bar(figure, _caption(facts, led=led), shares)


def _caption(facts: Facts, *, led: bool) -> str:
    """Return what is said of the figure; rows that are called otherwise are no channels."""
    words = facts.words
    if facts.organisation.row_name:
        return (
            words("are a matter for the boss")
            if led
            else words("have somebody who answers for them")
        )
    return (
        words("channels are a matter for the boss")
        if led
        else words("channels have somebody who answers for them")
    )


def _shares(facts: Facts, channels: Sequence[Channel], *, led: bool) -> tuple[Share, ...]:
    """Return how many of the channels stand how to leadership, those that are none left out."""
    sorts: dict[_Sort, list[str]] = {sort: [] for sort in _Sort}
    for channel in channels:
        sorts[_sort(facts.standings.get(channel.id), led=led)].append(channel.name)
    return tuple(
        Share(facts.words(_LABELS[sort]), len(names), _SORTS[sort], first_names(names, facts.words))
        for sort, names in sorts.items()
        if names
    )


def _sort(standing: Standing | None, *, led: bool) -> _Sort:
    if standing is None or standing.reach is Reach.UNOWNED:
        return _Sort.NOBODY
    if not led:
        return _Sort.ANSWERED
    if standing.reach is Reach.PERSONAL:
        return _Sort.PERSONAL
    if standing.reach is Reach.OUT_OF_REACH:
        return _Sort.BEYOND
    return _Sort.DELEGATED if standing.within else _Sort.FAR


_KINDS = {
    Kind.TRADITIONAL: Text("Traditional"),
    Kind.NEW: Text("New"),
    Kind.THIRD_PARTY: Text("Third parties"),
}


def kinds(facts: Facts) -> Section | None:
    """Return the kinds of channels side by side, and how they are combined."""
    words, organisation = facts.words, facts.organisation
    channels = _active(organisation)
    if not any(channel.kind for channel in channels):
        return None
    led = any(organisation.is_leader(role) for role in organisation.roles.values())
    linked = _linked(channels)
    bars = []
    for kind, label in _KINDS.items():
        members = [channel for channel in channels if channel.kind is kind]
        joined = sum(any(other is not kind for other in linked[one.id]) for one in members)
        caption = words("{n} combined with another kind", n=joined) if members else words("none")
        shares = _shares(facts, members, led=led)
        bars.append(Bar(f"{words.say(label)}: {len(members)}", caption, shares))
    heading = words("Traditional, new and third parties")
    return Section("kinds", heading, Bars(tuple(bars), _links(facts)))


def _linked(channels: Sequence[Channel]) -> dict[str, list[Kind | None]]:
    """Return the kinds of the active channels that each works together with, both ways."""
    kinds = {channel.id: channel.kind for channel in channels}
    found: dict[str, list[Kind | None]] = {channel.id: [] for channel in channels}
    for channel in channels:
        for other in channel.combines_with:
            if other in kinds and other != channel.id:
                found[channel.id].append(kinds[other])
                found[other].append(channel.kind)
    return found


def _links(facts: Facts) -> str:
    """Return how traditional and new channels are joined, and how many stand alone."""
    words, channels = facts.words, _active(facts.organisation)
    kinds = {channel.id: channel.kind for channel in channels}
    pairs = {
        frozenset((channel.id, other))
        for channel in channels
        for other in channel.combines_with
        if other in kinds and other != channel.id
    }
    if not pairs:
        return words("Nobody wrote down which channels work together.")
    both = {Kind.TRADITIONAL, Kind.NEW}
    joining = sum({kinds[one] for one in pair} == both for pair in pairs)
    alone = sum(not any(channel.id in pair for pair in pairs) for channel in channels)
    joined = Text(
        "{joining} of {n} combination joins a traditional and a new channel.",
        {"joining": joining, "n": len(pairs)},
        plural="{joining} of {n} combinations join a traditional and a new channel.",
    )
    lonely = Text("{n} channel stands alone.", {"n": alone}, plural="{n} channels stand alone.")
    return f"{words.say(joined)} {words.say(lonely) if alone else ''}".rstrip()


def _active(organisation: Organisation) -> list[Channel]:
    return [one for one in organisation.channels.values() if one.status is Status.ACTIVE]


def first_names(names: Sequence[str], words: Words, most: int = _NAMES) -> tuple[str, ...]:
    """Return the first names, and how many more there are where there are more than ``most``."""
    if len(names) <= most:
        return tuple(names)
    return (*names[: most - 1], words("{n} more", n=len(names) - most + 1))


def tally(facts: Facts) -> str:
    """Return how many findings there are of each severity; nothing where there are none."""
    counts = Counter(finding.severity for finding in facts.findings)
    texts = {
        Severity.ERROR: Text("{n} error", plural="{n} errors"),
        Severity.WARNING: Text("{n} warning", plural="{n} warnings"),
        Severity.INFO: Text("{n} info", plural="{n} infos"),
    }
    told = [replace(texts[one], values={"n": counts[one]}) for one in Severity if counts[one]]
    return " · ".join(map(facts.words.say, told))
