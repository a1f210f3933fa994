"""Which scheme each table of a document is in, and the one that all can be written in."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from math import log2
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.scheme import SCHEMES, Part, Scheme
from raci.model.text import Text
from raci.tables.importing.imported import Doubt
from raci.tables.importing.language.vocabulary import SCHEME_NAMES
from raci.tables.importing.shapes.features import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from raci.model.scheme import Scheme
    from raci.tables.importing.language.legend import Legend
    from raci.tables.importing.language.letters import Reader
    from raci.tables.importing.matrices.matrix import Matrix
    from raci.tables.importing.shapes.search import Hypothesis
    from raci.tables.importing.sheet import Sheet


@frozen
class _Said:
    """What the cells of a table say: how often each letter, and which parts in words."""

    letters: Counter[str]
    parts: frozenset[Part]

    @property
    def usual(self) -> set[str]:
        """The letters that are more than a slip."""
        return {char for char, n in self.letters.items() if n > RARE * self.letters.total()}


def agree(
    matrices: Sequence[Matrix], reader: Reader, sheets: Sequence[Sheet], doubts: list[Doubt]
) -> tuple[Scheme, list[Scheme]]:
    """Return the scheme of a document, and that of each table; doubt what is uncertain.

    Tables are in the document's scheme unless they say otherwise: by a letter that it has not, or
    by naming another scheme in which one of their letters means something else.
    """
    said = [_said(matrix, reader) for matrix in matrices]
    own = [_own(matrix, words) for matrix, words in zip(matrices, said, strict=True)]
    whole = _Said(
        sum((words.letters for words in said), Counter()),
        frozenset[Part]().union(*(words.parts for words in said)),
    )
    main, certain = detect(whole.letters, whole.parts, "\n".join(_hints(sheets, matrices)))
    named_alone = {scheme.name: scheme for scheme in own if scheme}
    if None not in own and len(named_alone) == 1:
        main, certain = next(iter(named_alone.values())), True
    if not certain and len(matrices) > 1:
        main = _most(own, said)
    schemes = [_scheme(main, *pair) for pair in zip(own, said, strict=True)]
    differing = [place for place, scheme in enumerate(schemes) if scheme is not main]
    if not certain and len(differing) in {0, len(schemes)}:
        message = Text("The letters were read as those of {scheme}.", {"scheme": main.name})
        doubts.append(Doubt(_place(matrices[0]), message))
    for place in differing:
        _doubt(matrices[place], schemes[place], main, said[place], doubts)
    return main, schemes


def _most(own: Sequence[Scheme | None], said: Sequence[_Said]) -> Scheme:
    """Return the scheme in which most letters are given, where no scheme has all of them."""
    votes: Counter[str] = Counter()
    schemes: dict[str, Scheme] = {}
    for scheme, words in zip(own, said, strict=True):
        found = scheme or detect(words.letters, words.parts, "")[0]
        schemes[found.name] = found
        votes[found.name] += words.letters.total()
    return schemes[votes.most_common(1)[0][0]]


def _said(matrix: Matrix, reader: Reader) -> _Said:
    letters: Counter[str] = Counter()
    parts: set[Part] = set()
    for text, number in Counter(chain.from_iterable(line.texts for line in matrix.lines)).items():
        reading = reader.read(text)
        parts.update(reading.parts)
        for letter in reading.letters:
            letters[letter] += number
    return _Said(letters, frozenset(parts))


def _own(matrix: Matrix, said: _Said) -> Scheme | None:
    """Return the scheme that a table's own title or head names."""
    hints = [text for text in (matrix.name, matrix.row_head) if len(text) < LONGEST_NAME]
    return named("\n".join(hints), said.usual, said.parts)


def _scheme(main: Scheme, own: Scheme | None, said: _Said) -> Scheme:
    """Return the scheme of one table: the document's if that reads it as it is meant."""
    if said.usual <= set(main.letters) and all(map(main.first, said.parts)):
        differs = own and any(own.parts(char) != main.parts(char) for char in said.usual)
        return own if own and differs else main
    found = own or detect(said.letters, said.parts, "")[0]
    return main if found.letters == main.letters else found


def _hints(sheets: Sequence[Sheet], matrices: Sequence[Matrix]) -> Iterable[str]:
    """Yield titles and heads, in which a scheme may be named; a row or role may have any name."""
    names = {name for one in matrices for name in (*one.roles, *(line.name for line in one.lines))}
    for sheet in sheets:
        top = chain.from_iterable(row[:6] for row in sheet.rows[:4])
        for text in chain((sheet.name, *sheet.sections), top):
            if len(text) < LONGEST_NAME and text not in names:
                yield text


def _place(matrix: Matrix) -> str:
    return matrix.place(matrix.lines[0]) if matrix.lines else matrix.sheet.place(0)


def _doubt(matrix: Matrix, scheme: Scheme, main: Scheme, said: _Said, doubts: list[Doubt]) -> None:
    values = {"scheme": scheme.name, "main": main.name}
    message = Text(
        "This table is in {scheme}, others are in {main}; an organisation has one scheme, so its "
        "letters become those of {main} that mean the same.",
        values,
    )
    doubts.append(Doubt(_place(matrix), message))
    alike = meant_alike(scheme, main)
    lost = tuple(char for char in scheme.letters if char in said.letters and not alike[char])
    if lost:
        message = Text(
            "{main} has no letter for these of {scheme}; they are kept as notes: {letters}.",
            values | {"letters": lost},
        )
        doubts.append(Doubt(_place(matrix), message))


def meant_alike(source: Scheme, target: Scheme) -> dict[str, str]:
    """Return for each letter the one that plays its part in another scheme; empty for none."""
    meant = {}
    for char, letter in source.letters.items():
        same = target.letters.get(char)
        keeps = same is not None and same.part is letter.part
        meant[char] = char if keeps else target.first(letter.part)
    return meant


#: In this order a scheme is taken whose letters are enough.
_ORDER = ("RACI", "RASCI", "DACI", "CAIRO", "RACI-VS", "RAPID", "PACSI", "CLAM", "RATSI")
#: A letter so rare says nothing about the scheme; it is doubted instead.
RARE = 0.02


def detect(counts: Mapping[str, int], parts: frozenset[Part], text: str) -> tuple[Scheme, bool]:
    """Return the scheme, and whether it is beyond doubt.

    Args:
        counts: How often each letter stands in the matrices.
        parts: Parts that were said in words.
        text: Titles and heads, in which the scheme may be named.
    """
    total = sum(counts.values())
    letters = {letter for letter, number in counts.items() if number > RARE * total}
    found = named(text, letters, parts)
    if found:
        return found, True
    fitting = [
        name
        for name in _ORDER
        if letters <= set(SCHEMES[name].letters) and _says(SCHEMES[name], parts)
    ]
    if fitting:
        return SCHEMES[fitting[0]], fitting[0] in {"RACI", "RASCI", "DACI"} or len(fitting) == 1
    return SCHEMES[_nearest(counts, _named(text))], False


def named(text: str, letters: AbstractSet[str], parts: frozenset[Part]) -> Scheme | None:
    """Return the first scheme named in a text that has all letters, and one for each part."""
    fitting = (
        SCHEMES[name]
        for name in _named(text)
        if letters <= set(SCHEMES[name].letters) and _says(SCHEMES[name], parts)
    )
    return next(fitting, None)


def _named(text: str) -> list[str]:
    return list(dict.fromkeys(_canonical(name) for name in SCHEME_NAMES.findall(text)))


def _nearest(counts: Mapping[str, int], names: list[str]) -> str:
    """Return the scheme that covers most of the letters, a named one first."""
    candidates = dict.fromkeys((*names, *_ORDER))
    return max(
        candidates,
        key=lambda name: sum(n for letter, n in counts.items() if letter in SCHEMES[name].letters),
    )


def _canonical(name: str) -> str:
    upper = name.upper().replace(" ", "-")
    return "RACI-VS" if upper == "RACIVS" else upper


def _says(scheme: Scheme, parts: frozenset[Part]) -> bool:
    """Tell whether a scheme has a letter for each part that was said in words."""
    return all(scheme.first(part) for part in parts)


def parts_given(one: Hypothesis, reader: Reader, legend: Legend) -> Counter[Part | None]:
    """Return how often each part is given in the cells of a table; None is a letter without one.

    Letters mean what a legend says, or what they mean in the scheme that has most of them.
    """
    region = one.region
    texts = Counter(
        region.sheet.rows[row][at]
        for row in region.sample(one.first)
        for group in one.roles
        for at in group
        if region.kinds[row][at] in "LM"
    )
    letters: Counter[str] = Counter()
    given: Counter[Part | None] = Counter()
    for text, number in texts.items():
        reading = reader.read(text)
        for letter in reading.letters:
            letters[letter] += number
        for part in reading.parts:
            given[part] += number
    scheme = detect(letters, frozenset(part for part in given if part), "")[0]
    for letter, number in letters.items():
        known = scheme.letters.get(letter)
        given[legend.part(letter) or (known.part if known else None)] += number
    return given


def divergence(one: Counter[Part | None], other: Counter[Part | None]) -> float:
    """Return how differently parts are given, from 0 (alike) to 1 (none in common).

    That is the Jensen-Shannon divergence in bits (Lin, IEEE Transactions on Information Theory 37,
    1991).
    """
    total = one.total(), other.total()
    if not all(total):
        return 0.0
    found = 0.0
    for part in one | other:
        shares = one[part] / total[0], other[part] / total[1]
        mean = sum(shares) / 2
        found += sum(share * log2(share / mean) for share in shares if share) / 2
    return found
