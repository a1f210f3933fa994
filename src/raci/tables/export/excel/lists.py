"""The sheets of a workbook that are plain tables: long and role layouts, legend, roles, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.tables.carried import SHEET, carried
from raci.tables.layouts import Head, Layout, Sheet, long, role_sheet, trimmed
from raci.tables.sections import letters, signs
from raci.tables.styles import LIGHT, Ink
from raci.tables.terminal.widths import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raci.tables.export.excel.writer import Writer
    from raci.tables.table import Column

#: Widths of columns in characters.
_NARROWEST, _WIDEST, _LINE = 4, 32, 120
#: How much of a long line of what is carried stands in a cell; no letter is more than two units.
_PIECE = 16_000
#: The height of a line and the air around it, and what Excel allows, in points.
_HEIGHT, _AIR, _HIGHEST = 13.5, 3.0, 409.0


def write_sheet(writer: Writer, name: str, layout: Layout, column: Column | None = None) -> None:
    """Add the sheet of the long layout, or of one role."""
    table = writer.table
    page = writer.add_sheet(name)
    if layout is Layout.LONG or column is None:
        content = long(table, noted=False)
        top = writer.title(page, table.title, (table.words.date(table.date),))
    else:
        content = trimmed(role_sheet(table, column))
        star = " ★" if column.leader else ""
        top = writer.title(page, f"{content.title}{star}", (table.title, *content.facts))
    _write_table(writer, page, top, content)


def write_texts(writer: Writer, sheet: Sheet) -> None:
    """Add a sheet of texts under its title and facts."""
    page = writer.add_sheet(sheet.title)
    top = writer.title(page, sheet.title, sheet.facts)
    if sheet.rows:
        _write_table(writer, page, top, sheet)


def write_legend(writer: Writer) -> None:
    """Add the sheet that explains letters, colours and marks."""
    words = writer.table.words
    page = writer.add_sheet(words("Legend"))
    row = writer.title(page, words("Legend"))
    page.set_column(0, 0, 6)
    page.set_column(1, 1, 80)
    for sign in (*letters(writer.table), *signs(writer.table)):
        ink = LIGHT.inks.get(sign.style, Ink(LIGHT.text))
        ground = {"bg_color": ink.ground} if ink.ground else {}
        look = writer.format(bold=True, align="center", font_color=ink.text, **ground)
        page.write_string(row, 0, writer.text(sign.text), look)
        page.write_string(row, 1, writer.text(sign.meaning), writer.format())
        row += 1


def write_roles(writer: Writer) -> None:
    """Add the sheet that lists the roles: who holds them, who stands in, to whom they report."""
    table, words = writer.table, writer.table.words
    if not table.columns:
        return
    departments = {span.id: span.name for span in table.departments}
    labels = {column.id: column.label for column in table.columns}
    columns = {
        words("Short"): [column.head for column in table.columns],
        words("Role"): [column.label for column in table.columns],
        words("Department"): [departments.get(one.department, "") for one in table.columns],
        words("Leadership"): ["★" if column.leader else "" for column in table.columns],
        words("Persons"): [", ".join(column.holders) for column in table.columns],
        words("Deputy"): [", ".join(_names(labels, one.deputies)) for one in table.columns],
        words("Reports to"): [", ".join(_names(labels, one.reports_to)) for one in table.columns],
        words("Notes"): [column.note or "" for column in table.columns],
    }
    used = {head: texts for head, texts in columns.items() if any(texts)}
    rows = tuple(zip(*used.values(), strict=True))
    page = writer.add_sheet(words("Roles"))
    sheet = Sheet(words("Roles"), tuple(map(Head, used)), rows)
    _write_table(writer, page, writer.title(page, sheet.title), sheet)


def _names(labels: Mapping[str, str], roles: Iterable[str]) -> Iterator[str]:
    return (labels[role] for role in roles if role in labels)


def write_carried(writer: Writer) -> None:
    """Add the sheet that nobody sees, with what an import needs to lose nothing."""
    text = carried(writer.table.file)
    if not text:
        return
    page = writer.book.add_worksheet(SHEET)
    page.very_hidden()
    for row, line in enumerate(text.splitlines()):
        pieces = [line[start : start + _PIECE] for start in range(0, len(line), _PIECE)]
        for column, piece in enumerate(pieces):
            page.write_string(row, column, piece)


def write_list(writer: Writer, name: str, lines: Sequence[str]) -> None:
    """Add a sheet with a line a row; none where there are no lines."""
    if not lines:
        return
    page = writer.add_sheet(name)
    page.set_column(0, 0, _LINE)
    top = writer.title(page, name)
    for row, line in enumerate(lines, start=top):
        page.set_row(row, _height([line], [_LINE]))
        page.write_string(row, 0, writer.text(line), writer.format(text_wrap=True))


def _write_table(
    writer: Writer,
    page: Any,  # noqa: ANN401 - XlsxWriter has no types
    top: int,
    sheet: Sheet,
) -> None:
    """Write a table with a frozen, filtered head, and columns as wide as their texts."""
    head = writer.format(
        bold=True, bg_color=LIGHT.band, bottom=1, bottom_color=LIGHT.line, text_wrap=True
    )
    body = writer.format(bottom=1, bottom_color=LIGHT.line, text_wrap=True)
    strong = writer.format(
        bold=True, bg_color=LIGHT.tint, bottom=1, bottom_color=LIGHT.line, text_wrap=True
    )
    heads = [head.text for head in sheet.head]
    columns = zip(heads, *sheet.rows, strict=True)
    widths = [min(max(*map(width, texts), _NARROWEST) + 2, _WIDEST) for texts in columns]
    for place, wide in enumerate(widths):
        page.set_column(place, place, wide)
    for place, text in enumerate(heads):
        page.write_string(top, place, writer.text(text), head)
    for number, row in enumerate(sheet.rows, start=top + 1):
        page.set_row(number, _height(row, widths))
        for place, text in enumerate(row):
            look = strong if (number - top - 1, place) in sheet.marked else body
            writer.write(page, number, place, text, look)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    if sheet.rows:
        page.autofilter(top, 0, top + len(sheet.rows), len(heads) - 1)


def _height(row: Sequence[str], widths: Sequence[int]) -> float:
    """Return how high a row must be, in points: not every program finds out by itself.

    A column's width counts digits, and letters are a little wider.
    """
    lines = max(len(wrapped(text, wide - 2)) for text, wide in zip(row, widths, strict=True))
    return min(lines * _HEIGHT + _AIR, _HIGHEST)
