"""Family 7, upkeep: is it still true? What is said about waivers comes from ``waivers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.matrix.role_index import person_key
from raci.check.rule.case import MOST, Fix
from raci.check.rule.draft import Draft
from raci.check.rule.fault import Fault, changed, listed
from raci.check.rule.rule import rule
from raci.frozen import replace
from raci.model.edit import Compound, DeleteWaiver, SetCell, SetField
from raci.model.finding import Severity, Subject
from raci.model.organisation import Cell, Kind
from raci.model.review import reassigned, reviewed
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case
    from raci.model.edit import Edit
    from raci.model.organisation import Duty, Path, Role
    from raci.model.rule import Limits


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _at_review(row: Row, message: Text) -> Fault:
    channel = row.channel.id
    return Fault((Subject("channel", channel),), message, ("channels", channel, "reviewed"))


@rule("RACI701", "review-overdue", _WARNING, Limit("days", 365), Limit("critical-days", 180)).rows
def review_overdue(row: Row, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Reviewed too long ago, or never although at least half of the rows were."""
    channel = row.channel
    if channel.review is None:
        if matrix.reviews_kept:
            yield _at_review(row, Text("{channel}: never reviewed", {"channel": channel.name}))
        return
    days = (matrix.today - channel.review.on).days
    if days > limits["critical-days" if channel.critical else "days"]:
        message = Text(
            "{channel}: last reviewed {n} day ago",
            {"channel": channel.name, "n": days},
            plural="{channel}: last reviewed {n} days ago",
        )
        yield _at_review(row, message)


@review_overdue.fixes
def fix_review_overdue(case: Case) -> Iterator[Fix]:
    """Somebody has just looked, and it is still true."""
    yield Fix(Text("Still true: reviewed today"), _reviewed(case))


@rule("RACI702", "review-in-future", _WARNING, only="reviewed", unless=("unowned-channel",)).rows
def review_in_future(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A review date after today."""
    review = row.channel.review
    if review and review.on > matrix.today:
        message = Text(
            "{channel}: reviewed on a day that is still to come ({on})",
            {"channel": row.channel.name, "on": review.on},
        )
        yield _at_review(row, message)


@review_in_future.fixes
def fix_review_in_future(case: Case) -> Iterator[Fix]:
    """The date is today's, or unknown."""
    yield Fix(Text("Reviewed today"), _reviewed(case))
    yield Fix(Text("Take the date out"), SetField(_review(case), None))


@rule("RACI703", "assignment-expired", _ERROR, only="dated", unless=("unowned-channel",)).rows
def assignment_expired(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """``until`` of a cell of the channel is before today."""
    expired: dict[str, list[tuple[Duty | None, Cell]]] = {}
    for duty, assignments in row.channel.assignments():
        for role, cell in assignments.items():
            if cell.until and _is_over(cell, matrix):
                expired.setdefault(role, []).append((duty, cell))
    channel = row.channel
    for role, cells in expired.items():
        message = Text(
            "{channel}: {role}’s assignment ended on {until}",
            {
                "channel": channel.name,
                "role": matrix.organisation.roles[role].name,
                "until": cells[0][1].until,
            },
        )
        duties = (Subject("duty", f"{channel.id}.{duty.value}") for duty, _ in cells if duty)
        subjects = (Subject("channel", channel.id), *duties, Subject("role", role))
        yield Fault(subjects, message, (*row.path(role, cells[0][0]), "until"))


@assignment_expired.fixes
def fix_assignment_expired(case: Case) -> Iterator[Fix]:
    """The assignment goes, goes on for another year, or has no end any more.

    It goes on first where nobody else answers.
    """
    end = a_year_after(case.today)
    channel = case.channel if case.finding.ids("channel") else None
    answering = Draft(case.organisation, channel).with_part(Part.ACCOUNTABLE)
    out = tuple(_expired_cells(case, Text("Take the assignment out"), lambda _: None))
    needed = answering == (case.role.id,)
    yield from () if needed else out
    yield from _expired_cells(
        case,
        Text("Extend it until {date}", {"date": end}),
        lambda cell: replace(cell, until=end),
    )
    yield from _expired_cells(
        case, Text("Keep it without an end"), lambda cell: replace(cell, until=None)
    )
    yield from out if needed else ()


def _is_over(cell: Cell, matrix: Matrix) -> bool:
    return bool(cell.letters and cell.until and cell.until < matrix.today)


@assignment_expired.whole
def _in_the_portfolio(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """``until`` of a cell of the portfolio row is before today."""
    for role, cell in (matrix.organisation.portfolio or {}).items():
        if _is_over(cell, matrix):
            message = Text(
                "{role}’s assignment for the choice and mix of channels ended on {until}",
                {"role": matrix.organisation.roles[role].name, "until": cell.until},
            )
            place: Path = ("portfolio", "raci", role, "until")
            yield Fault((Subject("role", role),), message, place)


waiver_expired = rule("RACI704", "waiver-expired", _ERROR)


@waiver_expired.fixes
def fix_waiver_expired(case: Case) -> Iterator[Fix]:
    """The waiver holds for another year, or goes."""
    index = waiver_index(case.finding.place)
    end = a_year_after(case.today)
    title = Text("Extend it until {date}", {"date": end})
    yield Fix(title, SetField(("waivers", index, "until"), end))
    yield from fix_waiver_unused(case)


waiver_unused = rule("RACI705", "waiver-unused", _WARNING)


@waiver_unused.fixes
def fix_waiver_unused(case: Case) -> Iterator[Fix]:
    """The waiver goes."""
    yield without_waiver(waiver_index(case.finding.place))


@rule("RACI708", "leadership-not-looking", _INFO, only="reviewed", unless=("unowned-channel",)).rows
def leadership_not_looking(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The last review of a critical channel names a reviewer who is no leader."""
    channel = row.channel
    if not (channel.critical and channel.review and channel.review.by and matrix.roles.leaders):
        return
    by = channel.review.by
    if by not in matrix.roles.leaders and person_key(by) not in matrix.roles.leading_persons:
        role = matrix.organisation.roles.get(by)
        message = Text(
            "{channel}: critical, but last reviewed by {by}, not by leadership",
            {"channel": channel.name, "by": role.name if role else by},
        )
        yield _at_review(row, message)


@leadership_not_looking.fixes
def fix_leadership_not_looking(case: Case) -> Iterator[Fix]:
    """A leader has just looked."""
    for leader in case.leaders[:MOST]:
        title = Text("{role} has reviewed it today", {"role": case.name(leader)})
        yield Fix(title, _reviewed(case, leader))


@rule(
    "RACI710",
    "changed-since-review",
    _INFO,
    only="reviewed",
    unless=("unowned-channel", "review-overdue"),
).rows
def changed_since_review(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The letters are not those that the last review saw."""
    channel, review = row.channel, row.channel.review
    if row.faulty or review is None:
        return
    changes = [changed(change, matrix.organisation) for change in reassigned(channel)]
    if changes:
        message = Text(
            "{channel}: changed since its review on {on}: {changes}",
            {"channel": channel.name, "on": review.on, "changes": listed(changes)},
        )
        yield _at_review(row, message)._replace(severity=_WARNING if channel.critical else None)


@changed_since_review.fixes
def fix_changed_since_review(case: Case) -> Iterator[Fix]:
    """The new letters are right, or the reviewed ones are."""
    yield Fix(Text("The letters are right: reviewed today"), _reviewed(case))
    edits = tuple(_put_back(case))
    if len(edits) == len(tuple(reassigned(case.channel))):
        title = Text("Put the letters back as they were reviewed")
        yield Fix(title, edits[0] if len(edits) == 1 else Compound(edits, title))


@rule("RACI711", "not-at-the-pulse", _INFO, Limit("days", 365), on=False).roles
def not_at_the_pulse(role: Role, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """A leader answers for new or third-party channels, and last learned about such long ago.

    Or never, where some leader has written down when.
    """
    if role.id not in matrix.roles.leaders or role.id not in matrix.once(_answering_for_new):
        return
    place = ("roles", role.id, "learned")
    if role.learned is None:
        known = matrix.organisation.roles
        if any(known[leader].learned for leader in matrix.roles.leaders):
            message = Text(
                "{role}: answers for new channels, and no note says when it last learned",
                {"role": role.name},
            )
            yield Fault((Subject("role", role.id),), message, place)
        return
    days = (matrix.today - role.learned.on).days
    if days > limits["days"]:
        message = Text(
            "{role}: answers for new channels, but last learned {n} day ago",
            {"role": role.name, "n": days},
            plural="{role}: answers for new channels, but last learned {n} days ago",
        )
        yield Fault((Subject("role", role.id),), message, place)


def _answering_for_new(matrix: Matrix) -> frozenset[str]:
    """Return who is accountable for some new or third-party channel."""
    kinds = (Kind.NEW, Kind.THIRD_PARTY)
    rows = (row.accountable for row in matrix.active if row.channel.kind in kinds)
    return frozenset(role for accountable in rows for role in accountable)


@not_at_the_pulse.fixes
def fix_not_at_the_pulse(case: Case) -> Iterator[Fix]:
    """The leader has learned something today."""
    values = {"role": case.role.name}
    path = ("roles", case.role.id, "learned")
    yield Fix(Text("{role} has learned today", values), SetField(path, {"on": case.today}))


def _review(case: Case) -> Path:
    return ("channels", case.channel.id, "reviewed")


def _reviewed(case: Case, by: str | None = None) -> SetField:
    return SetField(_review(case), reviewed(case.channel, case.today, by))


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


def without_waiver(index: int) -> Fix:
    """Return the fix that deletes a waiver."""
    return Fix(Text("Delete the waiver"), DeleteWaiver(index))


def waiver_index(place: Path) -> int:
    """Return which waiver a finding about waivers points at."""
    index = place[1]
    assert isinstance(index, int)  # noqa: S101 - 704 and 705 stand at ("waivers", index, …)
    return index


def a_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year; the 28th after a 29th of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
