"""The order of entries: which of them moved, and where newcomers go."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

Key = TypeVar("Key", bound="Hashable")


def out_of_order(old: Iterable[str], new: Sequence[str]) -> list[str]:
    """Return the fewest entries whose moving explains the new order (patience sorting).

    Args:
        old: The entries in their former order.
        new: The same entries as they stand now.
    """
    rank = {key: place for place, key in enumerate(old)}
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for key in new:
        place = bisect.bisect(tails, rank[key])
        before[key] = ends[place - 1] if place else None
        tails[place : place + 1] = [rank[key]]
        ends[place : place + 1] = [key]
    stayed: set[str] = set()
    step: str | None = ends[-1] if ends else None
    while step is not None:
        stayed.add(step)
        step = before[step]
    return [key for key in new if key not in stayed]


def inserted(order: Sequence[Key], newcomers: Iterable[Key]) -> list[Key]:
    """Return ``order`` with each newcomer behind the entry it stands behind at home.

    Args:
        order: The entries that are there already.
        newcomers: All entries of another version, those that are there already among them.
    """
    place: Mapping[Key, int] = {key: rank for rank, key in enumerate(order)}
    behind: dict[int, list[Key]] = {}
    anchor = -1
    for key in newcomers:
        if key in place:
            anchor = place[key]
        else:
            behind.setdefault(anchor, []).append(key)
    result = list(behind.get(-1, ()))
    for rank, key in enumerate(order):
        result += (key, *behind.get(rank, ()))
    return result
