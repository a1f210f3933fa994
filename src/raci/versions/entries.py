"""Entries of two versions: ids that were renamed, entries that moved, where newcomers go."""

from __future__ import annotations

import bisect
from collections import Counter, deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from raci.versions.values import TABLES, table

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


def renames(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Return the new id of each entry whose id changed, as far as its name tells.

    An entry that went and one that came are the same if they alone have their name among those
    that went and came.
    """
    went = {key: _name(old[key]) for key in old if key not in new}
    came = {key: _name(new[key]) for key in new if key not in old}
    counts = Counter(went.values()), Counter(came.values())
    by_name = {name: key for key, name in came.items()}
    return {
        key: by_name[name]
        for key, name in went.items()
        if name and counts[0][name] == 1 and counts[1][name] == 1
    }


def _name(entry: object) -> str:
    return str(entry.get("name", "")) if isinstance(entry, Mapping) else ""


def moved_tables(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the renamed ids of every table between two files."""
    return {name: renames(table(old, name), table(new, name)) for name in TABLES}


def by_scope(waivers: Iterable[object]) -> dict[str, object]:
    """Return the waivers by their rule, channels and roles; those alike are numbered."""
    found: dict[str, object] = {}
    alike: Counter[str] = Counter()
    for waiver in waivers:
        scope = name = _scope(waiver)
        while name in found:
            alike[scope] += 1
            name = f"{scope} ({alike[scope] + 1})"
        found[name] = waiver
    return found


def pairs(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """Return which waiver became which, by position: the same scope, else the same rule."""
    scopes = {scope: rank for rank, scope in enumerate(by_scope(new))}
    found = {rank: scopes[scope] for rank, scope in enumerate(by_scope(old)) if scope in scopes}
    taken = set(found.values())
    free: dict[str, deque[int]] = {}
    for rank, waiver in enumerate(new):
        if rank not in taken:
            free.setdefault(_rule(waiver), deque()).append(rank)
    for rank, waiver in enumerate(old):
        if rank not in found and free.get(_rule(waiver)):
            found[rank] = free[_rule(waiver)].popleft()
    return found


def _scope(waiver: object) -> str:
    if not isinstance(waiver, Mapping):
        return str(waiver)
    named = {key: sorted(map(str, _listed(waiver.get(key)))) for key in ("channels", "roles")}
    # A role and a channel may have the same id: the stroke tells which of them is waived.
    roles = ("/", *named["roles"]) if named["roles"] else ()
    return " ".join((_rule(waiver), *named["channels"], *roles))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _rule(waiver: object) -> str:
    return str(waiver.get("rule", "")) if isinstance(waiver, Mapping) else ""


Key = TypeVar("Key", bound="Hashable")


def out_of_order(old: Iterable[str], new: Sequence[str]) -> list[str]:
    """Return the fewest entries whose moving explains the new order (patience sorting).

    Args:
        old: The entries in their former order.
        new: The same entries as they stand now.
    """
    rank = {key: place for place, key in enumerate(old)}
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for key in new:
        place = bisect.bisect(tails, rank[key])
        before[key] = ends[place - 1] if place else None
        tails[place : place + 1] = [rank[key]]
        ends[place : place + 1] = [key]
    stayed: set[str] = set()
    step: str | None = ends[-1] if ends else None
    while step is not None:
        stayed.add(step)
        step = before[step]
    return [key for key in new if key not in stayed]


def inserted(order: Sequence[Key], newcomers: Iterable[Key]) -> list[Key]:
    """Return ``order`` with each newcomer behind the entry it stands behind at home.

    Args:
        order: The entries that are there already.
        newcomers: All entries of another version, those that are there already among them.
    """
    place: Mapping[Key, int] = {key: rank for rank, key in enumerate(order)}
    behind: dict[int, list[Key]] = {}
    anchor = -1
    for key in newcomers:
        if key in place:
            anchor = place[key]
        else:
            behind.setdefault(anchor, []).append(key)
    result = list(behind.get(-1, ()))
    for rank, key in enumerate(order):
        result += (key, *behind.get(rank, ()))
    return result
