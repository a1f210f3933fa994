"""How the editor's panes share the terminal."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from raci.tui.app import RaciApp
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.differences import Told
from raci.tui.dialogs.reading import Preview
from raci.tui.dialogs.trail import Trail
from raci.tui.model.fields import Entry
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


@pytest.mark.parametrize(("lines", "height"), [(1, 1), (90, 18)])
async def test_a_comparison_is_as_high_as_its_content(lines: int, height: int) -> None:
    """What one sentence says takes no screen; the keys stay below many lines."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("en"))
    told = [Told(f"line {number}") for number in range(lines)]
    async with app.run_test(size=(80, 24)) as pilot:
        trail = Trail("Changes", lambda _wanted: told, app.words)
        await app.push_screen(trail)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.2)
        keys, box = trail.query_one(".keys"), trail.query_one(".box")
        assert len(trail.pane.items) == lines
        assert trail.pane.size.height == height
        assert keys.region.bottom <= box.region.bottom - 1


async def test_a_list_that_nothing_fits_says_so() -> None:
    """It is not simply empty, and Enter takes nothing."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Choose("Who?", [Entry("one", "One")], app.words))
        await pilot.pause(0.1)
        await pilot.press(*"zzz", "down", "enter")
        await pilot.pause()
        options = app.screen.query_one(OptionList)
        assert str(options.get_option_at_index(0).prompt) == "Nothing fits."
        assert options.get_option_at_index(0).disabled
        await pilot.press(*["backspace"] * 3)
        await pilot.pause()
        assert str(options.get_option_at_index(0).prompt) == "One"


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
