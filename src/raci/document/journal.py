"""The journal: edits that are not saved yet, kept where a crash cannot take them.

One file of JSON lines for each open file and editor, in the user's state folder: first the text
that is on the disk, then each change of it. It is there only while something is unsaved, and
locked while its editor lives; one that can be locked was left behind by a crash.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from raci.document.lock import held
from raci.document.patches import difference
from raci.model.edit import Patch
from raci.model.error import FileError
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    StrPath = str | os.PathLike[str]

#: The version of the journal's own form.
VERSION = 1

#: So much may be written beside the base, in bytes, before all changes become one.
SLACK = 4 * 1024 * 1024

# The base is written in pieces of so many characters: encoding a large one at once would hold the
# interpreter for a tenth of a second, and with it whoever types.
_PIECE = 32 * 1024

_ENDING = ".journal"


def folder() -> str:
    """Return where the journals of this user are."""
    import platformdirs

    return os.path.join(platformdirs.user_state_dir("raci", appauthor=False), "journal")  # noqa: PTH118 - strings throughout


class Journal:
    """Writes down the changes of one open file.

    Attributes:
        place: The journal's own path.
        torn: Whether a change could not be written, so that none after it would fit; ``rewrite``
            mends that.
    """

    def __init__(self, path: StrPath, base: str, *, within: str | None = None) -> None:
        """Begin without a file; the first change makes one.

        Args:
            path: The organisation's file.
            base: Its text as it is on the disk.
            within: The folder of journals; by default the user's.
        """
        self._path = os.path.realpath(path)
        self._folder = within or folder()
        self._base = base
        self._descriptor: int | None = None
        self._written = 0
        self.torn = False
        name = f"{_prefix(self._path)}{os.urandom(8).hex()}{_ENDING}"
        self.place = os.path.join(self._folder, name)  # noqa: PTH118 - strings throughout

    def append(self, patch: Patch) -> None:
        """Write a change down; ``sync`` brings it onto the disk.

        Raises:
            FileError: The journal cannot be written; edits are then not safe from a crash.
        """
        with _told(self.place):
            if self.torn:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            self.torn = True
            if self._descriptor is None:
                self._open(self.place)
            self._write({"start": patch.start, "old": patch.old, "new": patch.new})
            if self._written > SLACK:
                self._compact()
            self.torn = False

    def rewrite(self, text: str) -> None:
        """Begin a new journal that leads to ``text`` in one change, after the old one was torn.

        Raises:
            FileError: It cannot be written either.
        """
        self.close()
        self.append(difference(self._base, text))

    def sync(self) -> None:
        """Bring what was written onto the disk; call it within a second of an ``append``.

        Raises:
            FileError: The disk does not take it.
        """
        if self._descriptor is not None:
            with _told(self.place):
                os.fsync(self._descriptor)

    def saved(self, text: str) -> None:
        """Begin anew: the file on the disk now has this text, and nothing is unsaved."""
        self.close()
        self._base = text

    def close(self) -> None:
        """Take the journal away: everything is saved, or was given up on purpose."""
        self.torn = False
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            os.unlink(self.place)  # noqa: PTH108 - strings throughout
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        with contextlib.suppress(OSError):
            os.unlink(self.place)  # noqa: PTH108 - Windows takes away only what nobody holds open
        self._descriptor = None

    def _open(self, place: str) -> None:
        os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - strings throughout
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(place, flags, 0o600)
        held(self._descriptor)
        head = json.dumps({"raci": VERSION, "path": self._path, "base": ""})
        self._put(head.removesuffix('"}'))
        for start in range(0, len(self._base), _PIECE):
            self._put(json.dumps(self._base[start : start + _PIECE])[1:-1])
        self._put('"}\n')
        self._written = 0

    def _write(self, entry: dict[str, Any]) -> None:
        self._put(f"{json.dumps(entry)}\n")

    def _put(self, text: str) -> None:
        assert self._descriptor is not None  # noqa: S101 - opened by append
        # ASCII, so that half a surrogate pair in a clipboard does no harm here.
        data = memoryview(text.encode("ascii"))
        self._written += len(data)
        while data:
            data = data[os.write(self._descriptor, data) :]

    def _compact(self) -> None:
        """Make one change of all, in a new file that takes the old one's place."""
        left = read(self.place)
        old = self._descriptor
        temporary = f"{self.place}.tmp"
        self._open(temporary)
        patch = difference(self._base, left.text if left else self._base)
        self._write({"start": patch.start, "old": patch.old, "new": patch.new})
        assert self._descriptor is not None  # noqa: S101 - just opened
        os.fsync(self._descriptor)
        os.replace(temporary, self.place)  # noqa: PTH105 - strings throughout
        if old is not None:
            os.close(old)
        self._written = 0


@dataclass(frozen=True, slots=True)
class Left:
    """Edits that a crash left behind.

    Attributes:
        place: The journal's path.
        path: The organisation's file.
        base: The text that was on the disk.
        text: The text with all changes that were written down.
        changes: How many these are.
        modified: When the last was written, in seconds since the epoch.
    """

    place: str
    path: str
    base: str
    text: str
    changes: int
    modified: float

    def drop(self) -> None:
        """Give these edits up, or forget them once they are taken over."""
        with contextlib.suppress(OSError):
            os.unlink(self.place)  # noqa: PTH108 - strings throughout


def left_behind(path: StrPath, *, within: str | None = None) -> tuple[Left, ...]:
    """Return the edits of a file that no living editor owns, the newest first."""
    found = [read(place) for place in _journals(path, within) if not _alive(place)]
    return tuple(
        sorted((left for left in found if left), key=lambda left: left.modified, reverse=True)
    )


def others(path: StrPath, *, within: str | None = None, own: Journal | None = None) -> int:
    """Return how many other living editors have unsaved edits of a file."""
    mine = own.place if own else ""
    return sum(place != mine and _alive(place) for place in _journals(path, within))


def read(place: str) -> Left | None:
    """Read a journal as far as it is whole; None where it holds no change.

    A crash can tear the last line; whatever does not fit any more is left out with all after it.
    """
    try:
        with open(place, "rb") as stream:  # noqa: PTH123 - strings throughout
            modified = os.fstat(stream.fileno()).st_mtime
            entries = _entries(stream.read())
    except OSError:
        return None
    head = next(entries, None)
    if not head or head.get("raci") != VERSION or not isinstance(head.get("base"), str):
        return None
    base = text = str(head["base"])
    changes = 0
    for entry in entries:
        try:
            patch = Patch(int(entry["start"]), str(entry["old"]), str(entry["new"]))
            text = patch.apply(text)
        except (KeyError, TypeError, ValueError):
            break
        changes += 1
    if not changes or text == base:
        return None
    return Left(place, str(head.get("path", "")), base, text, changes, modified)


def _entries(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.splitlines(keepends=True):
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not line.endswith(b"\n") or not isinstance(entry, dict):
            return
        yield entry


def _prefix(real: str) -> str:
    return f"{hashlib.blake2b(os.fsencode(real), digest_size=16).hexdigest()}-"


def _journals(path: StrPath, within: str | None) -> list[str]:
    place = within or folder()
    prefix = _prefix(os.path.realpath(path))
    try:
        names = os.listdir(place)  # noqa: PTH208 - strings throughout
    except OSError:
        return []
    own = [name for name in names if name.startswith(prefix) and name.endswith(_ENDING)]
    return [os.path.join(place, name) for name in sorted(own)]  # noqa: PTH118 - strings throughout


def _alive(place: str) -> bool:
    """Tell whether some editor holds the journal."""
    try:
        descriptor = os.open(place, os.O_RDONLY)
    except OSError:
        return False
    try:
        return not held(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _told(place: str) -> Iterator[None]:
    """Turn what the system says into one sentence."""
    try:
        yield
    except OSError as error:
        values = {"path": place, "reason": error.strerror or type(error).__name__}
        raise FileError(
            Text("unsaved edits are not safe from a crash: {path}: {reason}", values)
        ) from error
