"""The grid on a terminal.

Columns shrink until all roles fit into the width; where even the narrowest do not, the matrix
breaks into blocks of roles, each with the names of the rows again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.text import printable
from raci.tables.styles import Segment, Style, cell_style
from raci.tables.terminal.widths import padded, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci.tables.styles import Line
    from raci.tables.table import Column, Row, Table

#: Widths of a role's column, widest first; at the last two the heads stand upright.
_WIDTHS = (6, 5, 4, 3, 2)
_UPRIGHT = 3
#: The width in blocks, where the roles do not fit side by side.
_BLOCK = 4
#: Room that names of rows get at least before columns shrink: characters, share of the line.
_NAME, _SHARE = 16, 0.3
#: ``★12`` and the blanks around it.
_MARK = 5

_BAR = Segment("│", Style.DIM)


@frozen
class _Measures:
    """How wide the names and the columns are, and which columns stand in each block."""

    name: int
    mark: int
    cell: int
    blocks: tuple[tuple[Column, ...], ...]


def matrix(table: Table, columns: int) -> Iterator[Line]:
    """Yield the lines of the grid, at most ``columns`` wide where that can be."""
    measures = _measures(table, columns)
    for number, block in enumerate(measures.blocks):
        if number:
            yield []
        yield from _Block(table, block, measures).lines()


def row_label(row: Row) -> str:
    """Return a row's name as it stands in the stub: duties below their channel."""
    return printable(f"  ↳ {row.label}" if row.duty else row.label)


def _measures(table: Table, columns: int) -> _Measures:
    names = [width(row_label(row)) for _, row in table.rows()]
    longest = max((width(printable(table.row_name)), *names))
    wanted = min(longest, max(_NAME, int(columns * _SHARE)))
    mark = _MARK if table.has_leadership else 1
    letters = max(
        (len(cell.letters) for _, row in table.rows() for cell in row.cells.values()), default=1
    )
    everything = _bars(table.columns)
    for cell in _WIDTHS:
        room = columns - mark - everything - cell * len(table.columns)
        if room >= wanted and letters <= max(cell - 1, 2):
            return _Measures(min(longest, room), mark, cell, (table.columns,))
    cell = max(_BLOCK, letters + 1)
    blocks = tuple(_broken(table.columns, columns - wanted - mark, cell))
    return _Measures(wanted, mark, cell, blocks)


def _bars(columns: Sequence[Column]) -> int:
    """Return how many bars stand before these columns: one at each department."""
    return sum(1 for _ in groupby(columns, key=lambda column: column.department))


def _broken(columns: Sequence[Column], room: int, cell: int) -> Iterator[tuple[Column, ...]]:
    block: list[Column] = []
    for column in columns:
        if block and _bars([*block, column]) + cell * (len(block) + 1) > room:
            yield tuple(block)
            block = []
        block.append(column)
    yield tuple(block)


class _Block:
    """All rows over some of the roles."""

    def __init__(self, table: Table, columns: Sequence[Column], measures: _Measures) -> None:
        self._table = table
        self._columns = columns
        self._measures = measures
        self._blank: Line = []
        self._places: dict[str, int] = {}
        for _, members in groupby(columns, key=lambda column: column.department):
            self._blank.append(_BAR)
            for column in members:
                self._places[column.id] = len(self._blank)
                self._blank.append(Segment(" " * measures.cell, Style.PLAIN, column.leader))

    def lines(self) -> Iterator[Line]:
        """Yield the heads, then the rows below their groups."""
        yield from self._heads()
        if self._table.portfolio is not None:
            yield self._row(self._table.portfolio)
        for group in self._table.groups:
            if group.title:
                yield [Segment(printable(group.title), Style.GROUP)]
            for row in group.rows:
                yield self._row(row)

    def _line(self, stub: str, mark: str, cells: Iterable[tuple[str, str, Style]]) -> Line:
        """Return a line: the stub, the mark, then role, text and style of what is not blank."""
        line = self._blank.copy()
        for role, text, style in cells:
            place = self._places.get(role)
            if place is not None:
                shown = padded(text, self._measures.cell, "^")
                line[place] = Segment(shown, style, line[place].tint)
        style = Style.ALARM_MARK if mark == "☆" else Style.LEADER
        return [
            Segment(padded(stub, self._measures.name)),
            Segment(padded(f" {mark}", self._measures.mark), style),
            *line,
        ]

    def _row(self, row: Row) -> Line:
        cells = (
            (role, cell.letters, cell_style(cell))
            for role, cell in row.cells.items()
            if cell.letters
        )
        return self._line(row_label(row), row.mark, cells)

    def _heads(self) -> Iterator[Line]:
        if any(column.department for column in self._columns):
            yield self._departments()
        if self._measures.cell > _UPRIGHT:
            stacked = [tuple((column, printable(column.head)) for column in self._columns)]
        else:
            stacked = self._upright()
        for number, heads in enumerate(stacked):
            stub = printable(self._table.row_name) if number == len(stacked) - 1 else ""
            yield self._line(stub, "", ((one.id, text, _head_style(one)) for one, text in heads))
        if any(_flags(column) for column in self._columns):
            flags = ((one.id, _flags(one), _head_style(one)) for one in self._columns)
            yield self._line("", "", flags)
        before = self._measures.name + self._measures.mark
        rule = "".join("┼" if part is _BAR else "─" * len(part.text) for part in self._blank)
        yield [Segment("─" * before + rule, Style.DIM)]

    def _departments(self) -> Line:
        names: dict[str | None, str] = {span.id: span.name for span in self._table.departments}
        line = [Segment(" " * (self._measures.name + self._measures.mark))]
        for department, members in groupby(self._columns, key=lambda column: column.department):
            taken = self._measures.cell * len(tuple(members))
            name = printable(names.get(department, ""))
            line += [_BAR, Segment(padded(name, taken - 1) + " ", Style.DIM)]
        return line

    def _upright(self) -> list[tuple[tuple[Column, str], ...]]:
        """Return the heads letter below letter, ending on one line, four letters at most."""
        heads = [printable(column.head)[:4] for column in self._columns]
        height = max(map(len, heads))
        return [
            tuple(
                (column, head.ljust(height)[level].strip())
                for column, head in zip(self._columns, heads, strict=True)
            )
            for level in range(height)
        ]


def _head_style(column: Column) -> Style:
    if column.leader:
        return Style.LEADER
    return Style.DIM if column.it or column.external else Style.TITLE


def _flags(column: Column) -> str:
    """Return ``★`` for leadership, ``IT`` for IT, ``↗`` for those outside."""
    if column.leader:
        return "★"
    return ("IT" if column.it else "") + ("↗" if column.external else "")
