"""Family 5, teamplay: do the disciplines meet?

A discipline is staffed if one of its internal roles has a letter anywhere; outsiders don't staff
it, but their letters count as its own.
"""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING

from raci.check.matrix.counts import holds_share
from raci.check.rule.fault import Fault, listed, on_role
from raci.check.rule.rule import rule
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.organisation import Discipline, Kind, Phase, Size
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import DISCIPLINES, PHASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.model.rule import Limits

_WARNING, _INFO = Severity.WARNING, Severity.INFO
_ORGANISATION = ("organisation",)

#: From so many internal roles with a discipline on, 507 misses the crafts that are not among them.
_ENOUGH_ROLES = 3

# The disciplines that have to meet, in the order in which pairs of them are told.
_MEETING = (Discipline.MARKETING, Discipline.COMMUNICATION, Discipline.SALES)

#: What each craft owes to a phase: marketing prepares the sale, sales makes it.
_CRAFTS = ((Discipline.MARKETING, Phase.BEFORE), (Discipline.SALES, Phase.DURING))


def _staffed(discipline: Discipline, matrix: Matrix) -> bool:
    roster = matrix.roles
    inside = (role for role in roster.of(discipline) if role not in roster.external)
    return any(matrix.load(role).rows for role in inside)


def _takes_part(row: Row, discipline: Discipline, matrix: Matrix) -> bool:
    """Tell whether some role of a discipline has a letter on a row."""
    return not matrix.roles.all_of(discipline).isdisjoint(row.held)


def _owns(row: Row, discipline: Discipline, matrix: Matrix) -> bool:
    """Tell whether some role of a discipline is accountable or responsible on a row."""
    return not matrix.roles.all_of(discipline).isdisjoint((*row.accountable, *row.responsible))


@rule("RACI501", "silo", _WARNING).whole
def silo(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Two of marketing, communication, sales are staffed and share no channel."""
    staffed = [discipline for discipline in _MEETING if _staffed(discipline, matrix)]
    for one, other in combinations(staffed, 2):
        if not any(
            _takes_part(row, one, matrix) and _takes_part(row, other, matrix)
            for row in matrix.active
        ):
            message = Text(
                "No channel joins {one} and {other}",
                {"one": DISCIPLINES[one], "other": DISCIPLINES[other]},
            )
            subjects = tuple(Subject("discipline", discipline.value) for discipline in (one, other))
            yield Fault(subjects, message, _ORGANISATION)


@rule("RACI502", "communication-not-listening", _WARNING).whole
def communication_not_listening(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Communication is staffed and has no letter in a phase, or on any third-party channel.

    After the sale to be informed alone is too little.
    """
    if not _staffed(Discipline.COMMUNICATION, matrix):
        return
    rows = [row for row in matrix.active if _takes_part(row, Discipline.COMMUNICATION, matrix)]
    for phase in Phase:
        heard = any(
            phase in row.channel.phases
            and (phase is not Phase.AFTER or _more_than_told(row, matrix))
            for row in rows
        )
        if matrix.counts.phases[phase] and not heard:
            message = (
                Text("Communication is at most informed {phase}", {"phase": PHASES[phase]})
                if any(phase in row.channel.phases for row in rows)
                else Text(
                    "Communication has no letter on any channel {phase}", {"phase": PHASES[phase]}
                )
            )
            yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)
    third = Kind.THIRD_PARTY
    if matrix.counts.kinds[third] and not any(row.channel.kind is third for row in rows):
        message = Text("Communication has no letter on any channel of a third party")
        yield Fault((Subject("kind", third.value),), message, _ORGANISATION)


def _more_than_told(row: Row, matrix: Matrix) -> bool:
    """Tell whether communication is more than informed on a row."""
    roles = matrix.roles.of(Discipline.COMMUNICATION)
    return any(row.held[role] != {Part.INFORMED} for role in roles if role in row.held)


@rule("RACI503", "jack-of-all-trades", _WARNING).whole
def jack_of_all_trades(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """One person is responsible in roles of marketing, communication and sales."""
    if matrix.organisation.size is Size.SMALL:
        return
    jacks: dict[tuple[str, ...], list[str]] = {}
    for person, held in matrix.roles.persons.items():
        crafts = {role: matrix.roles.discipline[role] for role in held}
        doing = [r for r in held if crafts[r] in _MEETING and matrix.load(r).responsible]
        if {crafts[role] for role in doing} == set(_MEETING):
            jacks.setdefault(tuple(doing), []).append(matrix.roles.spelling[person])
    for roles, persons in jacks.items():
        message = Text(
            "{persons}: responsible in marketing, communication and sales at once ({roles})",
            {"persons": listed(persons), "roles": listed(matrix.roles.names(roles))},
        )
        yield Fault(tuple(Subject("role", role) for role in roles), message, ("roles", roles[0]))


@rule("RACI504", "island", _INFO).whole
def island(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The graph of roles and channels falls into parts that share nothing."""
    parts = [matrix.roles.ordered(part) for part in matrix.teamwork.islands]
    if len(parts) > 1:
        order = {role: rank for rank, role in enumerate(matrix.organisation.roles)}
        smallest = min(parts, key=lambda part: (len(part), order[part[0]]))
        message = Text(
            "The matrix falls into {n} parts that share nothing; one of them is {roles}",
            {"n": len(parts), "roles": listed(matrix.roles.names(smallest))},
        )
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule("RACI505", "lone-bridge", _INFO).whole
def lone_bridge(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A role other than leadership whose removal separates departments that were connected."""
    if matrix.plain:
        return
    departments = matrix.organisation.departments
    order = {id_: rank for rank, id_ in enumerate(departments)}
    bridges = matrix.teamwork.bridges
    for role in matrix.roles.ordered(bridges.keys() - matrix.roles.flagged):
        sides = [sorted(side, key=order.__getitem__) for side in bridges[role]]
        smallest = min(sides, key=lambda side: (len(side), order[side[0]]))
        message = Text(
            "{role}: only this role joins {departments} with the others",
            {
                "role": matrix.organisation.roles[role].name,
                "departments": listed(departments[id_].name for id_ in smallest),
            },
        )
        yield on_role(role, message)


@rule("RACI506", "craft-missing-in-phase", _INFO, unless=("phase-not-covered",)).whole
def craft_missing_in_phase(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Marketing is staffed but owns nothing before the sale, or sales nothing during it."""
    if not matrix.phases_used:
        return
    for discipline, phase in _CRAFTS:
        owning = any(
            phase in row.channel.phases and _owns(row, discipline, matrix) for row in matrix.active
        )
        if not owning and _staffed(discipline, matrix):
            message = Text(
                "Nobody from {discipline} is accountable or responsible {phase}",
                {"discipline": DISCIPLINES[discipline], "phase": PHASES[phase]},
            )
            yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)


@rule("RACI507", "craft-missing", _WARNING).whole
def craft_missing(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Several internal roles have a discipline, and none is marketing, communication or sales."""
    if matrix.organisation.size is Size.SMALL or not matrix.kinds_used:
        return
    roles = matrix.roles
    crafts = [craft for role, craft in roles.discipline.items() if role not in roles.external]
    if sum(craft is not Discipline.OTHER for craft in crafts) < _ENOUGH_ROLES:
        return
    for discipline in _MEETING:
        if discipline not in crafts:
            message = Text(
                "No role has the discipline {discipline}", {"discipline": DISCIPLINES[discipline]}
            )
            yield Fault((Subject("discipline", discipline.value),), message, _ORGANISATION)


@rule(
    "RACI509",
    "one-sided-knowledge",
    _WARNING,
    Limit("share", 0.2, highest=1),
    Limit("channels", 5, {Size.SMALL: 3}),
    unless=("silo",),
).whole
def one_sided_knowledge(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """One craft has a letter on hardly any of the channels that another one runs."""
    staffed = [discipline for discipline in _MEETING if _staffed(discipline, matrix)]
    runs = {discipline: _run_by(discipline, matrix) for discipline in staffed}
    for knowing, running in permutations(staffed, 2):
        run = runs[running]
        known = sum(_takes_part(row, knowing, matrix) for row in run)
        few = not holds_share(known, len(run), limits["share"])
        if run and few and len(run) >= limits["channels"]:
            message = Text(
                "{one} hears of {n} of the {channels} channels that {other} runs",
                {
                    "one": DISCIPLINES[knowing],
                    "n": known,
                    "channels": len(run),
                    "other": DISCIPLINES[running],
                },
            )
            subjects = tuple(Subject("discipline", craft.value) for craft in (knowing, running))
            yield Fault(subjects, message, _ORGANISATION)


def _run_by(discipline: Discipline, matrix: Matrix) -> list[Row]:
    """Return the active rows on which somebody of a discipline does the work."""
    doing = matrix.roles.all_of(discipline)
    return [row for row in matrix.active if not doing.isdisjoint(row.responsible)]


@rule("RACI510", "no-hand-over", _INFO, Limit("channels", 3)).whole
def no_hand_over(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Sales hears of nothing that marketing does before the sale, not even by a combination."""
    if not _staffed(Discipline.SALES, matrix):
        return
    marketing = _run_by(Discipline.MARKETING, matrix)
    before = [row for row in marketing if Phase.BEFORE in row.channel.phases]
    if len(before) < max(1, limits["channels"]):
        return
    if not any(_handed_over(row, matrix) for row in before):
        message = Text(
            "Sales hears of none of the {n} channels that marketing runs before the sale",
            {"n": len(before)},
        )
        yield Fault((ORGANISATION,), message, _ORGANISATION)


def _handed_over(row: Row, matrix: Matrix) -> bool:
    """Tell whether sales has a letter on a row, or on one during the sale combined with it."""
    if _takes_part(row, Discipline.SALES, matrix):
        return True
    partners = (matrix.rows[id_] for id_ in matrix.links.partners.get(row.channel.id, ()))
    return any(
        Phase.DURING in partner.channel.phases and _takes_part(partner, Discipline.SALES, matrix)
        for partner in partners
    )
