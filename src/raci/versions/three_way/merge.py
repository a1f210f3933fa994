"""Three-way merge of two people's edits: by cell, field, row and role.

It works on plain TOML values, so that keys this program does not know are merged, too. What both
changed in different ways is a conflict: ours stays, and the conflict is told, never resolved in
silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from raci.frozen import frozen
from raci.versions.entries import by_scope, inserted
from raci.versions.references import renamed
from raci.versions.three_way.alignment import aligned
from raci.versions.three_way.conflict import Conflict
from raci.versions.values import (
    ABSENT,
    TABLES,
    same,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from raci.model.organisation import Path


@frozen
class Merged:
    """The merged values, and what a person must decide."""

    values: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def merge(
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    conceded: AbstractSet[Path] = frozenset(),
) -> Merged:
    """Merge two descendants of ``base``.

    An id that one side renamed (the same name under another id) is renamed for all, so that the
    other side's edits of that entry find it.

    Args:
        base: What both began with.
        ours: Our version.
        theirs: Theirs.
        conceded: Paths of the conflicts that somebody decided for theirs. An entry that comes
            back by that may be in conflict in more than was known before: such conflicts are
            told as any other.
    """
    versions = aligned(base, ours, theirs, conceded)
    merger = _Merger(versions.conflicts, conceded)
    values = merger.tables((), versions.base, versions.ours, versions.theirs)
    return Merged(_with_their_ids(values, merger), tuple(merger.conflicts))


def _with_their_ids(values: dict[str, Any], merger: _Merger) -> dict[str, Any]:
    """Rename last what theirs may name: until then paths hold our ids, whatever is decided."""
    ids: dict[str, dict[str, str]] = {}
    for conflict in merger.conflicts:
        if conflict.of_ids and conflict.path in merger.conceded:
            ids.setdefault(str(conflict.path[0]), {})[str(conflict.ours)] = str(conflict.theirs)
    return dict(renamed(values, ids))


class _Merger:
    """Merges values, and collects what both sides changed in different ways."""

    def __init__(self, conflicts: list[Conflict], conceded: AbstractSet[Path]) -> None:
        self.conflicts = conflicts
        self.conceded = conceded

    def tables(
        self,
        path: Path,
        base: Mapping[str, Any],
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return a table merged key by key; what both changed otherwise becomes a conflict."""
        merged = {}
        for key in self._order(path, base, ours, theirs):
            sides = (side.get(key, ABSENT) for side in (base, ours, theirs))
            value = self._value((*path, key), *sides)
            if value is not ABSENT:
                merged[key] = value
        return merged

    def _value(self, path: Path, base: object, ours: object, theirs: object) -> object:
        if _alike(path, base, theirs) or _alike(path, ours, theirs):
            return ours
        if _alike(path, base, ours):
            return theirs
        if path == ("waivers",) and _lists(base, ours, theirs):
            return self._waivers(_listed(base), _listed(ours), _listed(theirs))
        if _mappings(ours, theirs) and (_holds_others(path) or ABSENT not in (ours, theirs)):
            inner = self.tables(path, _mapping(base), _mapping(ours), _mapping(theirs))
            return inner if inner or ABSENT not in (ours, theirs) else ABSENT
        return self._one_value(path, base, ours, theirs)

    def _one_value(self, path: Path, base: object, ours: object, theirs: object) -> object:
        joined = _joined(*(words(path[-1], side) for side in (base, ours, theirs)))
        if joined is None:
            self.conflicts.append(Conflict(path, base, ours, theirs))
            return theirs if path in self.conceded else ours
        return joined

    def _waivers(
        self, base: Sequence[object], ours: Sequence[object], theirs: Sequence[object]
    ) -> list[object] | None:
        """Merge waivers by what they waive: their rule, channels and roles."""
        path = ("waivers",)
        merged = self.tables(path, by_scope(base), by_scope(ours), by_scope(theirs))
        return list(merged.values()) or ABSENT

    def _order(
        self,
        path: Path,
        base: Mapping[str, Any],
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> list[str]:
        """Return all keys in merged order: who moved entries decides, newcomers follow.

        The order of keys means something only where entries have ids; elsewhere ours stands.
        """
        leader, follower = ours, theirs
        if len(path) == 1 and path[0] in TABLES:
            common = [key for key in base if key in ours and key in theirs]
            shared = set(common)
            mine, other = ([key for key in side if key in shared] for side in (ours, theirs))
            if mine == common != other:
                leader, follower = theirs, ours
            elif common not in (mine, other) and mine != other:
                self.conflicts.append(Conflict(path, common, mine, other))
                if path in self.conceded:
                    leader, follower = theirs, ours
        return inserted(list(leader), list(follower))


def _alike(path: Path, one: object, other: object) -> bool:
    """Tell whether nothing differs, the order of entries with ids included."""
    ordered = len(path) == 1 and path[0] in TABLES
    if ordered and isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and same(one, other)
    return same(one, other)


# Steps to an entry, and how many more lead to tables in it that are no values of their own.
_ENTRY = 2
_DEPTH = {"raci": 1, "fields": 1, "duties": 2}


def _holds_others(path: Path) -> bool:
    """Tell whether the table at ``path`` is only there for what it holds.

    If so, one that is missing is an empty one. An entry, a cell with its reason, or a review is
    a whole: it is not the same whether it is there.
    """
    if len(path) == 1:
        return True
    if path[0] not in (*TABLES, "portfolio"):
        return path[0] != "waivers"
    inside = path[1:] if path[0] == "portfolio" else path[_ENTRY:]
    return bool(inside) and len(inside) <= _DEPTH.get(str(inside[0]), 0)


def _mappings(*sides: object) -> bool:
    return all(side is ABSENT or isinstance(side, Mapping) for side in sides)


def _lists(*sides: object) -> bool:
    return all(side is ABSENT or isinstance(side, list) for side in sides)


def _mapping(side: object) -> Mapping[str, Any]:
    return side if isinstance(side, Mapping) else {}


def _listed(side: object) -> list[object]:
    return side if isinstance(side, list) else []


def _joined(
    base: list[str] | None, ours: list[str] | None, theirs: list[str] | None
) -> list[str] | None:
    """Return ours without what they took out and with what they put in.

    None where these are no lists of words, or where both replaced the same entry, each by
    another one.
    """
    if ours is None or theirs is None:
        return None
    before, here, there = set(base or ()), set(ours), set(theirs)
    replaced = before - here - there
    new_here, new_there = here - before, there - before
    if replaced and new_here and new_there and new_here != new_there:
        return None
    kept = [entry for entry in ours if entry in there or entry not in before]
    return kept + [entry for entry in theirs if entry in new_there - here]
