"""The editor's wiring: keys to commands to edits to panes, by Textual's pilot."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, Static

from raci.model.finding import Severity
from raci.model.organisation import Cell
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.form import Form
from raci.tui.dialogs.question import Question
from raci.tui.dialogs.reading import Page, Preview
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.keymap import Settings
from raci.tui.panes.bars import Footer
from raci.tui.panes.lines import InspectorPane
from raci.tui.panes.text import plain
from raci.tui.screen.command_palette import CommandsProvider
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, manufacturer, workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from raci.tui.screen.editor import Editor
    from raci.workspace import Workspace

WEBSITE = RowKey("channel", "website")
FLYER = RowKey("channel", "prospekt")
KUNUNU = RowKey("channel", "kununu")


@asynccontextmanager
async def opened(
    space: Workspace | None = None, size: tuple[int, int] = (80, 24), *, vim: bool = False
) -> AsyncIterator[tuple[Pilot[int], Editor]]:
    """Run the editor on the guest house and wait for the first check."""
    app = RaciApp(space or workspace(), words=words_in("en"), settings=Settings(vim=vim))
    async with app.run_test(size=size) as pilot:
        editor = app.editor
        while "checking" in (editor.panes.header_text or "checking"):
            await pilot.pause(0.02)
        yield pilot, editor


def _letters(editor: Editor, channel: str = "prospekt") -> dict[str, str]:
    row = editor.organisation.channels[channel].raci
    return {role: cell.letters for role, cell in row.items()}


async def test_a_letter_acts_on_the_cell_and_every_pane_follows() -> None:
    """Typing changes the file's text, the mark, the counts and the findings at once."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(KUNUNU, "inhaberin")
        before = editor.board.counts()
        await pilot.press("a")
        assert _letters(editor, "kununu") == {"inhaberin": "A"}
        assert "•" in editor.panes.header_text
        assert editor.board.counts() != before
        standing = editor.board.standing("kununu")
        assert standing
        assert standing.distance == 0


async def test_shift_adds_a_letter_and_the_same_one_takes_it_out() -> None:
    """As in a spreadsheet of letters."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(FLYER, "buero")
        await pilot.press("C")
        assert _letters(editor)["buero"] == "RC"
        await pilot.press("c")
        assert _letters(editor)["buero"] == "R"


async def test_undo_and_redo_lead_back_to_the_cell() -> None:
    """The cursor goes where the change is taken back."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(FLYER, "edv")
        await pilot.press("i")
        editor.grid.move_to(WEBSITE, None)
        await pilot.press("ctrl+z")
        assert editor.cursor == (FLYER, "edv")
        assert editor.workspace.text == GUEST_HOUSE
        await pilot.press("ctrl+y")
        assert _letters(editor)["edv"] == "I"


async def test_a_block_is_cut_and_pasted_as_one_step() -> None:
    """The clipboard is tab-separated text; pasting is undone at once."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(FLYER, "inhaberin")
        await pilot.press("shift+right", "ctrl+x")
        assert pilot.app.clipboard == "A\tR"
        assert _letters(editor) == {}
        editor.grid.move_to(KUNUNU, "inhaberin")
        await pilot.press("ctrl+v")
        assert _letters(editor, "kununu") == {"inhaberin": "A", "buero": "R"}
        await pilot.press("ctrl+z", "ctrl+z")
        assert editor.workspace.text == GUEST_HOUSE


async def test_findings_are_stepped_through_worst_first() -> None:
    """F8 leads from cell to cell, F7 back."""
    async with opened() as (pilot, editor):
        await pilot.press("f8")
        first = editor.at.current()
        assert first
        assert first.severity is Severity.ERROR
        await pilot.press("f8")
        assert editor.at.current() != first
        await pilot.press("f7")
        assert editor.at.current() == first


async def test_the_quick_fix_asks_and_then_mends() -> None:
    """Full stop offers the fixes; Enter takes the first one."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(KUNUNU, None)
        await pilot.press("full_stop")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert editor.workspace.dirty
        assert _letters(editor, "kununu")


async def test_a_form_checks_as_one_types_and_takes_over(tmp_path: Path) -> None:
    """A day that is none is told; Enter takes over what can be."""
    async with opened(workspace(path=tmp_path / "o.toml")) as (pilot, editor):
        editor.grid.move_to(FLYER, "buero")
        await pilot.press("f2")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.query_one("#field-until", Input).value = "gestern"
        await pilot.press("enter")
        assert pilot.app.screen is form
        form.query_one("#field-until", Input).value = "2027-01-31"
        await pilot.press("enter")
        await pilot.pause()
        cell = editor.organisation.channels["prospekt"].raci["buero"]
        assert cell == Cell("R", None, dt.date(2027, 1, 31))


async def test_a_channel_is_added_below_the_cursor() -> None:
    """Its name is asked for; the cursor goes to the new row."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, None)
        await pilot.press("plus")
        await pilot.pause()
        await pilot.press("B", "l", "o", "g", "enter")
        await pilot.pause()
        assert list(editor.organisation.channels) == ["website", "blog", "prospekt", "kununu"]
        assert editor.cursor.row == RowKey("channel", "blog")


async def test_a_row_is_carried_and_put_back() -> None:
    """F5, arrows and Esc leave everything as it was."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, None)
        await pilot.press("f5", "down")
        assert list(editor.organisation.channels) == ["prospekt", "website", "kununu"]
        assert "moving" in editor.panes.header_text
        await pilot.press("escape")
        assert editor.workspace.text == GUEST_HOUSE
        assert "moving" not in editor.panes.header_text


async def test_deleting_a_role_with_letters_is_asked_first() -> None:
    """Esc keeps it, the first letter of the answer deletes it."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(HEAD, "buero")
        await pilot.press("delete")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Question)
        await pilot.press("escape")
        await pilot.press("delete")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert "buero" not in editor.organisation.roles


async def test_find_leads_to_channels_and_roles() -> None:
    """Parts of names do; F3 goes on."""
    async with opened() as (pilot, editor):
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press("k", "u", "n", "enter")
        await pilot.pause()
        assert editor.cursor.row == KUNUNU
        editor.searched = "p"
        await pilot.press("f3")
        assert editor.cursor.row == FLYER


async def test_saving_writes_the_file_and_takes_the_mark_away(tmp_path: Path) -> None:
    """Only the edited line differs on disk."""
    path = tmp_path / "o.toml"
    async with opened(workspace(path=path)) as (pilot, editor):
        editor.grid.move_to(FLYER, "edv")
        await pilot.press("i", "ctrl+s")
        assert path.read_text(encoding="utf-8").count("\n") == GUEST_HOUSE.count("\n") + 1
        assert "•" not in editor.panes.header_text


async def test_a_file_that_cannot_be_written_keeps_the_edits(tmp_path: Path) -> None:
    """The reason is told, nothing is lost."""
    path = tmp_path / "o.toml"
    async with opened(workspace(path=path)) as (pilot, editor):
        editor.grid.move_to(FLYER, "edv")
        path.write_text("changed outside", encoding="utf-8")
        await pilot.press("i", "ctrl+s")
        assert editor.workspace.dirty
        assert path.read_text(encoding="utf-8") == "changed outside"


@pytest.mark.parametrize(("answer", "lines"), [("s", 1), ("d", 0)])
async def test_quitting_asks_when_something_is_unsaved(
    tmp_path: Path, answer: str, lines: int
) -> None:
    """Save, discard, or stay; in a dialog too."""
    path = tmp_path / "o.toml"
    async with opened(workspace(path=path)) as (pilot, editor):
        editor.grid.move_to(FLYER, "edv")
        await pilot.press("i", "slash")
        await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Question)
        await pilot.press(answer)
        await pilot.pause()
        assert pilot.app.return_code == 0
    written = path.read_text(encoding="utf-8")
    assert written.count("\n") == GUEST_HOUSE.count("\n") + lines


async def test_a_newer_file_is_read_only() -> None:
    """It is shown and never changed."""
    space = workspace(GUEST_HOUSE.replace("format = 1", "format = 99"))
    async with opened(space) as (pilot, editor):
        await pilot.press("a", "plus", "delete")
        assert not editor.workspace.history.can_undo
        assert "read-only" in editor.panes.header_text


async def test_a_broken_file_is_not_taken_for_an_empty_one() -> None:
    """The place of the fault is said, not how to fill a matrix."""
    space = workspace('format = 1\n[organisation]\nname = "Alpenblick\n')
    async with opened(space, (120, 36)) as (pilot, editor):
        await pilot.pause()
        blank = pilot.app.screen.query_one("#blank", Static)
        assert blank.region.right <= editor.grid.region.right
        said = str(blank.render())
        assert "Line 3, column 8: no valid TOML" in said
        assert "adds a channel" not in said
        editor.workspace.replace(GUEST_HOUSE)
        assert editor.workspace.document.readable


async def test_with_the_vim_keys_letters_type_only_after_i() -> None:
    """Before, they move; Esc ends typing."""
    async with opened(vim=True) as (pilot, editor):
        editor.grid.move_to(WEBSITE, "edv")
        await pilot.press("j", "a")
        assert editor.cursor.row == FLYER
        assert not editor.workspace.history.can_undo
        await pilot.press("i", "i")
        assert _letters(editor)["edv"] == "I"
        await pilot.press("escape", "k")
        assert editor.cursor.row == WEBSITE


async def test_the_inspector_stands_beside_the_grid_where_there_is_room() -> None:
    """At 120 columns it follows the cursor; below, Enter opens it as a drawer."""
    async with opened(size=(120, 36)) as (_, editor):
        editor.grid.move_to(WEBSITE, "edv")
        editor.follow()
        shown = "\n".join(
            plain(line) for line in editor.query_one("#inspector", InspectorPane).lines
        )
        assert "EDV-Dienstleister" in shown
    async with opened() as (pilot, editor):
        editor.grid.move_to(WEBSITE, None)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query_one("#lines", InspectorPane).lines
        await pilot.press("escape")
        assert pilot.app.screen is editor


async def test_panes_take_the_keys_in_turn() -> None:
    """F6 goes to the findings and back; Enter there leads to the cell."""
    async with opened(workspace(manufacturer()), size=(100, 36)) as (pilot, editor):
        await pilot.press("f6", "down", "down")
        chosen = editor.at.current()
        await pilot.press("enter")
        assert editor.focused is editor.grid
        assert editor.at.current() == chosen


async def test_what_cannot_be_done_is_said_and_nothing_happens() -> None:
    """A disabled command tells why."""
    async with opened() as (pilot, editor):
        await pilot.press("ctrl+z", "f3", "ctrl+d")
        assert len(pilot.app._notifications) == 3
        assert editor.workspace.text == GUEST_HOUSE


async def test_views_are_opened_by_key_and_lead_back_to_the_matrix() -> None:
    """Alt and a number opens one; Enter goes to the cell of the chosen line, Esc back."""
    async with opened(size=(120, 40)) as (pilot, editor):
        await pilot.press("alt+2")
        await pilot.pause()
        finding = editor.at.current()
        assert finding
        assert not editor.grid.display
        await pilot.press("enter")
        await pilot.pause()
        assert editor.grid.display
        assert editor.at.current() == finding
        await pilot.press("ctrl+pagedown", "ctrl+pagedown", "down", "escape")
        assert editor.panes.view == 0


async def test_a_review_round_notes_the_day_and_goes_on() -> None:
    """F9 asks who; Enter says still true; Esc ends, and each step can be undone."""
    async with opened() as (pilot, editor):
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert editor.cursor.row == FLYER
        await pilot.press("enter")
        await pilot.pause()
        review = editor.organisation.channels["prospekt"].review
        assert review
        assert (review.by, review.raci) == ("inhaberin", {"inhaberin": "A", "buero": "R"})
        assert editor.cursor.row == KUNUNU
        await pilot.press("f9", "escape")
        assert editor.modes.review is None
        await pilot.press("ctrl+z")
        assert editor.workspace.text == GUEST_HOUSE


async def test_a_filter_is_told_and_taken_away() -> None:
    """Only some rows are shown, and the header says so."""
    async with opened() as (pilot, editor):
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press(*"owner", "enter")
        await pilot.pause()
        assert [key for key in editor.grid.row_keys if key.kind == "channel"] == [KUNUNU]
        assert "only rows without an owner" in editor.panes.header_text
        editor.run(COMMANDS["all-rows"])
        assert len([key for key in editor.grid.row_keys if key.kind == "channel"]) == 3


async def test_the_matrix_is_exported_by_the_ending_of_the_name(tmp_path: Path) -> None:
    """An unknown ending is told; a known one writes the file beside ours."""
    async with opened(workspace(path=tmp_path / "o.toml")) as (pilot, editor):
        editor.run(COMMANDS["export"])
        await pilot.pause()
        field = pilot.app.screen.query_one("#field-path", Input)
        assert field.value == str(tmp_path / "o.xlsx")
        field.value = str(tmp_path / "o.doc")
        await pilot.press("enter")
        assert pilot.app.screen is not editor
        field.value = str(tmp_path / "o.md")
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        assert "Website" in (tmp_path / "o.md").read_text(encoding="utf-8")


async def test_what_if_shows_consequences_and_changes_nothing_until_taken_over() -> None:
    """Esc leaves all as it is; Enter does it, as one step to undo."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(HEAD, "inhaberin")
        for answer, left in (("escape", True), ("enter", False)):
            editor.run(COMMANDS["what-if-leaving"])
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("enter")
            while not isinstance(pilot.app.screen, Preview):
                await pilot.pause(0.02)
            await pilot.pause()
            lines = pilot.app.screen.query_one("#lines", InspectorPane).lines
            assert "Matter for the boss" in plain(lines[0])
            await pilot.press(answer)
            await pilot.pause()
            assert ("inhaberin" in editor.organisation.roles) is left
        editor.undo()
        assert editor.workspace.text == GUEST_HOUSE


async def test_who_leaves_does_not_take_over() -> None:
    """All other roles are offered; the consequences tell in their title who leaves."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(HEAD, "inhaberin")
        editor.run(COMMANDS["what-if-leaving"])
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        heirs = pilot.app.screen
        assert isinstance(heirs, Choose)
        offered = {entry.key for entry in heirs.entries}
        assert offered == {"", *editor.organisation.roles} - {"inhaberin"}
        await pilot.press("enter")
        while not isinstance(pilot.app.screen, Preview):
            await pilot.pause(0.02)
        title = pilot.app.screen.query_one(".box").border_title
        assert str(title) == "What if Inhaberin leaves?"


async def test_what_if_without_consequences_says_so() -> None:
    """In a sentence, instead of two empty lists."""
    async with opened() as (
        pilot,
        editor,
    ):
        editor.grid.move_to(HEAD, "edv")
        editor.run(COMMANDS["what-if-reporting"])
        await pilot.pause(0.1)
        await pilot.press(*"nobody", "enter")
        while not isinstance(pilot.app.screen, Preview):
            await pilot.pause(0.02)
        await pilot.pause()
        lines = pilot.app.screen.query_one("#lines", InspectorPane).lines
        told = " ".join(plain(line) for line in lines)
        assert "makes no difference to any channel" in told
        assert "New findings" not in told


async def test_a_finding_is_waived_with_reason_and_day() -> None:
    """The waiver is written into the file and the finding goes."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(KUNUNU, None)
        editor.follow()
        await pilot.press("ctrl+w")
        await pilot.pause()
        pilot.app.screen.query_one("#field-reason", Input).value = "erst nächstes Jahr"
        await pilot.press("enter")
        await pilot.pause()
        assert editor.organisation.waivers[0].reason == "erst nächstes Jahr"


async def test_the_palette_finds_commands_and_says_why_some_are_not_possible() -> None:
    """Each is reachable by its name; a disabled one tells its reason."""
    async with opened() as (pilot, editor):
        provider = CommandsProvider(editor)
        found = [hit async for hit in provider.search("undo")]
        assert str(found[0].text).startswith("Undo")
        assert found[0].help == "Not now: Nothing was changed yet."
        everything = [hit async for hit in provider.discover()]
        assert len(everything) == sum(entry.in_palette for entry in COMMANDS.values())
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert pilot.app.screen is not editor


async def test_the_mouse_reaches_tabs_hints_and_findings() -> None:
    """A click on a tab opens the view, on a hint does what its key does."""
    async with opened(workspace(manufacturer()), size=(120, 40)) as (pilot, editor):
        await pilot.click("#tabs", offset=(14, 0))
        await pilot.pause()
        assert editor.panes.view == 1
        await pilot.click("#tabs", offset=(3, 0))
        await pilot.pause()
        assert editor.panes.view == 0
        await pilot.click("#findings", offset=(20, 3))
        await pilot.pause()
        assert editor.at.current() == editor.findings[2]
        editor.grid.move_to(RowKey("channel", "blog"), "hr")
        await pilot.press("i")
        await pilot.click("#footer", offset=(11, 0))
        await pilot.pause()
        assert not editor.workspace.history.can_undo


async def test_a_pasted_text_fills_the_cells() -> None:
    """What a terminal pastes is taken as cells; what is no letter is refused as a whole."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(KUNUNU, "inhaberin")
        editor.post_message(events.Paste("a\tr"))
        await pilot.pause()
        assert _letters(editor, "kununu") == {"inhaberin": "A", "buero": "R"}
        editor.post_message(events.Paste("a\tnein"))
        await pilot.pause()
        assert _letters(editor, "kununu") == {"inhaberin": "A", "buero": "R"}


async def test_a_rule_is_explained_by_one_key() -> None:
    """F4 shows the page of the finding under the cursor."""
    async with opened() as (pilot, editor):
        editor.grid.move_to(KUNUNU, None)
        editor.follow()
        await pilot.press("f4")
        await pilot.pause()
        page: object = pilot.app.screen
        assert isinstance(page, Page)
        await pilot.press("escape")
        assert pilot.app.screen is editor


async def test_the_look_changes_between_dark_light_and_contrast() -> None:
    """Four themes, reached by two commands."""
    async with opened() as (pilot, editor):
        names = [pilot.app.theme]
        for command in ("theme", "contrast", "theme", "contrast"):
            editor.run(COMMANDS[command])
            await pilot.pause()
            names.append(pilot.app.theme)
        assert len(set(names[:4])) == 4
        assert names[4] == names[0]


@pytest.mark.parametrize(
    ("dark", "contrast", "theme"),
    [
        (True, False, "raci-dark"),
        (False, False, "raci-light"),
        (True, True, "raci-contrast-dark"),
        (False, True, "raci-contrast-light"),
    ],
)
def test_settings_choose_the_look(*, dark: bool, contrast: bool, theme: str) -> None:
    """Each of the four themes can be what the editor starts with."""
    settings = Settings(dark=dark, contrast=contrast)
    assert RaciApp(workspace(), words=words_in("en"), settings=settings).theme == theme


async def test_a_check_that_fails_does_not_take_the_edits_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reason is told once, and the editor goes on without findings."""
    space = workspace()

    def fail(_seconds: float = 0.0) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(space.check, "settle", fail)
    app = RaciApp(space, words=words_in("en"))
    async with app.run_test() as pilot:
        while not app._notifications:
            await pilot.pause(0.02)
        app.editor.grid.move_to(FLYER, "edv")
        await pilot.pause(0.1)
        assert len(app._notifications) == 1


async def test_a_review_round_shows_the_last_review() -> None:
    """The last line says when the channel was reviewed last, and its hints come back at the end."""
    async with opened() as (pilot, editor):
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        footer = editor.query_one("#footer", Footer)
        assert footer.render_line(0).text.strip() == "Prospekt: never reviewed"
        await pilot.press("f9", "f9")
        await pilot.pause()
        assert (
            footer.render_line(0).text.strip() == "Website: last reviewed 2026-09-01 by Inhaberin"
        )
        await pilot.press("escape")
        await pilot.pause()
        assert "F1 Help" in footer.render_line(0).text
