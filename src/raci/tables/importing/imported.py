"""What an import is: tables of letters, the scheme they are in, and what is doubted of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.frozen import field, frozen
from raci.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from raci.model.organisation import Duty
    from raci.model.scheme import Scheme
    from raci.tables.importing.reading import Reading
    from raci.words import Words


@frozen
class Meaning:
    """What a row is beside its name: most are channels of which nothing else is said.

    Attributes:
        portfolio: Whether it is the row about the choice and mix of channels.
        duty: Which duty of ``channel`` it is; None for a row of its own.
        channel: The name of the channel that the duty belongs to.
        facts: What else is said of the channel, as a file has it: kind, status, note.
        id: What a file of ours calls the channel.
    """

    portfolio: bool = False
    duty: Duty | None = None
    channel: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""


@frozen
class Returned:
    """What an export of ours carried.

    Attributes:
        file: The values of the file with what its table shows now; None where it had none.
        head: What holds for the whole matrix: the organisation, its scheme.
    """

    file: Mapping[str, Any] | None = None
    head: Mapping[str, Any] = field(default_factory=dict)


#: What documents carry that are no exports of ours.
NOTHING = Returned()
#: The meaning of most rows.
A_ROW = Meaning()


@frozen
class ImportedRow:
    """A row of letters.

    Attributes:
        name: Its full name; of a duty ``Website: Content``.
        cells: Letters by role, in the order of the roles; roles without letters are missing.
        whys: Notes by role; also of roles without letters.
        untils: Last valid days by role.
    """

    name: str
    group: str
    cells: Mapping[str, str]
    whys: Mapping[str, str] = field(default_factory=dict)
    untils: Mapping[str, dt.date] = field(default_factory=dict)
    meaning: Meaning = A_ROW


@frozen
class ImportedTable:
    """A matrix as it was recognised.

    Attributes:
        departments: What stood over roles in the head, by role.
        row_head: What the rows are called; empty where nothing says so.
        scheme: What its letters are in, if that is not the document's.
        facts: What else is said of roles, by role: the keys of a file, and ``id``.
    """

    name: str
    roles: tuple[str, ...]
    rows: tuple[ImportedRow, ...]
    departments: Mapping[str, str] = field(default_factory=dict)
    row_head: str = ""
    scheme: Scheme | None = None
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@frozen
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


@frozen
class Doubt:
    """Something that was skipped, or could be read in two ways.

    Attributes:
        place: Where: ``file.md:12``, ``Sheet1!C7`` or a path into JSON; the same in any language.
        message: What was skipped or how it was read.
        table: The number of the table that it speaks of; None for the whole document.
        rows: The rows that it is about; None for all.
        roles: The roles that it is about; None for all.
    """

    place: str
    message: Text
    table: int | None = None
    rows: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None


def with_more(message: Text, others: int) -> Text:
    """Return what is said of the first of several cells alike."""
    if not others:
        return message
    more = Text("one more cell", {"n": others}, "{n} more cells")
    return Text("{said} ({more} like it)", {"said": message, "more": more})
