"""How a document was read, as a value: shown, stated in parts, kept in the file, used again."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from raci.frozen import field, frozen, names_of, replace
from raci.model.edit import SetField
from raci.model.error import RaciError
from raci.model.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


#: The table of an organisation's file that holds readings, one per source.
TABLE = "import"
#: Keys of the file by the names that parts of a reading have here.
_KEYS = {
    "source": "from",
    "sheet": "sheet",
    "encoding": "encoding",
    "scheme": "scheme",
    "shapes": "shape",
    "head_rows": "head_rows",
    "roles": "roles",
    "rows": "rows",
    "letters": "letters",
    "skip": "skip",
}
_NUMBERS = re.compile(r"\d+")


def kept_reading(data: Mapping[str, Any], name: str) -> Stated:
    """Return what a file keeps of the reading of a source; what cannot be understood is left out.

    Args:
        data: What the file says, as plain TOML values.
        name: The source's name. Names that differ in numbers only are taken for the same source in
            another month.
    """
    kept = _entries(data).get(_key(data, name))
    if not isinstance(kept, dict):
        return Stated()
    found: dict[str, Any] = {}
    for part, key in _KEYS.items():
        value = kept.get(key)
        if part == "shapes":
            known = [Shape(word) for word in _texts(value) if word in set(Shape)]
            found[part] = tuple(known)
        elif part == "skip":
            found[part] = tuple(_texts(value))
        elif part == "head_rows":
            found[part] = value if type(value) is int and value >= 0 else None
        elif part == "letters":
            pairs = value.items() if isinstance(value, dict) else ()
            found[part] = {symbol: letter for symbol, letter in pairs if isinstance(letter, str)}
        else:
            found[part] = value if isinstance(value, str) else ""
    return Stated(**found)


def overlaid(kept: Stated, stated: Stated) -> Stated:
    """Return what is kept with what a person says now, which counts more.

    Where a person gives a number, the height of heads and the side of the roles that were kept
    count no more; where a person gives any of the three, neither do the shapes that were kept.
    """
    said = {name: value for name in names_of(stated) if (value := getattr(stated, name))}
    if stated.head_rows is not None:
        said["head_rows"] = stated.head_rows
    if stated.number:
        kept = replace(kept, head_rows=None, roles="")
    if stated.number or stated.roles or stated.head_rows is not None:
        kept = replace(kept, shapes=(), rows="")
    if stated.letters:
        said["letters"] = {**kept.letters, **stated.letters}
    return replace(kept, **said)


def reading_values(stated: Stated, readings: Sequence[Reading]) -> dict[str, Any]:
    """Return what is to be kept of a reading, as plain TOML values; nothing where all was inferred.

    A number means something else as soon as the source changes, so what it stood for is kept.

    Args:
        stated: What a person said of it.
        readings: The readings of the source, the one that was taken first.
    """
    if stated.number and readings:
        tables = readings[0].tables
        heads = {len(table.head) for table in tables}
        rows = {table.rows for table in tables}
        stated = replace(
            stated,
            shapes=tuple(dict.fromkeys(table.shape for table in tables)),
            head_rows=heads.pop() if len(heads) == 1 else None,
            rows=rows.pop() if len(rows) == 1 else "",
        )
    values: dict[str, Any] = {}
    for part, key in _KEYS.items():
        value = getattr(stated, part)
        if part == "shapes":
            value = [shape.value for shape in value]
        elif part == "skip":
            value = list(value)
        elif part == "letters":
            value = dict(value)
        if value or value == 0:
            values[key] = value[0] if part == "shapes" and len(value) == 1 else value
    return values


def keep_reading(
    data: Mapping[str, Any], name: str, stated: Stated, readings: Sequence[Reading]
) -> SetField | None:
    """Return the edit that keeps a reading; None where there is nothing to keep, or it is kept.

    Args:
        data: What the file says, as plain TOML values.
        name: The source's name; empty where it has none.
        stated: What a person said of the reading, what was kept before included.
        readings: The readings of the source, the one that was taken first.
    """
    values = reading_values(stated, readings)
    key = _key(data, name)
    if not name or not values or _entries(data).get(key) == values:
        return None
    return SetField((TABLE, key), values)


def _entries(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found = data.get(TABLE)
    return found if isinstance(found, dict) else {}


def _key(data: Mapping[str, Any], name: str) -> str:
    """Return the name under which a source is kept: its own, or that of another month's.

    A name may hold what no text does, as bytes that are no UTF-8.
    """
    known, name = _entries(data), printable(name)
    if name in known:
        return name
    alike = _NUMBERS.sub("#", name)
    return next((key for key in known if _NUMBERS.sub("#", key) == alike), name)


def _texts(value: object) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [text for text in several if isinstance(text, str)]
