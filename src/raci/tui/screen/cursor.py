"""What keys act on: the cursor's row, role and cells, by id."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen

from raci.tui.grid.widget import MatrixGrid
from raci.tui.model.edits import Target
from raci.tui.screen.board import LiveBoard

if TYPE_CHECKING:
    from raci.model.organisation import Organisation
    from raci.tui.grid.model import Cursor
    from raci.tui.grid.rows import RowKey
    from raci.tui.model.finding_list import FindingList
    from raci.workspace import Workspace


class Aiming(Screen[None]):
    """A screen with a matrix, and what its cursor is on."""

    def __init__(self, workspace: Workspace) -> None:
        """Show ``workspace``."""
        super().__init__()
        self.workspace = workspace
        self.board = LiveBoard(workspace)

    @property
    def organisation(self) -> Organisation:
        """The organisation as it is now."""
        return self.workspace.organisation

    @property
    def findings(self) -> FindingList:
        """All findings that are not waived, in the order of the list."""
        return self.board.findings

    @cached_property
    def grid(self) -> MatrixGrid:
        """The matrix."""
        return self.query_one("#grid", MatrixGrid)

    @property
    def cursor(self) -> Cursor:
        """Where the matrix' cursor is."""
        return self.grid.cursor

    def channel(self) -> str | None:
        """Return the id of the channel under the cursor."""
        return self.cursor.row.channel

    def role(self) -> str | None:
        """Return the id of the role under the cursor, in its head or in a cell."""
        return self.cursor.role

    def target(self) -> Target | None:
        """Return the cell under the cursor."""
        row, role = self.cursor
        return _target(row, role) if role is not None and _has_cells(row) else None

    def block(self) -> list[list[Target]]:
        """Return the cells of the selected block, or the one under the cursor, line by line."""
        rows, roles = self.grid.selection
        lines = [[_target(row, role) for role in roles] for row in rows if _has_cells(row)]
        return [line for line in lines if line]

    def targets(self) -> list[Target]:
        """Return the cells of the block in one list."""
        return [target for line in self.block() for target in line]

    def cells_from_here(self, height: int, width: int) -> list[list[Target]]:
        """Return the cells to the right of the cursor and below it, as far as there are any."""
        row, role = self.cursor
        roles, rows = self.grid.visible_roles, self.grid.row_keys
        if role is None or row not in rows:
            return []
        down = [key for key in rows[rows.index(row) :] if _has_cells(key)][:height]
        across = roles[roles.index(role) :][:width]
        return [[_target(key, one) for one in across] for key in down]


def _has_cells(row: RowKey) -> bool:
    return row.kind in {"channel", "duty", "portfolio"}


def _target(row: RowKey, role: str) -> Target:
    return Target(row.channel, row.duty, role)
