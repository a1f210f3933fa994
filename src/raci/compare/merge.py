"""Three-way merge of two people's edits: by cell, field, row and role.

It works on plain TOML values, so that keys this program does not know are merged, too. What both
changed in different ways is a conflict: ours stays, and the conflict is told, never resolved in
silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from raci.compare.renames import renamed, renames
from raci.compare.values import ABSENT, TABLES, same, table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci.model.path import Path


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed in different ways.

    Attributes:
        path: Where; the path of a whole table stands for the order of its entries.
        base: The value both began with; None where there was none.
        ours: The value in our file, which the merged values keep.
        theirs: The value in theirs.
    """

    path: Path
    base: object
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged values, and what a person must decide."""

    values: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def merge(base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Merge two descendants of ``base``.

    An id that one side renamed (the same name under another id) is renamed for all, so that the
    other side's edits of that entry find it.
    """
    for side, other in ((theirs, ours), (ours, theirs)):
        moved = {
            name: {
                old: new
                for old, new in renames(table(base, name), table(side, name)).items()
                if old in table(other, name) and new not in table(other, name)
            }
            for name in TABLES
        }
        base = renamed(base, moved)
        if side is theirs:
            ours = renamed(ours, moved)
        else:
            theirs = renamed(theirs, moved)
    conflicts: list[Conflict] = []
    values = _tables((), base, ours, theirs, conflicts)
    return Merged(values, tuple(conflicts))


def _tables(
    path: Path,
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    conflicts: list[Conflict],
) -> dict[str, Any]:
    merged = {}
    for key in _order(path, base, ours, theirs, conflicts):
        versions = (base.get(key, ABSENT), ours.get(key, ABSENT), theirs.get(key, ABSENT))
        value = _merged((*path, key), *versions, conflicts)
        if value is not ABSENT:
            merged[key] = value
    return merged


def _merged(
    path: Path, base: object, ours: object, theirs: object, conflicts: list[Conflict]
) -> object:
    if _alike(path, base, theirs) or _alike(path, ours, theirs):
        return ours
    if _alike(path, base, ours):
        return theirs
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return _tables(path, base if isinstance(base, Mapping) else {}, ours, theirs, conflicts)
    if path == ("waivers",) and isinstance(ours, list) and isinstance(theirs, list):
        return _waivers(base if isinstance(base, list) else [], ours, theirs, conflicts)
    mine, other = words(path[-1], ours), words(path[-1], theirs)
    if mine is not None and other is not None:
        return _joined(words(path[-1], base) or [], mine, other)
    conflicts.append(Conflict(path, base, ours, theirs))
    return ours


def _alike(path: Path, one: object, other: object) -> bool:
    """Tell whether nothing differs, the order of entries with ids included."""
    ordered = len(path) == 1 and path[0] in TABLES
    if ordered and isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and same(one, other)
    return same(one, other)


def _joined(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return ours without what they took out and with what they put in."""
    gone = set(base) - set(theirs)
    kept = [entry for entry in ours if entry not in gone]
    return kept + [entry for entry in theirs if entry not in base and entry not in ours]


def _waivers(
    base: Sequence[object],
    ours: Sequence[object],
    theirs: Sequence[object],
    conflicts: list[Conflict],
) -> list[object]:
    """Merge waivers by what they waive: their rule, channels and roles."""
    known, mine, other = (_by_scope(side) for side in (base, ours, theirs))
    merged: list[object] = []
    for scope in _order(("waivers",), known, mine, other, conflicts):
        versions = (known.get(scope, ABSENT), mine.get(scope, ABSENT), other.get(scope, ABSENT))
        value = _merged(("waivers", scope), *versions, conflicts)
        if value is not ABSENT:
            merged.append(value)
    return merged


def _by_scope(waivers: Iterable[object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for waiver in waivers:
        scope = _scope(waiver)
        number = 1
        while (name := scope if number == 1 else f"{scope} ({number})") in found:
            number += 1
        found[name] = waiver
    return found


def _scope(waiver: object) -> str:
    if not isinstance(waiver, Mapping):
        return str(waiver)
    words = [str(waiver.get("rule", ""))]
    for key in ("channels", "roles"):
        named = waiver.get(key)
        if isinstance(named, list):
            words += sorted(map(str, named))
    return " ".join(words)


def _order(
    path: Path,
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    conflicts: list[Conflict],
) -> list[str]:
    """Return all keys in merged order: who moved entries decides, newcomers follow their neighbour.

    The order of keys means something only where entries have ids; elsewhere ours stands.
    """
    common = [key for key in base if key in ours and key in theirs]
    mine, other = ([key for key in side if key in common] for side in (ours, theirs))
    leader, follower = ours, theirs
    if path and path[0] in (*TABLES, "waivers") and len(path) == 1:
        if mine == common != other:
            leader, follower = theirs, ours
        elif common not in (mine, other) and mine != other:
            conflicts.append(Conflict(path, common, mine, other))
    order = list(leader)
    place = {key: rank for rank, key in enumerate(order)}
    return _inserted(order, place, list(follower), [key for key in base if key not in place])


def _inserted(
    order: list[str], place: Mapping[str, int], newcomers: list[str], gone: list[str]
) -> list[str]:
    """Put each newcomer behind the entry it stands behind at home; the rest comes last."""
    behind: dict[int, list[str]] = {}
    anchor = -1
    for key in newcomers:
        if key in place:
            anchor = place[key]
        else:
            behind.setdefault(anchor, []).append(key)
    result = list(behind.get(-1, ()))
    for rank, key in enumerate(order):
        result.append(key)
        result += behind.get(rank, ())
    listed = set(result)
    return result + [key for key in gone if key not in listed]
