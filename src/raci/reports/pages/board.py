"""The board's page: whether leadership answers for its channels, what weighs most, what changed."""

from __future__ import annotations

import datetime as dt
from textwrap import shorten
from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.organisation import Status
from raci.model.text import Text
from raci.reports.pages.blocks import Card, Cards, Line, Lines, Page, Section, Tone
from raci.reports.pages.gauge import first_names, kinds, leadership, tally
from raci.reports.pages.upkeep import ending_waivers, people, reviews

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.reports.pages.facts import Facts
    from raci.words import Words

#: How much of each list fits a page: findings, lines, changes, lines beside changes.
_CARDS, _LINES, _CHANGES, _FEWER = 5, 6, 6, 4
#: So many persons are named beside a review, and so many signs has a finding at most.
_PEOPLE, _HEADING = 2, 240
#: Reviews and waivers are told so many days before their day.
_AHEAD = dt.timedelta(90)

MARKS = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.INFO: "●"}
_TONES = {Severity.ERROR: Tone.ALARM, Severity.WARNING: Tone.STRONG, Severity.INFO: Tone.WEAK}


def board_page(facts: Facts) -> Page:
    """Return the page for the owner or the board."""
    organisation, words = facts.organisation, facts.words
    told = tally(facts)
    sections = [
        Section("leadership", words("Leadership"), leadership(facts)),
        kinds(facts),
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
        facts=(told,) if told else (),
        sections=tuple(section for section in sections if section is not None),
    )


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
        # A ring of forty deputies is told whole by the check; here it would fill the page.
        heading = shorten(words.say(found[0].message), _HEADING, placeholder=" …")
    else:
        names = first_names(list(_subjects(facts.organisation, found)), words)
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
        names = first_names(people(organisation, one.roles), words, _PEOPLE)
        who = ", ".join(names) or words("nobody")
        late = one.due is None or one.due < facts.today
        day = words.date(one.due) if one.due else words("never")
        lines.append(Line(f"{one.channel.name}: {who}", day, Tone.ALARM if late else Tone.NONE))
    return Section(
        "reviews",
        words("Reviews due"),
        _lines(lines, _FEWER if facts.since else _LINES, words),
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
        _lines(lines, _FEWER if facts.since else _LINES, words),
        half=True,
        empty=words("Nothing is open."),
    )
