"""Columns side by side that look alike where they are empty."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from raci.tui.grid.styles import Ground

if TYPE_CHECKING:
    from raci.tui.grid.columns import Column, Columns


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
