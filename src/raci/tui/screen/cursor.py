"""What keys act on: the cursor's row, role and cells, by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.model.edits import Target, table

if TYPE_CHECKING:
    from raci.tui.grid.board import RowKey
    from raci.tui.grid.widget import MatrixGrid


class Aim:
    """What the matrix' cursor is on."""

    def __init__(self, grid: MatrixGrid) -> None:
        """Follow the cursor of ``grid``."""
        self._grid = grid

    def channel(self) -> str | None:
        """Return the id of the channel under the cursor."""
        return self._grid.cursor.row.channel

    def role(self) -> str | None:
        """Return the id of the role under the cursor, in its head or in a cell."""
        return self._grid.cursor.role

    def target(self) -> Target | None:
        """Return the cell under the cursor."""
        row, role = self._grid.cursor
        return _target(row, role) if role is not None and _has_cells(row) else None

    def block(self) -> list[list[Target]]:
        """Return the cells of the selected block, or the one under the cursor, line by line."""
        rows, roles = self._grid.selection
        lines = [[_target(row, role) for role in roles] for row in rows if _has_cells(row)]
        return [line for line in lines if line]

    def targets(self) -> list[Target]:
        """Return the cells of the block in one list."""
        return [target for line in self.block() for target in line]

    def room_for(self, text: str) -> list[list[Target]]:
        """Return the cells that pasted text may fill: the block, else from the cursor on."""
        block = self.block()
        if len(block) > 1 or len(block[0]) > 1:
            return block
        lines = table(text)
        return self._cells_from_here(len(lines), max(map(len, lines)))

    def _cells_from_here(self, height: int, width: int) -> list[list[Target]]:
        row, role = self._grid.cursor
        roles, rows = self._grid.visible_roles, self._grid.row_keys
        if role is None or row not in rows:
            return []
        down = [key for key in rows[rows.index(row) :] if _has_cells(key)][:height]
        across = roles[roles.index(role) :][:width]
        return [[_target(key, one) for one in across] for key in down]


def _has_cells(row: RowKey) -> bool:
    return row.kind in {"channel", "duty", "portfolio"}


def _target(row: RowKey, role: str) -> Target:
    return Target(row.channel, row.duty, role)
