"""The rows of the grid: the stub, and the cells in sight."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.tui.grid.layout import STUB_FRAME, ground_of, stretches
from raci.tui.grid.line import Line, bracketed, placed
from raci.tui.grid.model import OUTSIDE
from raci.tui.grid.palette import ACCOUNTABLE, MARKS
from raci.tui.grid.styles import Ground

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style
    from textual.strip import Strip

    from raci.tui.grid.board import Cell, Column, Lead
    from raci.tui.grid.layout import Columns
    from raci.tui.grid.model import Block, GridModel
    from raci.tui.grid.palette import Glyphs
    from raci.tui.grid.styles import GridStyles

_LEAD_WIDTH = 2
#: More steps than one digit can tell are shown as ``+``.
_MOST_STEPS = 9


class RowPainter:
    """Draws one row; everything it shows is in its signature, so that strips can be kept."""

    def __init__(self, model: GridModel, styles: GridStyles, glyphs: Glyphs, row: int) -> None:
        """Prepare to draw the row at that position."""
        self.model = model
        self.styles = styles
        self.glyphs = glyphs
        self.row = row
        self.key = model.rows.keys[row]
        self.content = model.board.row(self.key)
        self.letters, self.shown = self.content.letters, self.content.shown
        if self.content.below and self.key.id not in model.unfolded:
            self.shown = {**self.content.below, **self.shown}
        self.here = row == model.row
        self.cursor = model.column if self.here else None
        self.span = _span(model.block, row)
        self.dim = self.content.dim

    @property
    def signature(self) -> tuple[object, ...]:
        """What the strip depends on beside the styles and the columns in sight.

        The subject stands in it itself: an edit makes another one, so that no strip outlives it.
        """
        model, key = self.model, self.key
        if key.kind == "group":
            return (self.cursor, self.span, key.id in model.folded, *self._group())
        return self.content, key.id in model.unfolded, self.cursor, self.span

    def strip(self) -> Strip:
        """Draw the row."""
        if self.key.kind == "group":
            return self._heading()
        line = Line(self.model.layout.edges)
        self._stub(line)
        window = self.model.layout.window(self.model.first)
        ground = Ground.ROW if self.here else Ground.SURFACE
        before, after = self._outside(window.first, window.stop)
        self._count(line, before, window.before, ground, to_left=True)
        if self.here or self.span is not None:
            self._special_cells(line, window.first, window.stop)
        else:
            self._plain_cells(line, window.first, window.stop)
        line.fill(self.model.width - window.after, self.styles.blank(ground))
        self._count(line, after, window.after, ground, to_left=False)
        return line.strip(self.model.width, self.styles.blank(ground))

    # The stub

    def _stub(self, line: Line) -> None:
        styles, key, width = self.styles, self.key, self.model.layout.stub
        ground = self._stub_ground()
        style = styles.text("text", ground, bold=self.here, dim=self.dim or key.duty is not None)
        self._sign(line, self._triangle(), "muted", style)
        worst = self.content.mark
        self._sign(line, self.glyphs.severity(worst) if worst else " ", worst or "text", style)
        indent = 2 if key.duty is not None else 0
        room = max(0, width - STUB_FRAME - indent)
        line.add(" " * (1 + indent), style)
        name_style = styles.cursor() if self.cursor == OUTSIDE else style
        line.fit(self.model.name(key), room, name_style, self.glyphs.cut)
        line.add(" ", style)
        mark, colour = _lead_mark(self.content.lead, self.glyphs)
        self._sign(line, mark.ljust(_LEAD_WIDTH), colour, style)
        line.fill(width, style)

    def _sign(self, line: Line, text: str, colour: str, plain: Style) -> None:
        """Add a mark of the stub; where there is none, what continues the run."""
        if text.isspace():
            line.blank(len(text), plain)
        else:
            bold = colour not in {"leadership", "muted"}
            line.add(text, self.styles.text(colour, self._stub_ground(), bold=bold))

    def _stub_ground(self) -> Ground:
        if self.span is not None and self.span[0] == OUTSIDE:
            return Ground.SELECTED
        return Ground.ROW if self.here else Ground.SURFACE

    def _triangle(self) -> str:
        if self.key.kind == "channel" and self.key.id in self.model.unfolded:
            return self.glyphs.unfolded
        return self.glyphs.folded if self.content.folds else " "

    # The cells

    def _plain_cells(self, line: Line, first: int, stop: int) -> None:
        """Draw the cells of a row by stretches of empty ones: most of a big matrix is empty."""
        columns, width, styles = self.model.columns, self.model.layout.cell, self.styles
        position = columns.position
        held = sorted(
            (
                (position[role], cell)
                for role, cell in self.shown.items()
                if cell.letters and first <= position.get(role, OUTSIDE) < stop
            ),
            key=itemgetter(0),
        )
        if not held:
            view = (columns, first, stop, width)
            line.extend(*_empty_cells(view, styles, self.glyphs.bar))
            return
        for stretch in stretches(columns, first, stop):
            if stretch.bar:
                line.add(self.glyphs.bar, styles.bar())
            blank = styles.blank(stretch.ground)
            at = stretch.start
            while held and held[0][0] < stretch.stop:
                index, cell = held.pop(0)
                line.blank((index - at) * width, blank)
                self._letters(line, columns.columns[index], cell, stretch.ground)
                at = index + 1
            line.blank((stretch.stop - at) * width, blank)

    def _special_cells(self, line: Line, first: int, stop: int) -> None:
        """Draw the cells of the cursor's row, or of a selected one."""
        ground = Ground.ROW if self.here else Ground.SURFACE
        for index in range(first, stop):
            column = self.model.columns.columns[index]
            if column.opens or index == first:
                line.add(self.glyphs.bar, self.styles.bar(ground))
            self._cell(line, column, index)

    def _cell(self, line: Line, column: Column, index: int) -> None:
        width = self.model.layout.cell
        if index == self.cursor:
            own = self.letters.get(column.id)
            letters = own.letters if own else ""
            noted = own is not None and (own.why is not None or own.until is not None)
            note = self.glyphs.note if noted else ""
            text = bracketed(letters, width, self.glyphs.cut, note)
            line.add(text, self.styles.cursor(noted=noted))
            return
        cell = self.shown.get(column.id)
        ground = self._ground(column, index)
        if cell is not None and cell.letters:
            self._letters(line, column, cell, ground)
        elif self.here:
            line.add("".join(placed(self.glyphs.empty, width)), self.styles.dot(ground))
        else:
            line.blank(width, self.styles.blank(ground))

    def _ground(self, column: Column, index: int) -> Ground:
        if self.span is not None:
            left, right = self.span
            if left <= index <= right or right == OUTSIDE:
                return Ground.SELECTED
        return Ground.ROW if self.here else ground_of(column)

    def _letters(self, line: Line, column: Column, cell: Cell, ground: Ground) -> None:
        styles = self.styles
        noted = cell.why is not None or cell.until is not None
        note = self.glyphs.note if noted else ""
        left, chip, right = placed(cell.letters, self.model.layout.cell, note, self.glyphs.cut)
        blank = styles.blank(ground)
        dim = self.dim or column.id not in self.letters
        accountable = self.model.board.accountable(cell.letters)
        misplaced = column.misplaced and self.content.alarms
        line.blank(len(left), blank)
        if accountable and not dim and (column.leader or misplaced):
            style = styles.accountable(ground, leader=column.leader, misplaced=misplaced)
            line.add(chip, style)
        else:
            for char in chip:
                self._char(line, char, ground, dim=dim, noted=noted)
        line.blank(len(right), blank)

    def _char(self, line: Line, char: str, ground: Ground, *, dim: bool, noted: bool) -> None:
        styles, board = self.styles, self.model.board
        if char == " ":
            line.blank(1, styles.blank(ground))
        elif char in {self.glyphs.note, self.glyphs.cut}:
            line.add(char, styles.text("muted", ground))
        else:
            part = board.part(char)
            if part == ACCOUNTABLE and not dim:
                line.add(char, styles.accountable(ground, leader=False, misplaced=False))
            else:
                line.add(char, styles.letter(part, ground, dim=dim, noted=noted))

    # Out of sight

    def _outside(self, first: int, stop: int) -> tuple[list[str], list[str]]:
        before: list[str] = []
        after: list[str] = []
        if first == 0 and stop == len(self.model.columns):
            return before, after
        position = self.model.columns.position
        for role, cell in self.letters.items():
            at = position.get(role)
            if at is None or first <= at < stop or not cell.letters:
                continue
            (before if at < first else after).append(cell.letters)
        return before, after

    def _count(
        self, line: Line, hidden: list[str], width: int, ground: Ground, *, to_left: bool
    ) -> None:
        if not width:
            return
        number = str(sum(len(letters) for letters in hidden))
        if not hidden:
            line.blank(width, self.styles.blank(ground))
            return
        if to_left:
            text = f"{self.glyphs.left}{number}".ljust(width)[:width]
        else:
            text = f"{number}{self.glyphs.right}".rjust(width)[-width:]
        alarm = any(self.model.board.accountable(letters) for letters in hidden)
        line.add(text, self.styles.text("alarm" if alarm else "muted", ground, bold=alarm))

    # Headings

    def _group(self) -> tuple[str, int, int, str | None]:
        model = self.model
        heading = model.rows.headings[self.key.id]
        worst = None
        if self.key.id in model.folded:
            found = (model.board.worst(id_) for id_ in heading.members)
            worst = min(filter(None, found), key=MARKS.index, default=None)
        owned = model.tally.owned(heading)
        return model.name(self.key), owned, len(heading.members), worst

    def _heading(self) -> Strip:
        styles, glyphs, width = self.styles, self.glyphs, self.model.layout.stub
        name, owned, members, worst = self._group()
        ground = Ground.ROW if self.here else Ground.BAND
        folded = self.key.id in self.model.folded
        apart = self.key.id.startswith("status")
        count = str(members) if apart else f"{owned}/{members}"
        line = Line(self.model.layout.edges)
        line.add(" ", styles.blank(ground))
        line.add(glyphs.folded if folded else glyphs.unfolded, styles.text("text", ground))
        line.add(" ", styles.blank(ground))
        # No letters stand in the line: a name that is too long for the stub goes on in it.
        room = max(0, width - 5 - len(count) - (2 if worst else 0))
        if cell_len(name) > room:
            room = max(0, min(cell_len(name) + 1, self.model.width - 5 - len(count)))
        style = styles.cursor() if self.here else styles.text("text", ground, bold=True, dim=apart)
        line.fit(name, room, style, glyphs.cut)
        line.add(" ", styles.blank(ground))
        if worst:
            line.add(f"{glyphs.severity(worst)} ", styles.text(worst, ground, bold=True))
        alarm = not apart and owned < members
        line.add(count, styles.text("alarm" if alarm else "text", ground, bold=True, dim=apart))
        return line.strip(self.model.width, styles.blank(ground))


def _span(block: Block | None, row: int) -> tuple[int, int] | None:
    if block is None or not block.top <= row <= block.bottom:
        return None
    return block.left, block.right


def _lead_mark(lead: Lead | None, glyphs: Glyphs) -> tuple[str, str]:
    if lead is None:
        return "", "text"
    if lead.steps is None:
        return glyphs.never, "alarm"
    if lead.steps == 0:
        return glyphs.star, "leadership"
    number = str(lead.steps) if lead.steps <= _MOST_STEPS else "+"
    return f"{glyphs.star}{number}", "text" if lead.within else "alarm"


@lru_cache(maxsize=4)
def _empty_cells(
    view: tuple[Columns, int, int, int], styles: GridStyles, bar: str
) -> tuple[tuple[Segment, ...], int]:
    """Return the cells of a row without letters in sight, and their width."""
    columns, first, stop, width = view
    line = Line()
    for stretch in stretches(columns, first, stop):
        if stretch.bar:
            line.add(bar, styles.bar())
        line.blank((stretch.stop - stretch.start) * width, styles.blank(stretch.ground))
    return tuple(line.strip(line.width, styles.blank(Ground.SURFACE))), line.width
