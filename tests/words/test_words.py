"""Rendering of texts in both languages."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from raci.model.text import Text
from raci.words import LANGUAGES, preferred_language, words_in


def test_values_stand_in_the_sentence_as_they_are() -> None:
    """Braces and markup in a value are text, not places to fill."""
    text = Text("{name}", {"name": "{x} [bold] {0}"})
    assert words_in("en").say(text) == "{x} [bold] {0}"


def test_values_are_rendered_by_their_kind() -> None:
    """Tuples are joined, dates written as the language writes them, texts translated."""
    text = Text(
        "{who}, {when}, {what}",
        {"who": ("A", "B"), "when": dt.date(2026, 9, 1), "what": Text("Accountable")},
    )
    assert words_in("en").say(text) == "A, B, 2026-09-01, Accountable"
    assert words_in("de").say(text) == "A, B, 01.09.2026, Gesamtverantwortung"


@pytest.mark.parametrize(("number", "wording"), [(1, "1 row"), (0, "0 rows"), (2, "2 rows")])
def test_number_decides_the_wording(number: int, wording: str) -> None:
    """A text with a plural takes the wording that fits its number."""
    text = Text("{n} row", {"n": number}, "{n} rows")
    assert words_in("en").say(text) == wording


def test_untranslated_wordings_fall_back_to_english() -> None:
    """A wording that no catalogue knows is shown in English, not as an error."""
    assert words_in("de")("no such wording {n}", n=1) == "no such wording 1"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_names_the_language(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The locale's variables decide in their usual order; others than German read English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert preferred_language() == language


def test_english_loads_no_catalogue() -> None:
    """Speaking English costs no import of gettext."""
    code = (
        "import sys; from raci.words import words_in; words_in('en')('x');"
        "print('gettext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_languages_are_english_and_german() -> None:
    """English is the default and German its equal."""
    assert LANGUAGES == ("en", "de")
