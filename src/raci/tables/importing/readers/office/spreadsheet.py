"""Excel and OpenDocument workbooks, by python-calamine; no formula is run, no macro looked at."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.readers.bounds import MOST_COLUMNS, refuse_cells
from raci.tables.importing.sheet import Sheet, Span, spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook


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
        [value if type(value) is str else _text(value) for value in row[:MOST_COLUMNS]]
        for row in values
    ]
    spans = tuple(
        Span(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    spread(rows, spans)
    return Sheet(sheet.name, rows, spans=spans)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact
        return str(int(value))
    return str(value)
