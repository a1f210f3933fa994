"""One writer at a time: an advisory lock on the file that is about to be replaced."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How long to wait for another program that is saving the same file, in seconds.
PATIENCE = 5.0

#: Whether a file can be replaced, renamed and taken away while it is open; not on Windows.
MOVES_OPEN_FILES = os.name != "nt"

READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)

# Opening a named pipe would wait until another program writes into it.
WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)

_PAUSE = 0.02


class LockedError(OSError):
    """Another program kept the lock for longer than we wait."""


@contextlib.contextmanager
def locked(path: str, patience: float = PATIENCE) -> Iterator[int]:
    """Hold the lock of an existing file and yield a descriptor to read it by.

    The file itself is locked, so that nothing is left behind. The program that held the lock
    before may have replaced the file meanwhile; then the new one is locked instead. Where open
    files cannot be replaced, the lock has to be given back first.

    Raises:
        LockedError: Somebody else is saving the file and does not come to an end.
        OSError: The file cannot be opened.
    """
    deadline = time.monotonic() + patience
    while True:
        descriptor = os.open(path, READING | WITHOUT_WAITING)
        try:
            _acquire(descriptor, deadline)
            if _is_current(descriptor, path):
                yield descriptor
                return
        finally:
            # It was only read: what the system says to its end is no matter.
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _is_current(descriptor: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))  # noqa: PTH116 - a descriptor's stat beside a path's
    except FileNotFoundError:
        return True  # deleted outside: the caller notices when comparing


def _acquire(descriptor: int, deadline: float) -> None:
    while not held(descriptor):
        if time.monotonic() > deadline:
            raise LockedError
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    # Windows keeps others from reading what is locked: so a byte where no file of ours reaches.
    _BEYOND = 0x7FFF0000

    def held(descriptor: int) -> bool:
        """Take the lock of an open file, without waiting, and tell whether it is ours now."""
        here = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in {errno.EACCES, errno.EDEADLK}
        finally:
            os.lseek(descriptor, here, os.SEEK_SET)
        return True

else:
    import fcntl

    def held(descriptor: int) -> bool:
        """Take the lock of an open file, without waiting, and tell whether it is ours now.

        Where the file system knows no locks (some network mounts) it counts as ours.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


def keeps_out(path: str) -> bool:
    """Tell whether the lock that this process has on a file keeps others out; not on every disk."""
    descriptor = os.open(path, READING | WITHOUT_WAITING)
    try:
        return not held(descriptor)
    finally:
        os.close(descriptor)
