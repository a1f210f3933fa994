"""Counts in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from raci.reports.summary import statistics, summary
from raci.words import words_in

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "1 error, 1 warning, 1 info in 3 files, 1 waived"),
        ("de", "1 Fehler, 1 Warnung, 1 Hinweis in 3 Dateien, 1 ausgenommen"),
    ],
)
def test_summary(files: list[Checked], language: str, sentence: str) -> None:
    """The sentence counts by severity and names the waived apart."""
    assert words_in(language).say(summary(files)) == sentence


def test_summary_of_nothing(files: list[Checked]) -> None:
    """A clean check says so."""
    assert words_in("en").say(summary(files[2:])) == "no findings in 1 file"
    assert words_in("de").say(summary(files[2:])) == "keine Befunde in 1 Datei"


def test_statistics(files: list[Checked], setting: Setting) -> None:
    """Rules are listed by the number of their findings, then by code."""
    doubled = [files[0], *files]
    assert statistics(doubled, setting) == (
        "2  RACI101  unowned-channel\n2  RACI301  it-only\n2  RACI706  near-duplicate\n"
    )
    most_last = [files[0], replace(files[0], findings=files[0].findings[2:])]
    assert statistics(most_last, setting).startswith("2  RACI706  near-duplicate\n1  RACI101")
