"""Keys that come faster than dialogs do: each reaches what it was meant for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste
from textual.widgets import Input

from raci.tui.app import RaciApp
from raci.tui.dialogs.form import Form
from raci.tui.grid.board import HEAD, RowKey
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, manufacturer, workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

_NAMES = {"+": "plus", "*": "asterisk", "/": "slash", " ": "space", ".": "full_stop"}


def _key(word: str) -> Key:
    if len(word) == 1:
        return Key(_NAMES.get(word, word), word)
    return Key(word, None)


def send(app: RaciApp, *words: str) -> None:
    """Send keys in one piece, as a slow line or a paste into the terminal does."""
    for word in words:
        app.post_message(_key(word))


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    for _ in range(500):
        await pilot.pause(0.01)
        if true():
            return
    pytest.fail("it does not come to pass")


async def settled(pilot: Pilot[int]) -> None:
    """Wait until no dialog is open and nothing is held back."""
    app = pilot.app
    assert isinstance(app, RaciApp)
    await until(pilot, lambda: app.screen is app.editor and not app.editor.type_ahead.holding)


async def test_a_name_typed_at_once_is_a_name() -> None:
    """“+”, a name and Enter in one piece add a channel and change no letter of the matrix."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        app.editor.grid.move_to(RowKey("channel", "kununu"), "inhaberin")
        send(app, "+", *"Radio ARIC", "enter")
        await settled(pilot)
        assert app.editor.organisation.channels["radio_aric"].name == "Radio ARIC"
        assert app.editor.organisation.channels["radio_aric"].raci == {}
        app.editor.undo()
        assert app.editor.workspace.text == GUEST_HOUSE


async def test_two_commands_in_one_piece_are_two_commands() -> None:
    """What follows the Enter that closes a dialog waits until the dialog is gone."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        app.editor.grid.move_to(RowKey("channel", "kununu"), "inhaberin")
        send(app, "+", *"One", "enter", "+", *"Two", "enter", "a")
        await settled(pilot)
        channels = app.editor.organisation.channels
        assert list(channels)[-2:] == ["one", "two"]
        assert channels["two"].raci["inhaberin"].letters == "A"
        assert not channels["one"].raci


async def test_a_dialog_after_a_dialog_takes_its_own_keys() -> None:
    """The first list's answer leads to the second list; the keys behind it wait for that one."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        app.editor.run(app.editor.commands["what-if-leaving"])
        send(app, *"lang", "enter", *"nobody", "enter", "escape")
        await settled(pilot)
        assert app.editor.workspace.text == GUEST_HOUSE


async def test_what_is_pasted_behind_a_command_goes_into_its_dialog() -> None:
    """A paste that overtakes the form is held for it."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        app.editor.grid.move_to(RowKey("channel", "kununu"), "inhaberin")
        send(app, "*")
        app.post_message(Paste("Aushilfe"))
        send(app, "enter")
        await settled(pilot)
        assert app.editor.cursor == (HEAD, "aushilfe")


async def test_the_palette_takes_what_is_typed_behind_its_key() -> None:
    """ctrl+p and a command's name in one piece write nothing into the matrix."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        app.editor.grid.move_to(RowKey("channel", "kununu"), "inhaberin")
        send(app, "ctrl+p", *"organisation")
        await until(
            pilot, lambda: [one.value for one in app.screen.query(Input)] == ["organisation"]
        )
        assert app.editor.workspace.text == GUEST_HOUSE


async def test_a_refused_answer_keeps_the_keys_in_the_dialog() -> None:
    """Where Enter does not close the form, what follows goes on in its field."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test() as pilot:
        send(app, "+", "enter", *"Fax")
        await until(pilot, lambda: [one.value for one in app.screen.query(Input)] == ["Fax"])
        assert isinstance(app.screen, Form)


async def test_a_command_that_takes_long_does_not_lock_the_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After a while held keys are let through, whatever the command is waiting for."""
    monkeypatch.setattr("raci.tui.screen.type_ahead._MOST", 0.05)
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test() as pilot:
        app.editor.try_run(lambda: asyncio.sleep(3600), asked=True)
        before = app.editor.cursor
        send(app, "down")
        assert app.editor.cursor == before
        await until(pilot, lambda: app.editor.cursor != before)
