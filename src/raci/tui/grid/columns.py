"""The columns: where each one stands, and which side by side look alike where they are empty."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from raci.tui.grid.line import alike, signs
from raci.tui.grid.styles import Ground

if TYPE_CHECKING:
    from raci.tui.grid.board import Board, Column
    from raci.tui.grid.line import Alike


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
    def longest_head(self) -> int:
        """Columns of the terminal that the longest head takes."""
        return max((cell_len(column.head) for column in self.columns), default=0)

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
