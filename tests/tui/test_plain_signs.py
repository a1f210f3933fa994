"""Plain signs: with ``--ascii`` nothing but ASCII and letters reaches the terminal."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.grid.palette import ASCII
from raci.tui.keymap import Settings
from raci.tui.theme import plain_signs
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

#: Commands that open something, with the keys pressed before.
_SHOWN = {
    "help": "",
    "palette": "",
    "edit-channel": "down down",
    "find": "",
    "fix": "f8",
    "rule": "f8",
    "waive": "f8",
    "filter": "",
    "review": "",
    "export": "",
    "quit": "down down right i",
    "view-organisation": "",
    "view-coverage": "",
    "view-teamplay": "",
    "view-workload": "",
    "open": "",
}


def _lines(app: RaciApp) -> Iterator[str]:
    for strip in app.screen._compositor.render_strips():
        yield strip.text


@pytest.mark.parametrize(("command", "size"), zip(_SHOWN, cycle([(80, 24), (130, 40)])))
async def test_every_frame_is_plain(command: str, size: tuple[int, int]) -> None:
    """Frames, arrows, scrollbars, marks, dashes: whatever is no letter is ASCII."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("de"), settings=Settings(plain=True))
    async with app.run_test(size=size) as pilot:
        await _checked(app, pilot)
        await pilot.press(*_SHOWN[command].split())
        app.editor.run(COMMANDS[command])
        for _ in range(5):
            await pilot.pause()
        strange = {char for line in _lines(app) for char in line if not _plain(char)}
        assert strange == set()
        assert any(line.strip() for line in _lines(app))


async def _checked(app: RaciApp, pilot: Pilot[int]) -> None:
    while not app.editor.checking.done_once:
        await pilot.pause(0.02)


def _plain(char: str) -> bool:
    return char.isascii() or char.isalpha()


async def test_the_help_shows_the_marks_of_the_matrix() -> None:
    """What a warning is marked with is looked up in the help as it is seen in the matrix."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("en"), settings=Settings(plain=True))
    async with app.run_test(size=(80, 40)) as pilot:
        await _checked(app, pilot)
        await pilot.press("f1")
        await pilot.pause(0.1)
        shown = "\n".join(_lines(app))
        for sign, meaning in ((ASCII.warning, "warning"), (ASCII.info, "info")):
            assert f" {sign}     {meaning}" in shown


async def test_other_terminals_get_the_frames() -> None:
    """Where Unicode can be shown it is."""
    app = RaciApp(workspace(GUEST_HOUSE), words=words_in("de"), settings=Settings(plain=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await _checked(app, pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert any("╭" in line for line in _lines(app))


@given(st.text(st.characters(codec="utf-8")))
def test_plain_signs_move_nothing(text: str) -> None:
    """Each sign is as wide as what stands for it, and letters stay."""
    plain = plain_signs(text)
    assert cell_len(plain) == cell_len(text)
    for before, after in zip(text, plain, strict=True):
        assert after == before or not before.isalpha()
