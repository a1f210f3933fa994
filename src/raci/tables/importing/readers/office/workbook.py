"""Workbooks of Excel and OpenDocument, by python-calamine: no formula or macro is looked at."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.imported import Doubt
from raci.tables.importing.readers.bounds import MOST_COLUMNS, refuse_cells
from raci.tables.importing.readers.office import open_document
from raci.tables.importing.readers.office.archive import check_sheets, check_zip
from raci.tables.importing.readers.office.sparse import Closed, closed_up
from raci.tables.importing.readers.office.workbook_parts import Workbook
from raci.tables.importing.sheet import Remark, Sheet, Span, spread, strike_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

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
        book = Workbook(data)
        values, moved, dense = closed_up(data, book.look)
        check_sheets(values, dense)
        parts = book.parts
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
    for (row, column), text in parts.shown.items():
        if row in rows and column in columns and sheet.rows[rows[row]][columns[column]]:
            sheet.rows[rows[row]][columns[column]] = text
    if parts.shown:
        spread(sheet.rows, sheet.spans)
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


def sheets_of(data: bytes, doubts: list[Doubt], only: str | None) -> list[Sheet]:
    """Do what ``read`` does with a workbook that can be trusted with our memory.

    Raises:
        RaciError: It cannot be read, is too large, or has no such sheet.
    """
    workbook = _opened(data)
    names = [sheet.name for sheet in workbook.sheets_metadata if _holds_cells(sheet.typ)]
    if only is not None:
        names = [_chosen(only, names)]
    sheets, cells = [], 0
    for title in names:
        try:
            with _without_panic():
                sheet = _sheet(workbook.get_sheet_by_name(title))
        except RaciError:
            raise
        except Exception:  # noqa: BLE001 - calamine raises several kinds, none of them ours
            doubts.append(Doubt(f"{title}!A1", Text("The sheet cannot be read.")))
            continue
        cells += len(sheet.rows) * sheet.width
        refuse_cells(cells)
        sheets.append(sheet)
    return sheets


def _holds_cells(kind: object) -> bool:
    return "WorkSheet" in str(kind)


def _chosen(wanted: str, names: list[str]) -> str:
    for name in names:
        if name.casefold() == wanted.casefold():
            return name
    raise RaciError(
        Text(
            "There is no sheet “{sheet}”; the workbook has: {sheets}.",
            {"sheet": wanted, "sheets": tuple(names)},
        )
    )


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with _without_panic():
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise RaciError(
            Text("The workbook is encrypted; save it without a password first.")
        ) from None
    except (CalamineError, OSError, ValueError):
        raise damaged() from None


def damaged() -> RaciError:
    """Return the refusal of a workbook that cannot be read."""
    return RaciError(
        Text("The workbook cannot be read: it is damaged, or of a kind that is not known.")
    )


@contextmanager
def _without_panic() -> Iterator[None]:
    """Turn a panic, which Rust raises beside all exceptions, into a fault like any other.

    Raises:
        ValueError: The library has panicked.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError from None


def _sheet(sheet: CalamineSheet) -> Sheet:
    values = sheet.to_python(skip_empty_area=False)
    width = len(values[0]) if values else 0
    refuse_cells(width * len(values))
    rows = [
        cast("list[str]", row) if set(map(type, row)) == {str} else list(map(_text, row))
        for row in (row[:MOST_COLUMNS] for row in values)
    ]
    spans = tuple(
        Span(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    spread(rows, spans)
    return Sheet(sheet.name, rows, spans=spans)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact
        return str(int(value))
    return str(value)
