"""Tables as lines of styled text: what ``raci show`` prints and the picture draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.text import printable
from raci.tables.layouts import MARKS, Layout, brief, sheets, trimmed
from raci.tables.sections import sections
from raci.tables.styles import Segment, Style
from raci.tables.terminal.matrix import matrix
from raci.tables.terminal.widths import padded, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.layouts import Sheet
    from raci.tables.styles import Line
    from raci.tables.table import Table


#: Blanks between the columns of a sheet.
_GAP = 2
#: How long a word may be before a column cuts it: at first, and where there is no room for that.
_LEAST = (20, 10)


def screen(table: Table, layout: Layout, columns: int, roles: Sequence[str] = ()) -> Iterator[Line]:
    """Yield the lines of a table that is at most ``columns`` wide.

    Raises:
        RaciError: There is no such role.
    """
    for text in wrapped(printable(table.title), columns):
        yield [Segment(text, Style.TITLE)]
    yield [Segment(table.words.date(table.date), Style.DIM)]
    yield []
    if layout is Layout.GRID:
        yield from matrix(table, columns)
    else:
        found = (brief(table),) if layout is Layout.LONG else sheets(table, layout, roles)
        for number, sheet in enumerate(found):
            if number:
                yield []
            yield from _sheet(trimmed(sheet), columns)
    yield []
    yield from _explained(table, layout, columns)


def _sheet(sheet: Sheet, columns: int) -> Iterator[Line]:
    """Yield a sheet of texts; where its columns do not fit side by side, a list."""
    if sheet.title:
        style = Style.LEADER if sheet.leader else Style.TITLE
        yield [Segment(printable(sheet.title) + (" ★" if sheet.leader else ""), style)]
    for fact in sheet.facts:
        for text in wrapped(printable(fact), columns):
            yield [Segment(text)]
    if not sheet.rows:
        return
    heads = [printable(head.text) for head in sheet.head]
    rows = [[printable(text) for text in row] for row in sheet.rows]
    widths = _widths(heads, rows, columns)
    if widths is None:
        yield from _listed(heads, rows, columns)
        return
    yield from _wrapped_row(heads, widths, Style.TITLE)
    yield [Segment("─" * (sum(widths) + _GAP * (len(widths) - 1)), Style.DIM)]
    headings = dict(sheet.headings)
    for number, row in enumerate(rows):
        if number in headings:
            yield [Segment(printable(headings[number]), Style.GROUP)]
        yield from _wrapped_row(row, widths, Style.PLAIN)


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> list[int] | None:
    """Return how wide each column is; None where they cannot stand side by side.

    The widest give way first: at first only down to their longest words, then further.
    """
    texts = list(zip(heads, *rows, strict=True))
    wide = [max(map(width, column)) for column in texts]
    words = [max(width(word) for text in column for word in text.split()) for column in texts]
    room = columns - _GAP * (len(wide) - 1)
    for most in _LEAST:
        widths = wide.copy()
        least = [min(word, most) for word in words]
        while sum(widths) > room:
            spare = [place for place, now in enumerate(widths) if now > least[place]]
            if not spare:
                break
            widths[max(spare, key=widths.__getitem__)] -= 1
        else:
            return widths
    return None


def _wrapped_row(row: Sequence[str], widths: Sequence[int], style: Style) -> Iterator[Line]:
    cells = [wrapped(text, wide) for text, wide in zip(row, widths, strict=True)]
    for level in range(max(map(len, cells))):
        texts = (
            padded(cell[level] if level < len(cell) else "", wide)
            for cell, wide in zip(cells, widths, strict=True)
        )
        yield [Segment((" " * _GAP).join(texts).rstrip(), style)]


def _listed(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> Iterator[Line]:
    for row in rows:
        for head, text in zip(heads, row, strict=True):
            for level, part in enumerate(wrapped(f"{head}: {text}", columns - 2) if text else ()):
                yield [Segment(f"{'  ' if level else ''}{part}")]
        yield []


def _explained(table: Table, layout: Layout, columns: int) -> Iterator[Line]:
    """Yield what letters, marks and heads mean, the notes and the findings."""
    words = table.words
    letters = " · ".join(f"{entry.char} {entry.label}" for entry in table.legend)
    texts = [letters]
    if table.has_leadership and layout is not Layout.ROLE:
        texts.append(words(MARKS))
    if layout is Layout.GRID and any(column.it or column.external for column in table.columns):
        texts.append(words("Over the columns: ★ leadership, IT, ↗ from outside"))
    yield from _paragraphs(texts, columns, Style.DIM)
    for heading, lines in sections(table, layout):
        yield []
        yield [Segment(heading, Style.TITLE)]
        yield from _paragraphs(lines, columns, Style.PLAIN)


def _paragraphs(texts: Sequence[str], columns: int, style: Style) -> Iterator[Line]:
    for text in texts:
        for level, part in enumerate(wrapped(printable(text), columns - 2)):
            yield [Segment(f"{'  ' if level else ''}{part}", style)]


# Only the sixteen colours that every terminal adapts to its light or dark ground.
_COLOURS = {
    Style.TITLE: "1",
    Style.DIM: "2",
    Style.GROUP: "1;4",
    Style.LEADER: "1;33",
    Style.LEADS: "1;30;43",
    Style.ALARM: "1;37;41",
    Style.ALARM_MARK: "1;31",
    Style.ACCOUNTABLE: "1;4",
    Style.RESPONSIBLE: "34",
    Style.CONSULTED: "32",
    Style.INFORMED: "2",
}
#: Styles that fill their whole cell with a ground.
_FILLED = frozenset({Style.LEADS, Style.ALARM})

#: What stands for our own signs where the terminal knows ASCII only.
_ASCII = str.maketrans(
    {"★": "*", "☆": "!", "│": "|", "─": "-", "┼": "+", "↳": ">", "↗": "^", "·": "-", "…": "~"}
)


@frozen
class Terminal:
    """What the terminal can.

    Attributes:
        columns: How wide it is.
        colour: Whether to paint with ANSI colours.
        ascii_only: Whether it knows no other signs than those of ASCII.
    """

    columns: int = 80
    colour: bool = False
    ascii_only: bool = False


def show(
    table: Table, layout: Layout, terminal: Terminal, roles: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the lines of the table without line ends; ``roles`` are those of the role layout.

    Raises:
        RaciError: There is no such role.
    """
    for line in screen(table, layout, terminal.columns, roles):
        text = "".join(
            map(_painted, line) if terminal.colour else (part.text for part in line)
        ).rstrip()
        yield text.translate(_ASCII) if terminal.ascii_only else text


def _painted(segment: Segment) -> str:
    code = _COLOURS.get(segment.style)
    if code is None or segment.text.isspace():
        return segment.text
    if segment.style in _FILLED:
        return f"\x1b[{code}m{segment.text}\x1b[0m"
    core = segment.text.strip()
    before, _, after = segment.text.partition(core)
    return f"{before}\x1b[{code}m{core}\x1b[0m{after}"
