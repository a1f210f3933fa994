"""Mends of family 7: reviews, ends of assignments and waivers, things that were entered twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci.check.mends.case import MOST, Fix
from raci.check.mends.draft import Draft
from raci.check.mends.roles import with_ids
from raci.check.roster import person_key
from raci.model.edit import Compound, DeleteItem, DeleteWaiver, SetCell, SetField
from raci.model.organisation import Cell
from raci.model.review import reassigned, reviewed
from raci.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from raci.check.mends.case import Case
    from raci.model.edit import Edit
    from raci.model.path import Path


def _review(case: Case) -> Path:
    return ("channels", case.channel.id, "reviewed")


def _reviewed(case: Case, by: str | None = None) -> SetField:
    return SetField(_review(case), reviewed(case.channel, case.today, by))


def overdue(case: Case) -> Iterator[Fix]:
    """701: somebody has just looked, and it is still true."""
    yield Fix(Text("Still true: reviewed today"), _reviewed(case))


def in_future(case: Case) -> Iterator[Fix]:
    """702: the date is today's, or unknown."""
    yield Fix(Text("Reviewed today"), _reviewed(case))
    yield Fix(Text("Take the date out"), SetField(_review(case), None))


def not_looking(case: Case) -> Iterator[Fix]:
    """708: a leader has just looked."""
    for leader in case.leaders[:MOST]:
        title = Text("{role} has reviewed it today", {"role": case.name(leader)})
        yield Fix(title, _reviewed(case, leader))


def changed(case: Case) -> Iterator[Fix]:
    """710: the new letters are right, or the reviewed ones are."""
    yield Fix(Text("The letters are right: reviewed today"), _reviewed(case))
    edits = tuple(_put_back(case))
    if len(edits) == len(tuple(reassigned(case.channel))):
        title = Text("Put the letters back as they were reviewed")
        yield Fix(title, edits[0] if len(edits) == 1 else Compound(edits, title))


def _put_back(case: Case) -> Iterator[SetCell]:
    """Yield the old letters, but for roles that are gone and letters that are none any more."""
    channel, scheme = case.channel, case.organisation.scheme
    for change in reassigned(channel):
        cells = channel.duties.get(change.duty, {}) if change.duty else channel.raci
        cell = cells.get(change.role) or Cell("")
        if change.role in case.organisation.roles and scheme.letters.keys() >= set(change.old):
            letters = scheme.spelled(change.old)
            new = replace(cell, letters=letters) if letters else None
            yield SetCell(channel.id, change.role, new, change.duty)


def expired(case: Case) -> Iterator[Fix]:
    """703: the assignment goes, goes on for another year, or has no end any more."""
    end = a_year_after(case.today)
    yield from _expired_cells(case, Text("Take the assignment out"), lambda _: None)
    yield from _expired_cells(
        case,
        Text("Extend it until {date}", {"date": end}),
        lambda cell: replace(cell, until=end),
    )
    yield from _expired_cells(
        case, Text("Keep it without an end"), lambda cell: replace(cell, until=None)
    )


def _expired_cells(case: Case, title: Text, change: Callable[[Cell], Cell | None]) -> Iterator[Fix]:
    role = case.role.id
    channel = case.channel if case.finding.ids("channel") else None
    cells = (
        (duty, assignments[role])
        for duty, assignments in Draft(case.organisation, channel).tables()
        if role in assignments
    )
    edits: tuple[Edit, ...] = tuple(
        SetCell(channel.id if channel else None, role, change(cell), duty)
        for duty, cell in cells
        if cell.until and cell.until < case.today
    )
    if edits:
        yield Fix(title, edits[0] if len(edits) == 1 else Compound(edits, title))


def waiver_expired(case: Case) -> Iterator[Fix]:
    """704: the waiver holds for another year, or goes."""
    index = waiver_index(case.finding.place)
    end = a_year_after(case.today)
    title = Text("Extend it until {date}", {"date": end})
    yield Fix(title, SetField(("waivers", index, "until"), end))
    yield from waiver_unused(case)


def waiver_unused(case: Case) -> Iterator[Fix]:
    """705: the waiver goes."""
    yield without_waiver(waiver_index(case.finding.place))


def without_waiver(index: int) -> Fix:
    """Return the fix that deletes a waiver."""
    return Fix(Text("Delete the waiver"), DeleteWaiver(index))


def waiver_index(place: Path) -> int:
    """Return which waiver a finding about waivers points at."""
    index = place[1]
    assert isinstance(index, int)  # noqa: S101 - 704 and 705 stand at ("waivers", index, …)
    return index


def entered_twice(case: Case) -> Iterator[Fix]:
    """706: one of the two channels goes, the later one first."""
    for channel in reversed(case.finding.ids("channel")):
        values = {"channel": case.organisation.channels[channel].name, "id": channel}
        title = Text("Delete the channel {channel} ({id})", values)
        yield Fix(title, DeleteItem("channels", channel))


def spelt_twice(case: Case) -> Iterator[Fix]:
    """709: the person is spelt in one way everywhere."""
    one, other = (str(case.finding.message.values[name]) for name in ("one", "other"))
    for right, wrong in ((one, other), (other, one)):
        title = Text("Write “{name}” everywhere", {"name": right})
        edits = tuple(_respelt(case, right, person_key(wrong)))
        yield Fix(title, edits[0] if len(edits) == 1 else Compound(edits, title))


def _respelt(case: Case, right: str, wrong: str) -> Iterator[Edit]:
    for role in case.finding.ids("role"):
        holders = case.organisation.roles[role].holders
        if wrong in map(person_key, holders):
            names = (right if person_key(name) == wrong else name for name in holders)
            yield with_ids(role, "holder", names)


def a_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year; the 28th after a 29th of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
