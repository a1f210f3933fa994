"""Many changes of one text: the same as one after the other, at the cost of each change alone."""

from __future__ import annotations

import sys
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.toml_edit.patch import Patch, Pieces, difference

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import TraceFunction


class Small(Pieces):
    """Pieces so small that a short text has many."""

    SIZE = 3


@given(st.text(max_size=40), st.data())
def test_pieces_are_the_text(text: str, data: st.DataObject) -> None:
    """Whatever is put in, taken out or exchanged, wherever, it is as if the text was one."""
    pieces = Small(text)
    for _ in range(data.draw(st.integers(0, 12))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        patch = Patch(start, text[start:end], data.draw(st.text(max_size=30)))
        text = patch.apply(text)
        pieces.apply(patch)
        assert str(pieces) == text


@given(st.text(max_size=20), st.integers(-30, 30), st.text(max_size=5))
def test_what_does_not_fit_changes_nothing(text: str, start: int, old: str) -> None:
    """A change of what is not there, or beyond the ends, is refused."""
    pieces = Small(text)
    fits = 0 <= start <= len(text) and text[start : start + len(old)] == old
    if fits:
        return
    with pytest.raises(ValueError, match=str(start)):
        pieces.apply(Patch(start, old, "x"))
    assert str(pieces) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_smallest_difference_leads_there(old: str, new: str) -> None:
    """Applied to pieces as to a text, the difference of two texts makes one of the other."""
    patch = difference(old, new)
    pieces = Small(old)
    pieces.apply(patch)
    assert str(pieces) == patch.apply(old) == new


def test_change_costs_the_same_in_a_small_and_a_large_text() -> None:
    """A hundred times the text adds only the logarithm to the steps, and no longer pieces."""
    small, large = (steps("0123456789" * count) for count in (10_000, 1_000_000))
    assert large < 2 * small


def steps(text: str) -> int:
    """Return how many lines are run for two thousand changes of a text, at random and in a row."""
    random = Random(1)  # noqa: S311 - no secrets
    pieces, lines = Pieces(text), 0

    def count(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        for turn in range(1000):
            pieces.apply(Patch(random.randrange(len(text)), "", "ab"))
            pieces.apply(Patch(turn, "", "c"))
    finally:
        sys.settrace(before)
    assert len(str(pieces)) == len(text) + 3000
    assert max(map(len, pieces._pieces)) <= 4 * Pieces.SIZE
    return lines
