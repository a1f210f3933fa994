"""Fewer findings in their view, and names to go to in the palette."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.command import Hit
from textual.content import Content

from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.panes.text import plain
from raci.tui.screen.command_palette import CommandsProvider
from raci.tui.screen.modes import finding_filters
from raci.words import words_in
from support.editor.firm import (
    GUEST_HOUSE,
    manufacturer,
    workspace,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from raci.tui.screen.editor import Editor


@asynccontextmanager
async def opened(text: str) -> AsyncIterator[tuple[Pilot[int], Editor]]:
    """Run the editor and wait for the first check."""
    app = RaciApp(workspace(text), words=words_in("en"))
    async with app.run_test(size=(100, 30)) as pilot:
        while "checking" in (app.editor.panes.header_text or "checking"):
            await pilot.pause(0.02)
        yield pilot, app.editor


def _shown(editor: Editor) -> list[str]:
    return [plain(item.line).strip() for item in editor.panes.view_pane.items]


async def _narrowed(pilot: Pilot[int], *typed: str) -> None:
    await pilot.press("ctrl+l")
    await pilot.pause()
    await pilot.press(*typed, "enter")
    await pilot.pause()


async def test_only_one_severity_is_shown() -> None:
    """The view says so; all come back by the first entry."""
    async with opened(GUEST_HOUSE) as (pilot, editor):
        await pilot.press("alt+2")
        await pilot.pause()
        everything = _shown(editor)
        await _narrowed(pilot, *"warn")
        assert _shown(editor)[0] == "only warnings"
        found = [item.finding.severity for item in editor.panes.view_pane.items if item.finding]
        assert found
        assert set(found) == {"warning"}
        await _narrowed(pilot, *"RACI5")
        assert _shown(editor)[1] == "There are none of these."
        await _narrowed(pilot)
        assert _shown(editor) == everything


def test_families_cover_every_finding() -> None:
    """Each finding has its family and its severity; a row and a role keep what is about them."""
    space = workspace(manufacturer())
    space.check.settle()
    known = {one.key: one for one in finding_filters(space.organisation, "newsletter", "ec")}
    for finding in space.check.findings:
        kept = [key for key, one in known.items() if one.keep(finding)]
        assert finding.severity in kept
        assert finding.code[:5] in kept
        assert ("role" in kept) == ("ec" in finding.ids("role"))
    about = [one for one in space.check.findings if known["channel"].keep(one)]
    assert {one.code for one in about} == {"RACI103"}
    assert len(list(finding_filters(space.organisation, None, None))) == 11


async def _hit(editor: Editor, query: str, name: str) -> object:
    hits = [hit async for hit in CommandsProvider(editor).search(query)]
    return next(hit.command for hit in hits if str(hit.text) == name)


@pytest.mark.parametrize("query", ["büro", "buro"])
async def test_the_palette_leads_to_roles(query: str) -> None:
    """From a view, too; umlauts may be left out."""
    async with opened(GUEST_HOUSE) as (pilot, editor):
        editor.grid.move_to(HEAD, "inhaberin")
        await pilot.press("alt+4")
        go = await _hit(editor, query, "Büro")
        assert callable(go)
        go()
        await pilot.pause()
        assert editor.panes.view == 0
        assert editor.cursor == (HEAD, "buero")


async def test_the_palette_leads_to_channels_that_a_filter_hides() -> None:
    """The filter goes; names are text and nothing else."""
    text = GUEST_HOUSE.replace('name = "kununu"', 'name = "[b]kununu"')
    async with opened(text) as (pilot, editor):
        editor.run(COMMANDS["filter"])
        await pilot.pause()
        await pilot.press(*"traditional", "enter")
        await pilot.pause()
        assert editor.modes.filter
        hits = [hit async for hit in CommandsProvider(editor).search("kun")]
        hit = next(hit for hit in hits if str(hit.text) == "[b]kununu")
        assert isinstance(hit, Hit)
        assert isinstance(hit.match_display, Content)
        hit.command()
        assert editor.modes.filter is None
        assert editor.cursor.row == RowKey("channel", "kununu")
