"""Family 6, cover: who stands in?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from raci.check.matrix.counts import exceeds_share
from raci.check.matrix.role_index import person_keys
from raci.check.rule.case import MOST, Fix, colleagues, with_ids
from raci.check.rule.fault import Fault, listed, on_role
from raci.check.rule.rule import rule
from raci.model.finding import Severity, Subject
from raci.model.rule import Limit
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.rule.case import Case
    from raci.model.organisation import Role
    from raci.model.rule import Limits

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _at_deputy(role: str) -> tuple[str, str, str]:
    return ("roles", role, "deputy")


@rule("RACI607", "no-deputy", _WARNING).roles
def no_deputy(role: Role, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Accountable for a critical channel, no deputy."""
    critical = matrix.load(role.id).critical
    if critical and not role.deputies:
        names = listed(channel.name for channel in matrix.ordered(critical))
        message = Text(
            "{role}: no deputy, but accountable for critical channels ({channels})",
            {"role": role.name, "channels": names},
        )
        yield Fault((Subject("role", role.id),), message, _at_deputy(role.id))


@rule("RACI608", "deputy-loop", _ERROR).whole
def deputy_loop(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A role is its own deputy, or deputies form a ring of three or more."""
    for component, ring in matrix.deputies.rings:
        message = Text(
            "Deputies stand in for each other in a ring: {ring}",
            {"ring": " → ".join(matrix.roles.names(ring))},
        )
        if len(set(ring)) == 1:
            name = matrix.organisation.roles[ring[0]].name
            message = Text("{role}: its own deputy", {"role": name})
        subjects = tuple(Subject("role", role) for role in component)
        yield Fault(subjects, message, _at_deputy(ring[0]))


@deputy_loop.fixes
def fix_deputy_loop(case: Case) -> Iterator[Fix]:
    """One of the steps round the ring goes."""
    ring = case.finding.ids("role")
    for role in ring:
        for deputy in case.organisation.roles[role].deputies:
            if deputy in ring:
                yield _no_longer(case, role, deputy)


@rule("RACI609", "same-person-deputy", _WARNING, unless=("deputy-loop",)).roles
def same_person_deputy(role: Role, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Some person holds both the role and a deputy of it; silent where deputies form a loop."""
    if not role.deputies:
        return
    holders = set(person_keys(role.holders))
    for deputy in role.deputies:
        other = matrix.organisation.roles[deputy]
        both = [key for key in person_keys(other.holders) if key in holders]
        if both:
            message = Text(
                "{role}: {person} is also its deputy ({deputy})",
                {
                    "role": role.name,
                    "person": matrix.roles.spelling[both[0]],
                    "deputy": other.name,
                },
            )
            yield Fault((Subject("role", role.id),), message, _at_deputy(role.id))
            return


@same_person_deputy.fixes
def fix_same_person_deputy(case: Case) -> Iterator[Fix]:
    """The deputy role that the same person holds goes."""
    own = set(person_keys(case.role.holders))
    for deputy in case.role.deputies:
        if not own.isdisjoint(person_keys(case.organisation.roles[deputy].holders)):
            yield _no_longer(case, case.role.id, deputy)


@rule(
    "RACI610",
    "sole-responsible",
    _WARNING,
    Limit("channels", 5),
    Limit("share", 0.25, highest=1),
    unless=("overloaded-responsible",),
).roles
def sole_responsible(role: Role, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """The only responsible role on so many channels, and no deputy, where deputies are named."""
    if role.deputies or not matrix.roles.deputies_named:
        return
    alone, worked = matrix.load(role.id).sole, matrix.counts.worked
    if alone >= max(1, limits["channels"]) and exceeds_share(alone, worked, limits["share"]):
        message = Text(
            "{role}: alone responsible in {n} row, and no deputy",
            {"role": role.name, "n": alone},
            plural="{role}: alone responsible in {n} rows, and no deputy",
        )
        yield on_role(role.id, message)


@no_deputy.fixes
@sole_responsible.fixes
def fix_sole_responsible(case: Case) -> Iterator[Fix]:
    """Somebody who knows the work stands in, else one who reports to the role."""
    role, roles = case.role, case.organisation.roles
    below = (other.id for other in roles.values() if role.id in other.reports_to)
    known = dict.fromkeys((*colleagues(case), *below, *role.reports_to))
    own = set(person_keys(role.holders))
    fit = (id_ for id_ in case.inside(known) if id_ != role.id and not _closes_ring(case, id_))
    for other in islice(fit, MOST):
        if own.isdisjoint(person_keys(roles[other].holders)):
            title = Text(
                "{other} stands in for {role}", {"role": role.name, "other": roles[other].name}
            )
            yield Fix(title, with_ids(role, "deputy", (other,)))


def _closes_ring(case: Case, deputy: str) -> bool:
    """Tell whether a ring of three or more would arise if a role stood in for the case's (608)."""
    deputies = {role.id: role.deputies for role in case.organisation.roles.values()}
    queue = [other for other in deputies[deputy] if other != case.role.id]
    seen = set(queue)
    while queue:
        for other in deputies[queue.pop()]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return case.role.id in seen


@rule("RACI611", "cover-impossible", _INFO).whole
def cover_impossible(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The accountable roles that have deputies cannot all be stood in for at once."""
    roles = matrix.organisation.roles
    accountable = [r.id for r in roles.values() if r.deputies and matrix.load(r.id).accountable]
    left_out = matrix.deputies.uncovered(accountable, roles)
    if left_out:
        message = Text(
            "{roles}: cannot be stood in for while the others are, its deputies are too few",
            {"roles": listed(matrix.roles.names(left_out)), "n": len(left_out)},
            plural="{roles}: not all can be stood in for at once, their deputies are too few",
        )
        subjects = tuple(Subject("role", role) for role in left_out)
        yield Fault(subjects, message, _at_deputy(left_out[0]))


def _no_longer(case: Case, role: str, deputy: str) -> Fix:
    left = [id_ for id_ in case.organisation.roles[role].deputies if id_ != deputy]
    values = {"role": case.name(role), "other": case.name(deputy)}
    title = Text("{other} no longer stands in for {role}", values)
    return Fix(title, with_ids(case.organisation.roles[role], "deputy", left))
