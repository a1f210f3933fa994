"""Lines of accountability: walks along ``reports_to`` to the nearest leader, and loops in them."""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping


class Lines:
    """The reporting lines of an organisation.

    Attributes:
        distance: Steps from a role to the nearest leader, 0 for leaders; roles out of
            leadership's reach are missing.
        reports_to: Whom each role reports to, in the order of the file.
    """

    def __init__(
        self,
        reporting: nx.DiGraph[str],
        reports_to: Mapping[str, tuple[str, ...]],
        leaders: tuple[str, ...],
    ) -> None:
        """Search from all leaders at once, against the reporting lines.

        Args:
            reporting: Edges from a role to those it reports to.
            reports_to: The same in the order of the file, which decides between equal ways.
            leaders: Where a line arrives.
        """
        self._reporting = reporting
        self.reports_to = reports_to
        self._above: dict[str, set[str]] = {}
        self._line: dict[str, tuple[str, ...]] = {}
        downward = reporting.reverse(copy=False)
        layers = enumerate(nx.bfs_layers(downward, leaders))
        self.distance = {role: steps for steps, layer in layers for role in layer}

    def above(self, role: str) -> set[str]:
        """Return the roles that this one reports to, directly or not."""
        if role not in self._above:
            self._above[role] = nx.descendants(self._reporting, role)
        return self._above[role]

    def line(self, role: str) -> tuple[str, ...]:
        """Return the way up from a role to the nearest leader; without one, as far as it goes."""
        if role not in self._line:
            self._line[role] = self._walk(role)
        return self._line[role]

    def _walk(self, role: str) -> tuple[str, ...]:
        way = [role]
        while self.distance.get(way[-1]) != 0:
            onward = self._next(way[-1])
            if onward is None or onward in way:
                break
            way.append(onward)
        return tuple(way)

    def _next(self, role: str) -> str | None:
        above = self.reports_to[role]
        if role not in self.distance:
            return above[0] if above else None
        nearer = self.distance[role] - 1
        return next(other for other in above if self.distance.get(other) == nearer)

    def ends_in_loop(self, role: str) -> bool:
        """Tell whether each line up from a role runs in circles and none ends at a top."""
        return all(self.reports_to[other] for other in (role, *self.above(role)))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The strongly connected components in which roles report to themselves in the end."""
        return rings(self._reporting, self.reports_to)

    def same_loop(self, one: str, other: str) -> bool:
        """Tell whether both roles are in one loop."""
        return any(one in loop and other in loop for loop in self.loops)

    def shortest_loop(self, loop: tuple[str, ...]) -> tuple[str, ...]:
        """Return one loop through the first role of a component, back to it."""
        return shortest_ring(loop, self.reports_to)


def rings(graph: nx.DiGraph[str], order: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components that hold a cycle, all in the order of ``order``."""
    found = [
        component
        for component in nx.strongly_connected_components(graph)
        if len(component) > 1 or graph.has_edge(*(2 * tuple(component)))
    ]
    place = {id_: rank for rank, id_ in enumerate(order)}
    ordered = (tuple(sorted(component, key=place.__getitem__)) for component in found)
    return tuple(sorted(ordered, key=lambda component: place[component[0]]))


def shortest_ring(
    component: tuple[str, ...], onward: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the shortest cycle through the first of a component, which stands at both ends.

    Breadth first in the order of the file, so that the same file always shows the same cycle;
    empty where there is none.
    """
    start, inside = component[0], frozenset(component)
    came: dict[str, str] = {}
    queue = deque([start])
    while queue:
        role = queue.popleft()
        for other in onward[role]:
            if other == start:
                return _back(role, start, came)
            if other in inside and other not in came:
                came[other] = role
                queue.append(other)
    return ()


def _back(role: str, start: str, came: Mapping[str, str]) -> tuple[str, ...]:
    way = [start, role]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))
