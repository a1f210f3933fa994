"""Who else has a file open: a locked note beside the journals for each living editor."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.document.journal import folder
from raci.document.lock import held

if TYPE_CHECKING:
    from collections.abc import Iterator

    StrPath = str | os.PathLike[str]

_ENDING = ".open"
_LARGEST = 4096


@dataclass(frozen=True, slots=True)
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
        self._folder = within or folder()
        self._prefix = _prefix(path)
        self._descriptor: int | None = None
        name = f"{self._prefix}{os.urandom(8).hex()}{_ENDING}"
        self.note = os.path.join(self._folder, name)  # noqa: PTH118 - strings throughout

    def announce(self) -> None:
        """Leave the note; where it cannot be written, others do not know of us."""
        said = {"pid": os.getpid(), "user": _user(), "host": platform.node()}
        with contextlib.suppress(OSError):
            os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - strings throughout
            self._descriptor = os.open(self.note, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            held(self._descriptor)
            os.write(self._descriptor, json.dumps(said).encode("ascii"))

    def withdraw(self) -> None:
        """Take the note away."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.unlink(self.note)  # noqa: PTH108 - strings throughout
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                os.unlink(self.note)  # noqa: PTH108 - Windows takes away only what nobody holds
            self._descriptor = None

    def others(self) -> tuple[Other, ...]:
        """Return the other living editors; notes of dead ones are taken away."""
        return tuple(other for place in self._notes() if (other := _living(place)))

    def _notes(self) -> Iterator[str]:
        try:
            names = os.listdir(self._folder)  # noqa: PTH208 - strings throughout
        except OSError:
            return
        for name in sorted(names):
            place = os.path.join(self._folder, name)  # noqa: PTH118 - strings throughout
            if name.startswith(self._prefix) and name.endswith(_ENDING) and place != self.note:
                yield place


def _prefix(path: StrPath) -> str:
    import hashlib

    real = os.fsencode(os.path.realpath(path))
    return f"{hashlib.blake2b(real, digest_size=16).hexdigest()}-"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a process without a name in the user list
        return "?"


def _living(place: str) -> Other | None:
    """Read a note; one that nobody holds was left behind by a crash and goes."""
    try:
        descriptor = os.open(place, os.O_RDONLY)
    except OSError:
        return None
    try:
        if held(descriptor):
            with contextlib.suppress(OSError):
                os.unlink(place)  # noqa: PTH108 - strings throughout
            return None
        said = json.loads(os.read(descriptor, _LARGEST))
        return Other(place, int(said["pid"]), str(said["user"]), str(said["host"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Other(place, 0, "?", "?")
    finally:
        os.close(descriptor)
