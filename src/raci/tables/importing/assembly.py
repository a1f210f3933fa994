"""From an explanation to a matrix: its rows, and what was skipped or could mean something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.bounds import refuse_cells
from raci.tables.importing.duties import NamesOfRows
from raci.tables.importing.features import personness, roleness
from raci.tables.importing.letters import Kind
from raci.tables.importing.matrix import Line, Matrix
from raci.tables.importing.names import Names, holder_in
from raci.tables.importing.rows import Facts, Sort, is_sum, sort_rows
from raci.tables.importing.shapes import Shape
from raci.tables.importing.sheet import Doubt, column_name, one_line
from raci.tables.importing.vocabulary import NOTES, is_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci.tables.importing.imported import Meaning
    from raci.tables.importing.letters import Reader, Reading
    from raci.tables.importing.shapes import Hypothesis

_NUMBERS = re.compile(r"\d+(?:\s*[-–]\s*\d+)?")


def assembled(one: Hypothesis, reader: Reader) -> Matrix:
    """Return the matrix that an explanation sees in its region."""
    if one.shape in {Shape.NAMED, Shape.TASKED}:
        return _Named(one, reader).matrix()
    if one.shape in {Shape.RECORDS, Shape.TICKED}:
        return _Recorded(one, reader).matrix()
    matrix = _Grid(one, reader).matrix()
    return matrix.turn() if one.shape is Shape.ROWS else matrix


class _Assembly:
    """What all shapes share: names of rows and groups, columns left aside, doubts."""

    def __init__(self, one: Hypothesis, reader: Reader) -> None:
        self._one, self._reader = one, reader
        self._sheet, self._region = one.region.sheet, one.region
        self._stub = one.stub
        self._heads = one.heads.columns
        self._doubts: list[Doubt] = []
        self._names = NamesOfRows()
        self._groups = [""] * len(one.stub.groups)
        self._kept = [at for at in one.stub.foreign if self._heads[at].strip()]

    def _doubt(
        self,
        message: Text,
        row: int,
        column: int | None = None,
        *,
        rows: Sequence[str] | None = None,
        roles: Sequence[str] | None = None,
    ) -> None:
        about = None if rows is None else tuple(dict.fromkeys(rows))
        whose = None if roles is None else tuple(dict.fromkeys(roles))
        place = self._sheet.place(row, column)
        self._doubts.append(Doubt(place, message, None, about, whose))

    @property
    def _head_row(self) -> int:
        return max(self._one.heads.rows, default=self._region.start)

    def _name(self, row: int) -> tuple[str, Meaning]:
        cells = self._sheet.rows[row]
        duty = cells[self._stub.duty] if self._stub.duty >= 0 else ""
        return self._names.read(cells[self._stub.name], duty)

    def _grouped(self, row: int) -> str:
        """Return what the group columns say on a row; a blank repeats what stands above."""
        changed = False
        for place, at in enumerate(self._stub.groups):
            text = one_line(self._sheet.rows[row][at])
            changed = changed or bool(text)
            self._groups[place] = text if changed else self._groups[place]
        return " / ".join(filter(None, self._groups))

    def _facts(self, row: int) -> dict[str, object]:
        """Return what stands beside the letters: notes as such, all other columns as fields."""
        cells = self._sheet.rows[row]
        fields: dict[str, object] = {}
        notes: list[str] = []
        for at in self._kept:
            text = cells[at].strip()
            if not text or self._reader.read(text).kind is Kind.NOTHING:
                continue
            if is_head(self._heads[at], NOTES):
                notes.append(one_line(text))
            else:
                fields[one_line(self._heads[at])] = one_line(text)
        note = "; ".join(
            [*notes, *filter(None, [self._sheet.comments.get((row, self._stub.name))])]
        )
        return ({"note": note} if note else {}) | ({"fields": fields} if fields else {})

    def _tell_columns(self) -> None:
        """Doubt columns that may be roles after all, or that hold something without a head."""
        if self._sheet.loose:
            return
        for at in self._stub.foreign:
            kinds = [self._region.kinds[row][at] for row in self._region.rows(self._one.first)]
            head = one_line(self._heads[at])
            if "L" in kinds and head:
                message = Text(
                    "Column “{column}” holds letters among other things; left aside.",
                    {"column": head},
                )
                self._doubt(message, self._head_row, at, roles=[head])
            elif not head and any(kind in "TNL" for kind in kinds):
                message = Text(
                    "Column {column} has no head; left aside.", {"column": column_name(at)}
                )
                if not self._repeats(at):
                    self._doubt(message, self._head_row, at, rows=[], roles=[])

    def _repeats(self, at: int) -> bool:
        """Tell whether a column only repeats its left neighbour, as merged cells do."""
        rows = self._region.rows(self._one.first)
        return at > 0 and all(
            self._sheet.rows[row][at] in {"", self._sheet.rows[row][at - 1]} for row in rows
        )

    def _tell_remarks(self, roles: Mapping[int, str], lines: Sequence[Line]) -> None:
        """Doubt what the format says of cells: hidden, struck out, without a value."""
        named = {line.at: line.name for line in lines}
        top = min(self._one.heads.rows, default=self._region.start)
        for one in self._sheet.remarks:
            if one.row is not None and not top <= one.row < self._region.end:
                continue
            if one.column is not None and one.row is None and one.column not in self._columns():
                continue
            row = top if one.row is None else one.row
            about = None if one.row is None else [named[row]] if row in named else []
            column = one.column
            whose = [roles[column]] if column is not None and column in roles else []
            everybody = column is None or column == self._stub.name
            self._doubt(one.message, row, column, rows=about, roles=None if everybody else whose)

    def _is_sum(self, row: int) -> bool:
        """Tell whether a row only adds up, and note that it is left aside."""
        cells = [text for text in self._sheet.rows[row] if text.strip()]
        kinds = [self._reader.read(text).kind for text in cells]
        adds = any(map(is_sum, cells)) and kinds.count(Kind.NUMBER) * 2 > len(cells)
        if adds:
            message = Text(
                "“{row}” is a row of sums; left aside.", {"row": one_line(cells[0])[:60]}
            )
            self._doubt(message, row, rows=[], roles=[])
        return adds

    def _columns(self) -> set[int]:
        """Return the columns of this table."""
        own = {at for group in self._one.roles for at in group}
        return own | {self._stub.name, *self._stub.groups, *self._stub.foreign}

    def _made(self, roles: list[str], lines: list[Line], row_head: str) -> Matrix:
        sheet = self._sheet
        held = {
            at: roles[place]
            for place, group in enumerate(self._one.roles)
            for at in group
            if self._one.shape in {Shape.COLUMNS, Shape.PAIRED, Shape.ROWS}
        }
        self._tell_remarks(held, lines)
        return Matrix(sheet, sheet.name, roles, lines, row_head=row_head, doubts=self._doubts)


class _Grid(_Assembly):
    """Letters below roles (or below tasks, to be turned)."""

    def matrix(self) -> Matrix:
        one = self._one
        self._across = [group[0] for group in one.roles]
        self._several = any(len(group) > 1 for group in one.roles)
        self._slice = None if self._several else _slice(self._across)
        lines = self._lines()
        names = one.heads.names
        self._tell_columns()
        self._tell_heads()
        stubbed = self._heads[self._stub.name] if self._stub.name >= 0 else ""
        matrix = self._made(list(names), lines, one_line(stubbed))
        matrix.across = list(self._across)
        matrix.departments = dict(one.heads.departments)
        matrix.persons = dict(one.heads.persons)
        return matrix

    def _tell_heads(self) -> None:
        one = self._one
        if one.heads.joined:
            message = Text("Two rows of the head were joined to names, as neither is enough alone.")
            self._doubt(message, min(one.heads.rows))
        for place, group in enumerate(one.roles):
            kinds = {self._region.kinds[row][group[0]] for row in self._region.rows(one.first)}
            if one.shape is Shape.COLUMNS and not kinds & set("LMX-") and len(group) == 1:
                name = one.heads.names[place]
                message = Text("“{role}” has no letters; it was read as a role.", {"role": name})
                if group[0] > max(at[-1] for at in one.roles[:-1] or [(0,)]):
                    self._doubt(message, self._head_row, group[0], rows=[], roles=[name])

    def _texts(self, row: int) -> list[str]:
        cells = self._sheet.rows[row]
        if self._slice is not None:
            return cells[self._slice]
        if not self._several:
            return [cells[at] for at in self._across]
        return [self._joined(row, group) for group in self._one.roles]

    def _joined(self, row: int, group: Sequence[int]) -> str:
        """Return what the columns of one role say: their letters, or those that are ticked."""
        cells, kinds = self._sheet.rows[row], self._region.kinds[row]
        if not self._one.letters:
            return "/".join(dict.fromkeys(cells[at].strip() for at in group if cells[at].strip()))
        found: list[str] = []
        for at in group:
            if kinds[at] == Kind.NOTHING or not cells[at].strip():
                continue
            said = self._one.letters[at]
            found.append(said.letters or said.parts[0].value)
        return "/".join(found)

    def _lines(self) -> list[Line]:
        body = list(range(self._one.first, self._region.end))
        lettered = (row for row in reversed(body) if "L" in self._region.kinds[row])
        self._last = next(lettered, self._one.first)
        facts = [self._row_facts(row) for row in body]
        sorts, unsure = sort_rows(facts)
        lines: list[Line] = []
        titles: list[tuple[int, str]] = []
        head = [self._sheet.rows[row] for row in self._one.heads.rows]
        for row, fact, sort in zip(body, facts, sorts, strict=True):
            if self._is_head_again(row, head):
                continue
            if sort is Sort.GROUP:
                titles = [(depth, text) for depth, text in titles if depth < _indent(fact.name)]
                titles.append((_indent(fact.name), one_line(fact.name)))
            elif sort is Sort.ROW:
                self._add(row, titles, lines)
                if fact.ticked:
                    self._tell_ticks(row, one_line(fact.name))
            else:
                self._tell_row(row, fact, sort)
        self._tell_unsure([(body[at], one_line(facts[at].name)) for at in unsure])
        return lines

    def _is_head_again(self, row: int, heads: Sequence[Sequence[str]]) -> bool:
        """Tell whether a row repeats the head, as tables do that run over several pages."""
        cells = self._sheet.rows[row]
        own = [cells[at] for at in self._across]
        return any(
            own == [head[at] for at in self._across] and any(text.strip() for text in own)
            for head in heads
        ) and "L" not in {self._region.kinds[row][at] for at in self._across}

    def _add(self, row: int, titles: list[tuple[int, str]], lines: list[Line]) -> None:
        group = " / ".join(filter(None, (self._grouped(row), *(text for _, text in titles[-1:]))))
        texts = self._texts(row)
        if lines and self._goes_on(row, lines[-1].at):
            lines[-1].name = f"{lines[-1].name} {one_line(self._sheet.rows[row][self._stub.name])}"
            return
        name, meaning = self._name(row)
        if not name:
            self._doubt(Text("A row has letters, but no name; left aside."), row, rows=[], roles=[])
            return
        line = Line(name, group, texts, row, meaning)
        line.facts = self._facts(row)
        if self._sheet.comments:
            for place, at in enumerate(self._across):
                note = self._sheet.comments.get((row, at))
                if note:
                    line.whys[place] = one_line(note)
        lines.append(line)

    def _goes_on(self, row: int, above: int) -> bool:
        """Tell whether a row only goes on with the name above, as merged letters say."""
        if row != above + 1 or not self._sheet.spans:
            return False
        cells = self._sheet.rows[row]
        merged = {
            at
            for span in self._sheet.spans
            if span.top <= above and span.bottom >= row
            for at in range(span.left, span.right + 1)
        }
        filled = [at for group in self._one.roles for at in group if cells[at].strip()]
        name = cells[self._stub.name].strip()
        same = name == self._sheet.rows[above][self._stub.name].strip()
        return bool(filled) and all(at in merged for at in filled) and not same and bool(name)

    def _row_facts(self, row: int) -> Facts:
        cells, kinds, sheet = self._sheet.rows[row], self._region.kinds[row], self._sheet
        name = cells[self._stub.name]
        if self._slice is not None and not sheet.spans:
            own = kinds[self._slice]
        else:
            columns = [at for group in self._one.roles for at in group]
            own = "".join(kinds[at] for at in columns if cells[at] != name or kinds[at] in "LMX")
        lettered = "L" in own or "M" in own or ("X" in own and bool(self._one.letters))
        if not name.strip() and not lettered:
            name = next((cells[at] for at in self._stub.groups if cells[at].strip()), "")
        lone = "" if name.strip() or lettered else self._lone(row)
        name = lone or name
        merged = any(
            span.top <= row <= span.bottom and span.right - span.left >= len(self._across)
            for span in sheet.spans
        )
        single = row in sheet.single and row in sheet.strong
        return Facts(
            name=name,
            letters=lettered,
            nothing="-" in own,
            texts=own.count("T") + own.count("X"),
            numbers=own.count("N"),
            beside=any(cells[at].strip() for at in self._kept),
            strong=row in sheet.strong,
            alone=merged or (single and cells.count("") == sheet.width - 1),
            ticked=bool(name.strip()) and not lettered and "X" in own and "T" not in own,
            lone=bool(lone),
            after_gap=not lettered and self._after_gap(row),
        )

    def _after_gap(self, row: int) -> bool:
        """Tell whether a row stands below a blank row with no letters after it."""
        return row > self._last and not self._region.kinds[row - 1].strip()

    def _lone(self, row: int) -> str:
        """Return the only text of a row, if it stands left of the column of names."""
        texts = [(at, text) for at, text in enumerate(self._sheet.rows[row]) if text.strip()]
        if len({text for _, text in texts}) != 1 or texts[0][0] >= self._stub.name:
            return ""
        at, text = texts[0]
        return text if self._region.kinds[row][at] == Kind.TEXT else ""

    def _tell_row(self, row: int, fact: Facts, sort: Sort) -> None:
        name = one_line(fact.name)[:60] or "…"
        if sort in {Sort.BLANK, Sort.LEGEND} or "g" in self._region.kinds[row]:
            return
        if sort is Sort.SUM:
            message = Text("“{row}” is a row of sums; left aside.", {"row": name})
        elif sort is Sort.NOTE:
            message = Text("“{row}” is a note below the table; left aside.", {"row": name})
        else:
            message = Text("“{row}” holds other texts than letters; left aside.", {"row": name})
        self._doubt(
            message,
            row,
            rows=[one_line(fact.name)] if sort is Sort.OTHER else [],
            roles=[] if sort is not Sort.OTHER else None,
        )

    def _tell_ticks(self, row: int, name: str) -> None:
        message = Text(
            "“{row}” has ticks instead of letters; they may mean responsible, but do not say so: "
            "kept as notes.",
            {"row": name[:60]},
        )
        self._doubt(message, row, rows=[name])

    def _tell_unsure(self, unsure: Sequence[tuple[int, str]]) -> None:
        if unsure:
            message = Text(
                "A row has no letters; it was kept as a row, but could be the title of a group.",
                {"n": len(unsure)},
                "{n} rows have no letters, this one first; they were kept as rows, "
                "but could be titles of groups.",
            )
            self._doubt(message, unsure[0][0], rows=[name for _, name in unsure])


class _Named(_Assembly):
    """A column per letter, with names of roles (or of tasks) in the cells."""

    def matrix(self) -> Matrix:
        one, sheet = self._one, self._sheet
        rows = self._region.rows(one.first)
        cells = [sheet.rows[row][at] for row in rows for at in one.letters]
        names = Names(cells, self._reader, sheet.ids)
        made = _Gathered()
        tasked = one.shape is Shape.TASKED
        self._title = ""
        for row in rows:
            if not self._is_sum(row):
                self._gather(row, names, made, tasked=tasked)
        if tasked:
            message = Text("Rows are roles here, and the cells name what they do; read that way.")
            self._doubt(message, self._head_row, rows=[], roles=[])
        self._tell_columns()
        self._tell_names(names, made, tasked=tasked)
        return self._made(made.role_names(), made.lines(), self._heads[self._stub.name])

    def _gather(self, row: int, names: Names, made: _Gathered, *, tasked: bool) -> None:
        """Read one row: the title of a group, a row with its roles, or a role with its tasks."""
        texts = self._sheet.rows[row]
        name, meaning = self._name(row)
        group = self._grouped(row)
        own = texts[self._stub.name]
        if not any(texts[at].strip() and texts[at] != own for at in self._one.letters):
            self._title = name if self._stub.duty < 0 else self._title
            return
        if not name:
            message = Text("A row names roles, but has no name; left aside.")
            self._doubt(message, row, rows=[], roles=[])
            return
        if not tasked:
            group = " / ".join(filter(None, (group, self._title)))
            made.begin(row, name, group, self._facts(row), meaning, again=False)
        for at, reading in self._one.letters.items():
            for other in names.read(texts[at]):
                if tasked:
                    made.begin(row, other, "", {})
                    made.give(self._sheet.ids.get(name, name), reading)
                else:
                    made.give(other, reading)

    def _tell_names(self, names: Names, made: _Gathered, *, tasked: bool) -> None:
        joined = tuple(names.joined)
        if joined:
            message = Text(
                "These names may mean several roles; each was kept as one: {names}.",
                {"names": joined},
            )
            about = {"rows": joined} if tasked else {"roles": joined}
            self._doubt(message, self._head_row, **about)  # type: ignore[arg-type] # one of two
        numbers = tuple(name for name in made.role_names() if _NUMBERS.fullmatch(name))
        if numbers:
            message = Text(
                "These are numbers instead of names; they were kept as they are: {names}.",
                {"names": numbers},
            )
            self._doubt(message, self._head_row, roles=numbers)


class _Recorded(_Assembly):
    """A row per task and role, with a letter or with ticks below letters."""

    def matrix(self) -> Matrix:
        one, sheet = self._one, self._sheet
        made = _Gathered()
        name, meaning = "", None
        for row in self._region.rows(one.first):
            if self._is_sum(row):
                continue
            cells = sheet.rows[row]
            new, said = self._name(row)
            name, meaning = (new, said) if new else (name, meaning)
            group = self._grouped(row)
            if not name:
                continue
            made.begin(row, name, group, self._facts(row), meaning)
            role = one_line(cells[one.role])
            role = sheet.ids.get(role, role)
            if one.letters:
                for at, reading in one.letters.items():
                    kind = self._reader.read(cells[at]).kind
                    if kind not in {Kind.BLANK, Kind.NOTHING}:
                        made.give(role, reading)
                made.know(role)
                continue
            made.write(role, cells[one.roles[0][0]])
        self._tell_columns()
        return self._made(made.role_names(), made.lines(), self._heads[self._stub.name])


class _Gathered:
    """A matrix that is filled name by name."""

    def __init__(self) -> None:
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


def persons_in(names: Sequence[str]) -> tuple[list[str], dict[int, str]]:
    """Return names of roles without the persons in brackets behind them, and these persons.

    Persons are taken off only where what is left still tells the roles apart, and where most of the
    brackets hold persons, each another one: a place or a firm stands behind several roles.
    """
    parted = [holder_in(name) for name in names]
    inside = [text for _, text in parted if text]
    persons = sum(personness(text) > 0.5 for text in inside)  # noqa: PLR2004 - more likely than not
    if persons < 2 or persons * 3 < 2 * len(inside) or len(set(inside)) < len(inside):  # noqa: PLR2004
        return list(names), {}
    bare = [
        name if personness(person) > 0.5 and roleness(person) < 0.5 else whole  # noqa: PLR2004
        for (name, person), whole in zip(parted, names, strict=True)
    ]
    if len({name.casefold() for name in bare}) < len({name.casefold() for name in names}):
        return list(names), {}
    holders = {
        place: parted[place][1]
        for place, (name, whole) in enumerate(zip(bare, names, strict=True))
        if name != whole
    }
    return bare, holders


def _slice(columns: Sequence[int]) -> slice | None:
    """Return adjacent columns as a slice, which cuts large rows much faster; None for others."""
    if columns and columns[-1] - columns[0] == len(columns) - 1:
        return slice(columns[0], columns[-1] + 1)
    return None


def _indent(name: str) -> int:
    return len(name) - len(name.lstrip())
