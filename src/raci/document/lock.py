"""One writer at a time: an advisory lock on the file that is about to be replaced."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How long to wait for another program that is saving the same file, in seconds.
PATIENCE = 5.0
_PAUSE = 0.02


class LockedError(OSError):
    """Another program kept the lock for longer than we wait."""


@contextlib.contextmanager
def locked(path: str, patience: float = PATIENCE) -> Iterator[int]:
    """Hold the lock of an existing file and yield a descriptor to read it by.

    The file itself is locked, so that nothing is left behind. Whoever held the lock before may
    have replaced the file meanwhile; then the new one is locked instead.

    Raises:
        LockedError: Somebody else is saving the file and does not come to an end.
        OSError: The file cannot be opened.
    """
    deadline = time.monotonic() + patience
    while True:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            _acquire(descriptor, deadline)
            if _is_current(descriptor, path):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _is_current(descriptor: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))  # noqa: PTH116 - a descriptor's stat beside a path's
    except FileNotFoundError:
        return True  # deleted outside: whoever asked will notice when comparing


if sys.platform == "win32":

    def _acquire(_descriptor: int, _deadline: float) -> None:
        """Do nothing: Windows does not let a locked file be replaced; the stamp must do."""

else:
    import fcntl

    def _acquire(descriptor: int, deadline: float) -> None:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise LockedError from None
                time.sleep(_PAUSE)
            except OSError:
                return  # a file system without locks (some network mounts): the stamp must do
            else:
                return
