"""How much is read: files beyond these bounds are refused with a sentence, never half read.

The figures leave room for matrices hundreds of times larger than the largest ones seen in the wild
(137 rows by 20 roles), and keep any file of 10 MB below 300 MB of memory and 10 seconds of a
processor: ``bench/fuzz_growth.py`` asks that of its shapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Bytes of any file.
LARGEST_FILE = 64_000_000
#: Bytes of a text that is parsed token by token (Markdown, YAML, and other markup).
LARGEST_MARKUP = 2_000_000
#: Bytes of HTML, JSON and delimited text, whose parsers are fast but build large trees.
LARGEST_TREE = 8_000_000
#: Bytes that a zipped file may unpack to, and by how much it may have been squeezed.
LARGEST_UNPACKED = 400_000_000
HIGHEST_RATIO = 250
#: Columns of a sheet (those of Excel); rows and cells of all sheets.
MOST_COLUMNS = 16_384
MOST_ROWS = 30_000
MOST_CELLS = 1_100_000
#: Tables of a file: each is weighed for itself, and may be two lines long.
MOST_TABLES = 2000
#: Lines of Markdown: ten times the rows. Its parser asks a dozen rules about each, however short.
MOST_LINES = 300_000
#: How deep lists and tables may be nested in JSON, YAML and XML.
DEEPEST = 60


def refuse_large(data: bytes, limit: int = LARGEST_FILE) -> None:
    """Raise where ``data`` has more than ``limit`` bytes."""
    if len(data) > limit:
        raise RaciError(
            Text(
                "The file is too large to be a matrix: {size} MB, at most {limit} MB are read.",
                {"size": len(data) // 1_000_000, "limit": limit // 1_000_000},
            )
        )


def refuse_columns(columns: int) -> None:
    """Raise where a row has more columns than any spreadsheet."""
    if columns > MOST_COLUMNS:
        raise RaciError(
            Text(
                "A row has {columns} columns; at most {limit} are read.",
                {"columns": columns, "limit": MOST_COLUMNS},
            )
        )


def refuse_rows(rows: int) -> None:
    """Raise where a table, or all tables of a file, have more rows than a matrix can have."""
    if rows > MOST_ROWS:
        raise RaciError(
            Text("A table has more than {limit} rows, too many to read.", {"limit": MOST_ROWS})
        )


def refuse_cells(cells: int) -> None:
    """Raise where there are more cells than a matrix can have."""
    if cells > MOST_CELLS:
        raise RaciError(
            Text("The file has more than {limit} cells, too many to read.", {"limit": MOST_CELLS})
        )


def refuse_tables(tables: int) -> None:
    """Raise where a file has more tables than anybody has made."""
    if tables > MOST_TABLES:
        raise RaciError(
            Text(
                "The file has {tables} tables; at most {limit} are read.",
                {"tables": tables, "limit": MOST_TABLES},
            )
        )


def refuse_lines(lines: int) -> None:
    """Raise where a text has more lines than a document with a matrix can have."""
    if lines > MOST_LINES:
        raise RaciError(
            Text(
                "The file has {lines} lines; at most {limit} are read.",
                {"lines": lines, "limit": MOST_LINES},
            )
        )


def check_grid(rows: Sequence[Sequence[str]]) -> None:
    """Raise where rows, made as wide as the widest, would be too many cells."""
    widest = max(map(len, rows), default=0)
    refuse_columns(widest)
    refuse_rows(len(rows))
    refuse_cells(widest * len(rows))
