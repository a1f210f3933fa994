"""Where things stand: the columns, how wide a cell and the stub are, what is in sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from raci.frozen import frozen
from raci.tui.grid.line import alike, signs
from raci.tui.grid.styles import Ground

if TYPE_CHECKING:
    from raci.tui.grid.board import Board, Column
    from raci.tui.grid.line import Alike


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
        """Where the parts of each line end that widgets show: the stub, half of the cells, cells.

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


#: The width of narrow cells, in which letters stand in the middle and heads of three fill it.
NARROW = 3


class Columns:
    """All columns of a board, in their order."""

    def __init__(self, board: Board) -> None:
        """Ask ``board`` for its columns."""
        columns, spans = board.columns()
        self.spans = tuple(spans)
        self.columns = tuple(columns)
        self.ids = tuple(column.id for column in self.columns)
        self.position = {role: index for index, role in enumerate(self.ids)}
        #: How many groups have begun up to and including each column: its bars to the left.
        self.bars = tuple(accumulate(column.opens for column in self.columns))

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self.columns)

    @cached_property
    def tallest_head(self) -> int:
        """Characters of the longest head, those left out that stand upon others."""
        return max((len(signs(column.head)) for column in self.columns), default=0)

    @cached_property
    def lowered(self) -> tuple[bool, ...]:
        """Which heads stand a line lower in narrow cells, as they would touch the one before."""
        lowered: list[bool] = []
        before = 0
        for column in self.columns:
            width = cell_len(column.head)
            touches = not column.opens and before > 1 and width >= NARROW
            lowered.append(touches)
            before = 0 if touches else width
        return tuple(lowered)

    @cached_property
    def alike(self) -> dict[str, Alike]:
        """The names of groups that begin as another one's does."""
        return alike(span.name for span in self.spans)


class Stretch(NamedTuple):
    """Columns from ``start`` to ``stop`` (exclusive) on one ground.

    Attributes:
        bar: Whether a bar stands before them.
    """

    start: int
    stop: int
    ground: Ground
    bar: bool


def ground_of(column: Column) -> Ground:
    """Return what the cells of a column stand on."""
    if column.leader:
        return Ground.LEADERSHIP_ALTERNATE if column.alternate else Ground.LEADERSHIP
    return Ground.ALTERNATE if column.alternate else Ground.SURFACE


@lru_cache(maxsize=8)
def stretches(columns: Columns, first: int, stop: int) -> tuple[Stretch, ...]:
    """Return the stretches of the columns in sight; a row is drawn by them, not by columns."""
    found: list[Stretch] = []
    for index in range(first, stop):
        column = columns.columns[index]
        ground, bar = ground_of(column), column.opens or index == first
        if found and not bar and found[-1].ground is ground:
            found[-1] = found[-1]._replace(stop=index + 1)
        else:
            found.append(Stretch(index, index + 1, ground, bar))
    return tuple(found)
