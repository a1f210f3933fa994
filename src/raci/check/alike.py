"""Names that are nearly the same, as rules 706 and 709 mean it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Names are folded once: after an edit of one channel all others are as they were.

#: Below so many letters a difference of one says nothing.
_LETTERS = 6
#: Of more names that are all alike, each is paired with the first only: the pairs of a thousand
#: equal names would be half a million findings.
_PAIRED = 20

_ASCII = [chr(code) for code in range(128)]
_NO_WORD = {ord(char): None for char in _ASCII if not char.isalnum()}
_NO_ASCII_LETTER = {ord(char): None for char in _ASCII if char.isalpha()}


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """Return a name after NFKC and case folding, nothing but letters and digits kept."""
    if name.isascii():
        return name.casefold().translate(_NO_WORD)
    kept = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in kept if char.isalnum())


def alike(names: Sequence[str], groups: Sequence[str | None]) -> list[tuple[int, int]]:
    """Return the pairs of positions whose names are nearly the same, in order.

    Equal after folding; or one letter inserted, dropped or replaced between names of six letters or
    more with the same digits in the same group.
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(folded(name), []).append(place)
    places.pop("", None)
    pairs = {pair for equal in places.values() for pair in _pairs(equal)}
    for one, other in _one_letter_apart(places):
        near = ((a, b) for a in places[one] for b in places[other] if groups[a] == groups[b])
        pairs.update((min(pair), max(pair)) for pair in near)
    return sorted(pairs)


def _pairs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(places) > _PAIRED:
        return ((places[0], other) for other in places[1:])
    return combinations(places, 2)


def _one_letter_apart(names: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield pairs of folded names of which one becomes the other by one letter.

    Names are found by what is left of them without one character: a dropped letter leaves the other
    name itself, a replaced one leaves the same rest at the same position.
    """
    by_digits: dict[str, list[str]] = {}
    for name in names:
        digits = _digits(name)
        if len(name) - len(digits) >= _LETTERS:
            by_digits.setdefault(digits, []).append(name)
    for same_digits in by_digits.values():
        if len(same_digits) > 1:
            yield from _neighbours(same_digits)


@lru_cache(maxsize=1 << 16)
def _digits(name: str) -> str:
    digits = name.translate(_NO_ASCII_LETTER)
    return digits if digits.isascii() else "".join(c for c in digits if not c.isalpha())


def _neighbours(names: list[str]) -> Iterator[tuple[str, str]]:
    known = set(names)
    rests: dict[tuple[int, str], list[str]] = {}
    for name in names:
        for position in range(len(name)):
            rest = name[:position] + name[position + 1 :]
            if rest in known:
                yield name, rest
            rests.setdefault((position, rest), []).append(name)
    for same_rest in rests.values():
        if len(same_rest) > 1:
            first = same_rest[0]
            yield from (
                combinations(same_rest, 2)
                if len(same_rest) <= _PAIRED
                else ((first, other) for other in same_rest[1:])
            )
