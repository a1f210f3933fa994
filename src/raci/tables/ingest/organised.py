"""From an import to an organisation, as the plain values of a file that reads as hand-written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.model.naming import make_id
from raci.model.scheme import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci.tables.ingest.imported import Imported, ImportedRow, ImportedTable

#: The format that these values are written in (format page).
FORMAT = 1


def to_values(imported: Imported, name: str, language: str) -> dict[str, Any]:
    """Return an organisation as plain TOML values.

    Roles and rows stand in the order of the document. Roles of several tables are one role if
    their names differ in nothing but case and blanks; several tables become groups.

    Args:
        imported: What was recognised.
        name: What the organisation is called.
        language: ``de`` or ``en``.
    """
    organisation = {"name": name, "language": language}
    if imported.scheme is not SCHEMES["RACI"]:
        organisation["scheme"] = imported.scheme.name
    heads = {table.row_head for table in imported.tables}
    if len(heads) == 1 and (head := heads.pop()) and len(head) <= _LONGEST_ROW_NAME:
        organisation["row_name"] = head
    departments = _departments(imported.tables)
    roles, ids = _roles(imported.tables, departments)
    values: dict[str, Any] = {"format": FORMAT, "organisation": organisation}
    if departments:
        values["departments"] = {key: {"name": title} for title, key in departments.items()}
    values["roles"] = roles
    values["channels"] = _channels(imported, ids)
    return values


_LONGEST_ROW_NAME = 40


def _departments(tables: Iterable[ImportedTable]) -> dict[str, str]:
    """Return the departments' ids by name."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for table in tables:
        for title in table.departments.values():
            if title not in ids:
                ids[title] = make_id(title, taken, "department")
                taken.add(ids[title])
    return ids


def _key(role: str) -> str:
    return " ".join(role.split()).casefold()


def _roles(
    tables: Iterable[ImportedTable], departments: dict[str, str]
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the roles by id, and their ids by folded name."""
    roles: dict[str, dict[str, Any]] = {}
    ids: dict[str, str] = {}
    for table in tables:
        for role in table.roles:
            key = _key(role)
            if key in ids:
                continue
            ids[key] = make_id(role, roles, "role")
            roles[ids[key]] = {"name": role or "?"}
            if role in table.departments:
                roles[ids[key]]["department"] = departments[table.departments[role]]
    return roles, ids


def _channels(imported: Imported, ids: dict[str, str]) -> dict[str, dict[str, Any]]:
    channels: dict[str, dict[str, Any]] = {}
    titles = _titles(imported.tables)
    for table, title in zip(imported.tables, titles, strict=True):
        for row in table.rows:
            values: dict[str, Any] = {"name": row.name}
            if group := " / ".join(part for part in (title, row.group) if part):
                values["group"] = group
            if cells := _cells(row, ids, imported):
                values["raci"] = cells
            channels[make_id(row.name, channels, "row")] = values
    return channels


def _titles(tables: Sequence[ImportedTable]) -> list[str]:
    """Return what a table adds to its rows' groups: its name, where there are several tables."""
    names = {table.name for table in tables}
    return [table.name if len(names) > 1 else "" for table in tables]


def _cells(row: ImportedRow, ids: dict[str, str], imported: Imported) -> dict[str, Any]:
    """Return the row's letters by role id; a note makes a cell a table."""
    cells: dict[str, Any] = {}
    for role in dict.fromkeys((*row.cells, *row.whys)):
        letters = imported.scheme.spelled(row.cells.get(role, ""))
        why = row.whys.get(role, "")
        cells[ids[_key(role)]] = {"letters": letters, "why": why} if why else letters
    return {role: cell for role, cell in cells.items() if cell}
