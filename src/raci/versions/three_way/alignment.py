"""What must be settled before two people's versions can be merged key by key.

Ids that one of them renamed are renamed for all. An entry that one of them deleted while the
other worked with it is a conflict as a whole: it stays or goes as in our version, together with
all that refers to it, so that nothing refers to what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from raci.versions.entries import inserted, moved_tables
from raci.versions.references import mentions, renamed, stripped
from raci.versions.three_way.conflict import Conflict
from raci.versions.values import (
    ABSENT,
    TABLES,
    fingerprint,
    same,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from raci.model.organisation import Path

    Ids = Mapping[str, set[str]]


@dataclass(slots=True)
class Versions:
    """Three versions of a file that name their entries alike.

    Attributes:
        conflicts: What was found while aligning them.
        renamed_by: Entries (table and id) whose id one side changed, by that side.
    """

    base: Mapping[str, Any]
    ours: Mapping[str, Any]
    theirs: Mapping[str, Any]
    conflicts: list[Conflict] = field(default_factory=list)
    renamed_by: dict[str, set[tuple[str, str]]] = field(
        default_factory=lambda: {"ours": set(), "theirs": set()}
    )


def aligned(
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    conceded: AbstractSet[Path] = frozenset(),
) -> Versions:
    """Return the three versions with the same ids, and without contested deletions.

    Args:
        base: What both began with.
        ours: Our version; contested entries stay or go as in it.
        theirs: Theirs.
        conceded: Paths of contested entries that stay or go as in theirs.
    """
    versions = Versions(base, ours, theirs)
    _rename(versions)
    _settle_deletions(versions, conceded)
    return versions


def _rename(versions: Versions) -> None:
    base, ours, theirs = versions.base, versions.ours, versions.theirs
    mine, others = moved_tables(base, ours), moved_tables(base, theirs)
    in_base: dict[str, dict[str, str]] = {}
    in_ours: dict[str, dict[str, str]] = {}
    in_theirs: dict[str, dict[str, str]] = {}
    for name in TABLES:
        in_base[name], in_ours[name], in_theirs[name] = {}, {}, {}
        for key in {**mine[name], **others[name]}:
            my, their = mine[name].get(key), others[name].get(key)
            if my is not None:
                if their != my and my in table(theirs, name):
                    continue  # they have another entry of that id: two entries, told apart later
                if their not in {None, my} and their in table(ours, name):
                    continue  # we have another entry of their id: likewise
                in_base[name][key] = my
                versions.renamed_by["ours"].add((name, my))
                if their is not None and their != my:
                    in_theirs[name][their] = my
                    versions.conflicts.append(Conflict((name, my), key, my, their))
                elif their is None and key in table(theirs, name):
                    in_theirs[name][key] = my
            elif their is not None and their not in table(ours, name):
                in_base[name][key] = their
                versions.renamed_by["theirs"].add((name, their))
                if key in table(ours, name):
                    in_ours[name][key] = their
    versions.base = renamed(base, in_base)
    versions.ours = renamed(ours, in_ours)
    versions.theirs = renamed(theirs, in_theirs)


def _settle_deletions(versions: Versions, conceded: AbstractSet[Path]) -> None:
    base = versions.base
    gone_here, gone_there = _gone(base, versions.ours), _gone(base, versions.theirs)
    worked_here = _worked_with(base, versions.ours, gone_here) | versions.renamed_by["ours"]
    worked_there = _worked_with(base, versions.theirs, gone_there) | versions.renamed_by["theirs"]
    back: dict[str, dict[str, set[str]]] = {
        side: {name: set() for name in TABLES} for side in ("ours", "theirs")
    }
    gone: dict[str, set[str]] = {name: set() for name in TABLES}
    for name in TABLES:
        before = table(base, name)
        for key in before:
            deleted_here = key in gone_here[name] and key not in gone_there[name]
            deleted_there = key in gone_there[name] and key not in gone_here[name]
            contested = (deleted_there and (name, key) in worked_here) or (
                deleted_here and (name, key) in worked_there
            )
            yields = "ours" if (name, key) in conceded else "theirs"
            if contested:
                mine = table(versions.ours, name).get(key, ABSENT)
                other = table(versions.theirs, name).get(key, ABSENT)
                versions.conflicts.append(Conflict((name, key), before[key], mine, other))
            if contested and deleted_here == (yields == "ours"):
                back[yields][name].add(key)
            elif key in gone_here[name] | gone_there[name]:
                gone[name].add(key)
    # Gone for all: else what one deletion took out of an entry would contest another one.
    versions.base = stripped(base, gone)
    versions.ours = stripped(_put_back(base, versions.ours, back["ours"]), gone)
    versions.theirs = stripped(_put_back(base, versions.theirs, back["theirs"]), gone)


def _gone(base: Mapping[str, Any], side: Mapping[str, Any]) -> dict[str, set[str]]:
    return {name: table(base, name).keys() - table(side, name).keys() for name in TABLES}


def _worked_with(
    base: Mapping[str, Any], side: Mapping[str, Any], gone: Ids
) -> set[tuple[str, str]]:
    """Return the entries that one side changed, or referred to anew or with other letters.

    What a side's own deletions took out of an entry does not count.
    """
    before = stripped(base, gone)
    known: dict[tuple[str, str, Path], object] = {
        (name, key, path): cell for name, key, path, cell in mentions(before)
    }
    found = {
        (name, key)
        for name, key, path, cell in mentions(side)
        if (name, key, path) not in known or not same(known[name, key, path], cell)
    }
    for name in TABLES:
        entries, old = table(side, name), table(before, name)
        found |= {(name, key) for key in entries if key in old and not same(old[key], entries[key])}
    return found


def _put_back(base: Mapping[str, Any], side: Mapping[str, Any], ids: Ids) -> Mapping[str, Any]:
    """Return one side as if it had not deleted these entries, nor what referred to them."""
    if not any(ids.values()):
        return side
    return _restored((), base, stripped(base, ids), side)


def _restored(
    path: Path, base: Mapping[str, Any], before: Mapping[str, Any], side: Mapping[str, Any]
) -> dict[str, Any]:
    """Undo in ``side`` what made ``before`` of ``base``, as far as it is still so."""
    found = dict(side)
    for key, value in base.items():
        kept, now = before.get(key, ABSENT), side.get(key, ABSENT)
        if same(value, kept):
            continue
        if (*path, key) == ("waivers",):
            found[key] = _waivers_back(value, kept or [], now or [])
        elif same(kept, now):
            found[key] = value
        elif isinstance(value, Mapping) and isinstance(now, Mapping):
            inner = kept if isinstance(kept, Mapping) else {}
            found[key] = _restored((*path, key), value, inner, now)
    order = [key for key in inserted(list(side), list(base)) if key in found]
    return {key: found[key] for key in order}


def _waivers_back(base: list[Any], before: list[Any], side: list[Any]) -> list[Any]:
    whole, halved = set(map(fingerprint, base)), set(map(fingerprint, before))
    kept = [waiver for waiver in side if fingerprint(waiver) not in halved - whole]
    there = halved | set(map(fingerprint, kept))
    return kept + [waiver for waiver in base if fingerprint(waiver) not in there]
