"""Family 2, leadership: is it Chefsache?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rule import Aspect, Fault, rule
from raci.check.rules.technology import accountable_it
from raci.check.wording import LONGEST_LINE, listed
from raci.model.finding import ORGANISATION, Reach, Severity, Subject
from raci.model.organisation import Kind, Size
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix import Matrix
    from raci.check.row import Row
    from raci.check.rule import Limits
    from raci.model.path import Path

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_BOTH = (Kind.TRADITIONAL, Kind.NEW)


@rule("201", "leadership-out-of-reach", _ERROR, needs=("accountable",)).for_row
def leadership_out_of_reach(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The line of accountability never reaches a leader.

    Silent where nobody leads (203), and where every line runs into a reporting loop (205).
    """
    if not seen.roster.leaders:
        return
    standing = seen.standing(row)
    if standing.reach is Reach.OUT_OF_REACH and not _all_in_loops(_unreached(row, seen), seen):
        message = Text(
            "{channel}: the line of accountability ends before leadership ({line})",
            {"channel": row.channel.name, "line": _line(seen, standing.line)},
        )
        yield _at_accountable(row, seen, standing.line[0], message)


def _unreached(row: Row, seen: Matrix) -> list[str]:
    """Return the accountable roles of the effective rows that leadership is out of reach for."""
    distance = seen.lines.distance
    accountable = (effective.of(Part.ACCOUNTABLE) for effective in row.judged)
    return [role for roles in accountable if distance.keys().isdisjoint(roles) for role in roles]


def _all_in_loops(roles: list[str], seen: Matrix) -> bool:
    return all(seen.lines.ends_in_loop(role) for role in roles)


def _line(seen: Matrix, line: tuple[str, ...]) -> str:
    names = seen.roster.names(line[:LONGEST_LINE])
    whole = len(line) < LONGEST_LINE or seen.lines.distance.get(line[-1]) == 0
    return " → ".join(names if whole else (*names, "…"))


def _at_accountable(row: Row, seen: Matrix, role: str, message: Text) -> Fault:
    duties = [effective.duty for effective in row.judged]
    place = row.place(seen.organisation.scheme, (role,), (Part.ACCOUNTABLE,), duties)
    return Fault((Subject("channel", row.channel.id),), message, place)


@rule(
    "202",
    "leadership-too-far",
    _WARNING,
    Limit("distance", 1, {Size.SMALL: 0, Size.MEDIUM: 1, Size.LARGE: 2}),
    facts=("kinds_used",),
    needs=("accountable",),
).for_row
def leadership_too_far(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The distance to leadership is above the limit; critical channels one less, at least 0.

    Silent where IT is accountable for what others do (302, shown or not).
    """
    standing = seen.standing(row)
    if standing.distance is not None and not standing.within and not accountable_it(row, seen):
        message = Text(
            "{channel}: leadership is {n} step away, too far here ({line})",
            {
                "channel": row.channel.name,
                "n": standing.distance,
                "line": _line(seen, standing.line),
            },
            plural="{channel}: leadership is {n} steps away, too far here ({line})",
        )
        yield _at_accountable(row, seen, standing.line[0], message)


@rule("203", "no-leadership", _ERROR).for_whole
def no_leadership(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Roles exist and none is a leader; 201, 202 and 206 have nothing to add then."""
    if seen.organisation.roles and not seen.roster.leaders:
        message = Text("No role answers as leadership")
        yield Fault((ORGANISATION,), message, ("organisation",))


@rule(
    "204",
    "responsible-outranks-accountable",
    _WARNING,
    needs=(
        "accountable",
        "responsible",
    ),
).for_row
def responsible_outranks_accountable(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The accountable role reports, directly or not, to a responsible one, outside of loops."""
    for effective in row.effective:
        responsible = effective.of(Part.RESPONSIBLE)
        for role in effective.of(Part.ACCOUNTABLE) if responsible else ():
            outranking = _outranking(role, responsible, seen)
            if outranking:
                names = seen.roster.names((outranking, role))
                message = Text(
                    "{channel}: {responsible} does the work for {accountable}, who reports to it",
                    {
                        "channel": row.channel.name,
                        "responsible": names[0],
                        "accountable": names[1],
                    },
                )
                scheme = seen.organisation.scheme
                place = row.place(scheme, (role,), (Part.ACCOUNTABLE,), (effective.duty,))
                yield Fault((Subject("channel", row.channel.id),), message, place)
                return


def _outranking(accountable: str, responsible: tuple[str, ...], seen: Matrix) -> str | None:
    lines = seen.lines
    outranking = (
        role
        for role in responsible
        if lines.reports(accountable, role) and not lines.same_loop(role, accountable)
    )
    found = next(outranking, None)
    return None if found is None or lines.ends_in_loop(accountable) else found


@rule("205", "reporting-loop", _ERROR).for_whole
def reporting_loop(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The reporting lines form a loop; one finding per strongly connected component."""
    for loop in seen.lines.loops:
        message = Text(
            "The reporting lines form a loop: {loop}",
            {"loop": _line(seen, seen.lines.shortest_loop(loop))},
        )
        subjects = tuple(Subject("role", role) for role in loop)
        yield Fault(subjects, message, ("roles", loop[0], "reports_to"))


@rule(
    "206",
    "leaders-cling-to-tradition",
    _WARNING,
    Limit("rows", 3),
    aspects=Aspect.LETTERS | Aspect.FEATURES,
).for_whole
def leaders_cling_to_tradition(seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """Leaders are accountable for traditional channels but for no new one."""
    if any(seen.tally.kinds[kind] < limits["rows"] for kind in _BOTH):
        return
    loads = {role: seen.load(role).accountable_kinds for role in seen.roster.leaders}
    traditional = [role for role, kinds in loads.items() if kinds[Kind.TRADITIONAL]]
    if traditional and not any(kinds[Kind.NEW] for kinds in loads.values()):
        message = Text(
            "Leadership ({roles}) is accountable for traditional channels, but for no new one",
            {"roles": listed(seen.roster.names(seen.roster.ordered(traditional)))},
        )
        yield Fault((ORGANISATION,), message, ("organisation",))


@rule("207", "mix-without-leadership", _WARNING).for_whole
def mix_without_leadership(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The portfolio row stands there, and no leader is accountable in it."""
    if seen.organisation.portfolio is None:
        return
    accountable = [role for role, parts in seen.portfolio.items() if Part.ACCOUNTABLE in parts]
    if seen.roster.leaders.isdisjoint(accountable):
        place: Path = ("portfolio", "raci", *accountable[:1])
        message = Text("No leader is accountable for the choice and mix of channels")
        yield Fault((ORGANISATION,), message, place)


@rule("208", "mix-undecided", _INFO, aspects=Aspect.FEATURES).for_whole
def mix_undecided(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Traditional and new channels exist, and nobody is accountable for their mix."""
    if seen.organisation.portfolio is None and all(seen.tally.kinds[kind] for kind in _BOTH):
        message = Text("Nobody is accountable for the mix of traditional and new channels")
        yield Fault((ORGANISATION,), message, ("organisation",))
