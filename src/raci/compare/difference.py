"""What differs between two versions of a file, in the organisation's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from raci.compare.renames import moved_tables, renamed
from raci.compare.values import ABSENT, TABLES, same, table
from raci.model.path import dotted
from raci.model.text import Text, mark

if TYPE_CHECKING:
    from raci.model.path import Path


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        path: Where, with the new version's ids; of what is gone, with the old one's.
        old: The value before; None where there was none.
        new: The value now; None where there is none.
        message: The change in a sentence.
    """

    path: Path
    old: object
    new: object
    message: Text


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between the plain values of two versions, in the order of the new one."""
    moved = moved_tables(old, new)
    current = renamed(old, moved)
    names = _Names(current, new)
    found = [
        Change(
            (name, after),
            before,
            after,
            Text(
                "{name}: its id is now {new}, was {old}",
                {"name": names.of(name, after), "new": after, "old": before},
            ),
        )
        for name in TABLES
        for before, after in moved[name].items()
    ]
    for key in {**new, **current}:
        if key in TABLES:
            found += _entries(key, table(current, key), table(new, key), names)
        elif key == "waivers":
            found += _waivers(current.get(key), new.get(key), names)
        else:
            found += _leaves((key,), current.get(key), new.get(key), names)
    return tuple(found)


class _Names:
    """Names of departments, roles and channels in either version, the new one first."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._known: dict[tuple[str, str], str] = {}
        for values in (old, new):
            for name in TABLES:
                for key, entry in table(values, name).items():
                    if isinstance(entry, Mapping) and entry.get("name"):
                        self._known[name, key] = str(entry["name"])

    def of(self, name: str, key: object) -> str:
        return self._known.get((name, str(key)), str(key))


_ADDED = {
    "departments": mark("{name}: department added"),
    "roles": mark("{name}: role added"),
    "channels": mark("{name}: channel added"),
}
_REMOVED = {
    "departments": mark("{name}: department removed"),
    "roles": mark("{name}: role removed"),
    "channels": mark("{name}: channel removed"),
}


def _entries(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], names: _Names
) -> Iterator[Change]:
    for key in old:
        if key not in new:
            text = Text(_REMOVED[name], {"name": names.of(name, key)})
            yield Change((name, key), old[key], None, text)
    for key, entry in new.items():
        if key not in old:
            text = Text(_ADDED[name], {"name": names.of(name, key)})
            yield Change((name, key), None, entry, text)
        else:
            yield from _leaves((name, key), old[key], entry, names)
    yield from _order(name, [key for key in old if key in new], list(new), names)


def _order(name: str, old: list[str], new: list[str], names: _Names) -> Iterator[Change]:
    kept = [key for key in new if key in set(old)]
    if kept == old:
        return
    for key in _out_of_order(old, kept):
        place = new.index(key)
        values: dict[str, object] = {"name": names.of(name, key)}
        if place == 0:
            text = Text("{name}: moved to the beginning", values)
        else:
            values["other"] = names.of(name, new[place - 1])
            text = Text("{name}: moved behind {other}", values)
        yield Change((name, key), old.index(key), place, text)


def _out_of_order(old: list[str], new: list[str]) -> list[str]:
    """Return the fewest entries whose moving explains the new order (patience sorting)."""
    import bisect

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


def _leaves(path: Path, old: object, new: object, names: _Names) -> Iterator[Change]:
    if same(old, new):
        return
    nested = (
        (isinstance(side, Mapping) and "letters" not in side) or side is ABSENT
        for side in (old, new)
    )
    if all(nested):
        before = old if isinstance(old, Mapping) else {}
        after = new if isinstance(new, Mapping) else {}
        for key in {**before, **after}:
            yield from _leaves((*path, key), before.get(key), after.get(key), names)
    else:
        yield Change(path, old, new, _sentence(path, old, new, names))


_LONGEST_ENTRY = 2


def _sentence(path: Path, old: object, new: object, names: _Names) -> Text:
    values: dict[str, object] = {"old": _shown(old), "new": _shown(new)}
    head = str(path[0])
    if head == "portfolio":
        values["role"] = names.of("roles", path[-1])
        return Text("Choice of channels: {role} {old} → {new}", values)
    if head not in TABLES or len(path) <= _LONGEST_ENTRY:
        values["key"] = dotted(path)
        return Text("{key}: {old} → {new}", values)
    values["name"] = names.of(head, path[1])
    if path[2] == "raci":
        values["role"] = names.of("roles", path[-1])
        return Text("{name}: {role} {old} → {new}", values)
    if path[2] == "duties":
        values |= {"role": names.of("roles", path[-1]), "duty": str(path[3])}
        return Text("{name} ({duty}): {role} {old} → {new}", values)
    values["key"] = dotted(path[2:])
    return Text("{name}: {key} {old} → {new}", values)


def _shown(value: object) -> object:
    if value is ABSENT or value == "":
        return "–"
    if isinstance(value, list):
        return tuple(_shown(entry) for entry in value)
    if isinstance(value, Mapping):
        return tuple(f"{key} = {_shown(entry)}" for key, entry in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, dt.date) else str(value)


def _waivers(old: object, new: object, names: _Names) -> Iterator[Change]:
    before = old if isinstance(old, list) else []
    after = new if isinstance(new, list) else []
    for index, waiver in enumerate(before):
        if not any(same(waiver, other) for other in after):
            yield _waiver(("waivers", index), waiver, None, names)
    for index, waiver in enumerate(after):
        if not any(same(waiver, other) for other in before):
            yield _waiver(("waivers", index), None, waiver, names)


def _waiver(path: Path, old: object, new: object, names: _Names) -> Change:
    waiver = new if isinstance(new, Mapping) else old
    values: dict[str, object] = {"rule": "", "scope": ()}
    if isinstance(waiver, Mapping):
        scope = tuple(
            names.of(name, key) for name in ("channels", "roles") for key in waiver.get(name) or ()
        )
        values = {"rule": str(waiver.get("rule", "")), "scope": scope or ("–",)}
    if new is None:
        return Change(path, old, new, Text("Waiver of {rule} removed ({scope})", values))
    return Change(path, old, new, Text("Waiver of {rule} added ({scope})", values))
