"""Choosing a file: by keys, by typing, by the mouse, and what is said of one that does not do."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste
from textual.widgets import Input, OptionList, Static

from raci.model.error import FileError
from raci.model.text import Text
from raci.tui.app import RaciApp
from raci.tui.dialogs.file_picker import FilePicker
from raci.words import words_in
from support.editor.firm import workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

Answer = tuple["Path", object] | None


class _Shown:
    """A picker on the screen, and what it answered."""

    def __init__(self, pilot: Pilot[int], picker: FilePicker[str]) -> None:
        self.pilot = pilot
        self.picker = picker
        self.answers: list[Answer] = []

    async def begin(self) -> None:
        """Show it."""
        self.pilot.app.push_screen(self.picker, self.answers.append)
        await self.pilot.pause()
        await self.until(lambda: bool(self.picker.query("OptionList")) and bool(self.lines))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        for _ in range(500):
            await self.pilot.pause(0.01)
            if true():
                return
        pytest.fail(f"it does not come to pass: {self.told!r}, {self.answers}")

    @property
    def lines(self) -> list[str]:
        """The names of the list."""
        options = self.picker.query_one(OptionList).options
        return [str(option.id) for option in options]

    @property
    def told(self) -> str:
        """The sentence below the list."""
        return str(self.picker.query_one("#told", Static).content)

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.picker.query_one(Input).value


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a folder with two tables, a folder with one, and a letter."""
    folder = tmp_path / "stuff"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "deep.csv").write_text("deep")
    for age, name in enumerate(("new.csv", "old.csv")):
        (folder / name).write_text(name)
        os.utime(folder / name, (1_700_000_000 - age, 1_700_000_000 - age))
    (folder / "letter.pdf").write_text("Dear all")
    return folder


def _picker(folder: Path, read: Callable[[Path], str] | None = None) -> FilePicker[str]:
    return FilePicker("Read", read or _text, [".csv"], words_in("en"), start=folder)


def _text(path: Path) -> str:
    text = path.read_text()
    if text == "Dear all":
        raise FileError(Text("This is a letter."))
    return text


@pytest.fixture(name="app")
def _app() -> RaciApp:
    """Give an editor below the picker."""
    return RaciApp(workspace(), words=words_in("en"))


async def test_enter_reads_the_newest_table(app: RaciApp, folder: Path) -> None:
    """The answer is the path and what was read."""
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        assert shown.lines == ["..", "new.csv", "old.csv", "below", "letter.pdf"]
        await pilot.press("enter", "enter")
        await shown.until(lambda: bool(shown.answers))
        assert shown.answers == [(folder / "new.csv", "new.csv")]


async def test_folders_are_opened_and_left_again(app: RaciApp, folder: Path) -> None:
    """By arrows and Enter, by the line above, and by Backspace in an empty field."""
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        await pilot.press("down", "down", "enter")
        await shown.until(lambda: shown.lines == ["..", "deep.csv"])
        await pilot.press("up", "enter")
        await shown.until(lambda: "below" in shown.lines)
        await pilot.press(*"bel", "enter")
        await shown.until(lambda: shown.lines == ["..", "deep.csv"])
        assert shown.typed == ""
        await pilot.press("x", "backspace", "backspace")
        await shown.until(lambda: "below" in shown.lines)
        await pilot.press("pagedown", "pageup", "pageup", "enter")
        await shown.until(lambda: "stuff" in shown.lines)
        await pilot.press("escape")
        await shown.until(lambda: shown.answers == [None])


async def test_tab_completes_what_is_typed(app: RaciApp, folder: Path) -> None:
    """A folder's name ends with a slash, behind which its files are listed."""
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder.parent))
        await shown.begin()
        await pilot.press(*"st", "tab")
        await shown.until(lambda: shown.typed == "stuff/" and "new.csv" in shown.lines)
        await pilot.press(*"be", "tab", "tab")
        await shown.until(lambda: shown.typed == "stuff/below/deep.csv")
        await pilot.press("enter")
        await shown.until(lambda: bool(shown.answers))
        assert shown.answers == [(folder / "below" / "deep.csv", "deep")]


async def test_what_is_not_there_is_said_while_typing(app: RaciApp, folder: Path) -> None:
    """A name that nothing has, and a folder that does not exist; Enter takes nothing."""
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        await pilot.press(*"nix", "enter")
        await shown.until(lambda: shown.told == "There is no “nix” here.")
        await pilot.press("slash")
        await shown.until(lambda: shown.told == f"There is no folder {folder / 'nix'}.")
        assert not shown.lines
        assert not shown.answers


async def test_a_file_that_does_not_do_is_told_and_another_can_be_chosen(
    app: RaciApp, folder: Path
) -> None:
    """The picker stays open, with the sentence of who read it."""
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        await pilot.press(*"lett")
        await shown.until(lambda: shown.told.startswith("“letter.pdf” has no ending"))
        await pilot.press("enter")
        await shown.until(lambda: shown.told == "This is a letter.")
        await pilot.press(*["backspace"] * 4)
        await shown.until(lambda: shown.told == "")
        await pilot.press("down", "enter")
        await shown.until(lambda: bool(shown.answers))
        assert shown.answers == [(folder / "old.csv", "old.csv")]


async def test_a_folder_without_tables_says_what_is_looked_for(
    app: RaciApp, tmp_path: Path
) -> None:
    """With the endings, so that somebody knows what to export."""
    empty = tmp_path / "empty"
    empty.mkdir()
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(empty))
        await shown.begin()
        assert shown.told == "Nothing in this folder can be read: .csv"


async def test_a_long_folder_is_cut_and_says_so(app: RaciApp, tmp_path: Path) -> None:
    """Typing on finds the rest."""
    for number in range(250):
        (tmp_path / f"table{number:03}.csv").touch()
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(tmp_path))
        await shown.begin()
        assert shown.told.endswith("more: type on.")
        await pilot.press(*"table249")
        await shown.until(lambda: shown.lines == ["table249.csv"])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
async def test_a_pipe_is_no_file(app: RaciApp, folder: Path) -> None:
    """Reading it would wait for ever."""
    os.mkfifo(folder / "pipe.csv")
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        await pilot.press(*"pipe", "enter")
        await shown.until(lambda: "is a device or a pipe" in shown.told)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are other things there")
async def test_what_the_system_refuses_is_told(app: RaciApp, folder: Path) -> None:
    """With its reason: here a link that leads nowhere."""
    (folder / "link.csv").symlink_to(folder / "nothing")
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        await pilot.press(*"link", "enter")
        await shown.until(lambda: shown.told.endswith("cannot be read: No such file or directory."))


async def test_who_types_on_does_not_wait_for_a_slow_file(app: RaciApp, folder: Path) -> None:
    """What was chosen before is not taken when it comes at last."""
    gate = threading.Event()

    def slow(path: Path) -> str:
        if path.name == "new.csv":
            gate.wait(10)
        return path.name

    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder, slow))
        await shown.begin()
        await pilot.press("enter")
        await shown.until(lambda: shown.told == "Reading new.csv …")
        await pilot.press(*"old")
        await shown.until(lambda: shown.lines == ["old.csv"])
        gate.set()
        await pilot.press("enter")
        await shown.until(lambda: bool(shown.answers))
        assert shown.answers == [(folder / "old.csv", "old.csv")]


async def test_the_mouse_chooses_too(app: RaciApp, folder: Path) -> None:
    """A click on a folder opens it; keys go to the field all the same."""
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        await pilot.click(OptionList, offset=(2, 3))
        await shown.until(lambda: shown.lines == ["..", "deep.csv"])
        await pilot.press(*"de")
        assert shown.typed == "de"
        await pilot.click(OptionList, offset=(2, 0))
        await shown.until(lambda: bool(shown.answers))
        assert shown.answers == [(folder / "below" / "deep.csv", "deep")]


async def test_a_dropped_file_is_a_path(app: RaciApp, folder: Path) -> None:
    """Terminals paste it in quotes."""
    async with app.run_test() as pilot:
        shown = _Shown(pilot, _picker(folder))
        await shown.begin()
        app.post_message(Paste(f"'{folder / 'below' / 'deep.csv'}' "))
        await shown.until(lambda: shown.lines == ["deep.csv"])
        await pilot.press("enter")
        await shown.until(lambda: bool(shown.answers))
        assert shown.answers == [(folder / "below" / "deep.csv", "deep")]
