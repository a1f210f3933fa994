"""The calendar of what comes due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Calendar

from raci.frozen import replace
from raci.reports.pages.calendar import bundled, events, to_ics
from raci.words import words_in
from reports.pages.conftest import DAYS, TODAY

if TYPE_CHECKING:
    from icalendar.cal import Component

    from raci.model.organisation import Organisation

WORDS = words_in("en")


def entries(content: bytes) -> list[Component]:
    """Return the events that an iCalendar library finds."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_all_that_has_a_day_is_an_event(guesthouse: Organisation) -> None:
    """Reviews that come due, and the ends of assignments and waivers, by their day."""
    found = events(guesthouse, WORDS, DAYS)
    assert [(event.day.isoformat(), event.title, event.persons) for event in found] == [
        ("2026-01-01", "Review: Brochure", ("Anna Huber",)),
        ("2026-11-28", "Review: Website", ("Anna Huber",)),
        ("2026-12-31", "Exception ends: kununu (RACI101)", ("Anna Huber",)),
        ("2027-01-31", "Assignment ends: Website, Front desk (C)", ("Berta  MAIER",)),
        ("2027-09-01", "Review: Telephone", ("Anna Huber",)),
    ]


def test_what_was_never_reviewed_stands_on_a_day_only_where_one_is_given(
    guesthouse: Organisation,
) -> None:
    """A review that is overdue since ever can only be put on today."""
    found = events(guesthouse, WORDS, DAYS, never=TODAY)
    assert [event.title for event in found if event.day == TODAY] == [
        "Review: kununu",
        "Review: Mailbox",
        "Review: Website",
    ]


def test_only_what_concerns_somebody(guesthouse: Organisation) -> None:
    """A person's calendar has their reviews, their assignments, and no others."""
    found = events(guesthouse, WORDS, DAYS, {"front"})
    assert [event.title for event in found] == ["Assignment ends: Website, Front desk (C)"]


def test_an_ical_library_reads_it(guesthouse: Organisation) -> None:
    """Whole days, titles as text, a name for the calendar."""
    content = to_ics(events(guesthouse, WORDS, DAYS), guesthouse, TODAY)
    calendar = Calendar.from_ical(content)
    assert str(calendar["X-WR-CALNAME"]) == "Alpenblick"
    (first, *_) = entries(content)
    assert first.decoded("dtstart") == dt.date(2026, 1, 1)
    assert first.decoded("dtend") == dt.date(2026, 1, 2)
    assert str(first["summary"]) == "Review: Brochure"
    assert str(first["description"]) == "Anna Huber"


def test_events_are_the_same_when_their_days_move(guesthouse: Organisation) -> None:
    """A review that was done moves its event: the UID stays. No two events share one."""
    before = entries(to_ics(events(guesthouse, WORDS, DAYS), guesthouse, TODAY))
    channels = {
        one.id: replace(
            one, name=f"New {one.name}", review=one.review and replace(one.review, on=TODAY)
        )
        for one in guesthouse.channels.values()
    }
    moved = replace(guesthouse, name="A new name for the firm", channels=channels)
    after = entries(to_ics(events(moved, WORDS, DAYS), moved, TODAY))
    uids = [str(one["uid"]) for one in before]
    assert len(set(uids)) == len(uids)
    assert {str(one["uid"]) for one in after} == set(uids)


def test_two_files_share_no_event(guesthouse: Organisation) -> None:
    """Calendars of two firms with channels of the same ids can be joined; so can waivers alike."""
    found = events(replace(guesthouse, waivers=guesthouse.waivers * 2), WORDS, DAYS)
    uids = [
        str(one["uid"])
        for file in ("alpenblick.toml", "seeblick.toml")
        for one in entries(to_ics(found, guesthouse, TODAY, file))
    ]
    assert len(set(uids)) == len(uids) > 2 * len(events(guesthouse, WORDS, DAYS))


def test_the_same_file_gives_the_same_bytes(guesthouse: Organisation) -> None:
    """Nothing of the clock or the machine gets in."""
    found = events(guesthouse, WORDS, DAYS)
    assert to_ics(found, guesthouse, TODAY) == to_ics(found, guesthouse, TODAY)


def test_names_are_text(guesthouse: Organisation) -> None:
    """A name that looks like iCalendar stays a name."""
    hostile = "x;y,z\\n\nEND:VEVENT\r\nBEGIN:VALARM"
    channels = {"website": replace(guesthouse.channels["website"], name=hostile)}
    organisation = replace(guesthouse, name=hostile, channels=channels, waivers=())
    content = to_ics(events(organisation, WORDS, DAYS), organisation, TODAY)
    titles = [str(one["summary"]) for one in entries(content)]
    assert titles[0].startswith("Review: x;y,z")
    assert len(titles) == 2
    assert not list(Calendar.from_ical(content).walk("VALARM"))


def test_bundles_have_one_event_a_person_and_day(guesthouse: Organisation) -> None:
    """What is due for somebody on one day is one event that names it all."""
    channels = {
        one.id: replace(one, review=one.review and replace(one.review, on=TODAY), critical=False)
        for one in guesthouse.channels.values()
    }
    organisation = replace(guesthouse, channels=channels, waivers=())
    found = bundled(events(organisation, WORDS, DAYS), WORDS)
    assert [event.title for event in found] == [
        "Assignment ends: Website, Front desk (C)",
        "3 things are due: Review: Brochure, Review: Telephone, Review: Website",
    ]


def test_bundles_are_the_same_when_their_days_move(guesthouse: Organisation) -> None:
    """A person's first appointment stays their first, whatever is in it and when."""
    days = (TODAY, TODAY - dt.timedelta(30))
    before, after = (
        replace(
            guesthouse,
            waivers=(),
            channels={
                key: replace(one, review=one.review and replace(one.review, on=day))
                for key, one in guesthouse.channels.items()
            },
        )
        for day in days
    )
    found = [
        {
            str(one["uid"])
            for one in entries(to_ics(bundled(events(one, WORDS, DAYS), WORDS), one, TODAY))
        }
        for one in (before, after)
    ]
    assert found[0] == found[1]


def test_a_later_calendar_counts_as_newer(guesthouse: Organisation) -> None:
    """Stamp and number rise with the day, so that calendars take what moved; never below zero."""
    found = events(guesthouse, WORDS, DAYS)
    days = [dt.date(2020, 1, 1), TODAY, TODAY + dt.timedelta(1)]
    made = [entries(to_ics(found, guesthouse, day))[0] for day in days]
    numbers = [one.decoded("sequence") for one in made]
    assert numbers[0] == 0 < numbers[1] < numbers[2]
    stamps = [str(one.decoded("dtstamp")) for one in made]
    assert stamps == sorted(stamps)
