"""Lines of accountability: walks along ``reports_to`` to the nearest leader, and loops in them."""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

import networkx as nx

from raci.check.wording import LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Mapping


#: Of more roles nobody asks who is above whom: each takes a bit for each other one.
_MOST_ROLES = 20_000


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
        self._line: dict[str, tuple[str, ...]] = {}
        downward = reporting.reverse(copy=False)
        layers = enumerate(nx.bfs_layers(downward, leaders))
        self.distance = {role: steps for steps, layer in layers for role in layer}

    def reports(self, role: str, other: str) -> bool:
        """Tell whether a role reports to another one, directly or not."""
        return bool(self._above.get(role, 0) >> self._place[other] & 1)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {role: rank for rank, role in enumerate(self.reports_to)}

    @cached_property
    def _above(self) -> dict[str, int]:
        """Whom each role reports to, directly or not: a bit for each role, by its place.

        Components come from the top down, so that those above are known already.
        """
        above: dict[str, int] = {}
        if len(self.reports_to) > _MOST_ROLES:
            return above
        for component in nx.strongly_connected_components(self._reporting):
            others = {other for role in component for other in self.reports_to[role]}
            bits = 0
            for other in others:
                bits |= above.get(other, 0) | 1 << self._place[other]
            above |= dict.fromkeys(component, bits)
        return above

    def line(self, role: str) -> tuple[str, ...]:
        """Return the way up from a role to the nearest leader.

        Without one, as far as it goes; never more than the first ``LONGEST_LINE`` roles.
        """
        if role not in self._line:
            self._line[role] = self._walk(role)
        return self._line[role]

    def _walk(self, role: str) -> tuple[str, ...]:
        way = [role]
        while self.distance.get(way[-1]) != 0 and len(way) < LONGEST_LINE:
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
        return role not in self._below_tops

    @cached_property
    def _below_tops(self) -> frozenset[str]:
        """Roles from which some line ends at one that reports to nobody, that one included."""
        tops = [role for role, above in self.reports_to.items() if not above]
        layers = nx.bfs_layers(self._reporting.reverse(copy=False), tops)
        return frozenset(role for layer in layers for role in layer)

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The strongly connected components in which roles report to themselves in the end."""
        return rings(self._reporting, self.reports_to)

    def same_loop(self, one: str, other: str) -> bool:
        """Tell whether both roles are in one loop."""
        return one in self._loop_of and self._loop_of[one] == self._loop_of.get(other)

    @cached_property
    def _loop_of(self) -> dict[str, int]:
        return {role: rank for rank, loop in enumerate(self.loops) for role in loop}

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
