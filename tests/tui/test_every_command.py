"""Every command runs on a sample, and what it changed is undone to the same bytes."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.grid.board import HEAD, RowKey
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, workspace

pytestmark = pytest.mark.slow

#: These leave the editor or the file's text; they have tests of their own.
_APART = {"save", "save-as", "export", "quit", "palette"}
_PLACES = [
    (RowKey("channel", "website"), "edv"),
    (RowKey("channel", "prospekt"), None),
    (HEAD, "buero"),
]


@pytest.mark.parametrize("row", _PLACES, ids=["cell", "stub", "head"])
async def test_every_command_runs_and_is_undone(row: tuple[RowKey, str | None]) -> None:
    """On a cell, on a row's name and on a role's head; dialogs are answered or left."""
    app = RaciApp(workspace(), words=words_in("de"))
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        editor = app.editor
        for name in COMMANDS.keys() - _APART:
            editor.grid.move_to(*row)
            editor.run(COMMANDS[name])
            await pilot.pause()
            if app.screen is not editor:
                for field in app.screen.query(Input):
                    field.value = field.value or "Neu"
                # Enter answers; on a list of choices it opens that, and Esc closes it again.
                await pilot.press("enter", "escape", "escape")
            editor.modes.carried = None
            assert app.screen is editor, name
            while editor.workspace.history.can_undo:
                editor.undo()
            assert editor.workspace.text == GUEST_HOUSE, name
            app.clear_notifications()


def test_every_command_says_what_it_does_in_both_languages() -> None:
    """No title or help is missing in German, and none is the same as in English by oversight."""
    german = words_in("de")
    same = {entry.id for entry in COMMANDS.values() if german(entry.help) == entry.help}
    assert same == set()
