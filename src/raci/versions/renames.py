"""Ids that were renamed: found by the names of their entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from raci.versions.values import TABLES, table


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
