"""Which roles meet on channels: islands that share nothing, and bridges that all depends on.

A channel joins all roles with a letter on it, and taking away one of them leaves the others joined.
A ring through its roles does the same with one edge a letter, so the graph that is searched holds
roles and departments only: a few hundred nodes where there are thousands of channels.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx


class _Department(NamedTuple):
    """A department's node; roles stand in the graph by their ids."""

    id: str


Node = str | _Department
_PAIR = 2

#: Of no more roles each is taken away in turn, to see whether any is needed at all: that takes a
#: millisecond, loading the graph library a tenth of a second.
_FEW = 100


class _Block:
    """A biconnected component: its departments, and whether it is one that hangs on one role."""

    def __init__(self, departments: frozenset[_Department], *, lone: bool) -> None:
        self.departments = departments
        self.lone = lone


class Teamwork:
    """Roles joined by channels."""

    def __init__(
        self, rows: Iterable[tuple[str, ...]], departments: Mapping[str, str | None]
    ) -> None:
        """Join the roles that meet.

        Args:
            rows: The roles with a letter on each channel.
            departments: Each role's.
        """
        self._departments = departments
        self._neighbours: dict[Node, set[Node]] = {}
        neighbours = self._neighbours
        for roles in rows:
            for role in roles:
                if role not in neighbours:
                    neighbours[role] = set()
            for one, other in zip(roles, (*roles[1:], *roles[:1]), strict=True):
                if one != other:
                    neighbours[one].add(other)
                    neighbours[other].add(one)

    @cached_property
    def islands(self) -> tuple[frozenset[str], ...]:
        """The sets of roles that are joined by channels, directly or not."""
        found = []
        unseen = set(self._neighbours)
        while unseen:
            island = {unseen.pop()}
            queue = list(island)
            while queue:
                fresh = self._neighbours[queue.pop()] & unseen
                unseen -= fresh
                island |= fresh
                queue.extend(fresh)
            found.append(frozenset(map(str, island)))
        return tuple(found)

    @cached_property
    def bridges(self) -> dict[str, tuple[frozenset[str], ...]]:
        """Roles whose removal separates departments, with the departments on each side.

        Only roles with letters join their department. A department that has no other such role
        than the one removed is gone with it, not separated.
        """
        departments = {self._departments.get(str(role)) for role in self._neighbours} - {None}
        if len(departments) < _PAIR or not self._some_role_joins():
            return {}
        import networkx as nx

        graph = self._sparse()
        cuts = set(nx.articulation_points(graph))
        roles = [cut for cut in cuts if not isinstance(cut, _Department)]
        tree = _block_cut_tree(graph, cuts) if roles else nx.Graph()
        sides = {role: _sides(tree, role) for role in roles}
        return {role: parts for role, parts in sides.items() if len(parts) > 1}

    def _joined(self) -> dict[Node, set[Node]]:
        """Return who meets whom, the departments joined to their roles."""
        neighbours = {role: set(near) for role, near in self._neighbours.items()}
        for role in self._neighbours:
            house = self._departments.get(str(role))
            if house:
                neighbours[role].add(_Department(house))
                neighbours.setdefault(_Department(house), set()).add(role)
        return neighbours

    def _some_role_joins(self) -> bool:
        """Tell whether some role may be a bridge: its neighbours don't all meet without it.

        Of many roles this is not tried out.
        """
        if len(self._neighbours) > _FEW:
            return True
        joined = self._joined()
        # A department with one role alone is gone with it.
        alone = {
            node for node, near in joined.items() if not isinstance(node, str) and len(near) < _PAIR
        }
        return any(
            not _meet(joined[role] - alone - {role}, role, joined) for role in self._neighbours
        )

    def _sparse(self) -> nx.Graph[Node]:
        """Return few of the edges, departments joined, that separate just where all of them do.

        A breadth-first forest and a second forest of what it leaves: at most two edges a node, and
        the same parts whichever node is taken away (Eppstein, Galil, Italiano, Nissenzweig,
        "Sparsification", 1997). The search takes a third of the time that all edges would.
        """
        import networkx as nx

        neighbours = self._joined()
        sparse: nx.Graph[Node] = nx.Graph()
        sparse.add_nodes_from(neighbours)
        for _ in range(2):
            forest = list(_breadth_first(neighbours))
            sparse.add_edges_from(forest)
            for one, other in forest:
                neighbours[one].discard(other)
                neighbours[other].discard(one)
        return sparse


def _meet(nodes: set[Node], without: Node, neighbours: Mapping[Node, set[Node]]) -> bool:
    """Tell whether nodes are joined, directly or not, where one node is taken away."""
    waiting = set(nodes)
    queue = [waiting.pop()] if waiting else []
    seen = {without, *queue}
    while queue and waiting:
        fresh = neighbours[queue.pop()] - seen
        seen |= fresh
        waiting -= fresh
        queue.extend(fresh)
    return not waiting


def _breadth_first(neighbours: Mapping[Node, set[Node]]) -> Iterator[tuple[Node, Node]]:
    """Yield the edges of a breadth-first forest."""
    unseen = set(neighbours)
    while unseen:
        queue = deque([unseen.pop()])
        while queue:
            node = queue.popleft()
            fresh = neighbours[node] & unseen
            unseen -= fresh
            queue.extend(fresh)
            yield from ((node, other) for other in fresh)


def _block_cut_tree(graph: nx.Graph[Node], cuts: set[Node]) -> nx.Graph[Node | _Block]:
    """Return blocks (what stays together whatever one takes away) joined by the cut nodes."""
    import networkx as nx

    tree: nx.Graph[Node | _Block] = nx.Graph()
    # The stubs take each component for a list of sets; it is a set of nodes.
    blocks = cast("Iterator[set[Node]]", nx.biconnected_components(graph))
    for nodes in blocks:
        departments = frozenset(node for node in nodes if isinstance(node, _Department))
        lone = len(nodes) == _PAIR and bool(departments - cuts)
        block = _Block(departments, lone=lone)
        tree.add_edges_from((block, node) for node in nodes if node in cuts)
    return tree


def _sides(tree: nx.Graph[Node | _Block], cut: Node) -> tuple[frozenset[str], ...]:
    """Return the departments on each side of a cut node, sides without any left out."""
    sides = []
    for block in tree[cut]:
        if isinstance(block, _Block) and not block.lone:
            departments = {dept.id for dept in _beyond(tree, cut, block)}
            if departments:
                sides.append(frozenset(departments))
    return tuple(sides)


def _beyond(tree: nx.Graph[Node | _Block], cut: Node, block: _Block) -> set[_Department]:
    found: set[_Department] = set()
    seen: set[Node | _Block] = {cut, block}
    queue: list[Node | _Block] = [block]
    while queue:
        node = queue.pop()
        if isinstance(node, _Block):
            found |= node.departments
        queue.extend(other for other in tree[node] if other not in seen)
        seen.update(tree[node])
    return found
