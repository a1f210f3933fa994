"""From a grid of letters to a matrix: rows, groups, sums, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.language.letters import Kind
from raci.tables.importing.language.vocabulary import FOREIGN, is_head
from raci.tables.importing.matrices.assembly import Assembly
from raci.tables.importing.matrices.matrix import Line, Matrix
from raci.tables.importing.matrices.rows import Facts, Sort, sort_rows
from raci.tables.importing.reading import Shape
from raci.tables.importing.shapes.features import is_id
from raci.tables.importing.shapes.region import CLAIMED
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence


class GridAssembly(Assembly):
    """Letters below roles (or below tasks, to be turned)."""

    def matrix(self) -> Matrix:
        """Return the grid's matrix."""
        one = self.one
        self._across = [group[0] for group in one.roles]
        self._several = any(len(group) > 1 for group in one.roles)
        self._slice = None if self._several else _slice(self._across)
        lines = self._lines()
        names = one.heads.names
        self.tell_columns()
        self._tell_heads()
        self._tell_merged(lines)
        stubbed = self.heads[self.stub.name] if self.stub.name >= 0 else ""
        matrix = self.made(list(names), lines, one_line(stubbed))
        matrix.across = list(self._across)
        matrix.departments = dict(one.heads.departments)
        matrix.persons = dict(one.heads.persons)
        return matrix

    def _tell_merged(self, lines: Sequence[Line]) -> None:
        """Doubt letters that stand in merged cells over several roles."""
        places = {at: place for place, group in enumerate(self.one.roles) for at in group}
        named = {line.at: line.name for line in lines}
        for span in self.sheet.spans:
            held = dict.fromkeys(
                places[at] for at in range(span.left, span.right + 1) if at in places
            )
            rows = [row for row in range(span.top, span.bottom + 1) if row in named]
            if len(held) < 2 or not rows or self.region.kinds[rows[0]][span.left] != Kind.LETTERS:  # noqa: PLR2004
                continue
            message = Text(
                "“{text}” stands in merged cells over several roles; it was read for each.",
                {"text": one_line(self.sheet.rows[span.top][span.left])},
            )
            roles = [self.one.heads.names[place] for place in held]
            about = [named[row] for row in rows]
            self.doubt(message, span.top, span.left, rows=about, roles=roles)

    def _tell_heads(self) -> None:
        one = self.one
        if one.heads.joined:
            message = Text("Two rows of the head were joined to names, as neither is enough alone.")
            self.doubt(message, min(one.heads.rows))
        for place, group in enumerate(one.roles):
            kinds = (self.region.kinds[row][group[0]] for row in self.region.rows(one.first))
            plain = one.shape is Shape.COLUMNS and len(group) == 1
            if plain and not any(kind in "LMX-" for kind in kinds):
                name = one.heads.names[place]
                message = Text("“{role}” has no letters; it was read as a role.", {"role": name})
                if group[0] > max(at[-1] for at in one.roles[:-1] or [(0,)]):
                    self.doubt(message, self.head_row, group[0], rows=[], roles=[name])

    def _texts(self, row: int) -> list[str]:
        cells = self.sheet.rows[row]
        if self._slice is not None:
            return cells[self._slice]
        if not self._several:
            return [cells[at] for at in self._across]
        return [self._joined(row, group) for group in self.one.roles]

    def _joined(self, row: int, group: Sequence[int]) -> str:
        """Return what the columns of one role say: their letters, or those that are ticked."""
        cells, kinds = self.sheet.rows[row], self.region.kinds[row]
        if not self.one.letters:
            return "/".join(dict.fromkeys(cells[at].strip() for at in group if cells[at].strip()))
        found: list[str] = []
        for at in group:
            if kinds[at] == Kind.NOTHING or not cells[at].strip():
                continue
            said = self.one.letters[at]
            found.append(said.letters or said.parts[0].value)
        return "/".join(found)

    def _lines(self) -> list[Line]:
        body = list(range(self.one.first, self.region.end))
        lettered = (row for row in reversed(body) if "L" in self.region.kinds[row])
        self._last = next(lettered, self.one.first)
        facts = [self._row_facts(row) for row in body]
        sorts, unsure = sort_rows(facts)
        known = self.sheet.known
        sorts = [Sort.ROW if row in known else sort for row, sort in zip(body, sorts, strict=True)]
        unsure = [at for at in unsure if body[at] not in known]
        lines: list[Line] = []
        head = [self.sheet.rows[row] for row in self.one.heads.rows]
        again = self._heads_again(body, head)
        titles = [(0, again[self.head_row])] if again.get(self.head_row) else []
        waiting: tuple[int, Facts] | None = None
        for row, fact, sort in zip(body, facts, sorts, strict=True):
            if row in again:
                titles = [(0, again[row])] if again[row] else titles
            elif sort is Sort.GROUP:
                titles = [(depth, text) for depth, text in titles if depth < _indent(fact.name)]
                titles.append((_indent(fact.name), one_line(fact.name)))
                waiting = row, fact
            elif sort is Sort.ROW:
                waiting = None
                self._add(row, titles, lines)
                if fact.ticked:
                    self._tell_ticks(row, one_line(fact.name))
            else:
                self._tell_row(row, fact, sort)
        if waiting is not None:
            self._tell_row(*waiting, Sort.GROUP)
        as_rows = all(sorts[at] is Sort.ROW for at in unsure)
        told = [(body[at], one_line(facts[at].name)) for at in unsure]
        self._tell_unsure(told, as_rows=as_rows)
        return lines

    def _heads_again(self, body: Sequence[int], heads: Sequence[Sequence[str]]) -> dict[int, str]:
        """Return the rows that repeat the head, with the titles of what follows.

        Where the head comes again with another text over the names of rows, such texts are titles,
        and so is that of the head itself.
        """
        at, own = self.stub.name, self.head_row
        found = {
            row: one_line(self.sheet.rows[row][at])
            for row in body
            if self._is_head_again(row, heads)
        }
        first = one_line(self.sheet.rows[own][at])
        if first and any(text not in {"", first} for text in found.values()):
            return {own: first, **found}
        return dict.fromkeys(found, "")

    def _is_head_again(self, row: int, heads: Sequence[Sequence[str]]) -> bool:
        """Tell whether a row repeats the head, as tables do that run over several pages."""
        cells, kinds = self.sheet.rows[row], self.region.kinds[row]
        return any(
            all(cells[at] == head[at] and kinds[at] != "L" for at in self._across)
            and any(cells[at].strip() for at in self._across)
            for head in heads
        )

    def _add(self, row: int, titles: list[tuple[int, str]], lines: list[Line]) -> None:
        group = " / ".join(filter(None, (self.grouped(row), *(text for _, text in titles[-1:]))))
        texts = self._texts(row)
        if lines and self._goes_on(row, lines[-1].at):
            lines[-1].name = f"{lines[-1].name} {one_line(self.sheet.rows[row][self.stub.name])}"
            return
        name, meaning = self.name(row)
        if not name and (name := self._beside(row)):
            message = Text(
                "The row has no name of its own; what stands beside was taken: {name}.",
                {"name": name},
            )
            self.doubt(message, row, rows=[name])
        if not name:
            self.doubt(Text("A row has letters, but no name; left aside."), row, rows=[], roles=[])
            return
        line = Line(name, group, texts, row, meaning)
        line.facts = self.facts(row)
        if self.sheet.comments:
            for place, at in enumerate(self._across):
                note = self.sheet.comments.get((row, at))
                if note:
                    line.whys[place] = one_line(note)
        lines.append(line)

    def _beside(self, row: int) -> str:
        """Return the nearest text left of the letters that may name a row; nothing if none may."""
        first = min(self._across)
        columns = [at for at in (*self.stub.groups, *self.stub.foreign) if at < first]
        for at in sorted(columns, key=lambda at: abs(at - self.stub.name)):
            text = one_line(self.sheet.rows[row][at])
            if self.region.kinds[row][at] == Kind.TEXT and not is_id(text):
                return "" if is_head(self.heads[at], FOREIGN) else text
        return ""

    def _goes_on(self, row: int, above: int) -> bool:
        """Tell whether a row only goes on with the name above, as merged letters say."""
        if row != above + 1 or not self.sheet.spans:
            return False
        cells = self.sheet.rows[row]
        merged = {
            at
            for span in self.sheet.spans
            if span.top <= above and span.bottom >= row
            for at in range(span.left, span.right + 1)
        }
        filled = [at for group in self.one.roles for at in group if cells[at].strip()]
        name = cells[self.stub.name].strip()
        same = name == self.sheet.rows[above][self.stub.name].strip()
        return bool(filled) and all(at in merged for at in filled) and not same and bool(name)

    def _row_facts(self, row: int) -> Facts:
        cells, kinds, sheet = self.sheet.rows[row], self.region.kinds[row], self.sheet
        name = cells[self.stub.name]
        if self._slice is not None and not sheet.spans:
            own = kinds[self._slice]
        else:
            columns = [at for group in self.one.roles for at in group]
            own = "".join(kinds[at] for at in columns if cells[at] != name or kinds[at] in "LMX")
        lettered = "L" in own or "M" in own or ("X" in own and bool(self.one.letters))
        if not name.strip() and not lettered:
            name = next((cells[at] for at in self.stub.groups if cells[at].strip()), "")
        lone = "" if name.strip() or lettered else self._lone(row)
        name = lone or name
        merged = any(
            span.top <= row <= span.bottom and span.right - span.left >= len(self._across)
            for span in sheet.spans
        )
        look = sheet.looks.get(row, "")
        single = row in sheet.single and bool(look)
        return Facts(
            name=name,
            letters=lettered,
            nothing="-" in own,
            texts=own.count("T") + own.count("X"),
            numbers=own.count("N"),
            beside=any(cells[at].strip() for at in self.kept),
            look=look,
            alone=merged or (single and cells.count("") == sheet.width - 1),
            ticked=bool(name.strip()) and not lettered and "X" in own and "T" not in own,
            lone=bool(lone),
            explains=row > self._last or CLAIMED in "".join(self.region.kinds[row : row + 2]),
            after_gap=not lettered and self._after_gap(row),
        )

    def _after_gap(self, row: int) -> bool:
        """Tell whether a row stands below a blank row with no letters after it."""
        return row > self._last and not self.region.kinds[row - 1].strip()

    def _lone(self, row: int) -> str:
        """Return the only text of a row, if it stands left of the column of names."""
        texts = [(at, text) for at, text in enumerate(self.sheet.rows[row]) if text.strip()]
        if len({text for _, text in texts}) != 1 or texts[0][0] >= self.stub.name:
            return ""
        at, text = texts[0]
        return text if self.region.kinds[row][at] == Kind.TEXT else ""

    def _tell_row(self, row: int, fact: Facts, sort: Sort) -> None:
        name = one_line(fact.name)[:60] or "…"
        if sort is Sort.BLANK or CLAIMED in "".join(self.region.kinds[row : row + 2]):
            return
        if sort is Sort.SUM:
            message = Text("“{row}” is a row of sums; left aside.", {"row": name})
        elif sort is Sort.GROUP:
            message = Text(
                "“{row}” is the title of a group without rows; left aside.", {"row": name}
            )
        elif sort in {Sort.NOTE, Sort.LEGEND}:
            message = Text("“{row}” is a note below the table; left aside.", {"row": name})
        else:
            message = Text("“{row}” holds other texts than letters; left aside.", {"row": name})
        self.doubt(
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
        self.doubt(message, row, rows=[name])

    def _tell_unsure(self, unsure: Sequence[tuple[int, str]], *, as_rows: bool) -> None:
        if unsure and not as_rows:
            message = Text(
                "{n} rows have no letters, this one first; they were read as titles of groups.",
                {"n": len(unsure)},
            )
            self.doubt(message, unsure[0][0], rows=[], roles=[])
        elif unsure:
            message = Text(
                "A row has no letters; it was kept as a row, but could be the title of a group.",
                {"n": len(unsure)},
                "{n} rows have no letters, this one first; they were kept as rows, "
                "but could be titles of groups.",
            )
            self.doubt(message, unsure[0][0], rows=[name for _, name in unsure])


def _slice(columns: Sequence[int]) -> slice | None:
    """Return adjacent columns as a slice, which cuts large rows much faster; None for others."""
    if columns and columns[-1] - columns[0] == len(columns) - 1:
        return slice(columns[0], columns[-1] + 1)
    return None


def _indent(name: str) -> int:
    return len(name) - len(name.lstrip())
