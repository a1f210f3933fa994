"""All explanations of a region, the best first, and which of them a document is read by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text
from raci.tables.importing.language.letters import head_part
from raci.tables.importing.language.vocabulary import heads_letters
from raci.tables.importing.reading import (
    IN_COLUMNS,
    IN_ROWS,
    Reading,
    Shape,
    Stated,
    TableReading,
    UnclearError,
)
from raci.tables.importing.shapes.heads import Heads
from raci.tables.importing.shapes.letter_columns import LetterColumns
from raci.tables.importing.shapes.letter_grids import LetterGrids
from raci.tables.importing.shapes.region import as_letters
from raci.tables.importing.shapes.search import Hypothesis, Search
from raci.tables.importing.shapes.stub import Stub, stub_of
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.importing.language.legend import Legend
    from raci.tables.importing.language.letters import Reader
    from raci.tables.importing.shapes.region import Region


#: Tables gathered from lists, and from notes, must explain more than tables that were drawn.
_LOOSE = 1.5
#: A list with more columns than this is none of records: each would be held against each.
_WIDEST_RECORD = 100


class Records(Search):
    """Finds lists with a line per task, role and letter."""

    def all(self) -> Iterator[Hypothesis]:
        """Yield the explanations of the region in which rows are records."""
        region, sheet = self.region, self.sheet
        row = region.start
        while row < region.end and not self._is_head(row):
            row += 1
        if region.end - row < 3 or sheet.width > _WIDEST_RECORD:  # noqa: PLR2004
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
            fit = self.fit(row + 1, [at])
            for task, role, pair in self.pairs(row, others):
                stub = stub_of(sheet, tops, rows, frozenset({at, role}))
                stub = Stub(task, tuple(one for one in stub.groups if one != task), stub.foreign)
                score = 2.0 + fit + pair + 1.5 * heads_letters(tops[at])
                score += as_letters(kinds, "x") * 0.3 - 0.3 * len(stub.foreign)
                score -= 3.0 * (head_part(tops[at]) is not None)
                names = Heads((row,), tops, [tops[at]])
                yield Hypothesis(Shape.RECORDS, region, score, names, [(at,)], stub, role=role)

    def _is_head(self, row: int) -> bool:
        """Tell whether a row may be the head of records: it has three texts, or names letters."""
        texts = {text for text in self.sheet.rows[row] if text.strip()}
        return len(texts) > 2 or any(map(heads_letters, texts))  # noqa: PLR2004


def hypotheses(region: Region, reader: Reader, legend: Legend) -> list[Hypothesis]:
    """Return the explanations of a region, the best first."""
    searches = (LetterGrids, LetterColumns, Records)
    every = chain.from_iterable(search(region, reader, legend).all() for search in searches)
    found = sorted(every, key=lambda one: -one.score)
    if region.sheet.loose or region.sheet.prose:
        for one in found:
            one.score -= _LOOSE
    return found


#: What an explanation must score to be believed before "this is no matrix".
_BELIEVED = 1.2
#: Readings that differ by less are asked for, or doubted; beyond the last one none is listed.
_ASKED, _NARROW, _WIDE = 0.3, 1.2, 6.0
_MOST_READINGS = 8
#: A table beyond doubt scores more.
STRONG = 4.0


@dataclass(slots=True)
class Weighed:
    """One region with its explanations, the best first."""

    sheet: int
    found: list[Hypothesis]
    doubted: Text | None = None
    taken: bool = False

    @property
    def score(self) -> float:
        """What the best explanation scores."""
        return self.found[0].score if self.found else 0.0

    @property
    def best(self) -> Hypothesis | None:
        """The explanation that is believed; None where it is no matrix."""
        if self.taken:
            return self.found[0] if self.found else None
        return self.found[0] if self.found and self.found[0].score > _BELIEVED else None

    def take(self, one: Hypothesis | None) -> None:
        """Believe an explanation, whatever it scores."""
        self.taken = True
        self.found = [one] if one else []


def chosen(weighed: Sequence[Weighed], stated: Stated) -> tuple[Reading, ...]:
    """Return how the document was read, then how else it can be: as stated, or the likeliest way.

    Args:
        weighed: All regions with their explanations; the one that is taken is put first.
        stated: What a person says of the reading.

    Raises:
        UnclearError: No way is likely enough, and nobody said which.
        RaciError: There is no way of the number that was stated.
    """
    ways = _ways(weighed)
    readings = tuple(
        Reading(number, tuple(table_reading(one) for one in way if one), loss)
        for number, (loss, way) in enumerate(ways, 1)
    )
    if stated.number:
        return _taken(weighed, ways, readings, stated.number)
    unclear = len(ways) > 1 and ways[0][0] < _ASKED and any(ways[0][1])
    if unclear and not any(
        one.best and one.best.score > STRONG for one in weighed if _is_wide(one)
    ):
        raise UnclearError((readings[0], *(one for one in readings[1:] if one.margin < _ASKED)))
    _tell_narrow(weighed)
    return readings


#: How much less than the best way one explains, and how it explains each region.
_Way = tuple[float, list[Hypothesis | None]]


def _ways(weighed: Sequence[Weighed]) -> list[_Way]:
    """Return how a document can be read, the likeliest way first, with its margin before others.

    Another way explains one region otherwise; it counts for the margin where the region is believed
    to be a table, or none is.
    """
    first = [one.best for one in weighed]
    others = sorted(
        (
            (_loss(one, each), place, each)
            for place, one in enumerate(weighed)
            for each in _different(one)
        ),
        key=lambda each: each[0],
    )[:_MOST_READINGS]
    weighty = [loss for loss, place, _ in others if first[place] or not any(first)]
    ways: list[_Way] = [(weighty[0] if weighty else _WIDE, first)]
    ways += [(loss, [*first[:place], each, *first[place + 1 :]]) for loss, place, each in others]
    return ways


def _taken(
    weighed: Sequence[Weighed], ways: Sequence[_Way], readings: Sequence[Reading], number: int
) -> tuple[Reading, ...]:
    """Take the way of a number, whatever speaks for others; return its reading, then the others.

    Raises:
        RaciError: There is no such way.
    """
    if number > len(readings):
        raise RaciError(
            Text(
                "There is no reading {number}; the document can be read in {n} ways.",
                {"number": number, "n": len(readings)},
            )
        )
    for one, each in zip(weighed, ways[number - 1][1], strict=True):
        one.take(each)
    return (readings[number - 1], *readings[: number - 1], *readings[number:])


def _is_wide(one: Weighed) -> bool:
    """Tell whether a table could hardly be read in another way."""
    return all(_loss(one, each) > _NARROW for each in _different(one))


def _loss(one: Weighed, other: Hypothesis | None) -> float:
    """Return how much less an explanation explains than the best one."""
    best = one.best.score if one.best else _BELIEVED
    return best - (other.score if other else _BELIEVED)


def _different(one: Weighed) -> list[Hypothesis | None]:
    """Return the best explanations that would give another result; None is "no matrix"."""
    seen = {_result(one.best)}
    found: list[Hypothesis | None] = []
    for each in one.found:
        if _result(each) not in seen and _loss(one, each) < _WIDE:
            seen.add(_result(each))
            found.append(each)
    if one.best and _loss(one, None) < _WIDE:
        found.append(None)
    return found[:_MOST_READINGS]


def _result(one: Hypothesis | None) -> object:
    """Return what tells the result of an explanation from those of others."""
    if one is None:
        return None
    turned = one.shape in {Shape.ROWS, Shape.TASKED}
    return (
        turned,
        one.shape in {Shape.COLUMNS, Shape.ROWS},
        tuple(one.heads.names),
        one.stub.name,
        one.role,
    )


def _tell_narrow(weighed: Sequence[Weighed]) -> None:
    """Note for tables that could be read in another way what that is."""
    for one in weighed:
        near = [each for each in _different(one) if _loss(one, each) < _NARROW]
        if one.best and near:
            one.doubted = table_reading(near[0]).summary if near[0] else Text("no matrix")


def allows(stated: Stated, one: Hypothesis) -> bool:
    """Tell whether an explanation agrees with what a person says."""
    if stated.head_rows is not None and len(one.heads.rows) != stated.head_rows:
        return False
    if stated.shapes and one.shape not in stated.shapes:
        return False
    if stated.rows and _rows_head(one) != stated.rows:
        return False
    if stated.roles == "rows":
        return one.shape not in IN_COLUMNS
    return stated.roles != "columns" or one.shape not in IN_ROWS


def table_reading(one: Hypothesis) -> TableReading:
    """Return an explanation as a value."""
    region = one.region
    top = min(one.heads.rows, default=region.start)
    return TableReading(
        region.sheet.name,
        region.sheet.place(top),
        one.shape,
        one.heads.rows,
        (one.first, region.end),
        one.stub.name,
        one.stub.groups,
        tuple(at for group in one.roles for at in group),
        tuple(one.stub.foreign),
        tuple(one.heads.names),
        _rows_head(one),
    )


def _rows_head(one: Hypothesis) -> str:
    """Return the head of the column that names rows."""
    return one_line(one.heads.columns[one.stub.name]) if one.stub.name >= 0 else ""
