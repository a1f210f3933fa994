"""The sheet of the matrix: departments over roles, groups of rows, letters, totals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from raci.model.organisation import Status
from raci.model.vocabulary import KINDS
from raci.tables.carried import ANCHOR, PORTFOLIO
from raci.tables.cleaning import harmless
from raci.tables.export.excel.live import (
    Area,
    colour_letters,
    offer_letters,
    row_totals,
    watch_totals,
    write_total_heads,
    write_totals,
)
from raci.tables.layouts import cell_note
from raci.tables.styles import LIGHT, Style
from raci.tables.terminal.widths import width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raci.tables.export.excel.writer import Writer
    from raci.tables.table import Column, Row

#: Rows: title, date, legend, the roles' ids (hidden), departments, heads; the matrix begins below.
_LEGEND, _IDS, _DEPARTMENTS, _HEADS, _FIRST = 2, 3, 4, 5, 6
#: Widths in characters, heights in points.
_GROUP_WIDTH, _MARK_WIDTH, _KIND_WIDTH, _CELL_WIDTH = 3.0, 5.0, 12.0, 4.3
_NAME_LEAST, _NAME_MOST = 18, 44
_HEAD_LEAST, _HEAD_MOST, _POINTS_A_LETTER, _ROW_HEIGHT = 60.0, 200.0, 6.8, 17.0
_LEGEND_HEIGHT = 30.0

_BORDER = {"border": 1, "border_color": LIGHT.line}

#: How a row begins: head, width, and what stands there.
_Stub = tuple[str, float, "Callable[[Row], str]"]


def write_grid(writer: Writer) -> None:
    """Add the sheet of the matrix."""
    _Grid(writer).write()


class _Grid:
    """The sheet in the making: where its columns and rows stand."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._table = writer.table
        self._page: Any = writer.add_sheet(writer.table.words("Matrix"))
        self._lines = tuple(self._body())
        self._stub = tuple(self._stub_columns())
        self._name = int(any(isinstance(line, str) for line in self._lines))
        left = len(self._stub)
        end = _FIRST + len(self._lines)
        self._area = Area(
            writer, self._page, _FIRST, end, left, left + len(self._table.columns), self._name
        )
        self._places = {column.id: left + place for place, column in enumerate(self._table.columns)}
        #: Behind all that is seen: the column of the rows' ids, and that of their duties.
        self._id = self._area.right + (len(self._table.legend) if self._places else 0)
        self._letter = writer.format(align="center", **_BORDER)
        self._write_row_totals = row_totals(self._area)
        self._styles = {name: self._stub_formats(given) for name, given in _ROW_STYLES.items()}

    def write(self) -> None:
        """Write from top to bottom: the rows of big workbooks go to disk as they come."""
        self._set_up()
        self._write_top()
        self._write_ids()
        self._write_departments()
        self._write_heads()
        totals = self._write_rows()
        if self._places and self._lines:
            write_totals(self._area, totals)
            offer_letters(self._area)
            colour_letters(self._area)
            watch_totals(self._area, self._watched())
        if self._lines:
            self._page.autofilter(_HEADS, self._name, self._area.end - 1, self._id + 1)

    def _body(self) -> Iterator[Row | str]:
        """Yield the lines below the head: rows, and the titles of groups before theirs."""
        if self._table.portfolio is not None:
            yield self._table.portfolio
        for group in self._table.groups:
            if group.title:
                yield group.title
            yield from group.rows

    def _stub_columns(self) -> Iterator[_Stub]:
        words = self._table.words
        rows = [line for line in self._lines if not isinstance(line, str)]
        if len(rows) < len(self._lines):
            yield words("Group"), _GROUP_WIDTH, lambda _: ""
        widest = max((width(_row_name(row)) for row in rows), default=0) + 2
        name_width = float(min(max(widest, _NAME_LEAST), _NAME_MOST))
        yield self._table.row_name, name_width, _row_name
        if any(row.kind for row in rows) and any(row.group for row in rows):
            yield (
                words("Kind"),
                _KIND_WIDTH,
                lambda row: words.say(KINDS[row.kind]) if row.kind and not row.duty else "",
            )
        if self._table.has_leadership:
            yield words("Leadership"), _MARK_WIDTH, lambda row: row.mark

    def _set_up(self) -> None:
        page, legend = self._page, self._table.legend
        for place, (_, wide, _) in enumerate(self._stub):
            page.set_column(place, place, wide)
        if self._places:
            page.set_column(self._area.left, self._area.right + len(legend) - 1, _CELL_WIDTH)
        page.set_column(self._id, self._id + 1, None, None, {"hidden": True})
        page.outline_settings(visible=True, symbols_below=False)
        page.freeze_panes(_FIRST, self._area.left)
        page.repeat_rows(_DEPARTMENTS, _HEADS)
        page.repeat_columns(0, self._area.left - 1)
        page.print_area(
            0, 0, self._area.end + len(legend), max(self._area.right + len(legend) - 1, 6)
        )

    def _write_top(self) -> None:
        table = self._table
        letters = " · ".join(f"{entry.char} {entry.label}" for entry in table.legend)
        self._writer.title(self._page, table.title, (table.words.date(table.date), letters))
        self._page.set_row(_LEGEND, _LEGEND_HEIGHT)

    def _write_ids(self) -> None:
        """Write what tells an import which column is which role; see ``raci.tables.carried``."""
        self._page.set_row(_IDS, None, None, {"hidden": True})
        for role, place in self._places.items():
            self._page.write_string(_IDS, place, role)
        self._page.write_string(_IDS, self._id, ANCHOR)

    def _write_departments(self) -> None:
        place = self._area.left
        style = self._writer.format(
            bold=True, align="center", bg_color=LIGHT.band, shrink=True, **_BORDER
        )
        for span in self._table.departments:
            if span.name:
                if span.width > 1:
                    self._page.merge_range(
                        _DEPARTMENTS, place, _DEPARTMENTS, place + span.width - 1, "", style
                    )
                self._page.write_string(_DEPARTMENTS, place, self._writer.text(span.name), style)
            place += span.width

    def _write_heads(self) -> None:
        longest = max((width(column.label) for column in self._table.columns), default=0)
        height = min(max(longest * _POINTS_A_LETTER, _HEAD_LEAST), _HEAD_MOST)
        self._page.set_row(_HEADS, height)
        for place, (title, wide, _) in enumerate(self._stub):
            turned = {} if wide >= _KIND_WIDTH else {"rotation": 90}
            style = self._head(**turned, align="left" if not turned else "center")
            self._page.write_string(_HEADS, place, self._writer.text(title), style)
        for column in self._table.columns:
            style = self._role_head(column)
            self._page.write_string(
                _HEADS, self._places[column.id], self._writer.text(column.label), style
            )

        if self._places:
            write_total_heads(self._area, _HEADS, self._head(rotation=90, align="center"))

    def _head(self, **properties: Any) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        given = {"bold": True, "bg_color": LIGHT.band, "text_wrap": True, **_BORDER, **properties}
        return self._writer.format(**{**given, "valign": "bottom"})

    def _role_head(self, column: Column) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        colours: dict[str, Any] = {"font_color": LIGHT.text, "bold": column.leader}
        if column.leader:
            colours = {
                "font_color": LIGHT.inks[Style.LEADER].text,
                "bg_color": LIGHT.tint,
                "bold": True,
            }
        elif column.it or column.external:
            colours = {"font_color": LIGHT.dim, "bold": False, "italic": True}
        return self._head(rotation=90, align="center", **colours)

    def _write_rows(self) -> Counter[tuple[str, str]]:
        """Write the body; return how often each role has each letter."""
        totals: Counter[tuple[str, str]] = Counter()
        band = self._writer.format(bold=True, bg_color=LIGHT.band)
        last = self._area.right + (len(self._table.legend) if self._places else 0)
        for number, line in enumerate(self._lines, start=_FIRST):
            if isinstance(line, str):
                self._page.set_row(number, _ROW_HEIGHT)
                for place in range(1, last):
                    self._page.write_blank(number, place, None, band)
                self._page.write_string(number, 0, self._writer.text(line), band)
            else:
                self._write_row(number, line, totals)
        return totals

    def _write_row(self, number: int, row: Row, totals: Counter[tuple[str, str]]) -> None:
        page, places, letter = self._page, self._places, self._letter
        page.set_row(number, _ROW_HEIGHT, None, {"level": 1 if row.id and self._name else 0})
        styles = self._styles[_row_style(row)]
        for place in range(self._name, self._area.left):
            self._writer.write(page, number, place, self._stub[place][2](row), styles[place])
        page.write_string(number, self._id, row.id or "")
        page.write_string(number, self._id + 1, PORTFOLIO if row.id is None else row.duty or "")
        if row.note:
            page.write_comment(number, self._name, self._writer.cut(harmless(row.note)))
        for role, cell in row.cells.items():
            page.write_string(number, places[role], cell.letters, letter)
            for char in cell.letters:
                totals[role, char] += 1
            if cell.why or cell.until:
                note = self._writer.cut(harmless(cell_note(self._table, cell)))
                page.write_comment(number, places[role], note)
        if places and _counts(row):
            self._write_row_totals(number, row)

    def _stub_formats(self, properties: dict[str, Any]) -> list[Any]:
        """Return the formats of the cells before the letters, the name's with these properties."""
        formats = []
        for place, (_, wide, _) in enumerate(self._stub):
            own = properties if place == self._name else {}
            centred = {"align": "center"} if wide == _MARK_WIDTH else {}
            formats.append(self._writer.format(**_BORDER, **own, **centred))
        return formats

    def _watched(self) -> list[int]:
        """Return where the rows stand whose totals must keep to the scheme.

        A channel with duties may leave its accountable to them, and nobody need be responsible
        for the portfolio row.
        """
        divided = {line.id for line in self._lines if not isinstance(line, str) and line.duty}
        return [
            number
            for number, line in enumerate(self._lines, start=_FIRST)
            if not isinstance(line, str) and _counts(line) and line.id and line.id not in divided
        ]


#: How the names of rows look.
_ROW_STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "critical": {"bold": True},
    "duty": {"font_color": LIGHT.dim, "indent": 1},
    "apart": {"font_color": LIGHT.dim, "italic": True},
}


def _row_style(row: Row) -> str:
    if row.duty:
        return "duty"
    if not _counts(row):
        return "apart"
    return "critical" if row.critical else "plain"


def _counts(row: Row) -> bool:
    """Tell whether a row has totals: duties belong to their channel, the others are not in use."""
    return not row.duty and row.status in {Status.ACTIVE, None}


def _row_name(row: Row) -> str:
    return f"↳ {row.label}" if row.duty else row.label
