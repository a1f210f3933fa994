"""F1 tells in every dialog what it is for; the keys that a dialog names can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key
from textual.widgets import Input, Static

from raci.tui.app import RaciApp
from raci.tui.dialogs import conflicts, file_picker, form, question, table_import, trail
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.correction import screen
from raci.tui.dialogs.dialog import Dialog
from raci.tui.dialogs.form import Form
from raci.tui.dialogs.reading import Help, Note, Page, Reading
from raci.tui.keymap import key_called
from raci.tui.model.fields import Entry
from raci.tui.panes.help import explanation
from raci.tui.panes.lines import InspectorPane
from raci.tui.panes.text import plain
from raci.tui.screen.command_palette import Palette
from raci.words import words_in
from support.editor.firm import workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot
    from textual.screen import Screen

WORDS = words_in("en")
MODULES = (conflicts, file_picker, form, question, screen, table_import, trail)
#: Pages to read explain themselves: F1 leaves them.
PAGES = {Reading, Note, Page, Help}


def kinds(kind: type[Dialog[Any]] = Dialog) -> Iterator[type[Dialog[Any]]]:
    """Yield all kinds of dialogs."""
    for one in kind.__subclasses__():
        yield one
        yield from kinds(one)


async def _until(pilot: Pilot[int], wanted: type[Screen[Any]]) -> None:
    for _ in range(300):
        if isinstance(pilot.app.screen, wanted) and pilot.app.screen.is_mounted:
            break
        await pilot.pause(0.01)
    await pilot.pause(0.1)
    assert isinstance(pilot.app.screen, wanted)


def _told(app: RaciApp) -> str:
    return "\n".join(plain(line) for line in app.screen.query_one(InspectorPane).lines)


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=str))
def test_every_dialog_explains_itself(kind: type[Dialog[Any]]) -> None:
    """Its keys are told, the one that leaves it among them; only pages have nothing to add."""
    assert MODULES
    told = [text for text in kind.ABOUT if text.startswith("Esc  ")]
    assert bool(told) is (kind not in PAGES)


async def test_f1_in_a_form_tells_keys_and_fields() -> None:
    """What was typed is still there afterwards."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("f2", "x", "f1")
        await _until(pilot, Note)
        assert "take over" in _told(app)
        assert "Its last valid day" in _told(app)
        await pilot.press("f1")
        await _until(pilot, Form)
        assert "x" in app.screen.query(Input).first().value


async def test_f1_in_a_burst_is_the_pages_key() -> None:
    """Esc behind F1 leaves the page and not the form below, which gets the letters at once."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test() as pilot:
        await pilot.press("up", "up", "up", "f2")
        await _until(pilot, Form)
        for key in ("end", "a", "f1", "escape", "b"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        field = app.screen.query(Input).first()
        for _ in range(150):
            await pilot.pause(0.02)
            if field.value.endswith("b"):
                break
        assert field.value.endswith("ab")
        assert isinstance(app.screen, Form)


async def test_the_palette_explains_itself() -> None:
    """F1 is a page over it; Esc leads back."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await _until(pilot, Palette)
        await pilot.press("f1")
        await _until(pilot, Note)
        assert "Other words find commands" in _told(app)
        await pilot.press("escape")
        await _until(pilot, Palette)


async def test_a_field_says_what_it_is_for() -> None:
    """The line below the fields follows the focus; a complaint goes before."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("up", "up", "up", "f2")
        await _until(pilot, Form)
        complaint = app.screen.query_one("#complaint", Static)
        assert "What people call it" in str(complaint.render())
        await pilot.press("down")
        await pilot.pause(0.1)
        assert "The column head" in str(complaint.render())
        await pilot.press("up", "ctrl+u", "down")
        await pilot.pause(0.1)
        assert "A name is needed" in str(complaint.render())


async def _clicked(app: RaciApp, pilot: Pilot[int], part: str) -> None:
    """Click on a part of the keys that the dialog names."""
    keys = app.screen.query(".keys").first(Static)
    text = str(keys.render())
    await pilot.click(keys, offset=(text.index(part) + 1, keys.region.height - 1))
    await pilot.pause(0.2)


@pytest.mark.parametrize(("part", "answer"), [("Enter: take", ("pear", "")), ("Esc: leave", None)])
async def test_keys_that_are_told_can_be_clicked(part: str, answer: tuple[str, str] | None) -> None:
    """Whoever has but a mouse takes and leaves with it."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test() as pilot:
        answers: list[Any] = []
        entries = [Entry(name, name) for name in ("pear", "plum")]
        app.push_screen(Choose("x", entries, WORDS), answers.append)
        await _until(pilot, Choose)
        await _clicked(app, pilot, part)
        assert answers == [answer]


async def test_help_can_be_clicked() -> None:
    """The word at the dialog's edge is F1."""
    app = RaciApp(workspace(), words=WORDS)
    async with app.run_test() as pilot:
        app.push_screen(Choose("x", [Entry("pear", "pear")], WORDS))
        await _until(pilot, Choose)
        box = app.screen.query_one(".box")
        await pilot.click(offset=(box.region.right - 6, box.region.bottom - 1))
        await _until(pilot, Note)


@pytest.mark.parametrize(
    ("language", "name", "key"),
    [
        ("en", "Enter", "enter"),
        ("en", "ctrl+s", "ctrl+s"),
        ("en", "shift+←", "shift+left"),
        ("en", "PgUp", "pageup"),
        ("en", "X", "X"),
        ("en", "+", "plus"),
        ("en", "letter", None),
        ("de", "Leertaste", "space"),
        ("de", "Strg+S", "ctrl+s"),
        ("de", "Umschalt+→", "shift+right"),
        ("de", "F1", "f1"),
        ("de", "oder", None),
    ],
)
def test_a_named_key_is_known(language: str, name: str, key: str | None) -> None:
    """As keyboards of the language call it; other words are none."""
    assert key_called(name, words_in(language)) == key


def test_an_explanation_has_two_columns() -> None:
    """Sentences go over the whole width, keys stand in a column of their own."""
    lines = [plain(line).rstrip() for line in explanation(["A list.", "Esc  leave it now"], 14)]
    assert lines == ["A list.", "", "Esc  leave it", "     now"]
