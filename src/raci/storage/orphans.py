"""What crashes left behind: journals that no living editor holds, and how long they are kept."""

from __future__ import annotations

import contextlib
import json
import os
import time
from typing import TYPE_CHECKING, Any

from raci.frozen import frozen
from raci.storage import state_folder
from raci.storage.file import LARGEST
from raci.storage.journal import ENDING, SLACK, VERSION, sound
from raci.storage.lock import held, keeps_out
from raci.toml_edit.patch import Patch, Pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.storage.state_folder import StrPath

#: So long a journal waits for the next start on its file, in seconds: 90 days.
KEPT_FOR = 90 * 24 * 3600

#: So many wait, the newest ones.
KEPT = 100

#: For so long something may be in the making, in seconds: where locks are known, and elsewhere.
_A_MINUTE, _A_DAY = 60, 24 * 3600

# More than the longest path takes in a journal.
_HEAD = 64 * 1024

# A larger journal is none of ours: a character takes six bytes at most, and the base, the changes
# and the text they lead to are bounded.
_LARGEST = 2 * 6 * LARGEST + 2 * SLACK


@frozen
class Left:
    """Edits that a crash left behind.

    Attributes:
        place: The journal's path.
        path: The organisation's file.
        base: The text that was on the disk.
        text: The text with all changes that were written down.
        changes: How many these are.
        modified: When the last was written, in seconds since the epoch.
        damaged: Whether a part of the journal cannot be read; this is what stands before it.
        older: Paths of the journals that this one takes the place of.
        saved_as: The file that all of it was about to be saved as; empty if none was named.
    """

    place: str
    path: str
    base: str
    text: str
    changes: int
    modified: float
    damaged: bool = False
    older: tuple[str, ...] = ()
    saved_as: str = ""

    @property
    def empty(self) -> bool:
        """Whether all changes together change nothing."""
        return self.text == self.base and not self.damaged

    @property
    def lost(self) -> bool:
        """Whether nothing at all can be read of them."""
        return self.damaged and not self.changes

    def drop(self) -> None:
        """Give these edits up, or forget them once they are taken over."""
        for place in (*self.older, self.place):
            if not state_folder.unlinked(place):
                with contextlib.suppress(OSError), open(place, "r+b") as stream:  # noqa: PTH123 - a string
                    stream.truncate(0)


@frozen
class Elsewhere:
    """Edits of another file that a crash left behind, without the texts.

    Attributes:
        place: The journal's path.
        path: The organisation's file.
        modified: When the last was written, in seconds since the epoch.
    """

    place: str
    path: str
    modified: float

    def drop(self) -> None:
        """Give these edits up, unless an editor has taken hold of them."""
        _abandoned(self.place, clear=True)


def left_behind(path: StrPath, *, within: str | None = None) -> tuple[Left, ...]:
    """Return the edits of a file that no living editor owns, the newest first."""
    found = standing(waiting(path, within=within))
    return tuple(sorted(found, key=lambda left: left.modified, reverse=True))


def standing(places: Iterable[str]) -> list[Left]:
    """Return what journals hold, without those that a newer one takes the place of."""
    found = [left for left in map(_read, places) if left]
    older = {place for left in found for place in left.older}
    return [left for left in found if left.place not in older and not left.empty]


def waiting(path: StrPath, *, within: str | None = None) -> tuple[str, ...]:
    """Return the journals of a file that no living editor owns, without reading them."""
    places = state_folder.listed(within, state_folder.beginning(path), ENDING)
    return tuple(place for place in places if _abandoned(place))


def left_elsewhere(path: StrPath, *, within: str | None = None) -> tuple[Elsewhere, ...]:
    """Return what was left of other files than this one, the newest first."""
    found = (_head(place) for place in _foreign(path, within) if _abandoned(place))
    return tuple(sorted((one for one in found if one), key=lambda one: one.modified, reverse=True))


def _foreign(path: StrPath, within: str | None) -> list[str]:
    own = state_folder.beginning(path)
    journals = state_folder.listed(within, "", ENDING)
    return [place for place in journals if not os.path.basename(place).startswith(own)]  # noqa: PTH119 - strings throughout


def _head(place: str) -> Elsewhere | None:
    """Read only the name of a journal's file, which stands before the text."""
    try:
        with open(state_folder.opened(place), "rb") as stream:  # noqa: PTH123 - a descriptor
            start = stream.read(_HEAD).partition(b', "base": ')[0]
            path = json.loads(start + b"}")["path"]
            return Elsewhere(place, str(path), os.fstat(stream.fileno()).st_mtime)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def read(place: str) -> Left | None:
    """Read a journal as far as it is sound; None where it holds no change.

    A crash can tear the last record, which is then left out. Any other record that does not fit
    makes the journal a damaged one, and is left out with all after it.
    """
    left = _read(place)
    return None if left is None or left.empty else left


def _read(place: str) -> Left | None:
    try:
        modified, data = _contents(place)
    except OSError:
        return None
    records, rest = sound(data)
    # A torn record has no end; a line that is there to its end was written, and is damaged.
    damaged = b"\n" in rest
    if not records:
        return Left(place, "", "", "", 0, modified, damaged=True) if damaged else None
    head = records[0]
    base = head.get("base")
    if head.get("raci") != VERSION or not isinstance(base, str):
        return None
    told = [record["to"] for record in records[1:] if isinstance(record.get("to"), str)]
    patches = [record for record in records[1:] if "to" not in record]
    pieces, changes = _replayed(base, patches)
    text = str(pieces)
    damaged = damaged or changes < len(patches)
    # Without its first change it does not hold yet what the older ones hold.
    older = _instead_of(place, head) if changes else ()
    path, saved_as = str(head.get("path", "")), told[-1] if told else ""
    return Left(place, path, base, text, changes, modified, damaged, older, saved_as)


def _instead_of(place: str, head: dict[str, Any]) -> tuple[str, ...]:
    """Return the paths of the journals that a head names, as far as they are of the same file."""
    folder, own = os.path.split(place)
    start = own.partition("-")[0] + "-"
    names = head.get("instead")
    return tuple(
        os.path.join(folder, name)  # noqa: PTH118 - strings throughout
        for name in (names if isinstance(names, list) else ())
        if isinstance(name, str) and name.startswith(start) and _is_journal(name) and name != own
    )


def _is_journal(name: str) -> bool:
    return name.endswith(ENDING) and os.path.basename(name) == name and "\0" not in name  # noqa: PTH119 - a string


def _contents(place: str) -> tuple[float, bytes]:
    with open(state_folder.opened(place), "rb") as stream:  # noqa: PTH123 - a descriptor
        status = os.fstat(stream.fileno())
        return status.st_mtime, stream.read() if status.st_size <= _LARGEST else b""


def _replayed(base: str, records: Iterable[dict[str, Any]]) -> tuple[Pieces, int]:
    pieces, changes = Pieces(base), 0
    for record in records:
        start, old, new = record.get("start"), record.get("old"), record.get("new")
        if not (isinstance(start, int) and isinstance(old, str) and isinstance(new, str)):
            break
        try:
            pieces.apply(Patch(start, old, new))
        except ValueError:
            break
        changes += 1
    return pieces, changes


def clear_away(
    path: StrPath, *endings: str, within: str | None = None, now: float | None = None
) -> None:
    """Delete what nobody came back for: old journals, and temporary files of killed programs.

    Journals of the file that is being opened stay, however old they are, and so does what a living
    editor holds.

    Args:
        path: The organisation's file that is being opened.
        endings: How other files are called that only count while their editor lives.
        within: The folder of journals; by default the user's.
        now: In seconds since the epoch; by default the clock's.
    """
    now = time.time() if now is None else now
    for place in state_folder.listed(within, "", state_folder.UNFINISHED, *endings):
        age = now - _written(place)
        # Where locks keep others out, one that nobody holds was given up: but for the moment
        # between making and locking it, in which it is empty.
        if age > _A_DAY:
            _abandoned(place, clear=True)
        elif age > _A_MINUTE or _is_filled(place):
            _abandoned(place, clear=True, proven=True)
    foreign = _foreign(path, within)
    by_age = sorted(foreign, key=_written, reverse=True)
    for place in {*by_age[KEPT:], *_older(foreign, now - KEPT_FOR)}:
        _abandoned(place, clear=True)


def _is_filled(place: str) -> bool:
    try:
        return os.lstat(place).st_size > 0
    except OSError:
        return False


def _older(places: list[str], moment: float) -> list[str]:
    return [place for place in places if _written(place) < moment]


def _written(place: str) -> float:
    """Return when a file was written last; one that is gone or not to be seen counts as new."""
    try:
        return os.lstat(place).st_mtime
    except OSError:
        return float("inf")


def _abandoned(place: str, *, clear: bool = False, proven: bool = False) -> bool:
    """Tell whether no editor holds a file that can be read.

    Args:
        place: The file.
        clear: Whether to take it away then.
        proven: Whether the disk must be one that knows locks.
    """
    try:
        descriptor = state_folder.opened(place)
    except OSError:
        return False
    try:
        free = held(descriptor) and (not proven or keeps_out(place))
        if free and clear:
            state_folder.unlinked(place)
    except OSError:
        return False
    else:
        return free
    finally:
        state_folder.closed(descriptor)
