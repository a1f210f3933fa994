"""What a person at a terminal reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.finding import Finding, Place, Severity, Subject
from raci.model.text import Text
from raci.reports.checked import Located, first_sentence
from raci.reports.registry import render

if TYPE_CHECKING:
    from raci.reports.checked import Checked, Setting


def found(line: int, kind: str = "channel", severity: Severity = Severity.ERROR) -> Located:
    """Return a finding of one rule on a line."""
    subjects = (Subject(kind, f"x{line}"),)
    message = Text("{name}: nobody", {"name": f"Row {line}"})
    finding = Finding("RACI101", "unowned-channel", severity, subjects, message, ("channels",))
    return Located(finding, Place(line, 1, line, 2))


@pytest.fixture
def file(files: list[Checked]) -> Checked:
    """Return an English file, whose findings a test gives it."""
    return replace(files[2], language="en")


def test_each_rule_is_named_once(file: Checked, setting: Setting) -> None:
    """A rule with several findings has a line of its own, then the first five and the number."""
    file = replace(file, findings=tuple(found(line) for line in range(8, 16)))
    assert render("grouped", [file], setting) == (
        "c.toml (C): Chefsache 1 of 1 channels\n"
        "  error        RACI101 unowned-channel: 8 channels: Title of RACI101\n"
        "            8    Row 8: nobody\n"
        "            9    Row 9: nobody\n"
        "           10    Row 10: nobody\n"
        "           11    Row 11: nobody\n"
        "           12    Row 12: nobody\n"
        "                 and 3 more\n"
    )


def test_a_lone_finding_has_one_line(files: list[Checked], setting: Setting) -> None:
    """One finding of a rule is told with its line, the heaviest first."""
    lines = render("grouped", files[:1], replace(setting, width=200)).splitlines()
    assert lines[0].startswith("orgs/my org,1%.toml (Gasthof <b>Alpenblick</b>): Chefsache: 2 von")
    assert lines[1] == "  Fehler   3  RACI301 it-only: Website: only IT answers for it"
    assert lines[2].startswith("  Warnung  5  RACI101 unowned-channel: A|b <script>`x`</script>")
    assert lines[3] == "  Hinweis  5  RACI706 near-duplicate: Fax und Faxe"
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize(
    ("kind", "row_name", "counted"),
    [
        ("channel", None, "2 channels: "),
        ("duty", None, "2 channels: "),
        ("channel", "Task", "2 times: "),
        ("role", "Task", "2 roles: "),
        ("organisation", None, "2 times: "),
    ],
)
def test_what_is_counted(
    file: Checked, setting: Setting, kind: str, row_name: str | None, counted: str
) -> None:
    """Channels are counted as channels, but not where the file calls its rows otherwise."""
    file = replace(file, row_name=row_name, findings=(found(1, kind), found(2, kind)))
    assert f"unowned-channel: {counted}" in render("grouped", [file], setting)


def test_rows_of_a_plain_matrix_are_no_channels(file: Checked, setting: Setting) -> None:
    """Where nothing speaks of channels, rows are counted."""
    file = replace(file, plain=True, findings=(found(1, "channel"), found(2, "channel")))
    assert "unowned-channel: 2 rows: " in render("grouped", [file], setting)


def test_long_messages_wrap_below_themselves(file: Checked, setting: Setting) -> None:
    """A line that is wider than the terminal goes on where it began."""
    file = replace(file, findings=(found(1), found(2)))
    lines = render("grouped", [file], replace(setting, width=50)).splitlines()
    assert lines[1:3] == [
        "  error       RACI101 unowned-channel: 2 channels:",
        "              Title of RACI101",
    ]
    narrow = render("grouped", [file], replace(setting, width=1)).splitlines()
    assert narrow[0] == "c.toml (C):"
    begun = next(number for number, line in enumerate(narrow) if "RACI101" in line)
    assert [line.strip() for line in narrow[begun : begun + 2]] == [
        "error       RACI101",
        "unowned-channel: 2",
    ]


def test_clean_files_have_a_line(files: list[Checked], setting: Setting) -> None:
    """Nothing found is said, with the gauge."""
    assert render("grouped", files[1:], setting) == (
        "b.toml (B): no findings\nc.toml (C): Chefsache 1 of 1 channels; no findings\n"
    )


def test_colours_are_only_colours(files: list[Checked], setting: Setting) -> None:
    """With colours the text is the same."""
    import re

    coloured = render("grouped", files, replace(setting, color=True))
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render("grouped", files, setting)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("Only one", "Only one"),
        ("Firmen, z. B. Gasthöfe, tun es. Andere nicht.", "Firmen, z. B. Gasthöfe, tun es."),
        ("Who? “Nobody” says so.", "Who?"),
    ],
)
def test_first_sentence(text: str, first: str) -> None:
    """A sentence ends where another one begins, and not at an abbreviation."""
    assert first_sentence(text) == first
