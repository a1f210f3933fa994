"""What an import is: tables of letters, doubts, and the scheme they are in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.scheme import Scheme
    from raci.tables.ingest.sheet import Doubt
    from raci.words import Words


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of letters.

    Attributes:
        cells: Letters by role, in the order of the roles; roles without letters are missing.
        whys: Notes by role; also of roles without letters.
    """

    name: str
    group: str
    cells: Mapping[str, str]
    whys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A matrix as it was recognised.

    Attributes:
        departments: What stood over roles in the head, by role.
        row_head: What the rows are called; empty where nothing says so.
    """

    name: str
    roles: tuple[str, ...]
    rows: tuple[ImportedRow, ...]
    departments: Mapping[str, str] = field(default_factory=dict)
    row_head: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """All that was recognised in a document.

    Attributes:
        doubts: What was skipped or could be read in two ways, in the document's order.
    """

    tables: tuple[ImportedTable, ...]
    doubts: tuple[Doubt, ...]
    scheme: Scheme


def to_json(imported: Imported, words: Words) -> dict[str, Any]:
    """Return the contract's form of an import (interface page, "import, json")."""
    return {
        "version": 1,
        "tables": [
            {
                "name": table.name,
                "roles": list(table.roles),
                "rows": [
                    {"name": row.name, "group": row.group, "cells": dict(row.cells)}
                    for row in table.rows
                ],
            }
            for table in imported.tables
        ],
        "doubts": [
            {"place": doubt.place, "message": words.say(doubt.message)} for doubt in imported.doubts
        ],
    }
