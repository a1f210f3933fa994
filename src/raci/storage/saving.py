"""Saving: the one way in which this program writes a file, so that the old or the new stands there.

What is written goes to a temporary file beside its place, onto the disk, and takes the old one's
place in one step; mode, owner (where we may), attributes and symbolic links stay. A file that must
remain the same file (it has other names, or is mounted by itself) is written in place instead, with
the old text kept beside it until all is on the disk.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text, mark
from raci.storage import lock
from raci.storage.file import NAMELESS, Stamp, contents
from raci.storage.lock import LockedError, locked
from raci.storage.replacement import ClosedFolderError, TornError, create, replace, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.storage.file import StrPath

#: What this program has written so far, in this order: a report that fails after it must not say
#: that nothing was done.
written: list[str] = []


def save(path: StrPath, text: str, stamp: Stamp | None) -> Stamp:
    """Replace a file's text, whole or not at all, and return its new stamp.

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
            _make(os.path.realpath(place), data)
        else:
            # Strict: a link that cannot be followed now must not be taken for the file itself.
            _put(os.path.realpath(place, strict=True), data, stamp)
    except _ChangedError:
        raise FileError(Text(_CHANGED, {"path": place})) from None
    except (OSError, ValueError) as error:
        raise FileError(_sentence(place, error)) from error
    written.append(place)
    return Stamp.of(data)


def write(path: StrPath, data: bytes | str, *, new: bool = False) -> None:
    """Write a file, whole or not at all, whatever stood there before.

    Devices and pipes have no place beside them: into these it is written as it comes.

    Args:
        path: Where; of a symbolic link, what it points to is written.
        data: Text, which is written as UTF-8, or bytes.
        new: Whether nothing may be there yet.

    Raises:
        FileError: It cannot be written; what was there is still there.
    """
    place = os.fspath(path)
    content = _encoded(data, place) if isinstance(data, str) else data
    try:
        kind = _kind(place)
        if kind is None or new:
            _make(os.path.realpath(place), content)
        elif stat.S_ISREG(kind):
            _put(os.path.realpath(place, strict=True), content, None)
        else:
            with open(place, "wb", buffering=0) as stream:  # noqa: PTH123 - strings throughout
                stream.write(content)
    except (OSError, ValueError) as error:
        raise FileError(_sentence(place, error)) from error
    written.append(place)


def refuse_overwriting(path: StrPath, sources: Iterable[StrPath]) -> None:
    """Refuse to write over what is read, under whatever name: links and hard links included.

    Args:
        path: Where somebody wants to write.
        sources: The files that are read for it.

    Raises:
        FileError: It is one of them.
    """
    for source in sources:
        with contextlib.suppress(OSError, ValueError):
            # A device loses nothing.
            if os.path.samefile(source, path) and os.path.isfile(path):  # noqa: PTH113, PTH121 - strings throughout
                values = {"path": os.fspath(path)}
                raise FileError(Text(_READ, values))


def _kind(place: str) -> int | None:
    """Return the mode of what stands at a path; None where nothing does."""
    try:
        return os.stat(place).st_mode  # noqa: PTH116 - strings throughout
    except FileNotFoundError:
        return None


class _ChangedError(Exception):
    """The file does not hold what it held when it was read."""


class _NoFolderError(OSError):
    """A new file's folder is not there."""


def _make(target: str, data: bytes) -> None:
    folder = os.path.dirname(target)  # noqa: PTH120 - strings throughout
    if not os.path.isdir(folder):  # noqa: PTH112 - the same
        raise _NoFolderError(errno.ENOENT, os.strerror(errno.ENOENT), folder)
    tidy(target)
    create(target, data)


def _put(target: str, data: bytes, stamp: Stamp | None) -> None:
    """Write over a file, under its lock; with a stamp only what still holds the same."""
    tidy(target)
    with locked(target) as descriptor:
        if stamp is not None and Stamp.of(contents(descriptor)) != stamp:
            raise _ChangedError
        if not os.access(target, os.W_OK):
            reason = errno.EROFS if _on_read_only_disk(descriptor) else errno.EACCES
            raise OSError(reason, os.strerror(reason))
        status = os.fstat(descriptor)
        if lock.MOVES_OPEN_FILES:
            replace(target, data, status)
    if not lock.MOVES_OPEN_FILES:
        replace(target, data, status)


def _on_read_only_disk(descriptor: int) -> bool:
    return hasattr(os, "fstatvfs") and bool(os.fstatvfs(descriptor).f_flag & os.ST_RDONLY)


def _encoded(text: str, place: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        values = {"path": place, "character": f"U+{ord(error.object[error.start]):04X}"}
        raise FileError(
            Text("{path} was not saved: {character} is no character of a text file", values)
        ) from error


_FORBIDDEN = Text(
    "{path} was not saved: you have no permission to write there; what was there is untouched, "
    "save it elsewhere"
)
_UNSAVED = {
    errno.EPERM: _FORBIDDEN,
    errno.EACCES: _FORBIDDEN,
    errno.EEXIST: Text("{path} was not saved: such a file is there already"),
    errno.EISDIR: Text("{path} was not saved: it is a folder; name a file"),
    errno.ENAMETOOLONG: Text("{path} was not saved: the name is too long; save it elsewhere"),
    errno.EDQUOT: Text(
        "{path} was not saved: your share of the disk is used up; what was there is untouched, "
        "make room and try again"
    ),
    errno.ENOENT: Text("{path} was not saved: the file or its folder is gone; save it elsewhere"),
    errno.ENOSPC: Text(
        "{path} was not saved: the disk is full; what was there is untouched, make room and "
        "try again"
    ),
    errno.EROFS: Text(
        "{path} was not saved: the disk is read-only; what was there is untouched, save it "
        "elsewhere"
    ),
    0: Text("{path} was not saved: {reason}; what was there is untouched"),
}
_CHANGED = mark(
    "{path} was not saved: it changed outside since it was read; reload it, merge, or save it "
    "elsewhere"
)
_FOLDER = mark(
    "{path} was not saved: nothing can be written into its folder, as a safe save has to; what "
    "was there is untouched, save it elsewhere"
)
_READ = mark("{path}: it is read for this and would be lost; name another file")
_NO_FOLDER = mark("{path} was not saved: there is no folder {folder}; make it, or save elsewhere")
_BUSY = mark("{path} was not saved: another program is saving it; try again")


_TORN = mark(
    "{path} was cut off while it was written, and the old text could not be put back: it stands in "
    "{kept}"
)


def _sentence(path: str, error: OSError | ValueError) -> Text:
    values = {"path": path}
    match error:
        case LockedError():
            return Text(_BUSY, values)
        case ClosedFolderError():
            return Text(_FOLDER, values)
        case _NoFolderError():
            return Text(_NO_FOLDER, {**values, "folder": error.filename})
        case TornError():
            return Text(_TORN, {**values, "kept": error.kept})
        case ValueError():  # a null character, or half of a surrogate pair
            return Text(NAMELESS, values)
    known = error.errno if error.errno in _UNSAVED else 0
    reason = error.strerror or type(error).__name__
    return Text(_UNSAVED[known].template, {**values, "reason": reason})
