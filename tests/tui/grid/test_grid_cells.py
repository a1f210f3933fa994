"""Text in a cell of some width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from raci.model.text import printable
from raci.tui.grid.line import bracketed, fitted, placed


@pytest.mark.parametrize(
    ("letters", "width", "expected"),
    [
        ("A", 5, "  A  "),
        ("AR", 5, "  AR "),
        ("ARC", 5, "  ARC"),
        ("A", 4, " A  "),
        ("AR", 4, " AR "),
        ("A", 3, " A "),
        ("AR", 3, " AR"),
        ("ARC", 3, "ARC"),
        ("ARCI", 3, "AR…"),
        ("A", 2, "A "),
        ("AR", 2, "AR"),
        ("ARC", 2, "A…"),
        ("", 4, "    "),
    ],
)
def test_letters_stand_below_each_other(letters: str, width: int, expected: str) -> None:
    """The first letter has one place per width as far as the letters fit; the rest is cut."""
    assert "".join(placed(letters, width)) == expected


@pytest.mark.parametrize(
    ("letters", "width", "expected"),
    [("A", 5, "  A' "), ("AR", 5, "  AR'"), ("A", 3, " A'"), ("AR", 3, " AR"), ("A", 2, "A'")],
)
def test_notes_are_marked_where_there_is_room(letters: str, width: int, expected: str) -> None:
    """A cell with a reason or an end carries a mark, which never pushes letters out."""
    assert "".join(placed(letters, width, "'")) == expected


def test_a_chip_leaves_margins() -> None:
    """A single letter's chip is three columns wide, so that neighbours stay apart."""
    assert placed("A", 5) == (" ", " A ", " ")
    assert placed("AR", 5) == (" ", " AR ", "")
    assert placed("A", 4) == ("", " A ", " ")


@pytest.mark.parametrize(
    ("letters", "width", "expected"),
    [("A", 5, "[ A ]"), ("AR", 4, "[AR]"), ("", 3, "[ ]"), ("AR", 3, " AR"), ("", 2, "[]")],
)
def test_the_cursor_has_brackets_where_they_fit(letters: str, width: int, expected: str) -> None:
    """Letters are never covered by the brackets."""
    assert bracketed(letters, width) == expected


@given(st.text("ARCISVO", max_size=8), st.sampled_from([2, 3, 4, 5]), st.sampled_from(["", "'"]))
def test_cells_have_their_width(letters: str, width: int, note: str) -> None:
    """Whatever stands in a cell, it is as wide as its column."""
    assert len("".join(placed(letters, width, note))) == width
    assert len(bracketed(letters, width)) == width


@given(st.text(max_size=30), st.integers(0, 30))
def test_fitted_text_has_its_width(text: str, width: int) -> None:
    """Names of any script are cut or filled to the columns there are."""
    assert cell_len(fitted(printable(text), width)) == width


def test_wide_characters_are_not_halved() -> None:
    """A wide character that does not fit makes way for a blank."""
    assert fitted("東京支店", 6) == "東京 …"
    assert fitted("Website", 4) == "Web…"
