"""What all shapes of a matrix share: names of rows, what stands beside letters, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.organisation import Duty
from raci.model.text import Text
from raci.tables.carried import PORTFOLIO
from raci.tables.importing.imported import Doubt, Meaning, with_more
from raci.tables.importing.language.letters import Kind
from raci.tables.importing.language.vocabulary import NOTES, is_head
from raci.tables.importing.matrices.matrix import Line, Matrix
from raci.tables.importing.matrices.rows import NamesOfRows, is_sum
from raci.tables.importing.reading import Shape
from raci.tables.importing.sheet import column_name, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci.tables.importing.language.letters import Reader
    from raci.tables.importing.shapes.search import Hypothesis
    from raci.tables.importing.sheet import Remark


class Assembly:
    """What all shapes share: names of rows and groups, columns left aside, doubts."""

    def __init__(self, one: Hypothesis, reader: Reader) -> None:
        """Prepare to read a region as an explanation says."""
        self.one, self.reader = one, reader
        self.sheet, self.region = one.region.sheet, one.region
        self.stub = one.stub
        self.heads = one.heads.columns
        self.doubts: list[Doubt] = []
        self.names = NamesOfRows()
        self.groups = [""] * len(one.stub.groups)
        self.kept = [at for at in one.stub.foreign if self.heads[at].strip()]

    def doubt(
        self,
        message: Text,
        row: int,
        column: int | None = None,
        *,
        rows: Sequence[str] | None = None,
        roles: Sequence[str] | None = None,
    ) -> None:
        """Doubt something at a place; None speaks of all rows or roles, nothing in them of none."""
        about = None if rows is None else tuple(dict.fromkeys(rows))
        whose = None if roles is None else tuple(dict.fromkeys(roles))
        place = self.sheet.place(row, column)
        self.doubts.append(Doubt(place, message, None, about, whose))

    @property
    def head_row(self) -> int:
        """The last row of the head."""
        return max(self.one.heads.rows, default=self.region.start)

    def name(self, row: int) -> tuple[str, Meaning]:
        """Return a row's full name, and what it is."""
        cells = self.sheet.rows[row]
        duty = cells[self.stub.duty] if self.stub.duty >= 0 else ""
        name, meaning = self.names.read(cells[self.stub.name], duty)
        known = self.sheet.known.get(row)
        if known is None:
            return name, meaning
        if not known.duty or known.duty == PORTFOLIO:
            return name, Meaning(portfolio=known.duty == PORTFOLIO, id=known.id)
        channel = name.removesuffix(f": {known.label}")
        return name, Meaning(duty=Duty(known.duty), channel=channel, id=known.id)

    def grouped(self, row: int) -> str:
        """Return what the group columns say on a row; a blank repeats what stands above.

        In a table of ours a blank is a row without a group.
        """
        texts = [one_line(self.sheet.rows[row][at]) for at in self.stub.groups]
        if row in self.sheet.known:
            return " / ".join(filter(None, texts))
        changed = False
        for place, text in enumerate(texts):
            changed = changed or bool(text)
            self.groups[place] = text if changed else self.groups[place]
        return " / ".join(filter(None, self.groups))

    def facts(self, row: int) -> dict[str, object]:
        """Return what stands beside the letters: notes as such, all other columns as fields."""
        cells = self.sheet.rows[row]
        fields: dict[str, object] = {}
        notes: list[str] = []
        for at in self.kept:
            text = cells[at].strip()
            if not text or self.reader.read(text).kind is Kind.NOTHING:
                continue
            if is_head(self.heads[at], NOTES):
                notes.append(one_line(text))
            else:
                fields[one_line(self.heads[at])] = one_line(text)
        note = "; ".join([*notes, *filter(None, [self.sheet.comments.get((row, self.stub.name))])])
        known = self.sheet.known.get(row)
        facts: dict[str, object] = dict(known.facts) if known else {}
        facts |= {"note": note} if note else {}
        return facts | ({"fields": fields} if fields else {})

    def tell_columns(self) -> None:
        """Doubt columns that may be roles after all, or that hold something without a head."""
        if self.sheet.loose:
            return
        for at in self.stub.foreign:
            kinds = [self.region.kinds[row][at] for row in self.region.rows(self.one.first)]
            head = one_line(self.heads[at])
            if "L" in kinds and head:
                message = Text(
                    "Column “{column}” holds letters among other things; left aside.",
                    {"column": head},
                )
                self.doubt(message, self.head_row, at, roles=[head])
            elif not head and any(kind in "TNL" for kind in kinds):
                message = Text(
                    "Column {column} has no head; left aside.", {"column": column_name(at)}
                )
                if not self._repeats(at):
                    self.doubt(message, self.head_row, at, rows=[], roles=[])

    def _repeats(self, at: int) -> bool:
        """Tell whether a column only repeats its left neighbour, as merged cells do."""
        rows = self.region.rows(self.one.first)
        return at > 0 and all(
            self.sheet.rows[row][at] in {"", self.sheet.rows[row][at - 1]} for row in rows
        )

    def _tell_remarks(self, roles: Mapping[int, str], lines: Sequence[Line]) -> None:
        """Doubt what the format says of cells: hidden, struck out, without a value."""
        named = {line.at: line.name for line in lines}
        top = min(self.one.heads.rows, default=self.region.start)
        alike: dict[tuple[str, int | None, bool], list[Remark]] = {}
        for one in self.sheet.remarks:
            if one.row is not None and not top <= one.row < self.region.end:
                continue
            if one.column is not None and one.row is None and one.column not in self._columns():
                continue
            key = one.message.template, one.column, one.row is None
            alike.setdefault(key, []).append(one)
        for (_, column, whole), several in alike.items():
            row = top if whole else several[0].row or 0
            about = None if whole else [named[one.row] for one in several if one.row in named]
            whose = [roles[column]] if column is not None and column in roles else []
            everybody = column is None or column == self.stub.name
            message = with_more(several[0].message, len(several) - 1)
            self.doubt(message, row, column, rows=about, roles=None if everybody else whose)

    def is_sum(self, row: int) -> bool:
        """Tell whether a row only adds up, and note that it is left aside."""
        cells = [text for text in self.sheet.rows[row] if text.strip()]
        kinds = [self.reader.read(text).kind for text in cells]
        adds = any(map(is_sum, cells)) and kinds.count(Kind.NUMBER) * 2 > len(cells)
        if adds:
            message = Text(
                "“{row}” is a row of sums; left aside.", {"row": one_line(cells[0])[:60]}
            )
            self.doubt(message, row, rows=[], roles=[])
        return adds

    def _columns(self) -> set[int]:
        """Return the columns of this table."""
        own = {at for group in self.one.roles for at in group}
        return own | {self.stub.name, *self.stub.groups, *self.stub.foreign}

    def made(self, roles: list[str], lines: list[Line], row_head: str) -> Matrix:
        """Return the matrix of roles and lines, with all that was doubted."""
        sheet = self.sheet
        held = {
            at: roles[place]
            for place, group in enumerate(self.one.roles)
            for at in group
            if self.one.shape in {Shape.COLUMNS, Shape.PAIRED, Shape.ROWS}
        }
        self._tell_remarks(held, lines)
        return Matrix(sheet, sheet.name, roles, lines, row_head=row_head, doubts=self.doubts)
