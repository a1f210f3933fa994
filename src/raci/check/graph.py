"""The responsibility graph: who answers for what, who reports to whom, who stands in for whom.

One networkx ``DiGraph`` with edges from a channel to the roles that have letters on it (``parts``),
from a role to its department (``member``), and from role to role for reporting lines (``reports``)
and deputies (``deputy``). An edit changes its own edges only; what is derived from others is kept.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import networkx as nx

from raci.check.deputies import Deputies
from raci.check.lines import Lines
from raci.check.teamwork import Teamwork

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from raci.check.row import Held
    from raci.model.organisation import Organisation, Role

#: A kind (``channel``, ``role``, ``department``) and an id.
Node = tuple[str, str]


class ResponsibilityGraph:
    """Channels, roles and departments, and the edges between them."""

    def __init__(self) -> None:
        """Start empty; ``set_roles`` and ``set_row`` bring the rest."""
        self.digraph: nx.DiGraph[Node] = nx.DiGraph()

    def set_roles(self, organisation: Organisation, leaders: Iterable[str]) -> None:
        """Take over roles and departments with their edges, and forget those that went.

        Args:
            organisation: Whose roles.
            leaders: Ids of the roles at which a line of accountability arrives.
        """
        roles = organisation.roles
        known = [node for node in self.digraph if node[0] != "channel"]
        gone = [node for node in known if node[0] == "department" or node[1] not in roles]
        self.digraph.remove_nodes_from(gone)
        kept = [node for node in known if node in self.digraph]
        self.digraph.remove_edges_from(list(self.digraph.out_edges(kept)))
        for role in roles.values():
            self._add_role(role)
        self._nodes: dict[str, Node] = {role: ("role", role) for role in roles}
        self._leaders = tuple(leaders)
        self._roles = roles
        for derived in ("lines", "deputies", "teamwork"):
            self.__dict__.pop(derived, None)

    def _add_role(self, role: Role) -> None:
        node = ("role", role.id)
        self.digraph.add_node(node)
        if role.department:
            self.digraph.add_edge(node, ("department", role.department), member=True)
        for above in role.reports_to:
            self.digraph.add_edge(node, ("role", above), reports=True)
        for deputy in role.deputies:
            self.digraph.add_edge(node, ("role", deputy), deputy=True)

    def set_row(self, channel: str, held: Held) -> None:
        """Give a channel its edges, touching only those that differ."""
        node = ("channel", channel)
        add = self.digraph.add_edge
        if node not in self.digraph:
            nodes = self._nodes
            for role, parts in held.items():
                add(node, nodes[role], parts=parts)
            changed = True
        else:
            changed = self._update_row(node, held)
        if changed and "teamwork" in self.__dict__:
            self.teamwork.set_row(channel, held)

    def _update_row(self, node: Node, held: Held) -> bool:
        """Bring the edges of a known channel up to date; tell whether one came or went."""
        before = {role for _, role in self.digraph[node]}
        self.digraph.remove_edges_from([(node, ("role", role)) for role in before - held.keys()])
        for role, parts in held.items():
            self.digraph.add_edge(node, ("role", role), parts=parts)
        return before != held.keys()

    def remove_row(self, channel: str) -> None:
        """Take a channel and its edges out."""
        if ("channel", channel) in self.digraph:
            self.digraph.remove_node(("channel", channel))
            if "teamwork" in self.__dict__:
                self.teamwork.set_row(channel, {})

    def meet(self, some: Iterable[str], others: Collection[str]) -> bool:
        """Tell whether one of some roles and one of others have letters on the same channel."""
        wanted = {("role", role) for role in others}
        nodes = (("role", role) for role in some)
        channels = (
            node for role in nodes for node in self.digraph.pred[role] if node[0] == "channel"
        )
        return any(not wanted.isdisjoint(self.digraph.adj[channel]) for channel in channels)

    @cached_property
    def lines(self) -> Lines:
        """The lines of accountability from role to role."""
        reports = {role.id: role.reports_to for role in self._roles.values()}
        return Lines(self._between_roles("reports"), reports, self._leaders)

    @cached_property
    def deputies(self) -> Deputies:
        """Who stands in for whom."""
        deputies = {role.id: role.deputies for role in self._roles.values()}
        return Deputies(self._between_roles("deputy"), deputies)

    @cached_property
    def teamwork(self) -> Teamwork:
        """Which roles and departments meet on channels."""
        channels = (id_ for kind, id_ in self.digraph if kind == "channel")
        departments = {role.id: role.department for role in self._roles.values()}
        return Teamwork(channels, self._roles_on, departments)

    def _roles_on(self, channel: str) -> tuple[str, ...]:
        return tuple([role for _, role in self.digraph.adj["channel", channel]])

    def _between_roles(self, edge: str) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self._roles)
        roles = [("role", role) for role in self._roles]
        edges: Iterable[tuple[Node, Node, Any]] = self.digraph.out_edges(roles, data=edge)
        graph.add_edges_from((source[1], target[1]) for source, target, there in edges if there)
        return graph
