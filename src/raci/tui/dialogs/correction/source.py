"""The source as it stands: what each cell was taken for, what is doubted, what symbols mean."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.model.scheme import SCHEMES
from raci.model.text import Text
from raci.tables.importing.language.parts import USUAL
from raci.tables.importing.reading import IN_ROWS
from raci.tables.importing.sheet import aside, one_line
from raci.tui.model.fields import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from raci.tables.importing.imported import Doubt
    from raci.tables.importing.reading import TableReading
    from raci.tables.importing.sheet import Sheet
    from raci.tui.panes.text import Span

    Place = tuple[int, int]
    from raci.words import Words


#: Widths are those of so many rows; what is longer is cut.
_SAMPLE, _WIDEST, _NARROWEST = 200, 22, 3
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
#: Behind a letter that is doubted, and behind the name of a column that is left aside.
DOUBTED, ASIDE = "?", "✕"


class Taken(StrEnum):
    """What a cell was taken for; the value is the style that it is shown in."""

    HEAD = "title"
    NAME = "strong"
    GROUP = "leader"
    LETTER = "responsible"
    FIELD = "consulted"
    NOTHING = "muted"


class SourceCells:
    """A sheet as ``Cells``, with columns named as spreadsheets do.

    Attributes:
        sheet: What is shown.
        readings: How the tables in it were read.
        aside: The columns that are left aside; ``aside_rows`` likewise.
        doubted: Cells that doubts are about.
    """

    def __init__(
        self,
        sheet: Sheet,
        readings: Iterable[TableReading] = (),
        doubts: Iterable[Doubt] = (),
        left: tuple[Collection[int], Collection[int]] = ((), ()),
    ) -> None:
        """Show a sheet.

        Args:
            sheet: As it was read.
            readings: How all tables of the document were read.
            doubts: All that is doubted of the document.
            left: The rows and columns that are left aside.
        """
        self.sheet = sheet
        self.readings = [one for one in readings if belongs(one, sheet)]
        self.aside_rows, self.aside = map(frozenset, left)
        self._rows_by_name: dict[TableReading, dict[str, list[int]]] = {}
        self.doubted = frozenset(place for doubt in doubts for place in self.places(doubt))
        self._taken = [_columns(one, sheet.width) for one in self.readings]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.sheet.rows)

    @cached_property
    def widths(self) -> Sequence[int]:
        """The widths of the columns, by what stands in them."""
        sample = self.sheet.rows[:_SAMPLE]
        return [
            max(
                min(max((cell_len(one_line(row[at])) for row in sample), default=0) + 1, _WIDEST),
                len(self.sheet.letter(at)) + 2,
                _NARROWEST,
            )
            for at in range(self.sheet.width)
        ]

    @cached_property
    def stub(self) -> int:
        """The width of the rows' numbers."""
        return max(
            len(self.label(row)[0]) for row in {0, max(self.height - 1, 0), *self.aside_rows}
        )

    def head(self, row: int, column: int) -> Span:  # noqa: ARG002 - they are the same everywhere
        """Return a column's name."""
        if column < 0:
            return "", "muted"
        return self.sheet.letter(column) + (f" {ASIDE}" if column in self.aside else ""), "muted"

    def label(self, row: int) -> Span:
        """Return a row's number, that of its line in a text."""
        mark = f" {ASIDE}" if row in self.aside_rows else ""
        return f"{self.sheet.number(row)}{mark}", "muted"

    def cell(self, row: int, column: int) -> Span:
        """Return a cell's text in the style of what it was taken for."""
        text = one_line(self.sheet.rows[row][column])
        if (row, column) in self.doubted:
            return f"{text}{DOUBTED}", "warning"
        return text, self.taken(row, column).value

    def taken(self, row: int, column: int) -> Taken:
        """Return what a cell was taken for."""
        if column in self.aside or row in self.aside_rows:
            return Taken.NOTHING
        for reading, columns in zip(self.readings, self._taken, strict=True):
            if row in reading.head:
                return Taken.HEAD
            if reading.body[0] <= row < reading.body[1]:
                return columns[column]
        return Taken.NOTHING

    def reading_at(self, row: int) -> TableReading | None:
        """Return how the table of a row was read; outside of tables, that of the first one."""
        for one in self.readings:
            if row in one.head or one.body[0] <= row < one.body[1]:
                return one
        return self.readings[0] if self.readings else None

    def name_at(self, row: int, column: int) -> str:
        """Return the name of the row that a cell became a part of; empty outside of tables."""
        reading = self.reading_at(row)
        if reading is None or not reading.body[0] <= row < reading.body[1]:
            return ""
        if reading.shape in IN_ROWS:
            return one_line(self.sheet.rows[reading.head[-1]][column]) if reading.head else ""
        return one_line(self.sheet.rows[row][reading.names]) if reading.names >= 0 else ""

    def column_called(self, column: int) -> str:
        """Return the head by which a column can be named, or what spreadsheets call it."""
        reading = self.reading_at(0)
        for row in reversed(reading.head if reading else ()):
            text = one_line(self.sheet.rows[row][column])
            if text and "," not in text and aside(self.sheet, [text])[1] == {column}:
                return text
        return self.sheet.letter(column)

    def places(self, doubt: Doubt) -> list[Place]:
        """Return the cells of this sheet that a doubt is about."""
        at = self.find(doubt.place)
        if at is None:
            return []
        row, column = at
        reading = self.reading_at(row)
        if reading is None or (doubt.rows is None and doubt.roles is None):
            return [(row, column)] if column >= 0 else []
        if column >= 0 and doubt.rows is not None and len(doubt.rows) == 1:
            return [(row, column)]
        rows, columns = (doubt.rows, doubt.roles)
        if reading.shape in IN_ROWS:
            rows, columns = columns, rows
        return [
            (each, other)
            for each in self._rows_called(reading, rows, row)
            for other in self._columns_called(reading, columns)
            if self.sheet.rows[each][other].strip()
        ]

    def _rows_called(
        self, reading: TableReading, names: Sequence[str] | None, row: int
    ) -> Sequence[int]:
        if names is None or reading.names < 0:
            return [row] if row >= reading.body[0] else []
        known = [self._called(reading).get(name, []) for name in names]
        # Of rows of one name it is the one of the place.
        return [each for rows in known for each in ([row] if row in rows else rows)]

    def _called(self, reading: TableReading) -> dict[str, list[int]]:
        """Return a table's rows by what they are called, made once."""
        if reading not in self._rows_by_name:
            found = self._rows_by_name[reading] = defaultdict(list)
            for row in range(reading.body[0], min(reading.body[1], self.height)):
                found[one_line(self.sheet.rows[row][reading.names])].append(row)
        return self._rows_by_name[reading]

    @staticmethod
    def _columns_called(reading: TableReading, names: Sequence[str] | None) -> Sequence[int]:
        if names is None or len(reading.held) != len(reading.roles):
            return reading.roles
        return [at for name, at in zip(reading.held, reading.roles, strict=True) if name in names]

    def find(self, place: str) -> Place | None:
        """Return the row and the column of a place in this sheet, -1 for a whole row; else None."""
        sheet = self.sheet
        if sheet.lines is not None or sheet.paths is not None:
            row = self._by_place.get(place)
            return None if row is None else (row, -1)
        name, _, address = place.rpartition("!")
        found = _ADDRESS.fullmatch(address)
        if name != sheet.name or not found:
            return None
        row = self._by_number.get(int(found[2]))
        column = self._by_letters.get(found[1])
        return None if row is None or column is None else (row, column)

    @cached_property
    def _by_place(self) -> dict[str, int]:
        return {self.sheet.place(row): row for row in reversed(range(self.height))}

    @cached_property
    def _by_number(self) -> dict[int, int]:
        return {self.sheet.number(row): row for row in range(self.height)}

    @cached_property
    def _by_letters(self) -> dict[str, int]:
        return {self.sheet.letter(at): at for at in range(self.sheet.width)}


def belongs(reading: TableReading, sheet: Sheet) -> bool:
    """Tell whether a table that was read stands in a sheet."""
    top = min(reading.head, default=reading.body[0])
    return (
        reading.sheet == sheet.name and top < len(sheet.rows) and sheet.place(top) == reading.place
    )


def _columns(reading: TableReading, width: int) -> list[Taken]:
    """Return what the cells of each column were taken for below the head of a table."""
    taken = [Taken.NOTHING] * width
    for columns, what in (
        (reading.fields, Taken.FIELD),
        (reading.roles, Taken.LETTER),
        (reading.groups, Taken.GROUP),
        ((reading.names,), Taken.NAME),
    ):
        for at in columns:
            if 0 <= at < width:
                taken[at] = what
    return taken


#: What stands between the symbols of a cell, and remarks behind them.
_BETWEEN = re.compile(r"[\s/,;+&|]+|\([^)]*\)")
#: Longer texts are words about a cell.
_LONGEST = 12
#: More symbols than a person looks through.
_MOST = 40
#: What a symbol can mean besides letters: nothing, and what it was read as without being named.
NONE, INFERRED = "-", "="


def symbols_at(cells: SourceCells, row: int, column: int) -> list[str]:
    """Return the symbols of a cell; of all cells, the most frequent first, where it holds none."""
    if cells.taken(row, column) is Taken.LETTER:
        found = symbols(cells.sheet.rows[row][column])
        if found:
            return found
    counts: Counter[str] = Counter()
    texts = Counter(
        text
        for at, texts in enumerate(cells.sheet.rows)
        for place, text in enumerate(texts)
        if text and cells.taken(at, place) is Taken.LETTER
    )
    for text, times in texts.items():
        for symbol in symbols(text):
            counts[symbol] += times
    return [symbol for symbol, _ in counts.most_common(_MOST)]


def symbols(text: str) -> list[str]:
    """Return the symbols in a cell's text, in upper case: ``a/r`` holds A and R, ``AR`` also AR."""
    found: list[str] = []
    for token in _BETWEEN.split(one_line(text).upper()):
        if not token or len(token) > _LONGEST:
            continue
        together = len(token) <= 3 and token.isalpha()  # noqa: PLR2004 - A, R and C in one
        found += [*(token if together else ()), *([token] if token not in found else ())]
    return list(dict.fromkeys(found))


def meanings(words: Words) -> list[Entry]:
    """Return what a symbol can be said to mean, as entries of a list."""
    labels = {
        letter.part: letter.label
        for name in ("RACI-VS", "CAIRO", "RASCI")
        for letter in SCHEMES[name].letters.values()
    }
    return [
        *(Entry(char, f"{char}  {words(labels[part])}") for char, part in USUAL.items()),
        Entry(NONE, words.say(Text("nothing: no letter")), words.say(Text("such cells are blank"))),
        Entry(INFERRED, words.say(Text("what is inferred"))),
    ]
