"""Names that are nearly the same, as rules 706 and 709 mean it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from raci.model.naming import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: Below so many letters a difference of one says nothing.
_LETTERS = 6
#: Longer names are texts: only compared whole, as what is left of them without each of their
#: letters would take memory by the square of their length.
_LONGEST = 64
#: Of more names that are all alike, each is paired with the first only: the pairs of a thousand
#: equal names would be half a million findings. Two names are not paired where both are paired
#: with so many others already.
_PAIRED = 20

_NO_ASCII_LETTER = {code: None for code in range(128) if chr(code).isalpha()}


def alike(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of positions whose names are nearly the same, in order.

    Equal after folding; or one letter inserted, dropped or replaced between names of six letters or
    more with the same digits.
    """
    places = _places(names)
    pairs = {pair for equal in places.values() for pair in _pairs(equal)}
    paired: Counter[str] = Counter()
    for one, other in _one_letter_apart(places):
        if min(paired[one], paired[other]) < _PAIRED:
            paired.update((one, other))
            near = _across(places[one], places[other])
            pairs.update((min(pair), max(pair)) for pair in near)
    return sorted(pairs)


def clusters(names: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the positions of names that are connected by likeness, in order, two or more each."""
    places = _places(names)
    cluster = {name: [name] for name in places}
    for one, other in _one_letter_apart(places):
        mine, theirs = cluster[one], cluster[other]
        if mine is not theirs:
            small, large = sorted((mine, theirs), key=len)
            large += small
            cluster.update(dict.fromkeys(small, large))
    members = {id(known): known for known in cluster.values()}.values()
    found = (sorted(place for name in known for place in places[name]) for known in members)
    return sorted(tuple(one) for one in found if len(one) > 1)


def _places(names: Sequence[str]) -> dict[str, list[int]]:
    """Return the positions of each name as folded; what has neither letter nor digit is none."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(folded(name), []).append(place)
    places.pop("", None)
    return places


def _across(ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of two names' places; of too many, those with a first one."""
    many = len(ones) * len(others) > _PAIRED**2
    for rank, one in enumerate(ones):
        yield from ((one, other) for other in (others[:1] if many and rank else others))


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
        if len(name) <= _LONGEST and len(name) - len(digits) >= _LETTERS:
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
