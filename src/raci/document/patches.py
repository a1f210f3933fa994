"""The smallest change between two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import Patch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.document.outline import Outline


def difference(old: str, new: str) -> Patch:
    """Return the patch that makes ``new`` of ``old``: without common beginning and end."""
    start = _common(old, new, min(len(old), len(new)))
    most = min(len(old), len(new)) - start
    end = _common_end(old, new, most)
    return Patch(start, old[start : len(old) - end], new[start : len(new) - end])


def changes(old: Outline, new: Outline, ranks: Sequence[int]) -> Patch:
    """Return the same, where only the segments ``ranks`` may differ."""
    if not ranks:
        return Patch(0, "", "")
    first, behind = ranks[0], ranks[-1] + 1
    inner = difference("".join(old.texts[first:behind]), "".join(new.texts[first:behind]))
    return Patch(old.start(first) + inner.start, inner.old, inner.new)


def _common(old: str, new: str, most: int) -> int:
    """Return how many characters at the beginning are the same, by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(old: str, new: str, most: int) -> int:
    """Return how many characters at the end are the same, by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        a, b = len(old), len(new)
        if old[a - middle : a - low] == new[b - middle : b - low]:
            low = middle
        else:
            high = middle - 1
    return low
