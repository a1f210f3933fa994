"""The journal: edits that are not saved yet, kept where a crash cannot take them.

One file of records for each open file and editor, in the user's state folder: first the text that
is on the disk, then each change of it. A record is a line of JSON and a check sum of all records
up to it. The file is there only while something is unsaved, and locked while its editor lives;
``orphans`` reads those that a crash left behind. A new file that takes the place of an old one
names it, and the old one stays until the new one is on the disk: nothing waits for the disk here.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import threading
import zlib
from typing import TYPE_CHECKING, Any

from raci.model.error import FileError
from raci.model.text import Text
from raci.storage import state_folder
from raci.storage.replacement import sync_folder
from raci.toml_edit.patch import Pieces, difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raci.storage.state_folder import StrPath
    from raci.toml_edit.patch import Patch

#: The version of the journal's own form.
VERSION = 2

#: How journals are called.
ENDING = ".journal"

#: So much may be written beside the base, in bytes, before all changes become one.
SLACK = 4 * 1024 * 1024

#: So many changes may be written before all become one: the next start does them all again.
MOST = 20_000

# The base is written in pieces of so many characters: encoding a large one at once would hold the
# interpreter for a tenth of a second, and with it the keys.
_CHUNK = 32 * 1024


class Records:
    """Writes records into an open file, each with a check sum of itself and all before it.

    Attributes:
        descriptor: The file.
        size: How many bytes were written.
    """

    def __init__(self, descriptor: int) -> None:
        """Begin at the file's start."""
        self.descriptor = descriptor
        self.size = 0
        self._sum = 0

    def add(self, text: str) -> None:
        """Write a part of a record: ASCII, so that half a surrogate pair does no harm here."""
        data = text.encode("ascii")
        self._sum = zlib.crc32(data, self._sum)
        self._put(data)

    def end(self) -> None:
        """Write the end of a record."""
        self._put(b" %08x\n" % self._sum)

    def _put(self, data: bytes) -> None:
        self.size += len(data)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self.descriptor, rest) :]


def sound(data: bytes) -> tuple[list[dict[str, Any]], bytes]:
    """Return the records of a journal as far as they are sound, and what follows them."""
    found: list[dict[str, Any]] = []
    total, start = 0, 0
    while (end := data.find(b"\n", start)) >= 0:
        line, _, told = data[start:end].rpartition(b" ")
        total = zlib.crc32(line, total)
        if told != b"%08x" % total:
            break
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            break
        if not isinstance(record, dict):
            break
        found.append(record)
        start = end + 1
    return found, data[start:]


class Journal:
    """Writes down the changes of one open file.

    Attributes:
        place: The journal's own path; empty while nothing is unsaved.
        torn: Whether it may lack something, as the disk refused it; ``rewrite`` fixes that.
    """

    def __init__(self, path: StrPath, base: str, *, within: str | None = None) -> None:
        """Begin without a file; the first change makes one.

        Args:
            path: The organisation's file.
            base: Its text as it is on the disk.
            within: The folder of journals; by default the user's.
        """
        self.place = ""
        self.torn = False
        self._path = path
        self._base = base
        self._within = within
        self._descriptor: int | None = None
        self._refused: OSError | None = None
        self._records = Records(-1)
        self._pieces = Pieces("")
        self._least = 0
        self._changes = 0
        # A journal is new until it was brought onto the disk; one that was stays beside the new one
        # which takes its place, until that is there, too.
        self._new = False
        self._former: tuple[str, int] | None = None
        # What is fsynced in one thread may be replaced in another.
        self._swap = threading.Lock()

    def append(self, patch: Patch) -> None:
        """Write a change down; ``sync`` brings it onto the disk.

        Raises:
            FileError: The journal cannot be written; edits are then not safe from a crash.
        """
        self._attempt(lambda: self._append(patch))

    def announce(self, path: StrPath) -> None:
        """Write down that all changes up to here are about to be saved under another name.

        Raises:
            FileError: The journal cannot be written.
        """
        if self._descriptor is not None:
            where = {"to": state_folder.real(path)}
            self._attempt(lambda: _write(self._records, where))

    def rewrite(self, text: str) -> None:
        """Begin a new journal that leads to ``text`` in one change, after the old one was torn.

        The old one goes when the new one is on the disk, and not before.

        Raises:
            FileError: It cannot be written either.
        """
        if text == self._base:
            self.close()
            return
        self.torn = True
        with self._told():
            self._begin(difference(self._base, text))
        self.torn = False
        self._refused = None

    def rest_on(self, path: StrPath, base: str, text: str) -> None:
        """Begin anew: another text is on the disk now, or the file is another.

        Args:
            path: The organisation's file.
            base: Its text as it is on the disk.
            text: What the screen shows; the same where nothing is unsaved.

        Raises:
            FileError: The journal cannot be written; the old one is there still.
        """
        self._path, self._base = path, base
        self.rewrite(text)

    def sync(self) -> None:
        """Bring what was written onto the disk; another thread may write meanwhile.

        Raises:
            FileError: The disk does not take it, or the journal was taken away by somebody.
        """
        with self._swap:
            if self._descriptor is None:
                return
            place, new = self.place, self._new
            twin = os.dup(self._descriptor)
        try:
            with self._told():
                os.fsync(twin)
                if new:
                    sync_folder(place)
                if os.fstat(twin).st_nlink == 0 and self._holds(twin):
                    raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
        finally:
            state_folder.closed(twin)
        if new:
            self._settled(place)

    def _settled(self, place: str) -> None:
        """Take away the journal that was kept until this one is on the disk."""
        with self._swap:
            if self.place != place:  # there is a newer one already
                return
            self._new = False
            former, self._former = self._former, None
        if former:
            state_folder.take_away(*former)

    def _holds(self, descriptor: int) -> bool:
        """Tell whether a file is the journal still; else a new one has taken its place."""
        with self._swap:
            return self._descriptor is not None and os.path.sameopenfile(
                self._descriptor, descriptor
            )

    def close(self) -> None:
        """Take the journal away: everything is saved, or was given up on purpose."""
        with self._swap:
            place, descriptor = self.place, self._descriptor
            self.place, self._descriptor = "", None
            former, self._former = self._former, None
        if former:  # first, as it counts where no newer one stands beside it
            state_folder.take_away(*former)
        if descriptor is not None:
            state_folder.take_away(place, descriptor)
        self.torn = False
        self._refused = None

    def _attempt(self, task: Callable[[], None]) -> None:
        with self._told():
            if self._refused:  # what comes behind a gap would not fit
                raise self._refused
            try:
                task()
            except Exception as error:
                self.torn = True
                unknown = OSError(errno.EIO, type(error).__name__)
                self._refused = error if isinstance(error, OSError) else unknown
                raise

    def _append(self, patch: Patch) -> None:
        if self._descriptor is None:
            self._begin(patch)
            return
        self._applied(self._pieces, patch)
        _write(self._records, patch._asdict())
        self._changes += 1
        if self._records.size > self._least + SLACK or self._changes >= MOST:
            self._compact()

    def _compact(self) -> None:
        """Make one change of all, unless the disk refuses; then later."""
        try:
            self._begin(difference(self._base, str(self._pieces)))
        except OSError:
            self._least, self._changes = self._records.size, 0

    def _begin(self, patch: Patch) -> None:
        """Make a file that holds the base and one change, and takes the place of the old one."""
        pieces = Pieces(self._base)
        self._applied(pieces, patch)
        made: list[Records] = []
        place = state_folder.fresh(self._path, ENDING, self._within)
        descriptor = state_folder.whole(place, lambda file: made.append(self._filled(file, patch)))
        with self._swap:
            old = (self.place, self._descriptor)
            self.place, self._descriptor = place, descriptor
            # What was never brought onto the disk need not wait for what takes its place there.
            if old[1] is not None and not self._new:
                self._former, old = (old[0], old[1]), ("", None)
            self._new = True
        if old[1] is not None:
            state_folder.take_away(old[0], old[1])
        (self._records,) = made
        self._pieces, self._least, self._changes = pieces, self._records.size, 1

    def _older(self) -> list[str]:
        """Return the names of the journals that the next one takes the place of."""
        places = [self._former[0]] if self._former else []
        places += [self.place] if self.place else []
        return [os.path.basename(place) for place in places]  # noqa: PTH119 - a string

    @staticmethod
    def _applied(pieces: Pieces, patch: Patch) -> None:
        try:
            pieces.apply(patch)
        except ValueError as error:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL)) from error

    def _filled(self, descriptor: int, patch: Patch) -> Records:
        """Write the base and one change into a new file."""
        records = Records(descriptor)
        where = {"path": state_folder.real(self._path), "instead": self._older()}
        head = json.dumps({"raci": VERSION, **where, "base": ""})
        records.add(head.removesuffix('"}'))
        for start in range(0, len(self._base), _CHUNK):
            records.add(json.dumps(self._base[start : start + _CHUNK])[1:-1])
        records.add('"}')
        records.end()
        _write(records, patch._asdict())
        return records

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the system says into one sentence; what follows is not known to be whole."""
        try:
            yield
        except OSError as error:
            self.torn = True
            reason: object = error.strerror or type(error).__name__
            if isinstance(error, state_folder.HomelessError):
                reason = Text("there is no home folder")
            values = {"path": self._where(), "reason": reason}
            raise FileError(
                Text("unsaved edits are not safe from a crash: {path}: {reason}", values)
            ) from error

    def _where(self) -> str:
        try:
            return self.place or self._within or state_folder.folder()
        except state_folder.HomelessError:
            return state_folder.real(self._path)


def _write(records: Records, record: dict[str, Any]) -> None:
    records.add(json.dumps(record))
    records.end()
