"""The edits that make one file's values those of another: how a merge reaches a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from raci.compare.renames import moved_tables, renamed
from raci.compare.values import TABLES, same, table
from raci.model.edit import (
    AddItem,
    AddWaiver,
    DeleteItem,
    DeleteWaiver,
    Edit,
    Move,
    RenameId,
    SetField,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.path import Path


def edits_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Edit, ...]:
    """Return edits that turn the values ``old`` into ``new``, in the order they must be done.

    Deletions take references along, which ``new`` does not have either; they come before the
    fields, so that what is then still different is set after them.
    """
    moved = moved_tables(old, new)
    found: list[Edit] = [
        RenameId(name, one, other) for name in TABLES for one, other in moved[name].items()
    ]
    current = renamed(old, moved)
    for name in TABLES:
        found += _entries(name, table(current, name), table(new, name))
    for name in TABLES:
        for key, entry in table(new, name).items():
            if key in table(current, name):
                found += _fields((name, key), table(current, name)[key], entry)
    rest = (key for key in {**current, **new} if key not in (*TABLES, "waivers"))
    for key in rest:
        found += _field((key,), current.get(key), new.get(key))
    found += _waivers(current.get("waivers"), new.get("waivers"))
    return tuple(found)


def _entries(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield deletions, additions and moves; from the end, so that what follows is in place."""
    for key in old:
        if key not in new:
            yield DeleteItem(name, key)
    order = [key for key in old if key in new]
    before: str | None = None
    for key in reversed(list(new)):
        if key not in old:
            yield AddItem(name, key, new[key], before)
            order.insert(len(order) if before is None else order.index(before), key)
        elif _follower(order, key) != before:
            yield Move(name, key, before)
            order.remove(key)
            order.insert(len(order) if before is None else order.index(before), key)
        before = key


def _follower(order: list[str], key: str) -> str | None:
    place = order.index(key) + 1
    return order[place] if place < len(order) else None


def _fields(path: Path, old: object, new: object) -> Iterator[Edit]:
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        yield from _field(path, old, new)
        return
    for key in {**old, **new}:
        yield from _field((*path, key), old.get(key), new.get(key))


def _field(path: Path, old: object, new: object) -> Iterator[Edit]:
    if same(old, new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _fields(path, old, new)
    else:
        yield SetField(path, new)


def _waivers(old: object, new: object) -> Iterator[Edit]:
    have = list(old) if isinstance(old, list) else []
    want = list(new) if isinstance(new, list) else []
    for index in reversed(range(len(have))):
        if not any(same(have[index], waiver) for waiver in want):
            yield DeleteWaiver(index)
    for waiver in want:
        if not any(same(waiver, known) for known in have):
            yield AddWaiver(waiver)
