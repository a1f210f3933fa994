"""The board's page: whether leadership answers for its channels, what weighs most, what changed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import Enum, auto
from typing import TYPE_CHECKING

from raci.frozen import frozen, replace
from raci.model.finding import Reach, Severity
from raci.model.organisation import Kind, Status
from raci.model.text import Text, mark
from raci.reports.pages.blocks import (
    Bar,
    Bars,
    Card,
    Cards,
    Line,
    Lines,
    Page,
    Section,
    Share,
    Tone,
)
from raci.reports.pages.upkeep import ending_waivers, person, reviews

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Channel, Organisation
    from raci.reports.pages.upkeep import ReviewDays
    from raci.words import Words

#: How much of each list fits a page: findings, names of channels, lines.
_CARDS, _NAMES, _LINES, _CHANGES = 5, 5, 6, 8
#: Reviews and waivers are told so many days before their day.
_AHEAD = dt.timedelta(90)

MARKS = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.INFO: "●"}
_TONES = {Severity.ERROR: Tone.ALARM, Severity.WARNING: Tone.STRONG, Severity.INFO: Tone.WEAK}


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


@frozen
class Advice:
    """What a rule says beside its message, in the page's language.

    Attributes:
        title: What it finds, in a few words.
        why: Why that matters, in a sentence.
        remedy: What to do about it, in a sentence.
    """

    title: str
    why: str
    remedy: str


@frozen
class Since:
    """What came of an earlier version.

    Attributes:
        name: What the earlier version is called: a revision, a file, a day.
        changes: What differs, as people read it; None where only findings can be compared.
        came: Findings that are new.
        gone: What the findings said that are gone.
    """

    name: str
    changes: tuple[Text, ...] | None
    came: tuple[Finding, ...]
    gone: tuple[Text, ...]


@frozen
class Facts:
    """What the board's page is made from.

    Attributes:
        days: When reviews come due.
        standings: How leadership stands to each active channel, by its id.
        within: Channels that leadership answers for within the limit.
        findings: Those that no waiver covers.
        advice: Returns what the rule of a code advises.
    """

    organisation: Organisation
    words: Words
    today: dt.date
    standings: Mapping[str, Standing]
    within: int
    findings: Sequence[Finding]
    advice: Callable[[str], Advice]
    days: ReviewDays
    since: Since | None = None


def board_page(facts: Facts) -> Page:
    """Return the page for the owner or the board."""
    organisation, words = facts.organisation, facts.words
    counts = Counter(finding.severity for finding in facts.findings)
    tally = {
        Severity.ERROR: Text("{n} error", plural="{n} errors"),
        Severity.WARNING: Text("{n} warning", plural="{n} warnings"),
        Severity.INFO: Text("{n} info", plural="{n} infos"),
    }
    told = [replace(tally[one], values={"n": counts[one]}) for one in Severity if counts[one]]
    sections = [
        Section("leadership", words("Leadership"), leadership(facts)),
        _kinds(facts),
        _weightiest(facts),
        *_changes(facts),
        _reviews(facts),
        _decisions(facts),
    ]
    return Page(
        language=words.language,
        kind=words("Who answers for what: report to the board"),
        title=organisation.name,
        date=words.date(facts.today),
        facts=(" · ".join(map(words.say, told)),) if told else (),
        sections=tuple(section for section in sections if section is not None),
    )


def _active(organisation: Organisation) -> list[Channel]:
    return [one for one in organisation.channels.values() if one.status is Status.ACTIVE]


def leadership(facts: Facts) -> Bar:
    """Return the gauge: who answers for the channels."""
    words, organisation = facts.words, facts.organisation
    channels = _active(organisation)
    led = any(organisation.is_leader(role) for role in organisation.roles.values())
    shares = _shares(facts, channels, led=led)
    good = facts.within if led else sum(one.count for one in shares if one.tone is not Tone.NONE)
    caption = (
        words("channels are a matter for the boss")
        if led
        else words("channels have somebody who answers for them")
    )
    figure = words("{n} of {all}", n=good, all=len(channels))
    return Bar(figure, caption, shares)


def _shares(facts: Facts, channels: Sequence[Channel], *, led: bool) -> tuple[Share, ...]:
    """Return how many of the channels stand how to leadership, those that are none left out."""
    sorts: dict[_Sort, list[str]] = {sort: [] for sort in _Sort}
    for channel in channels:
        sorts[_sort(facts.standings.get(channel.id), led=led)].append(channel.name)
    return tuple(
        Share(facts.words(_LABELS[sort]), len(names), _SORTS[sort], _first(names, facts.words))
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


def _first(names: Sequence[str], words: Words) -> tuple[str, ...]:
    """Return the first names, and how many more there are."""
    if len(names) <= _NAMES:
        return tuple(names)
    return (*names[: _NAMES - 1], words("and {n} more", n=len(names) - _NAMES + 1))


_KINDS = {
    Kind.TRADITIONAL: Text("Traditional"),
    Kind.NEW: Text("New"),
    Kind.THIRD_PARTY: Text("Third parties"),
}


def _kinds(facts: Facts) -> Section | None:
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


def _weightiest(facts: Facts) -> Section:
    """Return the findings that weigh most, each rule once."""
    words = facts.words
    by_rule: dict[str, list[Finding]] = {}
    for finding in facts.findings:
        by_rule.setdefault(finding.code, []).append(finding)
    ordered = sorted(by_rule.items(), key=lambda entry: _weight(facts.organisation, entry[1]))
    cards = tuple(_card(facts, code, found) for code, found in ordered[:_CARDS])
    rest = sum(len(found) for _, found in ordered[_CARDS:])
    more = Text("{n} more finding: raci check", {"n": rest}, plural="{n} more findings: raci check")
    return Section(
        "weightiest",
        words("What weighs most"),
        Cards(cards, words.say(more) if rest else "") if cards else None,
        empty=words("The rules find nothing to fix."),
    )


def _weight(organisation: Organisation, found: Sequence[Finding]) -> tuple[int, int, int, str]:
    """Return by what rules are put in order: severity, critical channels, how many."""
    critical = {one.id for one in organisation.channels.values() if one.critical}
    touched = sum(any(one in critical for one in finding.ids("channel")) for finding in found)
    rank = min(finding.severity.rank for finding in found)
    return rank, -touched, -len(found), found[0].code


def _card(facts: Facts, code: str, found: Sequence[Finding]) -> Card:
    words, severity = facts.words, min((one.severity for one in found), key=lambda one: one.rank)
    advice = facts.advice(code)
    if len(found) == 1:
        heading = words.say(found[0].message)
    else:
        names = _first(list(_subjects(facts.organisation, found)), words)
        listed = f": {', '.join(names)}" if names else ""
        heading = f"{advice.title} ({len(found)}){listed}"
    return Card(MARKS[severity], _TONES[severity], heading, advice.why, advice.remedy)


def _subjects(organisation: Organisation, found: Sequence[Finding]) -> Iterator[str]:
    """Yield the names of what the findings are about, each once."""
    names = {("channel", one.id): one.name for one in organisation.channels.values()}
    names |= {("role", one.id): one.name for one in organisation.roles.values()}
    first = (
        next((names[key] for one in finding.subjects if (key := (one.kind, one.id)) in names), None)
        for finding in found
    )
    yield from dict.fromkeys(name for name in first if name is not None)


def _changes(facts: Facts) -> Iterator[Section]:
    """Yield what changed since the earlier version, and the findings that came and went."""
    words, since = facts.words, facts.since
    if since is None:
        return
    if since.changes is not None:
        lines = tuple(Line(words.say(change)) for change in since.changes)
        yield Section(
            "changes",
            words("Changed since {name}", name=since.name),
            _lines(lines, _CHANGES, words),
            half=True,
            empty=words("Nothing changed."),
        )
    found = [
        *(Line(words.say(one.message), "+", Tone.ALARM) for one in since.came),
        *(Line(words.say(text), "✓", Tone.GOOD) for text in since.gone),
    ]
    yield Section(
        "findings",
        words("Findings that came and went since {name}", name=since.name),
        _lines(found, _CHANGES, words),
        half=since.changes is not None,
        empty=words("None came, none went."),
    )


def _lines(lines: Sequence[Line], most: int, words: Words) -> Lines | None:
    if not lines:
        return None
    rest = len(lines) - most
    more = words("and {n} more", n=rest) if rest > 0 else ""
    return Lines(tuple(lines[:most]), more)


def _reviews(facts: Facts) -> Section:
    """Return the reviews that are due, or will be soon, and whose turn it is."""
    words, organisation = facts.words, facts.organisation
    lines = []
    for one in reviews(organisation, facts.days):
        if one.due is not None and one.due > facts.today + _AHEAD:
            continue
        who = ", ".join(person(organisation, role) for role in one.roles) or words("nobody")
        late = one.due is None or one.due < facts.today
        day = words.date(one.due) if one.due else words("never")
        lines.append(Line(f"{one.channel.name}: {who}", day, Tone.ALARM if late else Tone.NONE))
    return Section(
        "reviews",
        words("Reviews due"),
        _lines(lines, _LINES, words),
        half=True,
        empty=words("No review is due in the next three months."),
    )


def _decisions(facts: Facts) -> Section:
    """Return what is still to be decided: waivers that end, channels declined without a reason."""
    words, organisation = facts.words, facts.organisation
    lines = []
    for until, waiver in ending_waivers(organisation):
        if until <= facts.today + _AHEAD:
            tone = Tone.ALARM if until < facts.today else Tone.NONE
            text = words("exception ends: {reason}", reason=waiver.reason)
            lines.append(Line(text, words.date(until), tone))
    lines += [
        Line(words("{channel}: declined, the reason is missing", channel=channel.name), "?")
        for channel in organisation.channels.values()
        if channel.status is Status.DECLINED and not (channel.note or "").strip()
    ]
    return Section(
        "decisions",
        words("To be decided"),
        _lines(lines, _LINES, words),
        half=True,
        empty=words("Nothing is open."),
    )
