"""Family 6, cover: who stands in?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.roster import person_keys
from raci.check.rule import Aspect, Fault, rule
from raci.check.wording import listed
from raci.model.finding import Severity, Subject
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix import Matrix
    from raci.check.rule import Limits
    from raci.model.organisation import Role

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _at_deputy(role: str) -> tuple[str, str, str]:
    return ("roles", role, "deputy")


@rule("607", "no-deputy", _WARNING).for_role
def no_deputy(role: Role, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Accountable for a critical channel, no deputy."""
    critical = seen.load(role.id).critical
    if critical and not role.deputies:
        names = listed(channel.name for channel in seen.ordered(critical))
        message = Text(
            "{role}: no deputy, but accountable for critical channels ({channels})",
            {"role": role.name, "channels": names},
        )
        yield Fault((Subject("role", role.id),), message, _at_deputy(role.id))


@rule("608", "deputy-loop", _ERROR).for_whole
def deputy_loop(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A role is its own deputy, or deputies form a ring of three or more."""
    for component, ring in seen.graph.deputies.rings:
        message = Text(
            "Deputies stand in for each other in a ring: {ring}",
            {"ring": " → ".join(seen.roster.names(ring))},
        )
        if len(set(ring)) == 1:
            name = seen.organisation.roles[ring[0]].name
            message = Text("{role}: its own deputy", {"role": name})
        subjects = tuple(Subject("role", role) for role in component)
        yield Fault(subjects, message, _at_deputy(ring[0]))


@rule("609", "same-person-deputy", _WARNING).for_role
def same_person_deputy(role: Role, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Some person holds both the role and a deputy of it; silent where deputies form a loop."""
    if not role.deputies or role.id in seen.graph.deputies.in_rings:
        return
    holders = set(person_keys(role.holders))
    for deputy in role.deputies:
        other = seen.organisation.roles[deputy]
        both = [key for key in person_keys(other.holders) if key in holders]
        if both:
            message = Text(
                "{role}: {person} is also its deputy ({deputy})",
                {
                    "role": role.name,
                    "person": seen.roster.spelling[both[0]],
                    "deputy": other.name,
                },
            )
            yield Fault((Subject("role", role.id),), message, _at_deputy(role.id))
            return


@rule("611", "cover-impossible", _INFO, aspects=Aspect.LETTERS).for_whole
def cover_impossible(seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """The accountable roles that have deputies cannot all be stood in for at once."""
    roles = seen.organisation.roles
    accountable = [r.id for r in roles.values() if r.deputies and seen.load(r.id).accountable]
    left_out = seen.graph.deputies.uncovered(accountable, roles)
    if left_out:
        message = Text(
            "{roles}: not all can be stood in for at once, their deputies are too few",
            {"roles": listed(seen.roster.names(left_out))},
        )
        subjects = tuple(Subject("role", role) for role in left_out)
        yield Fault(subjects, message, _at_deputy(left_out[0]))
