"""Letters of another language or of a document's own, and RACI's letters for what they mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.model.scheme import SCHEMES, Part
from raci.model.text import Text
from raci.tables.importing.imported import Doubt
from raci.tables.importing.language.legend import meanings_of
from raci.tables.importing.language.letters import Kind
from raci.tables.importing.language.parts import NATIONAL, USUAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci.tables.importing.language.legend import Legend
    from raci.tables.importing.language.letters import Reader
    from raci.tables.importing.matrices.matrix import Matrix

#: Fewer letters in common are no sign of another language's.
_NATIONAL = 3
_ORDER = ("RACI", "RASCI", "RACI-VS", "CAIRO")


@dataclass(slots=True)
class Translation:
    """What symbols mean that are not RACI's own.

    Attributes:
        meant: The part of each symbol; None for "not involved".
    """

    meant: dict[str, Part | None] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def translated(
    matrices: Sequence[Matrix],
    reader: Reader,
    legend: Legend,
    stated: Mapping[str, Part | None],
) -> Translation:
    """Write RACI's letters for symbols that mean the same; the matrices are changed in place."""
    counts = _symbols((matrix for matrix in matrices if not matrix.sheet.known), reader)
    found = Translation()
    if not counts or not (stated or _needed(counts, legend)):
        return found
    meant, _ = meanings_of(counts, legend, stated)
    parts = {part for part in meant.values() if part}
    target = next(
        (SCHEMES[name] for name in _ORDER if all(SCHEMES[name].first(part) for part in parts)), None
    )
    if target is None:
        return found
    letters = {symbol: target.first(part) if part else "" for symbol, part in meant.items()}
    changed = {symbol: letter for symbol, letter in letters.items() if symbol != letter}
    if not changed:
        return found
    found.meant = meant
    for matrix in matrices:
        if not matrix.sheet.known:
            _write(matrix, letters, reader)
    named = tuple(
        Text("{symbol} is {letter}", {"symbol": symbol, "letter": letter or "–"})
        for symbol, letter in sorted(changed.items())
    )
    message = Text("Letters were read by what they mean here: {letters}.", {"letters": named})
    place = matrices[0].place(matrices[0].lines[0])
    found.doubts.append(Doubt(place, message))
    return found


def _symbols(matrices: Iterable[Matrix], reader: Reader) -> Counter[str]:
    """Return how often each letter and mark stands in cells."""
    texts: Counter[str] = Counter()
    for matrix in matrices:
        for line in matrix.lines:
            texts.update(line.texts)
    counts: Counter[str] = Counter()
    for text, number in texts.items():
        reading = reader.read(text)
        if reading.kind in {Kind.LETTERS, Kind.MARK}:
            for letter in reading.letters:
                counts[letter] += number
        if reading.kind is Kind.TICK or (reading.kind is Kind.MARK and not reading.letters):
            counts[text.strip().upper()] += number
    return counts


def _needed(counts: Mapping[str, int], legend: Legend) -> bool:
    """Tell whether symbols mean something else than they do in some shipped scheme."""
    explained = {symbol: said for symbol in counts if (said := legend.said.get(symbol))}
    for name in SCHEMES:
        letters = SCHEMES[name].letters
        if not set(counts) <= set(letters):
            continue
        if all(
            said.get(letters[symbol].part, 0.0) >= 0.6 * max(said.values())
            for symbol, said in explained.items()
        ):
            return False
    if explained and any(
        symbol not in USUAL or _differs(symbol, said) for symbol, said in explained.items()
    ):
        return True
    return any(
        sum(symbol in one for symbol in counts) >= _NATIONAL
        and set(one) - set(USUAL) & set(counts)
        and _covers(counts, one)
        for one in NATIONAL
    )


def _covers(counts: Mapping[str, int], national: Mapping[str, Part]) -> bool:
    total = sum(counts.values())
    foreign = sum(n for symbol, n in counts.items() if symbol not in national)
    usual = sum(n for symbol, n in counts.items() if symbol not in USUAL)
    return foreign * 10 < total and usual > foreign


def _differs(symbol: str, said: Mapping[Part | None, float]) -> bool:
    return max(said, key=lambda part: said[part]) is not USUAL.get(symbol)


def _write(matrix: Matrix, letters: Mapping[str, str], reader: Reader) -> None:
    """Replace the texts of cells by the letters that their symbols mean."""
    known: dict[str, str] = {"": ""}
    for line in matrix.lines:
        for text in line.texts:
            if text not in known:
                known[text] = _said(text, letters, reader)
        line.texts = [known[text] for text in line.texts]


def _said(text: str, letters: Mapping[str, str], reader: Reader) -> str:
    if text.strip().upper() in letters:
        return letters[text.strip().upper()]
    reading = reader.read(text)
    symbols = reading.letters
    if not symbols or not all(symbol in letters for symbol in symbols):
        return text
    said = "/".join(filter(None, (letters[symbol] for symbol in symbols)))
    return f"{said} ({reading.why})" if reading.why and said else said
