"""Who else has a file open: a locked note beside the journals for each living editor."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.storage import state_folder
from raci.storage.lock import held

if TYPE_CHECKING:
    from raci.storage.state_folder import StrPath

#: How notes are called.
ENDING = ".open"

_LARGEST = 4096


@frozen
class Other:
    """Another living editor of the same file.

    Attributes:
        note: Its note's path, by which it is told from others.
        pid: Its process.
        user: Who started it.
        host: On which computer.
    """

    note: str
    pid: int
    user: str
    host: str


class Presence:
    """Says that this editor has a file open, for as long as it lives."""

    def __init__(self, path: StrPath, *, within: str | None = None) -> None:
        """Know the file; ``announce`` tells others.

        Args:
            path: The organisation's file.
            within: The folder of notes; by default that of the user's journals.
        """
        self._path = path
        self._within = within
        self._descriptor: int | None = None
        self.note = ""

    def announce(self) -> None:
        """Leave the note; where it cannot be written, others do not know of us."""
        said: dict[str, object] = {"pid": os.getpid(), "user": _user(), "host": platform.node()}
        with contextlib.suppress(OSError):
            note = state_folder.fresh(self._path, ENDING, self._within)
            self._descriptor = state_folder.whole(note, lambda file: _write(file, said))
            self.note = note

    def withdraw(self) -> None:
        """Take the note away."""
        if self._descriptor is not None:
            state_folder.take_away(self.note, self._descriptor)
            self._descriptor = None

    def others(self) -> tuple[Other, ...]:
        """Return the other living editors; notes of dead ones are taken away."""
        notes = state_folder.listed(self._within, state_folder.beginning(self._path), ENDING)
        found = (_living(place) for place in notes if place != self.note)
        return tuple(other for other in found if other)


def _write(descriptor: int, said: dict[str, object]) -> None:
    os.write(descriptor, json.dumps(said).encode("ascii"))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a process without a name in the user list
        return "?"


def _living(place: str) -> Other | None:
    """Read a note; one that nobody holds was left behind by a crash and goes."""
    try:
        descriptor = state_folder.opened(place)
    except OSError:
        return None
    try:
        if held(descriptor):
            state_folder.unlinked(place)
            return None
        said = json.loads(os.read(descriptor, _LARGEST))
        return Other(place, int(said["pid"]), str(said["user"]), str(said["host"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Other(place, 0, "?", "?")
    finally:
        state_folder.closed(descriptor)
