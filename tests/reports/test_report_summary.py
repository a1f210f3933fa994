"""Counts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.finding import Leadership
from raci.reports.checked import Tally
from raci.reports.summary import gauge, overview, statistics, summary
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
    assert words_in(language).say(summary(Tally.of(files))) == sentence


def test_summary_of_nothing(files: list[Checked]) -> None:
    """A clean check says so."""
    assert words_in("en").say(summary(Tally.of(files[2:]))) == "no findings in 1 file"
    assert words_in("de").say(summary(Tally.of(files[2:]))) == "keine Befunde in 1 Datei"


def test_the_baseline_is_counted_as_waivers_are(files: list[Checked]) -> None:
    """The sentence says what a baseline accepts, and how much of it is mended."""
    first, *others = files[0].findings
    file = replace(files[0], findings=(replace(first, accepted=True), *others))
    said = words_in("en").say(summary(Tally.of([file, files[1]])))
    assert said == "1 warning, 1 info in 2 files, 1 waived, 1 in the baseline"
    said = words_in("en").say(summary(Tally.of([replace(file, mended=2)])))
    assert said == "1 warning, 1 info in 1 file, 3 in the baseline, 2 of them mended"


@pytest.mark.parametrize(
    ("leadership", "sentence"),
    [
        ((31, 0, 0, 0, 31, 31), "Chefsache 31 of 31 channels"),
        (
            (20, 21, 2, 1, 44, 31),
            "Chefsache 31 of 44 channels; 10 too far from leadership, 2 out of reach, 1 unowned",
        ),
        ((0, 0, 0, 2, 2, 0), "Chefsache 0 of 2 channels; 2 unowned"),
    ],
)
def test_gauge(files: list[Checked], leadership: tuple[int, ...], sentence: str) -> None:
    """The gauge says how many channels are led as they should be, and what of the others."""
    told = gauge(replace(files[0], leadership=Leadership(*leadership)))
    assert told
    assert words_in("en").say(told) == sentence


def test_no_gauge_where_leadership_is_no_question(files: list[Checked]) -> None:
    """A plain matrix, or one without active channels, has none; named rows are no channels."""
    assert gauge(replace(files[0], plain=True)) is None
    assert gauge(files[1]) is None
    told = gauge(replace(files[2], row_name="Task"))
    assert told
    assert words_in("en").say(told) == "Chefsache 1 of 1"


def test_overview(files: list[Checked], setting: Setting) -> None:
    """``--summary`` is a line for each file: name, gauge, counts."""
    assert "".join(overview(files, setting)) == (
        "orgs/my org,1%.toml (Gasthof <b>Alpenblick</b>): Chefsache: 2 von 10 Kanälen; "
        "1 zu weit von der Leitung, 3 ohne Weg zur Leitung, 4 ohne Zuständige; "
        "1 Fehler, 1 Warnung, 1 Hinweis\n"
        "b.toml (B): no findings\n"
        "c.toml (C): Chefsache 1 of 1 channels; no findings\n"
    )


def test_statistics(files: list[Checked], setting: Setting) -> None:
    """Rules are listed by the number of their findings, then by code."""
    doubled = [files[0], *files]
    assert statistics(Tally.of(doubled), setting) == (
        "2  RACI101  unowned-channel\n2  RACI301  it-only\n2  RACI706  near-duplicate\n"
    )
    most_last = [files[0], replace(files[0], findings=files[0].findings[2:])]
    assert statistics(Tally.of(most_last), setting).startswith(
        "2  RACI706  near-duplicate\n1  RACI101"
    )
