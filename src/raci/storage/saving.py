"""A file beside another that takes its place in one step, with what belongs to the old one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


# Access lists, and what somebody has noted of his own; labels of security are the system's affair.
_KEPT = ("user.", "system.posix_acl_access")


class ClosedFolderError(PermissionError):
    """Nothing can be written beside the file."""


def replace(target: str, data: bytes, old: os.stat_result) -> None:
    """Put a new file in an old one's place.

    Args:
        target: The old file, no link.
        data: What the new one holds.
        old: The old one's status; owner and mode are taken over, as far as one may.

    Raises:
        ClosedFolderError: The folder takes no files.
        OSError: It did not work out; the old file is what it was.
    """
    with _temporary(target, data, old) as temporary:
        os.replace(temporary, target)  # noqa: PTH105 - paths are strings here
    sync_folder(target)


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


@contextlib.contextmanager
def _temporary(target: str, data: bytes, old: os.stat_result | None) -> Iterator[str]:
    """Yield the path of a file beside ``target`` that holds ``data``, and gone afterwards."""
    descriptor, temporary = _beside(target)
    try:
        try:
            _write(descriptor, data)
            if old:
                _copy_attributes(target, descriptor)
            mode = _handed_over(descriptor, old) if old else 0o666 & ~_mask()
            _set_mode(descriptor, temporary, mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield temporary
    finally:
        # After the replacement it is not there any more; where it stays, nothing else helps.
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - a string


def _beside(target: str) -> tuple[int, str]:
    """Make a file that nobody else can read, beside another, so that it can take its place."""
    folder, name = os.path.split(target)
    # In any alphabet so many characters, and what is added, are shorter than a name may be.
    prefix = f".{name[:20]}."
    try:
        return tempfile.mkstemp(prefix=prefix, suffix=".tmp", dir=folder)
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
