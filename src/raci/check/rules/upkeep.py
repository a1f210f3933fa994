"""Family 7, upkeep: is it still true? What is said about waivers comes from ``waivers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.alike import alike
from raci.check.roster import person_key
from raci.check.rule import Aspect, Fault, rule
from raci.check.wording import changed, listed
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.review import reassigned
from raci.model.rule import Limit
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix import Matrix
    from raci.check.row import Row
    from raci.check.rule import Limits
    from raci.model.organisation import Cell, Duty
    from raci.model.path import Path

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _at_review(row: Row, message: Text) -> Fault:
    channel = row.channel.id
    return Fault((Subject("channel", channel),), message, ("channels", channel, "reviewed"))


@rule(
    "701",
    "review-overdue",
    _WARNING,
    Limit("days", 365),
    Limit("critical-days", 180),
    facts=("reviews_kept",),
    silences=("710",),
).for_row
def review_overdue(row: Row, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """Reviewed too long ago, or never where at least half of the rows are."""
    channel = row.channel
    if channel.review is None:
        if seen.facts.reviews_kept:
            yield _at_review(row, Text("{channel}: never reviewed", {"channel": channel.name}))
        return
    days = (seen.today - channel.review.on).days
    if days > limits["critical-days" if channel.critical else "days"]:
        message = Text(
            "{channel}: last reviewed {n} day ago",
            {"channel": channel.name, "n": days},
            plural="{channel}: last reviewed {n} days ago",
        )
        yield _at_review(row, message)


@rule("702", "review-in-future", _WARNING, needs=("reviewed",)).for_row
def review_in_future(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A review date after today."""
    review = row.channel.review
    if review and review.on > seen.today:
        message = Text(
            "{channel}: reviewed on a day that is still to come ({on})",
            {"channel": row.channel.name, "on": review.on},
        )
        yield _at_review(row, message)


@rule("703", "assignment-expired", _ERROR, needs=("dated",)).for_row
def _expired_on_row(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """``until`` of a cell of the channel is before today."""
    expired: dict[str, list[tuple[Duty | None, Cell]]] = {}
    for duty, assignments in row.channel.assignments():
        for role, cell in assignments.items():
            if cell.until and _is_over(cell, seen):
                expired.setdefault(role, []).append((duty, cell))
    channel = row.channel
    for role, cells in expired.items():
        message = Text(
            "{channel}: {role}’s assignment ended on {until}",
            {
                "channel": channel.name,
                "role": seen.organisation.roles[role].name,
                "until": cells[0][1].until,
            },
        )
        duties = (Subject("duty", f"{channel.id}.{duty.value}") for duty, _ in cells if duty)
        subjects = (Subject("channel", channel.id), *duties, Subject("role", role))
        yield Fault(subjects, message, (*row.path(role, cells[0][0]), "until"))


def _is_over(cell: Cell, seen: Matrix) -> bool:
    return bool(cell.letters and cell.until and cell.until < seen.today)


@_expired_on_row.for_whole
def assignment_expired(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """``until`` of a cell of the portfolio row is before today."""
    for role, cell in (seen.organisation.portfolio or {}).items():
        if _is_over(cell, seen):
            message = Text(
                "{role}’s assignment for the choice and mix of channels ended on {until}",
                {"role": seen.organisation.roles[role].name, "until": cell.until},
            )
            place: Path = ("portfolio", "raci", role, "until")
            yield Fault((Subject("role", role),), message, place)


waiver_expired = rule("704", "waiver-expired", _ERROR)
waiver_unused = rule("705", "waiver-unused", _WARNING)


@rule("706", "near-duplicate", _INFO, aspects=Aspect.FEATURES).for_whole
def near_duplicate(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Two channels whose names are nearly the same."""
    channels = [row.channel for row in seen.active()]
    names = [channel.name for channel in channels]
    for pair in alike(names, [channel.group for channel in channels]):
        one, other = (channels[place] for place in pair)
        message = Text(
            "{channel}: nearly the same name as {other}", {"channel": one.name, "other": other.name}
        )
        subjects = (Subject("channel", one.id), Subject("channel", other.id))
        yield Fault(subjects, message, ("channels", one.id))


@rule(
    "707",
    "unwieldy",
    _INFO,
    Limit("rows", 25),
    Limit("roles", 20),
    aspects=Aspect.FEATURES,
).for_whole
def unwieldy(seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """Many rows and none has a group or kind; many roles and none has a department."""
    rows, roles = seen.tally.rows, seen.organisation.roles
    values = {"rows": rows, "roles": len(roles)}
    long = rows > limits["rows"] and not seen.tally.grouped
    wide = len(roles) > limits["roles"] and not any(role.department for role in roles.values())
    if long and wide:
        message = Text("{rows} rows without groups, {roles} roles without departments", values)
    elif long:
        message = Text("{rows} rows, and none has a group or a kind", values)
    else:
        message = Text("{roles} roles, and none has a department", values)
    if long or wide:
        yield Fault((ORGANISATION,), message, ("organisation",))


@rule("708", "leadership-not-looking", _INFO, needs=("reviewed",)).for_row
def leadership_not_looking(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The last review of a critical channel names a reviewer who is no leader."""
    channel = row.channel
    if not (channel.critical and channel.review and channel.review.by and seen.roster.leaders):
        return
    by = channel.review.by
    if by not in seen.roster.leaders and person_key(by) not in seen.roster.leading_persons:
        role = seen.organisation.roles.get(by)
        message = Text(
            "{channel}: critical, but last reviewed by {by}, not by leadership",
            {"channel": channel.name, "by": role.name if role else by},
        )
        yield _at_review(row, message)


@rule("709", "near-duplicate-holder", _INFO).for_whole
def near_duplicate_holder(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Two holders whose names are nearly the same, but not the same person's."""
    persons, spelling = seen.roster.persons, seen.roster.spelling
    keys = list(persons)
    for pair in alike([spelling[key] for key in keys], [None] * len(keys)):
        one, other = (keys[place] for place in pair)
        roles = seen.roster.ordered({*persons[one], *persons[other]})
        message = Text(
            "{one} and {other}: the same person? ({roles})",
            {
                "one": spelling[one],
                "other": spelling[other],
                "roles": listed(seen.roster.names(roles)),
            },
        )
        subjects = tuple(Subject("role", role) for role in roles)
        yield Fault(subjects, message, ("roles", roles[0], "holder"))


@rule("710", "changed-since-review", _INFO, needs=("reviewed",), sound_only=True).for_row
def changed_since_review(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The letters are not those that the last review saw."""
    channel, review = row.channel, row.channel.review
    changes = [changed(change, seen.organisation) for change in reassigned(channel)]
    if review and changes:
        message = Text(
            "{channel}: changed since its review on {on}: {changes}",
            {"channel": channel.name, "on": review.on, "changes": listed(changes)},
        )
        yield _at_review(row, message)._replace(severity=_WARNING if channel.critical else None)
