"""The history of a channel or of one cell: who changed it, when and how, as git remembers it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from raci.frozen import replace
from raci.model.text import Text
from raci.toml_edit.scan import BOM
from raci.toml_edit.values import loads
from raci.versions.difference import differences
from raci.versions.git import revisions
from raci.versions.git.process import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from raci.versions.difference import Change
    from raci.versions.git.revisions import Version

# Steps to a channel; those to what it holds are more.
_ENTRY = 2

# Signs of a commit's name by which people call it.
_SHORT = 7


# Whose work a merge brought, as the messages of git and of the large forges say it.
_MERGED = re.compile(
    r"Merge (?:remote-tracking )?(?:branch(?:es)?|tag|commit) '([^']+)'"
    r"|Merge pull request \S+ from (\S+)|Merged? (\S+) into "
)


class CommittedChange(NamedTuple):
    """A change, and the commit that made it; None for what is not committed yet."""

    version: Version | None
    change: Change


def cell_history(
    path: Path,
    now: str,
    channel: str | None,
    role: str | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Iterator[CommittedChange]:
    """Yield the changes of a channel, or of one cell of it, the newest first.

    Each commit is compared with the one it was made from, so that work done side by side is told at
    the commit that did it. A merge tells what comes from none of its sides, and where it dropped
    one side's change for another's. Moving a row is no change of it.

    Args:
        path: The file.
        now: The text as it stands now.
        channel: The channel's id of today; None for the row about the choice of channels.
        role: The role's id of today; None for all of the row.
        wanted: Asked before each commit is read, as most of them may change something else: where
            it says no, the history ends.

    Raises:
        FileError: git cannot tell.
    """
    line = _Line(channel, role)
    known = revisions.versions(path)
    with contents(revisions.located(path).parent) as content:
        text = _reader(content)
        committed = text(known[0].new) if known[0].new else ""
        for change in line.concerning(_between(committed, now)):
            yield CommittedChange(None, change)
        for version in known:
            if not wanted():
                return
            decided = _decisions(path, version, text) if len(version.parents) > 1 else ()
            for change in line.concerning((*decided, *_changes(version, text))):
                yield CommittedChange(version, change)


def id_of_today(path: Path, now: str, table: str, former: str) -> str | None:
    """Return what became of an id that a file does not have any more.

    Args:
        path: The file.
        now: The text as it stands now.
        table: ``channels`` or ``roles``.
        former: The id that is looked for.

    Returns:
        Today's id of the entry, the former one if the entry was deleted, or None where no version
        of the file had it.

    Raises:
        FileError: git cannot tell.
    """
    today: dict[str, str] = {}
    known = revisions.versions(path)
    with contents(revisions.located(path).parent) as content:
        text = _reader(content)
        committed = text(known[0].new) if known[0].new else ""
        for changes in (_between(committed, now), *(_changes(one, text) for one in known)):
            for change in changes:
                if change.path[:1] != (table,) or len(change.path) != _ENTRY:
                    continue
                if change.new == change.path[-1] and isinstance(change.old, str):
                    new = str(change.new)
                    today[change.old] = today.get(new, new)
                    if change.old == former:
                        return today[former]
                elif change.new is None and change.path[-1] == former:
                    return former
    return None


def _reader(content: Callable[[str], bytes | None]) -> Callable[[str], str | None]:
    """Return what reads a version; a few are kept, as each is read as the new and as the old."""

    @lru_cache(maxsize=8)
    def text(name: str) -> str | None:
        """Return the characters of a version, None for what is no text."""
        data = content(name)
        try:
            return None if data is None else data.decode("utf-8").removeprefix(BOM)
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


def _decisions(path: Path, version: Version, text: Callable[[str], str | None]) -> Iterator[Change]:
    """Yield where a merge dropped what one of its sides had changed, for what another one had."""
    new = text(version.new) if version.new else ""
    sides = {name: _between(text(name), new) for name in version.old if name != version.new}
    differing = [{change.path for change in changes} for changes in sides.values()]
    everywhere = set.intersection(*differing) if len(sides) == len(version.old) else set()
    if not any(found - everywhere for found in differing):
        return
    commit = revisions.merge_base(path, *version.parents)
    places = (f"{commit}:{name}" for name in version.paths)
    base = next((found for found in map(text, places) if found is not None), None)
    said = _MERGED.match(version.subject)
    branch = next(filter(None, said.groups())) if said else version.parents[-1][:_SHORT]
    for name, changes in sides.items():
        changed = {change.path for change in _between(base, text(name))}
        for change in changes:
            if change.path in changed - everywhere:
                yield replace(change, message=_decided(change, branch))


def _decided(change: Change, branch: str) -> Text:
    """Return in a sentence what a merge took, and what it dropped for that."""
    values = {**change.message.values, "branch": branch}
    if len(change.path) > _ENTRY:
        return Text("{place}: merge of {branch}: {new}, not {old}", values)
    if change.new is None:
        return Text("{name}: merge of {branch}: deleted, not kept", values)
    if change.old is None:
        return Text("{name}: merge of {branch}: kept, not deleted", values)
    return Text("{name}: merge of {branch}: its id is {new}, not {old}", values)


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

    def __init__(self, channel: str | None, role: str | None) -> None:
        self._channels = set() if channel is None else {channel}
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
        if not self._channels:
            return path[0] == "portfolio" and (self._roles is None or path[-1] in self._roles)
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
