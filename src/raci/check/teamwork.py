"""Which roles meet on channels: islands that share nothing, and bridges that all depends on.

A channel joins all roles with a letter on it, and taking away one of them leaves the others joined.
A ring through its roles does the same with one edge a letter, so the graph that is searched holds
roles and departments only: a few hundred nodes where there are thousands of channels.
"""

from __future__ import annotations

from collections import Counter, deque
from functools import cached_property
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping


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
    """Roles joined by channels, kept up to date row by row."""

    def __init__(
        self,
        channels: Iterable[str],
        roles_of: Callable[[str], tuple[str, ...]],
        departments: Mapping[str, str | None],
    ) -> None:
        """Note which channels there are; ``take`` takes them in.

        Args:
            channels: Their ids.
            roles_of: Returns the roles with a letter on a channel.
            departments: Each role's.
        """
        self._waiting = dict.fromkeys(channels)
        self._roles_of = roles_of
        self._departments = departments
        self._rows: dict[str, tuple[str, ...]] = {}
        self._holding: Counter[str] = Counter()
        self._meetings: Counter[tuple[str, str]] = Counter()
        self._graph: nx.Graph[Node] = nx.Graph()

    def take(self, channels: int | None = None) -> bool:
        """Take in as many of the channels that wait (None: all); tell whether there were any.

        To take in thousands holds the interpreter for a tenth of a second, so whoever must not
        asks for some at a time; what is derived asks for the rest by itself.
        """
        names = list(islice(reversed(self._waiting), channels))
        rows = {channel: self._roles_of(channel) for channel in names}
        for channel in names:
            del self._waiting[channel]
        self._rows.update(rows)
        self._join(rows.values())
        return bool(rows)

    def set_row(self, channel: str, roles: Iterable[str]) -> None:
        """Replace the roles of one channel."""
        self._waiting.pop(channel, None)
        self._drop(self._rows.pop(channel, ()))
        now = tuple(roles)
        if now:
            self._rows[channel] = now
            self._join([now])
        self.__dict__.pop("islands", None)
        self.__dict__.pop("bridges", None)

    def _join(self, rows: Collection[tuple[str, ...]]) -> None:
        roles = list(chain.from_iterable(rows))
        edges = list(chain.from_iterable(map(_ring, rows)))
        self._holding.update(roles)
        self._meetings.update(edges)
        self._graph.add_nodes_from(roles)
        self._graph.add_edges_from(edges)

    def _drop(self, roles: tuple[str, ...]) -> None:
        for edge in _ring(roles):
            self._meetings[edge] -= 1
            if not self._meetings[edge]:
                del self._meetings[edge]
                self._graph.remove_edge(*edge)
        for role in roles:
            self._holding[role] -= 1
            if not self._holding[role]:
                del self._holding[role]
                self._graph.remove_node(role)

    @cached_property
    def islands(self) -> tuple[frozenset[str], ...]:
        """The sets of roles that are joined by channels, directly or not."""
        self.take()
        return tuple(frozenset(map(str, part)) for part in nx.connected_components(self._graph))

    @cached_property
    def bridges(self) -> dict[str, tuple[frozenset[str], ...]]:
        """Roles whose removal separates departments, with the departments on each side.

        Only roles with letters join their department. A department that has no other such role
        than the one removed is gone with it, not separated.
        """
        self.take()
        graph = self._sparse()
        cuts = set(nx.articulation_points(graph))
        roles = [cut for cut in cuts if not isinstance(cut, _Department)]
        tree = _block_cut_tree(graph, cuts) if roles else nx.Graph()
        sides = {role: _sides(tree, role) for role in roles}
        return {role: parts for role, parts in sides.items() if len(parts) > 1}

    def _sparse(self) -> nx.Graph[Node]:
        """Return few of the edges, departments joined, that separate just where all of them do.

        A breadth-first forest and a second forest of what it leaves: at most two edges a node, and
        the same parts whichever node is taken away (Eppstein, Galil, Italiano, Nissenzweig,
        "Sparsification", 1997). The search takes a third of the time that all edges would.
        """
        neighbours: dict[Node, set[Node]] = {
            role: set(near) for role, near in self._graph.adj.items()
        }
        for role in self._holding:
            house = self._departments.get(role)
            if house:
                neighbours[role].add(_Department(house))
                neighbours.setdefault(_Department(house), set()).add(role)
        sparse: nx.Graph[Node] = nx.Graph()
        sparse.add_nodes_from(neighbours)
        for _ in range(2):
            forest = list(_breadth_first(neighbours))
            sparse.add_edges_from(forest)
            for one, other in forest:
                neighbours[one].discard(other)
                neighbours[other].discard(one)
        return sparse


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


def _ring(roles: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Return the edges of a ring through the roles, each edge's ends in alphabetical order."""
    pairs = list(pairwise(roles))
    if len(roles) > _PAIR:
        pairs.append((roles[-1], roles[0]))
    return [(one, other) if one < other else (other, one) for one, other in pairs]
