"""The history of a channel or of one cell: who changed it, when and how, as git remembers it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from raci.toml_edit.scan import BOM
from raci.toml_edit.values import loads
from raci.versions.difference import differences
from raci.versions.git import revisions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from raci.versions.difference import Change
    from raci.versions.git.revisions import Version

# Steps to a channel; those to what it holds are more.
_ENTRY = 2


class CommittedChange(NamedTuple):
    """A change, and the commit that made it; None for what is not committed yet."""

    version: Version | None
    change: Change


def cell_history(
    path: Path,
    now: str,
    channel: str,
    role: str | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Iterator[CommittedChange]:
    """Yield the changes of a channel, or of one cell of it, the newest first.

    Each commit is held against the one it was made from, so that work done side by side is told
    where it was done; of a merge only what it has from none of its sides. That a row was moved
    is no change of it.

    Args:
        path: The file.
        now: The text as it stands now.
        channel: The channel's id of today.
        role: The role's id of today; None for all of the channel.
        wanted: Asked before each commit is read, as most of them may change something else: where
            it says no, the cell_history ends.

    Raises:
        FileError: git cannot tell.
    """
    line = _Line(channel, role)
    known = revisions.versions(path)
    with revisions.contents(path) as content:
        text = _reader(content)
        committed = text(known[0].new) if known[0].new else ""
        for change in line.concerning(_between(committed, now)):
            yield CommittedChange(None, change)
        for version in known:
            if not wanted():
                return
            for change in line.concerning(_changes(version, text)):
                yield CommittedChange(version, change)


def _reader(content: Callable[[str], bytes]) -> Callable[[str], str | None]:
    """Return what reads a version; a few are kept, as each is read as the new and as the old."""

    @lru_cache(maxsize=8)
    def text(name: str) -> str | None:
        """Return the characters of a version, None for what is no text."""
        try:
            return content(name).decode("utf-8").removeprefix(BOM)
        except ValueError:
            return None

    return text


def _changes(version: Version, text: Callable[[str], str | None]) -> Sequence[Change]:
    """Return what a commit changed; nothing where a side cannot be read."""
    new = text(version.new) if version.new else ""
    found = [_between(old, new) for old in map(text, version.old)]
    found = found or [_between("", new)]
    shared = set.intersection(*({change.path for change in changes} for changes in found))
    return [change for change in found[0] if change.path in shared]


def _between(old: str | None, new: str | None) -> Sequence[Change]:
    """Return the differences of two texts; none where one of them is no TOML."""
    if old is None or new is None:
        return ()
    for before, after in (excerpts(old, new), (old, new)):
        try:
            return differences(loads(before), loads(after))
        except ValueError:
            continue
    return ()


class _Line:
    """Follows a channel, and a role on it, backwards over changes of their ids."""

    def __init__(self, channel: str, role: str | None) -> None:
        self._channels = {channel}
        self._roles = None if role is None else {role}

    def concerning(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Yield the changes that are about them, and remember their former ids."""
        for change in changes:
            if self._concerns(change):
                yield change
        for change in changes:
            for table, ids in (("channels", self._channels), ("roles", self._roles)):
                renamed = change.path[:1] == (table,) and change.new == change.path[-1]
                # Side branches know the former id for a while, so both are theirs.
                if ids and renamed and change.new in ids and isinstance(change.old, str):
                    ids.add(change.old)

    def _concerns(self, change: Change) -> bool:
        path = change.path
        if path[0] != "channels" or len(path) < _ENTRY or path[1] not in self._channels:
            return False
        if isinstance(change.new, int) and len(path) == _ENTRY:
            return False
        if self._roles is None:
            return True
        if len(path) > _ENTRY:
            return path[2] in {"raci", "duties"} and path[-1] in self._roles
        sides = (side for side in (change.old, change.new) if isinstance(side, Mapping))
        return any(self._roles & _rows(side) for side in sides)


def _rows(channel: Mapping[str, Any]) -> set[str]:
    """Return the ids of the roles that have letters on a channel or its duties."""
    duties = channel.get("duties")
    rows = [channel.get("raci"), *(duties.values() if isinstance(duties, Mapping) else ())]
    return {role for row in rows if isinstance(row, Mapping) for role in row}


# The header of one of a channel's tables, without the bracket that it is cut at.
_CHANNEL = re.compile(r"""channels[ \t]*\.[ \t]*(?:([\w-]+)|"([^"\\\n]*)"|'([^'\n]*)')""", re.ASCII)

# Where a bracket at the beginning of a line may be no header, or a header stands elsewhere.
_UNSURE = re.compile(r'"""|\'\'\'|\n[ \t]+\[')

_CUT = "\n["


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return both texts with only those channels in them that differ.

    Args:
        old: A file as it was.
        new: The file as it became.
    """
    if _UNSURE.search(old) or _UNSURE.search(new):
        return old, new
    before, after = old.split(_CUT), new.split(_CUT)
    changed = {_channel(block) for block in set(before[1:]) ^ set(after[1:])} | {None}
    return _CUT.join(_only(before, changed)), _CUT.join(_only(after, changed))


# Most tables are the same in all versions of a file.
@lru_cache(maxsize=1 << 15)
def _channel(block: str) -> str | None:
    """Return the id of the channel that a table is about, None if it is about none."""
    found = _CHANNEL.match(block)
    return found[1] or found[2] or found[3] if found else None


def _only(blocks: list[str], channels: set[str | None]) -> list[str]:
    return [blocks[0], *(block for block in blocks[1:] if _channel(block) in channels)]
