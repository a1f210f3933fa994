"""The cells of a matrix, read in its scheme: letters, notes, and what is doubtful about them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.imported import Doubt, ImportedRow, ImportedTable, Meaning, with_more
from raci.tables.importing.language.letters import Kind, Reader
from raci.tables.importing.matrices.names import persons_in
from raci.tables.importing.shapes.features import LONGEST_NAME
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.scheme import Part, Scheme
    from raci.tables.importing.language.letters import Reading
    from raci.tables.importing.matrices.matrix import Line, Matrix


def read_table(
    matrix: Matrix, scheme: Scheme, loose: Mapping[str, Part]
) -> tuple[ImportedTable, list[Doubt]]:
    """Return the table that a matrix is in a scheme, and what is doubtful in its cells."""
    table = _Table(matrix, scheme, loose)
    return table.read(), table.doubts


class _Table:
    """Reads the cells of one matrix in a scheme."""

    def __init__(self, matrix: Matrix, scheme: Scheme, loose: Mapping[str, Part]) -> None:
        self._matrix, self._scheme = matrix, scheme
        self._reader = Reader(scheme, loose)
        self.doubts: list[Doubt] = []
        self._said: dict[str, str] = {}
        self._odd: dict[str, tuple[Text, str, dict[str, None], dict[str, None], int]] = {}

    def read(self) -> ImportedTable:
        """Return the table; what is odd about its cells is doubted, cells alike in one."""
        roles, facts = self._roles()
        rows = tuple(self._row(line, roles) for line in self._matrix.lines)
        for message, place, named, held, number in self._odd.values():
            text = with_more(message, number - 1)
            self.doubts.append(Doubt(place, text, None, tuple(named), tuple(held)))
        departments = {roles[at]: name for at, name in self._matrix.departments.items()}
        return ImportedTable(
            self._matrix.name, tuple(roles), rows, departments, self._matrix.row_head, facts=facts
        )

    def _roles(self) -> tuple[list[str], dict[str, dict[str, object]]]:
        """Return the roles, those of the same name told apart by a number, and who holds them."""
        names, persons = persons_in(self._matrix.roles)
        if persons:
            both = tuple(each for at in persons for each in (names[at], self._matrix.roles[at]))
            message = Text("Persons in brackets behind roles were read as those who hold them.")
            place = self._matrix.place(self._matrix.lines[0])
            self.doubts.append(Doubt(place, message, None, None, both))
        persons = self._matrix.persons | persons
        self._tell_descriptions(names)
        seen: Counter[str] = Counter()
        roles: list[str] = []
        for role in names:
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
            alike = tuple(name for name, role in zip(roles, names, strict=True) if role in twice)
            self.doubts.append(
                Doubt(self._matrix.place(self._matrix.lines[0]), message, None, None, alike)
            )
        return roles, {roles[at]: {"holder": person} for at, person in persons.items()}

    def _tell_descriptions(self, names: list[str]) -> None:
        """Doubt names that are as long as descriptions."""
        long = tuple(name for name in names if len(name) > LONGEST_NAME)
        if long:
            message = Text("The heads of this table are descriptions, no names of roles.")
            place = self._matrix.place(self._matrix.lines[0])
            self.doubts.append(Doubt(place, message, None, None, long))

    def _row(self, line: Line, roles: list[str]) -> ImportedRow:
        said = self._said
        whys = {roles[place]: why for place, why in line.whys.items()}
        untils = {roles[place]: day for place, day in line.untils.items()}
        meaning = self._meaning(line)
        known = list(map(said.get, line.texts))
        if None not in known:
            cells = {role: letters for role, letters in zip(roles, known, strict=True) if letters}
            return ImportedRow(line.name, line.group, cells, whys, untils, meaning)
        cells = {}
        for at, (role, text) in enumerate(zip(roles, line.texts, strict=True)):
            letters = said.get(text)
            if letters is None:
                letters = self._cell(line, at, text, whys, role)
            if letters:
                cells[role] = letters
        return ImportedRow(line.name, line.group, cells, whys, untils, meaning)

    @staticmethod
    def _meaning(line: Line) -> Meaning:
        if not line.facts:
            return line.meaning
        old = line.meaning
        return Meaning(old.portfolio, old.duty, old.channel, {**old.facts, **line.facts}, old.id)

    def _cell(self, line: Line, at: int, text: str, whys: dict[str, str], role: str) -> str:
        """Read a text seen for the first time; one that says just letters is remembered."""
        reading = self._reader.read(text)
        letters = self._spelled(reading)
        if reading.kind in {Kind.BLANK, Kind.NOTHING}:
            self._said[text] = ""
            return ""
        if reading.kind is Kind.LETTERS and letters is not None:
            if reading.why:
                whys[role] = "; ".join(filter(None, (one_line(reading.why), whys.get(role, ""))))
            told = self._note(reading, text, line, at, role)
            if not told and not reading.why:
                self._said[text] = letters
            return letters
        known = "".join(char for char in reading.letters if char in self._scheme.letters)
        values = {"text": one_line(text)[:60], "letters": known, "scheme": self._scheme.name}
        if known:
            message = Text(
                "Not all of “{text}” are letters of {scheme}; read as {letters}, the rest is kept "
                "as a note.",
                values,
            )
        else:
            message = Text("“{text}” is no letter; kept as a note.", values)
        whys[role] = "; ".join(filter(None, (one_line(text), whys.get(role, ""))))
        self._tell(line, at, text, role, message)
        return self._scheme.spelled(known)

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

    def _note(self, reading: Reading, text: str, line: Line, at: int, role: str) -> bool:
        values = {"text": one_line(text)[:60], "letters": self._spelled(reading) or ""}
        if reading.lookalike:
            message = Text(
                "“{text}” is written with letters of another script; read as {letters}.", values
            )
        elif reading.loose:
            message = Text("“{text}” was read as {letters}.", values)
        elif reading.bracketed:
            message = Text("“{text}” stands in brackets; read as {letters}.", values)
        elif reading.marked:
            message = Text("The mark in “{text}” was not taken over.", values)
        else:
            return False
        self._tell(line, at, text, role, message)
        return True

    def _tell(self, line: Line, at: int, text: str, role: str, message: Text) -> None:
        """Doubt a cell; a text that stands in many cells is told once, with all rows and roles."""
        known = self._odd.get(text)
        if known is None:
            place = self._matrix.place(line, at)
            self._odd[text] = (message, place, {line.name: None}, {role: None}, 1)
        else:
            known[2][line.name] = None
            known[3][role] = None
            self._odd[text] = (*known[:4], known[4] + 1)
