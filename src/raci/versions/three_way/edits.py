"""The edits that make one file's values those of another: how a merge reaches a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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
from raci.versions.entries import moved_tables, out_of_order, pairs
from raci.versions.references import FIELDS, renamed, stripped
from raci.versions.values import TABLES, same, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.organisation import Path


def edits_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Edit, ...]:
    """Return edits that turn the values ``old`` into ``new``, in the order they must be done.

    Renames and deletions take references along, so they come first and what they do to the rest
    is foreseen. The order of waivers means nothing, and is left as it is. Whether an empty table is
    written at all depends on how the text spells it, so that a second round may be needed.
    """
    moved = moved_tables(old, new)
    found: list[Edit] = [
        RenameId(name, one, other) for name in TABLES for one, other in moved[name].items()
    ]
    current = renamed(old, moved)
    rescued = tuple(_rescued(current, new))
    found += rescued
    current = _with(current, rescued)
    gone = {
        name: {key for key in table(current, name) if key not in table(new, name)}
        for name in TABLES
    }
    # From the end of the tables: what is deleted may be all that a line of another entry names.
    found += [
        DeleteItem(name, key)
        for name in reversed(TABLES)
        for key in table(current, name)
        if key in gone[name]
    ]
    current = stripped(current, gone)
    for name in TABLES:
        found += _entries(name, table(current, name), table(new, name))
    for key in {**current, **new}:
        if key == "waivers":
            found += _waivers(current.get(key), new.get(key))
        elif key in TABLES:
            for entry in table(current, key):
                found += _field((key, entry), current[key][entry], new[key][entry])
            if not table(current, key) and not table(new, key):
                found += _field((key,), current.get(key), new.get(key))
        else:
            found += _field((key,), current.get(key), new.get(key))
    return tuple(found)


def _rescued(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SetField]:
    """Yield references that lead elsewhere now; they are set before what they named is deleted.

    The deletion would take the whole line, with its comment, and it would be written anew.
    """
    for name, fields in FIELDS.items():
        for key, entry in table(new, name).items():
            before = table(old, name).get(key)
            if isinstance(before, Mapping) and isinstance(entry, Mapping):
                for field in (field for field in fields if field in before and field in entry):
                    if not same(before[field], entry[field]):
                        yield SetField((name, key, field), entry[field])


def _with(values: Mapping[str, Any], edits: tuple[SetField, ...]) -> Mapping[str, Any]:
    """Return the values after these fields of entries were set."""
    changed = dict(values)
    for name in {str(edit.path[0]) for edit in edits}:
        changed[name] = dict(changed[name])
    for edit in edits:
        entries, key, field = changed[str(edit.path[0])], *edit.path[1:]
        entries[key] = {**entries[key], field: edit.value}
    return changed


def _entries(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield additions and moves; from the end, so that what follows is in place."""
    moved = set(out_of_order(old, [key for key in new if key in old]))
    before: str | None = None
    for key in reversed(list(new)):
        if key not in old:
            yield AddItem(name, key, new[key], before)
        elif key in moved:
            yield Move(name, key, before)
        before = key


def _field(path: Path, old: object, new: object) -> Iterator[Edit]:
    if same(old, new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in {**old, **new}:
            yield from _field((*path, key), old.get(key), new.get(key))
    else:
        yield SetField(path, new)


def _waivers(old: object, new: object) -> Iterator[Edit]:
    """Yield the changes of waivers that stay, then those that go, the last one first."""
    have = old if isinstance(old, list) else []
    want = new if isinstance(new, list) else []
    if not have and not want:
        yield from _field(("waivers",), old, new)
    paired = pairs(have, want)
    for index, other in paired.items():
        yield from _field(("waivers", index), have[index], want[other])
    for index in reversed(range(len(have))):
        if index not in paired:
            yield DeleteWaiver(index)
    reached = set(paired.values())
    for index, waiver in enumerate(want):
        if index not in reached:
            yield AddWaiver(waiver)
