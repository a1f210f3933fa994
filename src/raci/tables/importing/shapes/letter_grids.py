"""Grids of letters: roles in the columns, in the rows, or in the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import Part
from raci.tables.importing.language.letters import head_part
from raci.tables.importing.language.vocabulary import (
    ROLES,
    TASKS,
    heads_letters,
    is_head,
)
from raci.tables.importing.reading import Shape
from raci.tables.importing.shapes.features import (
    average,
    is_id,
    personness,
    roleness,
)
from raci.tables.importing.shapes.heads import Heads, composed, tops_of
from raci.tables.importing.shapes.region import CLAIMED, as_letters
from raci.tables.importing.shapes.search import Hypothesis, Search
from raci.tables.importing.shapes.stub import Stub, stub_of
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


#: How far below the top of its region a head may stand, and how many rows it may have.
_HEAD_DISTANCE, _TALLEST_HEAD = 14, 3
#: A row more in the head, or a column more of a special kind, must explain this much.
_LONGER = 0.6
#: What it costs to leave all letters unexplained.
_UNEXPLAINED = 8.0
#: What each row costs that could be one of the head, and was taken for a row.
_HEADS_BELOW = 0.8
#: What it costs where heads stand in the cells below them, too.
_AGAIN = 3.0
#: What it costs where the heads of most roles say letters.
_LETTERED, _MOST = 3.0, 0.6
#: More columns of letters than this prove no more.
_ENOUGH = 4


class LetterGrids(Search):
    """Finds grids of letters: roles in columns, in rows, or in titles above."""

    def all(self) -> Iterator[Hypothesis]:
        """Yield the explanations of the region in which cells hold letters."""
        for rows in self._name_heads():
            yield from self._grids(rows)

    def _name_heads(self) -> Iterator[tuple[int, ...]]:
        """Yield sets of rows that may be the head above letters."""
        kinds, region = self.region.kinds, self.region
        first = next((row for row in range(region.start, region.end) if "L" in kinds[row]), None)
        if first is None:
            return
        top = max(region.above, first - _HEAD_DISTANCE)
        below = [
            kinds[row] for row in range(first, min(first + 40, region.end)) if "L" in kinds[row]
        ]
        lettered = {
            at
            for at, column in enumerate(zip(*below, strict=True))
            if column.count("L") * 3 > len(column) - column.count(" ") - column.count("-")
        }
        quality = {
            row: len(self._heads_over(row, lettered))
            for row in range(top, min(first + 2, region.end))
            if self._heads_over(row, lettered)
        }
        ranked = sorted(quality, key=lambda row: (-quality[row], -row))[:3]
        for row in ranked:
            yield (row,)
            for more in range(1, _TALLEST_HEAD):
                rows = tuple(range(row - more, row + 1))
                if all(quality.get(each) for each in rows):
                    yield rows

    def _heads_over(self, row: int, columns: set[int]) -> set[str]:
        cells, kinds = self.sheet.rows[row], self.region.kinds[row]
        shown = [
            text
            for text, kind in zip(cells, kinds, strict=True)
            if text.strip() and kind != CLAIMED
        ]
        if len(shown) > 2 and len(set(shown)) == 1:  # noqa: PLR2004 - a title over merged cells
            return set()
        named = {cells[at] for at in columns if kinds[at] in "TNM"}
        return named or (
            {cells[at] for at in columns if kinds[at] == "L"} if self._short(row) else named
        )

    def _short(self, row: int) -> bool:
        """Tell whether what reads as letters may be short names: ``AI``, ``CS``, each once."""
        texts = [
            text
            for text, kind in zip(self.sheet.rows[row], self.region.kinds[row], strict=True)
            if kind == "L"
        ]
        short = sum(len(text.strip()) > 1 and text.strip().isalpha() for text in texts)
        return len(set(texts)) == len(texts) and short * 2 >= len(texts)

    def _grids(self, rows: tuple[int, ...]) -> Iterator[Hypothesis]:
        region, sheet = self.region, self.sheet
        first = rows[-1] + 1
        columns = region.columns(first)
        bottom = [one_line(text) for text in sheet.rows[rows[-1]]]
        tops = [tops_of(sheet, rows, at) for at in range(sheet.width)]
        fits = {at: as_letters(kinds, tops[at]) for at, kinds in enumerate(columns)}
        taken = [at for at, fit in fits.items() if fit > 0 and "L" in columns[at]]
        if not taken:
            return
        stub = stub_of(sheet, tops, self._lettered_rows(first, taken), frozenset(taken))
        if stub.name < 0:
            return
        blanks = [
            at
            for at, fit in fits.items()
            if at not in taken
            and fit > 0
            and at > min(taken)
            and at not in {stub.name, *stub.groups}
        ]
        taken = sorted({*taken, *blanks})
        groups = self._merged(taken, columns, bottom, rows)
        heads = composed(sheet, rows, [group[0] for group in groups], stub.name)
        lettered = self._lettered_rows(first, taken)
        stubs = [one_line(sheet.rows[row][stub.name]) for row in lettered]
        again = 1 - len(set(stubs)) / len(stubs)
        base = average(fits[group[0]] for group in groups) * min(len(groups), _ENOUGH)
        base += heads.score - _LONGER * (len(rows) - 1) - 0.3 * len(stub.foreign)
        base += self.fit(first, taken) - _UNEXPLAINED * self._outside(first, taken)
        base += self._names_fit(heads.names, tops[stub.name])
        base -= _HEADS_BELOW * self._heads_below(first, taken)
        base -= _AGAIN * average(self._again(first, group[0], rows[-1]) for group in groups)
        base -= 1.5 * again * (stub.duty < 0)
        turn = self._turned(first, groups, heads.names, stub, tops[stub.name])
        alone = len(groups) == 1
        if not alone or not heads_letters(heads.names[0]):
            yield Hypothesis(Shape.COLUMNS, region, base + min(turn, 0.0), heads, groups, stub)
            if not alone or turn < 0:
                yield Hypothesis(Shape.ROWS, region, base - max(turn, 0.0), heads, groups, stub)
        if alone:
            base -= len(stub.foreign)
            yield from self._titled(base - 4.0 * again, heads, groups, stub, tops[stub.name])

    def _names_fit(self, names: Sequence[str], stub: str) -> float:
        """Return how well names, and the head of the column beside them, fit a grid of letters."""
        lettered = average(head_part(text) is not None for text in names) > _MOST
        score = self._unique(names) - _LETTERED * lettered
        score -= _LETTERED * (len(stub) > 1 and head_part(stub) is not None)
        return score + 0.8 * is_head(stub, TASKS) + 0.8 * is_head(stub, ROLES)

    def _outside(self, first: int, columns: Sequence[int]) -> float:
        """Return the share of letters that stand outside of these columns, or above the body."""
        kinds, region = self.region.kinds, self.region
        inside = everywhere = 0
        for row in [*range(region.start, first), *region.sample(first)]:
            number = kinds[row].count("L")
            everywhere += number
            if number and row >= first:
                inside += sum(kinds[row][at] == "L" for at in columns)
        return 1 - inside / everywhere if everywhere else 0.0

    def _again(self, first: int, at: int, head: int) -> bool:
        """Tell whether what a column is headed by stands in a cell of it, too."""
        text = self.sheet.rows[head][at].strip()
        return any(self.sheet.rows[row][at].strip() == text for row in self.region.sample(first))

    def _heads_below(self, first: int, columns: Sequence[int]) -> int:
        """Return how many rows right below a head have texts where letters should stand."""
        number = 0
        for row in self.region.rows(first)[:_TALLEST_HEAD]:
            cells, kinds = self.sheet.rows[row], self.region.kinds[row]
            texts = [cells[at] for at in columns if kinds[at] == "T"]
            if len(texts) * 2 <= len(columns) or len(set(texts)) < 2:  # noqa: PLR2004 - a title
                break
            number += 1
        return number

    def _lettered_rows(self, first: int, columns: Sequence[int]) -> list[int]:
        rows = self.region.sample(first)
        kinds = self.region.kinds
        return [row for row in rows if any(kinds[row][at] == "L" for at in columns)] or rows

    def _merged(
        self, taken: list[int], columns: list[str], heads: list[str], rows: tuple[int, ...]
    ) -> list[tuple[int, ...]]:
        """Return the columns of each role: those below one merged head belong together."""
        left: dict[int, int] = {}
        for span in self.sheet.spans:
            if span.top <= rows[-1] <= span.bottom and span.right > span.left:
                inside = range(span.left + 1, min(span.right + 1, self.sheet.width))
                left.update({at: span.left for at in inside if self._alike(rows, at, span.left)})
        unnamed = [at for at, kinds in enumerate(columns) if not heads[at] and "L" in kinds]
        if len(unnamed) > 1:
            for at in unnamed:
                near = max((one for one in taken if one < at and heads[one]), default=None)
                if near is not None:
                    left[at] = near
        groups: dict[int, list[int]] = {}
        for at in sorted(
            {*taken, *(at for at in left if at < len(columns) and "L" in columns[at])}
        ):
            groups.setdefault(left.get(at, at), []).append(at)
        return [tuple(group) for group in groups.values()]

    def _alike(self, rows: Sequence[int], one: int, other: int) -> bool:
        """Tell whether no row of a head tells two columns apart."""
        pairs = ((self.sheet.rows[row][one], self.sheet.rows[row][other]) for row in rows)
        return all(text in {"", beside} for text, beside in pairs)

    @staticmethod
    def _unique(names: Sequence[str]) -> float:
        folded = [name.casefold() for name in names]
        return -1.2 * min(len(folded) - len(set(folded)), 4)

    def _turned(
        self,
        first: int,
        groups: Sequence[tuple[int, ...]],
        names: Sequence[str],
        stub: Stub,
        head: str,
    ) -> float:
        """Return what speaks for roles in columns (positive) or in rows (negative)."""
        rows = self._lettered_rows(first, [at for group in groups for at in group])
        stubs = [one_line(self.sheet.rows[row][stub.name]) for row in rows]
        score = 1.3
        score += 2.2 * is_head(head, TASKS) - 2.6 * (
            is_head(head, ROLES) and not is_head(head, TASKS)
        )
        score += 2.6 * (average(map(roleness, names)) - average(map(roleness, stubs)))
        score += 0.8 * (average(map(personness, names)) - average(map(personness, stubs)))
        score += 0.6 if any(is_id(name) for name in stubs) else 0.0
        across, down = self._owners(rows, groups)
        score += 2.6 * (across - down)
        score += (
            0.8 if len(rows) > 2 * len(groups) else -0.5 if len(rows) * 2 < len(groups) else 0.0
        )
        score -= 1.2 * sum(is_id(name) for name in names) / max(len(names), 1)
        score += 1.0 if stub.groups else 0.0
        return score

    def _owners(
        self, rows: Sequence[int], groups: Sequence[tuple[int, ...]]
    ) -> tuple[float, float]:
        """Return the share of rows, and of columns, that have exactly one accountable.

        A few rows, or columns, say little.
        """
        owned = [[any(self._owns(row, at) for at in group) for group in groups] for row in rows]
        across = average(sum(row) == 1 for row in owned)
        down = average(sum(column) == 1 for column in zip(*owned, strict=True))
        return across * min(len(rows) / _ENOUGH, 1.0), down * min(len(groups) / _ENOUGH, 1.0)

    def _owns(self, row: int, at: int) -> bool:
        if self.region.kinds[row][at] != "L":
            return False
        reading = self.reader.read(self.sheet.rows[row][at])
        return "A" in reading.letters or Part.ACCOUNTABLE in reading.parts

    def _titled(
        self, base: float, heads: Heads, groups: list[tuple[int, ...]], stub: Stub, name: str
    ) -> Iterator[Hypothesis]:
        """Yield a table that is about one task, or one role, which its title names."""
        lettered = heads_letters(heads.names[0])
        said = 2.0 * lettered - 2.0 * (not lettered)
        rows = self._lettered_rows(max(heads.rows) + 1, groups[0])
        stubs = [one_line(self.sheet.rows[row][stub.name]) for row in rows]
        roles = is_head(name, ROLES) or average(map(roleness, stubs)) > 0.5  # noqa: PLR2004
        said += 1.5 * is_head(name, ROLES) + (0.0 if self.sheet.named else -2.0)
        role = stub.name if roles else -1
        one = Hypothesis(Shape.TITLED, self.region, base + said, heads, groups, stub, role=role)
        if one.title:
            yield one
