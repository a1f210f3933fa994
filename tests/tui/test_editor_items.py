"""Channels, roles, groups and departments on the screen: added, edited, moved, found, saved."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Checkbox, Input, OptionList

from raci.model.error import EditError
from raci.model.text import Text
from raci.tui.app import RaciApp, run
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.reading import Drawer
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.keymap import Settings
from raci.tui.panes.lines import InspectorPane
from raci.tui.screen import checking, panes
from raci.words import words_in
from support.editor.firm import (
    GUEST_HOUSE,
    manufacturer,
    workspace,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from raci.tui.screen.editor import Editor
    from raci.workspace import Workspace

WEBSITE = RowKey("channel", "website")
FLYER = RowKey("channel", "prospekt")


@asynccontextmanager
async def opened(
    space: Workspace | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], Editor]]:
    """Run the editor and wait for the first check."""
    app = RaciApp(space or workspace(), words=words_in("en"))
    async with app.run_test(size=size) as pilot:
        while "checking" in (app.editor.panes.header_text or "checking"):
            await pilot.pause(0.02)
        yield pilot, app.editor


async def _do(pilot: Pilot[int], editor: Editor, command: str) -> None:
    editor.run(COMMANDS[command])
    await pilot.pause()


async def _answer(pilot: Pilot[int], **values: str) -> None:
    for key, value in values.items():
        pilot.app.screen.query_one(f"#field-{key}", Input).value = value
    await pilot.press("ctrl+s")
    await pilot.pause()


async def test_a_role_is_added_and_edited_in_its_form() -> None:
    """It stands beside the cursor; flags are ticked by space."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(HEAD, "inhaberin")
        await _do(pilot, editor, "add-role")
        await _answer(pilot, name="Küche")
        assert editor.cursor == (HEAD, "kueche")
        await _do(pilot, editor, "edit")
        pilot.app.screen.query_one("#field-external", Checkbox).value = True
        await _answer(pilot, holder="D. Koch, E. Koch")
        role = editor.organisation.roles["kueche"]
        assert (role.holders, role.external) == (("D. Koch", "E. Koch"), True)
        assert role.department == "leitung"


async def test_a_duty_line_opens_the_form_of_its_cell() -> None:
    """An unfolded channel shows four duties, each with its cells."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, "buero")
        await pilot.press("space", "down", "r")
        duties = editor.organisation.channels["website"].duties
        assert {duty.value: list(row) for duty, row in duties.items()}["content"] == ["buero"]
        await pilot.press("home", "home")
        await _do(pilot, editor, "edit")
        assert pilot.app.screen.query_one("#field-name", Input).value == "Website"


async def test_a_group_is_renamed_for_all_its_channels() -> None:
    """The heading's form changes every channel below, as one step."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(RowKey("group", "group:Eigene Medien"), None)
        await _do(pilot, editor, "edit")
        await _answer(pilot, name="Eigenes")
        groups = {one.group for one in editor.organisation.channels.values()}
        assert groups == {"Eigenes", "Fremde"}
        await pilot.press("ctrl+z")
        assert editor.workspace.text == GUEST_HOUSE


async def test_a_heading_that_follows_from_kinds_is_not_renamed() -> None:
    """It says where it comes from."""
    async with opened(workspace(manufacturer())) as (pilot, editor):
        editor.grid.move_to(RowKey("group", "kind:new"), None)
        await _do(pilot, editor, "edit")
        assert not editor.workspace.history.can_undo
        await pilot.press("enter")
        assert RowKey("channel", "blog") not in editor.grid.row_keys


async def test_departments_are_added_and_edited() -> None:
    """Chosen from a list whose last entry adds one."""
    async with opened() as (pilot, editor):
        await _do(pilot, editor, "departments")
        await pilot.press("enter")
        await pilot.pause()
        await _answer(pilot, name="Haus")
        assert editor.organisation.departments["leitung"].name == "Haus"
        await _do(pilot, editor, "departments")
        await pilot.press("down", "enter")
        await pilot.pause()
        await _answer(pilot, name="Küche")
        assert editor.organisation.departments["kueche"].name == "Küche"


async def test_a_channel_is_duplicated_and_deleted() -> None:
    """The copy stands below; without letters it would not even be asked about."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(FLYER, None)
        await _do(pilot, editor, "duplicate")
        await _answer(pilot, name="Plakat")
        assert list(editor.organisation.channels)[2] == "plakat"
        editor.grid.move_to(RowKey("channel", "kununu"), None)
        await _do(pilot, editor, "clear")
        assert "kununu" not in editor.organisation.channels


async def test_rows_and_roles_move_by_key() -> None:
    """Alt and the arrows; at the edge nothing happens."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, "buero")
        await pilot.press("alt+up", "alt+down", "alt+left")
        assert next(iter(editor.organisation.channels)) == "prospekt"
        assert editor.cursor == (WEBSITE, "buero")
        editor.grid.move_to(HEAD, "edv")
        await pilot.press("f5", "left", "enter")
        assert list(editor.organisation.roles) == ["inhaberin", "edv", "buero"]
        assert editor.modes.carried is None


async def test_the_row_on_the_choice_of_channels_is_added_once() -> None:
    """It is the first row; letters act on it as on any other."""
    without = GUEST_HOUSE.replace('[portfolio.raci]\ninhaberin = "A"\n', "")
    async with opened(workspace(without)) as (pilot, editor):
        await _do(pilot, editor, "portfolio")
        editor.grid.move_to(RowKey("portfolio"), "buero")
        await pilot.press("r")
        assert editor.organisation.portfolio
        assert editor.organisation.portfolio["buero"].letters == "R"


async def test_roles_are_found_too_and_search_goes_both_ways() -> None:
    """A role is found in the row of the cursor, or in the head."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(FLYER, None)
        await pilot.press("slash", *"dienst", "enter")
        await pilot.pause()
        assert editor.cursor == (FLYER, "edv")
        editor.grid.move_to(HEAD, "inhaberin")
        await pilot.press("slash", *"dienst", "pagedown", "pageup", "enter")
        await pilot.pause()
        assert editor.aim.role() == "edv"
        editor.searched = "web"
        await pilot.press("shift+f3")
        assert editor.aim.channel() == "website"
        editor.searched = "xyzzy"
        await pilot.press("f3")
        assert editor.aim.channel() == "website"


async def test_saving_under_another_name_asks_before_it_replaces(tmp_path: Path) -> None:
    """A new name is written at once; one in use only after a yes."""
    async with opened() as (pilot, editor):
        await _do(pilot, editor, "save-as")
        await _answer(pilot, path=str(tmp_path / "new.toml"))
        await pilot.app.workers.wait_for_complete()
        assert (tmp_path / "new.toml").read_text(encoding="utf-8") == GUEST_HOUSE
        taken = tmp_path / "taken.toml"
        taken.write_text("mine", encoding="utf-8")
        await _do(pilot, editor, "save-as")
        await _answer(pilot, path=str(taken))
        await pilot.press("enter")
        await pilot.pause()
        assert taken.read_text(encoding="utf-8") == "mine"


async def test_a_block_is_copied_and_filled() -> None:
    """ctrl+c, ctrl+d and ctrl+r as in a spreadsheet; a pasted block fills the selection."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, "edv")
        await pilot.press("ctrl+c", "shift+down", "ctrl+d")
        assert pilot.app.clipboard == "AR"
        assert editor.organisation.channels["prospekt"].raci["edv"].letters == "AR"
        await pilot.press("escape")
        editor.grid.move_to(FLYER, "inhaberin")
        await pilot.press("shift+right", "ctrl+r", "ctrl+c", "delete", "ctrl+v")
        letters = {
            one: c.letters for one, c in editor.organisation.channels["prospekt"].raci.items()
        }
        assert letters["buero"] == letters["inhaberin"] == "A"


async def test_only_here_is_offered_where_two_are_accountable() -> None:
    """The others lose the accountable letter, and only that."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, "inhaberin")
        await _do(pilot, editor, "only-here")
        await pilot.press("a")
        await _do(pilot, editor, "only-here")
        row = editor.organisation.channels["website"].raci
        assert (row["inhaberin"].letters, row["edv"].letters) == ("A", "R")
        await _do(pilot, editor, "only-here")
        editor.grid.move_to(WEBSITE, None)
        await _do(pilot, editor, "only-here")
        assert len(editor.workspace.history.done) == 2


async def test_details_are_read_and_edited_from_the_drawer() -> None:
    """On a narrow terminal Enter shows them, and Enter again edits."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, None)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Drawer)
        await pilot.press("down", "pagedown", "up", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one("#field-name", Input).value == "Website"


async def test_long_lists_scroll_by_key_and_mouse() -> None:
    """Views, details and findings go on where the screen ends."""
    async with opened(workspace(manufacturer()), size=(120, 24)) as (pilot, editor):
        await pilot.press("alt+4", "pagedown", "pagedown", "pagedown", "pageup", "up")
        pane = editor.panes.view_pane
        assert pane.scroll_offset.y > 0
        await pilot.click("#view", offset=(8, 3), times=2)
        await pilot.pause()
        assert editor.panes.view == 0
        inspector = editor.query_one("#inspector", InspectorPane)
        editor.set_focus(inspector)
        await pilot.press("down", "up")
        for scroll in (events.MouseScrollDown, events.MouseScrollUp):
            inspector.post_message(scroll(inspector, 1, 1, 0, 1, 0, False, False, False))
        await pilot.pause()


async def test_an_entry_is_chosen_by_the_mouse() -> None:
    """A click takes it."""
    async with opened() as (pilot, editor):
        await pilot.press("slash")
        await pilot.pause()
        pilot.app.screen.query_one(OptionList).action_select()
        await pilot.pause()
        assert editor.cursor.row == WEBSITE


async def test_large_files_are_checked_when_nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a number of channels a key shows its row at once, the rest follows after a pause."""
    monkeypatch.setattr(checking, "SMALL", 0)
    async with opened() as (pilot, editor):
        editor.grid.move_to(RowKey("channel", "kununu"), "inhaberin")
        await pilot.press("a")
        assert editor.board.standing("kununu")
        while editor.findings and any(one.code == "RACI101" for one in editor.findings):
            await pilot.pause(0.02)
        await pilot.pause(0.6)
        assert {one.fingerprint for one in editor.findings} == {
            one.fingerprint for one in editor.workspace.check.findings if not one.waived
        }


async def test_what_goes_wrong_in_a_dialog_or_a_command_is_told() -> None:
    """Neither a refused edit nor a fault of ours ends the editor."""
    async with opened() as (pilot, editor):

        async def refused() -> None:
            raise EditError(Text("no"))

        async def broken() -> None:
            raise ZeroDivisionError

        def refused_at_once() -> None:
            raise EditError(Text("never"))

        for action in (refused, broken, refused_at_once):
            editor.try_run(action)
            await pilot.pause()
        assert len(pilot.app._notifications) == 3


async def test_unknown_keys_and_ctrl_c_outside_cells_do_nothing() -> None:
    """The editor stays as it is."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(FLYER, None)
        await pilot.press("f19", "ctrl+c", "ctrl+v", "a")
        assert not editor.workspace.history.can_undo


def test_the_terminal_says_whether_it_is_dark(monkeypatch: pytest.MonkeyPatch) -> None:
    """COLORFGBG where it is set, else dark; the user's word goes before."""
    words = words_in("en")
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert RaciApp(workspace(), words=words).theme == "raci-light"
    assert RaciApp(workspace(), words=words, settings=Settings(dark=True)).theme == "raci-dark"
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert RaciApp(workspace(), words=words, settings=Settings(plain=True)).theme == "raci-dark"


@pytest.mark.parametrize(("outcome", "code"), [(0, 0), (None, 0), (2, 2)])
def test_running_returns_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, outcome: int | None, code: int
) -> None:
    """What the application ends with is what the program ends with."""
    monkeypatch.setattr(RaciApp, "run", lambda _app: outcome)
    assert run(workspace(), words=words_in("en")) == code


def test_a_fault_of_ours_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback reaches the terminal; the exit code says that it went wrong."""
    app = RaciApp(workspace(), words=words_in("en"))
    said: list[object] = []
    monkeypatch.setattr(app, "exit", lambda *_, **given: said.append(given))
    app._handle_exception(ValueError("odd"))
    assert said == [
        {"return_code": 2, "message": "The editor had to stop: ValueError: odd"},
    ]


def test_widths_from_which_panes_stand_apart() -> None:
    """As the page on the interface says: 120 columns, 30 lines."""
    assert (panes.WIDE, panes.TALL) == (120, 30)
