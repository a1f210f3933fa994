"""The open file on the disk: whether somebody else changed, moved or locked it meanwhile."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING

from raci.document import file as disk

if TYPE_CHECKING:
    from raci.workspace.workspace import Workspace


class Outside(StrEnum):
    """What happened to the file outside."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class Watch:
    """Looks after the file of a workspace; one system call as long as nothing happens."""

    def __init__(self, workspace: Workspace) -> None:
        """Know the file as it is now."""
        self._workspace = workspace
        self._seen = self._status()

    def look(self) -> Outside:
        """Return what happened since the last look; each thing is told once."""
        seen = self._status()
        if seen == self._seen:
            return Outside.SAME
        self._seen = seen
        return self.state()

    def state(self) -> Outside:
        """Return how the file differs from what was read or saved last."""
        space = self._workspace
        if space.path is None:
            return Outside.SAME
        there = os.path.lexists(space.path)
        space.missing = not there and space.on_disk
        if space.missing:
            return Outside.GONE
        if space.stamp is None:
            return Outside.CHANGED if there else Outside.SAME
        return Outside.CHANGED if disk.changed(space.path, space.stamp) else Outside.SAME

    @property
    def writable(self) -> bool:
        """Whether a save would be let through, as far as permissions tell."""
        path = self._workspace.path
        if path is None or not os.path.lexists(path):
            return True
        return os.access(path, os.W_OK) and os.access(_folder(path), os.W_OK)

    def _status(self) -> tuple[object, ...]:
        path = self._workspace.path
        try:
            status = os.stat(path) if path else None  # noqa: PTH116 - one system call a second
        except OSError:
            return ("gone", path)
        if status is None:
            return ()
        return (path, status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)


def _folder(path: os.PathLike[str]) -> str:
    return os.path.dirname(os.path.realpath(path)) or os.curdir  # noqa: PTH120 - strings throughout
