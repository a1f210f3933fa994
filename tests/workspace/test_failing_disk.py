"""Whatever the system refuses journals and notes: the editor goes on, the file is untouched."""

from __future__ import annotations

import datetime as dt
import errno
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import raci.storage.keeper as module
from raci.model.edit import SetCell
from raci.model.organisation import Cell
from raci.storage.keeper import Keeper
from raci.storage.orphans import read
from raci.storage.presence import Presence
from raci.workspace import Workspace
from support.failures import fail_at

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = dt.date(2026, 11, 21)
TEXT = """\
format = 1
[organisation]
name = "Firm"
[roles.boss]
name = "Boss"
[channels.web]
name = "Website"
"""

CALLS = ("open", "write", "fsync", "replace", "unlink", "close", "makedirs", "mkdir", "fstat")


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """Write at once, and bring nothing onto a real disk, hundreds of times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        patch.setattr(module, "PAUSE", 0)
        yield


@pytest.fixture
def space(path: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The file, open as in the editor."""
    space = Workspace.open(path, today=TODAY)
    space.keeper = keeper = Keeper(path, space.text, within=str(tmp_path / "journals"))
    yield space
    keeper.end(keep=False)


def typed(space: Workspace, *letters: str) -> None:
    """Type letters one after the other."""
    for letter in letters:
        space.apply(SetCell("web", "boss", Cell(letter)))


def kept(space: Workspace) -> str | None:
    """Return what the journal would bring back."""
    assert space.keeper
    left = read(space.keeper._journal.place)
    return left.text if left else None


@pytest.mark.parametrize("since", [1, 2, 5])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("name", CALLS)
def test_editing_goes_on(  # noqa: PLR0913, PLR0917 - what fails, when and how
    space: Workspace,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    number: int,
    since: int,
) -> None:
    """Nothing reaches who types, the file is untouched, and all is written as soon as it can be.

    Trouble is told by the keeper and no exception, and is over when it is over.
    """
    keeper = space.keeper
    assert keeper
    fail_at(monkeypatch, name, range(since, 10**6), number)
    for letters in ("A", "RC", "I"):
        typed(space, *letters)
        if not keeper.settle():
            assert keeper.trouble
            keeper.mend(space.text)
    assert path.read_text(encoding="utf-8") == TEXT
    monkeypatch.undo()
    keeper.mend(space.text)
    assert keeper.settle()
    assert keeper.trouble is None
    assert kept(space) == space.text
    typed(space, "A")
    keeper.settle()
    assert kept(space) == space.text


def test_saving_while_the_journal_cannot_be_written(
    space: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is saved all the same; nothing older than it is offered later."""
    assert space.keeper
    typed(space, "A")
    space.keeper.settle()
    within = Path(space.keeper._journal.place).parent
    with monkeypatch.context() as patch:
        fail_at(patch, "unlink", range(1, 10**6), errno.EROFS)
        space.save()
        space.keeper.settle()
    assert path.read_text(encoding="utf-8") == space.text
    assert [read(str(place)) for place in within.iterdir()] == [None]
    typed(space, "C")
    space.keeper.settle()
    assert kept(space) == space.text


def test_merge_while_the_journal_cannot_be_written(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old journal stays until the new one is whole."""
    keeper = space.keeper
    assert keeper
    assert space.path
    typed(space, "A")
    keeper.settle()
    before = space.text
    base = TEXT.replace("Firm", "Company")
    with monkeypatch.context() as patch:
        fail_at(patch, "write", range(1, 10**6), errno.ENOSPC)
        keeper.restart(space.path, base, "something else")
        assert not keeper.settle()
        assert kept(space) == before
    keeper.mend("something else")
    assert keeper.settle()
    left = read(keeper._journal.place)
    assert left
    assert (left.base, left.text) == (base, "something else")


def test_whatever_happens_the_thread_lives_on(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that nobody thought of is trouble too: told, and mended."""
    keeper = space.keeper
    assert keeper

    def out_of_memory(*_: object) -> None:
        raise MemoryError

    typed(space, "A")
    keeper.settle()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", out_of_memory)
        typed(space, "C")
        assert not keeper.settle()
        assert keeper.trouble
        assert "MemoryError" in str(keeper.trouble.values)
    typed(space, "I")
    keeper.mend(space.text)
    assert keeper.settle()
    assert kept(space) == space.text


def test_no_thread_is_left(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system full of threads: told, and written when there is one."""
    keeper = space.keeper
    assert keeper

    def full(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", full)
        typed(space, "A")
        assert keeper.trouble
        assert not keeper.settle()
    keeper.mend(space.text)
    assert keeper.settle()
    assert kept(space) == space.text


def test_patch_that_does_not_fit_is_mended(space: Workspace) -> None:
    """A change that the journal cannot follow makes it begin anew, with what is on the screen."""
    from raci.toml_edit.patch import Patch

    keeper = space.keeper
    assert keeper
    typed(space, "A")
    keeper.note(Patch(0, "nonsense", ""))
    assert not keeper.settle()
    keeper.mend(space.text)
    assert keeper.settle()
    assert kept(space) == space.text


NOTE_CALLS = ("open", "write", "unlink", "close", "makedirs", "stat", "fstat", "listdir", "read")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("name", NOTE_CALLS)
def test_notes_are_no_trouble(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    """Whichever call fails: at worst others do not know of us; it never keeps anybody from work."""
    for turn in range(1, 30):
        within = str(tmp_path / f"{turn}")
        first, second = Presence(path, within=within), Presence(path, within=within)
        with monkeypatch.context() as patch:
            count = fail_at(patch, name, range(turn, turn + 1), number)
            first.announce()
            second.announce()
            assert len(second.others()) <= 1
            second.withdraw()
            assert len(second.others()) <= 1
            first.withdraw()
        if count() < turn:
            break
    assert turn > 1, f"{name} is not called"


@pytest.mark.parametrize("said", [b"[" * 4000, b'{"pid": Infinity}', b"\xff", b"{}", b"[]"])
def test_senseless_note_counts_as_somebody(path: Path, tmp_path: Path, said: bytes) -> None:
    """It is held by a living program, whoever that is."""
    first = Presence(path, within=str(tmp_path / "notes"))
    first.announce()
    Path(first.note).write_bytes(said)
    assert [one.user for one in Presence(path, within=str(tmp_path / "notes")).others()] == ["?"]
    first.withdraw()


def test_nobody_has_a_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nobody knows of the other, and nothing is left anywhere."""

    def user_state_dir(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("platformdirs.user_state_dir", user_state_dir)
    first = Presence(path)
    first.announce()
    assert Presence(path).others() == ()
    first.withdraw()
    assert list(path.parent.iterdir()) == [path]
