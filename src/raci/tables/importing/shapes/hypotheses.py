"""All explanations of a region, the best first."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from raci.tables.importing.language.vocabulary import heads_letters
from raci.tables.importing.meaning.letters import head_part
from raci.tables.importing.reading import Shape
from raci.tables.importing.shapes.heads import Heads
from raci.tables.importing.shapes.letter_columns import LetterColumns
from raci.tables.importing.shapes.letter_grids import LetterGrids
from raci.tables.importing.shapes.region import as_letters
from raci.tables.importing.shapes.search import Hypothesis, Search
from raci.tables.importing.shapes.stub import Stub, stub_of
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.tables.importing.meaning.legend import Legend
    from raci.tables.importing.meaning.letters import Reader
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
