"""Files: reading within bounds, and saving so that the old or the new text stands there, whole."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.document.lock import LockedError, locked
from raci.model.error import FileError
from raci.model.finding import Place
from raci.model.text import Text, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    StrPath = str | os.PathLike[str]

#: More than any organisation needs; what is larger is something else. In bytes.
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was like when we last read or wrote it.

    Attributes:
        size: In bytes.
        modified: Nanoseconds since the epoch.
        inode: Device and number, as some editors replace files without changing their size.
        digest: Of the contents; it alone decides whether the file changed.
    """

    size: int
    modified: int
    inode: tuple[int, int]
    digest: bytes

    @classmethod
    def of(cls, data: bytes, status: os.stat_result) -> Stamp:
        """Return the stamp of ``data``, read from or written to a file of that status."""
        inode = (status.st_dev, status.st_ino)
        return cls(len(data), status.st_mtime_ns, inode, hashlib.blake2b(data).digest())


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text as it was read: byte order mark and line ends included."""

    path: str
    text: str
    stamp: Stamp


class NotUtf8Error(FileError):
    """A file is not UTF-8; ``place`` is that of the first bad byte."""

    def __init__(self, text: Text, place: Place) -> None:
        """Keep the place beside the sentence."""
        super().__init__(text)
        self.place = place


def decode(data: bytes) -> str:
    """Return the characters of a file; a byte order mark stays as one.

    Raises:
        NotUtf8Error: A byte is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        text = Text("not UTF-8: byte 0x{byte} cannot be read", {"byte": f"{data[error.start]:02X}"})
        raise NotUtf8Error(text, Place(line, column, line, column + 1)) from None


def read(path: StrPath) -> Source:
    """Read a file.

    Raises:
        NotUtf8Error: It is not UTF-8.
        FileError: It cannot be read, or is larger than ``LARGEST``.
    """
    place = os.fspath(path)
    try:
        descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(descriptor)
            data = _contents(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise FileError(_sentence(_UNREADABLE, place, error)) from error
    if len(data) > LARGEST:
        raise FileError(
            Text(
                "{path} is larger than {limit} MB: no organisation's file; nothing was read",
                {"path": place, "limit": LARGEST // 1024 // 1024},
            )
        )
    return Source(place, decode(data), Stamp.of(data, status))


def changed(path: StrPath, stamp: Stamp) -> bool:
    """Tell whether a file is other than when it was stamped (gone counts as changed).

    The contents are only read where size, time or inode say that something happened.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - one system call, asked every second
    except OSError:
        return True
    same = (status.st_size, status.st_mtime_ns, (status.st_dev, status.st_ino))
    if same == (stamp.size, stamp.modified, stamp.inode):
        return False
    try:
        return read(path).stamp.digest != stamp.digest
    except FileError:
        return True


def save(path: StrPath, text: str, stamp: Stamp | None) -> Stamp:
    """Replace a file's text, whole or not at all, and return its new stamp.

    The text goes to a temporary file beside it, onto the disk, and takes the old one's place in
    one step; mode, owner (where we may) and symbolic links stay.

    Args:
        path: Where; of a symbolic link, what it points to is written.
        text: All characters of the new file.
        stamp: What the file was when it was read; None for a file that must not be there yet.

    Raises:
        FileError: It changed outside, or cannot be written; the old text is still there.
    """
    place = os.fspath(path)
    try:
        data = text.encode("utf-8")
        target = os.path.realpath(place)
        if stamp is None:
            return _create(target, data, place)
        with locked(target) as descriptor:
            if hashlib.blake2b(_contents(descriptor)).digest() != stamp.digest:
                raise FileError(Text(_CHANGED, {"path": place}))
            if not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return _replace(target, data, os.fstat(descriptor))
    except UnicodeEncodeError as error:
        values = {"path": place, "character": f"U+{ord(error.object[error.start]):04X}"}
        raise FileError(
            Text("{path} was not saved: {character} is no character of a text file", values)
        ) from error
    except OSError as error:
        raise FileError(_sentence(_UNSAVED, place, error)) from error


def _contents(descriptor: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while size <= LARGEST and (chunk := os.read(descriptor, 1 << 20)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def _replace(target: str, data: bytes, old: os.stat_result) -> Stamp:
    with _temporary(target, data, old) as (temporary, stamp):
        os.replace(temporary, target)  # noqa: PTH105 - paths are strings here
    _sync_folder(target)
    return stamp


def _create(target: str, data: bytes, place: str) -> Stamp:
    if os.path.lexists(target):
        raise FileError(Text(_EXISTS, {"path": place}))
    with _temporary(target, data, None) as (temporary, stamp):
        try:
            # Unlike a rename, a link never takes the place of a file that came meanwhile.
            os.link(temporary, target)
        except FileExistsError:
            raise FileError(Text(_EXISTS, {"path": place})) from None
        except OSError:
            os.replace(temporary, target)  # noqa: PTH105 - a file system without links
    _sync_folder(target)
    return stamp


@contextlib.contextmanager
def _temporary(target: str, data: bytes, old: os.stat_result | None) -> Iterator[tuple[str, Stamp]]:
    """Yield the path of a file beside ``target`` that holds ``data``, and gone afterwards."""
    folder, name = os.path.split(target)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{name[:100]}.", suffix=".tmp", dir=folder)
    try:
        try:
            _write(descriptor, data)
            _dress(temporary, old)
            os.fsync(descriptor)
            stamp = Stamp.of(data, os.fstat(descriptor))
        finally:
            os.close(descriptor)
        yield temporary, stamp
    finally:
        # After the replacement it is not there any more; where it stays, nothing else helps.
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - a string


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _dress(temporary: str, old: os.stat_result | None) -> None:
    """Give the new file the old one's owner and mode, a first one those of the user's mask."""
    if old is None:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)  # noqa: PTH101 - a string
        return
    if hasattr(os, "chown"):
        # Only root may give files away; in a shared folder the file then becomes the writer's.
        with contextlib.suppress(PermissionError):
            os.chown(temporary, old.st_uid, old.st_gid)
    os.chmod(temporary, stat.S_IMODE(old.st_mode))  # noqa: PTH101 - a string


def _sync_folder(target: str) -> None:
    """Write the folder's entry to the disk where the system can; the text is safe already."""
    with contextlib.suppress(OSError):
        descriptor = os.open(os.path.dirname(target), os.O_RDONLY)  # noqa: PTH120 - a string
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_UNREADABLE = {
    errno.ENOENT: Text("{path} cannot be read: there is no such file"),
    errno.EACCES: Text("{path} cannot be read: you have no permission to"),
    errno.EISDIR: Text("{path} cannot be read: it is a folder"),
    0: Text("{path} cannot be read: {reason}"),
}
_UNSAVED = {
    errno.ENOENT: Text("{path} was not saved: the file or its folder is gone; save it elsewhere"),
    errno.EACCES: Text(
        "{path} was not saved: you have no permission to write there; the old text is untouched, "
        "save it elsewhere"
    ),
    errno.ENOSPC: Text(
        "{path} was not saved: the disk is full; the old text is untouched, make room and try again"
    ),
    errno.EROFS: Text(
        "{path} was not saved: the disk is read-only; the old text is untouched, save it elsewhere"
    ),
    0: Text("{path} was not saved: {reason}; the old text is untouched"),
}
_CHANGED = mark(
    "{path} was not saved: it changed outside since it was read; reload it, merge, or save it "
    "elsewhere"
)
_EXISTS = mark("{path} was not saved: such a file is there already")
_BUSY = mark("{path} was not saved: another program is saving it; try again")


def _sentence(sentences: dict[int, Text], path: str, error: OSError) -> Text:
    if isinstance(error, LockedError):
        return Text(_BUSY, {"path": path})
    known = error.errno if error.errno in sentences else 0
    values = {"path": path, "reason": error.strerror or type(error).__name__}
    return Text(sentences[known].template, values)
