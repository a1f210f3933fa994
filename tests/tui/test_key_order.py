"""Keys act in the order in which they come, also those of one burst: a slow line, a macro."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key
from textual.widgets import Input

from raci.tui.app import RaciApp
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.conflicts import Conflicts
from raci.tui.dialogs.differences import Contested, Then, Told
from raci.tui.dialogs.file_picker import FilePicker
from raci.tui.dialogs.form import Form
from raci.tui.dialogs.trail import Trail
from raci.tui.grid.board import RowKey
from raci.tui.model.fields import Entry, Field
from raci.tui.panes.lines import InspectorPane
from raci.tui.panes.text import plain
from raci.words import words_in
from support.editor.firm import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

WORDS = words_in("en")


async def _burst(app: RaciApp, pilot: Pilot[int], keys: list[str]) -> None:
    """Send keys without waiting for what they do."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))
    for _ in range(10):
        await pilot.pause(0.02)


async def _shown(app: RaciApp, pilot: Pilot[int], dialog: Screen[Any]) -> list[Any]:
    """Show a dialog; its answers come into the list that is returned."""
    answers: list[Any] = []
    app.push_screen(dialog, answers.append)
    for _ in range(300):
        await pilot.pause(0.01)
        if dialog.query(Input) and app.focused is not None:
            break
    return answers


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("a b x backspace c", "abc"),
        ("b c home a", "abc"),
        ("x y ctrl+u a b c", "abc"),
        ("a c left b", "abc"),
        ("a b c x left delete", "abc"),
    ],
)
@pytest.mark.parametrize("taken", ["enter", "ctrl+s"])
async def test_a_form_takes_what_was_typed(keys: str, text: str, taken: str) -> None:
    """Neither a correction nor the key that takes it over comes too early or too late."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test() as pilot:
        answers = await _shown(
            app, pilot, Form("x", [Field("name", "Name")], lambda _: None, WORDS)
        )
        await _burst(app, pilot, [*keys.split(), taken])
        assert answers == [{"name": text}]


async def test_a_list_moves_from_what_was_typed_before() -> None:
    """The arrow acts on the narrowed list."""
    app = RaciApp(workspace(), words=WORDS)
    entries = [Entry(name, name) for name in ("apple", "pear", "peach", "plum")]
    async with app.run_test() as pilot:
        answers = await _shown(app, pilot, Choose("x", entries, WORDS))
        await _burst(app, pilot, ["p", "e", "down", "enter"])
        assert [key for key, _ in answers] == ["peach"]


async def test_a_picker_completes_what_was_typed_before(tmp_path: Path) -> None:
    """Tab knows the letters in front of it, Enter the name that Tab made of them."""
    (tmp_path / "below").mkdir()
    for name in ("old.csv", "new.csv"):
        (tmp_path / "below" / name).touch()
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test() as pilot:
        picker = FilePicker("x", str, [".csv"], WORDS, start=tmp_path)
        answers = await _shown(app, pilot, picker)
        await _burst(app, pilot, [*"be", "tab", *"ol", "tab", "enter"])
        for _ in range(300):
            if answers:
                break
            await pilot.pause(0.01)
        path = tmp_path / "below" / "old.csv"
        assert answers == [(path, str(path))]


async def test_conflicts_are_decided_where_the_arrows_led() -> None:
    """A side that is chosen behind a step is that of the conflict stepped to."""
    app = RaciApp(workspace(), words=WORDS)
    rows = [Contested(name, "A", "R") for name in ("Website", "Flyer")]
    choices: dict[int, bool] = {}
    async with app.run_test() as pilot:
        answers: list[Any] = []
        dialog = Conflicts("x", rows, ("mine", "theirs"), choices, WORDS)
        app.push_screen(dialog, answers.append)
        await pilot.pause(0.2)
        await _burst(app, pilot, ["down", "right", "up", "left", "enter"])
        assert choices == {1: True, 0: False}
        assert answers == [(Then.TAKE, 0)]


async def test_a_trail_leads_where_the_arrows_led() -> None:
    """Enter behind a step takes the line stepped to."""
    app = RaciApp(workspace(), words=WORDS)
    told = [Told(name, row=RowKey("channel", name)) for name in ("website", "prospekt")]
    async with app.run_test() as pilot:
        answers: list[Any] = []
        app.push_screen(Trail("x", lambda _: told, WORDS), answers.append)
        await pilot.pause(0.3)
        await _burst(app, pilot, ["down", "enter"])
        assert [item.row for item in answers] == [RowKey("channel", "prospekt")]


async def test_help_goes_on_from_what_was_typed() -> None:
    """A heading that Tab leads to is one of those that the letters before it left."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("f1")
        await pilot.pause(0.2)
        await _burst(app, pilot, ["f", "i", "n", "d", "tab"])
        assert app.screen.query_one(Input).value == "find"
        assert isinstance(app.focused, Input)
        lines = app.screen.query_one(InspectorPane).lines
        assert plain(lines[0]).strip() == "Moving"
