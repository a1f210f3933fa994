"""Workbooks whose cells lie far apart: empty rows and columns between them are closed up.

The library that reads workbooks fills in every cell between the first and the last one. A letter a
million rows below the table would be a million rows of nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.tables.importing.readers.bounds import refuse_cells
from raci.tables.importing.readers.office.archive import opened, unpacked
from raci.tables.importing.readers.office.workbook_parts import column_of
from raci.tables.importing.sheet import column_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_ROW = re.compile(rb'(<(?:\w+:)?row\b[^>]*?\br=")(\d{1,7})(")')
_CELL = re.compile(rb'(<(?:\w+:)?c\b[^>]*?\br=")([A-Z]{1,3})(\d{1,7})(")')
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>')
_MERGED = re.compile(
    rb'(<(?:\w+:)?mergeCell\b[^>]*?\bref=")([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})("[^>]*>)'
)
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*/>")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*(?:/>|[^/]>\s*</(?:\w+:)?row>)")
_SIZE = re.compile(rb"<(?:\w+:)?dimension\b[^>]*/>")
_ROW_NUMBER = re.compile(rb'<row r="(\d{1,9})"')
#: Cells in columns with names of two letters.
_WIDE = re.compile(rb'<c r="[A-Z]{2}\d')
#: A gap is no wider than this; that is enough to tell two tables apart.
_GAP = 3
#: Sheets that span less, or not so much more than they hold, are left as they are.
_SMALL, _TIMES = 200_000, 8


@frozen
class Closed:
    """Where the rows and columns of a sheet stood before gaps were closed; from 0."""

    rows: Sequence[int]
    columns: Sequence[int]


def closed_up(
    data: bytes, look: Callable[[str, bytes], None]
) -> tuple[bytes, dict[str, Closed], set[str]]:
    """Return a workbook without wide gaps, where cells stood by sheet, and which are dense.

    Args:
        data: The workbook.
        look: Is shown each sheet's path and text, as unpacking them again takes time.
    """
    found: dict[str, Closed] = {}
    dense: set[str] = set()
    changed: dict[str, bytes] = {}
    with opened(data) as archive:
        for entry in archive.infolist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                continue
            xml = unpacked(archive, entry)
            look(entry.filename, xml)
            if _is_dense(xml):
                dense.add(entry.filename)
            elif made := _closed(xml):
                changed[entry.filename], found[entry.filename] = made
        if not changed:
            return data, {}, dense
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as copy:
            for entry in archive.infolist():
                copy.writestr(
                    entry.filename, changed.get(entry.filename) or unpacked(archive, entry)
                )
    return stream.getvalue(), found, dense


def _closed(xml: bytes) -> tuple[bytes, Closed] | None:
    """Return a sheet without wide gaps; None where it has none, or does not say where cells are."""
    places = _FILLED.findall(xml)
    if not places:
        return None
    refuse_cells(len(places))
    rows = sorted({int(row) - 1 for _, row in places})
    columns = sorted({column_of(letters.decode()) for letters in {one for one, _ in places}})
    extent = (rows[-1] + 1) * (columns[-1] + 1)
    if extent <= max(_SMALL, _TIMES * len(places)):
        return None
    kept = Closed(_with_gaps(rows), _with_gaps(columns))
    at_row = {old: new for new, old in enumerate(kept.rows)}
    at_column = {
        column_name(old).encode(): column_name(new).encode() for new, old in enumerate(kept.columns)
    }
    return _renumbered(xml, at_row, at_column), kept


def _is_dense(xml: bytes) -> bool:
    """Tell at a glance that a sheet says where cells are, and holds nearly all it spans."""
    last = max(map(int, _ROW_NUMBER.findall(xml)), default=0)
    elsewhere = re.compile(
        rb'<(?:c(?! r="[A-Z]{1,2}\d{1,%d}")|row(?! r="\d))[ >/]' % len(str(last))
    )
    wide = 702 if _WIDE.search(xml) else 26
    dense = last * wide <= max(_SMALL, _TIMES * xml.count(b"<c "))
    return dense and b":row" not in xml and not elsewhere.search(xml)


def _with_gaps(places: Iterable[int]) -> list[int]:
    """Return places with a few of the empty ones between them."""
    kept: list[int] = []
    for place in places:
        before = kept[-1] if kept else -1
        kept += range(max(before + 1, place - _GAP), place + 1)
    return kept


def _renumbered(xml: bytes, rows: dict[int, int], columns: dict[bytes, bytes]) -> bytes:
    """Return a sheet's text with rows and columns moved up; cells and rows without values go."""

    def number(old: bytes) -> bytes:
        return str(rows[int(old) - 1] + 1).encode()

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + number(found[2]) + found[3]

    def cell(found: re.Match[bytes]) -> bytes:
        return found[1] + columns[found[2]] + number(found[3]) + found[4]

    def merged(found: re.Match[bytes]) -> bytes:
        inside = {int(found[3]) - 1, int(found[5]) - 1} <= set(rows)
        if not inside or not {found[2], found[4]} <= set(columns):
            return b""
        first = columns[found[2]] + number(found[3])
        last = columns[found[4]] + number(found[5])
        return found[1] + first + b":" + last + found[6]

    filled = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", _SIZE.sub(b"", xml)))
    return _MERGED.sub(merged, _CELL.sub(cell, _ROW.sub(row, filled)))
