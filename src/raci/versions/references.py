"""What refers to departments, roles and channels: renamed with them, and gone with them.

The same keys as in the document's edits, on plain values, so that a merge can foresee what
renaming or deleting an entry does to the rest of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from raci.model.edit import REFERENCES
from raci.versions.values import TABLES, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from raci.model.organisation import Path

#: Ids by table: which entries, or what became of them.
Ids = Mapping[str, "AbstractSet[str]"]

# Says what became of an id; None: it is gone.
_Revise = Callable[[str, str], str | None]

#: Fields of entries that refer to others; those of waivers are looked at apart.
FIELDS = {name: REFERENCES[name] for name in TABLES}
_SCOPE = REFERENCES["waivers"]


def renamed(values: Mapping[str, Any], ids: Mapping[str, Mapping[str, str]]) -> Mapping[str, Any]:
    """Return ``values`` with the ids of each table replaced wherever they stand.

    Args:
        values: A whole file's values.
        ids: New ids by old ones, by table.
    """
    if not any(ids.values()):
        return values
    revised = _revised(values, lambda name, key: ids.get(name, {}).get(key, key))
    for name in TABLES:
        new = ids.get(name)
        if new and table(revised, name):
            entries = table(revised, name).items()
            revised[name] = {new.get(key, key): entry for key, entry in entries}
    return _signed(revised, ids.get("roles", {}))


def stripped(values: Mapping[str, Any], ids: Ids) -> Mapping[str, Any]:
    """Return ``values`` without some entries and without what refers to them.

    A list loses their names, a key or a waiver that named nothing else goes with them.
    """
    if not any(ids.values()):
        return values
    kept = dict(values)
    for name in TABLES:
        gone = ids.get(name)
        if gone and name in values:
            entries = table(values, name).items()
            kept[name] = {key: entry for key, entry in entries if key not in gone}
    return _revised(kept, lambda name, key: None if key in ids.get(name, ()) else key)


def mentions(values: Mapping[str, Any]) -> Iterator[tuple[str, str, Path, object]]:
    """Yield what refers to an entry: the entry's table and id, the path, and any letters.

    Waivers have no path of their own, as their place says nothing: theirs is what they waive.
    """
    for row, cells in _rows(values):
        for role, cell in cells.items():
            yield "roles", role, (*row, role), cell
    for name, fields in FIELDS.items():
        for key, entry in table(values, name).items():
            for field, other in fields.items():
                for word in _listed(entry.get(field) if isinstance(entry, Mapping) else None):
                    yield other, word, (name, key, field), None
    waivers = values.get("waivers")
    for waiver in waivers if isinstance(waivers, list) else ():
        for field, other in _SCOPE.items():
            for word in _listed(waiver.get(field) if isinstance(waiver, Mapping) else None):
                yield other, word, ("waivers", str(waiver.get("rule")), field), None


def _rows(values: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    yield ("portfolio", "raci"), table(values.get("portfolio"), "raci")
    for channel, entry in table(values, "channels").items():
        yield ("channels", channel, "raci"), table(entry, "raci")
        duties = table(entry, "duties")
        for duty in duties:
            yield ("channels", channel, "duties", duty), table(duties, duty)


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _revised(values: Mapping[str, Any], revise: _Revise) -> dict[str, Any]:
    """Return the values with every reference revised; signatures aside."""
    found = dict(values)
    for name, fields in FIELDS.items():
        if table(values, name):
            entries = table(values, name).items()
            found[name] = {key: _fields(entry, fields, revise) for key, entry in entries}
    if table(values, "portfolio"):
        found["portfolio"] = _row_of(values["portfolio"], "raci", revise)
    if table(found, "channels"):
        found["channels"] = {
            key: _channel(entry, revise) for key, entry in found["channels"].items()
        }
    if isinstance(values.get("waivers"), list):
        revised = [_waiver(waiver, revise) for waiver in values["waivers"]]
        found["waivers"] = [waiver for waiver in revised if waiver is not None]
        if values["waivers"] and not found["waivers"]:
            del found["waivers"]
    return found


def _channel(entry: object, revise: _Revise) -> object:
    if not isinstance(entry, Mapping):
        return entry
    revised = _row_of(entry, "raci", revise)
    duties = table(entry, "duties")
    if duties:
        for duty in duties:
            duties = _row_of(duties, duty, revise)
        revised["duties"] = duties
    return revised


def _row_of(holder: Mapping[str, Any], key: str, revise: _Revise) -> dict[str, Any]:
    """Return ``holder`` with the ids of the roles in one of its rows revised."""
    row = holder.get(key)
    if not isinstance(row, Mapping):
        return dict(holder)
    pairs = ((revise("roles", role), cell) for role, cell in row.items())
    return {**holder, key: {role: cell for role, cell in pairs if role is not None}}


def _fields(entry: object, fields: Mapping[str, str], revise: _Revise) -> object:
    if not isinstance(entry, Mapping) or not fields.keys() & entry.keys():
        return entry
    revised = dict(entry)
    for field, name in fields.items():
        if field in entry:
            value = _words(entry[field], name, revise)
            if value is None:
                del revised[field]
            else:
                revised[field] = value
    return revised


def _words(value: object, name: str, revise: _Revise) -> object:
    """Return one id or a list of ids revised; None where nothing is left."""
    if isinstance(value, str):
        return revise(name, value)
    if not isinstance(value, list):
        return value
    new = [revise(name, word) if isinstance(word, str) else word for word in value]
    left = [word for word in new if word is not None]
    return left if left or not value else None


def _waiver(waiver: object, revise: _Revise) -> object:
    """Return a waiver revised; None where it named only what is gone."""
    revised = _fields(waiver, _SCOPE, revise)
    if isinstance(waiver, Mapping) and isinstance(revised, Mapping):
        emptied = (key for key in _SCOPE if isinstance(waiver.get(key), list))
        if any(key not in revised for key in emptied):
            return None
    return revised


def _signed(values: dict[str, Any], roles: Mapping[str, str]) -> dict[str, Any]:
    """Rename roles that signed something, free text that is a role's id, or that a review saw."""
    if not roles:
        return values
    if table(values, "channels"):
        values["channels"] = {
            key: {**entry, "reviewed": _review(entry["reviewed"], roles)}
            if isinstance(entry, Mapping) and isinstance(entry.get("reviewed"), Mapping)
            else entry
            for key, entry in values["channels"].items()
        }
    if isinstance(values.get("waivers"), list):
        values["waivers"] = [_by(waiver, roles) for waiver in values["waivers"]]
    return values


def _review(review: Mapping[str, Any], roles: Mapping[str, str]) -> object:
    """Return a review with the roles renamed that signed it, or whose letters it saw."""
    found = dict(review)
    if isinstance(review.get("raci"), Mapping):
        found["raci"] = _seen(review["raci"], roles)
    if isinstance(review.get("duties"), Mapping):
        found["duties"] = {duty: _seen(row, roles) for duty, row in review["duties"].items()}
    return _by(found, roles)


def _seen(row: object, roles: Mapping[str, str]) -> object:
    """Return letters by role with the roles renamed; those of a deleted namesake are dropped."""
    if not isinstance(row, Mapping):
        return row
    others = {role: letters for role, letters in row.items() if role not in roles}
    return others | {roles[role]: letters for role, letters in row.items() if role in roles}


def _by(signed: object, roles: Mapping[str, str]) -> object:
    by = signed.get("by") if isinstance(signed, Mapping) else None
    if isinstance(signed, Mapping) and isinstance(by, str) and by in roles:
        return {**signed, "by": roles[by]}
    return signed
