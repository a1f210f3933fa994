"""What an import is: tables of letters, doubts, and the scheme they are in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from raci.tables.returned import Returned

if TYPE_CHECKING:
    from raci.model.scheme import Scheme
    from raci.tables.importing.doubt import Doubt
    from raci.tables.importing.imported_table import ImportedTable, Meaning
    from raci.tables.importing.reading import Reading
    from raci.words import Words


#: What documents carry that are no exports of ours.
NOTHING = Returned()


@dataclass(frozen=True, slots=True)
class Imported:
    """All that was recognised in a document.

    Attributes:
        doubts: What was skipped or could be read in two ways, in the document's order.
        returned: What an export of ours carried besides.
        readings: How it was read, the ways that were ranked below it behind; none of our own files.
    """

    tables: tuple[ImportedTable, ...]
    doubts: tuple[Doubt, ...]
    scheme: Scheme
    readings: tuple[Reading, ...] = ()
    returned: Returned = NOTHING


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
                    | _said(row.meaning)
                    for row in table.rows
                ],
            }
            for table in imported.tables
        ],
        "doubts": [
            {
                "place": doubt.place,
                "message": words.say(doubt.message),
                "table": doubt.table,
                "rows": None if doubt.rows is None else list(doubt.rows),
                "roles": None if doubt.roles is None else list(doubt.roles),
            }
            for doubt in imported.doubts
        ],
    }


def readings_to_json(readings: tuple[Reading, ...], words: Words) -> dict[str, Any]:
    """Return the contract's form of a refusal with readings to choose from."""
    return {
        "version": 1,
        "tables": [],
        "doubts": [],
        "readings": [
            {
                "number": reading.number,
                "reading": " + ".join(table.shape for table in reading.tables) or "none",
                "summary": words.say(reading.summary),
                "margin": round(reading.margin, 2),
            }
            for reading in readings
        ],
    }


def _said(meaning: Meaning) -> dict[str, Any]:
    """Return what makes a row more than a channel; nothing for most."""
    if meaning.duty:
        return {"channel": meaning.channel, "duty": meaning.duty.value}
    return {"portfolio": True} if meaning.portfolio else {}
