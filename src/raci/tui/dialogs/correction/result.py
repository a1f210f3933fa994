"""What comes of a reading: its tables below each other, rows by roles."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.model.scheme import Scheme
    from raci.tables.importing import Imported, ImportedRow, ImportedTable
    from raci.tui.panes.text import Span

    #: A line: its table, its row (None for a title), and what it is called.
    _ResultLine = tuple[ImportedTable, ImportedRow | None, str]

#: Widths of the names of rows and of columns; what is longer is cut.
_LONGEST_NAME, _WIDEST, _NARROWEST = 40, 16, 3
#: Parts of letters that have a style of their own.
_STYLED = frozenset({"accountable", "responsible", "consulted", "informed"})


class ResultCells:
    """An import as ``Cells``: the heads are those of the table whose rows are in sight."""

    def __init__(self, imported: Imported | None) -> None:
        """Show what was recognised; nothing where nothing was."""
        self._scheme: Scheme | None = imported.scheme if imported else None
        self._tables: Sequence[ImportedTable] = imported.tables if imported else ()
        self._lines = list(self._all_lines())

    def _all_lines(self) -> Iterator[_ResultLine]:
        for table in self._tables:
            if len(self._tables) > 1:
                yield table, None, table.name
            group = ""
            for row in table.rows:
                if row.group != group:
                    group = row.group
                    yield table, None, group
                yield table, row, row.name

    @property
    def height(self) -> int:
        """How many lines there are, titles included."""
        return len(self._lines)

    @cached_property
    def widths(self) -> Sequence[int]:
        """The widths of the columns, by the names of roles."""
        columns = max((len(table.roles) for table in self._tables), default=0)
        widths = [_NARROWEST] * columns
        for table in self._tables:
            for at, role in enumerate(table.roles):
                widths[at] = max(widths[at], min(cell_len(role), _WIDEST))
        return widths

    @cached_property
    def stub(self) -> int:
        """The width of the rows' names."""
        names = [*(name for _, _, name in self._lines), *(one.row_head for one in self._tables)]
        longest = max(names, key=len, default="")
        return min(cell_len(longest), _LONGEST_NAME)

    def head(self, row: int, column: int) -> Span:
        """Return the name of a role, and over the names what rows are called."""
        if not self._lines:
            return "", "muted"
        table, _, _ = self._lines[min(row, self.height - 1)]
        if column < 0:
            return table.row_head, "muted"
        return table.roles[column] if column < len(table.roles) else "", "strong"

    def label(self, row: int) -> Span:
        """Return the name of a row, of a group, or of a table."""
        _, found, name = self._lines[row]
        return name, "" if found else "title"

    def cell(self, row: int, column: int) -> Span:
        """Return the letters of a cell in the colour of what they mean."""
        table, found, _ = self._lines[row]
        if found is None or column >= len(table.roles):
            return "", ""
        letters = found.cells.get(table.roles[column], "")
        return letters, self._style(letters, table)

    def _style(self, letters: str, table: ImportedTable) -> str:
        scheme = table.scheme or self._scheme
        letter = scheme.letters.get(letters[:1]) if scheme else None
        return letter.part.value if letter and letter.part.value in _STYLED else "strong"

    def find(self, name: str) -> int | None:
        """Return the line of a row."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for place, (_, row, name) in enumerate(self._lines):
            if row:
                found.setdefault(name, place)
        return found
