"""CSV, TSV and their cousins, in any delimiter."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.cleaning import unguarded
from raci.tables.importing.imported import Doubt
from raci.tables.importing.readers.bounds import (
    LARGEST_TREE,
    check_grid,
    refuse_cells,
    refuse_columns,
    refuse_large,
    refuse_rows,
)
from raci.tables.importing.readers.encoding import decode
from raci.tables.importing.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable


_DELIMITERS = ",;\t|:"
_SEP_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_SAMPLE_LINES = 50


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the one sheet of a delimited text."""
    refuse_large(data, LARGEST_TREE)
    text = decode(data, name, doubts)
    return [sheet_of(text, name, doubts=doubts)]


def sheet_of(text: str, name: str, first_line: int = 1, doubts: list[Doubt] | None = None) -> Sheet:
    """Return the rows of a delimited text as a sheet.

    Args:
        text: With line feeds for line ends.
        name: The file's name, for places.
        first_line: The line on which the text begins in its file.
        doubts: Quotation marks that open a field and end it too late, or never, are added here.
    """
    delimiter, text, skipped = _delimiter(text)
    text, opened = _mended(text, delimiter)
    message = Text(
        "A quotation mark opens here that no field ends with; the lines are read as rows."
    )
    if doubts is not None:
        places = (f"{name}:{first_line + skipped + line}" for line in opened)
        doubts += [Doubt(place, message, None, (), ()) for place in places]
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter)
    csv.field_size_limit(1_000_000)
    before, cells = 0, 0
    try:
        for row in reader:
            refuse_columns(len(row))
            refuse_rows(len(rows))
            cells += len(row)
            refuse_cells(cells)
            rows.append([unguarded(cell) for cell in row])
            lines.append(first_line + skipped + before)
            before = reader.line_num
    except csv.Error:
        raise RaciError(
            Text("{place}: this is no table: a field does not end.", {"place": f"{name}:{before}"})
        ) from None
    check_grid(rows)
    return Sheet("", rows, file=name, lines=lines, named=False)


def _mended(text: str, delimiter: str) -> tuple[str, list[int]]:
    """Return a text without quotation marks that swallow rows, and the lines where they stood.

    A mark is wrong that is never followed by a second one, or whose field begins with as many
    delimiters on its first line as a whole row has: what it holds is rows.
    """
    if '"' not in text:
        return text, []
    lines = text.split("\n")
    usual = max(1, lines[0].count(delimiter))
    wrong: list[int] = []
    start, quoted = 0, False
    for number, line in enumerate(lines):
        if not quoted:
            start = number
        quoted ^= line.count('"') % 2 == 1
        if quoted and start == number and _swallows(line, delimiter, usual):
            wrong.append(number)
            lines[number] = line.replace('"', "")
            quoted = False
    if quoted and start not in wrong:
        wrong.append(start)
        lines[start] = lines[start].replace('"', "")
    return ("\n".join(lines), wrong) if wrong else (text, [])


def _swallows(line: str, delimiter: str, usual: int) -> bool:
    """Tell whether a quotation mark opens a field that holds a whole row on its first line."""
    before, _, inside = line.rpartition('"')
    return (not before or before.endswith(delimiter)) and inside.count(delimiter) >= usual


def _delimiter(text: str) -> tuple[str, str, int]:
    """Return the delimiter, the text after a ``sep=`` line, and how many lines were skipped."""
    first, _, rest = text.partition("\n")
    said = _SEP_LINE.fullmatch(first)
    if said and said[1] not in '"\r':
        return said[1], rest, 1
    sample = [line for line in text[:100_000].split("\n")[:_SAMPLE_LINES] if line.strip()]
    return max(_DELIMITERS, key=lambda char: _evidence(sample, char)), text, 0


def _evidence(sample: list[str], delimiter: str) -> tuple[float, int]:
    """Say how well a delimiter cuts the lines: into how many fields most of them agree on."""
    counts = [len(row) for row in _cut(sample, delimiter)]
    if not counts:
        return 0.0, 0
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    agreement = counts.count(usual) / len(counts) if usual > 1 else 0.0
    several = sum(count > 1 for count in counts) / len(counts)
    return agreement + several, usual


def _cut(sample: list[str], delimiter: str) -> Iterable[list[str]]:
    try:
        return list(csv.reader(sample, delimiter=delimiter))
    except csv.Error:
        return []
