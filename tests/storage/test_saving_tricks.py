"""Saving in strange surroundings: names, modes, links, pipes, limits, and systems without them."""

from __future__ import annotations

import errno
import fcntl
import importlib.util
import os
import stat
import subprocess
import sys
import tempfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from raci.model.error import FileError
from raci.storage import lock
from raci.storage.file import changed, read
from raci.storage.replacement import tidy
from raci.storage.saving import save, write
from raci.words import words_in
from support.failures import fail_at, fails

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

OLD = "name = 'old'\n"
NEW = "name = 'new'\n" * 1000


@pytest.fixture
def org(tmp_path: Path) -> Path:
    """Return a file with the old text."""
    path = tmp_path / "org.toml"
    path.write_text(OLD, encoding="utf-8")
    return path


def refused(path: Path, stamp: Any = None) -> str:  # noqa: ANN401 - a stamp or none
    """Return what a save complains of."""
    with pytest.raises(FileError) as caught:
        save(path, NEW, stamp)
    return words_in("en").say(caught.value.text)


NAMES = {
    "255 letters": b"a" * 250 + b".toml",
    "85 signs of three bytes": ("組" * 83 + "xx.toml").encode()[-255:],
    "emoji": ("🙂" * 62 + ".toml").encode(),
    "no UTF-8": b"caf\xe9.toml",
    "a line end and an escape": b"a\nb\x1b[31m.toml",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_is_saved(tmp_path: Path, name: bytes) -> None:
    """The temporary name is not too long, whatever the file's own name and alphabet."""
    path = tmp_path / os.fsdecode(name)
    stamp = save(path, OLD, None)
    save(path, NEW, stamp)
    assert path.read_text(encoding="utf-8") == NEW
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_name_that_is_too_long(tmp_path: Path) -> None:
    """It is told, and nothing is left behind."""
    assert "the name is too long" in refused(tmp_path / ("a" * 300))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b.toml", "a\ud800b.toml"])
def test_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    """A null character or half of a surrogate pair, as somebody pasted it, is one sentence."""
    path = tmp_path / name
    assert refused(path) == f"{path}: no file can have this name"
    assert refused(path, read(__file__).stamp) == f"{path}: no file can have this name"
    with pytest.raises(FileError):
        read(path)


def test_folder_that_cannot_be_written(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in such a folder could be changed only unsafely: that is said, with the way out."""
    stamp = read(org).stamp
    monkeypatch.setattr(tempfile, "mkstemp", fails(errno.EACCES))
    assert refused(org, stamp) == (
        f"{org} was not saved: nothing can be written into its folder, as a safe save has to; what "
        "was there is untouched, save it elsewhere"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_real_folder_that_cannot_be_written(org: Path) -> None:
    """The system's own refusal is told the same way; elsewhere it can be saved."""
    stamp = read(org).stamp
    folder = org.parent / "closed"
    folder.mkdir()
    org = org.rename(folder / "org.toml")
    folder.chmod(0o500)
    try:
        assert "nothing can be written into its folder" in refused(org, stamp)
        save(folder.parent / "other.toml", NEW, None)
    finally:
        folder.chmod(0o700)
    assert org.read_text(encoding="utf-8") == OLD


REPLACING = [
    (errno.EDQUOT, "your share of the disk is used up"),
    (errno.EPERM, "you have no permission to write there"),
    (errno.ENOSPC, "the disk is full"),
    (errno.EIO, os.strerror(errno.EIO)),
]


@pytest.mark.parametrize(("number", "reason"), REPLACING)
def test_refusals_have_a_sentence(
    org: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    """A quota, an immutable file, a full disk: why, and the old text stays."""
    monkeypatch.setattr(os, "replace", fails(number))
    assert reason in refused(org, read(org).stamp)
    assert org.read_text(encoding="utf-8") == OLD
    assert [path.name for path in org.parent.iterdir()] == ["org.toml"]


def test_another_name_of_the_file_has_the_new_text(org: Path) -> None:
    """A file with several names stays one file: it is written in place, and has no less rights."""
    other = org.with_name("other.toml")
    os.link(org, other)
    before = org.stat()
    stamp = save(org, NEW, read(org).stamp)
    assert other.read_text(encoding="utf-8") == NEW
    assert (org.stat().st_ino, org.stat().st_mode) == (before.st_ino, before.st_mode)
    assert stamp == read(other).stamp
    save(other, "", stamp)
    assert org.read_text(encoding="utf-8") == ""
    assert sorted(path.name for path in org.parent.iterdir()) == ["org.toml", "other.toml"]


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
def test_file_that_is_mounted_by_itself(
    org: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """As in a container, it is written in place, and its old text kept beside it meanwhile."""
    monkeypatch.setattr(os, "replace", fails(number))
    kept: list[str] = []
    real = os.ftruncate

    def noted(descriptor: int, length: int) -> None:
        kept.extend(one.read_text(encoding="utf-8") for one in org.parent.glob("*.raci-old"))
        kept.extend(one.read_text(encoding="utf-8") for one in org.parent.glob(".*.raci-old"))
        real(descriptor, length)

    monkeypatch.setattr(os, "ftruncate", noted)
    save(org, NEW, read(org).stamp)
    assert org.read_text(encoding="utf-8") == NEW
    assert set(kept) == {OLD}
    assert [path.name for path in org.parent.iterdir()] == ["org.toml"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(
    "name", ["open", "read", "lseek", "fstat", "write", "ftruncate", "fsync", "close", "unlink"]
)
def test_every_system_call_in_place_may_fail(
    org: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    """Whichever call fails, once, a file with two names holds the old or the new text, whole."""
    other = org.with_name("other.toml")
    os.link(org, other)
    for turn in range(1, 30):
        org.write_text(OLD, encoding="utf-8")
        stamp = read(org).stamp
        count = fail_at(monkeypatch, name, range(turn, turn + 1), number)
        try:
            save(org, NEW, stamp)
            complaint = ""
        except FileError as error:
            complaint = words_in("en").say(error.text)
        monkeypatch.undo()
        assert org.read_text(encoding="utf-8") in {OLD, NEW}
        assert complaint or org.read_text(encoding="utf-8") == NEW
        assert org.samefile(other)
        if name != "unlink":
            assert sorted(one.name for one in org.parent.iterdir()) == ["org.toml", "other.toml"]
        if count() < turn:
            break
    assert turn > 1, f"{name} is not called in a save"


def test_file_that_could_not_be_put_back(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a disk fails for good in the middle, the old text stands beside it, and it is told."""
    os.link(org, org.with_name("other.toml"))
    real, calls = os.write, 0

    def write(descriptor: int, data: bytes) -> int:
        nonlocal calls
        calls += 1
        if calls == 1:  # the old text, beside
            return real(descriptor, data)
        if calls == 2:  # the beginning of the new one
            return real(descriptor, data[:5])
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    stamp = read(org).stamp
    monkeypatch.setattr(os, "write", write)
    said = refused(org, stamp)
    (kept,) = org.parent.glob(".org.toml.*.raci-old")
    assert said == (
        f"{org} was cut off while it was written, and the old text could not be put back: it "
        f"stands in {kept}"
    )
    assert kept.read_text(encoding="utf-8") == OLD


KILLED = """
import os, signal, sys
from raci.storage.file import read
from raci.storage.saving import save

os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
save(sys.argv[1], "new", read(sys.argv[1]).stamp)
"""


def test_what_a_kill_left_is_tidied_away(org: Path) -> None:
    """The next save takes away what a killed one left beside the file, and nothing of others."""
    planted = [
        org.with_name(name) for name in (".org.toml.raci-new", ".other.toml.abcdefgh.raci-new")
    ]
    for place in planted:
        place.write_text("theirs", encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, str(org)], check=False)
    (scrap,) = org.parent.glob(".org.toml.?*.raci-new")
    assert scrap.read_text(encoding="utf-8") == "new"
    save(org, NEW, read(org).stamp)
    assert not scrap.exists()
    assert all(place.exists() for place in planted)


def test_what_a_living_program_writes_is_left_alone(
    org: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A temporary file is locked while it is written; on disks without locks a day is waited."""
    real = os.fsync

    def meanwhile(descriptor: int) -> None:
        tidy(str(org))
        real(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", meanwhile)
        save(org, NEW, read(org).stamp)
        patched.setattr(fcntl, "flock", fails(errno.ENOLCK))
        save(org, OLD, read(org).stamp)
    assert org.read_text(encoding="utf-8") == OLD
    scrap = org.with_name(".org.toml.abcdefgh.raci-new")
    scrap.write_text("x", encoding="utf-8")
    monkeypatch.setattr(fcntl, "flock", fails(errno.ENOLCK))
    tidy(str(org))
    assert scrap.exists()
    os.utime(scrap, (0, 0))
    tidy(str(org))
    assert not scrap.exists()


def test_any_data_is_written_the_same_way(org: Path) -> None:
    """What is exported keeps mode and links, too; a device is written into, a folder refused."""
    org.chmod(0o600)
    link = org.with_name("link.xlsx")
    link.symlink_to(org)
    write(link, b"\x00\xff")
    assert link.is_symlink()
    assert org.read_bytes() == b"\x00\xff"
    assert stat.S_IMODE(org.stat().st_mode) == 0o600
    write(org.with_name("new.txt"), "ä\n")
    assert org.with_name("new.txt").read_bytes() == "ä\n".encode()
    with pytest.raises(FileError):
        write(org, "x", new=True)
    with pytest.raises(FileError, match="folder"):
        write(org.parent, "x")
    write(os.devnull, "x")
    assert org.read_bytes() == b"\x00\xff"


def test_link_that_leads_nowhere_is_filled(tmp_path: Path) -> None:
    """A new file is made where the link points to; the link stays."""
    link = tmp_path / "link.toml"
    link.symlink_to("there.toml")
    save(link, NEW, None)
    assert link.is_symlink()
    assert (tmp_path / "there.toml").read_text(encoding="utf-8") == NEW


def test_links_in_a_circle(tmp_path: Path) -> None:
    """They are told, and nothing happens to them."""
    link = tmp_path / "a.toml"
    link.symlink_to("a.toml")
    assert str(link) in refused(link)
    assert link.is_symlink()


@pytest.mark.parametrize(
    ("group", "mode", "expected"),
    [(True, 0o6775, 0o775), (True, 0o664, 0o664), (False, 0o664, 0o644), (False, 0o2660, 0o600)],
)
def test_file_of_somebody_else(
    org: Path, monkeypatch: pytest.MonkeyPatch, mode: int, expected: int, *, group: bool
) -> None:
    """Where we may not give it away it is ours: nobody gains a right by that, the group stays."""
    org.chmod(mode)
    given: list[int] = []

    def fchown(_descriptor: int, user: int, to: int) -> None:
        if user != -1 or not group:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        given.append(to)

    monkeypatch.setattr(os, "fchown", fchown)
    save(org, NEW, read(org).stamp)
    assert stat.S_IMODE(org.stat().st_mode) == expected
    assert given == [org.stat().st_gid] * group


def test_temporary_file_is_nobody_elses(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else can read it while it is written, and a link in its place is not followed."""
    victim = org.with_name("victim")
    victim.write_text("mine", encoding="utf-8")
    planted = org.with_name(".org.toml.guessed1.raci-new")
    planted.symlink_to(victim)
    names = iter(["guessed1", "another2"])
    monkeypatch.setattr(tempfile, "_get_candidate_names", lambda: names)
    modes: list[int] = []
    real = os.write

    def noted(descriptor: int, data: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", noted)
    save(org, NEW, read(org).stamp)
    assert modes == [0o600]
    assert victim.read_text(encoding="utf-8") == "mine"
    assert planted.is_symlink()
    assert not org.is_symlink()
    assert org.read_text(encoding="utf-8") == NEW


def test_attributes_stay(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Access lists and notes of one's own are taken over, labels of the system's security not."""
    names = ["user.note", "system.posix_acl_access", "security.selinux"]
    taken: dict[str, bytes] = {}
    monkeypatch.setattr(os, "listxattr", lambda _path: names)
    monkeypatch.setattr(os, "getxattr", lambda _path, name: name.encode())
    monkeypatch.setattr(os, "setxattr", lambda _file, name, value: taken.update({name: value}))
    save(org, NEW, read(org).stamp)
    assert list(taken) == names[:2]
    monkeypatch.setattr(os, "setxattr", fails(errno.ENOTSUP))
    save(org, OLD, read(org).stamp)
    monkeypatch.delattr(os, "listxattr")
    save(org, NEW, read(org).stamp)


def test_file_system_without_modes(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all files have the same mode, none is set, as that would be refused."""
    org.chmod(0o600)
    monkeypatch.setattr(os, "fchmod", fails(errno.EPERM))
    save(org, NEW, read(org).stamp)
    assert org.read_text(encoding="utf-8") == NEW


def test_pipe_in_its_place_blocks_nobody(org: Path) -> None:
    """Somebody puts a named pipe where the file was: told, not waited for, not replaced."""
    stamp = read(org).stamp
    org.unlink()
    os.mkfifo(org)
    assert changed(org, stamp)
    assert "changed outside" in refused(org, stamp)
    with pytest.raises(FileError) as caught:
        read(org, plain=True)
    assert "is a pipe or a device" in words_in("en").say(caught.value.text)
    assert stat.S_ISFIFO(org.stat().st_mode)


def test_folder_in_its_place(org: Path) -> None:
    """Told as such."""
    stamp = read(org).stamp
    org.unlink()
    org.mkdir()
    assert changed(org, stamp)
    assert refused(org, stamp) == f"{org} was not saved: it is a folder; name a file"


def test_file_that_comes_where_links_are_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without hard links, too, a file that came meanwhile stays."""
    path = tmp_path / "new.toml"

    def link(_old: str, _new: str) -> None:
        path.write_text("theirs", encoding="utf-8")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    assert "such a file is there already" in refused(path)
    assert path.read_text(encoding="utf-8") == "theirs"


LIMITED = """
import resource, signal, sys
from pathlib import Path
from raci.storage.file import read
from raci.storage.saving import save
from raci.storage.journal import Journal
from raci.toml_edit.patch import difference
from raci.model.error import FileError

resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
path = Path(sys.argv[1])
old, new = path.read_text(), "x" * 20000
kept = Journal(path, old, within=str(path.parent / "journals"))
kept.append(difference(old, old + "#" * 100))
saving = lambda: save(path, new, read(path).stamp)
journalling = lambda: kept.append(difference(old + "#" * 100, new))
for attempt in (saving, journalling):
    try:
        attempt()
    except FileError as error:
        print(error.text.values["reason"])
print(len(kept.place) > 0, kept.torn)
"""


def test_real_disk_that_takes_only_a_part(org: Path) -> None:
    """The system takes some bytes and refuses the rest: file and journal are what they were."""
    from raci.storage.orphans import left_behind

    pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(org)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n") == [os.strerror(errno.EFBIG)] * 2 + ["True True", ""]
    assert org.read_text(encoding="utf-8") == OLD
    assert sorted(one.name for one in org.parent.iterdir()) == ["journals", "org.toml"]
    (left,) = left_behind(org, within=str(org.parent / "journals"))
    assert left.text == OLD + "#" * 100


# Windows, as far as it can be had elsewhere


def test_without_modes_owners_and_groups(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that does not know these calls saves all the same."""
    for name in ("fchmod", "fchown", "chown", "O_NONBLOCK", "O_NOFOLLOW", "geteuid"):
        monkeypatch.delattr(os, name)
    org.chmod(0o640)
    save(org, NEW, read(org).stamp)
    assert org.read_text(encoding="utf-8") == NEW
    assert stat.S_IMODE(org.stat().st_mode) == 0o640


def test_open_file_that_cannot_be_replaced(org: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system replaces no open file, the lock is given back before."""
    is_open: dict[int, str] = {}
    real_open, real_close, real_replace = os.open, os.close, os.replace

    def opening(path: str, *args: Any, **options: Any) -> int:  # noqa: ANN401 - as the system's
        descriptor = real_open(path, *args, **options)
        is_open[descriptor] = os.fspath(path)
        return descriptor

    def closing(descriptor: int) -> None:
        is_open.pop(descriptor, None)
        real_close(descriptor)

    def replacing(old: str, new: str) -> None:
        if {old, new} & set(is_open.values()):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        real_replace(old, new)

    monkeypatch.setattr(lock, "MOVES_OPEN_FILES", False)
    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "close", closing)
    monkeypatch.setattr(os, "replace", replacing)
    save(org, NEW, read(org).stamp)
    assert org.read_text(encoding="utf-8") == NEW


class Msvcrt(SimpleNamespace):
    """The calls for locks that Windows has; whoever comes second is refused.

    Attributes:
        locked: The files and places that are locked.
        number: With which error it refuses.
    """

    LK_NBLCK = 2

    def __init__(self) -> None:
        """Begin with nothing locked."""
        super().__init__(locked={}, number=errno.EACCES)

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        """Lock bytes from where the file is read next."""
        assert (mode, count) == (self.LK_NBLCK, 1)
        status = os.fstat(descriptor)
        place = (status.st_ino, os.lseek(descriptor, 0, os.SEEK_CUR))
        if place in self.locked:
            raise OSError(self.number, os.strerror(self.number))
        self.locked[place] = descriptor


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module of locks as Windows loads it."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt())
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert lock.__file__
    spec = importlib.util.spec_from_file_location("lock_of_windows", lock.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_locks_of_windows(windows: ModuleType, org: Path) -> None:
    """The first has the lock, the second has not; what is read stays where it was, and readable."""
    with org.open("rb") as first, org.open("rb") as second:
        first.seek(3)
        assert windows.held(first.fileno())
        assert not windows.held(second.fileno())
        assert os.lseek(first.fileno(), 0, os.SEEK_CUR) == 3
        ((_, at),) = sys.modules["msvcrt"].locked
        assert at > org.stat().st_size


def test_windows_without_locks(windows: ModuleType, org: Path) -> None:
    """A drive that knows no locks gives them to everybody."""
    sys.modules["msvcrt"].number = errno.EINVAL  # type: ignore[attr-defined]  # the one above
    with org.open("rb") as first, org.open("rb") as second:
        assert windows.held(first.fileno())
        assert windows.held(second.fileno())
