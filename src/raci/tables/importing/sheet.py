"""The neutral sheet: what every format is read into, before anybody asks what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci.tables.importing.imported import ImportedTable

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")


@frozen
class Span:
    """Merged cells, all four edges included; rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Remark:
    """Something that a format says of a cell, a row (no column), a column (no row), or a sheet."""

    row: int | None
    column: int | None
    message: Text


@frozen
class Known:
    """What a row is that has an id of ours.

    Attributes:
        id: The channel's; empty for the portfolio row.
        duty: Which duty of the channel it is, or ``portfolio``; empty for its own letters.
        label: What the duty is called there.
        facts: Its kind and state, by the keys of a file.
    """

    id: str
    duty: str
    label: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Sheet:
    """A grid of texts.

    Attributes:
        name: The sheet's name, or the heading above the table.
        rows: All of the same width; a merged cell's text stands in each place it covers.
        file: For texts with lines: what a place begins with.
        lines: The line of each row; without, places are spreadsheet addresses.
        paths: The path of each row in JSON or YAML.
        looks: How the first text of a row is set (bold, filled), where that is not the usual way;
            rows that look alike are of one sort.
        single: Rows that hold one cell where the head has several.
        spans: Which cells were merged.
        sections: Headings above ``name``, the outermost first.
        loose: Gathered from text; columns that mean nothing are no doubt.
        given: The matrix itself, where the file is one of our own and leaves no question.
        named: Whether ``name`` says something (a heading) or is only "table 3".
        fenced: Whether it stands in a fence of code.
        prose: Lines of text around tables, a cell each: they may explain letters.
        ids: What ids stand for that other parts of the document refer to.
        comments: Notes that hang on cells, by row and column.
        remarks: What a format says of cells that their texts do not.
        known: What rows are that have an id of ours.
        numbers: The row of the workbook that each row was; ``letters`` likewise for columns.
    """

    name: str
    rows: list[list[str]]
    file: str = ""
    lines: Sequence[int] | None = None
    paths: Sequence[str] | None = None
    looks: Mapping[int, str] = field(default_factory=dict)
    single: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    sections: tuple[str, ...] = ()
    named: bool = True
    loose: bool = False
    given: ImportedTable | None = None
    prose: bool = False
    fenced: bool = False
    ids: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    numbers: Sequence[int] | None = None
    letters: Sequence[int] | None = None
    known: Mapping[int, Known] = field(default_factory=dict)
    width: int = field(init=False)

    def __post_init__(self) -> None:
        """Make all rows as wide as the widest."""
        self.width = max(map(len, self.rows), default=0)
        for row in self.rows:
            if len(row) < self.width:
                row.extend([""] * (self.width - len(row)))

    def place(self, row: int, column: int | None = None) -> str:
        """Return where a cell, or a row, stands."""
        if self.paths is not None:
            return self.paths[row]
        if self.lines is not None:
            return f"{self.file}:{self.lines[row]}"
        return f"{self.name or self.file}!{self.letter(column or 0)}{self.number(row)}"

    def number(self, row: int) -> int:
        """Return a row's number in its spreadsheet, or the line of a text that it stands in."""
        if self.lines is not None:
            return self.lines[row]
        return (self.numbers[row] if self.numbers else row) + 1

    def letter(self, column: int) -> str:
        """Return what a spreadsheet calls a column."""
        return column_name(self.letters[column] if self.letters else column)


def column_name(index: int) -> str:
    """Return a column's spreadsheet name: 0 is ``A``, 26 is ``AA``."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name


def strike_out(sheet: Sheet, row: int, column: int) -> list[Remark]:
    """Take a text out that is struck out, and say so; the name of a row stays.

    Returns:
        What is to be told; nothing where the cell is blank.
    """
    text = one_line(sheet.rows[row][column])
    if not text:
        return []
    if len(text) > _LONGEST_LETTERS:
        return [
            Remark(row, column, Text("“{text}” is struck out; it was kept.", {"text": text[:60]}))
        ]
    sheet.rows[row][column] = ""
    return [Remark(row, column, Text("“{text}” is struck out; left out.", {"text": text}))]


#: A text that is struck out and longer than this is a name or a note, no letters.
_LONGEST_LETTERS = 5
#: What readers put around text that is struck out; no text of a document holds them.
STRUCK_FROM, STRUCK_TO = "\x01", "\x02"
_STRUCK = re.compile(f"{STRUCK_FROM}([^{STRUCK_FROM}{STRUCK_TO}]*){STRUCK_TO}")
_MARKS = str.maketrans("", "", STRUCK_FROM + STRUCK_TO)


def without_marks(text: str) -> str:
    """Return a text without what readers put around text that is struck out."""
    return text.translate(_MARKS)


def struck_out(rows: Sequence[list[str]]) -> tuple[Remark, ...]:
    """Take out letters that readers marked as struck out, and say so; names and notes stay."""
    remarks: list[Remark] = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if STRUCK_FROM not in text:
                continue
            struck = tuple(filter(None, (one_line(part) for part in _STRUCK.findall(text))))
            kept = not column or any(len(part) > _LONGEST_LETTERS for part in struck)
            row[column] = without_marks(text if kept else _STRUCK.sub(" ", text)).strip()
            if struck:
                values = {"text": ", ".join(struck)[:60]}
                message = (
                    Text("“{text}” is struck out; it was kept.", values)
                    if kept
                    else Text("“{text}” is struck out; left out.", values)
                )
                remarks.append(Remark(number, column, message))
    return tuple(remarks)


def aside(sheet: Sheet, names: Sequence[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the rows and the columns that are called so.

    Args:
        sheet: To find them in.
        names: Heads of columns; columns as spreadsheets call them (``C``); rows by their number in
            a spreadsheet, or by their line in a text, where no head is such a number.
    """
    wanted = {" ".join(name.split()).casefold() for name in names} - {""}
    if not wanted:
        return frozenset(), frozenset()
    columns = set()
    known = set()
    for at in range(sheet.width):
        heads = {one_line(row[at]).casefold() for row in sheet.rows[:_HEAD_ROWS]} & wanted
        known |= heads
        if heads or sheet.letter(at).casefold() in wanted:
            columns.add(at)
    numbers = {int(name) for name in wanted - known if name.isdecimal()}
    rows = {row for row in range(len(sheet.rows)) if sheet.number(row) in numbers}
    return frozenset(rows if numbers else ()), frozenset(columns)


def left_aside(sheet: Sheet, names: Sequence[str]) -> None:
    """Empty the rows and columns of a sheet that are called so; see ``aside``."""
    rows, columns = aside(sheet, names)
    for row in rows:
        sheet.rows[row] = [""] * sheet.width
    for texts in sheet.rows if columns else ():
        for at in columns:
            texts[at] = ""


#: So far from the top a head is looked for that names a column.
_HEAD_ROWS = 20


def one_line(text: str) -> str:
    """Return a name as it is shown: on one line, without soft hyphens and other invisibles."""
    if text.isascii() and text.isalnum():
        return text
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def spread(rows: list[list[str]], spans: Sequence[Span]) -> None:
    """Write each merged cell's text into every place that it covers, within the rows."""
    height = len(rows)
    room = 4 * sum(map(len, rows)) + 1000
    for span in spans:
        if span.top >= height or span.left >= len(rows[span.top]):
            continue
        text = rows[span.top][span.left]
        bottom = min(span.bottom, height - 1)
        for row in rows[span.top : bottom + 1]:
            right = min(span.right, len(row) - 1)
            room -= max(right - span.left + 1, 1)
            if room < 0:
                return
            row[span.left : right + 1] = [text] * (right - span.left + 1)
