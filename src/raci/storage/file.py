"""Files: reading within bounds, and saving so that the old or the new text stands there, whole."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.finding import Place
from raci.model.text import Text, mark
from raci.storage import lock
from raci.storage.lock import (
    READING,
    WITHOUT_WAITING,
    LockedError,
    locked,
)
from raci.storage.saving import ClosedFolderError, create, replace

if TYPE_CHECKING:
    StrPath = str | os.PathLike[str]

#: More than any organisation needs; what is larger is something else. In bytes.
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file held when we last read or wrote it; size and times may mislead.

    Attributes:
        digest: Of the contents.
    """

    digest: bytes

    @classmethod
    def of(cls, data: bytes) -> Stamp:
        """Return the stamp of what was read or written."""
        return cls(hashlib.blake2b(data).digest())


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


def read(path: StrPath, *, plain: bool = False) -> Source:
    """Read a file.

    Args:
        path: Where.
        plain: Whether it must be a plain file; else pipes are read, however long that takes.

    Raises:
        NotUtf8Error: It is not UTF-8.
        FileError: It cannot be read, or is larger than ``LARGEST``.
    """
    place = os.fspath(path)
    try:
        data = _read(place, plain=plain)
    except (OSError, ValueError) as error:
        raise FileError(_sentence(_UNREADABLE, place, error)) from error
    if len(data) > LARGEST:
        raise FileError(
            Text(
                "{path} is larger than {limit} MB: no organisation's file; nothing was read",
                {"path": place, "limit": LARGEST // 1024 // 1024},
            )
        )
    return Source(place, decode(data), Stamp.of(data))


def _read(place: str, *, plain: bool) -> bytes:
    descriptor = os.open(place, READING | (WITHOUT_WAITING if plain else 0))
    try:
        kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
        if plain and kind not in {stat.S_IFREG, stat.S_IFDIR}:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return _contents(descriptor)
    finally:
        with contextlib.suppress(OSError):  # it was only read
            os.close(descriptor)


def changed(path: StrPath, stamp: Stamp) -> bool:
    """Tell whether a file holds other than when it was stamped (gone counts as changed)."""
    try:
        return read(path, plain=True).stamp != stamp
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
    data = _encoded(text, place)
    try:
        if stamp is None:
            create(os.path.realpath(place), data)
            return Stamp.of(data)
        # Strict: a link that cannot be followed now must not be taken for the file itself.
        target = os.path.realpath(place, strict=True)
        with locked(target) as descriptor:
            status = _unchanged(descriptor, target, stamp, place)
            if lock.MOVES_OPEN_FILES:
                replace(target, data, status)
        if not lock.MOVES_OPEN_FILES:
            replace(target, data, status)
    except (OSError, ValueError) as error:
        raise FileError(_sentence(_UNSAVED, place, error)) from error
    return Stamp.of(data)


def _encoded(text: str, place: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        values = {"path": place, "character": f"U+{ord(error.object[error.start]):04X}"}
        raise FileError(
            Text("{path} was not saved: {character} is no character of a text file", values)
        ) from error


def _unchanged(descriptor: int, target: str, stamp: Stamp, place: str) -> os.stat_result:
    """Return the status of a file that may be replaced."""
    if Stamp.of(_contents(descriptor)) != stamp:
        raise FileError(Text(_CHANGED, {"path": place}))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return os.fstat(descriptor)


def _contents(descriptor: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while size <= LARGEST and (chunk := os.read(descriptor, 1 << 20)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


_UNREADABLE = {
    errno.ENOENT: Text("{path} cannot be read: there is no such file"),
    errno.EACCES: Text("{path} cannot be read: you have no permission to"),
    errno.EISDIR: Text("{path} cannot be read: it is a folder"),
    errno.ENOTSUP: Text("{path} cannot be read: it is no file any more"),
    0: Text("{path} cannot be read: {reason}"),
}
_FORBIDDEN = Text(
    "{path} was not saved: you have no permission to write there; the old text is untouched, "
    "save it elsewhere"
)
_MOUNTED = Text(
    "{path} was not saved: it is mounted by itself, as in a container, and cannot be replaced; the "
    "old text is untouched, save it elsewhere"
)
_UNSAVED = {
    errno.EPERM: _FORBIDDEN,
    errno.EACCES: _FORBIDDEN,
    errno.EBUSY: _MOUNTED,
    errno.EXDEV: _MOUNTED,
    errno.EEXIST: Text("{path} was not saved: such a file is there already"),
    errno.EISDIR: Text("{path} was not saved: it is a folder now; save it elsewhere"),
    errno.ENAMETOOLONG: Text("{path} was not saved: the name is too long; save it elsewhere"),
    errno.EDQUOT: Text(
        "{path} was not saved: your share of the disk is used up; the old text is untouched, make "
        "room and try again"
    ),
    errno.ENOENT: Text("{path} was not saved: the file or its folder is gone; save it elsewhere"),
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
_FOLDER = mark(
    "{path} was not saved: nothing can be written into its folder, as a safe save has to; the old "
    "text is untouched, save it elsewhere"
)
_NAMELESS = mark("{path}: no file can have this name")
_BUSY = mark("{path} was not saved: another program is saving it; try again")


def _sentence(sentences: dict[int, Text], path: str, error: OSError | ValueError) -> Text:
    if isinstance(error, LockedError):
        return Text(_BUSY, {"path": path})
    if isinstance(error, ClosedFolderError):
        return Text(_FOLDER, {"path": path})
    if isinstance(error, ValueError):  # a null character, or half of a surrogate pair
        return Text(_NAMELESS, {"path": path})
    known = error.errno if error.errno in sentences else 0
    values = {"path": path, "reason": error.strerror or type(error).__name__}
    return Text(sentences[known].template, values)
