"""Finding names by parts of them."""

from __future__ import annotations

import pytest

from raci.tui.model.search import (
    begun,
    folded,
    matching,
    ranked,
    score,
)

NAMES = ["Website", "Newsletter", "Prospekt", "Öffentliche Führung", "Messe", "Web-Shop"]


def _found(query: str) -> list[str]:
    return ranked(query, NAMES, str)


def test_beginnings_come_before_other_parts() -> None:
    """The likeliest name stands first."""
    assert _found("we") == ["Website", "Web-Shop", "Newsletter"]


def test_case_and_umlauts_are_forgiven() -> None:
    """People type in a hurry."""
    assert _found("offentl fuhr") == ["Öffentliche Führung"]
    assert folded("Straße Ä") == "strasse a"


def test_letters_with_gaps_are_found_last() -> None:
    """“nwl” is in Newsletter, in that order."""
    assert _found("nwl") == ["Newsletter"]


def test_nothing_asked_for_finds_everything() -> None:
    """An empty search lists all, in their own order."""
    assert _found("  ") == NAMES


@pytest.mark.parametrize(
    ("query", "text", "fit"), [("a", "abc", 0), ("b", "a b", 1), ("b", "ab", 2)]
)
def test_fits_are_ranked(query: str, text: str, fit: int) -> None:
    """Beginning, beginning of a word, any part."""
    assert score(query, text) == fit


def test_what_does_not_fit_is_left_out() -> None:
    """There is no score for a name without the letters."""
    assert score("xyz", "website") is None


def test_the_next_match_holds_what_was_searched_for() -> None:
    """Gaps are allowed only where nothing holds the word itself."""
    assert matching("we", NAMES, str) == ["Website", "Web-Shop"]
    assert matching("nwl", NAMES, str) == ["Newsletter"]


def test_the_beginning_of_any_word_counts() -> None:
    """Also of a word behind another one that holds the query inside."""
    assert score("schein", "gutschein, schein") == 1
    assert score("schein", "gutschein") == 2


def test_letters_typed_one_after_another_choose() -> None:
    """What begins so, else what has a word that does; one letter again leads on, and round."""
    names = ["Marketing", "Management", "Service", "Hotel and service"]
    assert begun("s", names, 0) == 2
    assert begun("ma", names, 3) == 0
    assert begun("and", names, 0) == 3
    assert begun("mm", names, 0) == 1
    assert begun("mm", names, 1) == 0
    assert begun("x", names, 0) is None
