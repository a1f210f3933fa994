"""The user's folder of journals and notes: files in it are the user's alone, and locked while used.

Others may be able to write there, if it was set up so: nothing is made or read through
a link; what is read is a plain file that belongs to the user or to the owner of the folder.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from typing import TYPE_CHECKING

from raci.storage import lock
from raci.storage.lock import READING, WITHOUT_WAITING, held

if TYPE_CHECKING:
    from collections.abc import Callable

StrPath = str | os.PathLike[str]

#: What a file is called until it is whole and locked, behind its later name.
UNFINISHED = ".tmp"

_READING = READING | WITHOUT_WAITING | getattr(os, "O_NOFOLLOW", 0)
_MAKING = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class HomelessError(OSError):
    """The user has no home folder, and the environment names no other one."""


def folder() -> str:
    """Return where the journals of this user are.

    Raises:
        HomelessError: Nowhere.
    """
    try:
        import platformdirs

        state = platformdirs.user_state_dir("raci", appauthor=False)
    except Exception as error:
        # Environment, list of users, the registry of Windows: whatever it is, there is no folder.
        raise HomelessError from error
    if not os.path.isabs(state):  # noqa: PTH117 - strings throughout
        raise HomelessError
    return os.path.join(state, "journal")  # noqa: PTH118 - strings throughout


def real(path: StrPath) -> str:
    """Return the absolute path of a file, without links."""
    try:
        return os.path.realpath(path)
    except OSError:  # the working folder is gone
        return os.fspath(path)


def beginning(path: StrPath) -> str:
    """Return how the names of all files begin that concern an organisation's file."""
    digest = hashlib.blake2b(os.fsencode(real(path)), digest_size=16)
    return f"{digest.hexdigest()}-"


def fresh(path: StrPath, ending: str, within: str | None) -> str:
    """Return a path that nobody can guess, for a file that concerns an organisation's file.

    Raises:
        OSError: There is no folder for it.
    """
    name = f"{beginning(path)}{os.urandom(8).hex()}{ending}"
    return os.path.join(within or folder(), name)  # noqa: PTH118 - strings throughout


def listed(within: str | None, start: str, *endings: str) -> list[str]:
    """Return the sorted paths of files by the beginnings and ends of their names."""
    try:
        place = within or folder()
        names = sorted(os.listdir(place))  # noqa: PTH208 - strings throughout
    except OSError:
        return []
    fitting = [name for name in names if name.startswith(start) and name.endswith(endings)]
    return [os.path.join(place, name) for name in fitting]  # noqa: PTH118 - strings throughout


def whole(place: str, fill: Callable[[int], None]) -> int:
    """Make a file that only the user can read, and return its descriptor.

    It has its name when it is locked and filled, and not before: nobody takes it for abandoned.

    Args:
        place: Its path; what is there is replaced.
        fill: Writes into it.

    Raises:
        OSError: It cannot be made; what was there is there still.
    """
    moves = lock.MOVES_OPEN_FILES
    written = f"{place}.{os.urandom(4).hex()}{UNFINISHED}" if moves else place
    descriptor = _made(written)
    try:
        fill(descriptor)
        if moves:
            os.replace(written, place)  # noqa: PTH105 - strings throughout
    except BaseException:
        take_away(written, descriptor)
        raise
    return descriptor


def _made(place: str) -> int:
    """Make a file where nothing is, not even a link to nowhere, and lock it."""
    within = os.path.dirname(place)  # noqa: PTH120 - strings throughout
    os.makedirs(within, mode=0o700, exist_ok=True)  # noqa: PTH103 - strings throughout
    _close_off(within)
    descriptor = os.open(place, _MAKING, 0o600)
    held(descriptor)
    return descriptor


def _close_off(within: str) -> None:
    """Shut others out of a folder that was made by somebody less careful."""
    with contextlib.suppress(OSError):
        status = os.stat(within)  # noqa: PTH116 - strings throughout
        if stat.S_IMODE(status.st_mode) & 0o077 and status.st_uid == _user(status):
            os.chmod(within, 0o700)  # noqa: PTH101 - strings throughout


def opened(place: str) -> int:
    """Open a file of this folder for reading and return its descriptor.

    Raises:
        OSError: It cannot be read, is a link or no plain file, or somebody else put it there.
    """
    descriptor = os.open(place, _READING)
    try:
        trusted = _trusted(os.fstat(descriptor), os.path.dirname(place))  # noqa: PTH120 - strings
    except OSError:
        closed(descriptor)
        raise
    if trusted:
        return descriptor
    closed(descriptor)
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)


def _trusted(status: os.stat_result, within: str) -> bool:
    owners = {_user(status), os.stat(within).st_uid}  # noqa: PTH116 - strings throughout
    return stat.S_ISREG(status.st_mode) and status.st_uid in owners


def _user(status: os.stat_result) -> int:
    """Return who runs this program; where there are no numbers for users, everything is ours."""
    return os.geteuid() if hasattr(os, "geteuid") else status.st_uid


def take_away(place: str, descriptor: int) -> None:
    """Close a file and take it away; where that is refused, empty it at least."""
    gone = unlinked(place)
    with contextlib.suppress(OSError):
        if not gone:
            os.ftruncate(descriptor, 0)
    closed(descriptor)
    if not gone:
        unlinked(place)  # Windows takes away only what nobody holds open


def closed(descriptor: int) -> None:
    """Close what was only read, or is given up: what the system says to that is no matter."""
    with contextlib.suppress(OSError):
        os.close(descriptor)


def unlinked(place: str) -> bool:
    """Take a file away, and tell whether it is gone."""
    try:
        os.unlink(place)  # noqa: PTH108 - strings throughout
    except OSError as error:
        return error.errno == errno.ENOENT
    return True
