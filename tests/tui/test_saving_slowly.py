"""On a slow disk a save goes on beside the keys, and what is typed meanwhile is not lost."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.error import FileError
from raci.model.text import Text
from raci.storage import saving
from raci.storage.file import Stamp
from raci.storage.orphans import left_behind
from raci.tui.commands import file
from raci.tui.dialogs.question import Alert, Question
from raci.workspace import pending_save
from support.editor.firm import GUEST_HOUSE
from support.editor.open_file import alone, look, on_disk, opened, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Disk:
    """A disk that finishes a save only when it is let.

    Attributes:
        trouble: What it says instead then; None where it takes the file.
    """

    def __init__(self) -> None:
        """Hold back every save."""
        self.trouble: FileError | None = None
        self._ready = threading.Event()

    def save(self, path: Path, text: str, stamp: Stamp | None) -> Stamp:
        """Save, once it is let."""
        self._ready.wait(60)
        if self.trouble:
            raise self.trouble
        return saving.save(path, text, stamp)

    def go_on(self) -> None:
        """Let saves be finished."""
        self._ready.set()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Return a slow disk that nobody waits for."""
    slow = Disk()
    monkeypatch.setattr(pending_save, "save", slow.save)
    monkeypatch.setattr(file, "PATIENCE", 0.0)
    yield slow
    slow.go_on()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file."""
    place = tmp_path / "raci.toml"
    place.write_text(GUEST_HOUSE, encoding="utf-8")
    return place


async def test_keys_go_on_while_it_is_saved(path: Path, disk: Disk) -> None:
    """What was typed during the save is there, unsaved and journalled, and saved by the next."""
    async with opened(path) as (pilot, editor):
        await pilot.press("i", "ctrl+s")
        first = editor.workspace.text
        assert first != GUEST_HOUSE
        await pilot.press("r")
        second = editor.workspace.text
        assert second != first
        assert on_disk(path) == GUEST_HOUSE
        keeper = editor.workspace.keeper
        assert keeper
        assert keeper.settle()
        look(pilot)
        await pilot.pause()
        assert pilot.app.screen is editor
        disk.go_on()
        await alone(pilot)
        assert on_disk(path) == first
        assert editor.workspace.dirty
        await pilot.press("ctrl+s")
        await alone(pilot)
        assert on_disk(path) == second
        assert not editor.workspace.dirty


async def test_saving_again_meanwhile_saves_what_came_since(path: Path, disk: Disk) -> None:
    """A second ``ctrl+s`` is not forgotten: it is done when the first has come to its end."""
    async with opened(path) as (pilot, editor):
        await pilot.press("i", "ctrl+s", "r", "ctrl+s")
        second = editor.workspace.text
        disk.go_on()
        await alone(pilot)
        await alone(pilot)
        assert on_disk(path) == second
        assert not editor.workspace.dirty


async def test_undo_while_it_is_saved(path: Path, disk: Disk) -> None:
    """What was taken back during the save is unsaved, and a redo leads to what was saved."""
    async with opened(path) as (pilot, editor):
        await pilot.press("i", "ctrl+s", "ctrl+z")
        disk.go_on()
        await alone(pilot)
        assert editor.workspace.text == GUEST_HOUSE
        assert editor.workspace.dirty
        await pilot.press("ctrl+y")
        assert not editor.workspace.dirty


async def test_a_slow_save_that_fails_is_told(path: Path, disk: Disk) -> None:
    """No dialog comes up under the keys; all is unsaved still, and the next save asks."""
    async with opened(path) as (pilot, editor):
        disk.trouble = FileError(Text("no room"))
        await pilot.press("i", "ctrl+s", "down")
        disk.go_on()
        await alone(pilot)
        assert pilot.app.screen is editor
        assert on_disk(path) == GUEST_HOUSE
        assert editor.workspace.dirty
        file.PATIENCE = 9.0
        await pilot.press("ctrl+s")
        await until(pilot, Alert)


async def test_leaving_waits_for_the_save(path: Path, disk: Disk) -> None:
    """Quitting during a save asks nothing about what was just saved."""
    async with opened(path) as (pilot, editor):
        await pilot.press("i", "ctrl+s", "ctrl+q")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Question)
        disk.go_on()
        while pilot.app.return_code is None:
            await pilot.pause(0.02)
        text = editor.workspace.text
    assert on_disk(path) == text
    assert pilot.app.return_code == 0
    assert left_behind(path) == ()


def test_a_save_without_a_thread(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no more threads it is written at once."""

    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError

    monkeypatch.setattr(threading.Thread, "start", refused)
    document = Document.parse(GUEST_HOUSE + "# more\n", NAMES)
    pending = pending_save.PendingSave(path, document, Stamp.of(GUEST_HOUSE.encode()), None)
    pending.start()
    assert pending.wait(0)
    assert on_disk(path) == document.text
