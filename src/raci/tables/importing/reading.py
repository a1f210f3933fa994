"""How a document was read, as a value: it can be shown, stated in parts, kept and used again."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from raci.frozen import field, frozen
from raci.model.error import RaciError
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(StrEnum):
    """What stands where in a table."""

    COLUMNS = "columns"
    ROWS = "rows"
    NAMED = "named"
    TASKED = "tasked"
    RECORDS = "records"
    TICKED = "ticked"
    PAIRED = "paired"
    TITLED = "titled"


_SHAPES = {
    Shape.COLUMNS: Text("roles in the columns, letters in the cells"),
    Shape.ROWS: Text("roles in the rows, tasks in the columns"),
    Shape.NAMED: Text("a column per letter, roles named in the cells"),
    Shape.TASKED: Text("roles in the rows, a column per letter, tasks named in the cells"),
    Shape.RECORDS: Text("a line per task, role and letter"),
    Shape.TICKED: Text("a line per task and role, a tick per letter"),
    Shape.PAIRED: Text("several columns per role, one a letter"),
    Shape.TITLED: Text("a table about one task, or one role, which its title names"),
}
#: Shapes in which roles stand in rows, and those in which they stand in columns.
IN_ROWS = frozenset((Shape.ROWS, Shape.TASKED))
IN_COLUMNS = frozenset((Shape.COLUMNS, Shape.NAMED, Shape.PAIRED))


@frozen
class Stated:
    """What a person says of the reading; what is empty, or None, is inferred.

    Attributes:
        number: Which of the readings that were listed, from 1; 0 for the likeliest.
        head_rows: How many rows the heads of tables have.
        roles: Where roles stand: ``rows`` or ``columns``.
        letters: Letters of RACI and its kin by the symbols that mean the same; an empty letter says
            that the symbol stands for nothing.
        skip: Heads (or names, as ``C``) of columns, and numbers of rows, that are left aside.
        source: What kind of file it is, whatever its name says: a name in ``SOURCES``.
        sheet: The one sheet or table to read, by name.
        encoding: The encoding of a text.
        scheme: The scheme that its letters are in, by name.
        shapes: What stands where in its tables; ``rows`` is the head of the column that names their
            rows. Both are what a number meant, in a reading that was kept.
    """

    number: int = 0
    head_rows: int | None = None
    roles: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    source: str = ""
    sheet: str = ""
    encoding: str = ""
    scheme: str = ""
    shapes: tuple[Shape, ...] = ()
    rows: str = ""


@frozen
class TableReading:
    """How one table was read.

    Attributes:
        sheet: The name of its sheet, or the heading above it.
        place: Where it begins.
        head: The sheet's rows of its head.
        body: The first row after the head, and the row after its last.
        names: The sheet's column that names rows; -1 where none does. ``groups`` likewise.
        roles: The sheet's columns of letters (or of names by letter).
        fields: Columns that were kept beside the letters.
        held: What roles are called.
        rows: The head of the column that names rows.
    """

    sheet: str
    place: str
    shape: Shape
    head: tuple[int, ...]
    body: tuple[int, int]
    names: int
    groups: tuple[int, ...]
    roles: tuple[int, ...]
    fields: tuple[int, ...]
    held: tuple[str, ...]
    rows: str

    @property
    def summary(self) -> Text:
        """What a person reads of it, on one line."""
        return Text(
            "{place}: {shape}; {heads}; {names}",
            {
                "place": self.place,
                "shape": _SHAPES[self.shape],
                "heads": Text("{n} row of heads", {"n": len(self.head)}, "{n} rows of heads"),
                "names": tuple(self.held[:4]) + (("…",) if len(self.held) > 4 else ()),  # noqa: PLR2004
            },
        )


@frozen
class Reading:
    """How a whole document was read.

    Attributes:
        number: Its rank, from 1, the likeliest.
        tables: How each table was read.
        margin: How much likelier it is than the next one; for others how much less than the first.
    """

    number: int
    tables: tuple[TableReading, ...]
    margin: float

    @property
    def summary(self) -> Text:
        """What a person reads of it."""
        if not self.tables:
            return Text("no matrix")
        return Text("{tables}", {"tables": tuple(table.summary for table in self.tables)})


class UnclearError(RaciError):
    """A document that can be read in several ways, none of which is likely enough.

    Attributes:
        readings: The ways, the likeliest first.
    """

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        """Say how many ways there are."""
        super().__init__(
            Text(
                "The table can be read in {n} ways; choose one with --reading: {readings}",
                {
                    "n": len(readings),
                    "readings": tuple(
                        Text("{n}: {summary}", {"n": one.number, "summary": one.summary})
                        for one in readings
                    ),
                },
            )
        )
        self.readings = readings
