"""How the editor's panes share the terminal."""

from __future__ import annotations

import pytest

from raci.tui.app import RaciApp
from raci.tui.dialogs.reading import Preview
from raci.tui.panes.lines import InspectorPane
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


@pytest.mark.parametrize(("lines", "rows", "height"), [(3, 24, 3), (90, 24, 18), (3, 10, 3)])
async def test_a_preview_is_as_high_as_its_content(lines: int, rows: int, height: int) -> None:
    """Its box leaves the rest of the screen to what is below, and never hides its keys."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("en"))
    async with app.run_test(size=(80, rows)) as pilot:
        await pilot.pause()
        shown = [((f"line {number}", ""),) for number in range(lines)]
        preview = Preview("What would come of it", lambda _width: shown, app.words)
        app.push_screen(preview)
        await pilot.pause()
        await pilot.pause(0.1)
        pane, keys = preview.query_one(InspectorPane), preview.query_one(".keys")
        assert pane.size.height == height
        assert keys.region.bottom <= preview.query_one(".box").region.bottom - 1
        assert preview.query_one(".box").region.height < rows
