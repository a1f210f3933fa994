"""What a table would change in the open file, and the one edit that takes it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from raci.frozen import frozen
from raci.model.edit import AddItem, Compound, SetCell, SetField
from raci.model.naming import make_id
from raci.model.organisation import Cell, Duty
from raci.model.text import Text
from raci.model.vocabulary import DUTY_ROWS
from raci.versions.import_matches import (
    RowAt,
    name_key,
    same_roles,
    same_rows,
)
from raci.versions.values import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from raci.model.edit import Edit
    from raci.model.organisation import Organisation
    from raci.model.scheme import Scheme

    #: Returns, for each letter of a scheme, the one that means the same in another.
    Alike = Callable[[Scheme, Scheme], Mapping[str, str]]


@frozen
class CellChange:
    """Letters that would be written into a row of the file.

    Attributes:
        row: What the row is called.
        role: What the role is called.
        old: The letters that stand there now; empty where there are none.
        new: The letters of the table, in the file's scheme.
    """

    row: str | Text
    role: str
    old: str
    new: str
    edit: SetCell


@frozen
class LeftOut:
    """Letters of the table for which the file's scheme has none."""

    row: str | Text
    role: str
    letters: str


@dataclass(slots=True)
class ImportPlan:
    """What a table has that the file has not.

    What stands in the file alone stays: an empty cell of a table says nothing about it.

    Attributes:
        departments: Those to add; so ``roles`` and ``channels``, in the table's order.
        missing: Letters and notes where the file has none.
        differing: Letters where the file has other ones; they stay unless somebody decides so.
        left_out: What cannot be said in the file's scheme.
        scheme: The scheme that the file takes over, as it has no rows yet; else None.
        proposed: What names of the table suggest: a sentence each, and the edit that takes it over.
        reading: What keeps in the file how the table was read; None where nothing is to be kept.
        first: The tables of which the file has none yet: they are written as a whole, as entries
            added one by one cost time by the square of their number.
    """

    departments: list[AddItem] = field(default_factory=list)
    roles: list[AddItem] = field(default_factory=list)
    channels: list[AddItem] = field(default_factory=list)
    missing: list[CellChange] = field(default_factory=list)
    differing: list[CellChange] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    scheme: Scheme | None = None
    proposed: list[tuple[Text, Edit]] = field(default_factory=list)
    reading: SetField | None = None
    first: frozenset[str] = frozenset()

    @property
    def adds(self) -> bool:
        """Whether anything would be added."""
        return bool(self.roles or self.channels or self.missing)

    def edit(self, title: Text, *, over: bool = False) -> Compound:
        """Return all of it as one edit.

        Args:
            title: What the history calls it.
            over: Whether differing letters are taken over, too.
        """
        edits: list[Edit] = [*self._added(self.departments), *self._added(self.roles)]
        if self.scheme:
            edits.insert(0, SetField(("organisation", "scheme"), self.scheme.name))
        edits += [change.edit for change in self.missing]
        edits += [change.edit for change in self.differing if over]
        edits += self._added(self.channels)
        edits += [edit for _, edit in self.proposed]
        return Compound((*edits, *filter(None, [self.reading])), title)

    def _added(self, items: list[AddItem]) -> list[AddItem] | list[SetField]:
        if items and items[0].table in self.first:
            return [SetField((items[0].table,), {item.id: dict(item.values) for item in items})]
        return items


class OpenFile(Protocol):
    """What the plan asks of the file."""

    @property
    def data(self) -> Mapping[str, Any]:
        """What the file says, as plain TOML values."""

    @property
    def organisation(self) -> Organisation:
        """What that means."""


def import_plan(
    file: OpenFile, values: Mapping[str, Any], scheme: Scheme, alike: Alike
) -> ImportPlan:
    """Compare a table with the file that it is to be merged into.

    Roles and rows are those of the file where they are called alike; all others are new, with ids
    made from their names. Letters of another scheme become those of the file that mean the same.

    Args:
        file: The open file.
        values: The table as plain TOML values, with ids of its own.
        scheme: The scheme of its letters.
        alike: Returns, for each letter of a scheme, the one that means the same in another.
    """
    return _Comparison(file, values, scheme, alike).made()


class _Comparison:
    def __init__(
        self, file: OpenFile, values: Mapping[str, Any], scheme: Scheme, alike: Alike
    ) -> None:
        self._data = file.data
        self._organisation = organisation = file.organisation
        self._values = values
        self._found = ImportPlan(first=frozenset(name for name in TABLES if name not in self._data))
        empty = not organisation.channels and organisation.portfolio is None
        named = not (organisation.scheme.own or scheme.own)
        if empty and named and organisation.scheme != scheme:
            self._found.scheme = scheme
        self._scheme = self._found.scheme or organisation.scheme
        self._letters = alike(scheme, self._scheme)
        self._roles = same_roles(organisation, self._values["roles"])

    def _taken(self, table: str) -> set[str]:
        """Return the ids in use, those of entries that cannot be understood included."""
        entries = self._data.get(table)
        return set(entries) if isinstance(entries, dict) else set()

    def made(self) -> ImportPlan:
        """Return the plan: every row of the table compared with the file's."""
        self._add_roles()
        rows = same_rows(self._organisation, self._values["channels"])
        ids = self._channel_ids(rows)
        portfolio = self._values.get("portfolio", {}).get("raci", {})
        self._compare(RowAt(None), Text("Choice and mix of channels"), portfolio)
        for id_, values in self._values["channels"].items():
            if id_ in rows:
                self._compare_channel(rows[id_], values)
            else:
                self._add_channel(ids[id_], values, ids)
        return self._found

    def _channel_ids(self, rows: Mapping[str, RowAt]) -> dict[str, str]:
        """Return the file's ids of channels by the table's; new ones are made from names."""
        ids = {id_: at.channel for id_, at in rows.items() if at.channel}
        taken = self._taken("channels")
        for id_, values in self._values["channels"].items():
            if id_ not in rows:
                ids[id_] = make_id(values["name"], taken, "row")
                taken.add(ids[id_])
        return ids

    def _add_roles(self) -> None:
        ids: dict[str, str] = {}
        for department in self._organisation.departments.values():
            ids.setdefault(name_key(department.name), department.id)
        departments = self._values.get("departments", {})
        known = self._taken("roles")
        added: list[tuple[str, dict[str, Any]]] = []
        for id_, values in self._values["roles"].items():
            if id_ in self._roles:
                continue
            new = dict(values)
            if "department" in new:
                new["department"] = self._department(departments[new["department"]]["name"], ids)
            self._roles[id_] = make_id(values["name"], known, "role")
            known.add(self._roles[id_])
            added.append((id_, new))
        for id_, new in added:
            refers = _referring(new, ("deputy", "reports_to"), self._roles)
            self._found.roles.append(AddItem("roles", self._roles[id_], refers))

    def _department(self, name: str, ids: dict[str, str]) -> str:
        """Return the id of a department, which is added where there is none of that name."""
        key = name_key(name)
        if key not in ids:
            taken = self._taken("departments").union(ids.values())
            ids[key] = make_id(name, taken, "department")
            self._found.departments.append(AddItem("departments", ids[key], {"name": name}))
        return ids[key]

    def _add_channel(self, id_: str, values: Mapping[str, Any], ids: Mapping[str, str]) -> None:
        new = {key: value for key, value in values.items() if key not in {"raci", "duties"}}
        new = _referring(new, ("combines_with",), ids)
        if cells := self._written(values["name"], values.get("raci", {})):
            new["raci"] = cells
        duties = {
            duty: self._written(_duty_name(values["name"], Duty(duty)), cells)
            for duty, cells in values.get("duties", {}).items()
        }
        if duties := {duty: cells for duty, cells in duties.items() if cells}:
            new["duties"] = duties
        self._found.channels.append(AddItem("channels", id_, new))

    def _written(self, row: str | Text, cells: Mapping[str, Any]) -> dict[str, Any]:
        """Return cells as they stand in a file."""
        written: dict[str, Any] = {}
        for role, _, cell in self._cells(row, cells):
            noted = {"letters": cell.letters, "why": cell.why, "until": cell.until}
            noted = {key: value for key, value in noted.items() if value is not None}
            if len(noted) > 1:
                written[role] = noted
            elif cell.letters:
                written[role] = cell.letters
        return written

    def _cells(self, row: str | Text, cells: Mapping[str, Any]) -> Iterator[tuple[str, str, Cell]]:
        """Yield the file's id of each role, the role's name, and its cell in the file's letters."""
        for id_, value in cells.items():
            noted: Mapping[str, Any] = {"letters": value} if isinstance(value, str) else value
            letters = noted["letters"]
            name = self._values["roles"][id_]["name"]
            lost = "".join(char for char in letters if not self._letters[char])
            if lost:
                self._found.left_out.append(LeftOut(row, name, lost))
            meant = self._scheme.spelled("".join(self._letters[char] for char in letters))
            yield self._roles[id_], name, Cell(meant, noted.get("why"), noted.get("until"))

    def _compare_channel(self, at: RowAt, values: Mapping[str, Any]) -> None:
        self._compare(at, values["name"], values.get("raci", {}))
        for word, cells in values.get("duties", {}).items():
            duty = Duty(word)
            self._compare(RowAt(at.channel, duty), _duty_name(values["name"], duty), cells)

    def _compare(self, at: RowAt, row: str | Text, cells: Mapping[str, Any]) -> None:
        here = self._here(at)
        for role, name, cell in self._cells(row, cells):
            old = here.get(role, Cell(""))
            differs = bool(old.letters and cell.letters) and set(old.letters) != set(cell.letters)
            adds = bool(cell.letters and not old.letters) or _notes_more(old, cell)
            if differs or adds:
                first, second = (cell, old) if differs else (old, cell)
                new = Cell(
                    cell.letters if differs or not old.letters else old.letters,
                    first.why or second.why,
                    old.until or cell.until,
                )
                edit = SetCell(at.channel, role, new, at.duty)
                change = CellChange(row, name, old.letters, new.letters, edit)
                (self._found.differing if differs else self._found.missing).append(change)

    def _here(self, at: RowAt) -> Mapping[str, Cell]:
        """Return what stands in a row of the file."""
        if at.channel is None:
            return self._organisation.portfolio or {}
        channel = self._organisation.channels[at.channel]
        return channel.raci if at.duty is None else channel.duties.get(at.duty, {})


def _referring(
    values: Mapping[str, Any], keys: tuple[str, ...], ids: Mapping[str, str]
) -> dict[str, Any]:
    """Return values whose references are ids of the file; those to nothing are left out."""
    new = dict(values)
    for key in keys:
        if key in new:
            new[key] = [ids[other] for other in new[key] if other in ids]
    return {key: value for key, value in new.items() if key not in keys or value}


def _notes_more(old: Cell, new: Cell) -> bool:
    """Tell whether a cell says why or until when where the file's says nothing."""
    return bool(new.why and not old.why) or bool(new.until and not old.until)


def _duty_name(channel: str, duty: Duty) -> Text:
    return Text("{channel}: {duty}", {"channel": channel, "duty": DUTY_ROWS[duty]})
