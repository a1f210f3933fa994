"""Our role layout: a table per role, or one with the role in its first column, put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from raci.frozen import frozen
from raci.model.scheme import SCHEMES
from raci.model.text import Text
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.exports.lines import by_titles
from raci.tables.importing.imported import A_ROW, Meaning
from raci.tables.importing.language.own_wording import titled_scheme, wordings
from raci.tables.importing.matrices.matrix import Line, Matrix
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from raci.model.organisation import Duty
    from raci.model.scheme import Scheme
    from raci.tables.importing.language.own_wording import Wording
    from raci.tables.importing.sheet import Sheet

#: In so many rows from the top the head is looked for: a role's facts stand above it.
_TOP = 12
_STAR = " ★"


@frozen
class _Columns:
    """Where things stand in a table of one role; -1 for nowhere."""

    wording: Wording
    head: int
    role: int
    name: int
    group: int
    letters: int
    meaning: int
    until: int
    why: int


def _columns(sheet: Sheet) -> _Columns | None:
    for row in range(min(_TOP, len(sheet.rows) - 1)):
        heads = [one_line(text) for text in sheet.rows[row]]
        for wording in wordings():
            found = _in_head(heads, row, wording)
            if found is not None:
                return found
    return None


def _in_head(heads: list[str], row: int, wording: Wording) -> _Columns | None:
    words = wording.words
    while heads and not heads[-1]:
        heads.pop()
    known = [words("Group"), words("Your letters"), words("What they mean")]
    known += [words("Until"), words("Why")]
    for name in (0, 1):
        rest = heads[name + 1 :]
        places = [known.index(text) if text in known else -1 for text in rest]
        ordered = -1 not in places and places == sorted(set(places))
        if not ordered or not {1, 2} <= set(places) or (name and heads[0] != words("Role")):
            continue
        at = [name + 1 + rest.index(text) if text in rest else -1 for text in known]
        return _Columns(wording, row, name - 1, name, *at)
    return None


class _Key(NamedTuple):
    """A row as several tables know it; of several of the same name each by its number."""

    group: str
    name: str = ""
    number: int = 0


_PORTFOLIO = Meaning(portfolio=True)


@dataclass(slots=True)
class _Row:
    """A row in the making: what each role has on it."""

    sheet: Sheet
    at: int
    name: str
    group: str
    texts: dict[int, str] = field(default_factory=dict)
    whys: dict[int, str] = field(default_factory=dict)
    untils: dict[int, dt.date] = field(default_factory=dict)


def matrix_of_roles(
    sheets: Sequence[Sheet], doubts: list[Doubt]
) -> tuple[Matrix | None, list[Sheet]]:
    """Return the matrix of all tables of single roles, and the sheets that are none."""
    found = [(sheet, _columns(sheet)) for sheet in sheets]
    first = next(((sheet, columns) for sheet, columns in found if columns), None)
    if first is None:
        return None, list(sheets)
    made = _Made(*first, doubts)
    rest: list[Sheet] = []
    for sheet, columns in found:
        if columns is not None:
            made.take(sheet, columns)
        elif _is_empty(sheet):
            made.place_of(one_line(sheet.rows[0][0]).removesuffix(_STAR))
        else:
            rest.append(sheet)
    return made.matrix(), rest


def _is_empty(sheet: Sheet) -> bool:
    """Tell whether a workbook's sheet is that of a role without letters: a title, but no table."""
    top = [one_line(row[0]) for row in sheet.rows[:2] if row]
    ours = [any(wording.titled(text) for wording in wordings()) for text in top]
    return ours == [False, True]


class _Order:
    """An order that several lists have in common, each of which may lack some of it."""

    def __init__(self) -> None:
        self._above: dict[_Key | None, _Key | None] = {None: None}

    def take(self, keys: Sequence[_Key]) -> None:
        """Put what is new above that which it stands above here, at the end where that is none."""
        below: _Key | None = None
        for key in reversed(keys):
            if key not in self._above:
                self._above[key], self._above[below] = self._above[below], key
            below = key

    def whole(self) -> list[_Key]:
        """Return all of it, from top to bottom."""
        found: list[_Key] = []
        key = self._above[None]
        while key is not None:
            found.append(key)
            key = self._above[key]
        return found[::-1]


class _Made:
    """Puts the rows of the roles together, each where the roles have it in common."""

    def __init__(self, sheet: Sheet, columns: _Columns, doubts: list[Doubt]) -> None:
        self._first, self._columns, self._doubts = sheet, columns, doubts
        self._roles: dict[str, int] = {}
        self._portfolio: _Row | None = None
        self._rows: dict[_Key, _Row] = {}
        self._groups = _Order()
        self._orders: dict[str, _Order] = {}
        self._schemes = dict(SCHEMES)
        self._meanings: set[tuple[str, str]] = set()

    def take(self, sheet: Sheet, columns: _Columns) -> None:
        """Take the rows of a table."""
        rows = range(columns.head + 1, len(sheet.rows))
        if columns.role < 0:
            self._take(sheet, columns, _role_of(sheet, columns), rows)
            return
        names = [one_line(sheet.rows[row][columns.role]) for row in rows]
        for name, found in groupby(zip(rows, names, strict=True), key=itemgetter(1)):
            self._take(sheet, columns, name, [row for row, _ in found])

    def _take(self, sheet: Sheet, columns: _Columns, role: str, rows: Iterable[int]) -> None:
        """Take the rows of one role."""
        place = self.place_of(role)
        seen: Counter[tuple[str, str]] = Counter()
        keys: dict[str, list[_Key]] = {}
        for number, at in enumerate(rows):
            cells = sheet.rows[at]
            name = one_line(cells[columns.name])
            group = one_line(cells[columns.group]) if columns.group >= 0 else ""
            if not number and name == columns.wording.portfolio and not group:
                self._portfolio = row = self._portfolio or _Row(sheet, at, name, "")
            elif name:
                seen[name, group] += 1
                key = _Key(group, name, seen[name, group])
                keys.setdefault(group, []).append(key)
                row = self._row(key, sheet, at)
            else:
                continue
            self._give(row, place, cells, columns)
        self._groups.take([_Key(group) for group in keys])
        for group, found in keys.items():
            self._orders.setdefault(group, _Order()).take(found)

    def place_of(self, role: str) -> int:
        """Return a role's place, the next one for a new role."""
        return self._roles.setdefault(role, len(self._roles))

    def _row(self, key: _Key, sheet: Sheet, at: int) -> _Row:
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = _Row(sheet, at, key.name, key.group)
            if key.number > 1:
                message = Text(
                    "“{row}” is there several times; which role belongs to which cannot be told.",
                    {"row": key.name},
                )
                self._doubts.append(Doubt(sheet.place(at), message))
        return row

    def _give(self, row: _Row, place: int, cells: Sequence[str], columns: _Columns) -> None:
        letters = row.texts[place] = cells[columns.letters].strip()
        why = one_line(cells[columns.why]) if columns.why >= 0 else ""
        until = one_line(cells[columns.until]) if columns.until >= 0 else ""
        day = columns.wording.day(until)
        if day is not None:
            row.untils[place] = day
        elif until:
            why = ", ".join(filter(None, (why, until)))
        if why:
            row.whys[place] = why
        self._fit(letters, one_line(cells[columns.meaning]), columns.wording)

    def _fit(self, letters: str, meaning: str, wording: Wording) -> None:
        """Leave out the schemes in which letters mean something else; once for each such cell."""
        if (letters, meaning) in self._meanings:
            return
        self._meanings.add((letters, meaning))
        for name, scheme in list(self._schemes.items()):
            if wording.label(scheme, letters) != meaning:
                del self._schemes[name]

    def matrix(self) -> Matrix:
        """Return all rows as one matrix."""
        found = [
            self._rows[key]
            for one in self._groups.whole()
            for key in self._orders[one.group].whole()
        ]
        said = by_titles((row.group for row in found), self._columns.wording)
        channels = {(row.name, row.group) for row in found}
        lines = [] if self._portfolio is None else [self._line(self._portfolio, "", _PORTFOLIO)]
        for row in found:
            group, facts = said[row.group]
            duty, channel = self._duty(row, channels)
            meaning = Meaning(duty=duty, channel=channel, facts=facts) if duty or facts else A_ROW
            lines.append(self._line(row, group, meaning))
        sheet, columns = self._first, self._columns
        return Matrix(
            sheet,
            titled(sheet),
            list(self._roles),
            lines,
            row_head=one_line(sheet.rows[columns.head][columns.name]),
            scheme=self._scheme(),
            ours=True,
        )

    def _duty(self, row: _Row, channels: set[tuple[str, str]]) -> tuple[Duty | None, str]:
        """Return which duty of which channel a row is by its name; None for a channel."""
        channel, _, label = row.name.rpartition(": ")
        duty = self._columns.wording.duties.get(label) if channel else None
        if duty is None:
            return None, ""
        if (channel, row.group) not in channels:
            message = Text(
                "“{row}” was read as a duty of “{channel}”, which has no row of its own here.",
                {"row": row.name, "channel": channel},
            )
            self._doubts.append(Doubt(row.sheet.place(row.at), message))
        return duty, channel

    def _line(self, row: _Row, group: str, meaning: Meaning) -> Line:
        texts = [row.texts.get(place, "") for place in range(len(self._roles))]
        return Line(row.name, group, texts, row.at, meaning, row.whys, row.untils, row.sheet)

    def _scheme(self) -> Scheme | None:
        """Return the scheme of the title, or the first one that the meanings of letters fit."""
        named = titled_scheme([titled(self._first)])
        return named or next(iter(self._schemes.values()), None)


def titled(sheet: Sheet) -> str:
    """Return the title of the whole, which stands above that of a role."""
    texts = [*sheet.sections, *(one_line(row[0]) for row in sheet.rows[:2] if row)]
    for text in texts:
        if any(wording.titled(text) for wording in wordings()):
            return text
    return ""


def _role_of(sheet: Sheet, columns: _Columns) -> str:
    """Return whose table it is: by the caption, or by the title above, a leader's star aside."""
    if sheet.sections and sheet.sections[-1] in {sheet.name, sheet.name + _STAR}:
        return sheet.name
    title = one_line(sheet.rows[0][0]) if columns.head else sheet.name
    return title.removesuffix(_STAR)
