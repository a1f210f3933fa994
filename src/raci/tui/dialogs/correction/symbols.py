"""The symbols that stand where letters do, and the letters that they can mean."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from raci.model.scheme import SCHEMES
from raci.model.text import Text
from raci.tables.importing.meaning.parts import USUAL
from raci.tables.importing.sheet import one_line
from raci.tui.dialogs.correction.source import Taken
from raci.tui.model.fields import Entry

if TYPE_CHECKING:
    from raci.tui.dialogs.correction.source import SourceCells
    from raci.words import Words

#: What stands between the symbols of a cell, and remarks behind them.
_BETWEEN = re.compile(r"[\s/,;+&|]+|\([^)]*\)")
#: Longer texts are words about a cell.
_LONGEST = 12
#: More symbols than a person looks through.
_MOST = 40
#: What a symbol can mean besides letters: nothing, and what it was read as without being named.
NONE, INFERRED = "-", "="


def symbols_at(cells: SourceCells, row: int, column: int) -> list[str]:
    """Return the symbols of a cell; of all cells, the most frequent first, where it holds none."""
    if cells.taken(row, column) is Taken.LETTER:
        found = symbols(cells.sheet.rows[row][column])
        if found:
            return found
    counts: Counter[str] = Counter()
    texts = Counter(
        text
        for at, texts in enumerate(cells.sheet.rows)
        for place, text in enumerate(texts)
        if text and cells.taken(at, place) is Taken.LETTER
    )
    for text, times in texts.items():
        for symbol in symbols(text):
            counts[symbol] += times
    return [symbol for symbol, _ in counts.most_common(_MOST)]


def symbols(text: str) -> list[str]:
    """Return the symbols in a cell's text, in upper case: ``a/r`` holds A and R, ``AR`` also AR."""
    found: list[str] = []
    for token in _BETWEEN.split(one_line(text).upper()):
        if not token or len(token) > _LONGEST:
            continue
        together = len(token) <= 3 and token.isalpha()  # noqa: PLR2004 - A, R and C in one
        found += [*(token if together else ()), *([token] if token not in found else ())]
    return list(dict.fromkeys(found))


def meanings(words: Words) -> list[Entry]:
    """Return what a symbol can be said to mean, as entries of a list."""
    labels = {
        letter.part: letter.label
        for name in ("RACI-VS", "CAIRO", "RASCI")
        for letter in SCHEMES[name].letters.values()
    }
    return [
        *(Entry(char, f"{char}  {words(labels[part])}") for char, part in USUAL.items()),
        Entry(NONE, words.say(Text("nothing: no letter")), words.say(Text("such cells are blank"))),
        Entry(INFERRED, words.say(Text("what is inferred"))),
    ]
