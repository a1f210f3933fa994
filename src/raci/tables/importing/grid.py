"""From a table of letters to a matrix: its roles, its rows, and what is neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.duties import Names
from raci.tables.importing.letters import Kind
from raci.tables.importing.matrix import Line, Matrix
from raci.tables.importing.rows import (
    Facts,
    Sort,
    is_sum,
    sort_rows,
)
from raci.tables.importing.sheet import Doubt, column_name, one_line
from raci.tables.importing.stub import Stub, stub_of
from raci.tables.importing.vocabulary import (
    DUTIES,
    FOREIGN,
    GROUPS,
    TASKS,
    TICKS,
    fold,
    is_head,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.tables.importing.blocks import Block
    from raci.tables.importing.imported import Meaning
    from raci.tables.importing.sheet import Sheet

#: Of so many rows with something on them, one has letters at least.
_SPARSE = 6
#: A head longer than this is a description, no name.
LONGEST_NAME = 160


class Grid:
    """Reads one block of a sheet."""

    def __init__(self, sheet: Sheet, kinds: list[str], block: Block, doubts: list[Doubt]) -> None:
        """Look at the block's columns; ``doubts`` is added to."""
        self._sheet, self._kinds, self._block, self._doubts = sheet, kinds, block, doubts
        self._body = [
            row for row in range(max(block.head + 1, block.above), block.end) if row != block.head
        ]
        self._heads = self._named_heads()
        self._stats = self._counted()
        self.roles = self._role_columns()
        self._slice = _slice(self.roles)

    def matrix(self) -> Matrix | None:
        """Return the block's matrix; None where it names no roles or no rows."""
        stub = stub_of(self._sheet, self._heads, self._lettered(), frozenset(self.roles))
        if self._block.head < 0 or not self.roles or stub.name < 0:
            self._doubt(
                self._sheet.place(self._block.first),
                Text("Letters stand here, but no head names roles over them; left aside."),
            )
            return None
        self._doubt_columns(stub)
        lines = self._lines(stub)
        matrix = Matrix(
            self._sheet,
            self._sheet.name,
            [one_line(self._heads[at]) for at in self.roles],
            lines,
            list(self.roles),
            departments=self._departments(),
            row_head=one_line(self._heads[stub.name]),
        )
        return matrix if any(line.texts for line in lines) else None

    def is_dense(self, least: int) -> bool:
        """Tell whether letters stand on so many rows that they are meant as such."""
        lettered = sum("L" in self._kinds[row] for row in self._body)
        named = sum(bool(self._kinds[row].strip()) for row in self._body)
        cells = sum(self._kinds[row].count("L") for row in self._body)
        tops = (
            row for row in range(self._block.above, self._block.first) if self._kinds[row].strip()
        )
        alone = cells == 1 and self._block.head != next(tops, -1)
        return lettered >= least and lettered * _SPARSE >= named and not alone

    @property
    def stub_heads(self) -> list[str]:
        """What stands in and around the head over the columns that are no roles."""
        block = self._block
        rows = range(max(block.head - 1, block.above), block.first) if block.head >= 0 else ()
        first = min(self.roles, default=0)
        return [
            text for row in rows for text in map(one_line, self._sheet.rows[row][:first]) if text
        ]

    def _doubt(self, place: str, message: Text) -> None:
        self._doubts.append(Doubt(place, message))

    def _named_heads(self) -> list[str]:
        """Return the head of each column: the head row's, or what stands next to it there."""
        block, rows = self._block, self._sheet.rows
        if block.head < 0:
            return [""] * self._sheet.width
        heads = list(rows[block.head])
        around = [*range(block.head + 1, block.first), *range(block.head - 1, block.above - 1, -1)]
        for row in around:
            if len({text for text in rows[row] if text.strip()}) < 2:  # noqa: PLR2004 - a title or a group
                continue
            for column, text in enumerate(rows[row]):
                if not heads[column].strip() and self._kinds[row][column] == Kind.TEXT:
                    heads[column] = text
        return heads

    def _counted(self) -> list[tuple[int, int, int]]:
        """Return for each column how many letters, texts and numbers stand beside letters."""
        counted = [self._kinds[row] for row in self._body if self._counts(row)]
        columns = zip(*counted, strict=True)
        return [
            (column.count("L"), column.count("T"), column.count("N")) for column in columns
        ] or [(0, 0, 0)] * self._sheet.width

    def _counts(self, row: int) -> bool:
        """Tell whether a row tells of its columns: it has letters, or texts that are no title."""
        if "L" in self._kinds[row]:
            return True
        cells = zip(self._sheet.rows[row], self._kinds[row], strict=True)
        return len({text for text, kind in cells if kind == Kind.TEXT}) > 1

    def _role_columns(self) -> list[int]:
        found: list[int] = []
        for at, (letters, texts, numbers) in enumerate(self._stats):
            head = self._heads[at].strip()
            if not letters or letters < texts + numbers or self._repeats_left(at):
                continue
            if not head:
                self._doubt(
                    self._sheet.place(self._block.first, at),
                    Text(
                        "Column {column} holds letters but names no role; left aside.",
                        {"column": column_name(at)},
                    ),
                )
            elif is_head(head, DUTIES) or (is_head(head, FOREIGN) and texts + numbers):
                continue  # a duty may be called by a letter's word: "Umsetzung"
            else:
                found.append(at)
                if is_head(head, FOREIGN):
                    message = Text("“{role}” may be no role; it was read as one.", {"role": head})
                    self._doubt(self._sheet.place(self._block.head, at), message)
        return self._with_empty(found)

    def _with_empty(self, found: list[int]) -> list[int]:
        """Add named columns without any letter: roles that nothing is given to."""
        if not found:
            return found
        roles = list(found)
        for at in range(min(found) + 1, self._sheet.width):
            head = self._heads[at].strip()
            foreign = any(is_head(head, kind) for kind in (FOREIGN, TASKS, GROUPS))
            if is_sum(head) or at in found or not head or self._stats[at] != (0, 0, 0) or foreign:
                continue
            if self._repeats_left(at) or len(head) > LONGEST_NAME:
                continue
            roles.append(at)
            if at > max(found):
                self._doubt(
                    self._sheet.place(max(self._block.head, 0), at),
                    Text(
                        "“{role}” has no letters; it was read as a role.", {"role": one_line(head)}
                    ),
                )
        return sorted(roles)

    def _repeats_left(self, at: int) -> bool:
        """Tell whether a column is only the other half of merged cells."""
        head = self._block.head
        return any(
            span.top <= head <= span.bottom and span.left < at <= span.right
            for span in self._sheet.spans
        ) and all(
            self._sheet.rows[row][at] in {self._sheet.rows[row][at - 1], ""} for row in self._body
        )

    def _departments(self) -> dict[int, str]:
        """Return what stands over the roles' heads in merged cells, where it tells roles apart."""
        above = self._block.head - 1
        if above < self._block.above:
            return {}
        row = self._sheet.rows[above]
        named = {
            number: one_line(row[at]) for number, at in enumerate(self.roles) if row[at].strip()
        }
        spanned = any(
            span.top <= above <= span.bottom and span.right > span.left
            for span in self._sheet.spans
        )
        return named if spanned and len(set(named.values())) > 1 else {}

    def _lettered(self) -> list[int]:
        rows = [row for row in self._body if any(self._kinds[row][at] == "L" for at in self.roles)]
        return rows or list(self._body)

    def _doubt_columns(self, stub: Stub) -> None:
        for at, (letters, _, _) in enumerate(self._stats):
            if letters and at in stub.foreign and self._heads[at].strip():
                message = Text(
                    "Column “{column}” holds letters among other things; left aside.",
                    {"column": one_line(self._heads[at])},
                )
                self._doubt(self._sheet.place(max(self._block.head, 0), at), message)
        for at in stub.foreign:
            if self._stats[at][0]:
                continue
            texts = {self._sheet.rows[row][at].strip() for row in self._lettered()} - {""}
            named = self._heads[at].strip()
            if all(self._kinds[row][at] in " -" for row in self._lettered()):
                continue
            if (
                is_sum(named)
                or self._sheet.loose
                or (
                    at
                    and texts <= {self._sheet.rows[row][at - 1].strip() for row in self._lettered()}
                )
            ):
                continue
            self._doubt(
                self._sheet.place(max(self._block.head, 0), at),
                Text(
                    "Column “{column}” holds no letters; left aside.",
                    {"column": one_line(named) or column_name(at)},
                ),
            )

    def _lines(self, stub: Stub) -> list[Line]:
        facts = [self._facts(row, stub) for row in self._body]
        sorts, unsure = sort_rows(facts)
        if unsure:
            self._doubt_unsure([self._body[at] for at in unsure])
        lines: list[Line] = []
        titles: list[tuple[int, str]] = []
        columns = ["" for _ in stub.groups]
        names = Names()
        for row, fact, sort in zip(self._body, facts, sorts, strict=True):
            if sort is Sort.GROUP:
                titles = [(depth, text) for depth, text in titles if depth < _indent(fact.name)]
                titles.append((_indent(fact.name), one_line(fact.name)))
            elif sort is Sort.ROW:
                columns = self._group_columns(row, stub.groups, columns)
                name, meaning = names.read(fact.name, self._duty(row, stub))
                group = " / ".join(filter(None, (*columns, *(t for _, t in titles[-1:]))))
                self._line(row, name, group, meaning, lines)
                if fact.ticked:
                    self._doubt_ticks(row, name)
            else:
                self._doubt_row(row, fact, sort)
        return lines

    def _duty(self, row: int, stub: Stub) -> str:
        return "" if stub.duty < 0 else self._sheet.rows[row][stub.duty]

    def _line(self, row: int, name: str, group: str, meaning: Meaning, lines: list[Line]) -> None:
        cells = self._sheet.rows[row]
        texts = cells[self._slice] if self._slice else [cells[at] for at in self.roles]
        if name:
            lines.append(Line(name, group, texts, row, meaning))
        else:
            self._doubt(self._sheet.place(row), Text("A row has letters, but no name; left aside."))

    def _group_columns(self, row: int, groups: Sequence[int], before: list[str]) -> list[str]:
        """Return what the group columns say on a row; a blank repeats what stands above."""
        now: list[str] = []
        changed = False
        for at, old in zip(groups, before, strict=True):
            text = one_line(self._sheet.rows[row][at])
            changed = changed or bool(text)
            now.append(text if changed else old)
        return now

    def _facts(self, row: int, stub: Stub) -> Facts:
        cells, kinds, sheet = self._sheet.rows[row], self._kinds[row], self._sheet
        name = cells[stub.name]
        if self._slice and not sheet.spans:
            own = kinds[self._slice]
        else:
            repeated = (at for at in self.roles if cells[at] != name or kinds[at] == "L")
            own = "".join(kinds[at] for at in repeated)
        if not name.strip() and "L" not in own:
            name = next((cells[at] for at in stub.groups if cells[at].strip()), "")
        lone = not name.strip() and "L" not in own and self._lone(row, stub)
        name = lone or name
        merged = (
            any(
                span.top <= row <= span.bottom and span.right - span.left >= len(self.roles)
                for span in sheet.spans
            )
            if sheet.spans
            else False
        )
        return Facts(
            name=name,
            letters="L" in own,
            nothing="-" in own,
            texts=own.count("T"),
            numbers=own.count("N"),
            beside=any(cells[at].strip() for at in stub.foreign if self._heads[at].strip()),
            strong=row in sheet.strong,
            alone=merged
            or (
                row in sheet.single
                and sheet.rows[row].count("") == sheet.width - 1
                and row in sheet.strong
            ),
            ticked=bool(name.strip()) and "L" not in own and self._is_ticked(row),
            lone=bool(lone),
            after_gap=row > 0 and not self._kinds[row - 1].strip() and not self._letters_below(row),
        )

    def _lone(self, row: int, stub: Stub) -> str:
        """Return the only text of a row, if it stands left of the column of names."""
        texts = [(at, text) for at, text in enumerate(self._sheet.rows[row]) if text.strip()]
        if len(texts) != 1 or texts[0][0] >= stub.name:
            return ""
        at, text = texts[0]
        return text if self._kinds[row][at] == Kind.TEXT else ""

    def _is_ticked(self, row: int) -> bool:
        """Tell whether the roles' cells hold ticks, and no other text."""
        cells, kinds = self._sheet.rows[row], self._kinds[row]
        texts = [cells[at] for at in self.roles if kinds[at] == Kind.TEXT]
        return bool(texts) and all(fold(text) in TICKS for text in texts)

    def _letters_below(self, row: int) -> bool:
        return any("L" in self._kinds[below] for below in range(row, self._block.end))

    def _doubt_row(self, row: int, fact: Facts, sort: Sort) -> None:
        if sort in {Sort.BLANK, Sort.LEGEND}:
            return
        name = one_line(fact.name)[:60] or "…"
        place = self._sheet.place(row)
        if row < self._block.first:
            return
        if sort is Sort.SUM and is_sum(fact.name):
            return
        if sort is Sort.SUM:
            self._doubt(place, Text("“{row}” is a row of sums; left aside.", {"row": name}))
        elif sort is Sort.NOTE:
            self._doubt(
                place, Text("“{row}” is a note below the table; left aside.", {"row": name})
            )
        else:
            self._doubt(
                place, Text("“{row}” holds other texts than letters; left aside.", {"row": name})
            )

    def _doubt_ticks(self, row: int, name: str) -> None:
        message = Text(
            "“{row}” has ticks instead of letters; they may mean responsible, but do not say so: "
            "kept as notes.",
            {"row": name[:60]},
        )
        self._doubt(self._sheet.place(row), message)

    def _doubt_unsure(self, rows: list[int]) -> None:
        first = rows[0]
        self._doubt(
            self._sheet.place(first),
            Text(
                "A row has no letters; it was kept as a row, but could be the title of a group.",
                {"n": len(rows)},
                "{n} rows have no letters, this one first; they were kept as rows, "
                "but could be titles of groups.",
            ),
        )


def _slice(columns: Sequence[int]) -> slice | None:
    """Return adjacent columns as a slice, which cuts large rows much faster; None for others."""
    if columns and columns[-1] - columns[0] == len(columns) - 1:
        return slice(columns[0], columns[-1] + 1)
    return None


def _indent(name: str) -> int:
    return len(name) - len(name.lstrip())
