"""Whether two TOML values are the same: type for type, and in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def same_file(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether two files say the same; the order of their top-level keys means nothing."""
    return old.keys() == new.keys() and all(same(old[name], new[name]) for name in old)


def same(old: object, new: object) -> bool:
    """Tell whether two TOML values are equal, types and order of keys included."""
    if isinstance(old, dict) and isinstance(new, dict):
        return list(old) == list(new) and all(same(old[name], new[name]) for name in old)
    if isinstance(old, list) and isinstance(new, list | tuple):
        return len(old) == len(new) and all(map(same, old, new))
    return type(old) is type(new) and old == new
