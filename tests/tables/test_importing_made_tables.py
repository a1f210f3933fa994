"""Properties of the import, over matrices that are made up: nothing is wrong without a doubt."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from raci.model.error import RaciError
from raci.tables import importing
from support.made_tables import SHAPES, Made, as_records, drawn, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.tables.importing import Doubt, Imported
    from support.made_tables import Cells

#: Seeds that no weight was fitted on.
SEEDS = range(500_000, 500_012)


def drawing(seed: int) -> Random:
    """Return what draws the same matrix each time."""
    return Random(seed)  # noqa: S311 - no secrets


def cells(imported: Imported) -> Cells:
    """Return row, role and letters of all cells."""
    return Counter(
        (row.name, role, "".join(sorted(letters)))
        for table in imported.tables
        for row in table.rows
        for role, letters in row.cells.items()
    )


def covered(cell: tuple[str, str, str], doubts: Iterable[Doubt]) -> bool:
    """Tell whether a doubt speaks of a cell."""
    return any(
        (doubt.rows is None or cell[0] in doubt.rows)
        and (doubt.roles is None or cell[1] in doubt.roles)
        for doubt in doubts
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_rendered_comes_back_or_is_doubted(shape: str) -> None:
    """Nine of ten matrices of each shape come back as they were, hardly a cell wrong in silence."""
    exact = silent = whole = 0
    for seed in SEEDS:
        random = drawing(seed)
        made = drawn(random, shape)
        data, name = rendered(made, random)
        meant = made.cells()
        try:
            imported = importing.read(data, name)
        except RaciError:
            continue
        found = cells(imported)
        wrong = (found - meant) + (meant - found)
        exact += not wrong
        whole += meant.total()
        silent += sum(n for cell, n in wrong.items() if not covered(cell, imported.doubts))
    assert exact >= 0.9 * len(SEEDS) - 1
    assert silent <= 0.01 * whole


@pytest.mark.parametrize("seed", SEEDS)
def test_order_changes_no_cell(seed: int) -> None:
    """Rows and columns in another order have the same cells."""
    random = drawing(seed)
    made = drawn(random, "columns")
    data, name = rendered(made, drawing(seed), noisy=False)
    other = Made(made.language, made.roles[::-1], made.tasks[::-1], made.letters, "columns")
    turned, new = rendered(other, drawing(seed), noisy=False)
    assert cells(importing.read(turned, new)) == cells(importing.read(data, name)) == made.cells()


LEGEND = "\nR = Responsible, A = Accountable, C = Consulted, I = Informed\n"
SUPPLIERS = (
    "\n\n## Suppliers\n\n| Supplier | Price |\n|---|---|\n| Nordprint | low |\n| Ost | high |\n"
)


def markdown(made: Made, filler: str = "", ids: str = "") -> str:
    """Return a matrix in Markdown, with a filler in empty cells, and a column of ids."""
    head = [*([ids] if ids else []), "Task", *made.roles]
    rows = [
        [
            *([str(at)] if ids else []),
            task,
            *(made.letters[task, role] or filler for role in made.roles),
        ]
        for at, task in enumerate(made.tasks, 1)
    ]
    lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    return "\n".join(["# Plan", "", lines[0], "|---" * len(head) + "|", *lines[1:], ""])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_stands_beside_changes_no_cell(seed: int) -> None:
    """A legend, a filler, ids and another table leave the cells as they are."""
    made = drawn(drawing(seed), "columns")
    for text in (
        markdown(made),
        LEGEND + markdown(made),
        markdown(made) + LEGEND,
        markdown(made, filler="–"),
        markdown(made, filler="n/a"),
        markdown(made, ids="ID"),
        markdown(made) + SUPPLIERS,
    ):
        assert cells(importing.read(text.encode(), "plan.md")) == made.cells(), text


@pytest.mark.parametrize("seed", SEEDS)
def test_records_come_back(seed: int) -> None:
    """Records of JSON hold the same matrix."""
    made = drawn(drawing(seed))
    assert cells(importing.read(as_records(made), "plan.json")) == made.cells()
