"""From lists to a matrix: names in cells, a line per role, a table about each task or role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.imported import Doubt
from raci.tables.importing.language.letters import Kind
from raci.tables.importing.language.parts import USUAL
from raci.tables.importing.matrices.assembly import Assembly
from raci.tables.importing.matrices.matrix import Line, Matrix
from raci.tables.importing.matrices.names import Names
from raci.tables.importing.readers.bounds import refuse_cells
from raci.tables.importing.reading import Shape
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci.tables.importing.imported import Meaning
    from raci.tables.importing.language.letters import Reader, Reading
    from raci.tables.importing.shapes.search import Hypothesis


_NUMBERS = re.compile(r"\d+(?:\s*[-–]\s*\d+)?")


class NamedAssembly(Assembly):
    """A column per letter, with names of roles (or of tasks) in the cells."""

    def matrix(self) -> Matrix:
        """Return what was named, cell by cell."""
        one, sheet = self.one, self.sheet
        rows = self.region.rows(one.first)
        cells = [sheet.rows[row][at] for row in rows for at in one.letters]
        names = Names(cells, self.reader, sheet.ids)
        made = Gathered()
        tasked = one.shape is Shape.TASKED
        self._title = ""
        for row in rows:
            if not self.is_sum(row):
                self._gather(row, names, made, tasked=tasked)
        if tasked:
            message = Text("Rows are roles here, and the cells name what they do; read that way.")
            self.doubt(message, self.head_row, rows=[], roles=[])
        self.tell_columns()
        self._tell_names(names, made, tasked=tasked)
        return self.made(made.role_names(), made.lines(), self.heads[self.stub.name])

    def _gather(self, row: int, names: Names, made: Gathered, *, tasked: bool) -> None:
        """Read one row: the title of a group, a row with its roles, or a role with its tasks."""
        texts = self.sheet.rows[row]
        name, meaning = self.name(row)
        group = self.grouped(row)
        own = texts[self.stub.name]
        lettered = any(self._names(texts[at], said, own) for at, said in self.one.letters.items())
        if not lettered and row not in self.sheet.known:
            self._title = name if self.stub.duty < 0 else self._title
            return
        if not name:
            message = Text("A row names roles, but has no name; left aside.")
            self.doubt(message, row, rows=[], roles=[])
            return
        if not tasked:
            group = " / ".join(filter(None, (group, self._title)))
            made.begin(row, name, group, self.facts(row), meaning, again=False)
        for at, reading in self.one.letters.items():
            for other in names.read(texts[at]):
                if tasked:
                    made.begin(row, other, "", {})
                    made.give(self.sheet.ids.get(name, name), reading)
                else:
                    made.give(other, reading)

    def _names(self, text: str, said: Reading, own: str) -> bool:
        """Tell whether a cell may name somebody: it repeats neither the row's name nor a letter."""
        if not text.strip() or text == own:
            return False
        letters = self.reader.read(text).letters
        return not letters or (letters != said.letters and USUAL.get(letters) not in said.parts)

    def _tell_names(self, names: Names, made: Gathered, *, tasked: bool) -> None:
        if names.ranges:
            message = Text(
                "These were read as all from the first to the last: {names}.",
                {"names": tuple(names.ranges)},
            )
            self.doubt(message, self.head_row, rows=[], roles=[])
        joined = tuple(names.joined)
        if joined:
            message = Text(
                "These names may mean several roles; each was kept as one: {names}.",
                {"names": joined},
            )
            about = {"rows": joined} if tasked else {"roles": joined}
            self.doubt(message, self.head_row, **about)  # type: ignore[arg-type] # one of two
        numbers = tuple(name for name in made.role_names() if _NUMBERS.fullmatch(name))
        if numbers:
            message = Text(
                "These are numbers instead of names; they were kept as they are: {names}.",
                {"names": numbers},
            )
            self.doubt(message, self.head_row, roles=numbers)


class RecordAssembly(Assembly):
    """A row per task and role, with a letter or with ticks below letters."""

    def matrix(self) -> Matrix:
        """Return what was named, cell by cell."""
        one, sheet = self.one, self.sheet
        made = Gathered()
        name, role, meaning = "", "", None
        for row in self.region.rows(one.first):
            if self.is_sum(row):
                continue
            cells = sheet.rows[row]
            new, said = self.name(row)
            name, meaning = (new, said) if new else (name, meaning)
            group = self.grouped(row)
            if not name:
                continue
            made.begin(row, name, group, self.facts(row), meaning)
            role = one_line(cells[one.role]) or role
            role = sheet.ids.get(role, role)
            if one.letters:
                for at, reading in one.letters.items():
                    kind = self.reader.read(cells[at]).kind
                    if kind not in {Kind.BLANK, Kind.NOTHING}:
                        made.give(role, reading)
                made.know(role)
                continue
            made.write(role, cells[one.roles[0][0]])
        self.tell_columns()
        return self.made(made.role_names(), made.lines(), self.heads[self.stub.name])


class Gathered:
    """A matrix that is filled name by name."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._roles: dict[str, str] = {}
        self._rows: dict[tuple[str, str], tuple[int, dict[str, list[str]]]] = {}
        self._beside: dict[tuple[str, str], tuple[Mapping[str, object], Meaning | None]] = {}
        self._now: dict[str, list[str]] = {}

    def begin(  # noqa: PLR0913 - what a row is, in one call
        self,
        row: int,
        name: str,
        group: str,
        facts: Mapping[str, object],
        meaning: Meaning | None = None,
        *,
        again: bool = True,
    ) -> None:
        """Go to a row; one that was begun already goes on if ``again``."""
        key = (name, group)
        if key in self._rows and not again:
            key = (name, f"{group}\0{row}")
        self._now = self._rows.setdefault(key, (row, {}))[1]
        self._beside.setdefault(key, (facts, meaning))

    def know(self, role: str) -> str:
        """Return a role as it was written first; names that differ by case are one role."""
        return self._roles.setdefault(role.casefold(), role)

    def give(self, role: str, reading: Reading) -> None:
        """Give a role a letter on the row."""
        said = reading.letters or "/".join(part.value for part in reading.parts)
        self.write(role, said)

    def write(self, role: str, text: str) -> None:
        """Write a text into a role's cell, beside what stands there."""
        if role and text.strip():
            self._now.setdefault(self.know(role), []).append(text.strip())
        elif role:
            self.know(role)

    def role_names(self) -> list[str]:
        """Return the roles in the order in which they were met."""
        return list(self._roles.values())

    def lines(self) -> list[Line]:
        """Return what was gathered.

        Raises:
            RaciError: So many roles on so many rows are more cells than are read.
        """
        roles = self.role_names()
        refuse_cells(len(roles) * len(self._rows))
        return list(self._made(roles))

    def _made(self, roles: Sequence[str]) -> Iterator[Line]:
        for (name, group), (row, cells) in self._rows.items():
            facts, meaning = self._beside[name, group]
            texts = ["/".join(dict.fromkeys(cells.get(role, ()))) for role in roles]
            line = Line(name, group.split("\0")[0], texts, row)
            line.meaning = meaning or line.meaning
            line.facts = dict(facts)
            yield line


_FOOTNOTE = re.compile(r"\s*\[\^[^\]\s]*\]\s*$")


def titled(tables: Sequence[Hypothesis], reader: Reader) -> Matrix:
    """Return the matrix of tables that have one title each."""
    first = tables[0]
    by_role = first.role >= 0
    cells, names = _by_title(tables, reader)
    sheet = first.region.sheet
    titles = list(cells)
    if by_role:
        lines = [
            Line(
                title,
                "",
                [cells[title, number].get(name, "") for name in names],
                tables[number].first,
                sheet=tables[number].region.sheet,
            )
            for title, number in titles
        ]
        roles = names
    else:
        lines = [
            Line(name, "", [cells[key].get(name, "") for key in titles], first.first)
            for name in names
        ]
        roles = [title for title, _ in titles]
    outer = sheet.sections[-1] if sheet.sections else ""
    matrix = Matrix(sheet, outer, roles, lines)
    message = (
        Text("Each table is about one task, which its title names.")
        if by_role
        else Text("Each table is about one role, which its title names.")
    )
    matrix.doubts.append(Doubt(sheet.place(0), message, None, (), ()))
    return matrix


def _by_title(
    tables: Sequence[Hypothesis], reader: Reader
) -> tuple[dict[tuple[str, int], dict[str, str]], list[str]]:
    """Return the texts by title and the table's number, then by name; and all names in order."""
    cells: dict[tuple[str, int], dict[str, str]] = {}
    names: dict[str, str] = {}
    for number, table in enumerate(tables):
        title = _FOOTNOTE.sub("", table.title)
        for name, text in _texts_of(table, reader):
            known = names.setdefault(name.casefold(), name)
            cells.setdefault((title, number), {})[known] = text
    return cells, list(names.values())


def _texts_of(table: Hypothesis, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield what stands in the column of names, with its letters."""
    sheet = table.region.sheet
    for row in table.region.rows(table.first):
        name = one_line(sheet.rows[row][table.stub.name])
        if not name:
            continue
        if not table.letters:
            yield name, sheet.rows[row][table.roles[0][0]]
            continue
        given = [
            said.letters or said.parts[0].value
            for at, said in table.letters.items()
            if reader.read(sheet.rows[row][at]).kind not in {Kind.BLANK, Kind.NOTHING}
        ]
        yield name, "/".join(given)
