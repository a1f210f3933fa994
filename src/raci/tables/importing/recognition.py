"""From sheets to an import: find the matrices, agree on a scheme, read every cell in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.agreement import agree
from raci.tables.importing.blocks import blocks, kinds_of
from raci.tables.importing.exports.own import own_matrices
from raci.tables.importing.exports.wording import duty_named, is_portfolio
from raci.tables.importing.grid import LONGEST_NAME, Grid
from raci.tables.importing.imported import (
    Imported,
    ImportedRow,
    ImportedTable,
    Meaning,
)
from raci.tables.importing.letters import Kind, Reader, Reading
from raci.tables.importing.longform import LongForm, tidy
from raci.tables.importing.orientation import roles_in_rows
from raci.tables.importing.schemes import detect
from raci.tables.importing.sheet import Doubt, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci.model.scheme import Scheme
    from raci.tables.importing.matrix import Line, Matrix
    from raci.tables.importing.sheet import Sheet

#: How many cells of a kind are named one by one before the rest is counted.
_NAMED = 12


def recognise(sheets: Sequence[Sheet], doubts: list[Doubt], scheme: Scheme | None) -> Imported:
    """Return what the sheets hold.

    Raises:
        RaciError: There is no matrix in them.
    """
    given = [sheet.given for sheet in sheets if sheet.given]
    if given:
        main = scheme or given[0].scheme or _said_scheme(given)
        tables = [replace(table, scheme=None) for table in given]
        return Imported(tuple(tables), tuple(doubts), main)
    reader = Reader(scheme)
    own, others = own_matrices(sheets, reader, doubts)
    matrices: list[Matrix] = []
    left: list[Sheet] = []
    for sheet in others:
        if not sheet.rows:
            continue
        found = _matrices(sheet, reader, doubts)
        matrices += found
        if not found:
            left.append(sheet)
    matrices = _without_described(matrices, doubts)
    for matrix in matrices:
        _tell_rows_apart(matrix, doubts)
    matrices = [*own, *matrices]
    if not matrices:
        raise RaciError(_no_matrix(sheets))
    _doubt_left(left, doubts)
    main, schemes = (
        (scheme, [scheme] * len(matrices)) if scheme else agree(matrices, reader, sheets, doubts)
    )
    read = [
        _Table(matrix, own, doubts).read() for matrix, own in zip(matrices, schemes, strict=True)
    ]
    differing = [
        table if own is main else replace(table, scheme=own)
        for table, own in zip(read, schemes, strict=True)
    ]
    return Imported(tuple(differing), tuple(doubts), main)


def _tell_rows_apart(matrix: Matrix, doubts: list[Doubt]) -> None:
    """Mark the portfolio row; doubt rows that are called like duties of others.

    That is how our tables call duties, but in a table that is not clearly ours a row of such a
    name may be one of its own.
    """
    first = matrix.lines[0] if matrix.lines else None
    if first and is_portfolio(first.name) and not first.group:
        first.meaning = Meaning(portfolio=True)
    names = {line.name for line in matrix.lines}
    found = []
    for line in matrix.lines:
        channel, _, duty = line.name.rpartition(": ")
        if channel in names and not line.meaning.duty and duty_named(duty):
            found.append(line)
    if found:
        message = Text(
            "“{row}” could be a duty of “{channel}”; it was kept as a row of its own.",
            {
                "n": len(found),
                "row": found[0].name,
                "channel": found[0].name.rpartition(": ")[0],
            },
            "“{row}” could be a duty of “{channel}”; {n} rows like it "
            "were kept as rows of their own.",
        )
        doubts.append(Doubt(matrix.place(found[0]), message))


def _said_scheme(tables: Sequence[ImportedTable]) -> Scheme:
    """Return the scheme of tables that are beyond question, by their letters."""
    rows = [row for table in tables for row in table.rows]
    counts = Counter(letter for row in rows for cell in row.cells.values() for letter in cell)
    return detect(counts, frozenset(), "\n".join(table.name for table in tables))[0]


def _no_matrix(sheets: Sequence[Sheet]) -> Text:
    if not any(sheet.rows for sheet in sheets):
        return Text("The file holds no table, so there is no matrix to import.")
    return Text("The file holds no responsibility matrix: no table in it gives letters to roles.")


def _matrices(sheet: Sheet, reader: Reader, doubts: list[Doubt]) -> list[Matrix]:
    """Return the matrices of one sheet, in their order."""
    kinds = kinds_of(sheet, reader)
    listed = tidy(sheet, kinds, reader, doubts)
    if listed is not None:
        return [listed]
    long = LongForm(sheet, reader, doubts).matrices()
    found = [(start, matrix) for start, _, matrix in long]
    for start, end, _ in long:
        kinds[start:end] = [" " * sheet.width] * (end - start)
    for block in blocks(sheet, kinds):
        made: list[Doubt] = []
        grid = Grid(sheet, kinds, block, made)
        matrix = grid.matrix()
        if matrix is None:
            meant = _looks_meant(block.columns, kinds, block.first, block.end)
            doubts += made if meant and not sheet.loose else []
            continue
        if not grid.is_dense(least=2 if sheet.loose else 1):
            continue
        doubts += made
        if roles_in_rows(matrix, grid.stub_heads, reader):
            message = Text("Roles stand in the rows here and tasks in the columns; read that way.")
            doubts.append(Doubt(sheet.place(max(block.head, 0)), message))
            matrix = matrix.turn()
        found.append((block.first, matrix))
    found.sort(key=lambda pair: pair[0])
    matrices = [matrix for _, matrix in found]
    if len(matrices) > 1:
        _name_apart(matrices, kinds)
    return matrices


def _looks_meant(columns: Iterable[int], kinds: list[str], first: int, end: int) -> bool:
    """Tell whether letters without a head are more than a stray "A" in some table."""
    return sum(kinds[row][at] == "L" for row in range(first, end) for at in columns) > 3  # noqa: PLR2004


def _name_apart(matrices: list[Matrix], kinds: list[str]) -> None:
    """Name tables of one sheet by the title above each, where there is one."""
    for matrix in matrices:
        if matrix.turned or not matrix.lines:
            continue
        sheet = matrix.sheet
        for row in range(matrix.lines[0].at - 1, max(matrix.lines[0].at - 6, -1), -1):
            texts = {one_line(text) for text in sheet.rows[row] if text.strip()}
            if len(texts) == 1 and "L" not in kinds[row]:
                matrix.name = texts.pop()
                break
            if not texts:
                break


def _without_described(matrices: list[Matrix], doubts: list[Doubt]) -> list[Matrix]:
    """Leave aside tables whose heads are paragraphs, where another table has names."""

    def described(matrix: Matrix) -> bool:
        return sum(len(role) > LONGEST_NAME for role in matrix.roles) * 2 > len(matrix.roles)

    kept = [matrix for matrix in matrices if not described(matrix)]
    if not kept:
        return matrices
    for matrix in matrices:
        if described(matrix):
            message = Text(
                "The heads of this table are descriptions, no names of roles; left aside."
            )
            doubts.append(Doubt(matrix.place(matrix.lines[0]), message))
    return kept


def _doubt_left(left: Sequence[Sheet], doubts: list[Doubt]) -> None:
    """Name the tables in which no matrix was found, in one doubt."""
    named = tuple(
        sheet.name for sheet in left if not sheet.loose and len(sheet.rows) > 1 and sheet.width > 1
    )
    if named:
        first = next(
            sheet for sheet in left if not sheet.loose and len(sheet.rows) > 1 and sheet.width > 1
        )
        doubts.append(
            Doubt(
                first.place(0),
                Text(
                    "No matrix was found in these tables: {tables}.",
                    {"tables": tuple(dict.fromkeys(named))},
                ),
            )
        )


class _Table:
    """Reads the cells of one matrix in a scheme."""

    def __init__(self, matrix: Matrix, scheme: Scheme, doubts: list[Doubt]) -> None:
        self._matrix, self._scheme, self._doubts = matrix, scheme, doubts
        self._reader = Reader(scheme)
        self._general = Reader()
        self._said: dict[str, str] = {}
        self._odd: Counter[str] = Counter()

    def read(self) -> ImportedTable:
        roles = self._unique_roles()
        rows = tuple(self._row(line, roles) for line in self._matrix.lines)
        self._doubt_rest()
        departments = {roles[at]: name for at, name in self._matrix.departments.items()}
        return ImportedTable(
            self._matrix.name, tuple(roles), rows, departments, self._matrix.row_head
        )

    def _unique_roles(self) -> list[str]:
        """Return the roles, those of the same name told apart by a number."""
        seen: Counter[str] = Counter()
        roles: list[str] = []
        for role in self._matrix.roles:
            seen[role] += 1
            name = role if seen[role] == 1 else f"{role} ({seen[role]})"
            while name in roles:
                seen[role] += 1
                name = f"{role} ({seen[role]})"
            roles.append(name)
        twice = tuple(role for role, number in seen.items() if number > 1)
        if twice:
            message = Text(
                "Roles of the same name were told apart by numbers: {roles}.", {"roles": twice}
            )
            self._doubts.append(Doubt(self._matrix.place(self._matrix.lines[0]), message))
        return roles

    def _row(self, line: Line, roles: list[str]) -> ImportedRow:
        said, cells = self._said, dict[str, str]()
        whys = {roles[place]: why for place, why in line.whys.items()}
        untils = {roles[place]: day for place, day in line.untils.items()}
        known = list(map(said.get, line.texts))
        if None not in known:
            cells = {role: letters for role, letters in zip(roles, known, strict=True) if letters}
            return ImportedRow(line.name, line.group, cells, whys, untils, line.meaning)
        for role, text in zip(roles, line.texts, strict=True):
            letters = said.get(text)
            if letters is None:
                letters = self._cell(line, roles.index(role), text, whys, role)
            if letters:
                cells[role] = letters
        return ImportedRow(line.name, line.group, cells, whys, untils, line.meaning)

    def _cell(self, line: Line, at: int, text: str, whys: dict[str, str], role: str) -> str:
        """Read a text seen for the first time; one that says just letters is remembered."""
        reading = self._reader.read(text)
        letters = self._spelled(reading)
        if reading.kind is Kind.LETTERS and not reading.why and letters is not None:
            self._note(reading, text, line, at)
            if not (reading.lookalike or reading.loose or reading.bracketed or reading.marked):
                self._said[text] = letters
            return letters
        if reading.kind in {Kind.BLANK, Kind.NOTHING}:
            self._said[text] = ""
            return ""
        if reading.kind is Kind.LETTERS and letters is not None:
            whys[role] = one_line(reading.why)
            self._note(reading, text, line, at)
            return letters
        whys[role] = one_line(text)
        self._tell(
            line,
            at,
            text,
            Text("“{text}” is no letter; kept as a note.", {"text": one_line(text)[:60]}),
        )
        return ""

    def _spelled(self, reading: Reading) -> str | None:
        """Return the letters in the scheme's order; None where it has not all of them."""
        letters = reading.letters
        for part in reading.parts:
            letter = self._scheme.first(part)
            if not letter:
                return None
            letters += letter
        if not set(letters) <= set(self._scheme.letters):
            return None
        return self._scheme.spelled(letters)

    def _note(self, reading: Reading, text: str, line: Line, at: int) -> None:
        values = {"text": one_line(text)[:60], "letters": self._spelled(reading) or ""}
        if reading.lookalike:
            self._tell(
                line,
                at,
                text,
                Text(
                    "“{text}” is written with letters of another script; read as {letters}.", values
                ),
            )
        elif reading.loose:
            self._tell(line, at, text, Text("“{text}” was read as {letters}.", values))
        elif reading.bracketed:
            self._tell(
                line, at, text, Text("“{text}” stands in brackets; read as {letters}.", values)
            )
        elif reading.marked:
            self._tell(line, at, text, Text("The mark in “{text}” was not taken over.", values))

    def _tell(self, line: Line, at: int, text: str, message: Text) -> None:
        """Doubt a cell; a text that stands in many cells is named the first time only."""
        self._odd[text] += 1
        if self._odd[text] == 1 and len(self._odd) <= _NAMED:
            self._doubts.append(Doubt(self._matrix.place(line, at), message))

    def _doubt_rest(self) -> None:
        repeated = sum(self._odd.values()) - min(len(self._odd), _NAMED)
        if repeated:
            self._doubts.append(
                Doubt(
                    self._matrix.place(self._matrix.lines[-1]),
                    Text(
                        "One more cell in this table was read like those named.",
                        {"n": repeated},
                        "{n} more cells in this table were read like those named.",
                    ),
                )
            )
