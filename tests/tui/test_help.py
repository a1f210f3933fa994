"""The help: chapters to go to, a search, and the line for who is new."""

from __future__ import annotations

import pytest

from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.reading import Help
from raci.tui.grid.board import RowKey
from raci.tui.keymap import Keymap, Settings
from raci.tui.panes.bars import Footer
from raci.tui.panes.help import help_lines
from raci.tui.panes.lines import InspectorPane
from raci.tui.panes.text import plain
from raci.tui.screen import modes
from raci.words import words_in
from support.editor.firm import workspace

KEYS = Keymap(COMMANDS.values(), Settings()).keys


def shown(query: str, language: str = "en") -> str:
    """Return the help for a query as text."""
    lines = help_lines(COMMANDS, KEYS, words_in(language), 76, query)
    return "\n".join(plain(line) for line in lines)


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("undo", "^Z", "F8"),
        ("▸", "Space unfolds it", "Undo"),
        ("print", "Export", "Undo"),
        ("f8", "Next finding", "Undo"),
        ("qqq", "Nothing fits.", "Signs"),
    ],
)
def test_the_help_is_narrowed(query: str, there: str, not_there: str) -> None:
    """By titles, signs, other words and keys; headings without lines go."""
    text = shown(query)
    assert there in text
    assert not_there not in text


async def test_tab_leads_from_heading_to_heading_and_typing_narrows() -> None:
    """Tab and shift+Tab go round; the first line on the screen is the heading."""
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Help)
        pane = app.screen.query_one(InspectorPane)
        heads = []
        for _ in range(3):
            await pilot.press("tab")
            heads.append(plain(pane.lines[0]).strip())
        assert heads == ["Signs", "Moving", "Letters and cells"]
        await pilot.press("shift+tab")
        assert plain(pane.lines[0]).strip() == "Moving"
        for _ in range(8):
            await pilot.press("tab")
        await pilot.press(*"export")
        await pilot.pause(0.05)
        assert "Export" in "\n".join(map(plain, pane.lines))
        await pilot.press("f1")
        await pilot.pause(0.05)
        assert not app.screen.is_modal


async def test_a_newcomer_is_told_that_letters_are_typed() -> None:
    """The last line says so until the first letter, and never again for this user."""
    assert modes.is_newcomer()
    app = RaciApp(workspace(), words=words_in("en"), settings=Settings(newcomer=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        footer = app.editor.query_one("#footer", Footer)
        assert "Type R A C I on a cell" in plain(footer.lines[0])
        app.editor.grid.move_to(RowKey("channel", "kununu"), "buero")
        await pilot.press("r")
        await pilot.pause(0.05)
        assert "Type" not in plain(footer.lines[0])
    assert not modes.is_newcomer()
