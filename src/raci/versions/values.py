"""Plain TOML values: when two are the same, and which lists are sets of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable

#: The tables of a file whose entries have ids, in the order of the file.
TABLES = ("departments", "roles", "channels")

#: A value that is not there; TOML has no null, so None is free for it.
ABSENT = None

# Lists in which an entry stands once and for itself, so that two people may add to them.
_SETS = frozenset(
    (
        "phases",
        "combines_with",
        "reports_to",
        "deputy",
        "holder",
        "select",
        "extend-select",
        "ignore",
    )
)


def same(one: object, other: object) -> bool:
    """Tell whether two values are the same to TOML, for which 1, 1.0 and true differ."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is not type(other):
        return False
    return one == other or (one != one and other != other)  # noqa: PLR0124 - not a number


def fingerprint(value: object) -> Hashable:
    """Return what is equal for two values just where they are the same, and can be looked up."""
    if isinstance(value, Mapping):
        return Mapping, frozenset((key, fingerprint(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return list, tuple(map(fingerprint, value))
    # Not a number equals nothing, itself included.
    return type(value), value if value == value else "nan"  # noqa: PLR0124 - not a number


def same_file(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two files say the same: entries in the same order, waivers in any."""
    if one.keys() != other.keys():
        return False
    for key in one:
        if key in TABLES and list(table(one, key)) != list(table(other, key)):
            return False
        if key == "waivers" and _same_in_any_order(one[key], other[key]):
            continue
        if not same(one[key], other[key]):
            return False
    return True


def _same_in_any_order(one: object, other: object) -> bool:
    if not isinstance(one, list) or not isinstance(other, list):
        return False
    return Counter(map(fingerprint, one)) == Counter(map(fingerprint, other))


def words(key: object, value: object) -> list[str] | None:
    """Return the value of ``key`` if it is a list of words in which each stands once."""
    if key not in _SETS or not isinstance(value, list) or len(set(map(str, value))) != len(value):
        return None
    return value if all(isinstance(entry, str) for entry in value) else None


def table(values: object, name: str) -> Mapping[str, Any]:
    """Return the table ``name`` in ``values``, an empty one where there is none."""
    found = values.get(name) if isinstance(values, Mapping) else None
    return found if isinstance(found, Mapping) else {}
