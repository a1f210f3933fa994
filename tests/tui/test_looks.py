"""The editor as it looks: sizes, themes, languages, views, dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from raci.tui.app import RaciApp
from raci.tui.keymap import Settings
from raci.words import words_in
from support.editor.firm import (
    GUEST_HOUSE,
    manufacturer,
    workspace,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

#: Name: file, language, size, dark, keys.
_LOOKS = {
    "small_dark_de": ("manufacturer", "de", (80, 24), True, "down down"),
    "small_light_de": ("manufacturer", "de", (80, 24), False, "f8"),
    "middle_dark_en": ("manufacturer", "en", (120, 36), True, "f8"),
    "middle_light_de": ("manufacturer", "de", (120, 36), False, "down right"),
    "wide_dark_de": ("manufacturer", "de", (200, 50), True, "f8 f8"),
    "wide_light_en": ("manufacturer", "en", (200, 50), False, ""),
    "guest_house": ("guest_house", "de", (80, 24), True, ""),
    "drawer": ("guest_house", "de", (80, 24), True, "enter"),
    "cell_form": ("guest_house", "de", (100, 30), True, "down right right f2"),
    "channel_form": ("guest_house", "en", (120, 36), False, "down home home f2"),
    "quick_fix": ("manufacturer", "de", (100, 30), True, "f8 full_stop"),
    "find": ("manufacturer", "en", (100, 30), True, "slash w e b"),
    "quit_question": ("guest_house", "en", (80, 24), False, "down right right i ctrl+q"),
    "help": ("guest_house", "en", (100, 40), True, "f1"),
    "view_findings": ("manufacturer", "de", (120, 36), True, "alt+2"),
    "view_organisation": ("manufacturer", "en", (120, 36), False, "alt+3"),
    "view_coverage": ("guest_house", "en", (100, 30), True, "alt+4"),
    "view_teamplay": ("manufacturer", "de", (120, 36), True, "alt+5"),
    "view_workload": ("manufacturer", "en", (100, 36), False, "alt+6"),
    "block": ("guest_house", "en", (80, 24), True, "down right shift+down shift+right"),
}


@pytest.mark.parametrize("look", _LOOKS)
def test_looks(look: str, snap_compare: Callable[..., bool]) -> None:
    """Nothing on the screen changes unnoticed."""
    file, language, size, dark, keys = _LOOKS[look]
    text = manufacturer() if file == "manufacturer" else GUEST_HOUSE
    settings = Settings(dark=dark, plain=False)
    app = RaciApp(workspace(text), words=words_in(language), settings=settings)

    async def show(pilot: Pilot[int]) -> None:
        while "✕" not in app.editor.panes.header_text:
            await pilot.pause(0.02)
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
        for field in app.screen.query(Input):
            field.cursor_blink = False
        # Paint everything anew: what was painted in parts is cut into other pieces that look alike.
        for screen in app.screen_stack:
            for widget in screen.walk_children():
                widget.refresh()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=show)
