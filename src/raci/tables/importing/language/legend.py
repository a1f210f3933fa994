"""Legends, wherever they stand: which cells and lines explain letters, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.tables.importing.language.letters import Kind
from raci.tables.importing.language.parts import (
    NATIONAL,
    USUAL,
    assigned,
    best,
    evidence,
)
from raci.tables.importing.language.vocabulary import PARTS, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raci.model.scheme import Part
    from raci.tables.importing.language.letters import Reader
    from raci.tables.importing.language.parts import Evidence
    from raci.tables.importing.sheet import Sheet

_SYMBOL = (
    r"[*_`\"'„“(\[]*([^\W\d_]{1,2}|k\.\s?A\.|n\.\s?[bB]\.|[Nn]/[Aa]|[✓✔\u25a0-\u25ff•?xX–—-])"
    r"[*_`\"'“”)\]]*"
)
_SAYS = r"\s*(?:=|:|：|＝|–|—|→|->|\s-\s|\bsteht für\b|\bbedeutet\b|\bmeans\b|\bstands for\b)\s*"
_ENTRY = re.compile(rf"(?:^|[\s,;|/•·(（])(?:{_SYMBOL}{_SAYS}|([\u25a0-\u25ff])\s+)")
_LETTER_FIRST = re.compile(r"(?:^|[\s,;|/•·*_-])([^\W\d_])[*_`]*\s*[(（]([^()（）]{2,60})[)）]")
_WORD_FIRST = re.compile(
    r"([^\W\d_][^,;|(（\n:=]{2,50}?)[*_`]*\s*[(（]\s*[*_`]*([^\W\d_])[*_`]*\s*[)）]"
)
_BRACKET_FIRST = re.compile(
    r"^[*_`\s]*[(（\[]\s*([^\W\d_])\s*[)）\]][*_`\s]*([^\W\d_].{2,})$", re.DOTALL
)
_TRAILING = " \t\n,;|/•·.*_`-–—"
#: A phrase that speaks this much is a word for a part, or has one in it.
_SPEAKS = 1.0
_LONGEST = 600
#: What a person says weighs more than any phrase.
_STATED = 9.0
#: A shorter text explains nothing.
_SHORTEST = 4
#: A legend explains no more symbols; a row with more letters is one of a matrix.
_MOST_SYMBOLS, _MOST_LETTERS = 14, 40
#: A column with more letters is one of a large matrix.
_MOST_IN_COLUMN = 80
_ANY_TEXT = re.compile("T")
#: Symbols one below the other; rows between them go on with what the last one means.
_RUNS = (re.compile(r"[LMX-]{2,}"), re.compile(r"[LX](?: {0,2}[LX])+"))
_TEXT = re.compile(r"[TL]")


@dataclass(slots=True)
class Legend:
    """What a document says of its letters.

    Attributes:
        said: How much speaks for each part, by symbol (upper case), as explained.
        claimed: Cells that explain, by the number of their sheet.
        kinds: The kinds of all cells, by the number of their sheet, a string a row.
    """

    said: dict[str, dict[Part | None, float]] = field(default_factory=dict)
    claimed: dict[int, set[tuple[int, int]]] = field(default_factory=dict)
    kinds: dict[int, list[str]] = field(default_factory=dict)

    @property
    def symbols(self) -> dict[str, bool]:
        """Whether each letter or sign that is explained means a part, or "not involved"."""
        return {
            symbol: best(said) is not None
            for symbol, said in self.said.items()
            if said and (len(symbol) == 1 or best(said) is None)
        }

    @property
    def words(self) -> dict[str, Part]:
        """What words mean that are used as letters, and say nothing of a part themselves."""
        return {
            fold(symbol): part
            for symbol, said in self.said.items()
            if len(symbol) > 1 and (part := best(said)) and fold(symbol) not in PARTS
        }

    def part(self, symbol: str) -> Part | None:
        """Return the part that most is said for; None where nothing is said, or nobody meant."""
        return best(self.said.get(symbol, {}))

    def state(self, meant: Mapping[str, Part | None]) -> None:
        """Put what a person says of symbols above what the document says."""
        self.said |= {symbol: {part: _STATED} for symbol, part in meant.items()}

    def add(self, symbol: str, phrase: str) -> None:
        """Add what a phrase says of a symbol."""
        known = self.said.setdefault(_key(symbol), {})
        for part, weight in evidence(phrase).items():
            known[part] = max(known.get(part, 0.0), weight)


def _key(symbol: str) -> str:
    return symbol.strip().upper()


def entries(text: str) -> list[tuple[str, str]]:
    """Return the symbols that a text explains, each with its phrase.

    ``R = does it, A = answers``, ``**R** (Responsible): does it`` and ``Responsible (R)`` are such.
    """
    if len(text) > _LONGEST * 3:
        return []
    found: list[tuple[str, str]] = []
    marks = list(_ENTRY.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        end = after.start() if after else len(text)
        found.append(
            (mark[1] or mark[2], text[mark.end() : min(end, mark.end() + 120)].strip(_TRAILING))
        )
    if len(found) < 2:  # noqa: PLR2004 - one may be a note beside a letter
        found += [(mark[1], mark[2]) for mark in _LETTER_FIRST.finditer(text)]
        found += [(mark[2], mark[1]) for mark in _WORD_FIRST.finditer(text)]
        bracketed = _BRACKET_FIRST.match(text)
        found += [(bracketed[1], bracketed[2][:120])] if bracketed and not found else []
    return [(symbol, phrase) for symbol, phrase in found if phrase]


def legend_of(sheets: Sequence[Sheet], reader: Reader) -> Legend:
    """Return what the sheets and the prose between them say of letters."""
    legend = Legend()
    for number, sheet in enumerate(sheets):
        kinds = legend.kinds[number] = [reader.kinds(row) for row in sheet.rows]
        if sheet.known:  # a list of ours: the heads of its letters are no legend
            continue
        cells: set[tuple[int, int]] = set()
        cells |= _Lists(sheet, reader, legend).claimed(kinds)
        _texts(sheet, kinds, reader, legend, cells)
        if cells:
            legend.claimed[number] = cells
    return legend


class _Lists:
    """Finds lists of two columns in a sheet: a symbol, and beside it what it means."""

    def __init__(self, sheet: Sheet, reader: Reader, legend: Legend) -> None:
        self._sheet, self._reader, self._legend = sheet, reader, legend

    def claimed(self, kinds: Sequence[str]) -> set[tuple[int, int]]:
        """Return the cells of such lists.

        Args:
            kinds: The kinds of all cells, a string a row.
        """
        cells: set[tuple[int, int]] = set()
        for column, column_kinds in enumerate(zip(*kinds, strict=True)):
            if column_kinds.count("L") <= _MOST_IN_COLUMN:
                line = "".join(column_kinds)
                cells |= max((self._runs(column, line, one) for one in _RUNS), key=len)
        return cells

    def _runs(self, column: int, kinds: str, pattern: re.Pattern[str]) -> set[tuple[int, int]]:
        """Return the cells of a column in which symbols stand, and of what explains them."""
        claimed: set[tuple[int, int]] = set()
        for found in pattern.finditer(kinds):
            run = [row for row in range(*found.span()) if kinds[row] != Kind.BLANK]
            if self._may_explain(column, run):
                claimed |= self._run(column, run)
        return claimed

    def _may_explain(self, column: int, run: Sequence[int]) -> bool:
        """Tell whether a legend's symbols may stand one below the other in rows of a column."""
        rows = self._sheet.rows
        return (
            len(run) <= _MOST_SYMBOLS
            and _beside(rows[run[0]], column)
            and all(_is_symbol(rows[row][column], self._reader) for row in run)
        )

    def _run(self, column: int, run: list[int]) -> set[tuple[int, int]]:
        """Return the cells of symbols and of the phrases beside them; none if it is no legend."""
        rows, width = self._sheet.rows, self._sheet.width
        symbols = [rows[row][column].strip(" *_`=:").upper() for row in run]
        if len(run) < 2 or len(set(symbols)) < len(run):  # noqa: PLR2004
            return set()
        for beside in (column + 1, column + 2, column - 1):
            if not 0 <= beside < width:
                continue
            phrases = [rows[row][beside].strip() for row in run]
            more = [rows[row][beside + 1] for row in run if beside + 1 < width]
            if not self._explain(symbols, phrases, more, behind=beside > column):
                continue
            cells: set[tuple[int, int]] = set()
            for row, symbol, phrase in zip(run, symbols, phrases, strict=True):
                self._legend.add(symbol, phrase)
                further = {
                    at for at in range(beside, width) if _alone(self._sheet, row, beside, at)
                }
                cells |= {(row, at) for at in {column, beside, *further}}
            return cells
        return set()

    def _explain(
        self, symbols: Sequence[str], phrases: Sequence[str], more: Sequence[str], *, behind: bool
    ) -> bool:
        """Tell whether phrases explain the symbols that they stand behind, or before.

        A legend says different things of its letters; a matrix has names or letters there.
        """
        if min(map(len, phrases)) <= 2 or len(set(phrases)) < len(phrases):  # noqa: PLR2004
            return False
        kinds = {self._reader.read(text).kind for text in more}
        ticks = all(self._reader.read(symbol).kind is Kind.TICK for symbol in symbols)
        words = any(len(symbol) > _SHORTEST for symbol in symbols)  # instead of letters
        lettered = any(self._reader.read(phrase).kind is Kind.LETTERS for phrase in phrases)
        if (ticks and Kind.LETTERS in kinds) or (words and lettered):
            return False
        speaking = [evidence(phrase) for phrase in phrases]
        sure = sum(max(each.values(), default=0.0) >= _SPEAKS for each in speaking)
        usual = sum(USUAL.get(one) in each for one, each in zip(symbols, speaking, strict=True))
        return sure * 2 >= len(symbols) and sure > 1 and (behind or usual * 2 > len(symbols))


def _beside(row: Sequence[str], column: int) -> bool:
    """Tell whether a phrase may stand beside a symbol: a text that is longer than letters."""
    near = (*row[max(column - 1, 0) : column], *row[column + 1 : column + 3])
    return any(len(text) >= _SHORTEST for text in near)


def _is_symbol(text: str, reader: Reader) -> bool:
    """Tell whether a text may be explained: a letter, a sign, or a word that is used as one."""
    reading = reader.read(text)
    worded = bool(reading.parts) and not reading.letters
    return worded or len(text.strip(" *_`=:")) <= _SHORTEST


def _alone(sheet: Sheet, row: int, beside: int, at: int) -> bool:
    """Tell whether what stands right of a legend's phrase only goes on with it."""
    return len(sheet.rows[row][at]) > 8 or sheet.rows[row][at] == sheet.rows[row][beside]  # noqa: PLR2004


def _texts(
    sheet: Sheet, kinds: list[str], reader: Reader, legend: Legend, cells: set[tuple[int, int]]
) -> None:
    """Claim texts that explain letters: several at once, or one below the other."""
    singles: list[tuple[int, int, str, str]] = []
    several: list[tuple[int, int, list[tuple[str, str]]]] = []
    lettered = False
    for row, column, text in _unlike(sheet, kinds, reader, cells):
        found = entries(text)
        if len(found) > 1 and _speaks(found) and _once(found) and _fits(found):
            several.append((row, column, found))
        elif len(found) == 1 and not _heads(sheet, row, column):
            singles.append((row, column, *found[0]))
            lettered = lettered or reader.read(text).kind is Kind.LETTERS
    if not sheet.prose or _agree([pair for *_, found in several for pair in found]):
        for row, column, found in several:
            for symbol, phrase in found:
                legend.add(symbol, phrase)
            cells.add((row, column))
    if len(singles) > 1 or not lettered:
        _lists(singles, legend, cells, prose=sheet.prose)


def _unlike(
    sheet: Sheet, kinds: list[str], reader: Reader, cells: set[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Yield texts that may explain letters; what merged cells repeat is claimed with the first."""
    for row, texts in enumerate(sheet.rows):
        letters = kinds[row].count("L")
        if "T" not in kinds[row] and letters > _MOST_LETTERS:
            continue
        pattern = _TEXT if letters <= _MOST_LETTERS else _ANY_TEXT
        for found in pattern.finditer(kinds[row]):
            column = found.start()
            text = texts[column]
            if len(text) < _SHORTEST:
                continue
            if len(text) < 2 * _SHORTEST and reader.read(text).kind is Kind.LETTERS:
                continue
            if column and text == texts[column - 1]:
                if (row, column - 1) in cells:
                    cells.add((row, column))
                continue
            yield row, column, text


def _speaks(pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether half of the phrases speak of parts."""
    speaking = sum(max(evidence(phrase).values(), default=0.0) >= _SPEAKS for _, phrase in pairs)
    return speaking * 2 >= len(pairs)


def _heads(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether a text is the head of a column: others stand beside it, and texts below it."""
    if sheet.prose or row + 1 >= len(sheet.rows):
        return False
    beside = sum(bool(text.strip()) for text in sheet.rows[row])
    below = sheet.rows[row + 1][column].strip()
    return beside > 2 and bool(below) and not entries(below)  # noqa: PLR2004 - a legend has two


def _fits(pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the usual letters mean about what they do, or others stand beside them."""
    usual = [
        (USUAL[_key(symbol)], evidence(phrase)) for symbol, phrase in pairs if _key(symbol) in USUAL
    ]
    agreeing = sum(part in speaking for part, speaking in usual)
    return len(usual) < len(pairs) or agreeing * 2 >= len(usual)


def _once(pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether each symbol is explained once."""
    return len({_key(symbol) for symbol, _ in pairs}) == len(pairs)


def _agree(pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether no symbol is explained in many ways, as those are to whom roles are given."""
    phrases: dict[str, set[str]] = {}
    for symbol, phrase in pairs:
        phrases.setdefault(_key(symbol), set()).add(fold(phrase))
    return all(len(said) <= 2 for said in phrases.values())  # noqa: PLR2004 - two languages


def _lists(
    singles: Iterable[tuple[int, int, str, str]],
    legend: Legend,
    cells: set[tuple[int, int]],
    *,
    prose: bool,
) -> None:
    """Claim explanations that stand in one column or in one row, each symbol once."""
    lines: dict[tuple[str, int], list[tuple[int, int, str, str]]] = {}
    singles = list(singles)
    for single in singles:
        lines.setdefault(("column", single[1]), []).append(single)
        lines.setdefault(("row", single[0]), []).append(single)
    for line in lines.values():
        symbols = [_key(symbol) for _, _, symbol, _ in line]
        spoken = [max(evidence(phrase).values(), default=0.0) >= _SPEAKS for *_, phrase in line]
        once = len(set(symbols)) == len(symbols)
        if (len(line) > 1 or len(singles) == 1) and once and sum(spoken) * 2 >= len(line):
            for row, column, symbol, phrase in line:
                legend.add(symbol, phrase)
                cells.add((row, column))
        elif prose:
            for (_, _, symbol, phrase), speaks in zip(line, spoken, strict=True):
                if speaks and symbols.count(_key(symbol)) == 1 and _fits([(symbol, phrase)]):
                    legend.add(symbol, phrase)


def meanings_of(
    symbols: Iterable[str], legend: Legend, stated: Mapping[str, Part | None]
) -> tuple[dict[str, Part | None], float]:
    """Return what each symbol of the cells means, and how sure that is.

    A legend beats what letters usually mean; what a person states beats both.

    Args:
        symbols: Letters and marks that stand in cells, upper case.
        legend: What the document says of them.
        stated: What a person says of them.
    """
    symbols = list(symbols)
    speaking: dict[str, Evidence] = {}
    national = max(
        NATIONAL, key=lambda one: sum(s in one for s in symbols) - 0.1 * len(one), default={}
    )
    fits = sum(symbol in national for symbol in symbols) >= min(3, len(symbols))
    foreign = any(symbol not in USUAL for symbol in symbols if symbol.isalpha())
    for symbol in symbols:
        weights: dict[Part | None, float] = dict(legend.said.get(symbol, {}))
        usual = USUAL.get(symbol)
        if usual:
            weights[usual] = weights.get(usual, 0.0) + (1.0 if not (foreign and fits) else 0.6)
        if fits and foreign and symbol in national:
            part = national[symbol]
            weights[part] = weights.get(part, 0.0) + 0.9
        if symbol not in stated:
            speaking[symbol] = weights
    meant, margin = assigned(speaking)
    return meant | {symbol: stated[symbol] for symbol in symbols if symbol in stated}, margin


def is_nothing(symbol: str, legend: Legend) -> bool:
    """Tell whether the document explains a symbol as "not involved"."""
    said = legend.said.get(_key(symbol)) or legend.said.get(fold(symbol).upper(), {})
    return bool(said) and max(said, key=lambda part: said[part]) is None
