"""Markdown: headings, one aligned pipe table a sheet, the legend and the notes.

All text is escaped so that no renderer takes it for markup, HTML, a link or an end of a cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.vocabulary import DUTY_ROWS
from raci.tables.carried import COMMENT, PORTFOLIO, WORDS, carried, on_page
from raci.tables.cleaning import one_line
from raci.tables.layouts import MARKS, Layout, sheets, trimmed
from raci.tables.sections import sections
from raci.tables.terminal.widths import padded, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.layouts import Options, Sheet
    from raci.tables.table import Table

# What means something inside a line to CommonMark, GitHub, or a template engine behind them; at
# the end what makes links and pictures of bare words (``http:``, ``a@b``, ``b.de``, ``:smile:``).
_MARKUP = re.compile(r"[&<>\\|`*_~^$#{}\[\]]|[@:](?=\S)|\.(?=[^\W\d])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What opens a list, a rule or a heading at the start of a line.
_OPENING = re.compile(r"[+\-=]|\d+(?=[.)])")


def escaped(text: str) -> str:
    """Return ``text`` on one line as Markdown that renders as exactly this text."""
    return _MARKUP.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), one_line(text))


def line(text: str) -> str:
    """Return ``text`` escaped so that it may open a line."""
    safe = escaped(text)
    opening = _OPENING.match(safe)
    if opening is None:
        return safe
    end = opening.end()
    return f"\\{safe}" if end == 1 and not safe[0].isdigit() else f"{safe[:end]}\\{safe[end:]}"


def to_markdown(table: Table, layout: Layout, options: Options) -> str:
    """Return the matrix as Markdown."""
    words = table.words
    lines = [f"# {escaped(table.title)}", "", words.date(table.date), ""]
    for sheet in sheets(table, layout, options.roles, noted=False):
        lines += _section(sheet if layout is not Layout.ROLE else trimmed(sheet))
    lines += [f"## {words('Legend')}", "", *_legend(table), ""]
    for heading, entries in sections(table, layout):
        lines += [f"## {heading}", "", *(f"- {line(entry)}" for entry in entries), ""]
    if table.file and layout is Layout.GRID:
        values = on_page(table.file) | {WORDS: _words(table)}
        lines += [f"<!-- {COMMENT}", carried(values).rstrip(), "-->", ""]
    return "\n".join(lines)


def _words(table: Table) -> dict[str, object]:
    """Return in which words the table says what its columns and rows are."""
    words = table.words
    rows = [row for _, row in table.rows()]
    said: dict[str, object] = {"name": table.row_name}
    if any(row.group for row in rows):
        said["group"] = words("Group")
    if any(row.duty for row in rows):
        said["duty"] = words("Duty")
        said |= {duty.value: words.say(text) for duty, text in DUTY_ROWS.items()}
    if table.portfolio is not None:
        said[PORTFOLIO] = table.portfolio.label
    labels = {column.id: column.label for column in table.columns if column.label != column.name}
    return said | ({"roles": labels} if labels else {})


def _section(sheet: Sheet) -> list[str]:
    lines = []
    if sheet.title:
        star = " ★" if sheet.leader else ""
        lines += [f"## {escaped(sheet.title)}{star}", ""]
    if sheet.facts:
        lines += [*(f"- {line(fact)}" for fact in sheet.facts), ""]
    return [*lines, *_pipes(sheet), ""] if sheet.rows else lines


def _pipes(sheet: Sheet) -> list[str]:
    """Return the sheet as a pipe table whose columns line up."""
    heads = [
        _bold(escaped(head.text)) if head.leader else escaped(head.text) for head in sheet.head
    ]
    rows = [[escaped(text) for text in row] for row in sheet.rows]
    for row, column in sheet.strong:
        rows[row][column] = _bold(rows[row][column])
    columns = zip(heads, *rows, strict=True)
    widths = [max(3, *(width(text) for text in column)) for column in columns]
    rule = [_rule(head.letters, wide) for head, wide in zip(sheet.head, widths, strict=True)]
    return [_pipe(heads, widths), f"|{'|'.join(rule)}|", *(_pipe(row, widths) for row in rows)]


def _bold(safe: str) -> str:
    return f"**{safe}**" if safe else ""


def _rule(letters: bool, wide: int) -> str:  # noqa: FBT001 - a flag of the head
    return f":{'-' * wide}:" if letters else "-" * (wide + 2)


def _pipe(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = map(padded, row, widths)
    return f"| {' | '.join(cells)} |"


def _legend(table: Table) -> Iterator[str]:
    words = table.words
    for entry in table.legend:
        yield f"- **{escaped(entry.char)}**: {escaped(entry.label)}"
    if table.has_leadership:
        yield f"- {words('Bold: leadership')}"
        yield f"- {escaped(words(MARKS))}"
