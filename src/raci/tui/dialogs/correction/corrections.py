"""The corrections of a reading: each states something else, is weighed, and can be taken back."""

from __future__ import annotations

import asyncio
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
    from raci.tables.importing.sheet import Sheet


class Corrections:
    """What was stated one after the other of a document, and what came of the last.

    Attributes:
        opened: The document.
        stated: What is stated now.
        found: What came of what was weighed last.
        sheets: The sheets that it was read in.
    """

    def __init__(
        self, opened: Opened, base: Stated | None = None, kept: Stated | None = None
    ) -> None:
        """Begin with what is known from last time, or with nothing.

        Args:
            opened: The document.
            base: What is beyond question, such as the kind of a document without a name.
            kept: What was stated last time.
        """
        self.opened = opened
        self._base = base or Stated()
        self._kept = kept is not None and kept != self._base
        self.stated = kept if kept and self._kept else self._base
        self.found = Outcome(self.stated)
        self.sheets: Sequence[Sheet] = ()
        self._steps: list[Stated] = []

    @property
    def kept(self) -> bool:
        """Whether it is read as last time."""
        return self._kept and not self._steps

    def begin(self) -> None:
        """Read it for the first time; where it cannot be read as last time, as if for the first.

        Raises:
            RaciError: It holds nothing that could be corrected into a matrix.
        """
        self.found, self.sheets = self._read(self.stated)
        if self.found.problem and self._kept:
            self._kept = False
            self.found, self.sheets = self._read(self._base)
        if self.found.problem and not any(map(_is_grid, self.sheets)):
            raise RaciError(self.found.problem)
        self.stated = self.found.stated

    def state(self, stated: Stated) -> bool:
        """State something else; tell whether it is anything else."""
        if stated == self.stated:
            return False
        self._steps.append(self.stated)
        self.stated = stated
        return True

    def take_back(self) -> bool:
        """State again what was stated before; tell whether there was anything."""
        if not self._steps:
            return False
        self.stated = self._steps.pop()
        return True

    def forget(self) -> bool:
        """State nothing any longer, not even what is known from last time."""
        return self.state(self._base)

    async def weigh(self) -> None:
        """Read as stated, and anew as long as something else was stated meanwhile."""
        stated = None
        while stated is not self.stated:
            stated = self.stated
            self.found, self.sheets = await asyncio.to_thread(self._read, stated)
        # What has to be said of an unclear document is stated from here on.
        self.stated = self.found.stated

    def _read(self, stated: Stated) -> tuple[Outcome, Sequence[Sheet]]:
        found = outcome(self.opened, stated)
        try:
            sheets = self.opened.sheets(stated)
        except RaciError:  # of which the outcome tells
            return found, self.sheets
        return found, [one for one in sheets if one.rows and not one.prose]


def _is_grid(sheet: Sheet) -> bool:
    """Tell whether a sheet is more than a list or a text."""
    return len(sheet.rows) > 1 and sheet.width > 1 and not sheet.loose


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
