"""What all sheets of a workbook share: safe strings, names of sheets, formats, print set-up."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from raci.tables.carried import SHEET
from raci.tables.cleaning import harmless, one_line, shortened
from raci.tables.styles import LIGHT

if TYPE_CHECKING:
    from raci.tables.table import Table

#: Excel's limits, in units of UTF-16: for a text in a cell, and for the name of a sheet.
_CELL_LENGTH, _NAME_LENGTH = 32_767, 31
#: What the name of a sheet may not hold.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_A4 = 9

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@cache
def _sheet_class() -> type[Any]:
    """Return a sheet that takes our totals as they are.

    XlsxWriter searches each formula for thirty functions of newer Excels, which takes longer than
    all the rest of a big workbook; COUNTIF is as old as Excel itself.
    """
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped] # it ships no types

    class Sheet(Worksheet):  # type: ignore[misc] # it ships no types
        def _prepare_formula(self, formula: str, *rest: Any) -> str:  # noqa: ANN401 - no types
            if formula.startswith("=COUNTIF("):
                return formula[1:]
            return str(super()._prepare_formula(formula, *rest))

    return Sheet


class Writer:
    """A workbook in the making."""

    def __init__(self, book: Any, table: Table) -> None:  # noqa: ANN401 - XlsxWriter has no types
        """Write ``table`` into ``book``."""
        self.book = book
        self.table = table
        # What Excel keeps for itself, and what we do.
        self._names: set[str] = {"history", SHEET}
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        """Return the cell format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "vcenter", **properties})
        return self._formats[key]

    def add_sheet(self, name: str) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        """Add a sheet set up for A4 across, as wide as the page."""
        sheet = self.book.add_worksheet(self._sheet_name(name), _sheet_class())
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        footer = one_line(self.table.organisation)[:80].replace("&", "&&")
        sheet.set_footer(f"&L {footer}&C{self.table.words.date(self.table.date)}&R&P / &N")
        return sheet

    def text(self, text: str) -> str:
        """Return ``text`` so that XlsxWriter writes exactly this, or as much as a cell may hold.

        It takes a string from ``<r>`` to ``</r>`` for rich text made by itself and writes it raw;
        such a text is wrapped into rich text of ours, escaped.
        """
        safe = self.cut(harmless(text))
        if safe.startswith("<r>") and safe.endswith("</r>"):
            escaped = re.sub("[&<>]", lambda found: _ESCAPES[found[0]], safe)
            return f'<r><t xml:space="preserve">{escaped}</t></r>'
        return safe

    def cut(self, text: str) -> str:
        """Return ``text``, or as much as a cell or a comment may hold and a word about the rest."""
        if len(text) <= _CELL_LENGTH // 2:
            return text
        ending = f" … [{self.table.words('cut off: Excel holds no more')}]"
        return shortened(text, _CELL_LENGTH, ending)

    def write(self, page: Any, row: int, column: int, text: str, style: Any) -> None:  # noqa: ANN401
        """Write a text, or a blank cell where there is none."""
        if text:
            page.write_string(row, column, self.text(text), style)
        else:
            page.write_blank(row, column, None, style)

    def title(self, sheet: Any, text: str, facts: tuple[str, ...] = ()) -> int:  # noqa: ANN401
        """Write a heading and sentences below it; return the first row that is free."""
        sheet.set_row(0, 26)
        heading = self.format(bold=True, font_size=16, font_color=LIGHT.text)
        sheet.write_string(0, 0, self.text(text), heading)
        below = self.format(font_color=LIGHT.dim)
        for row, fact in enumerate(facts, start=1):
            sheet.write_string(row, 0, self.text(fact), below)
        return len(facts) + 2

    def _sheet_name(self, name: str) -> str:
        base = _NOT_IN_NAMES.sub(" ", one_line(name)).strip() or "-"
        made, number = shortened(base, _NAME_LENGTH).strip(), 2
        while made.casefold() in self._names:
            ending = f" ({number})"
            made, number = shortened(base, _NAME_LENGTH - len(ending)) + ending, number + 1
        self._names.add(made.casefold())
        return made
