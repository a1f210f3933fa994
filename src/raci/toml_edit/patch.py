"""Changes of a text: the smallest between two texts, and many of one text after each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.toml_edit.outline import Outline


class Patch(NamedTuple):
    """The smallest change of the text: at ``start``, ``old`` became ``new`` (in characters)."""

    start: int
    old: str
    new: str

    @property
    def reverse(self) -> Patch:
        """The patch that takes this one back."""
        return Patch(self.start, self.new, self.old)

    def apply(self, text: str) -> str:
        """Return ``text`` with the patch applied.

        Raises:
            ValueError: ``text`` does not hold ``old`` at ``start``.
        """
        end = self.start + len(self.old)
        if text[self.start : end] != self.old:
            message = f"the text at {self.start} is not what the patch expects"
            raise ValueError(message)
        return text[: self.start] + self.new + text[end:]


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


class Pieces:
    """A text in pieces: a change copies the piece it is in, and not the whole text.

    Where a piece begins is known from a Fenwick tree of their lengths, so that a change costs the
    logarithm of their number.
    """

    #: Characters in a piece; one that grew beyond four times that is cut again.
    SIZE = 2048

    def __init__(self, text: str) -> None:
        """Cut a text up."""
        self._pieces = _cut(text, self.SIZE) or [""]
        self._count()

    def __str__(self) -> str:
        """Return the text as it is now."""
        return "".join(self._pieces)

    def apply(self, patch: Patch) -> None:
        """Change the text.

        Raises:
            ValueError: It does not hold ``patch.old`` at ``patch.start``; nothing has changed.
        """
        if not 0 <= patch.start <= self._length:
            raise ValueError(patch.start)
        first, offset = self._find(patch.start)
        last, piece, end = first, self._pieces[first], offset + len(patch.old)
        if end > len(piece):
            last = self._find(min(patch.start + len(patch.old), self._length))[0]
            piece = "".join(self._pieces[first : last + 1])
        if piece[offset:end] != patch.old:
            raise ValueError(patch.start)
        self._put(first, last, piece[:offset] + patch.new + piece[end:])

    def _put(self, first: int, last: int, piece: str) -> None:
        if last == first and len(piece) <= 4 * self.SIZE:
            self._grow(first, len(piece) - len(self._pieces[first]))
            self._pieces[first] = piece
        else:
            self._pieces[first : last + 1] = _cut(piece, self.SIZE) or [""]
            self._count()

    def _find(self, start: int) -> tuple[int, int]:
        """Return the rank of the piece that holds a character, and where it is there."""
        tree, rank, step = self._tree, 0, self._widest
        while step:
            above = rank + step
            if above < len(tree) and tree[above] <= start:
                rank = above
                start -= tree[above]
            step >>= 1
        if rank < len(self._pieces):
            return rank, start
        # Behind the last character: at the end of the last piece.
        return rank - 1, len(self._pieces[-1])

    def _grow(self, rank: int, by: int) -> None:
        self._length += by
        rank += 1
        while rank < len(self._tree):
            self._tree[rank] += by
            rank += rank & -rank

    def _count(self) -> None:
        self._tree = [0, *map(len, self._pieces)]
        self._length = sum(self._tree)
        self._widest = 1 << (len(self._pieces).bit_length() - 1)
        for rank in range(1, len(self._tree)):
            above = rank + (rank & -rank)
            if above < len(self._tree):
                self._tree[above] += self._tree[rank]


def _cut(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]
