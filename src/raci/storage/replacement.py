"""A file in another's place: in one step, or where it must stay the same file, written in place."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from typing import TYPE_CHECKING

from raci.storage import lock
from raci.storage.lock import READING, WITHOUT_WAITING, held, keeps_out

if TYPE_CHECKING:
    from collections.abc import Iterator

# How the names of files beside another end: what shall take its place, and what it held before it
# was written in place.
_NEW = ".raci-new"
_OLD = ".raci-old"

# So many characters make such a name one of a kind, in between.
_RANDOM = 8

# A scrap of a program that was killed may be in the making for so long, in seconds, where that
# cannot be known from a lock.
_A_MINUTE, _A_DAY = 60, 24 * 3600

# Access lists and attributes of the user's own; labels of security are the system's affair.
_KEPT = ("user.", "system.posix_acl_access")

# What the system says of a file that is mounted by itself, as in a container.
_MOUNTED = {errno.EBUSY, errno.EXDEV}

_UNFOLLOWED = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class ClosedFolderError(PermissionError):
    """Nothing can be written beside the file."""


class TornError(OSError):
    """A file was cut off while it was written in place, and could not be put back.

    Attributes:
        kept: Where its old text stands.
    """

    def __init__(self, error: OSError, kept: str) -> None:
        """Keep the path beside what the system says."""
        super().__init__(error.errno, error.strerror)
        self.kept = kept


def replace(target: str, data: bytes, old: os.stat_result) -> None:
    """Put a new file in an old one's place; one with other names is written in place.

    Args:
        target: The old file, no link.
        data: What the new one holds.
        old: The old one's status; owner and mode are taken over, as far as one may.

    Raises:
        ClosedFolderError: The folder takes no files.
        TornError: It was written in place, which failed, and so did putting the old text back.
        OSError: It did not work out; the old file is what it was.
    """
    if old.st_nlink > 1:
        _overwrite(target, data)
        return
    try:
        with _temporary(target, data, old) as temporary:
            os.replace(temporary, target)  # noqa: PTH105 - paths are strings here
    except OSError as error:
        if error.errno not in _MOUNTED:
            raise
        _overwrite(target, data)
        return
    sync_folder(target)


def _overwrite(target: str, data: bytes) -> None:
    """Write into a file; its old text is kept beside it until the new one is on the disk."""
    descriptor = os.open(target, os.O_RDWR | _UNFOLLOWED)
    try:
        before = _whole(descriptor)
        with _old_text(target, before) as kept:
            try:
                _rewrite(descriptor, data)
            except OSError:
                _put_back(descriptor, before, kept)
                raise
    finally:
        os.close(descriptor)


def _put_back(descriptor: int, before: bytes, kept: str) -> None:
    try:
        _rewrite(descriptor, before)
    except OSError as error:
        raise TornError(error, kept) from error


def _rewrite(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    _write(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _whole(descriptor: int) -> bytes:
    chunks: list[bytes] = []
    while chunk := os.read(descriptor, 1 << 20):
        chunks.append(chunk)
    return b"".join(chunks)


@contextlib.contextmanager
def _old_text(target: str, data: bytes) -> Iterator[str]:
    """Yield the path of a file beside ``target`` that holds its old text; a torn one needs it."""
    descriptor, kept = _beside(target, _OLD)
    torn = False
    try:
        _write(descriptor, data)
        os.fsync(descriptor)
        yield kept
    except TornError:
        torn = True
        raise
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)
        if not torn:
            _unlink(kept)


def _unlink(place: str) -> None:
    # Where it stays, nothing else helps; the next one to write there tidies it away.
    with contextlib.suppress(OSError):
        os.unlink(place)  # noqa: PTH108 - strings throughout


def create(target: str, data: bytes) -> None:
    """Make a new file, whole or not at all; its mode is that of the user's mask.

    Raises:
        FileExistsError: Something is there already, or came meanwhile.
        ClosedFolderError: The folder takes no files.
        OSError: It did not work out; nothing is there.
    """
    _free(target)
    with _temporary(target, data, None) as temporary:
        try:
            # Unlike a rename, a link never takes the place of a file that came meanwhile.
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            _free(target)
            os.replace(temporary, target)  # noqa: PTH105 - a file system without links
    sync_folder(target)


def sync_folder(place: str) -> None:
    """Write a file's entry in its folder to the disk where the system can; the file is whole."""
    with contextlib.suppress(OSError):
        descriptor = os.open(os.path.dirname(place), os.O_RDONLY)  # noqa: PTH120 - a string
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _free(target: str) -> None:
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def tidy(target: str) -> None:
    """Take away what programs that were killed left beside a file."""
    folder, name = os.path.split(target)
    with contextlib.suppress(OSError):
        for found in os.listdir(folder):  # noqa: PTH208 - strings throughout
            if _is_ours(found, name):
                place = os.path.join(folder, found)  # noqa: PTH118 - strings throughout
                if _abandoned(place):
                    _unlink(place)


def old_texts(target: str | os.PathLike[str]) -> tuple[str, ...]:
    """Return the paths of what a file held before somebody was killed while writing it in place.

    Those of other users are left to them. What is being written at this moment is left out: its
    writer takes it away itself.
    """
    folder, name = os.path.split(os.path.realpath(target))
    found = []
    with contextlib.suppress(OSError):
        for one in sorted(os.listdir(folder)):  # noqa: PTH208 - strings throughout
            if _is_ours(one, name, _OLD):
                place = os.path.join(folder, one)  # noqa: PTH118 - strings throughout
                if _is_own(os.lstat(place)) and not _is_written(target):
                    found.append(place)
    return tuple(found)


def _is_written(target: str | os.PathLike[str]) -> bool:
    """Tell whether a program holds the lock of a file that it writes."""
    try:
        descriptor = os.open(target, READING | WITHOUT_WAITING)
    except OSError:
        return False
    try:
        return not held(descriptor)
    except OSError:
        return False
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _is_own(status: os.stat_result) -> bool:
    """Tell whether a plain file belongs to this user."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _is_ours(found: str, name: str, ending: str = _NEW) -> bool:
    start = _beginning(name)
    return (
        found.startswith(start)
        and found.endswith(ending)
        and len(found) == len(start) + _RANDOM + len(ending)
    )


def _abandoned(place: str) -> bool:
    """Tell whether a file is a scrap of ours that no living program holds."""
    try:
        descriptor = os.open(place, READING | WITHOUT_WAITING | _UNFOLLOWED)
    except OSError:
        return False
    try:
        return held(descriptor) and _is_scrap(place, os.fstat(descriptor))
    except OSError:
        return False
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _is_scrap(place: str, status: os.stat_result) -> bool:
    """Tell whether a file that could be locked was given up, and is not just being made."""
    if not _is_own(status):
        return False
    age = time.time() - status.st_mtime
    if not keeps_out(place):
        return age > _A_DAY
    # One that is empty may have been made just now, and be locked in a moment.
    return status.st_size > 0 or age > _A_MINUTE


@contextlib.contextmanager
def _temporary(target: str, data: bytes, old: os.stat_result | None) -> Iterator[str]:
    """Yield the path of a file beside ``target`` that holds ``data``, and gone afterwards.

    It is locked as long as it is open, which is as long as it is there, where the system replaces
    open files: so that nobody takes it for abandoned.
    """
    descriptor, temporary = _beside(target, _NEW)
    is_open = True
    try:
        held(descriptor)
        _write(descriptor, data)
        if old:
            _copy_attributes(target, descriptor)
        mode = _handed_over(descriptor, old) if old else 0o666 & ~_mask()
        _set_mode(descriptor, temporary, mode)
        os.fsync(descriptor)
        if not lock.MOVES_OPEN_FILES:
            is_open = False
            os.close(descriptor)
        yield temporary
    finally:
        if is_open:
            with contextlib.suppress(OSError):  # all is on the disk, or given up
                os.close(descriptor)
        _unlink(temporary)


def _beginning(name: str) -> str:
    # In any alphabet so many characters, and what is added, are shorter than a name may be.
    return f".{name[:20]}."


def _beside(target: str, ending: str) -> tuple[int, str]:
    """Make a file that nobody else can read, beside another, so that it can take its place."""
    import tempfile  # not above: a check loads this module and writes nothing

    folder, name = os.path.split(target)
    try:
        return tempfile.mkstemp(prefix=_beginning(name), suffix=ending, dir=folder)
    except PermissionError as error:
        raise ClosedFolderError(errno.EACCES, os.strerror(errno.EACCES), folder) from error


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _copy_attributes(target: str, descriptor: int) -> None:
    """Take over access lists and attributes, on systems and disks that have them."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(target):
            if name.startswith(_KEPT):
                os.setxattr(descriptor, name, os.getxattr(target, name))


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _handed_over(descriptor: int, old: os.stat_result) -> int:
    """Give the new file to the old one's owner and group, as far as one may; return its mode."""
    mode = stat.S_IMODE(old.st_mode)
    if not hasattr(os, "fchown"):
        return mode
    with contextlib.suppress(PermissionError):
        os.fchown(descriptor, old.st_uid, old.st_gid)
        return mode
    # Only root may give files away: in a shared folder the file becomes the writer's, and stays
    # the group's. Where it does not, the other group gets no more than everybody.
    try:
        os.fchown(descriptor, -1, old.st_gid)
    except PermissionError:
        mode = mode & 0o707 | (mode & 0o007) << 3
    return mode & 0o777


def _set_mode(descriptor: int, temporary: str, mode: int) -> None:
    # Where modes are not known (memory sticks) all files have the same, and it cannot be set.
    if mode == stat.S_IMODE(os.fstat(descriptor).st_mode):
        return
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)
    else:
        os.chmod(temporary, mode)  # noqa: PTH101 - a string
