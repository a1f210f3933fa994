"""Where things stand: how wide a cell and the stub are, which columns are in sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.tui.grid.columns import NARROW

if TYPE_CHECKING:
    from raci.tui.grid.columns import Columns

#: Widths of a cell in columns of the terminal, the best first.
CELL_WIDTHS = (5, 4, 3, 2)
#: At this width role heads stand upright.
UPRIGHT = 2
#: What the stub needs beside a name: triangle, mark, gap, gap, standing, margin.
STUB_FRAME = 7

#: The width of the part at the right that shows the letters out of sight there.
COUNTERS = 4

_LEAST_NAME = 9
#: Room for the names of duties and kinds, which need it where all channels have short names.
_USUAL_NAME = 14
#: Names up to this width come before wide cells; longer ones get room that nothing else uses.
_MOST_NAME = 40
_LONGEST_NAME = 60
_TALLEST_HEAD = 4
#: The share of the grid that the stub may always take, and where the grid scrolls anyway.
_STUB_SHARE = 0.3
_SCROLLING_SHARE = 0.4


@frozen
class Window:
    """The columns in sight.

    Attributes:
        first: Index of the first one.
        stop: Index after the last one.
        x: Where the bar before the first one stands.
        before: Width of the space that counts letters to the left; 0 at the first column.
        after: Width of the space that counts letters to the right; 0 at the last column.
    """

    first: int
    stop: int
    x: int
    before: int
    after: int


class Layout:
    """The geometry of a grid of some width; a value, made anew when anything in it changes."""

    def __init__(self, columns: Columns, width: int, longest_name: int) -> None:
        """Choose the cells; where no cells let all roles fit, the grid scrolls.

        Names come before wide cells: the widest cells that leave the names whole; else narrow ones
        beside names that are cut.

        Args:
            columns: What is to be shown.
            width: Of the whole grid, in columns of the terminal.
            longest_name: The widest name in the stub, in columns of the terminal.
        """
        self.columns = columns
        self.width = width
        wanted = STUB_FRAME + max(_USUAL_NAME, min(longest_name, _MOST_NAME))
        least = min(wanted, max(STUB_FRAME + _LEAST_NAME, int(width * _STUB_SHARE)))
        bars = columns.bars[-1] if columns.bars else 0
        choices = [(cell, wanted) for cell in CELL_WIDTHS if cell >= NARROW]
        choices += [(cell, least) for cell in CELL_WIDTHS if cell <= NARROW]
        fitting = (cell for cell, stub in choices if stub + bars + cell * len(columns) <= width)
        self.cell = next(fitting, NARROW)
        used = bars + self.cell * len(columns)
        self.scrolls = least + used > width
        if self.scrolls:
            self.stub = min(wanted, max(least, int(width * _SCROLLING_SHARE)))
        else:
            longest = STUB_FRAME + min(longest_name, _LONGEST_NAME)
            self.stub = min(max(wanted, longest), width - used)
        #: Right edge of each column, were the first bar to stand at 0.
        self._rights = [bar + self.cell * (i + 1) for i, bar in enumerate(columns.bars)]
        self._counter = 1 + len(str(len(columns)))

    @cached_property
    def edges(self) -> tuple[int, int, int]:
        """Where the parts end that widgets show of each line: the stub, half of the cells, cells.

        No name of the stub is on both sides of one, and unless the grid is scrolled, no head.
        """
        end = max(self.width - COUNTERS, 0)
        stub = min(self.stub, end)
        columns = bisect_right(self._rights, (end - stub) // 2)
        return stub, stub + (self._rights[columns - 1] if columns else (end - stub) // 2), end

    @property
    def comfort(self) -> tuple[bool, bool, int, int]:
        """How well the grid is read, for comparing.

        No scrolling is best, then heads that lie, then room for names, then wide cells.
        """
        if self.scrolls:
            return False, False, 0, 0
        return True, not self.upright, self.stub, self.cell

    @property
    def upright(self) -> bool:
        """Whether the letters of the role heads stand below each other."""
        return self.cell == UPRIGHT

    @property
    def staggered(self) -> bool:
        """Whether some heads stand a line lower, as they would touch those before them."""
        return self.cell == NARROW and any(self.columns.lowered)

    @property
    def head_height(self) -> int:
        """Lines of the head: the departments and the roles."""
        if self.upright:
            return 1 + min(self.columns.tallest_head, _TALLEST_HEAD)
        return 3 if self.staggered else 2

    def window(self, first: int) -> Window:
        """Return the columns in sight where ``first`` is the first one."""
        count = len(self.columns)
        before = self._counter if first else 0
        room = self.width - self.stub - before
        if not count:
            return Window(0, 0, self.stub, 0, 0)
        origin = self._origin(first)
        stop = bisect_right(self._rights, origin + room)
        after = 0
        if stop < count:
            after = self._counter
            stop = bisect_right(self._rights, origin + room - after)
        return Window(first, max(stop, first + 1), self.stub + before, before, after)

    def showing(self, column: int, first: int) -> int:
        """Return the first column of the window that has ``column`` in sight, moving the least."""
        if column < first:
            return column
        if column < self.window(first).stop:
            return first
        after = 0 if column == len(self.columns) - 1 else self._counter
        room = self.width - self.stub - self._counter - after
        least = self._rights[column] - room
        found = bisect_left(range(column), least, key=self._origin)
        return min(found, column)

    @property
    def last_first(self) -> int:
        """The first column of the window that ends with the last one."""
        return self.showing(len(self.columns) - 1, 0) if len(self.columns) else 0

    def left(self, column: int, window: Window) -> int:
        """Return where the column's cells begin on the screen."""
        return window.x + self._rights[column] - self.cell - self._origin(window.first)

    def column_at(self, x: int, window: Window) -> int | None:
        """Return the column at ``x``; a bar belongs to the column after it."""
        if x < window.x or not len(self.columns):
            return None
        found = bisect_right(self._rights, x - window.x + self._origin(window.first))
        return found if found < window.stop else None

    def _origin(self, first: int) -> int:
        # One bar always stands before the first column in sight, also inside a department.
        return self._rights[first] - self.cell - 1
