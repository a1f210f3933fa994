"""The parts of the grid that Textual draws: bands side by side, and the track of the scrollbar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from raci.tui.grid.line import part
from raci.tui.plain_signs import needs_filters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from textual import events

    from raci.tui.grid.widget import MatrixGrid


class Band(Widget):
    """A vertical part of the grid, cut from its lines."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    Band {
        width: 1fr;
        height: 1fr;
    }
    Band.counters {
        width: 4;
    }
    """

    def __init__(self, grid: MatrixGrid, *, classes: str) -> None:
        """Show a part of ``grid``."""
        self._drawn: dict[int, Strip] = {}
        self._extent = (0, 0)
        super().__init__(classes=classes)
        self._grid = grid

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

    def __init__(self, grid: MatrixGrid) -> None:
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
        return Strip([Segment(" ", self._grid.skin.track(thumb=y in self.thumb))], 1)

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
