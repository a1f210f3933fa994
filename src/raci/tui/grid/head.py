"""The head of the grid: departments, and below them the roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.tui.grid.columns import ground_of
from raci.tui.grid.line import Line, fitted
from raci.tui.grid.model import OUTSIDE
from raci.tui.grid.styles import Ground

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

    from raci.tui.grid.board import Column
    from raci.tui.grid.model import GridModel
    from raci.tui.grid.palette import Glyphs
    from raci.tui.grid.styles import GridStyles

#: Heads up to this width stand where the letters below them stand.
_SHORT = 3


def departments(model: GridModel, styles: GridStyles, glyphs: Glyphs) -> Strip:
    """Return the line with the names of the departments, cut to what is in sight of them."""
    layout = model.layout
    window = layout.window(model.first)
    surface, muted = styles.blank(Ground.SURFACE), styles.text("muted")
    line = Line()
    line.fill(window.x, surface)
    for span in model.columns.spans:
        start, stop = max(span.start, window.first), min(span.stop, window.stop)
        if start >= stop:
            continue
        line.add(glyphs.bar, styles.bar())
        width = (stop - start) * layout.cell
        here = span.start <= model.column < span.stop
        line.add(fitted(span.name, width, glyphs.cut), styles.text() if here else muted, width)
    return line.strip(model.width, surface)


def roles(model: GridModel, styles: GridStyles, glyphs: Glyphs, number: int) -> Strip:
    """Return a line of the roles' heads; upright heads have several, counted from 0."""
    layout = model.layout
    window = layout.window(model.first)
    surface = styles.blank(Ground.SURFACE)
    line = Line()
    line.fill(window.x, surface)
    selected = _selected(model)
    for index in range(window.first, window.stop):
        column = model.columns.columns[index]
        if column.opens or index == window.first:
            line.add(glyphs.bar, styles.bar())
        upright = layout.upright
        text = _upright(column, number, glyphs) if upright else _level(model, column, glyphs)
        line.add(text, _style(model, styles, column, index, selected), layout.cell)
    return line.strip(model.width, surface)


def _style(
    model: GridModel, styles: GridStyles, column: Column, index: int, selected: range
) -> Style:
    if index == model.column and model.row == OUTSIDE:
        return styles.cursor()
    ground = Ground.HEAD if column.odd and model.layout.crowded else ground_of(column)
    if index == model.column or index in selected:
        ground = Ground.SELECTED
    colour = "leadership" if column.leader else "muted" if column.muted else "text"
    bold = column.leader or index == model.column
    return styles.text(colour, ground, bold=bold, italic=column.external)


def _selected(model: GridModel) -> range:
    block = model.block
    if block is None or block.top != OUTSIDE:
        return range(0)
    return range(block.left, block.right + 1)


def _level(model: GridModel, column: Column, glyphs: Glyphs) -> str:
    width = model.layout.cell
    if len(column.head) > _SHORT or cell_len(column.head) > _SHORT:
        return fitted(column.head, width, glyphs.cut)
    head = column.head if len(column.head) == _SHORT else f" {column.head}"
    if width > _SHORT:
        head += glyphs.star if column.leader else ""
    if width > _SHORT + 1:
        mark = model.board.worst_of_role(column.id)
        head = (glyphs.severity(mark) if mark else " ") + head
    return fitted(head, width, glyphs.cut)


def _upright(column: Column, number: int, glyphs: Glyphs) -> str:
    text = column.head + (glyphs.star if column.leader else "")
    return fitted(text[number : number + 1], 2, glyphs.cut)
