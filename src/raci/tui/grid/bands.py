"""The parts of the grid on the screen: each shows a piece of its lines and follows the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from raci.tui.grid.line import part
from raci.tui.grid.styles import needs_filters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from textual import events

    from raci.tui.grid.model import Cursor, GridModel
    from raci.tui.grid.styles import GridStyles

_WHEEL_ROWS = 3


class Whole(Protocol):
    """The grid, as its parts see it."""

    @property
    def grid_model(self) -> GridModel:
        """What is shown."""

    @property
    def grid_styles(self) -> GridStyles:
        """The styles in force."""

    @property
    def content_region(self) -> Region:
        """Where the grid is on the screen."""

    @property
    def cursor(self) -> Cursor:
        """Where the cursor is."""

    def render_line(self, y: int) -> Strip:
        """Return a whole line."""

    def show_from(self, top: int) -> None:
        """Scroll so that the row at ``top`` is the first in sight."""

    def scroll_columns(self, by: int) -> None:
        """Scroll to the right (or left), leaving the cursor where it is."""

    def go(self, row: int, column: int, *, select: bool = False) -> None:
        """Put the cursor at a position, or select up to there."""

    def toggle_fold(self) -> None:
        """Fold or unfold what the cursor is on."""

    def action_activate(self) -> None:
        """Tell that what the cursor is on is to be opened."""


class Mouse:
    """Moves the cursor, selects, folds, opens and scrolls; places are found by arithmetic."""

    def __init__(self, grid: Whole) -> None:
        """Act on ``grid``."""
        self._grid = grid
        self._dragging = False

    def press(self, event: events.MouseDown) -> bool:
        """Put the cursor there; tell whether selecting begins. A click on a heading folds it."""
        place = self._hit(event)
        if place is None:
            return False
        self._grid.go(*place, select=event.shift)
        if self._grid.cursor.row.kind == "group":
            self._grid.toggle_fold()
            return False
        self._dragging = True
        return True

    def drag(self, event: events.MouseMove) -> None:
        """Select on the way."""
        model = self._grid.grid_model
        place = self._hit(event) if self._dragging else None
        if place is not None and place != (model.row, model.column):
            self._grid.go(*place, select=True)

    def release(self) -> bool:
        """End the selection; tell whether there was one."""
        was, self._dragging = self._dragging, False
        return was

    def click(self, event: events.Click) -> None:
        """Open what is clicked twice."""
        if event.chain == 2 and self._grid.cursor.row.kind != "group":  # noqa: PLR2004 - a double click
            self._grid.action_activate()

    def wheel(self, event: events.MouseEvent, step: int) -> None:
        """Scroll; with shift to the side."""
        event.stop()
        if event.shift:
            self._grid.scroll_columns(step)
        else:
            self._grid.show_from(self._grid.grid_model.top + step * _WHEEL_ROWS)

    def _hit(self, event: events.MouseEvent) -> tuple[int, int] | None:
        # Events come from all bands: only the place on the screen means the same to all.
        at = event.screen_offset - self._grid.content_region.offset
        return self._grid.grid_model.hit(at.x, at.y)


class Band(Widget):
    """A vertical part of the grid, cut from its lines."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    Band {
        width: 1fr;
        height: 1fr;
    }
    """

    def __init__(self, grid: Whole, mouse: Mouse) -> None:
        """Show a part of ``grid``; all parts share one ``mouse``."""
        self._drawn: dict[int, Strip] = {}
        self._extent = (0, 0)
        super().__init__()
        self._grid = grid
        self._mouse = mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there and begin to select."""
        if self._mouse.press(event):
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select on the way."""
        self._mouse.drag(event)

    def on_mouse_up(self) -> None:
        """End the selection."""
        if self._mouse.release():
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Open what is clicked twice."""
        self._mouse.click(event)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; with shift to the right."""
        self._mouse.wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; with shift to the left."""
        self._mouse.wheel(event, -1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Scroll to the right."""
        event.stop()
        self._grid.scroll_columns(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Scroll to the left."""
        event.stop()
        self._grid.scroll_columns(-1)

    def render_line(self, y: int) -> Strip:
        """Draw its part of a line."""
        left, width = self._extent
        return part(self._grid.render_line(y), left, left + width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of ``crop``, those alone that were asked for again.

        Textual asks for all lines between the first and the last change on the screen, and would
        look in the style sheet for borders, paddings and tints, of which a band has none. Colours
        that a terminal does not have still go through Textual's filters.
        """
        extent = self._left, self.size.width
        if extent != self._extent:
            self._extent = extent
            self._drawn.clear()
        if needs_filters(self.app):
            return super().render_lines(crop)
        strips = []
        for y in crop.line_range:
            strip = self._drawn.get(y)
            if strip is None:
                strip = self._drawn[y] = self.render_line(y)
            strips.append(strip)
        if crop.column_span == (0, extent[1]):
            return strips
        return [part(strip, *crop.column_span) for strip in strips]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw the lines of ``regions`` anew, or all of them."""
        if not regions:
            self._drawn.clear()
        for region in regions:
            for y in region.line_range:
                self._drawn.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_parts(self, changed: Iterable[tuple[int, int, int]]) -> None:
        """Ask for what of the changed parts (line, from, to) is in this band."""
        left, width = self._left, self.size.width
        last: dict[int, int] = {}
        for y, start, stop in changed:
            if start < left + width and stop > left:
                last[y] = min(stop - left, width)
        if last:
            self.refresh(*(Region(0, y, stop, 1) for y, stop in last.items()))

    @property
    def _left(self) -> int:
        return self.region.x - self._grid.content_region.x


class Track(Widget):
    """The scrollbar: where the rows in sight stand among all of them."""

    ALLOW_SELECT = False
    WIDTH: ClassVar[int] = 1

    DEFAULT_CSS = """
    Track {
        width: 1;
        height: 1fr;
    }
    """

    def __init__(self, grid: Whole) -> None:
        """Scroll ``grid``."""
        super().__init__()
        self._grid = grid
        self._shown = range(0)
        self._dragging = False

    @property
    def thumb(self) -> range:
        """The lines of the thumb; none where all rows are in sight."""
        model = self._grid.grid_model
        rows, lines = len(model.rows), self.size.height - model.head_height
        if lines <= 0 or rows <= lines:
            return range(0)
        length = max(1, lines * lines // rows)
        start = model.head_height + (lines - length) * model.top // max(1, model.last_top)
        return range(start, start + length)

    def follow(self) -> None:
        """Draw again the lines that the thumb came to or left."""
        now = self.thumb
        lines = set(now) ^ set(self._shown)
        self._shown = now
        if lines:
            self.refresh(*(Region(0, y, 1, 1) for y in lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of it."""
        return Strip([Segment(" ", self._grid.grid_styles.track(thumb=y in self.thumb))], 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Scroll there, and follow the mouse."""
        event.stop()
        self._dragging = True
        self.capture_mouse()
        self._scroll(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        if self._dragging:
            event.stop()
            self._scroll(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        event.stop()
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Keep the click from the grid: it was meant for the scrollbar."""
        event.stop()

    def _scroll(self, y: int) -> None:
        model = self._grid.grid_model
        lines, thumb = self.size.height - model.head_height, self.thumb
        room = max(1, lines - len(thumb))
        at = y - model.head_height - len(thumb) // 2
        self._grid.show_from(model.last_top * max(0, min(at, room)) // room)
