"""The finding that keys act on, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.command import Where
from raci.tui.grid.board import HEAD
from raci.tui.model.places import column_for, leads_to

if TYPE_CHECKING:
    from raci.model.finding import Finding
    from raci.tui.grid.board import RowKey
    from raci.tui.grid.widget import MatrixGrid
    from raci.tui.screen.board import LiveBoard
    from raci.tui.screen.panes import Panes


class FindingsCursor:
    """Where a person is in the list of findings.

    Attributes:
        opened: The finding that was opened last, as long as the cursor is where it leads.
    """

    def __init__(self, board: LiveBoard, grid: MatrixGrid, panes: Panes) -> None:
        """Start with no finding opened."""
        self.opened: Finding | None = None
        self._board = board
        self._grid = grid
        self._panes = panes

    def current(self) -> Finding | None:
        """Return the finding that keys act on.

        In a view or in the list the chosen one; in the matrix the one that was opened last if the
        cursor is still where it leads, else the worst of the row.
        """
        panes = self._panes
        if panes.view and not panes.findings.has_focus:
            return panes.view_pane.item.finding if panes.view_pane.item else None
        if panes.where() is Where.LIST:
            return panes.findings.finding
        if self.opened is not None and self._board.findings.index(self.opened) is not None:
            return self.opened
        row = self._board.of_row(self._grid.cursor.row.channel)
        return row[0] if row else None

    def left_from(self) -> Finding | None:
        """Return the finding from which F8 and F7 go on.

        One that was just fixed still tells the place: who goes through the list fix by fix leaves
        none of it out.
        """
        if self._panes.view or self._panes.where() is Where.LIST or self.opened is None:
            return self.current()
        return self.opened

    def lead_to(self, finding: Finding) -> None:
        """Put the cursor where a finding can be fixed, and keep to it while it stays there."""
        organisation = self._board.organisation
        self._panes.findings.chosen = self._board.findings.index(finding)
        row, role = leads_to(finding, organisation)
        if row is not None and role is None and row != HEAD:
            role = column_for(finding, row, organisation, self._grid.visible_roles)
        self.go_to(row, role)
        self.opened = finding

    def let_go(self) -> None:
        """Keep no longer to a finding from which the cursor went away."""
        row = self._grid.cursor.row
        if self.opened and leads_to(self.opened, self._board.organisation)[0] != row:
            self.opened = None

    def go_to(self, row: RowKey | None, role: str | None) -> None:
        """Put the cursor there, as far as it exists."""
        if row is not None and not self._grid.move_to(row, role):
            self._grid.move_to(row, None)
