"""Counts against limits: shares without rounding errors, and what a scheme allows in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import PerRow

if TYPE_CHECKING:
    from raci.model.scheme import Part, Scheme

#: More than a share in a file has, fewer than a binary fraction gets wrong.
_DECIMALS = 9

_LIMITED = frozenset({PerRow.EXACTLY_ONE, PerRow.AT_MOST_ONE})


def exceeds_share(count: int, total: int, share: float) -> bool:
    """Tell whether ``count`` is more than that share of ``total``.

    The share counts as it is written: 29 of 100 is not more than 0.29, although 0.29 * 100 is less
    than 29 in binary.
    """
    return count > round(share * total, _DECIMALS)


def holds_share(count: int, total: int, share: float) -> bool:
    """Tell whether ``count`` is at least that share of ``total``, which is not empty."""
    return total > 0 and count >= round(share * total, _DECIMALS)


def allowed(scheme: Scheme, part: Part) -> int | None:
    """Return how many roles of a part one row may have; None for any number.

    A scheme gives each letter a number per row; where several letters play the same part, each
    may be there.
    """
    letters = [letter for letter in scheme.letters.values() if letter.part is part]
    if all(letter.per_row in _LIMITED for letter in letters):
        return len(letters)
    return None
