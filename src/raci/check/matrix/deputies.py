"""Who stands in for whom: rings of deputies, and whether all can be stood in for at once."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from raci.check.matrix.lines import rings, shortest_ring
from raci.check.matrix.role_index import person_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from raci.model.organisation import Role

#: In a component of more roles the first ring is shown that is found, not the first in the file:
#: that one is looked for along each edge.
_MANY = 200

#: A role that is to be stood in for (``role``), or who could: a person or a deputy role.
Node = tuple[str, str]


class Deputies:
    """The deputies of an organisation."""

    def __init__(self, deputies: Mapping[str, tuple[str, ...]]) -> None:
        """Take over who stands in for each role, in the order of the file."""
        self._deputies = deputies

    @cached_property
    def rings(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """Components in which a role is its own deputy or a ring has three roles or more.

        With each component one such ring; its first role stands at both ends.
        """
        components = rings(self._deputies)
        found = ((component, self._ring(component)) for component in components)
        return tuple((component, ring) for component, ring in found if ring)

    def _ring(self, component: tuple[str, ...]) -> tuple[str, ...]:
        """Return a ring other than a pair standing in for each other; empty if there is none."""
        for role in component:
            if role in self._deputies[role]:
                return (role, role)
        if len(component) > _MANY:
            return self._some_ring(component)
        for role in component:
            for deputy in self._deputies[role]:
                ring = self._ring_through(role, deputy, component)
                if ring:
                    return ring
        return ()

    def _ring_through(self, role: str, deputy: str, component: tuple[str, ...]) -> tuple[str, ...]:
        """Return the shortest ring along one edge that is longer than there and back."""
        if deputy not in component:
            return ()
        onward = {
            other: tuple(
                after
                for after in self._deputies[other]
                if (other, after) != (deputy, role) and (other != role or after == deputy)
            )
            for other in component
        }
        return shortest_ring((role, *component), onward)

    def _some_ring(self, component: tuple[str, ...]) -> tuple[str, ...]:
        """Return a ring of three or more: along an edge that goes one way, else of pairs."""
        inside = frozenset(component)
        edges = {
            (role, deputy): None
            for role in component
            for deputy in self._deputies[role]
            if deputy in inside
        }
        for role, deputy in edges:
            if (deputy, role) not in edges:
                return self._ring_through(role, deputy, component)
        import networkx as nx

        try:
            ring = nx.find_cycle(nx.Graph(edges.keys()))
        except nx.NetworkXNoCycle:
            return ()
        return (ring[0][0], *(deputy for _, deputy in ring))

    def uncovered(self, roles: Iterable[str], known: Mapping[str, Role]) -> tuple[str, ...]:
        """Return the roles that some largest matching of roles to stand-ins leaves out.

        A role is matched to a holder of one of its deputies, to the deputy role itself where that
        names none, and never to itself.

        Args:
            roles: Who is to be stood in for at once, in the order of the file.
            known: All roles by id.
        """
        choices = {role: _stand_ins(role, self._deputies[role], known) for role in roles}
        if _each_has_its_own(choices):
            return ()
        return _left_out(choices)


def _stand_ins(role: str, deputies: Iterable[str], known: Mapping[str, Role]) -> tuple[Node, ...]:
    """Return who could stand in for a role: persons, or deputy roles that name none."""
    found: list[Node] = []
    for deputy in deputies:
        keys = person_keys(known[deputy].holders)
        if deputy != role:
            found += [("person", key) for key in keys] if keys else [("deputy", deputy)]
    return tuple(dict.fromkeys(found))


def _each_has_its_own(choices: Mapping[str, tuple[Node, ...]]) -> bool:
    """Tell whether each finds somebody free by asking one after another, as in most firms."""
    taken: set[Node] = set()
    for stand_ins in choices.values():
        free = next((node for node in stand_ins if node not in taken), None)
        if free is None:
            return False
        taken.add(free)
    return True


def _left_out(choices: Mapping[str, tuple[Node, ...]]) -> tuple[str, ...]:
    """Return the roles that some largest matching leaves out, in the order given."""
    import networkx as nx
    from networkx.algorithms import bipartite

    wanted: list[Node] = [("role", role) for role in choices]
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(wanted)
    for node in wanted:
        graph.add_edges_from((node, other) for other in choices[node[1]])
    with _depth_for(len(wanted)):
        matching = bipartite.hopcroft_karp_matching(graph, wanted)
    left = _alternating(graph, matching, [node for node in wanted if node not in matching])
    return tuple(node[1] for node in wanted if node in left)


@contextmanager
def _depth_for(roles: int) -> Iterator[None]:
    """Let networkx call itself once for each role of an augmenting path, however long."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before + 2 * roles)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _alternating(
    graph: nx.Graph[Node], matching: Mapping[Node, Node], unmatched: list[Node]
) -> set[Node]:
    """Return the roles at even distance from an unmatched one along alternating paths.

    Swapping the edges of such a path leaves out its other end: exactly these roles are missing
    from some largest matching (Dulmage and Mendelsohn, 1958).
    """
    found, queue = set(unmatched), list(unmatched)
    while queue:
        for stand_in in graph[queue.pop()]:
            role = matching[stand_in]
            if role not in found:
                found.add(role)
                queue.append(role)
    return found
