"""The calendar: reviews that come due, assignments and waivers that end, as iCalendar (RFC 5545).

An event has the same UID each time, so that importing the calendar again moves what moved. It is
made of ids and of what the file is called: names may change. Nothing stands in the calendar but
names of persons and roles and of channels.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.text import printable
from raci.reports.pages.upkeep import ending_waivers, endings, people, reviews

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from raci.model.organisation import Organisation, Waiver
    from raci.reports.pages.upkeep import ReviewDays
    from raci.words import Words


#: Numbers of changes count from this day.
_FIRST_DAY = dt.date(2026, 1, 1)


@frozen
class Event:
    """A day on which something is due.

    Attributes:
        key: What makes it the same event, whatever its day.
        persons: Whose it is.
    """

    key: tuple[str, ...]
    day: dt.date
    title: str
    persons: tuple[str, ...]


def events(
    organisation: Organisation,
    words: Words,
    days: ReviewDays,
    roles: Collection[str] | None = None,
    *,
    never: dt.date | None = None,
) -> list[Event]:
    """Return all that has a day, the soonest first.

    Args:
        organisation: The whole matrix.
        words: The language of the titles.
        days: When reviews come due.
        roles: Only what concerns one of these roles; None for all.
        never: The day on which channels stand that nobody ever reviewed; None leaves them out.
    """
    found = [
        *_reviews(organisation, words, days, roles, never),
        *_endings(organisation, words, roles),
        *_waivers(organisation, words, roles),
    ]
    return sorted(found, key=lambda event: (event.day, event.key))


def bundled(found: Iterable[Event], words: Words) -> list[Event]:
    """Return one event for each person and day with all that is due then.

    A person's first appointment is known as their first, and so on: when it moves to another day,
    importing the calendar again moves it.
    """
    groups: dict[tuple[dt.date, tuple[str, ...]], list[Event]] = {}
    for event in found:
        groups.setdefault((event.day, event.persons), []).append(event)
    numbers: Counter[tuple[str, ...]] = Counter()
    bundles = []
    for (day, persons), members in groups.items():
        numbers[persons] += 1
        title = members[0].title
        if len(members) > 1:
            title = words("{n} things are due: {titles}", n=len(members), titles=_titles(members))
        key = ("bundle", str(numbers[persons]), *persons)
        bundles.append(Event(key, day, title, persons))
    return bundles


def to_ics(
    found: Iterable[Event], organisation: Organisation, today: dt.date, file: str = ""
) -> bytes:
    """Return events as an iCalendar file.

    Args:
        found: The events.
        organisation: Whose calendar it is.
        today: The day it is made; the same day and file give the same bytes.
        file: What the file is known by; part of the UIDs, so that the calendars of two
            organisations with channels of the same ids can be joined.
    """
    from icalendar import Calendar
    from icalendar import Event as Entry

    stamp = dt.datetime.combine(today, dt.time(), dt.UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//raci//raci//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _one_line(organisation.name))
    alike: Counter[tuple[str, ...]] = Counter()
    for event in found:
        entry = Entry()
        entry.add("uid", _uid(file, event.key, alike[event.key]))
        alike[event.key] += 1
        entry.add("dtstamp", stamp)
        # Some calendars take an event that they know for changed only if its number is higher.
        entry.add("sequence", max((today - _FIRST_DAY).days, 0))
        entry.add("dtstart", event.day)
        if event.day < dt.date.max:
            entry.add("dtend", event.day + dt.timedelta(1))
        entry.add("summary", _one_line(event.title))
        if event.persons:
            entry.add("description", _one_line(", ".join(event.persons)))
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _one_line(text: str) -> str:
    """Return a text without line ends and control characters, which a calendar cannot hold."""
    return printable(" ".join(text.split()))


def _uid(file: str, parts: tuple[str, ...], before: int) -> str:
    """Return what calendars know an event by; ``before`` counts those of the same key."""
    key = "\x1f".join((file, *parts, *((str(before),) if before else ())))
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@raci"


def _titles(members: Iterable[Event]) -> tuple[str, ...]:
    return tuple(event.title for event in members)


def _concerns(roles: Collection[str] | None, own: Iterable[str]) -> bool:
    return roles is None or any(role in roles for role in own)


def _reviews(
    organisation: Organisation,
    words: Words,
    days: ReviewDays,
    roles: Collection[str] | None,
    never: dt.date | None,
) -> Iterator[Event]:
    for one in reviews(organisation, days):
        day = one.due or never
        if day is not None and _concerns(roles, one.roles):
            yield Event(
                ("review", one.channel.id),
                day,
                words("Review: {channel}", channel=one.channel.name),
                _persons(organisation, one.roles),
            )


def _endings(
    organisation: Organisation, words: Words, roles: Collection[str] | None
) -> Iterator[Event]:
    for one in endings(organisation):
        if not _concerns(roles, (one.role,)):
            continue
        channel = one.channel.name if one.channel else words("Choice and mix of channels")
        name = organisation.roles[one.role].name if one.role in organisation.roles else one.role
        yield Event(
            ("assignment", one.channel.id if one.channel else "", one.duty or "", one.role),
            one.until,
            words(
                "Assignment ends: {channel}, {role} ({letters})",
                channel=channel,
                role=name,
                letters=one.cell.letters,
            ),
            _persons(organisation, (one.role,)),
        )


def _waivers(
    organisation: Organisation, words: Words, roles: Collection[str] | None
) -> Iterator[Event]:
    for until, waiver in ending_waivers(organisation):
        own = _waiver_roles(organisation, waiver)
        if not _concerns(roles, own):
            continue
        known = organisation.channels
        names = [known[one].name for one in waiver.channels if one in known]
        names += [organisation.roles[one].name for one in waiver.roles if one in organisation.roles]
        scope = ", ".join(names) or organisation.name
        yield Event(
            ("waiver", waiver.rule, *waiver.channels, *waiver.roles),
            until,
            words("Exception ends: {scope} ({rule})", scope=scope, rule=waiver.rule),
            _persons(organisation, own),
        )


def _waiver_roles(organisation: Organisation, waiver: Waiver) -> tuple[str, ...]:
    """Return whose a waiver is: who decided, if a role, and the roles it names."""
    decided = (waiver.by,) if waiver.by in organisation.roles else ()
    return tuple(dict.fromkeys((*(one for one in decided if one), *waiver.roles)))


def _persons(organisation: Organisation, roles: Iterable[str]) -> tuple[str, ...]:
    return people(organisation, roles)
