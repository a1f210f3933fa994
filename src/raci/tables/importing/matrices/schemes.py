"""Which scheme a document speaks: from its letters and words, and from what it calls itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import SCHEMES, Part, Scheme
from raci.tables.importing.language.vocabulary import SCHEME_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

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
