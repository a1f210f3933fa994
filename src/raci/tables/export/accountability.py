"""The lines of accountability as a graph: from each channel up to the leader who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.organisation import Status
from raci.model.scheme import Part
from raci.tables.layouts import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.tables.table import Column, Group, Row, Table


@frozen
class Lines:
    """A graph for drawing.

    Attributes:
        groups: Titles with the channels below them, ids and names; an empty title is no group.
        roles: The roles that stand on some line, in the order of the columns.
        accountable: Channel id, role id and the duty's label, empty for the whole channel.
        reports: Role id and the id of the role above it.
    """

    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    roles: tuple[Column, ...]
    accountable: tuple[tuple[str, str, str], ...]
    reports: tuple[tuple[str, str], ...]


def lines(table: Table, roles: Sequence[str] = ()) -> Lines:
    """Return the lines of the active channels; with ``roles`` those that pass through one of them.

    A line ends at the first leader, as rule 201 reads it.

    Raises:
        RaciError: There is no such role.
    """
    columns = {column.id: column for column in table.columns}
    groups = [(group.title, _active(group)) for group in table.groups]
    edges = [edge for _, rows in groups for row in rows for edge in _edges(row)]
    if roles:
        wanted = {column.id for column in chosen(table, roles)}
        through = {name for name in columns if wanted & _above(columns, [name])}
        edges = [edge for edge in edges if edge[1] in through]
        kept = {edge[0] for edge in edges}
        groups = [(title, [row for row in rows if row.id in kept]) for title, rows in groups]
    reached = _above(columns, [edge[1] for edge in edges])
    return Lines(
        groups=tuple((title, _channels(rows)) for title, rows in groups if rows),
        roles=tuple(column for column in table.columns if column.id in reached),
        accountable=tuple(edges),
        reports=tuple(
            (column.id, upper)
            for column in table.columns
            if column.id in reached and not column.leader
            for upper in column.reports_to
            if upper in reached
        ),
    )


def node_text(column: Column) -> str:
    """Return what a role's node says; a leader's has a star."""
    return f"★ {column.label}" if column.leader else column.label


def _active(group: Group) -> list[Row]:
    return [row for row in group.rows if row.status is Status.ACTIVE]


def _edges(row: Row) -> list[tuple[str, str, str]]:
    return [
        (row.id or "", role, row.label if row.duty else "")
        for role, cell in row.cells.items()
        if Part.ACCOUNTABLE in cell.parts
    ]


def _channels(rows: list[Row]) -> tuple[tuple[str, str], ...]:
    return tuple((row.id or "", row.label) for row in rows if row.duty is None)


def _above(columns: dict[str, Column], roles: list[str]) -> set[str]:
    """Return the roles and all above them, up to the first leader on each line."""
    found: set[str] = set()
    queue = [role for role in roles if role in columns]
    while queue:
        role = queue.pop()
        if role not in found:
            found.add(role)
            if not columns[role].leader:
                queue += [upper for upper in columns[role].reports_to if upper in columns]
    return found
