"""How views share the terminal with what is said of their lines, and how spans look there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.color import Color

from raci.tui.app import RaciApp
from raci.tui.grid.board import RowKey
from raci.tui.grid.palette import LEGIBLE, UNICODE, contrast
from raci.tui.keymap import Settings
from raci.tui.panes.inspection import Inspector
from raci.tui.panes.lines import LinesPane, StyledWidget
from raci.tui.panes.text import plain
from raci.tui.screen.panes import VIEWS
from raci.tui.theme import THEME_NAMES
from raci.tui.views.scene import Scene
from raci.tui.views.teamplay import teamplay
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, manufacturer, workspace

if TYPE_CHECKING:
    from textual.pilot import Pilot

PLAIN = """
format = 1
[roles]
chef = { name = "Geschäftsführer" }
edv = { name = "EDV" }
[channels.x]
name = "X"
raci = { chef = "A", edv = "R" }
"""


async def checked(app: RaciApp, pilot: Pilot[int]) -> None:
    """Wait until the first check is done and shown."""
    while not app.editor.checking.done_once:
        await pilot.pause(0.02)
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_view_of_findings_shows_its_list_once(size: tuple[int, int]) -> None:
    """The list below the matrix goes; what is said of the chosen finding has its room."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=size) as pilot:
        await checked(app, pilot)
        inspector = app.editor.query_one("#inspector", LinesPane)
        assert app.editor.panes.findings.region.height
        assert bool(inspector.region.height) == (size[0] >= 120)
        await pilot.press("alt+2")
        await pilot.pause(0.1)
        assert not app.editor.panes.findings.region.height
        assert inspector.region.height >= size[1] * 0.4
        said = [plain(line).strip() for line in inspector.lines]
        assert said[0] == "More than one accountable"
        assert "What to do" in said
        await pilot.press("alt+1")
        await pilot.pause(0.1)
        assert app.editor.panes.findings.region.height


@pytest.mark.parametrize("view", range(1, len(VIEWS)))
async def test_below_a_narrow_view_stands_what_is_said_of_its_line(view: int) -> None:
    """Each view has the terminal's lines to itself but for the bars; nothing overlaps."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await checked(app, pilot)
        await pilot.press(f"alt+{view + 1}")
        await pilot.pause(0.1)
        pane, below = app.editor.panes.view_pane, app.editor.query_one("#inspector", LinesPane)
        first = below.lines
        await pilot.press("down")
        await pilot.pause(0.1)
        assert below.lines != first
        assert pane.region.bottom == below.region.y
        assert below.region.bottom == app.editor.query_one("#footer").region.y
        assert pane.size.height + below.size.height == 24 - 3
        assert any(plain(line).strip() for line in below.lines)


async def test_a_line_and_what_belongs_to_it_are_chosen_together() -> None:
    """A finding that takes two lines is one thing to choose, by key and by click."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(50, 30)) as pilot:
        await checked(app, pilot)
        await pilot.press("alt+2")
        await pilot.pause(0.1)
        pane = app.editor.panes.view_pane
        first = pane.chosen
        assert pane.items[first + 1].goes_on
        grounds = [next(iter(pane.render_line(y))).style for y in (first, first + 1, first + 2)]
        shades = [style.bgcolor if style else None for style in grounds]
        assert shades[0] == shades[1] != shades[2]
        await pilot.press("down")
        assert pane.chosen > first + 1
        await pilot.click("#view", offset=(5, first + 1))
        assert pane.chosen == first


async def test_names_that_tell_more_than_the_file_are_told_below_the_findings() -> None:
    """As at the end of a check; the line goes when the file says it itself."""
    app = RaciApp(workspace(PLAIN), words=words_in("en"))
    async with app.run_test(size=(100, 24)) as pilot:
        await checked(app, pilot)
        hint = app.editor.query_one("#hint", LinesPane)
        assert hint.display
        assert plain(hint.lines[0]).startswith(
            " ctrl+p proposals  Geschäftsführer, EDV: sound like"
        )
        assert hint.region.y == app.editor.query_one("#footer").region.y - 1
        app.editor.go_to(RowKey("head"), "chef")
        await pilot.press("f2")
        await pilot.pause(0.1)
        app.screen.query_one("#field-leadership").toggle()  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.editor.organisation.roles["chef"].leadership
        assert not hint.display


async def test_a_file_that_says_who_leads_has_no_such_line() -> None:
    """There is nothing hidden to be told."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await checked(app, pilot)
        assert not app.editor.query_one("#hint").display


def test_letters_of_folded_duties_are_told_in_the_line_of_the_cell() -> None:
    """A cell that is empty itself says what stands below it."""
    organisation = workspace(GUEST_HOUSE).organisation
    inspector = Inspector(organisation, words_in("en"), UNICODE, 80)
    role, channel = organisation.roles["edv"], organisation.channels["website"]
    line = plain(inspector.brief(role, channel.raci.get("edv"), channel))
    assert line.endswith(" · Implementation: R")
    assert "Implementation" not in plain(inspector.brief(role, channel.raci.get("edv")))


@pytest.mark.parametrize("name", THEME_NAMES)
async def test_what_is_of_less_weight_is_dim_and_legible(name: str) -> None:
    """On all grounds of panes; the shades of cells, too, carry their numbers."""
    app = RaciApp(
        workspace(GUEST_HOUSE),
        words=words_in("en"),
        settings=Settings(dark="dark" in name, contrast="contrast" in name),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await checked(app, pilot)
        assert app.theme == name
        variables = app.theme_variables
        text = Color.parse(variables["foreground"]).hex
        for ground in ("background", "surface", "panel"):
            pane = app.editor.query_one("#inspector", StyledWidget)
            pane.styles.background = Color.parse(variables[ground])
            pane.notify_style_update()
            for style in ("muted", "shade-1", "shade-2", "shade-3", "shade-4"):
                drawn = next(iter(pane.strip((("x", style),), 1))).style
                assert drawn is not None
                assert drawn.color is not None
                assert drawn.bgcolor is not None
                colour, behind = drawn.color.name.upper(), drawn.bgcolor.name.upper()
                assert contrast(colour, behind) >= LEGIBLE, (ground, style)
                assert (colour == text) == (style != "muted")


@pytest.mark.parametrize("width", [30, 50, 60, 66, 80])
async def test_no_title_of_a_view_is_cut_by_the_edge(width: int) -> None:
    """Where not all fit, the long ones are cut, and each can still be clicked."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("de"))
    async with app.run_test(size=(width, 24)) as pilot:
        await checked(app, pilot)
        line = plain(app.editor.query_one("#tabs", LinesPane).lines[0])
        assert len(line) <= width
        assert len(line.split()) == len(VIEWS)
        assert ("…" in line) == (width < 66)
        await pilot.click("#tabs", offset=(len(line) - 2, 0))
        await pilot.pause()
        assert app.editor.panes.view == len(VIEWS) - 1


@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_the_table_of_teamplay_fits(width: int) -> None:
    """Names are cut before a column is lost, and no two of them touch."""
    opened = workspace(manufacturer())
    scene = Scene(opened.organisation, (), {}, words_in("de"), UNICODE, width)
    table = [plain(item.line) for item in teamplay(scene) if len(item.line) > 5]
    assert len(table) == 8
    assert all(cell_len(line) <= width for line in table)
    assert {len(line.split()) for line in table} == {8, 9}
