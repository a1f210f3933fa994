"""Tables about one task each, or one role each, which their titles name: together one matrix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.matrices.matrix import Line, Matrix
from raci.tables.importing.meaning.letters import Kind
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.importing.meaning.letters import Reader
    from raci.tables.importing.shapes.search import Hypothesis

_FOOTNOTE = re.compile(r"\s*\[\^[^\]\s]*\]\s*$")


def titled(tables: Sequence[Hypothesis], reader: Reader) -> Matrix:
    """Return the matrix of tables that have one title each."""
    first = tables[0]
    by_role = first.role >= 0
    cells: dict[tuple[str, int], dict[str, str]] = {}
    others: dict[str, str] = {}
    for number, table in enumerate(tables):
        title = _FOOTNOTE.sub("", table.title)
        for name, text in _letters(table, reader):
            known = others.setdefault(name.casefold(), name)
            cells.setdefault((title, number), {})[known] = text
    sheet = first.region.sheet
    titles = list(cells)
    names = list(others.values())
    if by_role:
        lines = [
            Line(
                title,
                "",
                [cells[title, number].get(name, "") for name in names],
                tables[number].first,
                sheet=tables[number].region.sheet,
            )
            for title, number in titles
        ]
        roles = names
    else:
        lines = [
            Line(name, "", [cells[key].get(name, "") for key in titles], first.first)
            for name in names
        ]
        roles = [title for title, _ in titles]
    outer = sheet.sections[-1] if sheet.sections else ""
    matrix = Matrix(sheet, outer, roles, lines)
    message = (
        Text("Each table is about one task, which its title names.")
        if by_role
        else Text("Each table is about one role, which its title names.")
    )
    matrix.doubts.append(Doubt(sheet.place(0), message, None, (), ()))
    return matrix


def _letters(table: Hypothesis, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield what stands in the column of names, with its letters."""
    sheet = table.region.sheet
    for row in table.region.rows(table.first):
        name = one_line(sheet.rows[row][table.stub.name])
        if not name:
            continue
        if not table.letters:
            yield name, sheet.rows[row][table.roles[0][0]]
            continue
        given = [
            said.letters or said.parts[0].value
            for at, said in table.letters.items()
            if reader.read(sheet.rows[row][at]).kind not in {Kind.BLANK, Kind.NOTHING}
        ]
        yield name, "/".join(given)
