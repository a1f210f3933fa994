"""An editor on a real file, and what happens to it from outside; for tests of its questions."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from textual.widgets import Button, Static

from raci.tui.app import RaciApp
from raci.words import words_in
from raci.workspace import Workspace
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from raci.tui.screen.editor import Editor

THERE = GUEST_HOUSE.replace('name = "kununu"', 'name = "Kununu"')


@asynccontextmanager
async def opened(path: Path, language: str = "en") -> AsyncIterator[tuple[Pilot[int], Editor]]:
    """Open the file in an editor and wait until it has greeted, or asks something."""
    space = Workspace.open(path, today=workspace().today)
    app = RaciApp(space, words=words_in(language))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await _until(pilot, lambda: app.screen is not app.editor or not len(app.workers))
        await pilot.pause()
        yield pilot, app.editor


async def alone(pilot: Pilot[int]) -> None:
    """Wait until the editor stands alone and has nothing to do."""
    app = pilot.app
    await pilot.pause(0.02)
    await _until(pilot, lambda: app.screen is app.screen_stack[0] and not len(app.workers))


async def until(pilot: Pilot[int], kind: type) -> None:
    """Wait for a dialog."""
    await _until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


async def _until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    for _ in range(400):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError(pilot.app.screen)


def look(pilot: Pilot[int]) -> None:
    """Look at the file now and once more, as the timer does every second."""
    assert isinstance(pilot.app, RaciApp)
    pilot.app.guard.stirred = float("-inf")
    pilot.app.guard.look()
    pilot.app.guard.look()


def on_disk(path: Path) -> str:
    """Return the file's text."""
    return path.read_text(encoding="utf-8")


def put(path: Path, text: str = THERE) -> None:
    """Change the file from outside."""
    path.write_text(text, encoding="utf-8")


def remove(path: Path) -> None:
    """Delete the file from outside."""
    path.unlink()


def shown(pilot: Pilot[int]) -> str:
    """Return all that stands in the dialog."""
    screen = pilot.app.screen
    said = [str(one.render()) for one in screen.query(Static)]
    return "\n".join([*said, *(str(one.label) for one in screen.query(Button))])
