"""Reading files: within bounds, as UTF-8, with a stamp of what they held."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.error import FileError
from raci.model.finding import Place
from raci.model.text import Text, mark
from raci.storage.lock import READING, WITHOUT_WAITING

if TYPE_CHECKING:
    StrPath = str | os.PathLike[str]

#: More than any organisation needs; what is larger is something else. In bytes.
LARGEST = 64 * 1024 * 1024

#: Paths of what this command has read so far: what is made of these never takes their place.
been_read: set[str] = set()


@frozen
class Stamp:
    """What a file held when we last read or wrote it; size and times may mislead.

    Attributes:
        digest: Of the contents.
    """

    digest: bytes

    @classmethod
    def of(cls, data: bytes) -> Stamp:
        """Return the stamp of what was read or written."""
        import hashlib  # not above: it loads OpenSSL, and a check stamps nothing

        return cls(hashlib.blake2b(data).digest())


@frozen
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
    data = read_data(path, plain=plain)
    return Source(os.fspath(path), decode(data), Stamp.of(data))


def read_data(path: StrPath, *, plain: bool = False) -> bytes:
    """Read what a file holds, whether or not it is text; for the rest see ``read``.

    Raises:
        FileError: It cannot be read, or is larger than ``LARGEST``.
    """
    place = os.fspath(path)
    been_read.add(place)
    try:
        data = _read(place, plain=plain)
    except (OSError, ValueError) as error:
        raise FileError(_sentence(place, error)) from error
    if len(data) > LARGEST:
        raise FileError(
            Text(
                "{path} is larger than {limit} MB: no organisation's file; nothing was read",
                {"path": place, "limit": LARGEST // 1024 // 1024},
            )
        )
    return data


def _read(place: str, *, plain: bool) -> bytes:
    descriptor = os.open(place, READING | (WITHOUT_WAITING if plain else 0))
    try:
        kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
        if plain and kind not in {stat.S_IFREG, stat.S_IFDIR}:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return contents(descriptor)
    finally:
        with contextlib.suppress(OSError):  # it was only read
            os.close(descriptor)


def changed(path: StrPath, stamp: Stamp) -> bool:
    """Tell whether a file holds other than when it was stamped (gone counts as changed)."""
    try:
        return read(path, plain=True).stamp != stamp
    except FileError:
        return True


def contents(descriptor: int) -> bytes:
    """Return what a file holds from here on, and not more than it takes to see it is too large."""
    chunks: list[bytes] = []
    size = 0
    while size <= LARGEST and (chunk := os.read(descriptor, 1 << 20)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


NAMELESS = mark("{path}: no file can have this name")
_UNREADABLE = {
    errno.ENOENT: Text("{path} cannot be read: there is no such file"),
    errno.EACCES: Text("{path} cannot be read: you have no permission to"),
    errno.EISDIR: Text("{path} cannot be read: it is a folder"),
    errno.ENOTSUP: Text("{path} cannot be read: it is a pipe or a device, and no file"),
    0: Text("{path} cannot be read: {reason}"),
}


def _sentence(path: str, error: OSError | ValueError) -> Text:
    if isinstance(error, ValueError):  # a null character, or half of a surrogate pair
        return Text(NAMELESS, {"path": path})
    known = error.errno if error.errno in _UNREADABLE else 0
    values = {"path": path, "reason": error.strerror or type(error).__name__}
    return Text(_UNREADABLE[known].template, values)
