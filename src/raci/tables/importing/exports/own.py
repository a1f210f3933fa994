"""Finding the tables of a document that are clearly ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tables.importing.exports.lines import matrix_of
from raci.tables.importing.exports.roles import matrix_of_roles
from raci.tables.importing.language.own_wording import wordings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.tables.importing.doubt import Doubt
    from raci.tables.importing.matrices.matrix import Matrix
    from raci.tables.importing.meaning.letters import Reader
    from raci.tables.importing.sheet import Sheet


def own_matrices(
    sheets: Sequence[Sheet], reader: Reader, doubts: list[Doubt]
) -> tuple[list[Matrix], list[Sheet]]:
    """Return the matrices of tables that are clearly ours, and the sheets that are left.

    Sheets beside a matrix of ours (legend, roles, notes, findings) repeat it and are not left.

    Args:
        sheets: All sheets of a document.
        reader: Reads cells before their scheme is known.
        doubts: What could be read in two ways is added here.
    """
    matrix, rest = matrix_of_roles(sheets, doubts)
    found = [] if matrix is None else [matrix]
    left: list[Sheet] = []
    for sheet in rest:
        own = matrix_of(sheet, reader, doubts) if len(sheet.rows) > 1 else None
        if own is None:
            left.append(sheet)
        else:
            found.append(own)
    if found:
        apart = frozenset[str]().union(*(wording.apart for wording in wordings()))
        left = [sheet for sheet in left if not _repeats(sheet, apart)]
    return found, left


def _repeats(sheet: Sheet, apart: frozenset[str]) -> bool:
    """Tell whether a sheet is one of those that we put beside a matrix: its name is its title.

    From texts, lines like ``A: accountable`` are gathered, a row for each heading above such lines.
    """
    if sheet.loose:
        return all(apart.intersection(row[:2]) for row in sheet.rows[1:])
    return sheet.name in apart and bool(sheet.rows) and sheet.rows[0][:1] == [sheet.name]
