"""Which roles meet on channels: islands that share nothing, and bridges that all depends on.

A channel joins all roles with a letter on it, and taking away one of them leaves the others joined.
A ring through its roles does the same with one edge a letter, so the graph that is searched holds
roles and departments only: a few hundred nodes where there are thousands of channels.
"""

from __future__ import annotations

from collections import defaultdict, deque
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import networkx as nx


class _Department(NamedTuple):
    """A department's node; roles stand in the graph by their ids."""

    id: str


Node = str | _Department
_PAIR = 2


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
        neighbours: dict[Node, set[Node]] = defaultdict(set)
        for roles in rows:
            before = roles[-1] if len(roles) > 1 else None
            for role in roles:
                near = neighbours[role]
                if before is not None:
                    near.add(before)
                    neighbours[before].add(role)
                before = role
        self._neighbours = dict(neighbours)

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
        if len(departments) < _PAIR:
            return {}
        sparse = self._sparse()
        if not _some_role_joins(sparse):
            return {}
        import networkx as nx

        graph: nx.Graph[Node] = nx.Graph(sparse)
        cuts = set(nx.articulation_points(graph))
        tree = _block_cut_tree(graph, cuts)
        sides = {cut: _sides(tree, cut) for cut in cuts if isinstance(cut, str)}
        return {role: parts for role, parts in sides.items() if len(parts) > 1}

    def _sparse(self) -> dict[Node, set[Node]]:
        """Return few of the edges, departments joined, that separate just where all of them do.

        A breadth-first forest and a second forest of what it leaves: at most two edges a node, and
        the same parts whichever node is taken away (Eppstein, Galil, Italiano, Nissenzweig,
        "Sparsification", 1997). The search takes a third of the time that all edges would.
        """
        neighbours = {role: set(near) for role, near in self._neighbours.items()}
        for role in self._neighbours:
            house = self._departments.get(str(role))
            if house:
                neighbours[role].add(_Department(house))
                neighbours.setdefault(_Department(house), set()).add(role)
        sparse: dict[Node, set[Node]] = {node: set() for node in neighbours}
        for _ in range(2):
            for one, other in list(_breadth_first(neighbours)):
                for start, end in ((one, other), (other, one)):
                    sparse[start].add(end)
                    neighbours[start].discard(end)
        return sparse


def _some_role_joins(neighbours: Mapping[Node, set[Node]]) -> bool:
    """Tell whether some role alone joins others; a department of its own is gone with it."""
    own = {
        node
        for node, near in neighbours.items()
        if isinstance(node, _Department) and len(near) < _PAIR
    }
    others = {node: near - own for node, near in neighbours.items() if node not in own}
    return any(isinstance(cut, str) for cut in _cut_nodes(others))


def _cut_nodes(neighbours: Mapping[Node, Collection[Node]]) -> set[Node]:
    """Return the nodes of which one alone, taken away, leaves others apart that were joined.

    A node is one where some part of the search below it leads nowhere above it (Hopcroft, Tarjan,
    1973). The graph library, which does the same, takes longer to load than a small check takes.
    """
    found: set[Node] = set()
    place: dict[Node, int] = {}
    highest: dict[Node, int] = {}
    for root in neighbours:
        if root in place:
            continue
        parts = 0
        place[root] = highest[root] = len(place)
        way = [(root, root, iter(neighbours[root]))]
        while way:
            node, above, onward = way[-1]
            fresh = next(
                (other for other in onward if _is_new(other, node, above, place, highest)), None
            )
            if fresh is not None:
                place[fresh] = highest[fresh] = len(place)
                way.append((fresh, node, iter(neighbours[fresh])))
                continue
            way.pop()
            highest[above] = min(highest[above], highest[node])
            if above == root:
                parts += node != root
            elif highest[node] >= place[above]:
                found.add(above)
        if parts > 1:
            found.add(root)
    return found


def _is_new(
    other: Node, node: Node, above: Node, place: Mapping[Node, int], highest: dict[Node, int]
) -> bool:
    """Tell whether a neighbour was not met yet; from one that was, note how far up it leads."""
    if other not in place:
        return True
    if other != above:
        highest[node] = min(highest[node], place[other])
    return False


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
