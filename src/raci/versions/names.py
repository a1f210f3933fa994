"""Places and values of a file in the organisation's own words: names instead of ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from raci.model.text import Text
from raci.model.vocabulary import DUTIES
from raci.toml_edit.path import dotted
from raci.versions.references import FIELDS
from raci.versions.values import ABSENT, TABLES, table

if TYPE_CHECKING:
    from raci.model.path import Path

# Steps to an entry, and from a channel to a cell of its own and to one of a duty.
_ENTRY = 2
_CELL = 2
_DUTY = 3

# What a sentence calls a duty; one that this program does not know is called by its key.
_DUTIES: Mapping[object, object] = {str(duty): name for duty, name in DUTIES.items()}


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
        """Return where a key stands: ``Newsletter: Marketing``, ``organisation.size:``."""
        head = str(path[0])
        if path[:-1] == ("portfolio", "raci"):
            return Text("Choice of channels: {role}", {"role": self.of("roles", path[-1])})
        if head in TABLES and len(path) >= _ENTRY:
            return self._inside(head, self.of(head, path[1]), path[_ENTRY:])
        if head == "waivers" and len(path) > _ENTRY and isinstance(path[1], str):
            values = {"rule": path[1], "key": dotted(path[_ENTRY:])}
            return Text("Waiver of {rule}: {key}", values)
        return Text("{key}:", {"key": dotted(path)})

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
        return Text("{name}: {key}", values | {"key": dotted(inside)})

    def shown(self, path: Path, value: object) -> object:
        """Return a value as a sentence shows it; where it names entries, by their names."""
        if value is ABSENT or value in ("", []):
            return "–"
        if isinstance(value, list):
            return tuple(self.shown(path, entry) for entry in value)
        if isinstance(value, Mapping):
            return self._table(path, value)
        if isinstance(value, bool):
            return str(value).lower()
        return value if isinstance(value, dt.date) else self._word(path, str(value))

    def _word(self, path: Path, value: str) -> str:
        """Return a text, or the name of the entry that it names by its id."""
        if path[-1] == "by":
            return self.of("roles", value)
        other = FIELDS.get(str(path[0]), {}).get(str(path[-1])) if len(path) > _ENTRY else None
        return self.of(other, value) if other else value

    def _table(self, path: Path, value: Mapping[str, Any]) -> object:
        """Return keys and values; of a review day and person, as changed letters tell the rest."""
        if path[-1] != "reviewed" or "on" not in value:
            return tuple(
                Text("{key} = {value}", {"key": key, "value": self.shown((*path, key), entry)})
                for key, entry in value.items()
            )
        if not value.get("by"):
            return value["on"]
        return Text("{on} by {by}", {"on": value["on"], "by": self.of("roles", value["by"])})
