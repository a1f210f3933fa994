"""The screen of terminals that know no Unicode."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from raci.tui.theme import lookalike, use_lookalikes


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("╭─ Größe ─╮", "+- Grose -+"),
        ("„Prüfung“ · Enter …", '"Prufung" - Enter ~'),
        ("★2 → Kovács", "*2 > Kovacs"),
        ("会", "??"),
    ],
)
def test_signs_are_replaced_by_what_looks_like_them(text: str, plain: str) -> None:
    """Frames stay frames, letters lose their accents, the rest becomes question marks."""
    assert lookalike(text) == plain


@given(st.characters(categories=["L", "N", "P", "S"]))
def test_nothing_on_the_screen_moves(char: str) -> None:
    """What stands for a sign is plain, and as wide as the sign."""
    plain = lookalike(char)
    assert plain.isascii()
    assert cell_len(plain) == cell_len(char)


def test_what_the_encoding_knows_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Latin-1 umlauts are umlauts; only the frame is plain."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "__stderr__", io.TextIOWrapper(written, encoding="latin-1"))
    use_lookalikes()
    assert sys.__stderr__ is not None
    sys.__stderr__.write("│Prüfung…")
    sys.__stderr__.flush()
    assert written.getvalue().decode("latin-1") == "|Prüfung~"
