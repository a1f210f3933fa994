"""Findings with their source line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from raci.model.finding import Place
from raci.reports.formats.full import excerpt
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def test_block(files: list[Checked], setting: Setting) -> None:
    """A block holds the line in words for people, carets, and the way to the rule's page."""
    assert render("full", files[:1], setting).startswith(
        "orgs/my org,1%.toml:3:1: RACI301 Fehler: Website: only IT answers for it\n"
        "  |\n"
        "3 | [channels.website]\n"
        "  | ^^^^^^^^^^^^^^^^^^\n"
        "  = mehr zu dieser Regel: raci rule RACI301\n"
        "\n"
    )


def test_place_over_several_lines_is_underlined_to_the_end_of_the_first(
    files: list[Checked], setting: Setting
) -> None:
    """Of a place that spans lines, the first line is underlined to its end."""
    last = render("full", files[:1], setting).split("\n\n")[-1].splitlines()
    assert last[3] == "  |          " + "^" * len('"Website" # 日本語') + "^^^"


def test_wide_characters_are_cut_whole() -> None:
    """A line of wide characters is cut between two of them."""
    shown, caret = excerpt("日" * 50, Place(1, 1, 1, 2), 21)
    assert shown == "日" * 10 + "…"
    assert caret == "^^"


def test_wide_characters_before_the_place_move_the_caret() -> None:
    """A character that fills two columns moves the caret by two."""
    assert excerpt('"日本" = 1', Place(1, 8, 1, 9), 80) == ('"日本" = 1', " " * 9 + "^")


def test_long_lines_are_cut_around_the_place() -> None:
    """A line longer than the terminal is cut on both sides, the place stays visible."""
    source = "a" * 300 + "HERE" + "b" * 300
    shown, caret = excerpt(source, Place(1, 301, 1, 305), 60)
    assert len(shown) == 60
    assert shown[0] == shown[-1] == "…"
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_combining_characters_take_no_column() -> None:
    """An accent that stands on its letter moves no caret."""
    assert excerpt("e\u0301x", Place(1, 3, 1, 4), 80) == ("e\u0301x", " ^")


def test_control_characters_take_a_column_each() -> None:
    """A tab is shown as its picture, so that carets below stay in place."""
    assert excerpt("\tx", Place(1, 2, 1, 3), 80) == ("␉x", " ^")


@given(st.text(max_size=200), st.integers(1, 220), st.integers(0, 30), st.integers(30, 120))
def test_excerpt_fits(source: str, column: int, length: int, width: int) -> None:
    """Whatever the line and the place, text and caret are one line each with a caret in it."""
    shown, caret = excerpt(source, Place(1, column, 1, column + length), width)
    assert "\n" not in shown
    assert set(caret) <= {" ", "^"}
    assert caret.endswith("^")
    assert len(shown) <= width


class Watched(str):
    """A line that notes how much of it is taken at a time."""

    __slots__ = ("taken",)

    def __getitem__(self, key: object) -> str:
        """Take a stretch, and note its length."""
        part = super().__getitem__(key)  # type: ignore[index] # a slice
        self.taken = max(len(part), getattr(self, "taken", 0))
        return part


def test_long_line_is_looked_at_near_its_place_alone() -> None:
    """A file may be one line with thousands of findings, so none reads all of it."""
    line = Watched("x" * 100_000)
    shown, caret = excerpt(line, Place(1, 50_001, 1, 90_001), 80)
    assert shown == "…" + "x" * 78 + "…"
    assert caret == " " * 21 + "^" * 59
    assert line.taken < 1000
