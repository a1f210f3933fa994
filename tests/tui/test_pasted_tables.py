"""A range of a spreadsheet that is pasted with its heads: read as a table, not as letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste

from raci.tui.app import RaciApp
from raci.tui.dialogs.correction.screen import Correction
from raci.tui.dialogs.correction.sides import Sides
from raci.tui.dialogs.reading import Preview
from raci.tui.model.clipboard import with_heads
from raci.tui.screen.editor import Editor
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen

HEADED = 'Kanal\tInhaberin\t"Büro\nunten"\r\nWebsite\tA\tR\r"Fax ""alt"""\tI\tA\n'
FIRM = workspace().organisation


async def _until(pilot: Pilot[int], kind: type[Screen[Any]]) -> None:
    """Wait until a screen of that kind is shown."""
    for _ in range(500):
        screen = pilot.app.screen
        if isinstance(screen, kind) and (kind is not Correction or screen.query(Sides)):
            return
        await pilot.pause(0.01)
    pytest.fail(f"{pilot.app.screen} is no {kind}")


@pytest.mark.parametrize(
    "text", [HEADED, "\tChefin\tBüro\nWeb\tA\tR", "Plan 2027\t\n\t\nx\tGF\nWeb\tA"]
)
def test_a_range_with_heads_is_a_table(text: str) -> None:
    """With an empty corner, a title above, quotes and any ends of lines."""
    assert with_heads(FIRM, text)


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "A\tR",
        "A\tR\r\nC\tI",
        "A\t\tR\n\tI\t",
        "A\tnein",
        "x\ty\nA\tR",
        "A\tR\nyes\tI",
        "Kanal\nWebsite",
        "Kanal\tInhaberin",
        "A\tR\tInhaberin\nA\tR\tI",
        '"Kanal\tInhaberin' + "\nWebsite\tA" * 30_000,
        "",
    ],
)
def test_a_block_of_letters_is_none_even_with_a_slip_in_it(text: str) -> None:
    """Nor is a list, a single line, or a quote that is never closed."""
    assert not with_heads(FIRM, text)


_LETTERS = st.sampled_from(["A", "R", "c", "i", "A/R", ""])


@given(st.lists(st.lists(_LETTERS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_letters_alone_are_never_a_table(rows: list[list[str]]) -> None:
    """Whatever their number."""
    assert not with_heads(FIRM, "\n".join("\t".join(row) for row in rows))


async def test_a_pasted_range_goes_through_the_correction_into_the_file() -> None:
    """Cells of several lines come as one; undo takes everything back."""
    app = RaciApp(workspace(), words=words_in("de"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.post_message(Paste(HEADED))
        await _until(pilot, Correction)
        await pilot.press("enter")
        await _until(pilot, Preview)
        await pilot.press("enter")
        await pilot.pause(0.2)
        while not isinstance(app.screen, Editor):
            await pilot.press("enter" if app.screen.query("Button") else "escape")
            await pilot.pause(0.1)
        editor = app.editor
        names = [channel.name for channel in editor.organisation.channels.values()]
        assert 'Fax "alt"' in names
        assert "Büro unten" in [role.name for role in editor.organisation.roles.values()]
        editor.undo()
        assert editor.workspace.text == GUEST_HOUSE


async def test_keys_behind_a_pasted_table_are_for_its_screen() -> None:
    """Typed in one go, they change no letter of the matrix below; Esc changes nothing at all."""
    app = RaciApp(workspace(), words=words_in("de"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "right")
        app.post_message(Paste(HEADED))
        for key in ("r", "i", "escape"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await _until(pilot, Correction)
        await _until(pilot, Editor)
        assert app.screen is app.editor
        assert app.editor.workspace.text == GUEST_HOUSE


async def test_a_pasted_table_of_something_else_is_told_and_changes_nothing() -> None:
    """There is nothing to correct in a poem."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.post_message(Paste("Obst\tPreis\nApfel\tdrei\nBirne\tvier\n"))
        for _ in range(300):
            await pilot.pause(0.01)
            if isinstance(app.screen, Correction) and app.screen.query(Sides):
                break
        await pilot.press("escape")
        await _until(pilot, Editor)
        assert app.editor.workspace.text == GUEST_HOUSE


async def test_letters_are_still_pasted_as_letters() -> None:
    """From the cursor on."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down", "right")
        app.post_message(Paste("i\tr"))
        await pilot.pause(0.1)
        assert app.screen is app.editor
        assert app.editor.workspace.text != GUEST_HOUSE
