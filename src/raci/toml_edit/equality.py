"""Whether two TOML values are the same: type for type, and in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def same_file(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether two files say the same; the order of their top-level keys means nothing."""
    return old.keys() == new.keys() and all(same(old[name], new[name]) for name in old)


def same(old: Any, new: Any) -> bool:  # noqa: ANN401 - any TOML value
    """Tell whether two TOML values are equal, types and order of keys included.

    In Python ``1 == True``, and not a number is not even equal to itself; in a file it matters
    which is written, and that it is still there.
    """
    if isinstance(new, tuple):
        new = list(new)
    if type(old) is not type(new):
        return False
    if isinstance(old, dict):
        return list(old) == list(new) and _all_same(old.values(), new.values())
    if isinstance(old, list):
        return len(old) == len(new) and _all_same(old, new)
    return bool(old == new) or (old != old and new != new)  # noqa: PLR0124 - not a number


def _all_same(old: Iterable[Any], new: Iterable[Any]) -> bool:
    # Most values are texts: comparing these here halves the time of a whole file.
    return all(
        a == b if type(a) is type(b) is str else same(a, b) for a, b in zip(old, new, strict=True)
    )
