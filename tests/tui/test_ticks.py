"""Boxes to tick in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.form import Form, Pick, Tick
from raci.tui.grid.board import HEAD
from raci.words import words_in
from support.editor.firm import workspace

if TYPE_CHECKING:
    from textual.pilot import Pilot


def _app() -> RaciApp:
    return RaciApp(workspace(), words=words_in("en"))


async def _flag(app: RaciApp, pilot: Pilot[int]) -> Tick:
    editor = app.editor
    editor.grid.move_to(HEAD, "buero")
    editor.run(COMMANDS["edit"])
    await pilot.pause()
    flag = app.screen.query_one("#field-external", Tick)
    flag.focus()
    await pilot.pause()
    return flag


async def test_a_box_tells_its_state_without_colours() -> None:
    """Ticked and empty boxes differ in their sign, and no box is cut."""
    app = _app()
    async with app.run_test() as pilot:
        flag = await _flag(app, pilot)
        assert (flag.value, flag.render().plain) == (False, "[ ]")
        await pilot.press("space")
        assert (flag.value, flag.render().plain) == (True, "[x]")
        assert flag.size.width >= len("[x]")


async def test_enter_on_a_box_takes_the_form_over() -> None:
    """Enter means the same in each line of a form; only Space ticks."""
    app = _app()
    async with app.run_test() as pilot:
        await _flag(app, pilot)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert not isinstance(app.screen, Form)
        assert app.editor.organisation.roles["buero"].external


async def test_arrows_and_enter_are_the_forms_on_a_list_too() -> None:
    """A list of choices opens by Space alone, so that arrows lead through all lines."""
    app = _app()
    async with app.run_test() as pilot:
        await _flag(app, pilot)
        pick = app.screen.query_one("#field-discipline", Pick)
        pick.focus()
        await pilot.press("down")
        assert not pick.expanded
        assert app.screen.focused is not pick
        pick.focus()
        await pilot.press("space", "down", "enter")
        chosen = pick.value
        assert (pick.expanded, chosen) == (False, "management")
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, Form)
        assert app.editor.organisation.roles["buero"].discipline == chosen
