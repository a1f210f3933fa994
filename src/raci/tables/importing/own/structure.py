"""JSON that this program wrote: the export of an organisation, and the answer of an import."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from raci.model.organisation import Duty
from raci.tables.importing.imported import (
    A_ROW,
    ImportedRow,
    ImportedTable,
    Meaning,
)
from raci.tables.importing.own.facts import (
    channel_facts,
    day_of,
    role_facts,
    scheme_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Names of a channel's own letters and of those of a duty, as other formats show them.
_DUTY = "{channel}: {duty}"
_PORTFOLIO = "Choice and mix of channels"


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
    roles = dict.fromkeys(table["roles"])
    rows = tuple(
        ImportedRow(
            str(row.get("name", "")),
            str(row.get("group", "")),
            {role: letters for role, letters in row["cells"].items() if role in roles and letters},
            meaning=_said(row),
        )
        for row in table["rows"]
    )
    return ImportedTable(str(table.get("name", "")), tuple(roles), rows)


def _said(row: Mapping[str, Any]) -> Meaning:
    """Return what an answer says of a row beside its name."""
    duty, channel = row.get("duty"), row.get("channel")
    if isinstance(duty, str) and duty in set(Duty) and isinstance(channel, str):
        return Meaning(duty=Duty(duty), channel=channel)
    return Meaning(portfolio=True) if row.get("portfolio") is True else A_ROW


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
    listed = tree.get("departments")
    titles = {
        entry["id"]: entry["name"]
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, dict) and _texts([entry.get("id"), entry.get("name")])
    }
    departments = {
        labels[role["id"]]: titles[role["department"]]
        for role in tree["roles"]
        if isinstance(role.get("department"), str) and role["department"] in titles
    }
    head = tree.get("row_name")
    return ImportedTable(
        str(tree.get("organisation") or tree.get("title") or ""),
        tuple(labels.values()),
        tuple(_rows(tree, labels)),
        departments,
        head if isinstance(head, str) else "",
        scheme_of(tree.get("scheme")),
        {labels[role["id"]]: role_facts(role) for role in tree["roles"]},
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


def _rows(tree: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[ImportedRow]:
    if _noted(tree.get("portfolio")):
        yield _row(_PORTFOLIO, "", tree["portfolio"], labels, Meaning(portfolio=True))
    for row in tree["rows"]:
        name, group = str(row.get("name", "")), str(row.get("group") or "")
        meaning = Meaning(facts=channel_facts(row), id=str(row.get("id") or ""))
        yield _row(name, group, row["cells"], labels, meaning)
        duties = row.get("duties")
        for duty, cells in (duties if isinstance(duties, dict) else {}).items():
            if duty in set(Duty) and _noted(cells):
                meaning = Meaning(duty=Duty(duty), channel=name, id=str(row.get("id") or ""))
                full = _DUTY.format(channel=name, duty=duty)
                yield _row(full, group, cells, labels, meaning)


def _row(
    name: str,
    group: str,
    cells: Mapping[str, Mapping[str, Any]],
    labels: Mapping[str, str],
    meaning: Meaning,
) -> ImportedRow:
    known = {labels[role]: cell for role, cell in cells.items() if role in labels}
    days = {role: day_of(cell.get("until")) for role, cell in known.items()}
    return ImportedRow(
        name,
        group,
        {role: cell["letters"] for role, cell in known.items() if cell["letters"]},
        {role: str(cell["why"]) for role, cell in known.items() if cell.get("why")},
        {role: day for role, day in days.items() if day},
        meaning,
    )
