"""Columns that stand for letters, with names of roles or tasks, or ticks, below them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.tables.importing.language.letters import Kind, Reading
from raci.tables.importing.language.parts import USUAL, best, evidence
from raci.tables.importing.language.vocabulary import ROLES, TASKS, is_head
from raci.tables.importing.reading import Shape
from raci.tables.importing.shapes.features import average, roleness
from raci.tables.importing.shapes.heads import Heads
from raci.tables.importing.shapes.region import CLAIMED
from raci.tables.importing.shapes.search import Hypothesis, Search
from raci.tables.importing.shapes.stub import Stub, stub_of
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.model.scheme import Part


#: How far below the top of its region a head may stand, and how many rows it may have.
_HEAD_DISTANCE = 14
#: What each row costs that a head leaves out above it.
_ABOVE = 1.0
#: More columns of letters than this prove no more.
_ENOUGH = 4
#: What it costs where more cells than so many say what the letters above them mean.
_EXPLAINED, _MOST_EXPLAINED = 12.0, 0.5


class LetterColumns(Search):
    """Finds columns that stand for letters, with names or ticks below them."""

    def all(self) -> Iterator[Hypothesis]:
        """Yield the explanations of the region in which heads are letters."""
        for row in self._letter_heads():
            yield from self._lettered(row)

    def _letter_heads(self) -> list[int]:
        """Return the rows that name letters over two columns or more."""
        region = self.region
        found = []
        for row in range(region.start, min(region.start + _HEAD_DISTANCE, region.end - 1)):
            said = self.named_letters(row).values()
            distinct = {(one.letters, one.parts) for one in said}
            if len(distinct) > 1:
                found.append(row)
        return found[:3]

    def _lettered(self, row: int) -> Iterator[Hypothesis]:
        """Yield what a head of letters may mean: names, tasks or ticks below it."""
        heads = self.named_letters(row)
        keys = Counter((said.letters, said.parts) for said in heads.values())
        columns = self.region.columns(row + 1)
        repeated = [key for key, number in keys.items() if number > 1]
        if len(repeated) > 1 and row > self.region.above:
            yield from self._paired(row, heads, columns)
            return
        heads = self._once(row, heads)
        heads = {at: said for at, said in heads.items() if at < len(columns)}
        others = [at for at, kinds in enumerate(columns) if at not in heads and kinds.strip()]
        if len(heads) < 2 or not others:  # noqa: PLR2004
            return
        below = "".join(columns[at] for at in heads).replace(" ", "")
        if not below:
            return
        ticks = sum(below.count(kind) for kind in "X-") + self._own_letters(row, heads)
        if ticks * 10 >= 7 * len(below) and (below.count("X") or self._own_letters(row, heads)):
            yield from self._ticked(row, heads, others)
        else:
            yield from self._named(row, heads, columns)

    def _once(self, row: int, heads: dict[int, Reading]) -> dict[int, Reading]:
        """Return one column per letter: one that says the letter itself before one with a word."""
        kept: dict[Part | str, int] = {}
        for at, said in heads.items():
            key = said.parts[0] if said.parts else USUAL.get(said.letters, said.letters)
            text = self.sheet.rows[row][at]
            old = kept.get(key)
            if (
                old is None
                or (heads[old].parts and not said.parts)
                or (
                    len(text) < len(self.sheet.rows[row][old])
                    and bool(heads[old].parts) == bool(said.parts)
                    and old == min(heads)
                )
            ):
                kept[key] = at
        return {at: heads[at] for at in sorted(kept.values())}

    def _own_letters(self, row: int, heads: dict[int, Reading]) -> int:
        """Return how many cells repeat the letter of their own column, which ticks it."""
        number = 0
        for below in self.region.sample(row + 1):
            for at, said in heads.items():
                reading = self.reader.read(self.sheet.rows[below][at])
                number += reading.kind is Kind.LETTERS and (
                    reading.letters == said.letters or bool(set(reading.parts) & set(said.parts))
                )
        return number

    def _named(
        self, row: int, heads: dict[int, Reading], columns: list[str]
    ) -> Iterator[Hypothesis]:
        region, sheet = self.region, self.sheet
        rows = region.sample(row + 1)
        tops = [one_line(text) for text in sheet.rows[row]]
        stub = stub_of(sheet, tops, rows, frozenset(heads), roles=True)
        if stub.name < 0:
            return
        cells = [sheet.rows[below][at].strip() for below in rows for at in heads]
        filled = [
            cell for cell in cells if cell and self.reader.read(cell).kind is not Kind.NOTHING
        ]
        if not filled:
            return
        kinds = "".join(columns[at] for at in heads)
        texts = sum(len(cell) > 1 and not cell.endswith((".", "!", "?")) for cell in filled)
        spoken = sum(bool(self.reader.read(cell).parts) for cell in filled)
        explained = self._explained(rows, heads) / len(filled)
        score = -_EXPLAINED * max(explained - _MOST_EXPLAINED, 0.0)
        numbers = kinds.count("N") if not sheet.ids else 0
        long = sum(len(cell) > 90 for cell in filled)  # noqa: PLR2004 - prose
        score += (
            3.0 * (texts - 2 * numbers - long - spoken - 1.5 * kinds.count(CLAIMED)) / len(filled)
        )
        score += 0.8 * len(heads) - _ABOVE * self._rows_above(row)
        score += 1.0 if len(rows) > 1 else -1.0
        score -= 0.3 * len(stub.foreign)
        head = tops[stub.name]
        others = Counter(part.casefold() for cell in filled for part in cell.split(","))
        repeated = sum(number for number in others.values() if number > 1) / max(others.total(), 1)
        score += repeated
        stubs = [one_line(sheet.rows[below][stub.name]) for below in rows]
        inside = [one_line(part) for cell in filled[:200] for part in cell.split(",")]
        turn = 2.0 + 2.0 * is_head(head, TASKS)
        turn -= 3.2 * (is_head(head, ROLES) and not is_head(head, TASKS))
        turn += 2.0 * (average(map(roleness, inside)) - average(map(roleness, stubs)))
        names = Heads((row,), tops, [tops[at] for at in heads])
        roles: list[tuple[int, ...]] = [(at,) for at in heads]
        for shape, worse in ((Shape.NAMED, min(turn, 0.0)), (Shape.TASKED, -max(turn, 0.0))):
            yield Hypothesis(shape, region, score + worse, names, roles, stub, dict(heads))

    def _explained(self, rows: Sequence[int], heads: dict[int, Reading]) -> int:
        """Return how many cells say what the letter above them means, as a legend does."""
        cells = ((self.sheet.rows[row][at], said) for row in rows for at, said in heads.items())
        return sum(
            best(evidence(text)) == (said.parts[0] if said.parts else USUAL.get(said.letters))
            for text, said in cells
            if text.strip()
        )

    def _rows_above(self, head: int) -> int:
        """Return how many rows above a head hold what stands in a table, and no legend."""
        filled = (
            sum(kind not in {Kind.BLANK.value, CLAIMED} for kind in self.region.kinds[row])
            for row in range(self.region.start, head)
        )
        return sum(number > 2 for number in filled)  # noqa: PLR2004 - more than a title

    def _ticked(
        self, row: int, heads: dict[int, Reading], others: list[int]
    ) -> Iterator[Hypothesis]:
        """Yield records with a tick below each letter, or a table of them with a title."""
        region, sheet = self.region, self.sheet
        tops = [one_line(text) for text in sheet.rows[row]]
        rows = region.sample(row + 1)
        names = Heads((row,), tops, [tops[at] for at in heads])
        roles: list[tuple[int, ...]] = [(at,) for at in heads]
        score = 3.0 + 0.8 * len(heads)
        found = False
        for task, role, fit in self.pairs(row, others):
            found = True
            stub = stub_of(sheet, tops, rows, frozenset({*heads, role}))
            stub = Stub(task, tuple(at for at in stub.groups if at != task), stub.foreign)
            yield Hypothesis(
                Shape.TICKED, region, score + fit, names, roles, stub, dict(heads), role
            )
        if not found and sheet.named:
            stub = stub_of(sheet, tops, rows, frozenset(heads), roles=True)
            stubs = [one_line(sheet.rows[below][stub.name]) for below in rows]
            by_role = is_head(tops[stub.name], ROLES) or average(map(roleness, stubs)) > 0.5  # noqa: PLR2004
            role = stub.name if by_role else -1
            yield Hypothesis(
                Shape.TITLED, region, score - 1.0, names, roles, stub, dict(heads), role
            )

    def _paired(
        self, row: int, heads: dict[int, Reading], columns: list[str]
    ) -> Iterator[Hypothesis]:
        """Yield a column per letter below each role."""
        region, sheet = self.region, self.sheet
        above = row - 1
        names: list[str] = []
        last = ""
        for at in range(sheet.width):
            text = one_line(sheet.rows[above][at])
            last = text or (last if at in heads else "")
            names.append(last)
        groups: dict[str, list[int]] = {}
        for at in heads:
            if names[at] and at < len(columns):
                groups.setdefault(names[at], []).append(at)
        if len(groups) < 2:  # noqa: PLR2004
            return
        taken = frozenset(heads)
        tops = [one_line(sheet.rows[row][at]) or names[at] for at in range(sheet.width)]
        stub = stub_of(sheet, tops, region.sample(row + 1), taken)
        if stub.name < 0:
            return
        below = "".join(columns[at] for at in heads).replace(" ", "")
        marked = sum(below.count(kind) for kind in "XLM-")
        keys = Counter(
            tuple((heads[at].letters, heads[at].parts) for at in group) for group in groups.values()
        )
        alike, number = keys.most_common(1)[0]
        score = 4.0 * marked / max(len(below), 1) + 1.0 + 0.4 * min(len(groups), _ENOUGH)
        score += 5.0 * (number / len(groups) - 0.6) if len(alike) > 1 else -4.0
        roles = [tuple(group) for group in groups.values()]
        yield Hypothesis(
            Shape.PAIRED,
            region,
            score,
            Heads((above, row), tops, list(groups)),
            roles,
            stub,
            dict(heads),
        )
