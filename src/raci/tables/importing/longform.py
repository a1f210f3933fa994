"""Tables that name roles in their cells: a column per letter, or a line per row and role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.bounds import refuse_cells
from raci.tables.importing.duties import Names
from raci.tables.importing.letters import Kind, head_part
from raci.tables.importing.matrix import Line, Matrix
from raci.tables.importing.sheet import Doubt, column_name, one_line
from raci.tables.importing.stub import Stub, stub_of
from raci.tables.importing.vocabulary import (
    LEGEND_TITLES,
    LEGENDS,
    LETTERS,
    NOTHING,
    ROLES,
    TASKS,
    TICKS,
    fold,
    is_head,
)

if TYPE_CHECKING:
    from raci.tables.importing.letters import Reader, Reading
    from raci.tables.importing.sheet import Sheet

#: How many rows from the top a head of letters is looked for, after the last one found.
_MOST_NAMES_LENGTH = 400
#: Words in a row, without a comma, that are prose and no name.
_PROSE = 7
_BULLET = re.compile(r"\s*(?:[•·]|[-–*](?=\s)|\d+[.)](?=\s))\s*")
_COMMAS, _SEMICOLONS = frozenset(",，、;；\n"), frozenset(";；\n")


def letter_heads(row: list[str], reader: Reader) -> dict[int, Reading]:
    """Return the columns of a row that are headed by a letter or its word, each letter once."""
    found: dict[int, Reading] = {}
    seen: set[str] = set()
    for at, text in enumerate(row):
        reading = head_part(text) if text.strip() else None
        if reading is None:
            continue
        mark = reading.letters or reading.parts[0].value[0].upper()
        if mark in seen:
            return {}
        seen.add(mark)
        found[at] = reading
    others = (reader.read(text).kind for at, text in enumerate(row) if at not in found)
    return {} if any(kind in {Kind.LETTERS, Kind.NOTHING} for kind in others) else found


def _enough(found: dict[int, Reading]) -> bool:
    """Tell whether heads are those of a long form: two letters, one of them in charge."""
    letters = {reading.letters or reading.parts[0].value[0].upper() for reading in found.values()}
    return len(found) > 1 and bool(letters & set("RADPL"))


class LongForm:
    """Reads a sheet as long form, from a head row on."""

    def __init__(self, sheet: Sheet, reader: Reader, doubts: list[Doubt]) -> None:
        """Read ``sheet``; ``doubts`` is added to."""
        self._sheet, self._reader, self._doubts = sheet, reader, doubts
        self._semicolons = False

    def matrices(self) -> list[tuple[int, int, Matrix]]:
        """Return the matrices with the rows from and to which each reaches."""
        rows = self._sheet.rows
        found: list[tuple[int, int, Matrix]] = []
        at = 0
        while at < len(rows):
            heads = letter_heads(rows[at], self._reader) if self._begins(at) else {}
            if _enough(heads):
                end = self._end(at, heads)
                matrix = self._matrix(at, end, heads)
                if matrix is not None:
                    found.append((at, end, matrix))
                    at = end
                    continue
            at += 1
        return found

    def _begins(self, row: int) -> bool:
        """Tell whether a table may begin on a row: nothing but a title stands right above it."""
        texts = set(self._sheet.rows[row - 1]) if row else set()
        if len(texts) > 4:  # noqa: PLR2004 - a title and some blanks
            return False
        texts = {text for text in texts if text.strip()}
        letters = any(self._reader.read(text).kind is Kind.LETTERS for text in texts)
        return len(texts) < 2 or (len(texts) == 2 and not letters)  # noqa: PLR2004 - a title

    def _end(self, head: int, heads: dict[int, Reading]) -> int:
        end = head + 1
        for row in range(head + 1, len(self._sheet.rows)):
            cells = self._sheet.rows[row]
            if _enough(letter_heads(cells, self._reader)):
                break
            if any(cells[at].strip() for at in heads):
                end = row + 1
            elif not any(cell.strip() for cell in cells) and row > end + 1:
                break
        return end

    def _matrix(self, head: int, end: int, heads: dict[int, Reading]) -> Matrix | None:
        rows = range(head + 1, end)
        cells = [self._sheet.rows[row][at] for row in rows for at in heads]
        said = [cell for cell in cells if cell.strip() and fold(cell) not in NOTHING]
        ticks = sum(fold(cell) in TICKS for cell in said)
        names = sum(map(self._is_name, said))
        if not said or (names * 2 <= len(said) and ticks * 2 <= len(said)):
            return None
        texts = self._sheet.rows[head]
        stub = stub_of(self._sheet, texts, list(rows), frozenset(heads), roles=True)
        if stub.name < 0:
            return None
        average = sum(map(len, cells)) / len(said)
        if average > _MOST_NAMES_LENGTH or self._is_legend(rows, heads):
            return None
        self._semicolons = any(";" in cell or "；" in cell for cell in cells)
        if ticks * 2 > len(said):
            return self._ticked(head, rows, heads, stub)
        return self._named(head, rows, heads, stub)

    def _is_name(self, cell: str) -> bool:
        """Tell whether a cell may name a role: no letter, unless it is a short name like ``SC``."""
        reading = self._reader.read(cell)
        if reading.kind is Kind.NUMBER:
            return self._sheet.loose and self._sheet.lines is not None
        short = len(cell.strip()) > 1 and cell.strip().isalpha() and not reading.parts
        return reading.kind is Kind.TEXT or short

    def _is_legend(self, rows: range, heads: dict[int, Reading]) -> bool:
        """Tell whether the cells explain the letters: each column holds its own word."""
        if len(rows) > 2:  # noqa: PLR2004
            return False
        explained = sum(
            bool(self._reader.read(self._sheet.rows[row][at]).parts) for row in rows for at in heads
        )
        return explained * 2 > len(rows) * len(heads)

    def _named(self, head: int, rows: range, heads: dict[int, Reading], stub: Stub) -> Matrix:
        made = _Made(self._sheet, self._sheet.name, one_line(self._sheet.rows[head][stub.name]))
        inverse = is_head(self._sheet.rows[head][stub.name], ROLES) and not is_head(
            self._sheet.rows[head][stub.name], TASKS
        )
        named = self._named_rows(rows, stub, heads)
        for row, name, group in named:
            if self._reads_as_legend(row, heads, name):
                continue
            if not inverse:
                made.begin(row, name, group, again=False)
            for at, reading in heads.items():
                for other in self._names(self._sheet.rows[row][at], inverse=inverse):
                    if inverse:
                        made.begin(row, other, group)
                        made.give(name, reading)
                    else:
                        made.give(other, reading)
        if inverse:
            self._doubt(
                head, Text("Rows are roles here, and the cells name what they do; read that way.")
            )
        self._doubt_columns(head, stub)
        self._doubt_names(head, made)
        return made.matrix()

    def _reads_as_legend(self, row: int, heads: dict[int, Reading], name: str) -> bool:
        """Tell whether a row explains the letters: by their words, or in sentences."""
        cells = [text for at in heads if (text := self._sheet.rows[row][at].strip())]
        said = [self._reader.read(cell) for cell in cells]
        if cells and all(reading.kind is Kind.LETTERS and reading.parts for reading in said):
            return True
        sentences = sum(map(_is_sentence, cells))
        titled = any(word in fold(name) for word in LEGEND_TITLES)
        legend = titled or is_head(name, LEGENDS) or sentences * 2 > len(cells)
        if self._sheet.loose and legend and len(heads) > 2:  # noqa: PLR2004 - letters of a legend
            message = Text("“{row}” explains the letters; left aside.", {"row": name})
            self._doubt(row, message)
            return True
        return False

    def _named_rows(
        self, rows: range, stub: Stub, heads: dict[int, Reading]
    ) -> list[tuple[int, str, str]]:
        """Return the rows with their names and groups; titles of groups are no rows."""
        found: list[tuple[int, str, str]] = []
        title = ""
        groups = [""] * len(stub.groups)
        names = Names()
        for row in rows:
            cells = self._sheet.rows[row]
            name = names.full(cells[stub.name], cells[stub.duty] if stub.duty >= 0 else "")
            said = any(cells[at].strip() and cells[at] != cells[stub.name] for at in heads)
            for number, at in enumerate(stub.groups):
                groups[number] = one_line(cells[at]) or groups[number]
            if name and not said and stub.duty < 0:
                title = name
            elif name:
                group = " / ".join(part for part in (*groups, title) if part)
                found.append((row, name, group))
            elif said:
                self._doubt(row, Text("A row names roles, but has no name; left aside."))
        return found

    def _names(self, text: str, *, inverse: bool = False) -> list[str]:
        """Return the names in a cell; commas in brackets don't part them."""
        parts = split_names(text, semicolons=self._semicolons)
        if len(parts) > 1 and all(map(_BULLET.match, parts)):
            parts = [_BULLET.sub("", part) for part in parts]
        names = [one_line(part) for part in parts]
        if inverse:
            names = [part.strip() for name in names for part in name.split(" / ")]
        return [name for name in names if fold(name) not in NOTHING and not name.startswith("--")]

    def _ticked(
        self, head: int, rows: range, heads: dict[int, Reading], stub: Stub
    ) -> Matrix | None:
        """Read a line per row and role with a tick below each letter."""
        texts = self._sheet.rows[head]
        role = next((at for at in stub.foreign if is_head(texts[at], ROLES)), -1)
        if role < 0:
            return None
        made = _Made(self._sheet, self._sheet.name, one_line(texts[stub.name]))
        for row, name, group in self._named_rows(rows, stub, heads):
            made.begin(row, name, group)
            for at, reading in heads.items():
                if fold(self._sheet.rows[row][at]) in TICKS:
                    made.give(one_line(self._sheet.rows[row][role]), reading)
        return made.matrix()

    def _doubt_columns(self, head: int, stub: Stub) -> None:
        if self._sheet.loose:
            return
        for at in stub.foreign:
            name = one_line(self._sheet.rows[head][at]) or column_name(at)
            self._doubts.append(
                Doubt(
                    self._sheet.place(head, at),
                    Text("Column “{column}” names no letter; left aside.", {"column": name}),
                )
            )

    def _doubt_names(self, head: int, made: _Made) -> None:
        joined = tuple(name for name in made.roles if "/" in name or " & " in name or " + " in name)
        if joined:
            self._doubt(
                head,
                Text(
                    "These names may mean several roles; each was kept as one: {names}.",
                    {"names": joined},
                ),
            )
        numbers = tuple(name for name in made.roles if re.fullmatch(r"\d+(?:\s*[-–]\s*\d+)?", name))
        if numbers:
            self._doubt(
                head,
                Text(
                    "These are numbers instead of names; they were kept as they are: {names}.",
                    {"names": numbers},
                ),
            )

    def _doubt(self, row: int, message: Text) -> None:
        self._doubts.append(Doubt(self._sheet.place(row), message))


def _is_sentence(text: str) -> bool:
    """Tell whether a text is prose rather than a list of names."""
    if " " in text and text.endswith((".", "。", "!", "?")):
        return True
    return any(len(part.split()) >= _PROSE for part in split_names(text))


def split_names(text: str, *, semicolons: bool = False) -> list[str]:
    """Return the parts of a list of names; what stands in brackets is not parted.

    Args:
        text: The list.
        semicolons: Whether semicolons part the names, so that a comma belongs to one.
    """
    parting = _SEMICOLONS if semicolons else _COMMAS
    parts: list[str] = []
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char in "([（":
            depth += 1
        elif char in ")]）":
            depth = max(depth - 1, 0)
        elif not depth and char in parting:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


class _Made:
    """A matrix that is filled name by name."""

    def __init__(self, sheet: Sheet, name: str, row_head: str) -> None:
        self._sheet, self._name, self._row_head = sheet, name, row_head
        self.roles: dict[str, str] = {}
        self._rows: dict[tuple[str, str], tuple[int, dict[str, list[str]]]] = {}
        self._now: dict[str, list[str]] = {}

    def begin(self, row: int, name: str, group: str, *, again: bool = True) -> None:
        """Go to a row; one that was begun already goes on if ``again``."""
        key = (name, group)
        if key in self._rows and not again:
            key = (name, f"{group}\0{row}")
        self._now = self._rows.setdefault(key, (row, {}))[1]

    def give(self, role: str, reading: Reading) -> None:
        """Give a role a letter on the row; names that differ by case are one role."""
        if not role:
            return
        known = self.roles.setdefault(role.casefold(), role)
        said = reading.letters or "/".join(part.value for part in reading.parts)
        self._now.setdefault(known, []).append(said)

    def matrix(self) -> Matrix:
        """Return what was gathered.

        Raises:
            RaciError: So many roles on so many rows are more cells than are read.
        """
        roles = list(self.roles.values())
        refuse_cells(len(roles) * len(self._rows))
        lines = [
            Line(
                name,
                group.split("\0")[0],
                ["/".join(dict.fromkeys(cells.get(role, ()))) for role in roles],
                row,
            )
            for (name, group), (row, cells) in self._rows.items()
        ]
        return Matrix(self._sheet, self._name, roles, lines, row_head=self._row_head)


def tidy(sheet: Sheet, kinds: list[str], reader: Reader, doubts: list[Doubt]) -> Matrix | None:
    """Return the matrix of a sheet that has a line per row and role; None if it is none."""
    if len(sheet.rows) < 3 or not sheet.rows:  # noqa: PLR2004 - a head and two lines
        return None
    head, body = sheet.rows[0], range(1, len(sheet.rows))
    named_roles = [at for at, text in enumerate(head) if is_head(text, ROLES)]
    if not named_roles:
        return None
    letters = [
        at
        for at in range(sheet.width)
        if sum(kinds[row][at] == "L" for row in body) * 10 >= 9 * len(body)
    ]
    roles = [at for at in named_roles if at not in letters]
    named = [at for at in letters if is_head(head[at], LETTERS)] or letters
    if len(named) != 1 or not roles or (len(letters) > 1 and named == letters):
        return None
    role = roles[0]
    stub = stub_of(sheet, head, list(body), frozenset((named[0], role)))
    names = {sheet.rows[row][stub.name] for row in body}
    if stub.name < 0 or len(names) >= len(body):
        return None
    made = _Made(sheet, sheet.name, one_line(head[stub.name]))
    groups = [""] * len(stub.groups)
    name = ""
    for row in body:
        cells = sheet.rows[row]
        for number, at in enumerate(stub.groups):
            groups[number] = one_line(cells[at]) or groups[number]
        name = one_line(cells[stub.name]) or name
        made.begin(row, name, " / ".join(filter(None, groups)))
        reading = reader.read(cells[named[0]])
        if reading.kind is Kind.LETTERS:
            made.give(one_line(cells[role]), reading)
        elif reading.kind is not Kind.BLANK:
            doubts.append(
                Doubt(
                    sheet.place(row, named[0]),
                    Text("“{text}” is no letter; left aside.", {"text": one_line(cells[named[0]])}),
                )
            )
    return made.matrix()
