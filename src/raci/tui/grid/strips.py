"""The lines of the screen, kept until what they show changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from raci.tui.grid import head
from raci.tui.grid.body import RowPainter
from raci.tui.grid.line import changes, part
from raci.tui.grid.model import OUTSIDE
from raci.tui.grid.styles import Ground, needs_filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

    from textual import events

    from raci.tui.grid.board import RowKey
    from raci.tui.grid.model import GridModel
    from raci.tui.grid.palette import Glyphs
    from raci.tui.grid.styles import GridStyles


#: Strips kept at most; more than any terminal has lines, in several states each.
_KEPT = 1000


class Strips:
    """Draws lines and remembers them, and what stands on the screen.

    Attributes:
        painted: How many lines were drawn anew; tests count this instead of measuring time.
    """

    def __init__(self, model: GridModel, glyphs: Glyphs) -> None:
        """Draw ``model`` with these glyphs."""
        self.model = model
        self.glyphs = glyphs
        self.painted = 0
        self._made: dict[RowKey | int, tuple[tuple[object, ...], Strip]] = {}
        self._view: tuple[object, ...] = ()
        self._shown: dict[int, Strip] = {}
        self._due: dict[int, Strip] = {}

    def forget(self, *, screen: bool = False) -> None:
        """Draw every line anew when it is next asked for.

        Args:
            screen: Whether what stands on the screen is of another size or look, too.
        """
        self._made.clear()
        self._due.clear()
        if screen:
            self._shown.clear()

    def show(self, y: int, styles: GridStyles) -> Strip:
        """Return line ``y`` and remember that it stands on the screen now."""
        strip = self._shown[y] = self._due.get(y) or self.line(y, styles)
        return strip

    def outdated(
        self, styles: GridStyles, lines: Iterable[int] | None = None
    ) -> Iterator[tuple[int, int, int]]:
        """Yield line, first and last column (exclusive) of what should look different.

        Args:
            styles: The styles in force.
            lines: The lines that can be outdated; all of the screen by default.
        """
        if lines is None:
            self._due.clear()
        for y in range(self.model.height) if lines is None else lines:
            # Kept for the bands, each of which will ask for its part of it.
            line = self._due[y] = self.line(y, styles)
            shown = self._shown.get(y)
            if shown is None or shown.cell_length != line.cell_length:
                yield y, 0, line.cell_length
            else:
                for start, stop in changes(shown, line):
                    yield y, start, stop

    def line(self, y: int, styles: GridStyles) -> Strip:
        """Return one line of the screen."""
        model = self.model
        view = (styles, model.layout, model.first)
        if view != self._view or len(self._made) > _KEPT:
            self._made.clear()
            self._view = view
        if y < model.head_height:
            return self._head(y, styles)
        row = y - model.head_height + model.top
        if row >= len(model.rows):
            return Strip.blank(model.width, styles.blank(Ground.SURFACE))
        painter = RowPainter(model, styles, self.glyphs, row)
        return self._kept(painter.key, painter.signature, painter.strip)

    def _head(self, y: int, styles: GridStyles) -> Strip:
        model, glyphs = self.model, self.glyphs

        def draw() -> Strip:
            if y == 0:
                return head.departments(model, styles, glyphs)
            return head.roles(model, styles, glyphs, y - 1)

        window = model.layout.window(model.first)
        in_sight = model.columns.ids[window.first : window.stop]
        marks = tuple(map(model.board.worst_of_role, in_sight))
        column = model.column
        if y and column != OUTSIDE and not head.shows(model, column, y - 1):
            column = OUTSIDE
        signature = (column, model.row == OUTSIDE, model.block, marks)
        return self._kept(y, signature, draw)

    def _kept(
        self, key: RowKey | int, signature: tuple[object, ...], draw: Callable[[], Strip]
    ) -> Strip:
        kept = self._made.get(key)
        if kept is not None and kept[0] == signature:
            return kept[1]
        self.painted += 1
        strip = draw()
        self._made[key] = signature, strip
        return strip


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

    def render_line(self, y: int) -> Strip:
        """Return a whole line."""

    def show_from(self, top: int) -> None:
        """Scroll so that the row at ``top`` is the first in sight."""


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

    def __init__(self, grid: Whole, *, classes: str) -> None:
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
