"""The responsibility graph: what it derives is what the definitions say, searched the slow way."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from raci.check.matrix.deputies import Deputies
from raci.check.matrix.lines import Lines
from raci.check.matrix.teamwork import Teamwork
from raci.model.organisation import Role
from raci.model.scheme import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

A, R = frozenset({Part.ACCOUNTABLE}), frozenset({Part.RESPONSIBLE})
ROLES = [f"r{number}" for number in range(7)]

rows = st.dictionaries(
    st.sampled_from([f"c{number}" for number in range(6)]),
    st.lists(st.sampled_from(ROLES), unique=True, max_size=4).map(tuple),
)
departments = st.fixed_dictionaries(
    {role: st.sampled_from([None, "d0", "d1", "d2"]) for role in ROLES}
)
edges = st.fixed_dictionaries(
    {role: st.lists(st.sampled_from(ROLES), unique=True, max_size=2).map(tuple) for role in ROLES}
)


def meeting(
    drawn: Mapping[str, tuple[str, ...]], houses: Mapping[str, str | None]
) -> nx.Graph[str]:
    """Return the graph of channels, roles with letters, and their departments."""
    graph: nx.Graph[str] = nx.Graph()
    for channel, roles in drawn.items():
        for role in roles:
            graph.add_edge(channel, role)
            if houses[role]:
                graph.add_edge(role, f"house {houses[role]}")
    return graph


def separates(graph: nx.Graph[str], role: str) -> bool:
    """Tell whether departments that are connected are not without a role."""
    without = graph.copy()
    without.remove_node(role)
    kept = [node for node in without if node.startswith("house") and without.degree(node)]
    return any(
        nx.has_path(graph, one, other) and not nx.has_path(without, one, other)
        for one, other in combinations(kept, 2)
    )


@given(rows, departments)
def test_bridges(drawn: dict[str, tuple[str, ...]], houses: dict[str, str | None]) -> None:
    """Lone bridges are the roles whose removal separates departments."""
    graph = meeting(drawn, houses)
    expected = {role for role in ROLES if role in graph and separates(graph, role)}
    assert Teamwork(drawn.values(), houses).bridges.keys() == expected


@given(rows, departments)
def test_islands(drawn: dict[str, tuple[str, ...]], houses: dict[str, str | None]) -> None:
    """Islands are the connected parts of roles and channels, departments aside."""
    graph = meeting(drawn, dict.fromkeys(ROLES))
    expected = {frozenset(part & set(ROLES)) for part in nx.connected_components(graph)}
    assert set(Teamwork(drawn.values(), houses).islands) == expected


def graph_of(named: Mapping[str, tuple[str, ...]]) -> nx.DiGraph[str]:
    """Return the roles with their edges."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(named)
    graph.add_edges_from((role, other) for role, others in named.items() for other in others)
    return graph


@given(edges)
def test_rings_of_deputies(named: dict[str, tuple[str, ...]]) -> None:
    """A component is told exactly if it holds a simple cycle of one role, or of three and more."""
    graph = graph_of(named)
    cycles = [cycle for cycle in nx.simple_cycles(graph) if len(cycle) != 2]
    components = [frozenset(part) for part in nx.strongly_connected_components(graph)]
    expected = {part for part in components if any(part >= set(cycle) for cycle in cycles)}
    rings = Deputies(named).rings
    assert {frozenset(component) for component, _ in rings} == expected
    for component, ring in rings:
        assert ring[0] == ring[-1]
        assert len(ring) != 3
        assert set(ring) <= set(component)
        assert all(graph.has_edge(one, other) for one, other in pairwise(ring))


@given(edges, st.sets(st.sampled_from(ROLES), max_size=5))
def test_who_may_be_left_uncovered(named: dict[str, tuple[str, ...]], wanted: set[str]) -> None:
    """A role is told exactly if some largest matching leaves it out."""
    asked = [role for role in ROLES if role in wanted and named[role]]
    known = {role: Role(role, role, deputies=named[role]) for role in ROLES}
    found = Deputies(named).uncovered(asked, known)
    choices = [[deputy for deputy in named[role] if deputy != role] for role in asked]
    expected: set[str] = set()
    most = -1
    for taken in _matchings(asked, choices):
        if len(taken) > most:
            most, expected = len(taken), set()
        if len(taken) == most:
            expected |= set(asked) - taken
    assert set(found) == expected


def _matchings(asked: list[str], choices: list[list[str]]) -> list[frozenset[str]]:
    """Return the sets of roles that can be stood in for at once."""
    sets = [(frozenset[str](), frozenset[str]())]
    for role, deputies in zip(asked, choices, strict=True):
        sets += [
            (covered | {role}, busy | {deputy})
            for covered, busy in sets
            for deputy in deputies
            if deputy not in busy
        ]
    return [covered for covered, _ in sets]


@given(edges, st.sets(st.sampled_from(ROLES), max_size=2))
def test_lines(named: dict[str, tuple[str, ...]], leaders: set[str]) -> None:
    """The distance is the shortest way to any leader, and the line is such a way."""
    graph = graph_of(named)
    lines = Lines(named, tuple(leaders))
    for role in ROLES:
        ways = [
            nx.shortest_path_length(graph, role, leader)
            for leader in leaders
            if nx.has_path(graph, role, leader)
        ]
        assert lines.distance.get(role) == min(ways, default=None)
        line = lines.line(role)
        assert line[0] == role
        assert all(other in named[one] for one, other in pairwise(line))
        if ways:
            assert len(line) == min(ways) + 1
            assert line[-1] in leaders


@given(edges)
def test_loops(named: dict[str, tuple[str, ...]]) -> None:
    """A role is in a loop exactly if it reports to itself in the end."""
    lines = Lines(named, ())
    looped = {role for loop in lines.loops for role in loop}
    for role in ROLES:
        assert (role in looped) == lines.reports(role, role)
        assert {other for other in ROLES if other != role and lines.reports(role, other)} == (
            nx.descendants(graph_of(named), role)
        )
    for loop in lines.loops:
        way = lines.shortest_loop(loop)
        assert way[0] == way[-1] == loop[0]
        assert all(other in named[one] for one, other in pairwise(way))


@given(edges)
def test_lines_that_end_in_a_loop(named: dict[str, tuple[str, ...]]) -> None:
    """A line ends in a loop exactly if no top can be reached."""
    lines = Lines(named, ())
    for role in ROLES:
        above = [other for other in ROLES if lines.reports(role, other)]
        tops = [other for other in (role, *above) if not named[other]]
        assert lines.ends_in_loop(role) == (not tops)


def test_order_of_rows_is_no_matter() -> None:
    """The same rows in any order give the same islands."""
    drawn = (("r0", "r1"), ("r1", "r2"), ("r3",))
    for order in permutations(drawn):
        teamwork = Teamwork(order, dict.fromkeys(ROLES))
        assert set(teamwork.islands) == {frozenset({"r0", "r1", "r2"}), frozenset({"r3"})}


def test_a_long_chain_of_stand_ins() -> None:
    """Thousands of roles that can only be covered by passing their stand-ins on."""
    count = 3000
    chain = {f"a{n}": (f"p{n}", f"p{n + 1}") for n in range(count)}
    named = {**chain, f"a{count}": ("p0",), **{f"p{n}": () for n in range(count + 1)}}
    known = {role: Role(role, role, deputies=named[role]) for role in named}
    deputies = Deputies(named)
    assert not deputies.uncovered([f"a{n}" for n in range(count + 1)], known)
