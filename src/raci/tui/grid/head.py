"""The head of the grid: departments, and below them the roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.tui.grid.layout import NARROW, ground_of
from raci.tui.grid.line import Line, fitted, signs
from raci.tui.grid.model import OUTSIDE
from raci.tui.grid.palette import MARKS
from raci.tui.grid.styles import Ground

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip

    from raci.tui.grid.board import Column
    from raci.tui.grid.layout import Columns
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
    line = Line(layout.edges)
    line.fill(window.x, surface)
    for span in model.columns.spans:
        start, stop = max(span.start, window.first), min(span.stop, window.stop)
        if start >= stop:
            continue
        line.add(glyphs.bar, styles.bar())
        width = (stop - start) * layout.cell
        if stop == len(model.columns):
            # Nothing stands behind the last one.
            width = max(width, min(cell_len(span.name), model.width - line.width))
        here = span.start <= model.column < span.stop
        name = _name(span.name, model.columns, width, glyphs)
        line.fit(name, width, styles.text() if here else muted, glyphs.cut)
    return line.strip(model.width, surface)


def _name(name: str, columns: Columns, width: int, glyphs: Glyphs) -> str:
    """Return a group's name; where cut it would look like another's, its end is kept."""
    same = columns.alike.get(name)
    if same and _SHORT < width <= same.common + 1 and width < cell_len(name):
        return glyphs.cut + same.ending
    return name


def roles(model: GridModel, styles: GridStyles, glyphs: Glyphs, number: int) -> Strip:
    """Return a line of the roles' heads; lowered and upright ones have several, from 0 on."""
    layout = model.layout
    window = layout.window(model.first)
    surface = styles.blank(Ground.SURFACE)
    line = Line(layout.edges)
    line.fill(window.x, surface)
    selected = _selected(model)
    for index in range(window.first, window.stop):
        column = model.columns.columns[index]
        if column.opens or index == window.first:
            line.add(glyphs.bar, styles.bar())
        if not shows(model, index, number):
            line.blank(layout.cell, styles.blank(ground_of(column)))
            continue
        upright = layout.upright
        text = _upright(column, number, glyphs) if upright else _level(model, column, glyphs)
        style = _style(model, styles, column, index, selected)
        line.fit(text, layout.cell, style, glyphs.cut)
    return line.strip(model.width, surface)


def shows(model: GridModel, column: int, number: int) -> bool:
    """Tell whether a line of the heads shows something of a column's head."""
    return not model.layout.staggered or model.columns.lowered[column] == bool(number)


def _style(
    model: GridModel, styles: GridStyles, column: Column, index: int, selected: range
) -> Style:
    if index == model.column and model.row == OUTSIDE:
        return styles.cursor()
    ground = ground_of(column)
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
    """Return a head that stands above its letters, and a mark behind it where there is air."""
    width, used = model.layout.cell, cell_len(column.head)
    if used > _SHORT and width > NARROW:
        return fitted(column.head, width - 1, glyphs.cut)
    margin = " " if used < _SHORT or width > _SHORT + 1 else ""
    sign = ""
    if width > _SHORT + 1:
        mark = model.board.worst_of_role(column.id)
        starred = column.leader and mark not in MARKS[:2]
        sign = glyphs.star if starred else glyphs.severity(mark) if mark else ""
    return margin + column.head + sign


def _upright(column: Column, number: int, glyphs: Glyphs) -> str:
    letters = signs(column.head + (glyphs.star if column.leader else ""))
    return "".join(letters[number : number + 1])
