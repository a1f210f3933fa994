"""Family 5, teamplay: do the disciplines meet?

A discipline is staffed if one of its internal roles has a letter anywhere; outsiders don't staff
it, but their letters count as its own.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from raci.check.rule import Aspect, Fault, rule
from raci.check.rules.combination import uncovered
from raci.check.wording import listed
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.organisation import Discipline, Phase, Size
from raci.model.text import Text
from raci.model.vocabulary import DISCIPLINES, PHASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix import Matrix
    from raci.check.rule import Limits

_WARNING, _INFO = Severity.WARNING, Severity.INFO
_ORGANISATION = ("organisation",)

#: What each craft owes to a phase: marketing prepares the sale, sales makes it.
# The disciplines that have to meet, in the order in which pairs of them are told.
_MEETING = (Discipline.MARKETING, Discipline.COMMUNICATION, Discipline.SALES)

_CRAFTS = ((Discipline.MARKETING, Phase.BEFORE), (Discipline.SALES, Phase.DURING))


def _staffed(discipline: Discipline, seen: Matrix) -> bool:
    roster = seen.roster
    inside = (role for role in roster.of(discipline) if role not in roster.external)
    return any(seen.load(role).rows for role in inside)


@rule("501", "silo", _WARNING, aspects=Aspect.SHAPE).for_whole
def silo(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Two of marketing, communication, sales are staffed and share no channel."""
    staffed = [discipline for discipline in _MEETING if _staffed(discipline, seen)]
    for pair in combinations(staffed, 2):
        if not seen.graph.meet(*(seen.roster.of(discipline) for discipline in pair)):
            message = Text(
                "No channel joins {one} and {other}",
                {"one": DISCIPLINES[pair[0]], "other": DISCIPLINES[pair[1]]},
            )
            subjects = tuple(Subject("discipline", discipline.value) for discipline in pair)
            yield Fault(subjects, message, _ORGANISATION)


@rule(
    "502", "communication-not-listening", _WARNING, aspects=Aspect.SHAPE | Aspect.FEATURES
).for_whole
def communication_not_listening(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Communication is staffed and has no letter on any channel of a phase that has channels."""
    if not _staffed(Discipline.COMMUNICATION, seen):
        return
    loads = [seen.load(role) for role in seen.roster.of(Discipline.COMMUNICATION)]
    for phase in Phase:
        if seen.tally.phases[phase] and not any(load.phases[phase] for load in loads):
            message = Text(
                "Communication has no letter on any channel {phase}", {"phase": PHASES[phase]}
            )
            yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)


@rule("503", "jack-of-all-trades", _WARNING, aspects=Aspect.LETTERS).for_whole
def jack_of_all_trades(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """One person is responsible in roles of marketing, communication and sales."""
    if seen.organisation.size is Size.SMALL:
        return
    jacks: dict[tuple[str, ...], list[str]] = {}
    for person, held in seen.roster.persons.items():
        crafts = {role: seen.roster.discipline[role] for role in held}
        doing = [r for r in held if crafts[r] in _MEETING and seen.load(r).responsible]
        if {crafts[role] for role in doing} == set(_MEETING):
            jacks.setdefault(tuple(doing), []).append(seen.roster.spelling[person])
    for roles, persons in jacks.items():
        message = Text(
            "{persons}: responsible in marketing, communication and sales at once ({roles})",
            {"persons": listed(persons), "roles": listed(seen.roster.names(roles))},
        )
        yield Fault(tuple(Subject("role", role) for role in roles), message, ("roles", roles[0]))


@rule("504", "island", _INFO, aspects=Aspect.SHAPE, in_plain=True).for_whole
def island(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The graph of roles and channels falls into parts that share nothing."""
    parts = [seen.roster.ordered(part) for part in seen.graph.teamwork.islands]
    if len(parts) > 1:
        order = {role: rank for rank, role in enumerate(seen.organisation.roles)}
        smallest = min(parts, key=lambda part: (len(part), order[part[0]]))
        message = Text(
            "The matrix falls into {n} parts that share nothing; one of them is {roles}",
            {"n": len(parts), "roles": listed(seen.roster.names(smallest))},
        )
        yield Fault((ORGANISATION,), message, _ORGANISATION)


@rule("505", "lone-bridge", _INFO, aspects=Aspect.SHAPE).for_whole
def lone_bridge(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A role other than leadership whose removal separates departments that were connected."""
    departments = seen.organisation.departments
    order = {id_: rank for rank, id_ in enumerate(departments)}
    bridges = seen.graph.teamwork.bridges
    for role in seen.roster.ordered(bridges.keys() - seen.roster.flagged):
        sides = [sorted(side, key=order.__getitem__) for side in bridges[role]]
        smallest = min(sides, key=lambda side: (len(side), order[side[0]]))
        message = Text(
            "{role}: only this role joins {departments} with the others",
            {
                "role": seen.organisation.roles[role].name,
                "departments": listed(departments[id_].name for id_ in smallest),
            },
        )
        yield Fault((Subject("role", role),), message, ("roles", role))


@rule("506", "craft-missing-in-phase", _INFO, aspects=Aspect.LETTERS | Aspect.FEATURES).for_whole
def craft_missing_in_phase(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Marketing is staffed but owns nothing before the sale, or sales nothing during it.

    Silent about a phase that nobody owns a channel of: that is 405.
    """
    if not any(seen.tally.phases.values()):
        return
    told = uncovered(seen)
    for discipline, phase in _CRAFTS:
        loads = (seen.load(role) for role in seen.roster.of(discipline))
        missing = not any(load.owned_phases[phase] for load in loads)
        if missing and phase not in told and _staffed(discipline, seen):
            message = Text(
                "Nobody from {discipline} is accountable or responsible {phase}",
                {"discipline": DISCIPLINES[discipline], "phase": PHASES[phase]},
            )
            yield Fault((Subject("phase", phase.value),), message, _ORGANISATION)
