"""The mouse on the grid: it moves the cursor, selects, folds, opens and scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from raci.tui.grid.model import Cursor, GridModel

_WHEEL_ROWS = 3


class Mouse(Widget):
    """The part of the grid that follows the mouse; places are found by arithmetic."""

    _dragging = False

    if TYPE_CHECKING:
        grid_model: GridModel

        @property
        def cursor(self) -> Cursor:
            """Where the cursor is."""

        def repaint(self, lines: Iterable[int] | None = None) -> None:
            """Ask for what differs from what is on the screen."""

        def toggle_fold(self) -> None:
            """Fold or unfold what the cursor is on."""

        def action_activate(self) -> None:
            """Tell that what the cursor is on is to be opened."""

        def _go(self, row: int, column: int, *, select: bool = False) -> None: ...

    def show_from(self, top: int) -> None:
        """Scroll so that the row at ``top`` is the first in sight."""
        self.grid_model.scroll_to(top)
        self.repaint()

    def scroll_columns(self, by: int) -> None:
        """Scroll to the right (or left), leaving the cursor where it is."""
        self.grid_model.scroll_columns(by)
        self.repaint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; with shift to the right."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; with shift to the left."""
        self._wheel(event, -1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll to the right."""
        event.stop()
        self.scroll_columns(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll to the left."""
        event.stop()
        self.scroll_columns(-1)

    def _wheel(self, event: events.MouseEvent, step: int) -> None:
        event.stop()
        if event.shift:
            self.scroll_columns(step)
        else:
            self.show_from(self.grid_model.top + step * _WHEEL_ROWS)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there and begin to select; a click on a heading folds it."""
        place = self._hit(event)
        if place is None:
            return
        self._go(*place, select=event.shift)
        if self.cursor.row.kind == "group":
            self.toggle_fold()
            return
        self._dragging = True
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select on the way."""
        place = self._hit(event) if self._dragging else None
        if place is not None and place != (self.grid_model.row, self.grid_model.column):
            self._go(*place, select=True)

    def on_mouse_up(self) -> None:
        """End the selection."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Open what is clicked twice."""
        if event.chain == 2 and self.cursor.row.kind != "group":  # noqa: PLR2004 - a double click
            self.action_activate()

    def _hit(self, event: events.MouseEvent) -> tuple[int, int] | None:
        # Events come from the bands too: only the place on the screen means the same to all.
        at = event.screen_offset - self.content_region.offset
        return self.grid_model.hit(at.x, at.y)
