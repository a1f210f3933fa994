"""What the editor says it did, and what it shows of notes and of duties out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Select

from raci.model.organisation import Kind
from raci.tui.app import RaciApp
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.form import Form
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.grid.model import GridModel
from raci.tui.grid.palette import UNICODE
from raci.tui.grid.strips import Strips
from raci.tui.grid.styles import GridStyles, Theme
from raci.tui.panes.bars import Footer, Header
from raci.tui.panes.inspection import Inspector
from raci.tui.panes.text import plain
from raci.tui.theme import palette_for
from raci.words import words_in
from support.editor.board import PlainBoard
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from raci.model.text import Text

WEBSITE = RowKey("channel", "website")


@pytest.fixture(name="app")
def _app() -> RaciApp:
    """Give an editor of the guest house."""
    return RaciApp(workspace(), words=words_in("en"))


def listening(app: RaciApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that the editor's messages are added to."""
    told: list[str] = []

    def show(text: Text, topic: str = "") -> None:
        del topic
        told.append(words_in("en").say(text))

    monkeypatch.setattr(app.editor, "show_message", show)
    return told


async def test_undo_and_redo_say_what_and_where(
    app: RaciApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names and letters, of the step that was taken back or done again."""
    async with app.run_test() as pilot:
        told = listening(app, monkeypatch)
        app.editor.grid.move_to(WEBSITE, "buero")
        await pilot.press("r", "ctrl+z", "ctrl+y")
        assert told == ["Undone: Website: Büro C → R", "Again: Website: Büro C → R"]


async def test_deletions_say_what_went(app: RaciApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing was asked, as there were no letters."""
    async with app.run_test() as pilot:
        told = listening(app, monkeypatch)
        app.editor.grid.move_to(RowKey("channel", "kununu"), None)
        await pilot.press("delete")
        await pilot.pause(0.05)
        assert told == ["Done: deleted: kununu"]


async def test_a_fix_shows_letters_before_and_after(
    app: RaciApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the list, and when it is done."""
    async with app.run_test() as pilot:
        while not app.editor.checking.done_once:
            await pilot.pause(0.02)
        told = listening(app, monkeypatch)
        await pilot.press("f8", "full_stop")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Choose)
        notes = [entry.below for entry in app.screen.entries]
        assert "→" in notes[0]
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert told == [f"Done: {notes[0]}"]


async def test_for_a_new_role_deleting_is_not_the_first_offer() -> None:
    """A role without letters is led to its column; deleting stands behind."""
    text = GUEST_HOUSE + '\n[roles.neu]\nname = "Neu"\nreports_to = "inhaberin"\n'
    app = RaciApp(workspace(text), words=words_in("en"))
    async with app.run_test() as pilot:
        while not app.editor.checking.done_once:
            await pilot.pause(0.02)
        (finding,) = [one for one in app.editor.findings if one.code == "RACI604"]
        app.editor.lead_to(finding)
        await pilot.press("full_stop")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Choose)
        assert [entry.text for entry in app.screen.entries] == [
            "Give it letters",
            "Delete the role Neu",
        ]
        await pilot.press("enter", "i")
        await pilot.pause(0.1)
        assert app.editor.cursor.role == "neu"
        row = app.editor.cursor.row.channel or ""
        assert app.editor.organisation.channels[row].raci["neu"].letters == "I"


async def test_channels_of_nearly_one_name_are_shown_alone(
    app: RaciApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else is shown until Esc; deleting one of them is only the last offer."""
    del app
    twin = '\n[channels.websit]\nname = "Websites"\ngroup = "Eigene Medien"\nkind = "new"\n'
    app = RaciApp(workspace(GUEST_HOUSE + twin), words=words_in("en"))
    async with app.run_test() as pilot:
        while not app.editor.checking.done_once:
            await pilot.pause(0.02)
        told = listening(app, monkeypatch)
        (finding,) = [one for one in app.editor.findings if one.code == "RACI706"]
        app.editor.lead_to(finding)
        await pilot.press("full_stop")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Choose)
        assert [entry.text for entry in app.screen.entries] == [
            "Open both",
            "Delete the channel Websites",
            "Delete the channel Website",
        ]
        assert app.screen.entries[2].below == "deleted: Website, with 3 assignments"
        await pilot.press("enter")
        await pilot.pause(0.1)
        shown = [key.id for key in app.editor.grid.row_keys if key.kind == "channel"]
        assert shown == ["website", "websit"]
        await pilot.press("escape")
        assert len(app.editor.organisation.channels) == 4
        assert RowKey("channel", "kununu") in app.editor.grid.row_keys
        assert told == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["delete"], "Done: Prospekt: Büro R → –"),
        (["ctrl+x"], "Done: Prospekt: Büro R → –"),
        (["ctrl+c", "left", "ctrl+v"], "Done: Prospekt: Inhaberin A → R"),
        (["shift+left", "ctrl+r"], "Done: Prospekt: Büro R → A"),
    ],
)
async def test_what_changes_cells_says_what_it_did(
    app: RaciApp, monkeypatch: pytest.MonkeyPatch, keys: list[str], said: str
) -> None:
    """With the row, the role and the letters before and after."""
    async with app.run_test() as pilot:
        told = listening(app, monkeypatch)
        app.editor.grid.move_to(RowKey("channel", "prospekt"), "buero")
        await pilot.press(*keys)
        assert told[-1] == said


async def test_a_new_channel_is_asked_for_its_kind(app: RaciApp) -> None:
    """Prefilled with the kind of the row above; another one can be chosen."""
    async with app.run_test() as pilot:
        app.editor.grid.move_to(RowKey("channel", "prospekt"), None)
        await pilot.press("plus")
        await pilot.pause(0.1)
        form = app.screen
        assert isinstance(form, Form)
        assert form.answers()["kind"] == "traditional"
        form.query_one("#field-kind", Select).value = "new"
        await pilot.press(*"App", "enter")
        await pilot.pause(0.1)
        assert app.editor.organisation.channels["app"].kind is Kind.NEW


async def test_what_a_channel_usually_is_is_filled_in_until_somebody_sets_it(app: RaciApp) -> None:
    """Kind and phases follow the name; a kind that was chosen stays."""
    async with app.run_test() as pilot:
        await pilot.press("plus", *"Webshop")
        await pilot.pause(0.1)
        form = app.screen
        assert isinstance(form, Form)
        assert form.answers()["kind"] == "new"
        assert form.answers()["phases"] == ("before", "during", "after")
        await pilot.press("tab", "t", "h", "shift+tab", "end", "s", "backspace")
        await pilot.pause(0.1)
        assert form.answers()["kind"] == "third-party"
        await pilot.press("enter")
        await pilot.pause(0.1)
        made = app.editor.organisation.channels["webshop"]
        assert (made.kind, len(made.phases)) == (Kind.THIRD_PARTY, 3)


async def test_a_list_takes_typed_letters_shut_and_open(app: RaciApp) -> None:
    """The first name that begins so; the same letter again leads to the next one."""
    async with app.run_test() as pilot:
        app.editor.grid.move_to(HEAD, "buero")
        await pilot.press("f2")
        await pilot.pause(0.1)
        pick = app.screen.query_one("#field-discipline", Select)
        pick.focus()
        await pilot.press("s", "e")
        assert pick.value == "service"
        await pilot.pause(0.9)
        await pilot.press("m")
        assert pick.value == "management"
        await pilot.press("m")
        assert pick.value == "marketing"
        await pilot.pause(0.9)
        await pilot.press("space", "l", "e", "g", "enter")
        await pilot.pause(0.1)
        assert pick.value == "legal"


def test_the_line_of_a_cell_tells_its_note() -> None:
    """Letters, the reason and the last day."""
    organisation = workspace().organisation
    inspector = Inspector(organisation, words_in("en"), UNICODE, 80)
    cell = organisation.channels["website"].raci["buero"]
    line = plain(inspector.brief(organisation.roles["buero"], cell))
    assert "Consulted" in line
    assert "because bis zum Relaunch" in line
    assert "until 2027-01-31" in line


def _line(row: RowKey, role: str | None, text: str = GUEST_HOUSE) -> str:
    model = GridModel(PlainBoard(workspace(text).organisation), 80, 20)
    model.move_to(row, role)
    strips = Strips(model, UNICODE)
    y = model.rows.index[WEBSITE] + model.head_height
    return strips.line(y, GridStyles(Theme(), palette_for)).text


def test_the_mark_of_a_note_stays_under_the_cursor() -> None:
    """The cell in brackets has its mark, too."""
    assert "C'" in _line(WEBSITE, "buero")


def test_letters_of_folded_duties_are_hinted_at() -> None:
    """A role that has letters in a duty alone is not nowhere on the folded row."""
    text = GUEST_HOUSE.replace('edv = "AR"      # the vendor alone\n', "")
    assert "R" in _line(RowKey("channel", "kununu"), None, text)
    without = text.replace('[channels.website.duties.implementation]\nedv = "R"\n', "")
    assert "R" not in _line(RowKey("channel", "kununu"), None, without)


@pytest.mark.parametrize(("height", "said"), [(6, True), (7, False)])
async def test_a_terminal_without_room_for_a_row_says_so(
    app: RaciApp, height: int, *, said: bool
) -> None:
    """The last line asks for more room where the matrix shows its heads alone."""
    async with app.run_test(size=(80, height)) as pilot:
        await pilot.pause(0.1)
        footer = app.editor.query_one("#footer", Footer)
        assert ("No row fits" in plain(footer.lines[0])) is said


@pytest.mark.parametrize("height", [1, 2, 3])
async def test_a_terminal_without_room_for_the_footer_says_so_in_its_head(
    app: RaciApp, height: int
) -> None:
    """Where the last line is not to be seen, the first one asks for more room."""
    async with app.run_test(size=(80, height)) as pilot:
        await pilot.pause(0.1)
        header = app.editor.query_one("#header", Header)
        assert "No row fits: make the terminal higher." in plain(header.lines[0])
