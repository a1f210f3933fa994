"""What keeps the matrix alive in Excel: totals, choices of letters, colours that follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from raci.model.scheme import Part, PerRow
from raci.tables.carried import TOTAL
from raci.tables.styles import LIGHT, Style, part_style

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from raci.tables.export.excel.writer import Writer
    from raci.tables.styles import Ink
    from raci.tables.table import Column, Row, Table

#: What Excel allows a list of choices to hold, commas included.
_CHOICES_LENGTH = 255
#: What is wrong with a total of ``{cell}``, by how many roles may hold the letter.
_WRONG = {
    PerRow.EXACTLY_ONE: "{cell}<>1",
    PerRow.AT_LEAST_ONE: "{cell}<1",
    PerRow.AT_MOST_ONE: "{cell}>1",
}


class Area(NamedTuple):
    """Where the letters stand on their sheet; rows and columns from 0, ends exclusive.

    Attributes:
        name: The column of the rows' names.
    """

    writer: Writer
    page: Any
    first: int
    end: int
    left: int
    right: int
    name: int

    @property
    def table(self) -> Table:
        """What is written."""
        return self.writer.table


def row_totals(area: Area) -> Callable[[int, Row], None]:
    """Return what writes behind a row how often each letter stands in it."""
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped] # no types

    left, right = xl_col_to_name(area.left), xl_col_to_name(area.right - 1)
    style = area.writer.format(align="center", font_color=LIGHT.dim)
    places = [(place, entry.char) for place, entry in enumerate(area.table.legend, area.right)]
    write = area.page.write_formula

    def write_totals_of(number: int, row: Row) -> None:
        letters = "".join([cell.letters for cell in row.cells.values()])
        for place, char in places:
            formula = f'=COUNTIF({left}{number + 1}:{right}{number + 1},"*{char}*")'
            write(number, place, formula, style, letters.count(char))

    return write_totals_of


def write_total_heads(area: Area, row: int, style: Any) -> None:  # noqa: ANN401 - no types
    """Write the heads over the totals of rows."""
    for place, entry in enumerate(area.table.legend, start=area.right):
        area.page.write_string(row, place, f"{TOTAL}{entry.char}", style)


def write_totals(area: Area, totals: Counter[tuple[str, str]]) -> None:
    """Write below the matrix how often each role has each letter."""
    label = area.writer.format(align="right", font_color=LIGHT.dim)
    style = area.writer.format(align="center", font_color=LIGHT.dim)
    for number, entry in enumerate(area.table.legend, start=area.end):
        area.page.write_string(number, area.name, f"{TOTAL}{entry.char}", label)
        for place, column in enumerate(area.table.columns, start=area.left):
            span = _span(area.first, place, area.end - 1, place)
            formula = f'=COUNTIF({span},"*{entry.char}*")'
            area.page.write_formula(number, place, formula, style, totals[column.id, entry.char])


def watch_totals(area: Area, rows: Sequence[int]) -> None:
    """Show a row's total in the alarm colour where it breaks the scheme's rule for the letter."""
    if not rows:
        return
    style = _ink_format(area, LIGHT.inks[Style.ALARM], bold=True)
    for place, entry in enumerate(area.table.legend, start=area.right):
        wrong = _WRONG.get(entry.per_row)
        if wrong is None:
            continue
        top = _cell(rows[0], place)
        spans = [_span(start, place, end, place) for start, end in _runs(rows)]
        rule = {"type": "formula", "criteria": f"={wrong.format(cell=top)}", "format": style}
        _conditional(area, rows[0], place, spans, rule)


def offer_letters(area: Area) -> None:
    """Offer the scheme's letters as choices; other texts are asked about, not refused."""
    table, words = area.table, area.table.words
    owners = [
        accountable.char + responsible.char
        for accountable in table.legend
        for responsible in table.legend
        if (accountable.part, responsible.part) == (Part.ACCOUNTABLE, Part.RESPONSIBLE)
    ]
    choices = [entry.char for entry in table.legend] + owners
    while len(",".join(choices)) > _CHOICES_LENGTH:
        choices.pop()
    area.page.data_validation(
        area.first,
        area.left,
        area.end - 1,
        area.right - 1,
        {
            "validate": "list",
            "source": choices,
            "error_type": "warning",
            "error_title": words("Not a letter of the scheme"),
            "error_message": words("The legend explains which letters there are."),
        },
    )


def colour_letters(area: Area) -> None:
    """Colour cells by their letters, the accountable first, and tint leadership's columns.

    Each sort of column gets all its rules over one range of its own: where ranges overlap, Excel
    joins the formats and other programs take only one of them.
    """
    sorts: dict[Style, list[int]] = {}
    for place, column in enumerate(area.table.columns, start=area.left):
        sorts.setdefault(_owner_style(column), []).append(place)
    for owner, places in sorts.items():
        spans = [_span(area.first, start, area.end - 1, end) for start, end in _runs(places)]
        for rule in _rules(area, owner, places[0]):
            _conditional(area, area.first, places[0], spans, rule)


def _owner_style(column: Column) -> Style:
    """Return how the accountable is shown in a column."""
    if column.it or column.external:
        return Style.ALARM
    return Style.LEADS if column.leader else Style.ACCOUNTABLE


def _rules(area: Area, owner: Style, place: int) -> Iterator[dict[str, Any]]:
    """Yield the rules of one sort of column, whose first stands at ``place``."""
    ground = {"bg_color": LIGHT.tint} if owner is Style.LEADS else {}
    top = _cell(area.first, place)
    for entry in sorted(area.table.legend, key=lambda one: list(Part).index(one.part)):
        style = owner if entry.part is Part.ACCOUNTABLE else part_style(entry.part)
        ink = LIGHT.inks.get(style)
        if ink is not None:
            yield {
                "type": "formula",
                "criteria": f'=ISNUMBER(FIND("{entry.char}",{top}))',
                "format": _ink_format(area, ink, bold=style is not Style.INFORMED, **ground),
                "stop_if_true": True,
            }
    border = {"border": 1, "border_color": LIGHT.line}
    named = f'=${_cell(area.first, area.name)}<>""'
    blank = area.writer.book.add_format({**border, **ground})
    yield {"type": "formula", "criteria": named, "format": blank}


def _ink_format(area: Area, ink: Ink, **properties: Any) -> Any:  # noqa: ANN401 - no types
    own = {"bg_color": ink.ground} if ink.ground else {}
    return area.writer.book.add_format({"font_color": ink.text, **properties, **own})


def _conditional(
    area: Area, row: int, column: int, spans: Sequence[str], rule: dict[str, Any]
) -> None:
    area.page.conditional_format(row, column, row, column, {**rule, "multi_range": " ".join(spans)})


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of adjacent numbers."""
    start = end = None
    for number in numbers:
        if end is None or number != end + 1:
            if start is not None and end is not None:
                yield start, end
            start = number
        end = number
    if start is not None and end is not None:
        yield start, end


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def _span(top: int, left: int, bottom: int, right: int) -> str:
    return f"{_cell(top, left)}:{_cell(bottom, right)}"
