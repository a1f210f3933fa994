"""JSON: all that the table knows, in a structure that stays as it is.

``{"version": 1, "title", "organisation", "date", "language", "row_name", "note",
"scheme": {"name", "own", "letters": [{"letter", "part", "label", "per_row"}]},
"departments": [{"id", "name"}],
"roles": [{"id", "head", "name", "department", "leadership", "leader", "it", "external", "holders",
"deputies", "reports_to", "note", "fields"}],
"portfolio": null or cells,
"rows": [{"id", "name", "group", "kind", "phases", "combines_with", "critical", "status",
"reviewed": null or {"on", "by"} and, if they were noted, the letters that were seen: "raci":
{role id: letters}, "duties": {duty: {role id: letters}}, "note",
"standing": null or {"reach", "distance", "within", "line"}, "cells", "duties": {duty: cells},
"fields"}], "findings": [text], "file": text}``

Cells are ``{role id: {"letters", "why", "until"}}``. What is absent is null; dates are ISO 8601;
``leader`` is the flag ``leadership`` without IT and outsiders. The layouts long and role change
nothing: a program lays the rows out as it needs them. ``file`` is the whole file as TOML, but for
its comments, so that an import loses nothing; one of some roles only has none.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from raci.model.review import written
from raci.tables.carried import carried
from raci.tables.layouts import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.finding import Standing
    from raci.tables.layouts import Layout, Options
    from raci.tables.table import Column, Row, Table, TableCell

_Json = dict[str, Any]


def to_json(table: Table, layout: Layout, options: Options) -> str:  # noqa: ARG001 - one structure
    """Return the table as JSON; ``options.roles`` keeps these roles and their letters only."""
    from raci.model.text import json_text

    columns = chosen(table, options.roles)
    kept = {column.id for column in columns}
    document = {
        "version": 1,
        "title": table.title,
        "organisation": table.organisation,
        "date": table.date.isoformat(),
        "language": table.words.language,
        "row_name": table.row_name,
        "note": table.note,
        "scheme": {
            "name": table.scheme,
            "own": table.own_scheme,
            "letters": [
                {
                    "letter": entry.char,
                    "part": entry.part.value,
                    "label": entry.label,
                    "per_row": entry.per_row.value,
                }
                for entry in table.legend
            ],
        },
        "departments": [
            {"id": span.id, "name": span.name} for span in table.departments if span.id is not None
        ],
        "roles": [_role(column) for column in columns],
        "portfolio": None if table.portfolio is None else _cells(table.portfolio.cells, kept),
        "rows": _rows(table, kept),
        "findings": list(table.findings),
        "file": "" if options.roles else carried(table.file),
    }
    return json_text(document)


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a free field's value as JSON has it: dates as text, and so numbers without end."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _role(column: Column) -> _Json:
    return {
        "id": column.id,
        "head": column.head,
        "name": column.name,
        "department": column.department,
        "leadership": column.leadership,
        "leader": column.leader,
        "it": column.it,
        "external": column.external,
        "holders": list(column.holders),
        "deputies": list(column.deputies),
        "reports_to": list(column.reports_to),
        "note": column.note,
        "fields": _plain(dict(column.fields)),
    }


def _rows(table: Table, kept: set[str]) -> list[_Json]:
    """Return the channels, each with its duties inside."""
    rows: list[_Json] = []
    for group in table.groups:
        for row in group.rows:
            if row.duty is None:
                rows.append(_row(row, kept))
            else:
                rows[-1]["duties"][row.duty.value] = _cells(row.cells, kept)
    return rows


def _row(row: Row, kept: set[str]) -> _Json:
    return {
        "id": row.id,
        "name": row.label,
        "group": row.group,
        "kind": row.kind and row.kind.value,
        "phases": [phase.value for phase in row.phases],
        "combines_with": list(row.combines_with),
        "critical": row.critical,
        "status": row.status and row.status.value,
        "reviewed": row.review
        and {"by": None, **written(row.review), "on": row.review.on.isoformat()},
        "note": row.note,
        "standing": row.standing and _standing(row.standing),
        "cells": _cells(row.cells, kept),
        "duties": {},
        "fields": _plain(dict(row.fields)),
    }


def _standing(standing: Standing) -> _Json:
    return {
        "reach": standing.reach.value,
        "distance": standing.distance,
        "within": standing.within,
        "line": list(standing.line),
    }


def _cells(cells: Mapping[str, TableCell], kept: set[str]) -> _Json:
    return {
        role: {
            "letters": cell.letters,
            "why": cell.why,
            "until": cell.until and cell.until.isoformat(),
        }
        for role, cell in cells.items()
        if role in kept
    }
