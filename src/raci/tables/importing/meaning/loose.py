"""Words that say a part loosely: letters where a document repeats them as it does letters."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from raci.tables.importing.language.vocabulary import LOOSE, PARTS, fold
from raci.tables.importing.meaning.letters import bits_of
from raci.tables.importing.meaning.parts import words_assigned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.scheme import Part
    from raci.tables.importing.sheet import Sheet

#: A word that stands in fewer cells is no letter.
_FEWEST = 3
_LONGEST = 60
#: Rows of a sheet that are looked at.
_SAMPLE = 400


def loose_words(sheets: Sequence[Sheet]) -> dict[str, Part]:
    """Return what loose words mean that stand in many cells as letters would; else nothing.

    They count where there are two of them at least, or one beside words that are beyond doubt,
    and where they stand in two columns.
    """
    counts: Counter[str] = Counter()
    columns: dict[str, set[int]] = {}
    for sheet in sheets:
        if sheet.prose or sheet.loose:
            continue
        for row in sheet.rows[:_SAMPLE]:
            for at, text in enumerate(row):
                for bit in _words(text) if text else ():
                    counts[bit] += 1
                    columns.setdefault(bit, set()).add(at)
    loose = [word for word in counts if word in LOOSE and word not in PARTS]
    together = set[int]().union(*(columns[word] for word in counts))
    many = sum(counts[word] for word in loose) >= _FEWEST
    if not loose or len(counts) < 2 or len(together) < 2 or not many:  # noqa: PLR2004
        return {}
    if max(counts[word] for word in loose) < 2:  # noqa: PLR2004
        return {}
    meant = words_assigned(sorted(counts, key=lambda word: (word not in PARTS, -counts[word])))
    return {word: meant[word] for word in loose if word in meant}


@lru_cache(8192)
def _words(text: str) -> list[str]:
    """Return the words of a cell that says nothing but parts."""
    if len(text) > _LONGEST or text.isdigit():
        return []
    if fold(text) in PARTS or fold(text) in LOOSE:
        return [fold(text)]
    bits = [fold(bit).strip(" .:") for bit in bits_of(text)]
    return bits if bits and all(bit in PARTS or bit in LOOSE for bit in bits) else []
