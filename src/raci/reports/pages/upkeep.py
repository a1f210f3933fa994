"""What has a day: reviews that come due, assignments and waivers that end; and whose it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.organisation import Status
from raci.model.scheme import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.organisation import Cell, Channel, Duty, Organisation, Waiver
    from raci.words import Words

#: Where this share of the active channels was reviewed, one that never was is due (rule 701).
_HABIT = 0.5


@frozen
class ReviewDays:
    """How many days after a review the next one is due: the limits of rule 701."""

    usual: int
    critical: int


@frozen
class Setting:
    """The circumstances of a page: its language, its date, when reviews come due."""

    words: Words
    today: dt.date
    days: ReviewDays


@frozen
class Review:
    """A channel that is to be looked at.

    Attributes:
        due: The day until which it should be; None where nobody ever looked.
        roles: Ids of the accountable roles, whose turn it is.
    """

    channel: Channel
    due: dt.date | None
    roles: tuple[str, ...]


@frozen
class Ending:
    """An assignment with a last day.

    Attributes:
        channel: None for the row about the choice and mix of channels.
        duty: None for the channel's own letters.
        role: The role's id.
    """

    channel: Channel | None
    duty: Duty | None
    role: str
    cell: Cell
    until: dt.date


def accountable(organisation: Organisation, channel: Channel) -> tuple[str, ...]:
    """Return the ids of the roles accountable for a channel, its duties included."""
    parts = organisation.scheme.parts
    found = {
        role: None
        for _, cells in channel.assignments()
        for role, cell in cells.items()
        if Part.ACCOUNTABLE in parts(cell.letters)
    }
    return tuple(found)


def reviews(organisation: Organisation, days: ReviewDays) -> list[Review]:
    """Return the reviews of the active channels by their day, those never reviewed first.

    A channel that nobody ever reviewed is due only where others are reviewed (rule 701).
    """
    active = [one for one in organisation.channels.values() if one.status is Status.ACTIVE]
    kept = sum(channel.review is not None for channel in active) >= _HABIT * len(active)
    found = []
    for channel in active:
        due = None
        if channel.review is not None:
            due = _later(channel.review.on, days.critical if channel.critical else days.usual)
        elif not kept:
            continue
        found.append(Review(channel, due, accountable(organisation, channel)))
    return sorted(found, key=lambda one: one.due or dt.date.min)


def _later(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, or the last one of all."""
    return day + dt.timedelta(min(days, (dt.date.max - day).days))


def endings(organisation: Organisation) -> list[Ending]:
    """Return the assignments that have a last day, the soonest first."""
    return sorted(_endings(organisation), key=lambda one: one.until)


def _endings(organisation: Organisation) -> Iterator[Ending]:
    for role, cell in (organisation.portfolio or {}).items():
        if cell.until:
            yield Ending(None, None, role, cell, cell.until)
    for channel in organisation.channels.values():
        for duty, cells in channel.assignments():
            for role, cell in cells.items():
                if cell.until:
                    yield Ending(channel, duty, role, cell, cell.until)


def ending_waivers(organisation: Organisation) -> list[tuple[dt.date, Waiver]]:
    """Return the sound waivers with their last days, the soonest first."""
    found = [(one.until, one) for one in organisation.waivers if one.sound and one.until]
    return sorted(found, key=lambda pair: pair[0])


def people(organisation: Organisation, roles: Iterable[str]) -> tuple[str, ...]:
    """Return who holds the roles, each person once; a role that names nobody by its own name."""
    found: dict[str, str] = {}
    for role in roles:
        known = organisation.roles.get(role)
        for name in (known.holders or (known.name,)) if known else (role,):
            found.setdefault(same_person(name), name)
    return tuple(found.values())


def persons(organisation: Organisation) -> tuple[str, ...]:
    """Return everybody who holds a role, once each, in the order of the file."""
    found: dict[str, str] = {}
    for role in organisation.roles.values():
        for holder in role.holders:
            found.setdefault(same_person(holder), holder)
    return tuple(found.values())


def same_person(name: str) -> str:
    """Return what equal names of a person have in common (format page, "Same person")."""
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
