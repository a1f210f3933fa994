"""Mends of family 6 and of persons' names: holders, deputies, roles without a part."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from raci.check.mends.case import MOST, Fix
from raci.check.roster import person_keys
from raci.model.edit import DeleteItem, SetField
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.check.mends.case import Case
    from raci.model.organisation import Channel

#: How many of a role's channels are looked at for who could stand in for it.
_CHANNELS = 50


def with_ids(role: str, field: str, ids: Iterable[str]) -> SetField:
    """Return the edit that gives a role other ids (or names): none, one, or a list."""
    known = tuple(dict.fromkeys(ids))
    value = None if not known else known[0] if len(known) == 1 else list(known)
    return SetField(("roles", role, field), value)


def idle(case: Case) -> Iterator[Fix]:
    """604: the role goes."""
    title = Text("Delete the role {role}", {"role": case.role.name})
    yield Fix(title, DeleteItem("roles", case.role.id))


def vacant(case: Case) -> Iterator[Fix]:
    """606: who stands in for it, is above it, or works and answers with it, holds it too."""
    roles = case.organisation.roles
    near = (*case.role.deputies, *case.role.reports_to, *case.inside(_colleagues(case)))
    persons = dict.fromkeys(person for id_ in near for person in roles[id_].holders)
    for person in islice(persons, MOST):
        title = Text("{person} holds {role} too", {"person": person, "role": case.role.name})
        yield Fix(title, SetField(("roles", case.role.id, "holder"), person))


def no_deputy(case: Case) -> Iterator[Fix]:
    """607, 610: somebody who knows the work stands in, else one who reports to the role."""
    role, roles = case.role, case.organisation.roles
    below = (other.id for other in roles.values() if role.id in other.reports_to)
    known = dict.fromkeys((*_colleagues(case), *below, *role.reports_to))
    own = set(person_keys(role.holders))
    for other in islice((id_ for id_ in case.inside(known) if id_ != role.id), MOST):
        if own.isdisjoint(person_keys(roles[other].holders)):
            title = Text(
                "{other} stands in for {role}", {"role": role.name, "other": roles[other].name}
            )
            yield Fix(title, with_ids(role.id, "deputy", (other,)))


def _colleagues(case: Case) -> Iterator[str]:
    """Yield who does the work, and then who answers, where the role answers or works."""
    for part in (Part.RESPONSIBLE, Part.ACCOUNTABLE):
        for channel in islice(_channels_of(case), _CHANNELS):
            for role, cell in channel.raci.items():
                if part in case.organisation.scheme.parts(cell.letters):
                    yield role


def _channels_of(case: Case) -> Iterator[Channel]:
    role, parts = case.role.id, case.organisation.scheme.parts
    for channel in case.organisation.channels.values():
        cell = channel.raci.get(role)
        if cell and not {Part.ACCOUNTABLE, Part.RESPONSIBLE}.isdisjoint(parts(cell.letters)):
            yield channel


def deputy_loop(case: Case) -> Iterator[Fix]:
    """608: one of the steps round the ring goes."""
    ring = case.finding.ids("role")
    for role in ring:
        for deputy in case.organisation.roles[role].deputies:
            if deputy in ring:
                yield _no_longer(case, role, deputy)


def same_person(case: Case) -> Iterator[Fix]:
    """609: the deputy role that the same person holds goes."""
    own = set(person_keys(case.role.holders))
    for deputy in case.role.deputies:
        if not own.isdisjoint(person_keys(case.organisation.roles[deputy].holders)):
            yield _no_longer(case, case.role.id, deputy)


def _no_longer(case: Case, role: str, deputy: str) -> Fix:
    left = [id_ for id_ in case.organisation.roles[role].deputies if id_ != deputy]
    values = {"role": case.name(role), "other": case.name(deputy)}
    title = Text("{other} no longer stands in for {role}", values)
    return Fix(title, with_ids(role, "deputy", left))
