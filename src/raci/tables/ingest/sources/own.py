"""JSON that this program wrote: the export of an organisation, and the answer of an import."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from raci.tables.ingest.imported import ImportedRow, ImportedTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Names of a channel's own letters and of those of a duty, as other formats show them.
_DUTY = "{channel}: {duty}"


def own_tables(tree: Any) -> list[ImportedTable]:  # noqa: ANN401 - whatever JSON has
    """Return the tables of our own JSON; none where it is somebody else's."""
    if not isinstance(tree, dict) or tree.get("version") != "1":
        return []
    tables = tree.get("tables")
    if isinstance(tables, list) and all(map(_is_answer, tables)):
        return [_answer(table) for table in tables]
    if _is_export(tree):
        return [_export(tree)]
    return []


def _is_answer(table: Any) -> bool:  # noqa: ANN401
    return (
        isinstance(table, dict)
        and _texts(table.get("roles"))
        and isinstance(table.get("rows"), list)
        and all(isinstance(row, dict) and _letters(row.get("cells")) for row in table["rows"])
    )


def _texts(values: Any) -> bool:  # noqa: ANN401
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _letters(cells: Any) -> bool:  # noqa: ANN401
    return isinstance(cells, dict) and _texts(list(cells.values()))


def _answer(table: Mapping[str, Any]) -> ImportedTable:
    roles = tuple(dict.fromkeys(table["roles"]))
    rows = tuple(
        ImportedRow(
            str(row.get("name", "")),
            str(row.get("group", "")),
            {role: letters for role, letters in row["cells"].items() if role in roles and letters},
        )
        for row in table["rows"]
    )
    return ImportedTable(str(table.get("name", "")), roles, rows)


def _is_export(tree: Mapping[str, Any]) -> bool:
    roles, rows = tree.get("roles"), tree.get("rows")
    return (
        isinstance(roles, list)
        and isinstance(rows, list)
        and all(
            isinstance(role, dict) and _texts([role.get("id"), role.get("name")]) for role in roles
        )
        and all(isinstance(row, dict) and _noted(row.get("cells")) for row in rows)
    )


def _noted(cells: Any) -> bool:  # noqa: ANN401
    return isinstance(cells, dict) and all(
        isinstance(cell, dict) and isinstance(cell.get("letters"), str) for cell in cells.values()
    )


def _export(tree: Mapping[str, Any]) -> ImportedTable:
    labels = _labels(tree["roles"])
    titles = {
        entry["id"]: entry["name"]
        for entry in tree.get("departments") or ()
        if isinstance(entry, dict) and _texts([entry.get("id"), entry.get("name")])
    }
    departments = {
        labels[role["id"]]: titles[role["department"]]
        for role in tree["roles"]
        if role.get("department") in titles
    }
    rows: list[ImportedRow] = []
    for row in tree["rows"]:
        name, group = str(row.get("name", "")), str(row.get("group") or "")
        rows.append(_row(name, group, row["cells"], labels))
        duties = row.get("duties")
        for duty, cells in (duties if isinstance(duties, dict) else {}).items():
            if _noted(cells):
                rows.append(_row(_DUTY.format(channel=name, duty=duty), group, cells, labels))
    head = tree.get("row_name")
    return ImportedTable(
        str(tree.get("organisation") or tree.get("title") or ""),
        tuple(labels.values()),
        tuple(rows),
        departments,
        head if isinstance(head, str) else "",
    )


def _labels(roles: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the roles' names by id, with the column head in brackets where a name is twice."""
    seen = Counter(role["name"] for role in roles)
    return {
        role["id"]: f"{role['name']} ({role.get('head') or role['id']})"
        if seen[role["name"]] > 1
        else role["name"]
        for role in roles
    }


def _row(
    name: str, group: str, cells: Mapping[str, Mapping[str, Any]], labels: Mapping[str, str]
) -> ImportedRow:
    known = {labels[role]: cell for role, cell in cells.items() if role in labels}
    return ImportedRow(
        name,
        group,
        {role: cell["letters"] for role, cell in known.items() if cell["letters"]},
        {role: str(cell["why"]) for role, cell in known.items() if cell.get("why")},
    )
