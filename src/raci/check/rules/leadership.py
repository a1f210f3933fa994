"""Family 2, leadership: is it Chefsache?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from raci.check.matrix.counts import exceeds_share
from raci.check.matrix.lines import LONGEST_LINE
from raci.check.rule.case import MOST, Fix, with_ids
from raci.check.rule.draft import Draft, accountable_of, draft, handed_over, hands_over
from raci.check.rule.fault import Fault, listed
from raci.check.rule.rule import rule
from raci.check.rules.technology import accountable_it
from raci.model.edit import SetField
from raci.model.finding import ORGANISATION, Reach, Severity, Subject
from raci.model.organisation import Discipline, Kind, Size, Status, effective_rows
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case
    from raci.model.organisation import Path
    from raci.model.rule import Limits

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_BOTH = (Kind.TRADITIONAL, Kind.NEW)


@rule(
    "RACI201",
    "leadership-out-of-reach",
    _ERROR,
    unless=("it-only", "outsider-accountable", "no-leadership"),
).rows
def leadership_out_of_reach(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The line of accountability never reaches a leader.

    Silent where nobody leads (203), and where every line runs into a reporting loop (205).
    """
    if not matrix.roles.leaders:
        return
    standing = matrix.standing(row)
    if standing.reach is Reach.OUT_OF_REACH and not _all_in_loops(_unreached(row, matrix), matrix):
        message = Text(
            "{channel}: the line of accountability ends before leadership ({line})",
            {"channel": row.channel.name, "line": _line(matrix, standing.line)},
        )
        yield _at_accountable(row, matrix, standing.line[0], message)


@leadership_out_of_reach.fixes
def fix_leadership_out_of_reach(case: Case) -> Iterator[Fix]:
    """The accountable role reports to a leader, or a leader answers instead."""
    accountable = accountable_of(case, case.channel)
    named = case.finding.place[-1]
    for role in (role for role in accountable if role == named):
        fit = [leader for leader in case.leaders if role not in case.above(leader)]
        for leader in fit[:MOST]:
            above = (*case.organisation.roles[role].reports_to, leader)
            yield Fix(
                Text("{role} reports to {other}", _pair(case, role, leader)),
                with_ids(case.organisation.roles[role], "reports_to", above),
            )
    yield from hands_over(case, accountable, case.answering(accountable))


def _unreached(row: Row, matrix: Matrix) -> list[str]:
    """Return the accountable roles of the effective rows that leadership is out of reach for."""
    distance = matrix.lines.distance
    accountable = (effective.of(Part.ACCOUNTABLE) for effective in row.judged)
    return [role for roles in accountable if distance.keys().isdisjoint(roles) for role in roles]


def _all_in_loops(roles: list[str], matrix: Matrix) -> bool:
    return all(matrix.lines.ends_in_loop(role) for role in roles)


def _line(matrix: Matrix, line: tuple[str, ...]) -> str:
    names = matrix.roles.names(line[:LONGEST_LINE])
    whole = len(line) < LONGEST_LINE or matrix.lines.distance.get(line[-1]) == 0
    return " → ".join(names if whole else (*names, "…"))


def _at_accountable(row: Row, matrix: Matrix, role: str, message: Text) -> Fault:
    duties = [effective.duty for effective in row.judged]
    place = row.place(matrix.organisation.scheme, (role,), (Part.ACCOUNTABLE,), duties)
    return Fault((Subject("channel", row.channel.id),), message, place)


@rule(
    "RACI202",
    "leadership-too-far",
    _WARNING,
    Limit("distance", 1, {Size.SMALL: 0, Size.MEDIUM: 1, Size.LARGE: 2}),
    unless=("it-only", "outsider-accountable", "no-leadership"),
).rows
def leadership_too_far(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The distance to leadership is above the limit; critical channels one less, at least 0.

    Silent where IT is accountable for what others do (302, shown or not).
    """
    standing = matrix.standing(row)
    if standing.distance is not None and not standing.within and not accountable_it(row, matrix):
        message = Text(
            "{channel}: leadership is {n} step away, too far here ({line})",
            {
                "channel": row.channel.name,
                "n": standing.distance,
                "line": _line(matrix, standing.line),
            },
            plural="{channel}: leadership is {n} steps away, too far here ({line})",
        )
        yield _at_accountable(row, matrix, standing.line[0], message)


@leadership_too_far.fixes
def fix_leadership_too_far(case: Case) -> Iterator[Fix]:
    """The nearest leader answers, or somebody on the way there."""
    accountable = accountable_of(case, case.channel)
    lines = [line for line in map(case.line, accountable) if line]
    for line in sorted(lines, key=len)[:1]:
        yield from hands_over(case, accountable, case.inside(reversed(line[1:])))


@rule(
    "RACI209",
    "captain-from-elsewhere",
    _WARNING,
    Limit("kinds", (Kind.NEW.value,), choices=tuple(kind.value for kind in Kind)),
    unless=("it-only", "outsider-accountable", "no-leadership"),
).rows
def captain_from_elsewhere(row: Row, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Nobody accountable leads, has anybody below, or belongs to those who speak with customers.

    IT and outsiders are left aside: they are family 3's. A row that leadership is out of reach for
    has a graver fault (201), also where a reporting loop is to blame (205).
    """
    roles = matrix.roles
    if row.channel.kind not in limits["kinds"]:
        return
    if matrix.organisation.size is Size.SMALL or not roles.has_disciplines:
        return
    if matrix.standing(row).reach is Reach.OUT_OF_REACH:
        return
    for effective in row.judged:
        accountable = effective.of(Part.ACCOUNTABLE)
        others = [role for role in accountable if role not in roles.aside]
        if others and roles.captains.isdisjoint(others):
            message = Text(
                "{channel}: whoever answers for it neither leads nor speaks with customers "
                "({roles})",
                {"channel": row.channel.name, "roles": listed(roles.names(others))},
            )
            place = row.place(
                matrix.organisation.scheme, others, (Part.ACCOUNTABLE,), (effective.duty,)
            )
            yield Fault((Subject("channel", row.channel.id),), message, place)
            return


@captain_from_elsewhere.fixes
def fix_captain_from_elsewhere(case: Case) -> Iterator[Fix]:
    """The superior answers, or a leader."""
    accountable = accountable_of(case, case.channel)
    superiors = [boss for role in accountable for boss in case.above(role)][:1]
    candidates = dict.fromkeys((*superiors, *case.answering(accountable)))
    yield from hands_over(case, accountable, case.fit(candidates))


@rule("RACI203", "no-leadership", _ERROR).whole
def no_leadership(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Roles exist and none is a leader; it weighs less where kinds are not used."""
    if matrix.organisation.roles and not matrix.roles.leaders and not matrix.plain:
        severity = None if matrix.kinds_used else _INFO
        message = Text("No role answers as leadership")
        yield Fault((ORGANISATION,), message, ("organisation",), severity)


@no_leadership.fixes
def fix_no_leadership(case: Case) -> Iterator[Fix]:
    """One of those who stand at the top leads."""
    roles = case.organisation.roles
    bosses = {boss for role in roles.values() for boss in role.reports_to}
    managing = [
        role.id
        for role in roles.values()
        if case.organisation.discipline(role) is Discipline.MANAGEMENT
    ]
    top = [role.id for role in roles.values() if role.id in bosses and not role.reports_to]
    likely = case.inside(dict.fromkeys((*managing, *top, *case.answering(()))))
    for role in likely[:MOST]:
        title = Text("{role} leads", {"role": case.name(role)})
        yield Fix(title, SetField(("roles", role, "leadership"), value=True))


@rule("RACI204", "responsible-outranks-accountable", _WARNING).rows
def responsible_outranks_accountable(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The accountable role reports, directly or not, to a responsible one, outside of loops."""
    if matrix.roles.superiors.isdisjoint(row.responsible):
        return
    for effective in row.effective:
        responsible = effective.of(Part.RESPONSIBLE)
        for role in effective.of(Part.ACCOUNTABLE) if responsible else ():
            outranking = _outranking(role, responsible, matrix)
            if outranking:
                names = matrix.roles.names((outranking, role))
                message = Text(
                    "{channel}: {responsible} does the work for {accountable}, who reports to it",
                    {
                        "channel": row.channel.name,
                        "responsible": names[0],
                        "accountable": names[1],
                    },
                )
                scheme = matrix.organisation.scheme
                place = row.place(scheme, (role,), (Part.ACCOUNTABLE,), (effective.duty,))
                yield Fault((Subject("channel", row.channel.id),), message, place)
                return


@responsible_outranks_accountable.fixes
def fix_responsible_outranks_accountable(case: Case) -> Iterator[Fix]:
    """The two swap their letters, or the superior is consulted."""
    for role, boss in islice(_outranked_pairs(case), 1):
        if case.fit((boss,)):
            swapped = draft(case).hand((role,), boss, Part.ACCOUNTABLE)
            swapped.hand((boss,), role, Part.RESPONSIBLE)
            yield from swapped.fixes(
                Text("{other} answers for it, {role} does the work", _pair(case, role, boss))
            )
        if case.inside((role,)):
            asked = draft(case).hand((boss,), role, Part.RESPONSIBLE, instead=Part.CONSULTED)
            yield from asked.fixes(
                Text("{other} is only consulted, {role} does the work", _pair(case, role, boss))
            )


def _outranking(accountable: str, responsible: tuple[str, ...], matrix: Matrix) -> str | None:
    lines = matrix.lines
    outranking = (
        role
        for role in responsible
        if lines.reports(accountable, role) and not lines.same_loop(role, accountable)
    )
    found = next(outranking, None)
    return None if found is None or lines.ends_in_loop(accountable) else found


@rule("RACI205", "reporting-loop", _ERROR).whole
def reporting_loop(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The reporting lines form a loop; one finding per strongly connected component."""
    for loop in matrix.lines.loops:
        message = Text(
            "The reporting lines form a loop: {loop}",
            {"loop": _line(matrix, matrix.lines.shortest_loop(loop))},
        )
        subjects = tuple(Subject("role", role) for role in loop)
        yield Fault(subjects, message, ("roles", loop[0], "reports_to"))


@reporting_loop.fixes
def fix_reporting_loop(case: Case) -> Iterator[Fix]:
    """One of the lines that make the loop leads to a leader instead, or goes."""
    loop = case.finding.ids("role")
    reports_to = {role: case.organisation.roles[role].reports_to for role in loop}
    inner = [(role, boss) for role in loop for boss in reports_to[role] if boss in loop]
    for role, boss in inner:
        for leader in [leader for leader in case.leaders if leader not in loop][:1]:
            instead = (leader if other == boss else other for other in reports_to[role])
            values = _pair(case, role, boss) | {"leader": case.name(leader)}
            yield Fix(
                Text("{role} reports to {leader} instead of {other}", values),
                with_ids(case.organisation.roles[role], "reports_to", instead),
            )
    for role, boss in inner:
        left = (other for other in reports_to[role] if other != boss)
        yield Fix(
            Text("{role} no longer reports to {other}", _pair(case, role, boss)),
            with_ids(case.organisation.roles[role], "reports_to", left),
        )


@rule(
    "RACI206",
    "leaders-cling-to-tradition",
    _WARNING,
    Limit("share", 0.5, highest=1),
    Limit("ratio", 0.5, highest=1),
    Limit("rows", 3, {Size.SMALL: 2}),
    unless=("no-leadership",),
).whole
def leaders_cling_to_tradition(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Leaders answer for the traditional channels, and at most half as often for the new ones."""
    all_, led = (dict.fromkeys(_BOTH, 0) for _ in range(2))
    for row in matrix.active:
        kind = row.channel.kind
        if kind in _BOTH:
            all_[kind] += 1
            led[kind] += not matrix.roles.leaders.isdisjoint(row.accountable)
    old, new = Kind.TRADITIONAL, Kind.NEW
    if any(all_[kind] < limits["rows"] for kind in _BOTH) or not led[old]:
        return
    clinging = exceeds_share(led[old], all_[old], limits["share"])
    # led[new] / all_[new] is at most the ratio of led[old] / all_[old]
    if clinging and not exceeds_share(led[new] * all_[old], led[old] * all_[new], limits["ratio"]):
        message = Text(
            "Leadership answers for {led} of {traditional} traditional channels, "
            "but only for {led_new} of {new} new ones",
            {
                "led": led[old],
                "traditional": all_[old],
                "led_new": led[new],
                "new": all_[new],
            },
        )
        yield Fault((ORGANISATION,), message, ("organisation",))


@leaders_cling_to_tradition.fixes
def fix_leaders_cling_to_tradition(case: Case) -> Iterator[Fix]:
    """A leader answers for one of the new channels."""
    channels = case.organisation.channels.values()
    new = (row for row in channels if row.kind is Kind.NEW and row.status is Status.ACTIVE)
    for channel in islice(new, MOST):
        accountable = accountable_of(case, channel)
        for leader in case.answering(accountable)[:1]:
            values = {"role": case.name(leader), "channel": channel.name}
            changed = handed_over(case, channel, accountable, leader)
            yield from changed.fixes(Text("{role} answers for {channel}", values))


@rule("RACI207", "mix-without-leadership", _WARNING).whole
def mix_without_leadership(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The portfolio row stands there, and no leader is accountable in it."""
    if matrix.plain or matrix.organisation.portfolio is None:
        return
    accountable = [role for role, parts in matrix.portfolio.items() if Part.ACCOUNTABLE in parts]
    if matrix.roles.leaders.isdisjoint(accountable):
        place: Path = ("portfolio", "raci", *accountable[:1])
        message = Text("No leader is accountable for the choice and mix of channels")
        yield Fault((ORGANISATION,), message, place)


@rule("RACI208", "mix-undecided", _WARNING).whole
def mix_undecided(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Traditional and new channels exist, and nobody is accountable for their mix."""
    if matrix.organisation.portfolio is None and all(matrix.counts.kinds[kind] for kind in _BOTH):
        message = Text("Nobody is accountable for the mix of traditional and new channels")
        yield Fault((ORGANISATION,), message, ("organisation",))


@mix_without_leadership.fixes
@mix_undecided.fixes
def fix_mix_undecided(case: Case) -> Iterator[Fix]:
    """A leader decides about the channels and their mix."""
    for leader in case.leaders[:MOST]:
        changed = Draft(case.organisation, None)
        for role in changed.with_part(Part.ACCOUNTABLE):
            changed.take(role, Part.ACCOUNTABLE, instead=Part.CONSULTED)
        changed.give(leader, Part.ACCOUNTABLE)
        title = Text("{role} decides about the channels and their mix", {"role": case.name(leader)})
        yield from changed.fixes(title)


def _pair(case: Case, role: str, other: str) -> dict[str, object]:
    return {"role": case.name(role), "other": case.name(other)}


def _outranked_pairs(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the accountable role that the finding points at, with those it answers to (204)."""
    for row in effective_rows(case.channel, case.organisation.scheme):
        for role in row.of(Part.ACCOUNTABLE):
            above = case.above(role) if role == case.finding.place[-1] else ()
            for boss in row.of(Part.RESPONSIBLE):
                if boss in above and role not in case.above(boss):
                    yield role, boss
