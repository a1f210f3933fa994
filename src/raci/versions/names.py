"""Places and values of a file in the organisation's own words: names instead of ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from raci.model.text import Text, mark
from raci.model.vocabulary import (
    DISCIPLINES,
    DUTIES,
    INDUSTRIES,
    KINDS,
    LIMITS,
    PHASES,
    SEVERITIES,
    SIZES,
    STATUSES,
)
from raci.toml_edit.path import dotted
from raci.versions.references import FIELDS
from raci.versions.values import ABSENT, TABLES, table

if TYPE_CHECKING:
    from raci.model.organisation import Path

# Steps to an entry, and from a channel to a cell of its own and to one of a duty.
_ENTRY = 2
_CELL = 2
_DUTY = 3

# What a sentence calls a duty; one that this program does not know is called by its key.
_DUTIES: Mapping[object, object] = {str(duty): name for duty, name in DUTIES.items()}

# What a sentence calls a key; one that this program does not know is called as it is written.
_LABELS: Mapping[str, Text] = {
    "by": Text("decided by"),
    "channels": Text("channels"),
    "combines_with": Text("combined with"),
    "department": Text("department"),
    "deputy": Text("deputy"),
    "discipline": Text("discipline"),
    "duties": Text("duties"),
    "exclude": Text("files left out"),
    "extend": Text("another file of defaults"),
    "extend-select": Text("rules that run besides"),
    "fields": Text("free fields"),
    "group": Text("group"),
    "holder": Text("person"),
    "ignore": Text("rules that don't run"),
    "industry": Text("industry"),
    "kind": Text("kind"),
    "language": Text("language"),
    "learned": Text("last learned"),
    "name": Text("name"),
    "note": Text("note"),
    "phases": Text("phases"),
    "raci": Text("letters"),
    "reason": Text("reason"),
    "reports_to": Text("reports to"),
    "reviewed": Text("reviewed"),
    "roles": Text("roles"),
    "row_name": Text("what rows are called"),
    "rules": Text("single rules"),
    "scheme": Text("scheme of letters"),
    "select": Text("rules that run"),
    "severity": Text("severity"),
    "short": Text("column head"),
    "size": Text("size"),
    "status": Text("status"),
    "until": Text("until"),
    # Flags, where they are no sentence of their own.
    "critical": Text("critical"),
    "external": Text("external"),
    "leadership": Text("leadership"),
}

# What a sentence calls the parts of a cell beside a role; letters go without saying.
_NOTED: Mapping[object, Text | None] = {
    "letters": None,
    "why": _LABELS["note"],
    "until": _LABELS["until"],
}

# What a sentence calls the parts of a value that says more than a day.
_PARTS: Mapping[object, Text] = {
    ("reviewed", "on"): Text("reviewed on"),
    ("reviewed", "by"): Text("reviewed by"),
    ("learned", "on"): Text("last learned on"),
    ("learned", "what"): Text("what was learned"),
}

# What is said of a flag that is set, and of one that is no longer.
_FLAGS: Mapping[object, tuple[str, str]] = {
    "leadership": (
        mark("{name}: marked as leadership"),
        mark("{name}: no longer marked as leadership"),
    ),
    "external": (mark("{name}: marked as external"), mark("{name}: no longer marked as external")),
    "critical": (mark("{name}: marked as critical"), mark("{name}: no longer marked as critical")),
}

# What people call the values of a key.
_VALUES: Mapping[str, Mapping[str, Text]] = {
    key: {str(value): text for value, text in known.items()}
    for key, known in (
        ("discipline", DISCIPLINES),
        ("industry", INDUSTRIES),
        ("kind", KINDS),
        ("phases", PHASES),
        ("severity", SEVERITIES),
        ("size", SIZES),
        ("status", STATUSES),
    )
}


class Names:
    """Names of departments, roles and channels in several versions, the last one first."""

    def __init__(self, *versions: Mapping[str, Any]) -> None:
        """Collect the names of all versions, the oldest first."""
        self._known: dict[tuple[str, str], str] = {}
        for values in versions:
            for name in TABLES:
                for key, entry in table(values, name).items():
                    if isinstance(entry, Mapping) and entry.get("name"):
                        self._known[name, key] = str(entry["name"])

    def of(self, name: str, key: object) -> str:
        """Return the name of an entry of the table ``name``, its id where it has none."""
        return self._known.get((name, str(key)), str(key))

    def place(self, path: Path) -> Text:
        """Return where a key stands: ``Newsletter: Marketing``, ``Organisation: size``."""
        head = str(path[0])
        if self._is_cell(path) and path[-1] in _NOTED:
            label = _NOTED[path[-1]]
            cell = self.place(path[:-1])
            return Text("{place}, {key}", {"place": cell, "key": label}) if label else cell
        if path[:-1] == ("portfolio", "raci"):
            return Text("Choice and mix of channels: {role}", {"role": self.of("roles", path[-1])})
        if head in TABLES and len(path) >= _ENTRY:
            return self._inside(head, self.of(head, path[1]), path[_ENTRY:])
        if head == "waivers" and len(path) > _ENTRY and isinstance(path[1], str):
            values = {"rule": self._waived(path[1]), "key": _label(path[_ENTRY:])}
            return Text("Waiver of {rule}: {key}", values)
        if len(path) > 1 and head in {"organisation", "check", "scheme"}:
            return Text("{name}: {key}", {"name": _HEADS[head], "key": _label(path[1:])})
        return Text("{key}:", {"key": dotted(path)})

    def _waived(self, scope: str) -> str:
        """Return a waiver's rule, and in brackets whom it is for, as ``by_scope`` names them."""
        rule, *ids = scope.split(" ")
        table_name, named = "channels", []
        for id_ in ids:
            if id_ == "/":
                table_name = "roles"
            else:
                named.append(self.of(table_name, id_))
        return f"{rule} ({', '.join(named)})" if named else rule

    def _inside(self, table_name: str, name: str, inside: Path) -> Text:
        """Return where a key of an entry stands."""
        values: dict[str, object] = {"name": name}
        if not inside:
            return Text("{name}:", values)
        if table_name == "channels":
            role = self.of("roles", inside[-1])
            if inside[0] == "raci" and len(inside) == _CELL:
                return Text("{name}: {role}", values | {"role": role})
            if inside[0] == "duties" and len(inside) == _DUTY:
                values |= {"role": role, "duty": _DUTIES.get(inside[1], inside[1])}
                return Text("{name} ({duty}): {role}", values)
            if inside[0] == "reviewed" and len(inside) > _CELL:
                return Text("{name}: as reviewed: {role}", values | {"role": role})
        return Text("{name}: {key}", values | {"key": _label(inside)})

    def change(self, path: Path, old: object, new: object) -> Text:
        """Return in a sentence that the value at a path is another one now."""
        flag = _FLAGS.get(path[-1]) if path[0] in TABLES and len(path) > _ENTRY else None
        if flag and {type(old), type(new)} <= {bool, type(ABSENT)}:
            return Text(flag[not new], {"name": self.of(str(path[0]), path[1])})
        place = self.place(path)
        values = {"old": self.shown(path, old), "new": self.shown(path, new)}
        # A label that ends in a colon already takes no second one.
        if old is ABSENT and not self._is_cell(path) and "{key}:" not in place.template:
            return Text("{place}: {new}", {"place": place, **values})
        return Text("{place} {old} → {new}", {"place": place, **values})

    def _is_cell(self, path: Path) -> bool:
        """Tell whether letters of a role stand at a path."""
        return path[:2] == ("portfolio", "raci") or (
            path[0] == "channels" and len(path) > _ENTRY + 1 and path[_ENTRY] != "fields"
        )

    def shown(self, path: Path, value: object) -> object:
        """Return a value as a sentence shows it; where it names entries, by their names."""
        if value is ABSENT or value in ("", []):
            return "–"
        if isinstance(value, list):
            return tuple(self.shown(path, entry) for entry in value)
        if isinstance(value, Mapping):
            return self._table(path, value)
        if isinstance(value, bool):
            return Text("yes") if value else Text("no")
        return value if isinstance(value, dt.date) else self._word(path, str(value))

    def _word(self, path: Path, value: str) -> object:
        """Return a text, what people call it, or the name of the entry that it names by its id."""
        if value in _VALUES.get(str(path[-1]), ()):
            return _VALUES[str(path[-1])][value]
        if path[-1] == "by":
            return self.of("roles", value)
        other = FIELDS.get(str(path[0]), {}).get(str(path[-1])) if len(path) > _ENTRY else None
        return self.of(other, value) if other else value

    def _table(self, path: Path, value: Mapping[str, Any]) -> object:
        """Return keys and values; of a review day and person, as changed letters tell the rest."""
        if "letters" in value:
            return self._cell(path, value)
        if path[-1] != "reviewed" or "on" not in value:
            return tuple(self._pair(path, key, entry) for key, entry in value.items())
        if not value.get("by"):
            return value["on"]
        return Text("{on} by {by}", {"on": value["on"], "by": self.of("roles", value["by"])})

    def _pair(self, path: Path, key: str, value: object) -> Text:
        values = {"key": _label((key,)), "value": self.shown((*path, key), value)}
        if path[-1] == "raci" or "duties" in path[:-1]:
            return Text("{key} {value}", {**values, "key": self.of("roles", key)})
        return Text("{key}: {value}", values)

    def _cell(self, path: Path, value: Mapping[str, Any]) -> object:
        """Return letters with what is noted about them."""
        notes: list[object] = [str(value["why"])] if value.get("why") else []
        if value.get("until"):
            notes.append(Text("until {day}", {"day": value["until"]}))
        known = {"letters", "why", "until"}
        notes += [self._pair(path, key, value[key]) for key in value if key not in known]
        letters = str(value["letters"])
        return (
            Text("{letters} ({notes})", {"letters": letters, "notes": tuple(notes)})
            if notes
            else letters
        )


_HEADS = {
    "organisation": Text("Organisation"),
    "check": Text("Check"),
    "scheme": Text("Own scheme"),
}


def _label(keys: Path) -> object:
    """Return what people call a key of an entry; of a free field its own name."""
    if keys[0] == "fields" and len(keys) > 1:
        return dotted(keys[1:])
    if keys[0] == "rules" and len(keys) > 1:
        key = str(keys[-1])
        last = _LABELS.get(key) or LIMITS.get(key) or key
        return Text("{rule}, {key}", {"rule": str(keys[1]), "key": last})
    return _PARTS.get(tuple(keys)) or _LABELS.get(".".join(map(str, keys))) or dotted(keys)
