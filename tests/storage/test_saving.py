"""Files: what is read is bounded, what is saved is whole, and every failure is one sentence."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
import time
from typing import TYPE_CHECKING

import pytest

from raci.model.error import FileError
from raci.model.finding import Place
from raci.storage import file, lock
from raci.storage.file import NotUtf8Error, Stamp, changed, decode, read
from raci.storage.saving import save
from raci.words import words_in
from support.failures import fail_at, fails

if TYPE_CHECKING:
    from pathlib import Path

OLD = "\ufeffname = 'ä'\r\n"
NEW = "name = 'new'\n" * 1000


@pytest.fixture
def org(tmp_path: Path) -> Path:
    """Return a file with the old text."""
    path = tmp_path / "org.toml"
    path.write_bytes(OLD.encode())
    return path


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def said(error: FileError) -> str:
    """Return the sentence of an error."""
    return words_in("en").say(error.text)


def test_text_is_read_as_it_is(org: Path) -> None:
    """Byte order mark and line ends are part of the text."""
    assert read(org).text == OLD


def test_saving_gives_the_text_and_its_stamp(org: Path) -> None:
    """What is saved is there byte for byte, and stamped like what is read."""
    stamp = save(org, NEW, read(org).stamp)
    assert org.read_bytes() == NEW.encode()
    assert stamp == read(org).stamp
    assert save(org, OLD, stamp) == read(org).stamp
    assert names(org.parent) == ["org.toml"]


def test_mode_and_links_stay(org: Path) -> None:
    """The mode stays; a symbolic link still points to the file, which has the new text."""
    org.chmod(0o640)
    link = org.parent / "link.toml"
    link.symlink_to("org.toml")
    save(link, NEW, read(link).stamp)
    assert link.is_symlink()
    assert org.read_text() == NEW
    assert stat.S_IMODE(org.stat().st_mode) == 0o640


def test_change_outside_is_never_overwritten(org: Path) -> None:
    """A file that changed since it was read is refused, even with the same size and time."""
    stamp = read(org).stamp
    status = org.stat()
    org.write_bytes(OLD.encode().replace(b"name", b"mane"))
    os.utime(org, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(FileError) as caught:
        save(org, NEW, stamp)
    assert said(caught.value) == (
        f"{org} was not saved: it changed outside since it was read; reload it, merge, or save it "
        "elsewhere"
    )
    assert b"mane" in org.read_bytes()


def test_same_text_from_outside_is_no_change(org: Path) -> None:
    """A file that was written again with the same text can be saved."""
    stamp = read(org).stamp
    org.unlink()
    org.write_bytes(OLD.encode())
    os.utime(org, ns=(1, 1))
    assert not changed(org, stamp)
    save(org, NEW, stamp)
    assert org.read_text() == NEW


def test_change_outside_is_noticed(org: Path) -> None:
    """Another text, another encoding and a missing file are changes; an untouched file is none."""
    stamp = read(org).stamp
    assert not changed(org, stamp)
    org.write_text("x")
    assert changed(org, stamp)
    org.write_bytes(b"\xff")
    assert changed(org, stamp)
    org.unlink()
    assert changed(org, stamp)


def test_deleted_file_is_not_made_again(org: Path) -> None:
    """Where the file is gone, a save says so."""
    stamp = read(org).stamp
    org.unlink()
    with pytest.raises(FileError) as caught:
        save(org, NEW, stamp)
    assert said(caught.value) == (
        f"{org} was not saved: the file or its folder is gone; save it elsewhere"
    )
    assert names(org.parent) == []


def test_new_file_is_made_once(tmp_path: Path) -> None:
    """A new file has the mode of the user's mask, and never takes the place of another."""
    path = tmp_path / "new.toml"
    mask = os.umask(0o027)
    try:
        stamp = save(path, NEW, None)
    finally:
        os.umask(mask)
    assert stamp == read(path).stamp
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    with pytest.raises(FileError) as caught:
        save(path, OLD, None)
    assert said(caught.value) == f"{path} was not saved: such a file is there already"
    assert path.read_text() == NEW
    assert names(tmp_path) == ["new.toml"]


def test_new_file_loses_a_race(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that comes while a new one is written stays."""
    path = tmp_path / "new.toml"
    real = os.fsync

    def meanwhile(descriptor: int) -> None:
        path.write_text("theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileError):
        save(path, NEW, None)
    assert path.read_text() == "theirs"


def test_new_file_where_links_are_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links, a rename does it."""
    monkeypatch.setattr(os, "link", fails(errno.EPERM))
    save(tmp_path / "new.toml", NEW, None)
    assert names(tmp_path) == ["new.toml"]


def test_write_protected_file_is_refused(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though its folder would allow it, a write-protected file is not replaced."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError) as caught:
        save(org, NEW, read(org).stamp)
    assert "you have no permission to write there" in said(caught.value)
    assert org.read_bytes() == OLD.encode()


def test_character_that_is_none(org: Path) -> None:
    """Half of a surrogate pair cannot be saved."""
    with pytest.raises(FileError) as caught:
        save(org, "\ud800", read(org).stamp)
    assert said(caught.value) == f"{org} was not saved: U+D800 is no character of a text file"
    assert org.read_bytes() == OLD.encode()


CALLS = (
    *("open", "read", "fstat", "write", "fchmod", "fchown", "fsync", "replace", "close", "stat"),
    *("lstat", "access", "readlink", "unlink"),
)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("name", CALLS)
def test_every_system_call_may_fail(
    org: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    """Whichever call of a save fails, and at whichever turn, the old or the new text is whole.

    The file is reached through a link, which stays one.
    """
    link = org.parent / "links" / "link.toml"
    link.parent.mkdir()
    link.symlink_to("../org.toml")
    for turn in range(1, 30):
        org.write_bytes(OLD.encode())
        org.chmod(0o640)
        stamp = read(link).stamp
        count = fail_at(monkeypatch, name, range(turn, turn + 1), number)
        complaint = failure(link, stamp)
        monkeypatch.undo()
        assert not complaint or str(link) in complaint or str(org) in complaint
        assert org.read_bytes() in {OLD.encode(), NEW.encode()}
        assert complaint or org.read_bytes() == NEW.encode()
        assert link.is_symlink()
        assert names(org.parent) == ["links", "org.toml"]
        assert names(link.parent) == ["link.toml"]
        if count() < turn:
            break
    assert turn > 1, f"{name} is not called in a save"


NEW_CALLS = ("open", "fstat", "write", "fchmod", "fsync", "link", "close", "lstat", "unlink")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("name", NEW_CALLS)
def test_every_system_call_of_a_new_file_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    """Whichever fails, the new file is whole or not there; what it says of that is true."""
    for turn in range(1, 30):
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        path = folder / "new.toml"
        count = fail_at(monkeypatch, name, range(turn, turn + 1), number)
        complaint = failure(path, None)
        monkeypatch.undo()
        assert not complaint or str(path) in complaint
        assert complaint or path.read_text() == NEW
        assert not path.exists() or path.read_text() == NEW
        assert name == "unlink" or set(names(folder)) <= {"new.toml"}
        if count() < turn:
            break
    assert turn > 1, f"{name} is not called in a save"


def failure(path: Path, stamp: Stamp | None) -> str:
    """Return what a save complains of, empty where it does not."""
    try:
        save(path, NEW, stamp)
    except FileError as error:
        return said(error)
    return ""


def test_short_writes_are_finished(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system takes only a part of the bytes, the rest follows."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:100]))
    save(org, NEW, read(org).stamp)
    assert org.read_text() == NEW


def test_lock_is_waited_for(org: Path) -> None:
    """While another program saves, a save waits, and then finds that the file changed."""
    stamp = read(org).stamp
    errors: list[str] = []

    def other() -> None:
        try:
            save(org, NEW, stamp)
        except FileError as error:
            errors.append(said(error))

    with lock.locked(str(org)):
        thread = threading.Thread(target=other)
        thread.start()
        replacement = org.parent / "replacement"
        replacement.write_text("theirs")
        replacement.replace(org)
    thread.join()
    assert "changed outside" in errors[0]
    assert org.read_text() == "theirs"


def test_lock_that_is_never_released(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some patience a save gives up with a sentence."""
    monkeypatch.setattr(time, "monotonic", iter(range(0, 1000, 9)).__next__)
    with lock.locked(str(org)), pytest.raises(FileError) as caught:
        save(org, NEW, read(org).stamp)
    assert "another program is saving it" in said(caught.value)


def test_file_systems_without_locks(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where locks are unknown, the stamp must do."""
    monkeypatch.setattr(fcntl, "flock", fails(errno.ENOLCK))
    save(org, NEW, read(org).stamp)
    assert org.read_text() == NEW


UNREADABLE = [
    (errno.ENOENT, "there is no such file"),
    (errno.EACCES, "you have no permission to"),
    (errno.EISDIR, "it is a folder"),
    (errno.EIO, os.strerror(errno.EIO)),
]


@pytest.mark.parametrize(("number", "reason"), UNREADABLE)
def test_unreadable_files_have_a_sentence(
    org: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    """Whatever keeps a file from being read is one sentence with its path."""
    monkeypatch.setattr(os, "open", fails(number))
    with pytest.raises(FileError) as caught:
        read(org)
    assert said(caught.value) == f"{org} cannot be read: {reason}"


def test_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is told from a file."""
    with pytest.raises(FileError) as caught:
        read(tmp_path)
    assert said(caught.value) == f"{tmp_path} cannot be read: it is a folder"


def test_huge_file_is_refused(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than any organisation is not read to its end."""
    monkeypatch.setattr(file, "LARGEST", 8)
    with pytest.raises(FileError) as caught:
        read(org)
    assert "is larger than" in said(caught.value)


def test_bad_byte_has_a_place() -> None:
    """Text that is not UTF-8 names the first bad byte, its line and column."""
    with pytest.raises(NotUtf8Error) as caught:
        decode("ü\r\nöä".encode() + b"\xe4x")
    assert caught.value.place == Place(2, 3, 2, 4)
    assert said(caught.value) == "not UTF-8: byte 0xE4 cannot be read"


def test_stamp_says_what_a_file_held() -> None:
    """Equal contents have equal stamps, others do not."""
    assert Stamp.of(b"a") == Stamp.of(b"a")
    assert Stamp.of(b"a") != Stamp.of(b"b")
