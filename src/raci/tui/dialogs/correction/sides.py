"""Both sides of an import: a sheet of the source, and the rows that come of it, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

from raci.tables.importing.sheet import aside
from raci.tui.dialogs.correction.result import ResultCells
from raci.tui.dialogs.correction.source import SourceCells, belongs
from raci.tui.dialogs.correction.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from raci.tables.importing import Doubt
    from raci.tables.importing.reading import TableReading
    from raci.tables.importing.sheet import Sheet
    from raci.tui.dialogs.correction.corrections import Outcome


class Sides(Horizontal):
    """Shows what came of a reading beside its source; the result follows the source's cursor.

    Attributes:
        sheets: The sheets of the source.
        number: Which of them is looked at.
    """

    class Moved(Message):
        """The cursor is on another cell, or in another sheet."""

    def __init__(self) -> None:
        """Know no source yet."""
        super().__init__()
        self.sheets: Sequence[Sheet] = ()
        self.number = 0
        self._found: Outcome | None = None
        self._source = TableView(ResultCells(None), id="source")
        self._result = TableView(ResultCells(None), id="result")
        self._cells: SourceCells | None = None
        self._results = ResultCells(None)

    def compose(self) -> ComposeResult:
        """Yield both sides; keys are the dialog's."""
        for view in (self._source, self._result):
            view.can_focus = False
            yield view

    @property
    def cells(self) -> SourceCells | None:
        """The sheet that is looked at."""
        return self._cells

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor is in the sheet."""
        return self._source.cursor or (0, 0)

    @property
    def reading(self) -> TableReading | None:
        """How the table was read that the cursor is in."""
        return self._cells.reading_at(self.cursor[0]) if self._cells else None

    def show(self, found: Outcome, sheets: Sequence[Sheet]) -> None:
        """Show what came of a reading; the cursor stays where it was, as far as the sheet does."""
        here = self.sheets[self.number] if self.sheets else None
        self.sheets, self._found = sheets, found
        self._results = ResultCells(found.imported)
        self._result.show(self._results)
        kept = next((at for at, one in enumerate(sheets) if one is here), None)
        self.number = self._first() if kept is None else kept
        self._look(None if kept is None else self._source.cursor)

    def on_resize(self) -> None:
        """Share the new width."""
        self._share()

    def _share(self) -> None:
        """Give each side what it needs, or half of the width where both need more."""
        width, source, result = self.size.width, self._source.wanted, self._result.wanted
        half = width // 2
        if width:
            self._source.styles.width = min(source, max(half, width - result - 1))

    def _first(self) -> int:
        """Return the first sheet in which a table was found."""
        readings = self._found.readings if self._found else ()
        tables = readings[0].tables if readings else ()
        return next(
            (
                number
                for number, sheet in enumerate(self.sheets)
                if any(belongs(one, sheet) for one in tables)
            ),
            0,
        )

    def _look(self, cursor: tuple[int, int] | None) -> None:
        """Show the sheet of the number, by default from its first table on."""
        if not self.sheets or self._found is None:
            return
        sheet, imported = self.sheets[self.number], self._found.imported
        tables = self._found.readings[0].tables if self._found.readings else ()
        doubts = imported.doubts if imported else ()
        cells = SourceCells(sheet, tables, doubts, aside(sheet, self._found.stated.skip))
        if cursor is None:
            reading = cells.readings[0] if cells.readings else None
            cursor = (reading.body[0], max(reading.names, 0)) if reading else (0, 0)
        self._cells = cells
        self._share()
        self._source.show(cells, cursor)
        self._follow()

    def turn_over(self, step: int) -> None:
        """Look at the next sheet, round and round."""
        if self.sheets:
            self.number = (self.number + step) % len(self.sheets)
            self._look(None)

    def move(self, down: int, right: int) -> None:
        """Move the cursor."""
        row, column = self.cursor
        if self._cells:
            self.go(row + down, max(column + right, 0))

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell of the sheet."""
        self._source.go(row, column)
        self._follow()

    def go_to(self, doubt: Doubt) -> bool:
        """Put the cursor where a doubt is; tell whether its place is in a sheet."""
        if self._cells is None:
            return False
        numbers = [self.number, *range(len(self.sheets))]
        for number in numbers:
            cells = self._cells if number == self.number else SourceCells(self.sheets[number])
            found = cells.find(doubt.place)
            if found is None:
                continue
            if number != self.number:
                self.number = number
                self._look(None)
            row, column = min(self._cells.places(doubt), default=found)
            reading = self._cells.reading_at(row)
            self.go(row, column if column >= 0 else max(reading.names, 0) if reading else 0)
            return True
        return False

    def _follow(self) -> None:
        """Let the result show the row that comes of the one of the cursor."""
        name = self._cells.name_at(*self.cursor) if self._cells else ""
        found = self._results.find(name)
        if found is not None:
            self._result.go(found, -1)
        else:
            self._result.leave()
        self.post_message(self.Moved())

    def on_table_view_pointed(self, event: TableView.Pointed) -> None:
        """Put the cursor on the cell that was clicked."""
        event.stop()
        if event.view is self._source:
            self.go(event.row, max(event.column, 0))
