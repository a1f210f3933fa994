"""Corrections as what a person states of a reading: each makes one statement of another."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from raci.frozen import frozen, replace
from raci.model.error import RaciError
from raci.tables.importing import Stated, UnclearError
from raci.tables.importing.reading import IN_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.text import Text
    from raci.tables.importing import Imported, Opened, Reading
    from raci.tables.importing.reading import TableReading


@frozen
class Outcome:
    """What comes of a statement.

    Attributes:
        stated: The statement; with the number of the first reading where a number must be said.
        imported: What was read; None where nothing could be.
        problem: Why nothing could be read.
        unclear: Whether several readings are about as likely, so that one has to be chosen.
    """

    stated: Stated
    imported: Imported | None = None
    problem: Text | None = None
    unclear: bool = False

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The way it was read, then the others."""
        return self.imported.readings if self.imported else ()


def outcome(opened: Opened, stated: Stated) -> Outcome:
    """Return what comes of reading a document as stated; of several ways the first."""
    try:
        return Outcome(stated, opened.read(stated))
    except UnclearError:
        first = replace(stated, number=1)
        return Outcome(first, opened.read(first), unclear=True)
    except RaciError as error:
        return Outcome(stated, problem=error.text)


def with_heads(stated: Stated, reading: TableReading | None, step: int) -> Stated:
    """Let heads have so many rows more than they have now."""
    now = stated.head_rows
    if now is None:
        now = len(reading.head) if reading else 1
    return _anew(stated, head_rows=max(now + step, 0))


def turned(stated: Stated, reading: TableReading | None) -> Stated:
    """Let roles stand in rows where they stand in columns, and the other way round."""
    in_rows = stated.roles == "rows" or (reading is not None and reading.shape in IN_ROWS)
    return _anew(stated, roles="columns" if in_rows else "rows")


def _anew(stated: Stated, head_rows: int | None = None, roles: str = "") -> Stated:
    """Return a statement of where heads and roles stand: numbers and shapes are inferred anew."""
    heads = stated.head_rows if head_rows is None else head_rows
    return replace(
        stated, head_rows=heads, roles=roles or stated.roles, number=0, shapes=(), rows=""
    )


def with_letter(stated: Stated, symbol: str, letter: str | None) -> Stated:
    """Let a symbol mean a letter, nothing (empty), or what is inferred (None)."""
    letters = {known: other for known, other in stated.letters.items() if known != symbol}
    return replace(stated, letters=letters if letter is None else {**letters, symbol: letter})


def leaving(stated: Stated, name: str) -> Stated:
    """Leave a column aside, or take it in again."""
    others = tuple(one for one in stated.skip if one.casefold() != name.casefold())
    return replace(stated, skip=others if len(others) < len(stated.skip) else (*others, name))


def next_reading(stated: Stated, count: int, step: int) -> Stated:
    """Take the next of so many ways of reading, round and round."""
    return replace(stated, number=((stated.number or 1) - 1 + step) % count + 1)


def on_sheet(stated: Stated, name: str) -> Stated:
    """Read one sheet only, or all of them (empty)."""
    return replace(stated, sheet=name, number=0)


def command(arguments: Sequence[str], stated: Stated) -> str:
    """Return the command that reads a table in the same way.

    Args:
        arguments: Those that say where it goes, and the table's file.
        stated: How it is read.
    """
    said = [
        ("--from", stated.source),
        ("--sheet", stated.sheet),
        ("--encoding", stated.encoding),
        ("--scheme", stated.scheme),
        ("--reading", str(stated.number or "")),
        ("--head-rows", "" if stated.head_rows is None else str(stated.head_rows)),
        ("--roles", stated.roles),
        ("--letters", ",".join(f"{symbol}={to}" for symbol, to in stated.letters.items())),
        ("--skip", ",".join(stated.skip)),
    ]
    options = [part for option, value in said if value for part in (option, value)]
    return shlex.join(["raci", "import", *options, *arguments])
