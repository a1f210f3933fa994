"""Taking a table in, from the palette's command to the step that undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Button, Input, OptionList, Static

from raci.model.scheme import SCHEMES
from raci.tables.importing import read
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.correction.screen import Correction
from raci.tui.dialogs.file_picker import FilePicker
from raci.tui.dialogs.question import Question
from raci.tui.dialogs.reading import Preview
from raci.tui.dialogs.table_import import preview_lines
from raci.tui.panes.lines import LinesPane
from raci.tui.panes.text import plain
from raci.tui.screen.editor import Editor
from raci.words import words_in
from raci.workspace.table_import import plan_import
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

TABLE = """\
Kanal;Inhaberin;Büro;Werbeagentur
Website;A;R;
Fax;A;R;I
Hotline;A;R (nur werktags);I
"""


async def _until(pilot: Pilot[Any], kind: type[Screen[Any]]) -> None:
    """Wait until a dialog of that kind is shown: the file is read in a thread."""
    for _ in range(500):
        if isinstance(pilot.app.screen, kind):
            return
        await pilot.pause(0.01)
    pytest.fail(f"{pilot.app.screen} is no {kind}")


async def _ask(pilot: Pilot[Any], path: Path) -> None:
    """Name the file in the picker."""
    assert isinstance(pilot.app, RaciApp)
    pilot.app.editor.run(COMMANDS["import"])
    await _until(pilot, FilePicker)
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


async def test_a_table_is_shown_then_merged_and_undone(tmp_path: Path) -> None:
    """What is missing comes at once; the names of new roles are looked at right after."""
    path = tmp_path / "alt.csv"
    path.write_text(TABLE, encoding="utf-8")
    app = RaciApp(workspace(), words=words_in("de"))
    async with app.run_test(size=(120, 40)) as pilot:
        await _ask(pilot, path)
        await _until(pilot, Correction)
        await pilot.press("enter")
        await _until(pilot, Preview)
        await pilot.press("enter")
        await _until(pilot, Question)
        first = app.screen.query(Button).first()
        assert str(first.label) == "Fehlendes ergänzen"
        await pilot.press("enter")
        await _until(pilot, Choose)
        assert app.screen.query_one(OptionList).option_count
        await pilot.press("escape")
        editor = app.editor
        assert {"fax", "hotline"} <= set(editor.organisation.channels)
        assert editor.organisation.channels["website"].raci["buero"].letters == "C"
        editor.undo()
        assert editor.workspace.text == GUEST_HOUSE
        assert not editor.workspace.history.can_undo


async def test_differing_letters_are_taken_over_by_choice(tmp_path: Path) -> None:
    """The second answer writes them, in the same one step."""
    path = tmp_path / "alt.csv"
    path.write_text("Kanal;Inhaberin;Büro\nWebsite;A;R\nProspekt;A;R\n", encoding="utf-8")
    app = RaciApp(workspace(), words=words_in("de"))
    async with app.run_test(size=(120, 40)) as pilot:
        await _ask(pilot, path)
        await _until(pilot, Correction)
        await pilot.press("enter")
        await _until(pilot, Preview)
        await pilot.press("enter")
        await _until(pilot, Question)
        await pilot.press("right", "enter")
        await pilot.pause()
        editor = app.editor
        assert app.screen is editor
        assert editor.organisation.channels["website"].raci["buero"].letters == "R"
        editor.undo()
        assert editor.workspace.text == GUEST_HOUSE


async def test_what_is_left_or_refused_changes_nothing(tmp_path: Path) -> None:
    """A missing file and one without a matrix are told in the picker; Esc goes one step back."""
    good, bad = tmp_path / "alt.csv", tmp_path / "brief.txt"
    good.write_text(TABLE, encoding="utf-8")
    bad.write_text("Sehr geehrte Damen und Herren,\n", encoding="utf-8")
    app = RaciApp(workspace(), words=words_in("de"))
    async with app.run_test(size=(120, 40)) as pilot:
        for path, told in ((tmp_path / "nirgends.csv", "gibt es hier nicht"), (bad, "Matrix")):
            await _ask(pilot, path)
            for _ in range(500):
                if told in str(app.screen.query_one("#told", Static).content):
                    break
                await pilot.pause(0.01)
            else:
                pytest.fail(str(app.screen.query_one("#told", Static).content))
            await pilot.press("escape")
        for left in (Correction, Preview, Question):
            await _ask(pilot, good)
            await _until(pilot, Correction)
            while not isinstance(app.screen, left):
                await pilot.press("enter")
                await pilot.pause(0.05)
            await pilot.press("escape")
            await _until(pilot, Editor if left is Correction else Correction)
            if left is not Correction:
                await pilot.press("escape")
                await _until(pilot, Editor)
        assert app.editor.workspace.text == GUEST_HOUSE


def _preview(table: str, width: int = 60) -> list[str]:
    """Return the lines of a preview in English."""
    imported = read(table.encode(), "x.csv")
    found = plan_import(workspace().document, imported)
    lines = preview_lines(imported, found, SCHEMES["RACI"], words_in("en"), width)
    return ["".join(text for text, _ in line) for line in lines]


def test_the_preview_names_what_is_new_what_differs_and_what_is_doubted() -> None:
    """Each kind under its heading, doubts with their places."""
    shown = _preview("Task;Inhaberin;Büro;Shop\nWebsite;A;R;S\nFax;A;Q;S\nBlog;A;R;S\n")
    said = "\n".join(shown)
    assert "3 rows, 3 roles" in said
    assert "New roles: 1\n  Shop\n" in said
    assert "New channels: 2\n  Fax\n  Blog\n" in said
    assert "Website · Büro: C here, R in the table" in said
    assert "Website · Inhaberin: A" in said
    assert "Website · Shop: S" in said
    assert "x.csv:3" in said


def test_a_long_preview_counts_what_it_does_not_show() -> None:
    """Nobody reads a thousand lines; every line fits the width."""
    rows = "".join(f"Weg mit einem recht langen Namen {at};A;R\n" for at in range(300))
    shown = _preview(f"Task;Inhaberin;Büro\n{rows}", 30)
    assert "  … and 200 more" in shown
    assert max(map(len, shown)) <= 30


async def test_how_a_table_was_read_is_kept_and_offered_first_the_next_time(tmp_path: Path) -> None:
    """Next month's table, of another number, is read as this one was corrected."""
    march, april = tmp_path / "plan 03.csv", tmp_path / "plan 04.csv"
    march.write_text(TABLE, encoding="utf-8")
    april.write_text(TABLE.replace("Fax", "Brief"), encoding="utf-8")
    app = RaciApp(workspace(), words=words_in("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await _ask(pilot, march)
        await _until(pilot, Correction)
        await pilot.press("end", "x", "enter")
        await _until(pilot, Preview)
        await pilot.press("enter")
        while not isinstance(app.screen, Editor):
            await pilot.press("enter" if app.screen.query(Button) else "escape")
            await pilot.pause(0.05)
        assert 'skip = "Werbeagentur"' in app.editor.workspace.text.replace("[", "").replace(
            "]", ""
        )
        assert "werbeagentur" not in app.editor.organisation.roles
        await _ask(pilot, april)
        await _until(pilot, Correction)
        for _ in range(500):
            await pilot.pause(0.01)
            lines = app.screen.query_one("#summary", LinesPane).lines
            if lines:
                break
        assert plain(lines[0]).startswith("Read as it was last time.")
        await pilot.press("r")
        await pilot.pause(0.3)
        lines = app.screen.query_one("#summary", LinesPane).lines
        assert not plain(lines[0]).startswith("Read as it was last time.")
