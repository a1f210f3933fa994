"""From finding to finding with F8, fixing on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.words import words_in
from support.editor.firm import manufacturer, workspace

if TYPE_CHECKING:
    from textual.pilot import Pilot

NEXT = COMMANDS["next-finding"]


def _app() -> RaciApp:
    return RaciApp(workspace(manufacturer()), words=words_in("en"))


async def _checked(app: RaciApp, pilot: Pilot[int]) -> None:
    while not app.editor.checking.done_once:
        await pilot.pause(0.02)


async def test_after_a_fix_the_next_finding_is_the_one_that_came_after_it() -> None:
    """A lighter finding on the fixed row does not let F8 leave errors out."""
    app = _app()
    async with app.run_test() as pilot:
        await _checked(app, pilot)
        await pilot.press("f8")
        first, second = app.editor.findings[0], app.editor.findings[1]
        assert app.editor.at.current() == first
        await pilot.press("full_stop", "enter")
        await pilot.pause()
        assert app.editor.findings.index(first) is None
        await pilot.press("f8")
        assert app.editor.at.current() == second


@pytest.mark.parametrize("checked", [False, True])
async def test_nothing_is_called_clean_before_it_was_checked(*, checked: bool) -> None:
    """While the first check runs, F8 says so instead of “no findings”."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        await _checked(app, pilot)
        app.editor.findings.reset(())
        app.editor.checking.patience.rested_once = checked
        reason = NEXT.unless(app.editor)
        assert reason is not None
        assert ("under way" in words_in("en").say(reason)) is not checked
