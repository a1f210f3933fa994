"""From nothing to a matrix: the questions of the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Paste
from textual.widgets import Input, Static, TextArea

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.organisation import Industry, Size
from raci.tui.app import RaciApp
from raci.tui.commands import COMMANDS
from raci.tui.commands.welcome import beginnings, is_wanted
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.correction.screen import Correction
from raci.tui.dialogs.file_picker import FilePicker
from raci.tui.dialogs.form import Form
from raci.tui.dialogs.table_import import PasteBox
from raci.tui.model import edits
from raci.words import words_in
from raci.words.samples import SAMPLES
from raci.words.templates import TEMPLATES, template
from raci.workspace import Workspace
from support.editor.firm import GUEST_HOUSE, TODAY, workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture(name="app")
def _app(tmp_path: Path) -> RaciApp:
    """Give an editor of a file that is not there yet."""
    path = tmp_path / "raci.toml"
    document = Document.parse(template("empty", "en"), NAMES, path=path)
    return RaciApp(Workspace(document, today=TODAY, path=path), words=words_in("en"))


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    for _ in range(500):
        await pilot.pause(0.01)
        if true():
            return
    pytest.fail(f"it does not come to pass on {pilot.app.screen}")


async def named(app: RaciApp, pilot: Pilot[int]) -> None:
    """Answer the first question."""
    await until(pilot, lambda: isinstance(app.screen, Form))
    await pilot.press(*"Ours", "enter")
    await until(pilot, lambda: isinstance(app.screen, Choose))


async def back(app: RaciApp, pilot: Pilot[int]) -> None:
    """Wait for the matrix."""
    await until(pilot, lambda: app.screen is app.editor)


async def test_a_name_and_a_template_make_a_matrix(app: RaciApp) -> None:
    """Enter by Enter: the firm's name, the first template, and the cursor stands on a cell."""
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press("enter")
        await back(app, pilot)
        organisation = app.editor.organisation
        assert organisation.name == "Ours"
        assert organisation.channels
        assert app.editor.aim.target() is not None
        assert not app.editor.workspace.on_disk
        app.editor.undo()
        assert not app.editor.organisation.channels


async def test_an_industry_is_found_by_its_name(app: RaciApp) -> None:
    """Typing narrows the list to the industry; then Enter takes the size that is usual in it."""
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press(*"hotel", "enter")
        await until(pilot, lambda: len(app.screen.query(Input)) == 0)
        await pilot.press("enter")
        await back(app, pilot)
        assert app.editor.organisation.industry is Industry.HOTEL
        assert app.editor.organisation.size is Size.SMALL


async def test_an_industry_is_begun_with_another_size(app: RaciApp) -> None:
    """The industry's channels, the roles of a firm of that size; Esc leads back to the list."""
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press(*"hotel", "enter")
        await until(pilot, lambda: len(app.screen.query(Input)) == 0)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen.query(Input)) == 1)
        await pilot.press(*"hotel", "enter")
        await until(pilot, lambda: len(app.screen.query(Input)) == 0)
        await pilot.press("end", "enter")
        await back(app, pilot)
        made = app.editor.organisation
        assert (made.industry, made.size, made.name) == (Industry.HOTEL, Size.LARGE, "Ours")


async def test_a_table_in_the_folder_is_offered_and_read(app: RaciApp, tmp_path: Path) -> None:
    """The table beside the new file is chosen from a list, shown, and taken over."""
    (tmp_path / "matrix.csv").write_text("Channel,Boss,Office\nWebsite,A,R\nFax,I,AR\n")
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press(*"read a", "enter")
        await until(pilot, lambda: isinstance(app.screen, FilePicker))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Correction))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.editor.organisation.channels))
        channels = app.editor.organisation.channels.values()
        assert [channel.name for channel in channels] == ["Website", "Fax"]
        assert app.editor.organisation.name == "Ours"


async def test_a_pasted_table_is_read(app: RaciApp) -> None:
    """Cells as a spreadsheet copies them become channels and roles."""
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press(*"paste", "enter")
        await until(pilot, lambda: isinstance(app.screen, PasteBox))
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, PasteBox)
        app.post_message(Paste("Channel\tBoss\tOffice"))
        await until(pilot, lambda: "Boss" in app.screen.query_one(TextArea).text)
        app.post_message(Paste("\nWebsite\tA\tR\nFax\tI\tAR\n"))
        await until(pilot, lambda: "Fax" in app.screen.query_one(TextArea).text)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Correction))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.editor.organisation.channels))
        assert app.editor.organisation.channels["website"].raci["boss"].letters == "A"


async def test_a_table_pasted_in_one_go_is_read_at_once(app: RaciApp) -> None:
    """It is shown before anything comes of it, so nothing has to be confirmed twice."""
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press(*"paste", "enter")
        await until(pilot, lambda: isinstance(app.screen, PasteBox))
        app.post_message(Paste("Channel\tBoss\tOffice\rWebsite\tA\tR\rFax\tI\tAR\r"))
        await until(pilot, lambda: isinstance(app.screen, Correction))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.editor.organisation.channels))
        assert app.editor.organisation.name == "Ours"


async def test_enter_alone_leads_to_a_matrix(app: RaciApp) -> None:
    """The name can wait: the template's own stands there until then."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Form))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await back(app, pilot)
        assert app.editor.workspace.text == template("small", "en")


async def test_a_sample_is_a_copy_that_is_lost_without_a_question(app: RaciApp) -> None:
    """Nothing is on the disk; who changes a letter is asked again."""
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press(*"northwind", "enter")
        await back(app, pilot)
        await until(pilot, lambda: len(app.editor.organisation.channels) == 44)
        path = app.editor.workspace.path
        assert path is not None
        assert not path.exists()
        assert not app.editor.workspace.worth_saving
        await pilot.press("i")
        assert app.editor.workspace.worth_saving
        app.editor.undo()
        assert not app.editor.workspace.worth_saving
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_code == 0 or not app.is_running)


async def test_samples_are_never_offered_over_a_file(tmp_path: Path) -> None:
    """Saving would put one over what is there."""
    path = tmp_path / "raci.toml"
    path.write_text(template("empty", "en"))
    app = RaciApp(Workspace.open(path, today=TODAY), words=words_in("en"))
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        app.editor.run(COMMANDS["welcome"])
        await named(app, pilot)
        assert isinstance(app.screen, Choose)
        assert not {entry.key for entry in app.screen.entries} & set(SAMPLES)


@pytest.mark.parametrize("size", [(20, 6), (30, 9)])
async def test_a_terminal_too_small_for_the_questions_says_so(
    app: RaciApp, size: tuple[int, int]
) -> None:
    """Made larger, it shows them with all that was typed."""
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Form))
        await pilot.press(*"Ours", "enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await until(pilot, lambda: app.screen.has_class("-too-small"))
        said = app.screen.query_one(".too-small", Static)
        assert "32 columns and 10 lines" in str(said.content)
        assert said.display
        await pilot.press(*"hotel")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not app.screen.has_class("-too-small"))
        assert not said.display
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen.query(Input)) == 0)
        await pilot.press("enter")
        await back(app, pilot)
        assert app.editor.organisation.industry is Industry.HOTEL
        assert app.editor.organisation.name == "Ours"


async def test_an_import_that_is_left_leads_back_to_the_beginnings(app: RaciApp) -> None:
    """Who finds no table to read chooses again; who leaves the list has an empty matrix."""
    async with app.run_test() as pilot:
        await named(app, pilot)
        await pilot.press(*"paste", "enter")
        await until(pilot, lambda: isinstance(app.screen, PasteBox))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("escape")
        await back(app, pilot)
        assert not app.editor.organisation.channels
        assert app.editor.workspace.text == template("empty", "en")


async def test_leaving_the_first_question_leaves_an_empty_matrix(app: RaciApp) -> None:
    """Esc asks nothing more, nor does quitting: nothing was written that could be lost."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Form))
        await pilot.press("escape")
        await back(app, pilot)
        assert app.editor.workspace.text == template("empty", "en")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_code == 0 or not app.is_running)


async def test_a_file_that_exists_is_not_asked_for(tmp_path: Path) -> None:
    """Opened files show their matrix at once, also those without channels."""
    app = RaciApp(workspace(GUEST_HOUSE, tmp_path / "raci.toml"), words=words_in("en"))
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        assert app.screen is app.editor
        assert not is_wanted(app.editor)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_beginning_but_the_tables_is_a_template(language: str) -> None:
    """Sizes, industries and the empty one are what ``raci new`` takes, too; samples come beside."""
    keys = [entry.key for entry in beginnings(words_in(language), samples=False)]
    assert {*keys} - {"table", "paste"} == set(TEMPLATES)
    more = [entry.key for entry in beginnings(words_in(language), samples=True)]
    assert {*more} - {*keys} == set(SAMPLES)


async def test_an_empty_matrix_says_how_to_fill_it(app: RaciApp) -> None:
    """It goes with the first channel; a filter that hides all says so."""
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, Form))
        await pilot.press("escape")
        await back(app, pilot)
        blank = app.editor.query_one("#blank", Static)
        await until(pilot, lambda: blank.display)
        assert "+ adds a channel" in str(blank.content)
        app.editor.apply(edits.new_channel(app.editor.organisation, "Fax", None))
        app.editor.follow()
        await until(pilot, lambda: not blank.display)
        await pilot.press("ctrl+l", *"before", "enter")
        await until(pilot, lambda: blank.display)
        assert "No row fits the filter" in str(blank.content)
