"""Reading departments, roles, channels, waivers and the portfolio row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from raci.document import fields
from raci.document import problems as wordings
from raci.document.reading.values import Values
from raci.model.organisation import (
    Assignments,
    Cell,
    Channel,
    Department,
    Duty,
    Role,
    Waiver,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.document.reading.values import Known
    from raci.model.organisation import Path

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_DUTIES = {duty.value: duty for duty in Duty}


def sound_id(word: str) -> bool:
    """Tell whether a key may be an id: not empty, no control characters."""
    return bool(word) and not _CONTROL.search(word)


def sound_ids(data: Mapping[str, Any], table: str) -> list[str]:
    """Return the ids of the entries of a table that can be referred to."""
    entries = data.get(table)
    if not isinstance(entries, dict):
        return []
    return [key for key, value in entries.items() if isinstance(value, dict) and sound_id(key)]


class Items(Values):
    """Reads items one by one.

    Attributes:
        faulty: Whether the row that was read last has a faulty cell.
    """

    def __init__(self, known: Known) -> None:
        """Start without faults."""
        super().__init__(known)
        self.faulty = False

    def _read(
        self, table: str, key: str, value: object, known: fields.Fields
    ) -> dict[str, Any] | None:
        path = (table, key)
        if not sound_id(key):
            self.problems.bad_id(path)
            return None
        if not isinstance(value, dict):
            self.problems.wrong_type(path, wordings.A_TABLE, value)
            return None
        read: dict[str, Any] = self.table(value, known, path)
        # An item whose name is at fault is called by its id, as it must be called something.
        read.setdefault("name", key)
        return read

    def department(self, key: str, value: object) -> Department | None:
        """Read a department."""
        read = self._read("departments", key, value, fields.DEPARTMENT)
        return None if read is None else Department(key, **read)

    def role(self, key: str, value: object) -> Role | None:
        """Read a role."""
        read = self._read("roles", key, value, fields.ROLE)
        return None if read is None else Role(key, **read)

    def channel(self, key: str, value: Any) -> Channel | None:  # noqa: ANN401 - whatever TOML holds
        """Read a channel with its letters and duties."""
        self.faulty = False
        read = self._read("channels", key, value, fields.CHANNEL)
        if read is None:
            return None
        raci = value.get("raci")
        if raci is not None:
            read["raci"] = self.row(raci, ("channels", key, "raci"), key)
        if "duties" in value:
            read["duties"] = self._duties(value["duties"], ("channels", key, "duties"), key)
        return Channel(key, **read)

    def _duties(self, found: object, path: Path, channel: str) -> dict[Duty, Assignments]:
        if not isinstance(found, dict):
            self.is_table(found, path)
            self.faulty = True
            return {}
        duties: dict[Duty, Assignments] = {}
        for word, row in found.items():
            duty = _DUTIES.get(word)
            if duty is None:
                self.problems.unknown_key((*path, word), _DUTIES)
            else:
                duties[duty] = self.row(row, (*path, word), channel, duty)
        return duties

    def portfolio(self, value: object) -> Assignments | None:
        """Read the first row."""
        self.faulty = False
        if not isinstance(value, dict):
            self.is_table(value, ("portfolio",))
            return None
        self.table(value, fields.PORTFOLIO, ("portfolio",))
        raci = value.get("raci")
        return None if raci is None else self.row(raci, ("portfolio", "raci"), None)

    def row(
        self, found: object, path: Path, channel: str | None, duty: Duty | None = None
    ) -> Assignments:
        """Read letters by role; cells that are at fault are left out."""
        if not isinstance(found, dict):
            self.is_table(found, path)
            self.faulty = True
            return {}
        plain = self.known.letters.cells
        if found.keys() <= self.known.ids["roles"]:
            try:
                return {role: plain[letters] for role, letters in found.items()}
            except (KeyError, TypeError):
                pass  # some cell is annotated, combined or faulty: one by one
        row: Assignments = {}
        for role, value in found.items():
            cell = self._cell(role, value, (*path, role), channel, duty)
            if cell is None:
                self.faulty = True
            else:
                row[role] = cell
        return row

    def _cell(
        self, role: str, value: object, path: Path, channel: str | None, duty: Duty | None
    ) -> Cell | None:
        known = self.id(_ROLE, role, path) is not None
        annotated = value if isinstance(value, dict) else {"letters": value}
        if not isinstance(value, str | dict):
            self.problems.wrong_type(path, wordings.LETTERS_OR_TABLE, value)
            return None
        before = len(self.problems.found)
        read: dict[str, Any] = self.table(annotated, fields.CELL, path)
        faults = self.problems.found[before:]
        sound = known and all(fault.code == wordings.UNKNOWN_KEY[0] for fault in faults)
        letters = read.get("letters")
        if letters is None:
            return None
        cell = self.known.letters.cell(letters)
        if cell is None:
            message = self.known.letters.complaint(path, letters)
            where = path if annotated is not value else (*path, "letters")
            self.problems.unknown_letter(where, channel, duty, role, message)
            return None
        if not sound:
            return None
        return Cell(cell.letters, read.get("why"), read.get("until")) if len(read) > 1 else cell

    def waivers(self, found: object) -> tuple[Waiver, ...]:
        """Read the waivers; one with a fault is kept, but covers nothing."""
        if not isinstance(found, list):
            self.problems.wrong_type(("waivers",), wordings.A_LIST_OF_TABLES, found)
            return ()
        read = (self._waiver(index, value) for index, value in enumerate(found))
        return tuple(waiver for waiver in read if waiver is not None)

    def _waiver(self, index: int, value: object) -> Waiver | None:
        path = ("waivers", index)
        before = len(self.problems.found)
        if not isinstance(value, dict):
            self.is_table(value, path)
            return None
        read: dict[str, Any] = self.table(value, fields.WAIVER, path)
        faults = self.problems.found[before:]
        sound = all(fault.code == wordings.UNKNOWN_KEY[0] for fault in faults)
        read = {"rule": "", "reason": "", "until": None} | read
        return Waiver(index, sound=sound, **read)


_ROLE = fields.Field("role", fields.Shape.ID, "", refers="roles")
