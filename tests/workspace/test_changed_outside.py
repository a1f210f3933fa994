"""Whatever other programs do to the file: each thing is told once, and nothing too early."""

from __future__ import annotations

import datetime as dt
import errno
import os
from typing import TYPE_CHECKING

import pytest

from raci.model.edit import SetField
from raci.model.error import FileError
from raci.storage import file as disk
from raci.storage.watch import LONG_REST, Outside, Watch
from raci.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = dt.date(2026, 11, 21)
TEXT = 'format = 1\n[organisation]\nname = "Firm"\n[channels.web]\nname = "Website"\n'
SAME_LENGTH = TEXT.replace("Firm", "Shop")
LONGER = TEXT + '[channels.post]\nname = "Post"\n'


@pytest.fixture
def watch(space: Workspace) -> Watch:
    """Who looks after it."""
    return Watch(space)


def looks(watch: Watch, count: int = 2 + LONG_REST) -> list[Outside]:
    """Look some times; return what was told."""
    return [news for _ in range(count) if (news := watch.look()) is not Outside.SAME]


def times(path: Path) -> tuple[int, int]:
    """Return when a file was read and written."""
    status = path.stat()
    return status.st_atime_ns, status.st_mtime_ns


# Ways to write a file


def in_place(path: Path, text: str) -> None:
    """Write over it, as simple editors do."""
    path.write_text(text, encoding="utf-8")


def by_rename(path: Path, text: str) -> None:
    """Put another file in its place, as careful editors do."""
    other = path.with_name("other~")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def by_backup(path: Path, text: str) -> None:
    """Rename it and write a new one, as editors do that keep the old one."""
    path.rename(path.with_name("raci.toml~"))
    path.write_text(text, encoding="utf-8")


def checked_out(path: Path, text: str) -> None:
    """Delete it and write a new one, as git does."""
    path.unlink()
    path.write_text(text, encoding="utf-8")


def restored(path: Path, text: str) -> None:
    """Write an earlier version, with its earlier time."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(10**18, 10**18))


def same_time(path: Path, text: str) -> None:
    """Write in place and put the time back, as some tools that copy do."""
    before = times(path)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=before)


def other_inode(path: Path, text: str) -> None:
    """Put a file of the same time in its place."""
    before = times(path)
    by_rename(path, text)
    os.utime(path, ns=before)


def linked(path: Path, text: str) -> None:
    """Put a link to another file in its place."""
    other = path.with_name("elsewhere.toml")
    other.write_text(text, encoding="utf-8")
    path.unlink()
    path.symlink_to(other)


WAYS = [in_place, by_rename, by_backup, checked_out, restored, same_time, other_inode, linked]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [SAME_LENGTH, LONGER, "format = 1\n", ""])
def test_every_way_of_writing_is_told(
    watch: Watch, space: Workspace, path: Path, text: str, way: Callable[[Path, str], None]
) -> None:
    """Once; a save before that is refused, and asks."""
    way(path, text)
    assert looks(watch) == [Outside.CHANGED]
    space.apply(SetField(("channels", "web", "name"), "Site"))
    with pytest.raises(FileError) as caught:
        space.save()
    assert "changed outside" in caught.value.text.template
    assert path.read_text(encoding="utf-8") == text
    space.reload(disk.read(path))
    assert looks(watch) == []


@pytest.mark.parametrize("way", WAYS)
def test_the_same_text_is_no_news(
    watch: Watch, space: Workspace, path: Path, way: Callable[[Path, str], None]
) -> None:
    """However it was written; a save goes through then."""
    way(path, TEXT)
    assert looks(watch) == []
    space.apply(SetField(("channels", "web", "name"), "Site"))
    space.save()
    assert looks(watch) == []
    assert path.read_text(encoding="utf-8") == space.text
    assert path.is_symlink() == (way is linked)


def test_nothing_is_told_while_it_is_written(watch: Watch, path: Path) -> None:
    """A sync folder empties the file and fills it bit by bit: told when it is whole."""
    told = []
    for end in (0, 5, 20, 40, len(LONGER)):
        path.write_text(LONGER[:end], encoding="utf-8")
        told += looks(watch, 1)
    assert told == []
    assert looks(watch) == [Outside.CHANGED]


def test_moment_of_emptiness_is_not_told(watch: Watch, space: Workspace, path: Path) -> None:
    """Truncated, or half there, for some seconds, and then as it was: nobody is asked anything."""
    for part in ("", TEXT[:20]):
        path.write_text(part, encoding="utf-8")
        assert looks(watch, LONG_REST) == []
    path.write_text(TEXT, encoding="utf-8")
    assert looks(watch) == []
    assert not space.dirty


def test_shorter_file_is_told_in_the_end(watch: Watch, path: Path) -> None:
    """What stays half a file is news, too."""
    path.write_text(TEXT[:20], encoding="utf-8")
    assert looks(watch, LONG_REST) == []
    assert looks(watch, 1) == [Outside.CHANGED]


def test_deleted_and_back_at_once(watch: Watch, space: Workspace, path: Path) -> None:
    """Between two looks, or for one of them, a file may be away."""
    path.unlink()
    assert looks(watch, 1) == []
    path.write_text(TEXT, encoding="utf-8")
    assert looks(watch) == []
    assert not space.missing


def test_deleted_and_back_later(watch: Watch, space: Workspace, path: Path) -> None:
    """It counts as unsaved while it is gone, and no longer."""
    path.unlink()
    assert looks(watch) == [Outside.GONE]
    assert space.dirty
    path.write_text(TEXT, encoding="utf-8")
    assert looks(watch) == []
    assert not space.dirty


def test_renamed_file_is_written_again(watch: Watch, space: Workspace, path: Path) -> None:
    """Under the old name; the renamed one stays as it is."""
    other = path.rename(path.with_name("other.toml"))
    assert looks(watch) == [Outside.GONE]
    space.apply(SetField(("channels", "web", "name"), "Site"))
    space.save()
    assert path.read_text(encoding="utf-8") == space.text
    assert other.read_text(encoding="utf-8") == TEXT


def test_folder_that_is_gone(watch: Watch, space: Workspace, path: Path) -> None:
    """The file is gone with it; a save says so, and works elsewhere."""
    folder = path.parent / "folder"
    folder.mkdir()
    inner = path.rename(folder / "raci.toml")
    space = Workspace.open(inner, today=TODAY)
    watch = Watch(space)
    inner.unlink()
    folder.rmdir()
    assert looks(watch) == [Outside.GONE]
    with pytest.raises(FileError):
        space.save()
    space.save(path)
    assert path.read_text(encoding="utf-8") == TEXT


def test_link_to_nowhere(watch: Watch, space: Workspace, path: Path) -> None:
    """The file is gone; a save makes it where the link leads."""
    path.unlink()
    path.symlink_to("there.toml")
    assert looks(watch) == [Outside.GONE]
    space.save()
    assert path.is_symlink()
    assert path.with_name("there.toml").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_no_file_any_more(
    watch: Watch, space: Workspace, path: Path, make: Callable[[Path], None]
) -> None:
    """A folder or a pipe in its place is a change that nobody waits for; a save says what it is."""
    path.unlink()
    make(path)
    assert looks(watch) == [Outside.CHANGED]

    def overwrite() -> None:
        space.begin_save(over=True).write()
        space.end_save()

    for save in (space.save, overwrite):
        with pytest.raises(FileError):
            save()
    assert not path.is_file()


def test_unreachable_file_is_not_gone(
    watch: Watch, space: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network drive that is away: told as such, and nothing is written anew."""
    real = os.stat

    def away(place: Path, **options: bool) -> os.stat_result:
        if place == path:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(place, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", away)
        assert looks(watch) == [Outside.AWAY]
        assert not space.missing
    assert looks(watch) == []


def test_made_read_only_and_writable_again(
    watch: Watch, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are told, before anybody types for nothing."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        path.chmod(0o444)
        assert looks(watch) == [Outside.READ_ONLY]
    path.chmod(0o644)
    assert looks(watch) == [Outside.WRITABLE]


def test_look_costs_one_system_call(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nothing happens."""
    calls: list[str] = []
    for name in ("stat", "lstat", "open", "access", "read"):
        real = getattr(os, name)

        def noted(*given: object, name: str = name, real: object = real, **named: object) -> object:
            calls.append(name)
            return real(*given, **named)  # type: ignore[operator]

        monkeypatch.setattr(os, name, noted)
    assert looks(watch, 5) == []
    assert calls == ["stat"] * 5
