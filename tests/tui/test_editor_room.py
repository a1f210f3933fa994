"""How the editor's panes share the terminal."""

from __future__ import annotations

import pytest

from raci.tui.app import RaciApp
from raci.tui.panes.inspector import InspectorPane
from raci.words import words_in
from support.editor.firm import (
    GUEST_HOUSE,
    manufacturer,
    workspace,
)


@pytest.mark.parametrize(
    ("plenty", "columns", "inspector", "cell"),
    [
        (False, 120, 36, 5),
        (True, 120, 36, 2),
        (True, 133, 34, 3),
        (True, 160, 36, 4),
        (True, 185, 42, 5),
    ],
)
async def test_the_inspector_leaves_the_matrix_what_it_can_use(
    columns: int, inspector: int, cell: int, *, plenty: bool
) -> None:
    """It is narrower where that makes cells wider, and below 150 columns."""
    app = RaciApp(workspace(manufacturer() if plenty else GUEST_HOUSE), words=words_in("en"))
    async with app.run_test(size=(columns, 36)) as pilot:
        await pilot.pause()
        pane = app.editor.query_one(InspectorPane)
        assert (pane.size.width, app.editor.grid.grid_model.layout.cell) == (inspector, cell)


async def test_a_terminal_that_grows_is_shared_anew() -> None:
    """The inspector comes, is as wide as fits, and its text fills it."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(133, 36)
        pane = app.editor.query_one(InspectorPane)
        while pane.size.width != 34 or not pane.lines:
            await pilot.pause(0.02)
        assert app.editor.grid.grid_model.layout.cell == 3
