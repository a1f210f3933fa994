"""The lines of the screen, kept until what they show changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from raci.tui.grid import head
from raci.tui.grid.body import RowPainter
from raci.tui.grid.line import changes
from raci.tui.grid.model import OUTSIDE
from raci.tui.grid.styles import Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
