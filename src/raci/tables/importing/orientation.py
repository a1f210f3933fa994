"""Whether roles stand in columns or in rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.scheme import Part
from raci.tables.importing.vocabulary import (
    ROLE_WORDS,
    ROLES,
    TASKS,
    fold,
    is_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci.tables.importing.letters import Reader
    from raci.tables.importing.matrix import Matrix

_WORD = re.compile(r"[^\W\d_]+")
_CERTAIN = 1.45
#: So many rows tell what all are.
_SAMPLE = 100


def roles_in_rows(matrix: Matrix, heads: Sequence[str], reader: Reader) -> bool:
    """Tell whether the rows of a matrix are roles and its columns what they do.

    Three witnesses are heard: what the head over the rows calls them, which names sound like
    roles, and in which direction exactly one is accountable.
    """
    said = 0.0
    if any(is_head(head, ROLES) for head in heads):
        said += 2
    if any(is_head(head, TASKS) for head in heads):
        said -= 2
    names = _share(line.name for line in matrix.lines[:_SAMPLE]) - _share(matrix.roles)
    return said + 1.5 * names + 1.5 * _one_accountable(matrix, reader) > _CERTAIN


def _share(names: Iterable[str]) -> float:
    """Return how many of the names sound like roles."""
    known = [fold(name) for name in names]
    return sum(map(_is_role, known)) / max(len(known), 1)


def _is_role(name: str) -> bool:
    words = _WORD.findall(name)
    return any(
        word in ROLE_WORDS or (not word.isascii() and any(end in word for end in _FOREIGN_ROLES))
        for word in words
    ) or any(word.endswith(_ENDINGS) for word in words)


_FOREIGN_ROLES = tuple(word for word in ROLE_WORDS if not word.isascii())
_ENDINGS = (
    "manager",
    "leiter",
    "leiterin",
    "leitung",
    "team",
    "beauftragter",
    "beauftragte",
    "owner",
)


def _one_accountable(matrix: Matrix, reader: Reader) -> float:
    """Return by how much more columns than rows have exactly one accountable."""
    grid = [[_accountable(text, reader) for text in line.texts] for line in matrix.lines[:_SAMPLE]]
    if not grid or len(grid) < 2 or len(grid[0]) < 2:  # noqa: PLR2004 - one line says nothing
        return 0.0
    rows = sum(sum(row) == 1 for row in grid) / len(grid)
    columns = sum(sum(column) == 1 for column in zip(*grid, strict=True)) / len(grid[0])
    return float(columns - rows)


def _accountable(text: str, reader: Reader) -> bool:
    reading = reader.read(text)
    return "A" in reading.letters or Part.ACCOUNTABLE in reading.parts
