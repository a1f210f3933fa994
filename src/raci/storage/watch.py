"""The open file on the disk: whether somebody else changed, moved or locked it meanwhile."""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from raci.storage import file as disk

if TYPE_CHECKING:
    from pathlib import Path

#: For so many looks a change must rest before it is told: a program that replaces a
#: file, or brings it over a network, may be in the middle of it.
REST = 1

#: The same where the file has become shorter, as it may be only the beginning of what is to come.
LONG_REST = 4


class Outside(StrEnum):
    """What happened to the file outside."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    AWAY = "away"
    READ_ONLY = "read-only"
    WRITABLE = "writable"


class Opened(Protocol):
    """A file that somebody has opened.

    Attributes:
        path: Where it is saved; None for one without a name.
        missing: Whether it was deleted or renamed outside; a watch writes this down.
    """

    path: Path | None
    missing: bool

    @property
    def stamp(self) -> disk.Stamp | None:
        """What it held when it was read or saved last; None for a new one."""

    @property
    def on_disk(self) -> bool:
        """Whether it was there when it was read or saved last."""


class Watch:
    """Looks after an open file; one system call as long as nothing happens."""

    def __init__(self, opened: Opened) -> None:
        """Know the file as it is now."""
        self._opened = opened
        self._seen = self._moving = self._status()
        self._rested = 0
        self._writable = self.writable

    def look(self) -> Outside:
        """Return what happened since the last look; each thing is told once, when it has rested."""
        status = self._status()
        self._rested = self._rested + 1 if status == self._moving else 0
        self._moving = status
        if status == self._seen or self._rested < self._rest:
            return Outside.SAME
        self._seen = status
        news = self.state()
        if news is not Outside.SAME or self._writable == self.writable:
            return news
        self._writable = not self._writable
        return Outside.WRITABLE if self._writable else Outside.READ_ONLY

    @property
    def _rest(self) -> int:
        shorter = self._moving.size < self._seen.size and not self._moving.trouble
        return LONG_REST if shorter else REST

    def state(self) -> Outside:
        """Return how the file differs from what was read or saved last."""
        opened = self._opened
        if opened.path is None:
            return Outside.SAME
        trouble = self._status().trouble
        if trouble and trouble not in _GONE:
            return Outside.AWAY
        opened.missing = bool(trouble) and opened.on_disk
        if opened.missing:
            return Outside.GONE
        if opened.stamp is None:
            return Outside.SAME if trouble else Outside.CHANGED
        return Outside.CHANGED if disk.changed(opened.path, opened.stamp) else Outside.SAME

    @property
    def writable(self) -> bool:
        """Whether a save would be let through, as far as permissions tell."""
        path = self._opened.path
        if path is None or not os.path.lexists(path):
            return True
        return os.access(path, os.W_OK) and os.access(_folder(path), os.W_OK)

    def _status(self) -> _Status:
        path = self._opened.path
        if path is None:
            return _Status()
        try:
            status = os.stat(path)  # noqa: PTH116 - one system call a second
        except OSError as error:
            return _Status(path=path, trouble=error.errno or errno.EIO)
        # Some programs write in place and put the time back, but for that of the last change.
        times = (status.st_mtime_ns, status.st_ctime_ns)
        inode = (status.st_dev, status.st_ino, status.st_mode)
        return _Status(path, status.st_size, times, inode)


_GONE = {errno.ENOENT, errno.ENOTDIR}


class _Status(NamedTuple):
    """What a look at the file gives, without reading it."""

    path: Path | None = None
    size: int = 0
    times: tuple[int, ...] = ()
    inode: tuple[int, ...] = ()
    trouble: int = 0


def _folder(path: os.PathLike[str]) -> str:
    return os.path.dirname(os.path.realpath(path)) or os.curdir  # noqa: PTH120 - strings throughout
