"""From an import to an organisation, as the plain values of a file that reads as hand-written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from raci.model.naming import make_id
from raci.model.organisation import Duty
from raci.model.scheme import SCHEMES
from raci.tables.importing.imported import Imported, ImportedRow, ImportedTable, Meaning
from raci.tables.importing.matrices.agreement import meant_alike
from raci.tables.importing.own.facts import carried_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci.model.scheme import Scheme
    from raci.tables.importing.imported import Doubt, Returned

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
    if imported.returned.file is not None:
        return dict(imported.returned.file)
    organisation: dict[str, Any] = {"name": name, "language": language}
    if imported.scheme is not SCHEMES["RACI"] and not imported.scheme.own:
        organisation["scheme"] = imported.scheme.name
    heads = {table.row_head for table in imported.tables}
    if len(heads) == 1 and (head := heads.pop()) and len(head) <= _LONGEST_ROW_NAME:
        organisation["row_name"] = head
    departments = _departments(imported.tables)
    roles, ids = _roles(imported.tables, departments)
    values: dict[str, Any] = {"format": FORMAT, "organisation": organisation}
    if imported.scheme.own:
        values["scheme"] = _own_scheme(imported.scheme)
    if departments:
        values["departments"] = {key: {"name": title} for title, key in departments.items()}
    values["roles"] = roles
    if portfolio := _portfolio(imported, ids):
        values["portfolio"] = {"raci": portfolio}
    values["channels"] = _channels(imported, ids)
    return _with_head(values, imported.returned.head)


def _with_head(values: dict[str, Any], head: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with what an export of ours says of the whole matrix."""
    organisation = head.get("organisation")
    if isinstance(organisation, dict):
        values["organisation"] |= organisation
    if isinstance(head.get("scheme"), dict):
        values["scheme"] = head["scheme"]
        values["organisation"].pop("scheme", None)
    return values


def given(own: Returned, doubts: tuple[Doubt, ...]) -> Imported:
    """Return the import of a document that carried its file."""
    values = own.file or {}
    roles = values.get("roles", {})
    labels = _labels({key: str(role.get("name", key)) for key, role in roles.items()})
    rows = []
    if "portfolio" in values:
        cells = values["portfolio"].get("raci", {})
        rows.append(_given_row("", "", cells, labels, Meaning(portfolio=True)))
    for key, channel in values.get("channels", {}).items():
        name, group = str(channel.get("name", key)), str(channel.get("group", ""))
        facts = {what: said for what, said in channel.items() if what not in _TOLD_APART}
        own_cells = channel.get("raci", {})
        rows.append(_given_row(name, group, own_cells, labels, Meaning(facts=facts, id=key)))
        for duty, cells in channel.get("duties", {}).items():
            if duty in set(Duty):
                meaning = Meaning(duty=Duty(duty), channel=name, id=key)
                rows.append(_given_row(f"{name}: {duty}", group, cells, labels, meaning))
    organisation = values.get("organisation", {})
    table = ImportedTable(str(organisation.get("name", "")), tuple(labels.values()), tuple(rows))
    return Imported((table,), doubts, carried_scheme(values), returned=own)


#: What a row of an import says apart from the facts of its channel.
_TOLD_APART = frozenset(("name", "group", "raci", "duties"))


def _labels(names: Mapping[str, str]) -> dict[str, str]:
    """Return the roles' names by id, with the id in brackets where a name is there twice."""
    seen = Counter(map(_key, names.values()))
    return {key: f"{name} ({key})" if seen[_key(name)] > 1 else name for key, name in names.items()}


def _given_row(
    name: str, group: str, cells: Mapping[str, Any], labels: Mapping[str, str], meaning: Meaning
) -> ImportedRow:
    known = {labels[role]: cell for role, cell in cells.items() if role in labels}
    noted = {role: cell for role, cell in known.items() if isinstance(cell, dict)}
    letters = {
        role: cell["letters"] if role in noted and "letters" in cell else cell
        for role, cell in known.items()
    }
    return ImportedRow(
        name,
        group,
        {role: said for role, said in letters.items() if said and isinstance(said, str)},
        {role: str(cell["why"]) for role, cell in noted.items() if cell.get("why")},
        {role: cell["until"] for role, cell in noted.items() if cell.get("until")},
        meaning,
    )


_LONGEST_ROW_NAME = 40


def _own_scheme(scheme: Scheme) -> dict[str, Any]:
    """Return a scheme that a file defines itself."""
    letters = {
        char: {"label": letter.label, "part": letter.part.value, "per_row": letter.per_row.value}
        for char, letter in scheme.letters.items()
    }
    return {"name": scheme.name, "letters": letters}


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
            facts = dict(table.facts.get(role, {}))
            ids[key] = _id(facts.pop("id", ""), role, roles, "role")
            roles[ids[key]] = {"name": role or "?"}
            if role in table.departments:
                roles[ids[key]]["department"] = departments[table.departments[role]]
            roles[ids[key]] |= facts
    return roles, ids


def _portfolio(imported: Imported, ids: dict[str, str]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for table in imported.tables:
        for row in table.rows:
            if row.meaning.portfolio:
                cells |= _cells(row, ids, table.scheme, imported.scheme)
    return cells


def _channels(imported: Imported, ids: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return the channels by id; a row that is a duty goes into the channel of its name."""
    channels: dict[str, dict[str, Any]] = {}
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    rowless: set[tuple[str, str]] = set()
    titles = _titles(imported.tables)
    for table, title in zip(imported.tables, titles, strict=True):
        for row in table.rows:
            if row.meaning.portfolio:
                continue
            duty = row.meaning.duty
            group = " / ".join(part for part in (title, row.group) if part)
            name = row.meaning.channel if duty else row.name
            key = (row.meaning.id, "id") if row.meaning.id else (name, group)
            if key not in by_name or not (duty or key in rowless):
                by_name[key] = {"name": name} | ({"group": group} if group else {})
                channels[_id(row.meaning.id, name, channels, "row")] = by_name[key]
                rowless |= {key} if duty else set()
            if not duty:
                rowless.discard(key)
            by_name[key].update(row.meaning.facts)
            _add_cells(by_name[key], duty, _cells(row, ids, table.scheme, imported.scheme))
    return channels


def _id(given: str, name: str, taken: Mapping[str, Any], default: str) -> str:
    """Return the id that a file of ours gave, or a new one made of the name."""
    return given if given and given not in taken else make_id(name, taken, default)


def _add_cells(values: dict[str, Any], duty: Duty | None, cells: dict[str, Any]) -> None:
    """Add letters to a channel or to one of its duties; those that are there already stay."""
    if not cells:
        return
    if duty is None:
        values["raci"] = cells
    else:
        known = values.setdefault("duties", {}).setdefault(duty.value, {})
        values["duties"][duty.value] = cells | known


def _titles(tables: Sequence[ImportedTable]) -> list[str]:
    """Return what a table adds to its rows' groups: its name, where there are several tables."""
    names = {table.name for table in tables}
    return [table.name if len(names) > 1 else "" for table in tables]


def _cells(
    row: ImportedRow, ids: dict[str, str], source: Scheme | None, scheme: Scheme
) -> dict[str, Any]:
    """Return the row's letters by role id; a note or a last day makes a cell a table.

    Letters of a table in another scheme become those that mean the same, or notes.
    """
    alike = meant_alike(source, scheme) if source else None
    cells: dict[str, Any] = {}
    for role in dict.fromkeys((*row.cells, *row.whys, *row.untils)):
        letters, why = row.cells.get(role, ""), row.whys.get(role, "")
        if alike:
            lost = "".join(char for char in letters if not alike[char])
            letters = "".join(alike[char] for char in letters)
            why = ", ".join(filter(None, (lost, why)))
        noted: dict[str, Any] = {"letters": scheme.spelled(letters)}
        if why:
            noted["why"] = why
        if role in row.untils:
            noted["until"] = row.untils[role]
        cells[ids[_key(role)]] = noted if len(noted) > 1 else noted["letters"]
    return {role: cell for role, cell in cells.items() if cell}
