"""The rows of our own grid and of our table with a column per letter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.model.organisation import Duty, Status
from raci.model.text import Text
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.exports.columns import Columns, columns_of, is_sum
from raci.tables.importing.exports.notes import Notes
from raci.tables.importing.imported import A_ROW, Meaning
from raci.tables.importing.language.own_wording import titled_scheme
from raci.tables.importing.matrices.duties import BELOW
from raci.tables.importing.matrices.matrix import Line, Matrix
from raci.tables.importing.matrices.names import split_names
from raci.tables.importing.meaning.letters import Kind, joined
from raci.tables.importing.sheet import column_name, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci.tables.importing.language.own_wording import Wording
    from raci.tables.importing.meaning.letters import Reader
    from raci.tables.importing.sheet import Sheet


def matrix_of(sheet: Sheet, reader: Reader, doubts: list[Doubt]) -> Matrix | None:
    """Return the matrix of a table that is clearly ours; None for any other."""
    columns = columns_of(sheet)
    if columns is None:
        return None
    made: list[Doubt] = []
    matrix = _Rows(sheet, columns, reader, made).matrix()
    if not any(text.strip() for line in matrix.lines for text in line.texts):
        return None
    doubts += made
    return matrix


def by_titles(titles: Iterable[str], wording: Wording) -> dict[str, tuple[str, dict[str, str]]]:
    """Return for each title of a group the group, and what the title says instead of one.

    Where a file has no groups, kinds are the titles; what is not in use stands below its state.
    """
    kinds = wording.kind_titles
    states = wording.status_titles
    named = set(titles) - wording.untitled - {""}
    ungrouped = all(title in kinds or title in states for title in named)
    said: dict[str, tuple[str, dict[str, str]]] = {title: ("", {}) for title in wording.untitled}
    said[""] = ("", {})
    for title in named:
        if title in states:
            said[title] = ("", {"status": states[title].value})
        elif ungrouped:
            said[title] = ("", {"kind": kinds[title].value})
        else:
            said[title] = (title, {})
    return said


class _Rows:
    """Reads the rows from top to bottom."""

    def __init__(self, sheet: Sheet, columns: Columns, reader: Reader, doubts: list[Doubt]) -> None:
        self._sheet, self._columns, self._doubts = sheet, columns, doubts
        self._reader = reader
        self._groups = by_titles(columns.titles.values(), columns.wording)
        self._channel = ""

    def matrix(self) -> Matrix:
        """Return the matrix; it may have no letters."""
        columns, sheet = self._columns, self._sheet
        heads = [one_line(text) for text in sheet.rows[columns.head]]
        body = [
            row
            for row in columns.body
            if any(map(str.strip, sheet.rows[row])) and not is_sum(sheet.rows[row], columns.name)
        ]
        places = range(*columns.letters) if columns.scheme else self._role_columns(body, heads)
        roles = [heads[at] for at in places]
        lines = [line for row in self._in_groups(body) if (line := self._line(row, places))]
        if columns.scheme:
            roles, lines = self._named(lines)
        self._annotate(lines, roles)
        self._doubt_columns(heads)
        return Matrix(
            sheet,
            sheet.name,
            roles,
            lines,
            [] if columns.scheme else list(places),
            departments={} if columns.scheme else self._departments(places),
            row_head=heads[columns.name],
            scheme=titled_scheme(self._titles()) or columns.scheme,
            ours=True,
        )

    def _titles(self) -> list[str]:
        top = self._sheet.rows[0][0] if self._sheet.rows[0] else ""
        return [self._sheet.name, *self._sheet.sections, one_line(top)]

    def _role_columns(self, body: Sequence[int], heads: Sequence[str]) -> list[int]:
        """Return the columns of roles; what was added by hand and holds other texts is told."""
        found = []
        for at in range(*self._columns.letters):
            texts = Counter(self._sheet.rows[row][at] for row in body)
            read = dict.fromkeys(Kind, 0)
            for text, number in texts.items():
                read[Kind.LETTERS if joined(text) else self._reader.read(text).kind] += number
            if read[Kind.LETTERS] >= read[Kind.TEXT] + read[Kind.NUMBER]:
                found.append(at)
            else:
                self._doubt_column(heads, at)
        return found

    def _in_groups(self, body: Sequence[int]) -> Iterable[int]:
        """Yield the rows, going into each group as its title comes by."""
        self._group: tuple[str, dict[str, str]] = ("", {})
        titles = self._columns.titles
        for row in sorted((*body, *titles)):
            if row in titles:
                self._group = self._groups[titles[row]]
            else:
                yield row

    def _line(self, row: int, places: Sequence[int]) -> Line | None:
        cells, columns = self._sheet.rows[row], self._columns
        name = one_line(cells[columns.name])
        group = self._group[0] if columns.group < 0 or columns.titles else ""
        if columns.group >= 0 and not columns.titles:
            group = one_line(cells[columns.group])
        texts = [cells[at] for at in places]
        if not name:
            if any(map(str.strip, texts)):
                message = Text("A row has letters, but no name; left aside.")
                self._doubts.append(Doubt(self._sheet.place(row), message))
            return None
        meaning = self._meaning(row, name, group)
        if meaning.duty:
            name = f"{meaning.channel}: {self._duty_label(row, name)}"
        return Line(name, group, texts, row, meaning)

    def _duty_label(self, row: int, name: str) -> str:
        if name.startswith(BELOW):
            return name.removeprefix(BELOW).strip()
        return one_line(self._sheet.rows[row][self._columns.duty])

    def _meaning(self, row: int, name: str, group: str) -> Meaning:
        columns, wording = self._columns, self._columns.wording
        cells = self._sheet.rows[row]
        duty: Duty | None = None
        if columns.duty >= 0:
            duty = wording.duties.get(cells[columns.duty].strip())
        elif name.startswith(BELOW) and self._channel:
            duty = wording.duties.get(name.removeprefix(BELOW).strip())
            name = self._channel if duty else name
        first = not self._channel
        self._channel = name
        if duty:
            return Meaning(duty=duty, channel=name)
        if first and name == wording.portfolio and not group:
            return Meaning(portfolio=True)
        facts = dict(self._group[1])
        if columns.kind >= 0 and (kind := wording.kinds.get(cells[columns.kind].strip())):
            facts["kind"] = kind.value
        status = (
            wording.statuses.get(cells[columns.status].strip()) if columns.status >= 0 else None
        )
        if status and status is not Status.ACTIVE:
            facts["status"] = status.value
        return Meaning(facts=facts) if facts else A_ROW

    def _named(self, lines: list[Line]) -> tuple[list[str], list[Line]]:
        """Turn names under letters into letters of roles."""
        assert self._columns.scheme is not None  # noqa: S101 - asked by the caller
        chars = list(self._columns.scheme.letters)
        semicolons = any(";" in text for line in lines for text in line.texts)
        roles: dict[str, int] = {}
        found: list[dict[int, str]] = []
        for line in lines:
            cells: dict[int, str] = {}
            for char, text in zip(chars, line.texts, strict=True):
                for name in split_names(text, semicolons=semicolons):
                    place = roles.setdefault(one_line(name), len(roles))
                    cells[place] = cells.get(place, "") + char
            found.append(cells)
        for line, cells in zip(lines, found, strict=True):
            line.texts = [cells.get(place, "") for place in range(len(roles))]
        return list(roles), lines

    def _annotate(self, lines: Sequence[Line], roles: Sequence[str]) -> None:
        """Give the notes of each row to it and to its cells."""
        if self._columns.notes < 0:
            return
        notes = Notes(self._columns.wording, roles)
        for line in lines:
            text = self._sheet.rows[line.at][self._columns.notes]
            note = notes.give(text, line)
            if note and not (line.meaning.portfolio or line.meaning.duty):
                line.meaning = Meaning(facts={**line.meaning.facts, "note": note})

    def _departments(self, places: Sequence[int]) -> dict[int, str]:
        """Return what stands over the heads of the roles: their departments."""
        if not self._columns.head:
            return {}
        above = self._sheet.rows[self._columns.head - 1]
        named = {number: one_line(above[at]) for number, at in enumerate(places)}
        return {number: text for number, text in named.items() if text}

    def _doubt_columns(self, heads: Sequence[str]) -> None:
        columns = self._columns
        for at in columns.doubtful:
            message = Text(
                "Column “{column}” was read as one of raci’s, by its words alone.",
                {"column": heads[at]},
            )
            self._doubts.append(Doubt(self._sheet.place(columns.head, at), message))
        for at in range(max(columns.letters[1], columns.notes + 1), len(heads)):
            if heads[at] and not heads[at].startswith("Σ "):
                self._doubt_column(heads, at)

    def _doubt_column(self, heads: Sequence[str], at: int) -> None:
        message = Text(
            "Column “{column}” holds no letters; left aside.",
            {"column": heads[at] or column_name(at)},
        )
        self._doubts.append(Doubt(self._sheet.place(self._columns.head, at), message))
