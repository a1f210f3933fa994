"""Mending all findings of a rule at once: what goes together, and what would not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from raci.model.finding import Finding, Severity
from raci.model.text import Text
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.reading import Preview
from raci.tui.model.findings import alike, as_one, same_rule
from raci.words import words_in
from support.editor.firm import (
    GUEST_HOUSE,
    TODAY,
    manufacturer,
    workspace,
)

if TYPE_CHECKING:
    from raci.workspace import Workspace

UNUSED = """
[[waivers]]
rule = "RACI107"
channels = ["website"]
reason = "one"
until = 2027-03-01

[[waivers]]
rule = "RACI108"
channels = ["prospekt"]
reason = "two"
until = 2027-03-01
"""


def _checked(text: str) -> Workspace:
    space: Workspace = workspace(text)
    space.check.settle()
    return space


def _mended(space: Workspace, code: str) -> int:
    found = same_rule(code, (one for one in space.check.findings if not one.waived))
    chosen = alike(found, space.organisation, TODAY)
    space.apply(as_one(chosen, Text("x")))
    space.check.settle()
    return len(chosen)


def test_unused_waivers_go_together() -> None:
    """From the end of the file, so that none moves before its turn."""
    space = _checked(GUEST_HOUSE + UNUSED)
    assert _mended(space, "RACI705") == 2
    assert space.organisation.waivers == ()
    space.undo()
    assert space.text == GUEST_HOUSE + UNUSED


@pytest.mark.parametrize("text", [GUEST_HOUSE, manufacturer()], ids=["small", "middle"])
def test_every_rule_is_fixed_in_one_step(text: str) -> None:
    """Whatever the first fixes of a rule are, they fit together and are undone as one."""
    space = _checked(text)
    for code in sorted({one.code for one in space.check.findings}):
        found = same_rule(code, space.check.findings)
        chosen = alike(found, space.organisation, TODAY)
        if chosen:
            space.apply(as_one(chosen, Text("x")))
            space.document.verify()
            space.undo()
        assert space.text == text, code


def test_of_two_fixes_for_one_place_the_first_is_made() -> None:
    """The same finding twice is fixed once."""
    space = _checked(GUEST_HOUSE)
    first = next(one for one in space.check.findings if one.code == "RACI101")
    assert len(alike([first, first], space.organisation, TODAY)) == 1


def test_what_nobody_can_fix_offers_nothing() -> None:
    """A rule without fixes has none for all either."""
    finding = Finding("RACI402", "x", Severity.INFO, (), Text("x"), ())
    assert alike([finding], workspace().organisation, dt.date(2026, 1, 1)) == []


async def test_all_alike_is_the_last_of_the_quick_fixes() -> None:
    """What would be done is shown; Enter does it, and one undo takes it back."""
    app = RaciApp(workspace(GUEST_HOUSE + UNUSED), words=words_in("en"))
    async with app.run_test(size=(100, 30)) as pilot:
        editor = app.editor
        while "checking" in (editor.panes.header_text or "checking"):
            await pilot.pause(0.02)
        editor.lead_to(next(one for one in editor.findings if one.code == "RACI705"))
        await pilot.press("full_stop")
        await pilot.pause()
        await pilot.press("pagedown", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Preview)
        await pilot.press("enter")
        await pilot.pause()
        assert editor.organisation.waivers == ()
        editor.undo()
        assert editor.workspace.text == GUEST_HOUSE + UNUSED
        editor.lead_to(next(one for one in editor.findings if one.code == "RACI705"))
        editor.run(COMMANDS["fix-alike"])
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert not editor.workspace.history.can_undo
