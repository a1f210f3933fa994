"""Looking into zipped files before anything unpacks them: bombs are refused."""

from __future__ import annotations

import io
import lzma
import math
import re
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.readers.bounds import (
    HIGHEST_RATIO,
    LARGEST_UNPACKED,
    MOST_CELLS,
    MOST_COLUMNS,
    refuse_cells,
    refuse_columns,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_CHUNK = 1 << 20
_OVERLAP = 200
#: Below this size a file may be squeezed as hard as it likes.
_HARMLESS = 20_000_000
_MOST_MEMBERS = 10_000
#: Of the number of a row, beyond which there is no sheet.
_MOST_DIGITS = 9
#: So many cells at most, by a quick look, fit in memory: the reader takes 24 bytes for each.
_HARMLESS_CELLS = 2 * MOST_CELLS
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,150}? r="(\d{4,9})')
_TWO_LETTERS, _THREE_LETTERS = re.compile(rb' r="[A-Z]{2}\d'), re.compile(rb' r="[A-Z]{3}')
#: A row, or a cell; one that merely has a look is closed at once.
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d+)""")
_REPEATED = re.compile(rb"<table:table-(row|cell|covered-table-cell)\b([^>]{0,600})>", re.DOTALL)
#: Blanks that stand for so many; a reader writes them all out.
_SPACES = re.compile(rb'<text:s\b[^>]*?text:c="(\d{1,9})')
_MOST_SPACES = 1_000_000
_TIMES = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})')
#: What unpacking a damaged archive raises; a kind of packing that is not known is a RuntimeError.
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def check_zip(data: bytes) -> None:
    """Raise where a zipped file is damaged, or would unpack to far more than it seems."""
    with opened(data) as archive:
        members = archive.infolist()
        total = sum(member.file_size for member in members)
        ratio = total / max(len(data), 1)
        if (
            len(members) > _MOST_MEMBERS
            or total > LARGEST_UNPACKED
            or (total > _HARMLESS and ratio > HIGHEST_RATIO)
        ):
            raise _bomb()


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive.

    Raises:
        RaciError: It is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except FAULTS:
        raise _damaged() from None


def member(data: bytes, path: str) -> bytes:
    """Return one file of an archive.

    Raises:
        RaciError: The archive is damaged or a bomb, or has no such file.
    """
    check_zip(data)
    with opened(data) as archive:
        return unpacked(archive, path)


def unpacked(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> bytes:
    """Return one file of an open archive.

    Raises:
        RaciError: It is damaged, or has no such file.
    """
    try:
        return archive.read(part)
    except (KeyError, *FAULTS):
        raise _damaged() from None


def check_sheets(data: bytes, known: Container[str] = ()) -> None:
    """Raise where a workbook's cells lie so far apart that a dense grid would not fit in memory.

    The reader of workbooks fills in every cell between the first and the last one; two cells in
    opposite corners of a sheet would take 17 thousand million. Reading each part to its end also
    finds parts that are longer than they say, by their checksum.

    Args:
        data: The workbook.
        known: Parts that were read to their end already, and found to be dense.
    """
    with opened(data) as archive:
        for entry in archive.infolist():
            if entry.filename in known:
                continue
            try:
                _check_entry(archive, entry)
            except FAULTS:
                raise _damaged() from None


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Check a part that may be a sheet: which one is, only the workbook's own lists say."""
    if entry.filename.lower().endswith(".bin") and "worksheets/" in entry.filename.lower():
        raise RaciError(
            Text("The workbook cannot be read: it is damaged, or of a kind that is not known.")
        )
    with archive.open(entry) as stream:
        open_document = entry.filename == "content.xml"
        if open_document:
            _check_repeats(stream)
        elif _quick_extent(stream) <= _HARMLESS_CELLS:
            return
    with archive.open(entry) as stream:
        if open_document:
            _check_closed(stream)
        else:
            _check_extent(stream)


def _check_closed(stream: IO[bytes]) -> None:
    """Raise where XML is not well-formed: the reader waits for the end of a table for ever."""
    try:
        expat.ParserCreate().ParseFile(stream)
    except expat.ExpatError:
        raise _damaged() from None


def _tags(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a part in stretches that end with a tag."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        text = tail + chunk
        end = text.rfind(b">") + 1
        tail = text[end:]
        if len(tail) > 2 * _CHUNK:  # no tag is as long as that
            tail = tail[-_OVERLAP:]
        yield text[:end]


def _quick_extent(stream: IO[bytes]) -> float:
    """Return how many cells a sheet spans at most, from its rows and how its columns are called.

    Cells and rows that don't begin by saying where they are call for a closer look.
    """
    rows, columns, digits, placed = 1000, 26, 4, True
    for text in _tags(stream):
        rows = max(rows, *(int(number) for number in _ROW.findall(text)), 0)
        if columns == 26 and _TWO_LETTERS.search(text):  # noqa: PLR2004 - A to Z
            columns = 702  # A to ZZ
        if _THREE_LETTERS.search(text):
            columns = MOST_COLUMNS
        while digits < _MOST_DIGITS and re.search(rb'<c r="[A-Z]+\d{%d}' % (digits + 1), text):
            digits += 1
        tags = sum(map(text.count, (b"<c ", b"<c>", b":c ", b":c>", b"<row ", b"<row>", b":row")))
        placed = placed and tags == text.count(b'<c r="') + text.count(b'<row r="')
    return max(rows, 10 ** (digits - 1)) * columns if placed else math.inf


def _check_extent(stream: IO[bytes]) -> None:
    """Raise where the filled cells of a sheet span too much; those without a place follow on."""
    rows = widest = row = column = 0
    for text in _tags(stream):
        for kind, said in _ROW_OR_CELL.findall(text):
            found = _PLACE.search(said)
            number = int(found[2].lstrip(b"0")[:9] or b"0") if found else 0
            if kind == b"row":
                row, column = number or row + 1, 0
                continue
            column = _number(found[1][:4]) if found and found[1] else column + 1
            if not said.endswith(b"/"):
                rows, widest = max(rows, row, number), max(widest, column)
    refuse_columns(widest)
    refuse_cells(rows * widest)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_repeats(stream: IO[bytes]) -> None:
    """Add up what an OpenDocument sheet says to be repeated, where a value is repeated."""
    cells, times, tail, spaces = 0, 1, b"", 0
    while chunk := stream.read(_CHUNK):
        text = tail + chunk
        end = text.rfind(b">") + 1
        for found in _REPEATED.finditer(text, 0, end):
            repeated = _TIMES.search(found[2])
            count = int(repeated[1]) if repeated else 1
            if found[1] == b"row":
                times = count
            elif b"value-type" in found[2]:
                cells += min(count, MOST_COLUMNS + 1) * times
        spaces += sum(map(int, _SPACES.findall(text, 0, end)))
        tail = text[end:]
    refuse_cells(cells)
    if spaces > _MOST_SPACES:
        raise _bomb()


def _bomb() -> RaciError:
    return RaciError(
        Text("The file would unpack to far more than any matrix needs; it is not opened.")
    )


def _damaged() -> RaciError:
    return RaciError(Text("The file is damaged: it cannot be unpacked."))
