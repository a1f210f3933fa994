"""Workbooks: what their cells say, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.readers.office import open_document
from raci.tables.importing.readers.office.archive import check_sheets, check_zip
from raci.tables.importing.readers.office.sparse import Closed, closed_up
from raci.tables.importing.readers.office.spreadsheet import sheets_of
from raci.tables.importing.readers.office.workbook_parts import parts_of
from raci.tables.importing.sheet import Remark, Sheet, strike_out

if TYPE_CHECKING:
    from raci.tables.importing.doubt import Doubt
    from raci.tables.importing.readers.office.workbook_parts import Parts


def read(data: bytes, doubts: list[Doubt], only: str | None = None) -> list[Sheet]:
    """Return the sheets of a workbook; those that cannot be read are doubts.

    Args:
        data: The workbook.
        doubts: What could not be read is added here.
        only: The one sheet to read, by name.
    """
    if not data.startswith(b"PK"):
        return sheets_of(data, doubts, only)
    check_zip(data)
    if b"xl/workbook" not in data:
        check_sheets(data)
        values, moved, parts = data, dict[str, Closed](), open_document.parts_of(data)
    else:
        values, moved, dense = closed_up(data)
        check_sheets(values, dense)
        parts = parts_of(data)
    sheets = sheets_of(values, doubts, only)
    for sheet in sheets:
        if sheet.name in parts:
            _add(sheet, parts[sheet.name], moved.get(parts[sheet.name].path))
    return sheets


def _add(sheet: Sheet, parts: Parts, moved: Closed | None) -> None:
    """Add to a sheet what stands beside its values, at the places where they are now."""
    rows = {old: new for new, old in enumerate(moved.rows if moved else range(len(sheet.rows)))}
    columns = {old: new for new, old in enumerate(moved.columns if moved else range(sheet.width))}
    sheet.numbers = moved.rows if moved else None
    sheet.letters = moved.columns if moved else None
    sheet.comments = {
        (rows[row], columns[column]): text
        for (row, column), text in parts.comments.items()
        if row in rows and column in columns
    }
    sheet.looks = {rows[row]: look for row, look in parts.looks.items() if row in rows}
    remarks = [
        Remark(
            None if one.row is None else rows[one.row],
            None if one.column is None else columns[one.column],
            one.message,
        )
        for one in parts.remarks
        if (one.row is None or one.row in rows) and (one.column is None or one.column in columns)
    ]
    if parts.hidden:
        remarks.append(Remark(None, None, Text("This sheet is hidden; it was read all the same.")))
    for row, column in sorted(parts.struck):
        if row in rows and column in columns:
            remarks += strike_out(sheet, rows[row], columns[column])
    sheet.remarks = tuple(remarks)
