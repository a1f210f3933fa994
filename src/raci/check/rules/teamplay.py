"""Family 5, teamplay: do the disciplines meet?

A discipline is staffed if one of its internal roles has a letter anywhere; outsiders don't staff
it, but their letters count as its own.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from raci.check.rule.rule import Fault, rule
from raci.check.rule.wording import listed
from raci.check.rules.combination import uncovered
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.organisation import Discipline, Phase, Size
from raci.model.text import Text
from raci.model.vocabulary import DISCIPLINES, PHASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.model.rule import Limits

_WARNING, _INFO = Severity.WARNING, Severity.INFO
_ORGANISATION = ("organisation",)

#: What each craft owes to a phase: marketing prepares the sale, sales makes it.
# The disciplines that have to meet, in the order in which pairs of them are told.
_MEETING = (Discipline.MARKETING, Discipline.COMMUNICATION, Discipline.SALES)

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
    """Communication is staffed and has no letter on any channel of a phase that has channels."""
    if not _staffed(Discipline.COMMUNICATION, matrix):
        return
    heard = {
        phase
        for row in matrix.active
        if _takes_part(row, Discipline.COMMUNICATION, matrix)
        for phase in row.channel.phases
    }
    for phase in Phase:
        if matrix.counts.phases[phase] and phase not in heard:
            message = Text(
                "Communication has no letter on any channel {phase}", {"phase": PHASES[phase]}
            )
            yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)


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
        yield Fault((Subject("role", role),), message, ("roles", role))


@rule("RACI506", "craft-missing-in-phase", _INFO).whole
def craft_missing_in_phase(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Marketing is staffed but owns nothing before the sale, or sales nothing during it.

    Silent about a phase that nobody owns a channel of: that is 405.
    """
    if not matrix.phases_used:
        return
    told = uncovered(matrix)
    for discipline, phase in _CRAFTS:
        missing = not any(
            phase in row.channel.phases and _owns(row, discipline, matrix) for row in matrix.active
        )
        if missing and phase not in told and _staffed(discipline, matrix):
            message = Text(
                "Nobody from {discipline} is accountable or responsible {phase}",
                {"discipline": DISCIPLINES[discipline], "phase": PHASES[phase]},
            )
            yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)
