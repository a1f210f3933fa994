"""What the editor does until it stands still: paints, bytes, modules, collections of garbage."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.widgets import Static

from raci.tui.app import RaciApp
from raci.tui.grid.strips import Strips
from raci.tui.panes.lines import InspectorPane
from raci.tui.screen import checking
from raci.words import words_in
from support.editor.firm import manufacturer, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.strip import Strip

    from raci.tui.grid.styles import GridStyles
    from raci.tui.panes.text import Line

#: What a terminal of 120 by 36 is sent until everything stands on it, at most.
_BYTES = 42_000

_FIRST_ROWS = """\
import sys
from pathlib import Path
from raci.cli.main import main
from raci.tui.screen.first_paint import FirstPaint

def paint(screen, paint=FirstPaint._compositor_refresh):
    paint(screen)
    if screen.stands and not Path("modules").exists():
        modules = sorted(sys.modules)
        screen.app.exit(0, message=" ".join(modules))
        Path("modules").write_text(" ".join(modules))

FirstPaint._compositor_refresh = paint
import raci.cli.commands.edits.edit as edit
edit.at_terminal = lambda: True
from raci.tui.app import RaciApp
run = RaciApp.run
RaciApp.run = lambda app: run(app, headless=True, size=(120, 36))
main([sys.argv[1]])
"""


async def _still(pilot: Pilot[int]) -> None:
    """Wait until the first check is shown."""
    app = pilot.app
    assert isinstance(app, RaciApp)
    while "checking" in (app.editor.panes.header_text or "checking"):
        await pilot.pause(0.02)
    await pilot.pause(0.1)


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Return what is sent to the terminal from now on: the kind of each update, and its bytes."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    sent: list[tuple[str, int]] = []
    display = App._display

    def count(app: App[Any], screen: Screen[Any], update: Any) -> None:  # noqa: ANN401 - Textual has several kinds
        if update is not None:
            written = update.render_segments(app.console)
            sent.append((type(update).__name__, len(written.encode())))
        display(app, screen, update)

    monkeypatch.setattr(App, "_display", count)
    return sent


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (200, 60)], ids=str)
async def test_the_whole_screen_is_painted_once(
    updates: list[tuple[str, int]], size: tuple[int, int]
) -> None:
    """From the start until the findings stand there, all else that is sent are parts."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=size) as pilot:
        await _still(pilot)
        kinds = [kind for kind, _ in updates]
        assert kinds[0] == LayoutUpdate.__name__
        assert kinds.count(LayoutUpdate.__name__) == 1


async def test_few_bytes_go_to_the_terminal(updates: list[tuple[str, int]]) -> None:
    """At 120 by 36 they are hardly more than one screen of coloured cells."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        await _still(pilot)
        whole = updates[0][1]
        assert whole < sum(number for _, number in updates) <= min(_BYTES, 2 * whole)


def test_the_first_rows_need_neither_graphs_nor_dialogs(tmp_path: Path) -> None:
    """What only checks, views or dialogs need is loaded when the first rows stand there."""
    (tmp_path / "raci.toml").write_text(manufacturer(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_ROWS, "raci.toml"],
        cwd=tmp_path,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path / "state")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set((tmp_path / "modules").read_text(encoding="utf-8").split())
    assert "raci.tui.grid.widget" in loaded
    late = {"networkx", "raci.check.live", "raci.check.matrix.matrix", "markdown_it.main"}
    assert loaded & late == set()


@pytest.fixture
def collections() -> Iterator[list[int]]:
    """Return the generations that the collector looks through from now on."""
    before, collecting = gc.get_threshold(), gc.isenabled()
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.set_threshold(*before)
    if not collecting:
        gc.disable()
    gc.unfreeze()


async def test_nobody_who_types_waits_for_the_collector(
    collections: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While letters are typed, nothing older than a moment is looked through for garbage."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    checking.rest_collector()
    async with app.run_test(size=(120, 36)) as pilot:
        await _still(pilot)
        monkeypatch.setattr(checking, "REST", float("inf"))  # as if nobody ever stopped typing
        kept = gc.get_freeze_count()
        collections.clear()
        for key in ("i", "right", "r", "down", "c", "right") * 5:
            await pilot.press(key)
        assert set(collections) <= {0}
        assert gc.get_freeze_count() >= kept


def test_loading_takes_short_turns() -> None:
    """Keys get their turn soon while libraries are loaded beside them; then all is as before."""
    before = sys.getswitchinterval()
    with checking._short_turns():
        assert sys.getswitchinterval() < before / 2
    assert sys.getswitchinterval() == before


async def test_what_a_question_for_a_place_finds_is_painted() -> None:
    """A widget that is met before it is laid out is painted, and so is the room that it leaves."""
    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        await _still(pilot)
        screen, compositor = app.editor, app.editor._compositor
        message = Static("new")
        message.styles.dock = "bottom"
        message.styles.height = 1
        await screen.mount(message)
        await pilot.pause(0.1)
        place = message.region
        assert place
        for wanted in (False, True):
            compositor._dirty_regions.clear()
            message.display = wanted
            compositor.update_widgets({message, Static("of another screen")})
            assert screen.grid.region
            assert any(place.overlaps(region) for region in compositor._dirty_regions)


async def test_a_letter_looks_through_the_lines_that_it_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The head, its row and its heading; others where their findings changed. All look right."""
    looked: list[int] = []
    line = Strips.line

    def count(strips: Strips, y: int, styles: GridStyles) -> Strip:
        looked.append(y)
        return line(strips, y, styles)

    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        await _still(pilot)
        grid = app.editor.grid
        model, shown = grid.grid_model, grid.strips
        lines = []
        await pilot.press("end", "left")
        for key in ("i", "c", "backspace", "r", "down", "a", "left", "r", "ctrl+z", "up", "a", "x"):
            await pilot.pause(0.1)  # so that no key is a held one
            with monkeypatch.context() as patch:
                patch.setattr(Strips, "line", count)
                looked.clear()
                await pilot.press(key)
            lines.append(len(looked))
            anew = Strips(model, shown.glyphs)
            for y in range(model.height):
                assert shown.show(y, grid.grid_styles) == anew.line(y, grid.grid_styles)
        assert lines[0] <= model.head_height + 2
        assert max(lines) < model.height / 2


async def test_lines_that_move_are_not_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding more in the inspector is one line drawn, though all below it move down."""
    drawn: list[Line] = []
    strip = InspectorPane.strip

    def count(pane: InspectorPane, line: Line, width: int) -> Strip:
        drawn.append(line)
        return strip(pane, line, width)

    app = RaciApp(workspace(manufacturer()), words=words_in("en"))
    async with app.run_test(size=(120, 36)) as pilot:
        await _still(pilot)
        pane = app.editor.query_one(InspectorPane)
        lines: list[Line] = [((f"line {n}", ""),) for n in range(9)]
        pane.show_text(lines[1:])
        await pilot.pause(0.1)
        monkeypatch.setattr(InspectorPane, "strip", count)
        pane.show_text(lines)
        await pilot.pause(0.1)
        assert drawn == [pane.lines[0]]
