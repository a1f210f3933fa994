"""``raci rule``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.words.rule_pages import load_page

if TYPE_CHECKING:
    from support.runs import Run


@pytest.mark.parametrize("word", ["RACI301", "301", "it-only", "raci301", "IT-ONLY"])
def test_page(run: Run, word: str) -> None:
    """A rule is found by code, number or name, in whatever case."""
    ran = run("rule", word)
    assert ran.code == 0
    assert ran.out.startswith("RACI301 it-only  error\n")
    for title in ("Why", "Example", "Mended", "Source: "):
        assert f"\n{title}" in ran.out
    assert "\nWhat to do\n" in ran.out


def test_a_pipe_gets_whole_paragraphs(run: Run) -> None:
    """Only for a terminal lines are broken; other programs break them as they like."""
    page = load_page("RACI301", "en")
    assert f"\n{page.why}\n" in run("rule", "301").out


def test_mended_shows_what_changed(run: Run) -> None:
    """The mended example is a diff, its lines signed."""
    out = run("rule", "111").out
    assert "    -" in out
    assert "    +" in out


def test_markdown(run: Run) -> None:
    """A page as the documentation has it."""
    out = run("rule", "301", "--format", "markdown").out
    assert out.startswith("# RACI301 it-only\n")
    assert "\n```diff\n" in out


def test_json(run: Run) -> None:
    """All of a page as data; one rule is an object, several are a list."""
    data = json.loads(run("rule", "202", "--format", "json").out)
    assert data["code"] == "RACI202"
    assert data["limits"][0]["by_size"] == {"small": 0, "medium": 1, "large": 2}
    assert data["remedy"]
    assert len(json.loads(run("rule", "--format", "json").out)) == len(tuple(NAMES))


def test_page_in_german(run: Run) -> None:
    """The page is there in German."""
    assert "\nWarum\n" in run("rule", "301", "--lang", "de").out


def test_limits(run: Run) -> None:
    """A page shows the limits as a file would set them, with those of each size."""
    out = run("rule", "202").out
    assert "    [check.rules.leadership-too-far]\n" in out
    assert "    distance = 1  # small: 0, medium: 1, large: 2\n" in out
    assert "accountable-also-does = false" in run("rule", "104").out


def test_rule_that_is_off(run: Run) -> None:
    """The page of a rule that is off says so."""
    first = run("rule", "four-eyes").out.splitlines()[0]
    assert first == "RACI111 four-eyes  info (off unless selected)"


def test_list(run: Run) -> None:
    """Without a code each rule has its line, and those that are off say so."""
    out = run("rule").out
    for rule in NAMES:
        assert f"{rule.code}  " in out
    assert "four-eyes (off unless selected)" in out


def test_family(run: Run) -> None:
    """A family's digit lists that family."""
    lines = run("rule", "3").out.splitlines()
    assert [line.split()[0] for line in lines] == [f"RACI30{digit}" for digit in range(1, 9)]


def test_unknown(run: Run) -> None:
    """A word near a rule's name is answered with that name."""
    ran = run("rule", "it-onyl")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "raci: there is no rule it-onyl; did you mean it-only?\n"


def test_unknown_and_like_nothing(run: Run) -> None:
    """A word like no other is only refused."""
    assert run("rule", "qqqqqq").err == "raci: there is no rule qqqqqq\n"


def test_colours(run: Run) -> None:
    """Colours come when they are asked for, and only then."""
    assert "\x1b[1m" in run("rule", "301", "--color", "always").out
    assert "\x1b" not in run("rule", "301").out


def test_the_german_list_speaks_german(run: Run) -> None:
    """What a rule weighs is called in the list as on its page."""
    listed = run("rule", "3", "--lang", "de").out
    assert "RACI301  Fehler   it-only" in listed
    assert "RACI302  Warnung  it-accountable" in listed
    assert "RACI305  Hinweis  outsider-only" in listed
