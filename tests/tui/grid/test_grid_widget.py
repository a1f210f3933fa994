"""The grid in an application: keys, mouse, messages, what it asks the screen for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App
from textual.geometry import Offset

from raci.frozen import replace
from raci.model.finding import Severity
from raci.model.organisation import Cell, Channel, Organisation, Role
from raci.tui import theme
from raci.tui.grid.bands import Band, Track
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.grid.model import OUTSIDE, Cursor
from raci.tui.grid.widget import MatrixGrid
from raci.tui.theme import palette_for
from support.editor.board import PlainBoard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.pilot import Pilot


class Stage(App[None]):
    """An application with a grid and nothing else; it keeps what the grid tells."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, organisation: Organisation) -> None:
        """Show ``organisation``."""
        super().__init__()
        self.board = PlainBoard(organisation)
        self.told: list[Message] = []
        self.bubbled: list[str] = []
        for one in theme.themes():
            self.register_theme(one)
        self.theme = "raci-dark"

    def compose(self) -> ComposeResult:
        """Show the grid."""
        yield MatrixGrid(self.board, palette_for=palette_for)

    @property
    def grid(self) -> MatrixGrid:
        """The grid."""
        return self.query_one(MatrixGrid)

    def text(self) -> str:
        """Return what is on the screen."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    def on_matrix_grid_cursor_moved(self, message: MatrixGrid.CursorMoved) -> None:
        """Keep it."""
        self.told.append(message)

    def on_matrix_grid_activated(self, message: MatrixGrid.Activated) -> None:
        """Keep it."""
        self.told.append(message)

    def on_matrix_grid_typed(self, message: MatrixGrid.Typed) -> None:
        """Keep it."""
        self.told.append(message)

    def on_key(self, event: events.Key) -> None:
        """Keep what the grid did not take."""
        self.bubbled.append(event.key)


@pytest.fixture(name="pilot")
async def _pilot(small: Organisation) -> AsyncIterator[Pilot[None]]:
    async with Stage(small).run_test(size=(60, 12)) as pilot:
        yield pilot


def stage(pilot: Pilot[None]) -> Stage:
    """Return the application."""
    assert isinstance(pilot.app, Stage)
    return pilot.app


def channel(id_: str) -> RowKey:
    """Return the row of a channel."""
    return RowKey("channel", id_)


async def turn(pilot: Pilot[None], kind: type[events.MouseEvent], *, shift: bool = False) -> None:
    """Turn the wheel over the grid."""
    grid = stage(pilot).grid
    grid.post_message(
        kind(
            widget=grid,
            x=1,
            y=1,
            delta_x=0,
            delta_y=0,
            button=0,
            shift=shift,
            meta=False,
            ctrl=False,
        )
    )
    await pilot.pause()


async def test_keys_move(pilot: Pilot[None]) -> None:
    """Arrows, Home, End, Tab and pages reach every cell, the names and the heads."""
    grid = stage(pilot).grid
    await pilot.press("right", "down")
    assert grid.cursor == Cursor(channel("mail"), "bue")
    await pilot.press("end")
    assert grid.cursor.role == "it"
    await pilot.press("home", "home")
    assert grid.cursor.role is None
    await pilot.press("tab", "shift+tab")
    assert grid.cursor == Cursor(channel("web"), "it")
    await pilot.press("ctrl+end")
    assert grid.cursor.row == channel("bot")
    await pilot.press("ctrl+home", "up")
    assert grid.cursor == Cursor(HEAD, "it")
    await pilot.press("pagedown")
    assert grid.cursor.row == channel("bot")
    await pilot.press("pageup")
    assert grid.cursor.row == HEAD


async def test_space_folds_and_enter_activates(pilot: Pilot[None]) -> None:
    """Space opens the duties of a channel; Enter hands on where the cursor is."""
    app = stage(pilot)
    await pilot.press("space")
    assert len(app.grid.row_keys) == 10
    await pilot.press("enter")
    assert isinstance(app.told[-1], MatrixGrid.Activated)
    assert app.told[-1].cursor == Cursor(channel("web"), "inh")
    assert app.told[-1].control is app.grid


async def test_letters_of_the_scheme_are_handed_on(pilot: Pilot[None]) -> None:
    """A letter replaces, with shift it adds; every other key is somebody else's."""
    app = stage(pilot)
    await pilot.press("a", "R", "x", "f8", "1")
    typed = [message for message in app.told if isinstance(message, MatrixGrid.Typed)]
    assert [(message.char, message.add) for message in typed] == [("A", False), ("R", True)]
    assert typed[0].control is app.grid
    assert app.bubbled == ["x", "f8", "1"]


async def test_a_modal_keymap_takes_letters_back(pilot: Pilot[None]) -> None:
    """While typing is off, letters are keys like all others."""
    app = stage(pilot)
    app.grid.typing = False
    await pilot.press("a")
    assert app.bubbled == ["a"]


async def test_moves_are_told_once(pilot: Pilot[None]) -> None:
    """A move tells where the cursor is; where it leads nowhere, nothing is told."""
    app = stage(pilot)
    await pilot.pause()
    app.told.clear()
    await pilot.press("right")
    (moved,) = app.told
    assert isinstance(moved, MatrixGrid.CursorMoved)
    assert moved.cursor == Cursor(channel("web"), "bue")
    await pilot.press("end")
    app.told.clear()
    await pilot.press("end")
    assert app.told == []


async def test_shift_selects(pilot: Pilot[None]) -> None:
    """Shift and arrows select a block, which can be taken back."""
    grid = stage(pilot).grid
    await pilot.press("shift+right", "shift+down")
    assert grid.has_selection
    assert grid.selection == ((channel("web"), channel("mail")), ("inh", "bue"))
    grid.select_none()
    assert not grid.has_selection


async def test_going_somewhere(pilot: Pilot[None]) -> None:
    """A place that exists can be gone to, unfolding what hides it; others are refused."""
    grid = stage(pilot).grid
    grid.move_to(RowKey("group", "group:Haus"), None)
    await pilot.press("space")
    assert grid.move_to(channel("bot"), "it")
    assert grid.cursor == Cursor(channel("bot"), "it")
    assert not grid.move_to(channel("gone"), "it")
    await pilot.pause()
    assert "Chatbot" in stage(pilot).text()


async def test_an_edit_shows(pilot: Pilot[None], small: Organisation) -> None:
    """After an edit its row shows the new letters, and so does its mark."""
    app = stage(pilot)
    web = replace(small.channels["web"], raci={"it": Cell("I")})
    app.board.organisation = replace(small, channels={**small.channels, "web": web})
    app.board.marks = {"web": Severity.ERROR}
    app.grid.refresh_rows(["web"])
    await pilot.pause()
    line = app.text().split("\n")[3]
    assert "✕ Website" in line
    assert line.rstrip().endswith("I")
    app.board.marks = {}
    app.grid.repaint()
    await pilot.pause()
    assert "✕ Website" not in app.text()


async def test_new_rows_need_a_rebuild(pilot: Pilot[None], small: Organisation) -> None:
    """A channel that came is shown, under its name, after ``rebuild``; filters hide others."""
    app = stage(pilot)
    more = {**small.channels, "fax": Channel("fax", "Fax", group="Haus")}
    app.board.organisation = replace(small, channels=more)
    app.grid.rebuild()
    await pilot.pause()
    assert "Fax" in app.text()
    app.grid.set_filter(lambda c: c.id == "fax")
    await pilot.pause()
    assert "Website" not in app.text()
    app.grid.set_board(PlainBoard(small))
    app.grid.set_filter(None)
    await pilot.pause()
    assert "Website" in app.text()
    assert app.grid.visible_roles == ("inh", "bue", "it")


async def test_the_screen_always_shows_the_model(manufacturer: Organisation) -> None:
    """After moves, pages and scrolls what was sent in parts equals what a whole drawing shows."""
    async with Stage(manufacturer).run_test(size=(66, 16)) as pilot:
        grid = stage(pilot).grid
        keys = ("down", "right", "pagedown", "end", "pagedown", "home", "shift+down", "pageup")
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            shown = stage(pilot).text().split("\n")
            for y, line in enumerate(shown):
                assert line[:65] == grid.strips.line(y, grid.grid_styles).text


async def test_a_step_asks_for_parts_of_lines(manufacturer: Organisation) -> None:
    """Moving to the right repaints the heads and the two cells, not the row and not the screen."""
    async with Stage(manufacturer).run_test(size=(120, 30)) as pilot:
        grid = stage(pilot).grid
        await pilot.pause()
        grid.grid_model.move(1, 0)
        parts = list(grid.strips.outdated(grid.grid_styles))
        assert {y for y, _, _ in parts} == {0, 1, 4}
        cells = sum(stop - start for y, start, stop in parts if y == 3)
        assert cells <= 2 * grid.grid_model.layout.cell


async def test_bands_ask_for_their_own_part(pilot: Pilot[None]) -> None:
    """Of a change only the bands that hold a part of it repaint, up to its end."""
    first, second, *_ = stage(pilot).grid.query(Band)
    await pilot.pause()
    width = first.size.width
    for band in (first, second):
        band.refresh_parts([(4, width - 2, width + 3)])
    assert {tuple(region) for region in first._repaint_regions} == {(0, 4, width, 1)}
    assert {tuple(region) for region in second._repaint_regions} == {(0, 4, 3, 1)}


async def test_clicks_move_fold_and_open(pilot: Pilot[None]) -> None:
    """A click moves the cursor, on a heading it folds, twice it opens."""
    app = stage(pilot)
    grid = app.grid
    left = grid.grid_model.layout.left(2, grid.grid_model.layout.window(0))
    await pilot.click(offset=(left + 1, 4))
    assert grid.cursor == Cursor(channel("mail"), "it")
    await pilot.click(offset=(left + 1, 4), times=2)
    assert isinstance(app.told[-1], MatrixGrid.Activated)
    await pilot.click(offset=(left, 1))
    assert grid.cursor == Cursor(HEAD, "it")
    await pilot.click(offset=(4, 5))
    assert grid.cursor.row == RowKey("group", "group:Haus")
    assert len(grid.row_keys) == 4
    await pilot.click(offset=(4, 11))
    assert grid.cursor.row == RowKey("group", "group:Haus")


async def test_dragging_selects(pilot: Pilot[None]) -> None:
    """From where the button went down to where it goes up."""
    grid = stage(pilot).grid
    left = [grid.grid_model.layout.left(n, grid.grid_model.layout.window(0)) for n in range(3)]
    await pilot.mouse_down(offset=(left[0], 3))
    await pilot.hover(offset=(left[1], 4))
    await pilot.mouse_up(offset=(left[1], 4))
    await pilot.hover(offset=(left[2], 6))
    assert grid.selection == ((channel("web"), channel("mail")), ("inh", "bue"))


async def test_the_wheel_scrolls(manufacturer: Organisation) -> None:
    """Down and up by rows, with shift or sideways by columns; the cursor stays."""
    async with Stage(manufacturer).run_test(size=(60, 12)) as pilot:
        model = stage(pilot).grid.grid_model
        await turn(pilot, events.MouseScrollDown)
        assert (model.top, model.first, model.row) == (3, 0, 1)
        await turn(pilot, events.MouseScrollUp)
        await turn(pilot, events.MouseScrollDown, shift=True)
        await turn(pilot, events.MouseScrollRight)
        assert (model.top, model.first) == (0, 2)
        await turn(pilot, events.MouseScrollLeft)
        await turn(pilot, events.MouseScrollUp, shift=True)
        assert model.first == 0


async def test_the_scrollbar_follows_and_leads(manufacturer: Organisation) -> None:
    """Its thumb stands where the rows in sight do; a click or a drag goes there."""
    async with Stage(manufacturer).run_test(size=(60, 22)) as pilot:
        grid = stage(pilot).grid
        track = grid.query_one(Track)
        model = grid.grid_model
        assert track.thumb.start == model.head_height
        await pilot.press("ctrl+end")
        assert track.thumb.stop == 22
        await pilot.mouse_down(track, offset=(0, model.head_height))
        assert model.top == 0
        await pilot.hover(track, offset=(0, 21))
        assert model.top == model.last_top
        await pilot.mouse_up(track, offset=(0, 21))
        await pilot.hover(track, offset=(0, 5))
        await pilot.click(track, offset=(0, 2))
        assert model.top == 0
        assert grid.cursor.row == grid.row_keys[-1]


async def test_a_short_matrix_has_no_thumb(pilot: Pilot[None]) -> None:
    """Where all rows are in sight there is nothing to scroll."""
    assert stage(pilot).grid.query_one(Track).thumb == range(0)


async def test_the_terminals_own_cursor_follows(pilot: Pilot[None]) -> None:
    """Screen readers and magnifiers look where it is: on the cell, the head, the name."""
    app = stage(pilot)
    model = app.grid.grid_model
    left = model.layout.left(1, model.layout.window(0))
    await pilot.press("right")
    assert app.cursor_position == Offset(left, 3)
    await pilot.press("up", "up")
    assert app.cursor_position == Offset(left, 1)
    app.grid.move_to(channel("mail"), None)
    assert app.cursor_position == Offset(3, 4)


async def test_the_terminals_own_cursor_finds_a_lowered_head() -> None:
    """Where heads would touch, some stand a line lower."""
    roles = {f"r{n}": Role(f"r{n}", f"Role {n}", short="ABC") for n in range(10)}
    async with Stage(Organisation(roles=roles)).run_test(size=(56, 10)) as pilot:
        app = stage(pilot)
        await pilot.pause()
        assert app.grid.grid_model.layout.staggered
        lines = []
        for role in ("r0", "r1", "r2"):
            app.grid.move_to(HEAD, role)
            lines.append(app.cursor_position.y)
        assert lines == [1, 2, 1]


async def test_another_theme_has_its_own_colours(pilot: Pilot[None]) -> None:
    """Letters take the palette of a light theme as soon as it is chosen."""
    app = stage(pilot)
    assert app.grid.grid_styles.theme.dark
    app.theme = "raci-light"
    await pilot.pause()
    assert not app.grid.grid_styles.theme.dark
    app.theme = "raci-contrast-light"
    await pilot.pause()
    assert app.grid.grid_styles.theme.high_contrast


async def test_without_colours_attributes_remain(small: Organisation) -> None:
    """Where NO_COLOR is set the grid uses none."""
    app = Stage(small)
    app.no_color = True
    async with app.run_test(size=(60, 12)):
        assert not app.grid.grid_styles.theme.colours


async def test_a_grid_that_is_not_shown_yet_takes_changes(small: Organisation) -> None:
    """Before it is on the screen, and without the focus, a grid can be told anything."""
    grid = MatrixGrid(PlainBoard(small), palette_for=palette_for)
    grid.refresh_rows(["web"])
    grid.rebuild()
    grid.move(1, 0)
    assert grid.cursor == Cursor(channel("web"), "bue")


async def test_resizing_keeps_the_cursor_in_sight(manufacturer: Organisation) -> None:
    """In a smaller window the cell under the cursor is still there."""
    async with Stage(manufacturer).run_test(size=(120, 40)) as pilot:
        model = stage(pilot).grid.grid_model
        await pilot.press("end", "ctrl+end")
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        window = model.layout.window(model.first)
        assert window.first <= model.column < window.stop
        assert model.top <= model.row < model.top + model.body_height


async def test_a_grid_can_be_empty() -> None:
    """Before a board is set there is nothing to see and no key does harm."""
    async with Stage(Organisation()).run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "right", "space", "tab", "pagedown", "end", "a")
        assert stage(pilot).grid.cursor == Cursor(HEAD, None)
        assert stage(pilot).grid.grid_model.row == OUTSIDE
