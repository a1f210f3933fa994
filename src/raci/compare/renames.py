"""Ids that were renamed: found by the names of their entries, and taken along everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from raci.compare.values import TABLES, table

# Where entries are referred to, by the table that they stand in.
_REFERENCES = {
    "department": "departments",
    "deputy": "roles",
    "reports_to": "roles",
    "roles": "roles",
    "combines_with": "channels",
    "channels": "channels",
    "by": "roles",
}


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


def renamed(values: Mapping[str, Any], ids: Mapping[str, Mapping[str, str]]) -> Mapping[str, Any]:
    """Return ``values`` with the ids of each table replaced wherever they stand.

    Args:
        values: A whole file's values.
        ids: New ids by old ones, by table.
    """
    if not any(ids.values()):
        return values
    return {
        key: _entries(key, value, ids) if key in TABLES else _value(key, value, ids)
        for key, value in values.items()
    }


def _entries(name: str, entries: object, ids: Mapping[str, Mapping[str, str]]) -> object:
    if not isinstance(entries, Mapping):
        return entries
    new = ids.get(name, {})
    return {new.get(key, key): _value(name, entry, ids) for key, entry in entries.items()}


def _value(key: str, value: object, ids: Mapping[str, Mapping[str, str]]) -> object:
    if isinstance(value, Mapping):
        if key == "raci" or key in _DUTIES:
            return {ids.get("roles", {}).get(role, role): cell for role, cell in value.items()}
        if key == "fields":
            return value
        return {inner: _value(inner, below, ids) for inner, below in value.items()}
    new = ids.get(_REFERENCES.get(key, ""), {})
    if isinstance(value, list):
        return [
            new.get(entry, entry) if isinstance(entry, str) else _value(key, entry, ids)
            for entry in value
        ]
    return new.get(value, value) if isinstance(value, str) else value


_DUTIES = frozenset(("content", "direction", "combination", "implementation"))


def moved_tables(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the renamed ids of every table between two files."""
    return {name: renames(table(old, name), table(new, name)) for name in TABLES}
