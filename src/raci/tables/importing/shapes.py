"""The shapes that a table may have, each with its score: how well it explains what stands there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from raci.model.scheme import SCHEMES, Part
from raci.tables.importing.features import (
    average,
    is_id,
    is_id_head,
    personness,
    roleness,
)
from raci.tables.importing.heads import Heads, composed
from raci.tables.importing.legend import is_nothing
from raci.tables.importing.letters import Kind, Reading, head_part
from raci.tables.importing.meanings import NATIONAL, USUAL
from raci.tables.importing.region import CLAIMED, as_letters
from raci.tables.importing.sheet import one_line
from raci.tables.importing.stub import Stub, stub_of
from raci.tables.importing.vocabulary import FOREIGN, GROUPS, LETTERS, ROLES, TASKS, is_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.importing.legend import Legend
    from raci.tables.importing.letters import Reader
    from raci.tables.importing.region import Region

#: Fewer letters in common are no sign of another language's.
_NATIONAL = 3
#: How far below the top of its region a head may stand, and how many rows it may have.
_HEAD_DISTANCE = 14
_TALLEST_HEAD = 3
#: A row more in the head, or a column more of a special kind, must explain this much.
_LONGER = 0.6
#: What it costs to leave all letters unexplained.
_UNEXPLAINED = 8.0
#: More columns of letters than this prove no more.
_ENOUGH = 4
#: Tables gathered from lists, and from notes, must explain more than tables that were drawn.
_LOOSE = 1.5


class Shape(StrEnum):
    """What stands where in a table."""

    COLUMNS = "columns"
    ROWS = "rows"
    NAMED = "named"
    TASKED = "tasked"
    RECORDS = "records"
    TICKED = "ticked"
    PAIRED = "paired"
    TITLED = "titled"


@dataclass(slots=True)
class Hypothesis:
    """One explanation of a region.

    Attributes:
        score: How well it explains the region; 0 is what "no matrix" scores.
        heads: What stands over the columns.
        roles: The columns of each role; for shapes with a column per letter, those columns.
        stub: The columns that name rows.
        letters: What letter a column stands for, by column.
        role: The column that names roles, where rows are records; else -1.
        first: The first row below the head.
    """

    shape: Shape
    region: Region
    score: float
    heads: Heads
    roles: list[tuple[int, ...]]
    stub: Stub
    letters: dict[int, Reading] = field(default_factory=dict)
    role: int = -1

    @property
    def first(self) -> int:
        """The first row below the head."""
        return max(self.heads.rows, default=self.region.start - 1) + 1


def hypotheses(region: Region, reader: Reader, legend: Legend) -> list[Hypothesis]:
    """Return the explanations of a region, the best first."""
    search = _Search(region, reader, legend)
    found = sorted(search.all(), key=lambda one: -one.score)
    if region.sheet.loose or region.sheet.prose:
        for one in found:
            one.score -= _LOOSE
    return found


class _Search:
    """Makes the hypotheses of one region."""

    def __init__(self, region: Region, reader: Reader, legend: Legend) -> None:
        self._region, self._reader, self._legend = region, reader, legend
        self._sheet = region.sheet

    def all(self) -> Iterator[Hypothesis]:
        for rows in self._name_heads():
            yield from self._grids(rows)
        for row in self._letter_heads():
            yield from self._lettered(row)
        yield from self._records()

    # Heads

    def _name_heads(self) -> Iterator[tuple[int, ...]]:
        """Yield sets of rows that may be the head above letters."""
        kinds, region = self._region.kinds, self._region
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
        cells, kinds = self._sheet.rows[row], self._region.kinds[row]
        shown = [text for text in cells if text.strip()]
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
            for text, kind in zip(self._sheet.rows[row], self._region.kinds[row], strict=True)
            if kind == "L"
        ]
        short = sum(len(text.strip()) > 1 and text.strip().isalpha() for text in texts)
        return len(set(texts)) == len(texts) and short * 2 >= len(texts)

    def _letter_heads(self) -> list[int]:
        """Return the rows that name letters over two columns or more."""
        region = self._region
        found = []
        for row in range(region.start, min(region.start + _HEAD_DISTANCE, region.end - 1)):
            said = self._named_letters(row).values()
            distinct = {(one.letters, one.parts) for one in said}
            if len(distinct) > 1:
                found.append(row)
        return found[:3]

    def _named_letters(self, row: int) -> dict[int, Reading]:
        """Return the letters that a row names, by column; a legend's are none."""
        kinds = self._region.kinds[row]
        return {
            at: said
            for at, text in enumerate(self._sheet.rows[row])
            if kinds[at] != CLAIMED and (said := head_part(text))
        }

    # Letters in the cells

    def _grids(self, rows: tuple[int, ...]) -> Iterator[Hypothesis]:
        region, sheet = self._region, self._sheet
        first = rows[-1] + 1
        columns = region.columns(first)
        bottom = [one_line(text) for text in sheet.rows[rows[-1]]]
        tops = [
            next(
                (
                    one_line(sheet.rows[row][at])
                    for row in reversed(rows)
                    if sheet.rows[row][at].strip()
                ),
                "",
            )
            for at in range(sheet.width)
        ]
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
        groups = self._merged(taken, columns, bottom, rows[-1])
        heads = composed(sheet, rows, [group[0] for group in groups], stub.name)
        base = average(fits[group[0]] for group in groups) * min(len(groups), _ENOUGH)
        base += heads.score - _LONGER * (len(rows) - 1)
        base += self._fit(first, taken) + self._unique(heads.names)
        base -= 0.3 * len(stub.foreign)
        name = tops[stub.name]
        base += 0.8 * is_head(name, TASKS) + 0.8 * is_head(name, ROLES)
        stubs = [one_line(sheet.rows[row][stub.name]) for row in self._lettered_rows(first, taken)]
        base -= _UNEXPLAINED * self._outside(first, taken)
        again = 1 - len(set(stubs)) / len(stubs)
        base -= 1.5 * again * (stub.duty < 0)
        turn = self._turned(first, groups, heads.names, stub, name)
        alone = len(groups) == 1
        if not alone or not is_head(heads.names[0], LETTERS):
            yield Hypothesis(Shape.COLUMNS, region, base + min(turn, 0.0), heads, groups, stub)
            if not alone or turn < 0:
                yield Hypothesis(Shape.ROWS, region, base - max(turn, 0.0), heads, groups, stub)
        if alone:
            base -= len(stub.foreign)
            yield from self._titled(base - 4.0 * again, heads, groups, stub, name)

    def _outside(self, first: int, columns: Sequence[int]) -> float:
        """Return the share of letters that stand outside of these columns, or above the body."""
        kinds, region = self._region.kinds, self._region
        inside = everywhere = 0
        for row in [*range(region.start, first), *region.sample(first)]:
            number = kinds[row].count("L")
            everywhere += number
            if number and row >= first:
                inside += sum(kinds[row][at] == "L" for at in columns)
        return 1 - inside / everywhere if everywhere else 0.0

    def _lettered_rows(self, first: int, columns: Sequence[int]) -> list[int]:
        rows = self._region.sample(first)
        kinds = self._region.kinds
        return [row for row in rows if any(kinds[row][at] == "L" for at in columns)] or rows

    def _merged(
        self, taken: list[int], columns: list[str], heads: list[str], head: int
    ) -> list[tuple[int, ...]]:
        """Return the columns of each role: those below one merged head belong together."""
        left: dict[int, int] = {}
        for span in self._sheet.spans:
            if span.top <= head <= span.bottom and span.right > span.left:
                left.update(dict.fromkeys(range(span.left + 1, span.right + 1), span.left))
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

    def _fit(self, first: int, columns: Sequence[int]) -> float:
        """Return how well the letters fit some scheme."""
        counts: Counter[str] = Counter()
        parts: set[Part] = set()
        signs = 0
        owners = lettered = cells = keyed = 0
        for row in self._region.sample(first):
            texts, kinds = self._sheet.rows[row], self._region.kinds[row]
            here = 0
            for at in columns:
                if kinds[at] not in "LM":
                    continue
                reading = self._reader.read(texts[at])
                counts.update(reading.letters)
                parts.update(reading.parts)
                keyed += is_id(texts[at])
                signs += not reading.letters and not reading.parts
                cells += 1
                here += "A" in reading.letters or Part.ACCOUNTABLE in reading.parts
            lettered += any(kinds[at] == "L" for at in columns)
            owners += here == 1
        total = counts.total() + signs + len(parts)
        if not total:
            return -5.0
        unknown = self._unexplained(counts) + 0.3 * signs
        score = -20.0 * max(unknown / total - 0.04, 0.0)
        doing = bool({"R", "D", "P", "T"} & set(counts) or Part.RESPONSIBLE in parts)
        owning = bool({"A", "V", "E"} & set(counts) or Part.ACCOUNTABLE in parts)
        score -= 5.0 * max(keyed / cells - 0.3, 0.0)
        score += (-2.5, 0.2, 1.3)[doing + owning]
        score += 0.6 if len(set(counts)) + len(parts) > 1 else 0.0
        score += 1.0 * owners / max(lettered, 1)
        rows = len(self._region.sample(first))
        score -= 2.5 * max(0.35 - lettered / max(rows, 1), 0.0) * 3
        return score - (2.2 if cells == 1 else 0.7 if cells == 2 else 0.0)  # noqa: PLR2004

    def _unexplained(self, counts: Counter[str]) -> float:
        """Return how many letters no scheme, legend or usage explains; a filler is explained."""
        ways = [set(scheme.letters) for scheme in SCHEMES.values()]
        ways += [
            set(national) | {"R"}
            for national in NATIONAL
            if len(set(national) & set(counts)) >= _NATIONAL
        ]
        own = {symbol for symbol, said in self._legend.said.items() if said}
        fewest = min(
            sum(number for char, number in counts.items() if char not in way | own) for way in ways
        )
        odd = {char: number for char, number in counts.items() if char not in set(USUAL) | own}
        most = max(odd, key=lambda char: odd[char], default="")
        filler = most and odd[most] > max(
            (number for char, number in counts.items() if char != most), default=0
        )
        if most and len(odd) == 1 and (is_nothing(most, self._legend) or filler):
            return min(fewest, 0.35 * odd[most])
        return fewest

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
        stubs = [one_line(self._sheet.rows[row][stub.name]) for row in rows]
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
        """Return the share of rows, and of columns, that have exactly one accountable."""
        owned = [[any(self._owns(row, at) for at in group) for group in groups] for row in rows]
        across = average(sum(row) == 1 for row in owned)
        down = average(sum(column) == 1 for column in zip(*owned, strict=True))
        return across, down

    def _owns(self, row: int, at: int) -> bool:
        if self._region.kinds[row][at] != "L":
            return False
        reading = self._reader.read(self._sheet.rows[row][at])
        return "A" in reading.letters or Part.ACCOUNTABLE in reading.parts

    def _titled(
        self, base: float, heads: Heads, groups: list[tuple[int, ...]], stub: Stub, name: str
    ) -> Iterator[Hypothesis]:
        """Yield a table that is about one task, or one role, which its title names."""
        lettered = is_head(heads.names[0], LETTERS)
        said = 2.0 * lettered - 2.0 * (not lettered)
        rows = self._lettered_rows(max(heads.rows) + 1, groups[0])
        stubs = [one_line(self._sheet.rows[row][stub.name]) for row in rows]
        roles = is_head(name, ROLES) or average(map(roleness, stubs)) > 0.5  # noqa: PLR2004
        said += 1.5 * is_head(name, ROLES) + (0.0 if self._sheet.named else -2.0)
        shape = Shape.TITLED
        yield Hypothesis(
            shape, self._region, base + said, heads, groups, stub, role=stub.name if roles else -1
        )

    # A column per letter

    def _lettered(self, row: int) -> Iterator[Hypothesis]:
        """Yield what a head of letters may mean: names, tasks or ticks below it."""
        heads = self._named_letters(row)
        keys = Counter((said.letters, said.parts) for said in heads.values())
        columns = self._region.columns(row + 1)
        repeated = [key for key, number in keys.items() if number > 1]
        if len(repeated) > 1 and row > self._region.above:
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
            text = self._sheet.rows[row][at]
            old = kept.get(key)
            if (
                old is None
                or (heads[old].parts and not said.parts)
                or (
                    len(text) < len(self._sheet.rows[row][old])
                    and bool(heads[old].parts) == bool(said.parts)
                    and old == min(heads)
                )
            ):
                kept[key] = at
        return {at: heads[at] for at in sorted(kept.values())}

    def _own_letters(self, row: int, heads: dict[int, Reading]) -> int:
        """Return how many cells repeat the letter of their own column, which ticks it."""
        number = 0
        for below in self._region.sample(row + 1):
            for at, said in heads.items():
                reading = self._reader.read(self._sheet.rows[below][at])
                number += reading.kind is Kind.LETTERS and (
                    reading.letters == said.letters or bool(set(reading.parts) & set(said.parts))
                )
        return number

    def _named(
        self, row: int, heads: dict[int, Reading], columns: list[str]
    ) -> Iterator[Hypothesis]:
        region, sheet = self._region, self._sheet
        rows = region.sample(row + 1)
        tops = [one_line(text) for text in sheet.rows[row]]
        stub = stub_of(sheet, tops, rows, frozenset(heads), roles=True)
        if stub.name < 0:
            return
        cells = [sheet.rows[below][at].strip() for below in rows for at in heads]
        filled = [
            cell for cell in cells if cell and self._reader.read(cell).kind is not Kind.NOTHING
        ]
        if not filled:
            return
        kinds = "".join(columns[at] for at in heads)
        texts = sum(len(cell) > 1 and not cell.endswith((".", "!", "?")) for cell in filled)
        spoken = sum(bool(self._reader.read(cell).parts) for cell in filled)
        numbers = kinds.count("N") if not sheet.ids else 0
        long = sum(len(cell) > 90 for cell in filled)  # noqa: PLR2004 - prose
        score = (
            3.0
            * (texts - 2 * numbers - long - 2 * spoken - 1.5 * kinds.count(CLAIMED))
            / len(filled)
        )
        score += 0.8 * len(heads)
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

    def _ticked(
        self, row: int, heads: dict[int, Reading], others: list[int]
    ) -> Iterator[Hypothesis]:
        """Yield records with a tick below each letter, or a table of them with a title."""
        region, sheet = self._region, self._sheet
        tops = [one_line(text) for text in sheet.rows[row]]
        rows = region.sample(row + 1)
        names = Heads((row,), tops, [tops[at] for at in heads])
        roles: list[tuple[int, ...]] = [(at,) for at in heads]
        score = 3.0 + 0.8 * len(heads)
        found = False
        for task, role, fit in self._pairs(row, others):
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
        region, sheet = self._region, self._sheet
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

    # A record per row, role and letter

    def _records(self) -> Iterator[Hypothesis]:
        region, sheet = self._region, self._sheet
        row = region.start
        while row < region.end and len({text for text in sheet.rows[row] if text.strip()}) < 3:  # noqa: PLR2004
            row += 1
        if region.end - row < 3:  # noqa: PLR2004
            return
        columns = region.columns(row + 1)
        tops = [one_line(text) for text in sheet.rows[row]]
        rows = region.sample(row + 1)
        for at, kinds in enumerate(columns):
            filled = kinds.replace(" ", "")
            if not filled or kinds.count("L") * 5 < 4 * len(filled) or "L" not in kinds:
                continue
            others = [
                other
                for other, one in enumerate(columns)
                if other != at and "T" in one and one.count("L") * 3 < 2 * len(one)
            ]
            fit = self._fit(row + 1, [at])
            for task, role, pair in self._pairs(row, others):
                stub = stub_of(sheet, tops, rows, frozenset({at, role}))
                stub = Stub(task, tuple(one for one in stub.groups if one != task), stub.foreign)
                score = 2.0 + fit + pair + 1.5 * is_head(tops[at], LETTERS)
                score += as_letters(kinds, "x") * 0.3 - 0.3 * len(stub.foreign)
                names = Heads((row,), tops, [tops[at]])
                yield Hypothesis(Shape.RECORDS, region, score, names, [(at,)], stub, role=role)

    def _pairs(self, row: int, others: Sequence[int]) -> list[tuple[int, int, float]]:
        """Return pairs of columns that may name task and role of a record, with their fit."""
        sheet = self._sheet
        rows = self._region.sample(row + 1)
        found: list[tuple[int, int, float]] = []
        texts = {at: [one_line(sheet.rows[below][at]) for below in rows] for at in others[:12]}
        for task, tasks in texts.items():
            for role, roles in texts.items():
                if task == role or not all(roles) or not tasks or not tasks[0]:
                    continue
                pairs = set(zip(_filled_down(tasks), roles, strict=True))
                apart = len(pairs) / len(rows)
                many = len(set(filter(None, tasks))) > 1 and len(set(roles)) > 1
                repeats = len(set(filter(None, tasks))) < len(rows)
                heads = one_line(sheet.rows[row][role]), one_line(sheet.rows[row][task])
                fit = 3.0 * (apart - 0.9) + 0.8 * repeats - 2.0 * (not many)
                fit += 1.6 * is_head(heads[0], ROLES) - 1.5 * is_head(heads[0], TASKS)
                fit += 1.2 * is_head(heads[1], TASKS) - 1.5 * is_head(heads[1], ROLES)
                fit += 1.2 * (average(map(roleness, roles)) - average(map(roleness, tasks)))
                fit -= 1.2 * (is_head(heads[1], GROUPS) or is_head(heads[1], FOREIGN))
                fit -= 1.2 * (is_head(heads[0], FOREIGN) or is_head(heads[0], GROUPS))
                fit -= 0.8 * (average(map(_keyed, tasks)) + average(map(_keyed, roles)))
                fit -= 1.0 * (len(set(roles)) == len(roles))
                fit -= 1.5 * (is_id_head(heads[0]) + is_id_head(heads[1]))
                found.append((task, role, fit))
        return sorted(found, key=lambda one: -one[2])[:3]


def _keyed(text: str) -> bool:
    """Tell whether a text is a key of a database rather than a name."""
    return is_id(text) or ("_" in text and text.islower())


def _filled_down(texts: Sequence[str]) -> Iterator[str]:
    last = ""
    for text in texts:
        last = text or last
        yield last
