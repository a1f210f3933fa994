"""Excel: a workbook that one would hand to a board, and that goes on living in Excel.

Every text is written as a string, never as a formula or a link. Colours follow the letters by
conditional formats, so that a letter typed in Excel is coloured as ours are.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from raci.tables.cleaning import one_line, shortened
from raci.tables.export.excel.grid import write_grid
from raci.tables.export.excel.lists import (
    write_carried,
    write_legend,
    write_list,
    write_roles,
    write_sheet,
    write_texts,
)
from raci.tables.export.excel.writer import Writer
from raci.tables.layouts import Layout, chosen, notes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci.tables.layouts import Options, Sheet
    from raci.tables.table import Table

#: Letters from which on rows go to disk at once, so that memory stays small: XlsxWriter keeps
#: about 200 bytes a cell otherwise.
_MANY = 200_000
#: Letters of a title that Excel keeps.
_TITLE = 255


def to_xlsx(table: Table, layout: Layout, options: Options) -> bytes:
    """Return the matrix as an Excel workbook."""
    columns = chosen(table, options.roles) if layout is Layout.ROLE else ()

    def write(writer: Writer) -> None:
        if layout is Layout.GRID:
            write_grid(writer)
        elif layout is Layout.LONG:
            write_sheet(writer, table.words("Matrix"), layout)
        else:
            for column in columns:
                write_sheet(writer, column.label, layout, column)
        _write_appendix(writer, whole=layout is not Layout.ROLE)
        if layout is Layout.GRID:
            write_carried(writer)

    return _book(table, write)


def sheets_to_xlsx(table: Table, sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with a page for each of the sheets, as for each person of a matrix.

    Args:
        table: The matrix that they are about.
        sheets: Their titles name the pages.
    """

    def write(writer: Writer) -> None:
        for sheet in sheets:
            write_texts(writer, sheet)

    return _book(table, write)


def _book(table: Table, write: Callable[[Writer], None]) -> bytes:
    """Return the workbook that ``write`` fills."""
    import xlsxwriter  # type: ignore[import-untyped] # it ships no types

    stream = io.BytesIO()
    many = sum(len(row.cells) for _, row in table.rows()) > _MANY
    settings: dict[str, Any] = {"constant_memory": many, "in_memory": not many}
    with xlsxwriter.Workbook(stream, settings) as book:
        book.set_properties(
            {"title": shortened(one_line(table.title), _TITLE), "created": _midnight(table.date)}
        )
        write(Writer(book, table))
    return stream.getvalue()


def _write_appendix(writer: Writer, *, whole: bool) -> None:
    """Write the sheets behind the matrix: legend, roles, notes, findings."""
    table, words = writer.table, writer.table.words
    write_legend(writer)
    if whole:
        write_roles(writer)
        write_list(writer, words("Notes"), notes(table))
    write_list(writer, words("Findings"), table.findings)


def _midnight(day: dt.date) -> dt.datetime:
    """Return the table's date as Excel wants it, so that equal tables give equal files."""
    return dt.datetime.combine(day, dt.time(), dt.UTC).replace(tzinfo=None)
