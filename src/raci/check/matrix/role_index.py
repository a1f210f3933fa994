"""Who is who: what the rules ask about roles, read once from an organisation."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from raci.model.organisation import Discipline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.model.organisation import Organisation

_WATCHING = frozenset(
    {
        Discipline.COMMUNICATION,
        Discipline.MARKETING,
        Discipline.SERVICE,
        Discipline.MANAGEMENT,
    }
)


_STEERING = _WATCHING | {Discipline.SALES}


class RoleIndex:
    """The roles of an organisation, sorted by what rules ask about them.

    Attributes:
        discipline: Each role's, its department's where it has none of its own.
        leaders: Roles that make a channel a matter for the boss: flagged, inside, not IT.
        flagged: Roles with the leadership flag.
        it: Roles of IT, in-house or hired.
        external: Agencies, freelancers, vendors.
    """

    def __init__(self, organisation: Organisation) -> None:
        """Sort the roles."""
        self._roles = organisation.roles
        self._of: dict[Discipline, frozenset[str]] = {}
        roles = organisation.roles.values()
        self.discipline = {role.id: organisation.discipline(role) for role in roles}
        self.flagged = frozenset(role.id for role in roles if role.leadership)
        self.external = frozenset(role.id for role in roles if role.external)
        self.it = frozenset(self.of(Discipline.IT))
        self.leaders = frozenset(role.id for role in roles if organisation.is_leader(role))

    def of(self, discipline: Discipline) -> tuple[str, ...]:
        """Return the roles of a discipline, in the order of the file."""
        return tuple(role for role, craft in self.discipline.items() if craft is discipline)

    def all_of(self, discipline: Discipline) -> frozenset[str]:
        """Return the roles of a discipline, as a set."""
        found = self._of.get(discipline)
        if found is None:
            found = self._of[discipline] = frozenset(self.of(discipline))
        return found

    @cached_property
    def aside(self) -> frozenset[str]:
        """Roles of IT and outsiders, whose faults are family 3's."""
        return self.it | self.external

    @cached_property
    def has_disciplines(self) -> bool:
        """Whether some role has a discipline; ``other`` is none."""
        return any(craft is not Discipline.OTHER for craft in self.discipline.values())

    @cached_property
    def plain(self) -> bool:
        """Whether the roles say nothing of discipline, reporting or leadership."""
        reporting = any(role.reports_to for role in self._roles.values())
        return not (self.has_disciplines or self.flagged or reporting)

    @cached_property
    def watchers(self) -> frozenset[str]:
        """Roles that may watch what others say of the firm: see rule 407."""
        crafts = self.discipline.items()
        return self.flagged | {role for role, craft in crafts if craft in _WATCHING}

    @cached_property
    def superiors(self) -> frozenset[str]:
        """Roles that another one reports to."""
        roles = self._roles.values()
        return frozenset(above for role in roles for above in role.reports_to if above != role.id)

    @cached_property
    def captains(self) -> frozenset[str]:
        """Roles that may answer for a channel of the firm's own: see rule 209."""
        crafts = self.discipline.items()
        steering = {role for role, craft in crafts if craft in _STEERING}
        return self.leaders | self.superiors | steering

    @cached_property
    def holders_named(self) -> bool:
        """Whether at least half of the internal roles name who holds them."""
        internal = [role for role in self._roles.values() if not role.external]
        return 2 * sum(bool(role.holders) for role in internal) >= len(internal)

    @cached_property
    def deputies_named(self) -> bool:
        """Whether some internal role names a deputy."""
        return any(role.deputies for role in self._roles.values() if not role.external)

    @cached_property
    def persons(self) -> dict[str, list[str]]:
        """The roles that each person holds, by the person's key."""
        found: dict[str, list[str]] = {}
        for role in self._roles.values():
            for key in person_keys(role.holders):
                found.setdefault(key, []).append(role.id)
        return found

    @cached_property
    def spelling(self) -> dict[str, str]:
        """Each person's name as the file first writes it, by the person's key."""
        names = [name for role in self._roles.values() for name in role.holders]
        return {person_key(name): name for name in reversed(names)}

    @cached_property
    def leading_persons(self) -> frozenset[str]:
        """Keys of the persons who hold a leader's role."""
        return frozenset(key for key, held in self.persons.items() if self.leaders & set(held))

    @cached_property
    def relied_on(self) -> frozenset[str]:
        """Roles that another one reports to or has as deputy."""
        relying = ((role.id, role.reports_to + role.deputies) for role in self._roles.values())
        return frozenset(other for role, others in relying for other in others if other != role)

    def names(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return the roles' names."""
        return tuple(self._roles[role].name for role in roles)

    def ordered(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return the roles in the order of the file."""
        return tuple(sorted(roles, key=self._position.__getitem__))

    @cached_property
    def _position(self) -> dict[str, int]:
        return {role: rank for rank, role in enumerate(self._roles)}


def person_key(name: str) -> str:
    """Return what is equal for two spellings of one person: NFC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def person_keys(names: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of several persons, each once."""
    return tuple(dict.fromkeys(person_key(name) for name in names))
