"""The correction screen: its keys, what follows them, and that nothing typed goes astray."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList, Static

from raci.tables.importing import Imported, Opened, Stated
from raci.tui.app import RaciApp
from raci.tui.dialogs.choose import Choose
from raci.tui.dialogs.correction.corrections import Corrections
from raci.tui.dialogs.correction.screen import Correction
from raci.tui.dialogs.correction.sides import Sides
from raci.tui.dialogs.correction.table_view import TableView
from raci.tui.panes.lines import LinesPane
from raci.tui.panes.text import plain
from raci.words import words_in
from support.editor.firm import workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

TABLE = """\
No;Area;Task;Sales;Sales;Agency;State
;;;Head;Desk;;
1;Own;Website;A;R;I;runs
2;Own;Newsletter;A;I;Q;runs
3;Foreign;Maps;A;R (at night);M;open
"""
TWO = """\
# Plan

| Task | Sales | Desk |
|-|-|-|
| Website | A | R |
| Fax | A | I |

# Prices

| Fruit | Price |
|-|-|
| Apple | 3 |
| Pear | 4 |
"""


class _Shown:
    """The screen, and what it answered."""

    def __init__(self, pilot: Pilot[int], table: str, name: str = "plan.csv") -> None:
        self.pilot = pilot
        corrections = Corrections(Opened(table.encode(), name))
        corrections.begin()
        arguments = ("--into", "raci.toml", name)
        self.screen = Correction("Read it", corrections, words_in("en"), arguments)
        self.answers: list[tuple[Stated, Imported] | None] = []

    async def begin(self) -> None:
        """Show it."""
        self.pilot.app.push_screen(self.screen, self.answers.append)
        await self.until(lambda: bool(self.screen.query(Sides)) and bool(self.told))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        for _ in range(500):
            await self.pilot.pause(0.01)
            if true():
                return
        pytest.fail(f"it does not come to pass: {self.told!r} {self.command!r}")

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they state was weighed."""
        await self.pilot.press(*keys)
        await self.until(lambda: not self.screen._weighing)

    @property
    def told(self) -> str:
        """What is said of the reading."""
        lines = self.screen.query_one("#summary", LinesPane).lines
        return " ".join(plain(line) for line in lines)

    @property
    def command(self) -> str:
        """The command that amounts to the same."""
        return str(self.screen.query_one("#command", Static).content)

    def lines(self, side: str) -> list[str]:
        """Return the lines of a side as they are drawn."""
        view = self.screen.query_one(f"#{side}", TableView)
        return [view.render_line(y).text.rstrip() for y in range(view.size.height)]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor is in the source."""
        return self.screen.query_one(Sides).cursor


@pytest.fixture(name="app")
def _app() -> RaciApp:
    """Give an editor below the screen."""
    return RaciApp(workspace(), words=words_in("en"))


async def test_source_and_result_stand_side_by_side(app: RaciApp) -> None:
    """The source with its columns and lines, the result with the letters they mean."""
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, TABLE)
        await shown.begin()
        assert (
            "plan.csv:1: roles in the columns, letters in the cells; 2 rows of heads" in shown.told
        )
        source, result = shown.lines("source"), shown.lines("result")
        assert source[0].split() == list("ABCDEFG")
        assert source[3].split() == ["3", "1", "Own", "Website", "A", "R", "I", "runs"]
        assert result[0].split() == ["Task", "Head", "Desk", "Agency"]
        assert "Website" in result[2]
        assert result[2].split()[1:] == ["A", "R", "I"]
        assert shown.command == "raci import --into raci.toml plan.csv"
        assert shown.cursor == (2, 2)


async def test_enter_takes_over_and_escape_does_not(app: RaciApp) -> None:
    """What was stated comes with what was read so."""
    async with app.run_test(size=(120, 36)) as pilot:
        for key in ("escape", "enter"):
            shown = _Shown(pilot, TABLE)
            await shown.begin()
            await shown.press(key)
            await shown.until(partial(bool, shown.answers))
            if key == "escape":
                assert shown.answers == [None]
            else:
                assert shown.answers[0] is not None
                stated, imported = shown.answers[0]
                assert stated == Stated()
                assert [row.name for row in imported.tables[0].rows][:1] == ["Website"]


async def test_columns_and_rows_are_left_aside_and_taken_in_again(app: RaciApp) -> None:
    """The one of the cursor, which stays in sight, marked."""
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, TABLE)
        await shown.begin()
        await shown.press("end", "x")
        assert shown.command.endswith("--skip State --into raci.toml plan.csv")
        assert "✕" in shown.lines("source")[0]
        await shown.press("x", "down", "X")
        assert "--skip 4 " in shown.command
        assert "Newsletter" not in "".join(shown.lines("result"))
        assert "Newsletter" in "".join(shown.lines("source"))
        await shown.press("u")
        assert "--skip" not in shown.command
        assert "Newsletter" in "".join(shown.lines("result"))


async def test_a_letter_is_named_and_keys_typed_ahead_reach_the_list(app: RaciApp) -> None:
    """The keys behind l are for the list that it opens, not for the screen below."""
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, TABLE)
        await shown.begin()
        await pilot.press("down", "right", "right", "right", "l")
        await shown.until(lambda: isinstance(app.screen, Choose))
        await pilot.press(*"cons", "enter")
        await shown.until(lambda: app.screen is shown.screen and "--letters" in shown.command)
        assert "--letters Q=C " in shown.command
        await shown.until(lambda: not shown.screen._weighing)
        row = next(line for line in shown.lines("result") if "Newsletter" in line)
        assert row.split()[1:] == ["A", "I", "C"]
        await pilot.press("l")
        await shown.until(lambda: isinstance(app.screen, Choose))
        await pilot.press(*"inferred", "enter")
        await shown.until(lambda: "--letters" not in shown.command)


async def test_any_letter_can_be_named_from_a_cell_without_one(app: RaciApp) -> None:
    """First which, then what it means; Esc changes nothing."""
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, TABLE)
        await shown.begin()
        await pilot.press("l")
        await shown.until(lambda: isinstance(app.screen, Choose))
        await pilot.press("m", "enter")
        await shown.until(lambda: "“M”" in _title(app))
        await pilot.press(*"nothing", "enter")
        await shown.until(lambda: "--letters M= " in shown.command)
        for left in range(2):
            await pilot.press("l")
            await shown.until(lambda: isinstance(app.screen, Choose))
            if left:
                await pilot.press("enter")
                await shown.until(lambda: "mean?" in _title(app))
            await pilot.press("escape")
            await shown.until(lambda: app.screen is shown.screen)
        assert "--letters M= " in shown.command


def _title(app: RaciApp) -> str:
    boxes = app.screen.query(".box")
    return str(boxes.first().border_title) if boxes else ""


async def test_heads_and_sides_are_corrected_and_what_does_not_work_is_said(app: RaciApp) -> None:
    """The source stays in sight; Enter takes nothing where there is nothing."""
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, TABLE)
        await shown.begin()
        await shown.press("minus")
        assert "--head-rows 1 " in shown.command
        await shown.press("plus", "plus", "plus")
        assert "--head-rows 4 " in shown.command
        assert shown.screen._corrections.found.problem
        assert "plan.csv:1" in shown.told
        assert "Website" in "".join(shown.lines("source"))
        assert "Website" not in "".join(shown.lines("result"))
        await shown.press("enter")
        assert not shown.answers
        await shown.press("r", "t")
        assert "--roles rows " in shown.command
        await shown.press("t")
        assert "--roles columns " in shown.command
        assert "Website" in "".join(shown.lines("result"))


async def test_enter_behind_a_correction_takes_what_comes_of_it(app: RaciApp) -> None:
    """Typed in one go: the correction is weighed first."""
    async with app.run_test(size=(120, 36)) as pilot:
        shown = _Shown(pilot, TABLE)
        await shown.begin()
        await pilot.press("end", "x", "enter")
        await shown.until(lambda: bool(shown.answers))
        assert shown.answers[0] is not None
        assert shown.answers[0][0] == Stated(skip=("State",))


async def test_doubts_are_gone_to_one_after_the_other(app: RaciApp) -> None:
    """The last one leads to the first; a click does the same."""
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, TABLE)
        await shown.begin()
        options = shown.screen.query_one(OptionList)
        texts = [str(option.prompt) for option in options.options]
        place = next(n for n, text in enumerate(texts) if "“Q”" in text)
        await pilot.press(*["d"] * (place + 1))
        assert shown.cursor == (3, 5)
        await pilot.press(*["d"] * (len(texts) - place))
        assert options.highlighted == 0
        await pilot.press("D")
        assert options.highlighted == len(texts) - 1
        await pilot.press("ctrl+home")
        await pilot.click(OptionList, offset=(3, place))
        assert shown.cursor == (3, 5)


async def test_sheets_are_turned_over_and_read_alone(app: RaciApp) -> None:
    """Looking at one changes nothing; s reads only this one, and all again."""
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, TWO, "plan.md")
        await shown.begin()
        assert shown.told.startswith("Sheet 1 of 2, Plan.")
        await pilot.press("tab")
        assert shown.told == "Sheet 2 of 2, Prices. no matrix here"
        await pilot.press("shift+tab")
        await shown.press("s")
        assert "--sheet Plan " in shown.command
        assert not shown.told.startswith("Sheet")
        await shown.press("s")
        assert "--sheet" not in shown.command


async def test_the_result_follows_the_cursor(app: RaciApp) -> None:
    """By keys and by the mouse; in a large table only what is in sight is drawn."""
    rows = "".join(f"Task {n},A,R,I\n" for n in range(3000))
    async with app.run_test(size=(100, 30)) as pilot:
        shown = _Shown(pilot, "Task,Head,Desk,Shop\n" + rows)
        await shown.begin()
        await pilot.press("ctrl+end")
        assert shown.cursor[0] == 3000
        assert any(line.startswith("Task 2999") for line in shown.lines("result"))
        await pilot.press("pageup", "home")
        assert shown.cursor == (2990, 0)
        await pilot.press("ctrl+home")
        await pilot.click("#source", offset=(10, 5))
        assert shown.cursor[0] == 4
        view = shown.screen.query_one("#result", TableView)
        assert view.cursor is not None
        assert shown.lines("result")[view.cursor[0] - view.scroll_offset.y + 1].startswith("Task 3")
        await pilot.press("up", "up", "up", "up")
        assert view.cursor is None


async def test_the_next_reading_comes_round_again(app: RaciApp) -> None:
    """Each is shown at once with its number."""
    table = "Site,Wien,Wien,Graz,Graz\nTask,Head,Desk,Head,Desk\nWeb,A,R,A,R\nFax,A,I,A,R\n"
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, table)
        await shown.begin()
        count = len(shown.screen._corrections.found.readings)
        if count < 2:
            await shown.press("n")
            assert "--reading" not in shown.command
            return
        seen = [shown.lines("result")]
        for number in range(2, count + 1):
            await shown.press("n")
            assert f"--reading {number} " in shown.command
            assert f"Reading {number} of {count}" in shown.told
            seen.append(shown.lines("result"))
        assert len({"\n".join(lines) for lines in seen}) > 1
        await shown.press("n")
        assert "--reading 1 " in shown.command
        await shown.press("N")
        assert f"--reading {count} " in shown.command


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_no_line_is_longer_than_its_side(app: RaciApp, size: tuple[int, int]) -> None:
    """Wide characters and control characters included."""
    strange = TABLE.replace("Website", "ウェブサイト\x1b[31m").replace("Maps", "x" * 300)
    async with app.run_test(size=size) as pilot:
        shown = _Shown(pilot, strange)
        await shown.begin()
        for side in ("source", "result"):
            view = shown.screen.query_one(f"#{side}", TableView)
            for y in range(view.size.height):
                strip = view.render_line(y)
                assert strip.cell_length == view.size.width
                assert "\x1b" not in strip.text


def test_a_path_below_here_is_shown_as_one_would_type_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others are shown in full."""
    from raci.tui.commands.exchange import _typed

    monkeypatch.chdir(tmp_path)
    assert _typed(tmp_path / "a" / "x.csv") == str(Path("a") / "x.csv")
    assert _typed(tmp_path.parent / "x.csv") == str(tmp_path.parent / "x.csv")


async def test_nothing_in_a_table_acts_on_the_terminal(app: RaciApp) -> None:
    """Heads, cells, sheets' and files' names with codes and markup are text on every step."""
    nasty = "\x1b[31mA\x9b2J\x07\u202eB [bold]C[/bold] [@click=app.quit]D[/] [/] =1+1"
    table = f"# {nasty}\n\n| {nasty} | {nasty}1 | {nasty}2 |\n|-|-|-|\n| {nasty} | A | R |\n"
    table += (
        f"| {nasty}3 | {nasty} | A |\n\n# {nasty}2\n\n| x | H | I |\n|-|-|-|\n| {nasty} | A | R |\n"
    )
    async with app.run_test(size=(140, 36)) as pilot:
        shown = _Shown(pilot, table, f"{nasty}.md")
        await shown.begin()
        assert any("[bold]" in line for line in shown.lines("source"))
        for key in ("", "down", "right", "t", "t", "plus", "d", "x", "X", "n", "tab", "s", "l"):
            if key:
                await shown.press(key)
            strips = app.screen._compositor.render_strips()
            for line in ("".join(segment.text for segment in strip) for strip in strips):
                assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line), key
