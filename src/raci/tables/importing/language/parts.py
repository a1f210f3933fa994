"""What words and letters say of parts, surely or loosely: which means which, chosen at once."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.scheme import Part
from raci.tables.importing.language.letters import bits_of
from raci.tables.importing.language.vocabulary import (
    LOOSE,
    NOT,
    NOTHING,
    PARTS,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Evidence = Mapping[Part | None, float]
    from collections.abc import Sequence

    from raci.tables.importing.language.letters import Reading
    from raci.tables.importing.sheet import Sheet


#: A word that says nothing else; one that says it loosely; one of a phrase; one that begins alike.
_EXACT, _LOOSELY, _AMONG, _ALIKE = 3.0, 1.5, 1.8, 1.1
#: Beginnings shorter than this are no sign that two words have one stem.
_STEM = 5
#: A scheme has somebody who does it and somebody who answers for it; most have the other two.
_WANTED = {Part.RESPONSIBLE: 0.4, Part.ACCOUNTABLE: 0.25, Part.CONSULTED: 0.2, Part.INFORMED: 0.2}
#: The letters of RACI and its kin, by what they mean where nobody says otherwise.
USUAL = {
    "R": Part.RESPONSIBLE,
    "A": Part.ACCOUNTABLE,
    "S": Part.SUPPORT,
    "C": Part.CONSULTED,
    "I": Part.INFORMED,
    "V": Part.VERIFY,
    "O": Part.OMITTED,
}
#: Letters of function charts in other languages (Funktionendiagramm, матрица ответственности):
#: the initials of the words for the parts there.
NATIONAL: tuple[Mapping[str, Part], ...] = (
    {"D": Part.RESPONSIBLE, "V": Part.ACCOUNTABLE, "B": Part.CONSULTED, "I": Part.INFORMED},
    {"D": Part.RESPONSIBLE, "V": Part.ACCOUNTABLE, "M": Part.CONSULTED, "I": Part.INFORMED},
    {"D": Part.RESPONSIBLE, "E": Part.ACCOUNTABLE, "M": Part.CONSULTED, "I": Part.INFORMED},
    {"V": Part.RESPONSIBLE, "A": Part.ACCOUNTABLE, "B": Part.CONSULTED, "I": Part.INFORMED},
    {"Z": Part.RESPONSIBLE, "V": Part.ACCOUNTABLE, "K": Part.CONSULTED, "I": Part.INFORMED},
    {"О": Part.RESPONSIBLE, "У": Part.ACCOUNTABLE, "К": Part.CONSULTED, "И": Part.INFORMED},
    {"И": Part.RESPONSIBLE, "О": Part.ACCOUNTABLE, "К": Part.CONSULTED, "У": Part.INFORMED},
)


@lru_cache(4096)
def evidence(phrase: str) -> Evidence:
    """Return how much a phrase speaks for each part; nothing where it speaks for none."""
    folded = " ".join(fold(phrase).split()).strip(" .:;,*_()[]\"'")
    if not folded:
        return {}
    short = folded.count(" ") < 4  # noqa: PLR2004 - a longer one goes on to say something
    if folded in NOTHING or (short and folded.startswith(NOT)):
        return {None: _EXACT}
    found: dict[Part | None, float] = {}

    def speak(part: Part, weight: float) -> None:
        found[part] = max(found.get(part, 0.0), weight)

    for word, weight in _said(folded).items():
        for words, exact in ((PARTS, _EXACT), (LOOSE, _LOOSELY)):
            for part in words.get(word, ()):
                speak(part, exact * weight / _EXACT)
    return found


def _said(folded: str) -> dict[str, float]:
    """Return how clearly a phrase says words: alone, as one of several, or in another form."""
    known = _words()
    found: dict[str, float] = {}
    tokens = [token.strip(".,:;()*_\"'") for token in folded.split()]
    for token in tokens:
        for end in range(_STEM, len(token) + 1):
            found |= dict.fromkeys(known.stems.get(token[:end], ()), _ALIKE)
    found |= {word: _AMONG for word in known.phrases if word in folded}
    found |= {token: _AMONG for token in tokens[1:] if token in known.single}
    if tokens and tokens[0] in known.single:
        found[tokens[0]] = _AMONG + 0.4
    if folded in PARTS or folded in LOOSE:
        found[folded] = _EXACT
    return found


@frozen
class _Words:
    """Words for parts: single ones, those inside others, and by their stems."""

    single: frozenset[str]
    phrases: tuple[str, ...]
    stems: Mapping[str, tuple[str, ...]]


@lru_cache(1)
def _words() -> _Words:
    every = [*PARTS, *(word for word in LOOSE if word not in PARTS)]
    phrases = tuple(word for word in every if " " in word or not word.isascii())
    stems: dict[str, tuple[str, ...]] = {}
    for word in every:
        stem = word[: max(_STEM, int(0.7 * len(word)))]
        stems[stem] = (*stems.get(stem, ()), word)
    return _Words(frozenset(every), phrases, stems)


def best(speaking: Evidence) -> Part | None:
    """Return the part that most speaks for."""
    return max(speaking, key=lambda part: speaking[part]) if speaking else None


@frozen
class _State:
    """Some symbols with the parts that were chosen for them."""

    score: float
    chosen: tuple[tuple[str, Part | None], ...] = ()

    def with_part(self, symbol: str, part: Part | None, weight: float) -> _State:
        """Return the state in which a symbol means a part, too."""
        wanted = _WANTED.get(part, 0.0) if part else 0.0
        return _State(self.score + weight + wanted, (*self.chosen, (symbol, part)))


def assigned(symbols: Mapping[str, Evidence]) -> tuple[dict[str, Part | None], float]:
    """Return what each symbol means, so that all together are likeliest, and how sure that is.

    No two symbols mean the same part. A symbol for which nothing speaks, or nothing that is left by
    others, is left out.
    """
    states: dict[frozenset[Part], _State] = {frozenset(): _State(0.0)}
    for symbol, speaking in symbols.items():
        following = dict(states)
        for used, state in states.items():
            for part, weight in speaking.items():
                if part in used:
                    continue
                key = used | {part} if part else used
                new = state.with_part(symbol, part, weight)
                if key not in following or following[key].score < new.score:
                    following[key] = new
        states = following
    ranked = sorted(states.values(), key=lambda state: -state.score)
    margin = ranked[0].score - (ranked[1].score if len(ranked) > 1 else 0.0)
    return dict(ranked[0].chosen), margin


def words_assigned(words: Iterable[str]) -> dict[str, Part]:
    """Return what words that say a part loosely mean beside each other.

    Where "zuständig" stands beside "verantwortlich", the first does it and the second answers.
    """
    loose = {word: evidence(word) for word in words}
    chosen, _ = assigned(loose)
    meant = {word: chosen.get(word) or best(speaking) for word, speaking in loose.items()}
    return {word: part for word, part in meant.items() if part}


def heads_assigned(heads: Mapping[str, Reading | None]) -> dict[str, Part]:
    """Return what heads mean beside each other that say a part loosely, or more than one.

    "Verantwortlich" answers for it where "Durchführend" stands beside it; "Mitwirkend" is asked
    where nobody else is.

    Args:
        heads: The heads of a row, each with what it says alone; None where that is nothing.
    """
    speaking: dict[str, Evidence] = {}
    for text, said in heads.items():
        part = said and (said.parts[0] if said.parts else USUAL.get(said.letters))
        several = len(PARTS.get(fold(text), ())) > 1
        if several or (not said and fold(text) in LOOSE):
            speaking[text] = evidence(text)
        elif part:
            speaking[text] = {part: _EXACT}
    chosen, _ = assigned(speaking) if len(speaking) <= _MOST_HEADS else ({}, 0.0)
    return {
        text: part
        for text, part in chosen.items()
        if part and len(speaking[text]) > 1 and (heads[text] or part in _DOERS)
    }


#: More heads are none of letters; loose words count in heads for those who do or answer alone.
_MOST_HEADS = 12
_DOERS = (Part.RESPONSIBLE, Part.ACCOUNTABLE)
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
                for bit in _part_words(text) if text else ():
                    counts[bit] += 1
                    columns.setdefault(bit, set()).add(at)
    loose = [word for word in counts if len(PARTS.get(word, ())) > 1 or word not in PARTS]
    together = set[int]().union(*(columns[word] for word in counts))
    many = sum(counts[word] for word in loose) >= _FEWEST
    if not loose or len(counts) < 2 or len(together) < 2 or not many:  # noqa: PLR2004
        return {}
    if max(counts[word] for word in loose) < 2:  # noqa: PLR2004
        return {}
    meant = words_assigned(sorted(counts, key=lambda word: (word not in PARTS, -counts[word])))
    return {word: meant[word] for word in loose if word in meant}


@lru_cache(8192)
def _part_words(text: str) -> list[str]:
    """Return the words of a cell that says nothing but parts."""
    if len(text) > _LONGEST or text.isdigit():
        return []
    if fold(text) in PARTS or fold(text) in LOOSE:
        return [fold(text)]
    bits = [fold(bit).strip(" .:") for bit in bits_of(text)]
    return bits if bits and all(bit in PARTS or bit in LOOSE for bit in bits) else []
