"""Lines of accountability: walks along ``reports_to`` to the nearest leader, and loops in them."""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

from raci.model.finding import Reach, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    Named = Mapping[str, tuple[str, ...]]

#: A line of accountability is told so far. Firms have ten levels at most; that of a hostile file
#: may pass through all of thousands of roles, and each channel would tell it.
LONGEST_LINE = 50

#: Of more roles nobody asks who is above whom: each takes a bit for each other one.
_MOST_ROLES = 20_000


class Lines:
    """The reporting lines of an organisation.

    Attributes:
        distance: Steps from a role to the nearest leader, 0 for leaders; roles out of
            leadership's reach are missing.
        reports_to: Whom each role reports to, in the order of the file.
    """

    def __init__(self, reports_to: Named, leaders: Iterable[str]) -> None:
        """Search from all leaders at once, against the reporting lines.

        Args:
            reports_to: Whom each role reports to, in the order of the file, which decides between
                equal ways.
            leaders: Where a line arrives.
        """
        self.reports_to = reports_to
        self._line: dict[str, tuple[str, ...]] = {}
        self._standings: dict[tuple[str, int], Standing] = {}
        self._below: dict[str, list[str]] = {}
        for role, above in reports_to.items():
            for other in above:
                self._below.setdefault(other, []).append(role)
        self.distance = _steps(leaders, self._below)

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
        for component in components(self.reports_to):
            others = {other for role in component for other in self.reports_to[role]}
            bits = 0
            for other in others:
                bits |= above.get(other, 0) | 1 << self._place[other]
            above |= dict.fromkeys(component, bits)
        return above

    def standing(self, role: str, limit: int) -> Standing:
        """Return how leadership stands to what a role answers for, within a limit of steps."""
        key = role, limit
        found = self._standings.get(key)
        if found is None:
            distance = self.distance.get(role)
            if distance is None:
                reach = Reach.OUT_OF_REACH
            else:
                reach = Reach.DELEGATED if distance else Reach.PERSONAL
            within = distance is not None and distance <= limit
            found = self._standings[key] = Standing(reach, distance, within, self.line(role))
        return found

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
        return frozenset(_steps(tops, self._below))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The strongly connected components in which roles report to themselves in the end."""
        return rings(self.reports_to)

    def same_loop(self, one: str, other: str) -> bool:
        """Tell whether both roles are in one loop."""
        return one in self._loop_of and self._loop_of[one] == self._loop_of.get(other)

    @cached_property
    def _loop_of(self) -> dict[str, int]:
        return {role: rank for rank, loop in enumerate(self.loops) for role in loop}

    def shortest_loop(self, loop: tuple[str, ...]) -> tuple[str, ...]:
        """Return one loop through the first role of a component, back to it."""
        return shortest_ring(loop, self.reports_to)


def _steps(starts: Iterable[str], onward: Mapping[str, list[str]]) -> dict[str, int]:
    """Return how many steps each node is away from the nearest start, breadth first."""
    steps = dict.fromkeys(starts, 0)
    queue = deque(steps)
    while queue:
        role = queue.popleft()
        for other in onward.get(role, ()):
            if other not in steps:
                steps[other] = steps[role] + 1
                queue.append(other)
    return steps


def components(onward: Named) -> list[Collection[str]]:
    """Return the strongly connected components, each behind those that it leads to.

    What leads into no loop is sorted by hand, and what has but one way on is walked; the graph
    library is loaded only where ways that may lead into loops fork.
    """
    waiting = {node: len(set(others)) for node, others in onward.items()}
    before: dict[str, list[str]] = {}
    for node, others in onward.items():
        for other in dict.fromkeys(others):
            before.setdefault(other, []).append(node)
    queue = deque(node for node, number in waiting.items() if not number)
    found: list[Collection[str]] = []
    while queue:
        node = queue.popleft()
        found.append((node,))
        del waiting[node]
        for other in before.get(node, ()):
            waiting[other] -= 1
            if not waiting[other]:
                queue.append(other)
    if waiting:
        ways = {
            node: [other for other in dict.fromkeys(onward[node]) if other in waiting]
            for node in waiting
        }
        if all(len(others) == 1 for others in ways.values()):
            return found + _walked({node: others[0] for node, others in ways.items()})
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph(ways)
        found += nx.strongly_connected_components(graph)
    return found


def _walked(onward: Mapping[str, str]) -> list[Collection[str]]:
    """Return the components of nodes with one way on each, each behind the one it leads to."""
    found: list[Collection[str]] = []
    seen: set[str] = set()
    for start in onward:
        way, node = [], start
        while node not in seen:
            seen.add(node)
            way.append(node)
            node = onward[node]
        if node in way:
            begin = way.index(node)
            found.append(way[begin:])
            del way[begin:]
        found += [(one,) for one in reversed(way)]
    return found


def rings(onward: Named) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components that hold a cycle, all in the order of the file."""
    found = [
        component
        for component in components(onward)
        if len(component) > 1 or next(iter(component)) in onward[next(iter(component))]
    ]
    place = {id_: rank for rank, id_ in enumerate(onward)}
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
