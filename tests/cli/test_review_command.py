"""``raci review``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.cli.arguments import today
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run

FAX = '\n[channels.fax]\nname = "Fax"\nreviewed = 2026-01-31\n'
OLD = '\n[channels.old]\nname = "Old"\nstatus = "retired"\n'


@pytest.fixture(autouse=True)
def file(run: Run) -> Path:
    """Put an organisation of two active channels into the working folder."""
    assert run
    path = Path("raci.toml")
    path.write_text(SOUND + FAX + OLD, encoding="utf-8")
    return path


def test_without_channels_nothing_is_written(run: Run, file: Path) -> None:
    """When each active channel was reviewed last, the longest ago first."""
    ran = run("review", "raci.toml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Website: never reviewed\nFax: last reviewed 2026-01-31\n"
    assert file.read_text(encoding="utf-8") == SOUND + FAX + OLD


def test_a_review_is_noted(run: Run, file: Path) -> None:
    """One line more: the day, who, and the letters; and what was noted is said."""
    ran = run("review", "raci.toml", "website", "--by", "Owner", "--on", "2026-11-20")
    said = "Website: last reviewed 2026-11-20 by Owner; nothing has changed since\n"
    assert (ran.code, ran.out, ran.err) == (0, said, "")
    line = 'reviewed = { on = 2026-11-20, by = "owner", raci = { owner = "A", office = "R" } }\n'
    text = file.read_text(encoding="utf-8")
    assert text.replace(line, "", 1) == SOUND + FAX + OLD != text


def test_later_changes_are_told(run: Run) -> None:
    """By the command itself, and by the check."""
    run("review", "raci.toml", "Website")
    run("set", "raci.toml", "website", "office", "C")
    assert run("review", "raci.toml").out.endswith("; since then Office R → C\n")
    checked = run("check", "raci.toml", "--select", "RACI710").out
    assert "changed since its review" in checked
    assert "Office R → C" in checked


@pytest.mark.parametrize("names", [("--all",), ("Fax", "website", "fax"), ("fax", "--all")])
def test_several_at_once(run: Run, file: Path, names: tuple[str, ...]) -> None:
    """Named ones once each, or all that are active; today, by nobody by name."""
    ran = run("review", "raci.toml", *names)
    assert ran.out.count("nothing has changed since\n") == 2
    assert file.read_text(encoding="utf-8").count(f"reviewed = {{ on = {today()}, raci = ") == 2


def test_who_is_no_role_is_written_as_it_is(run: Run, file: Path) -> None:
    """Outsiders review as well; spaces around a name are no part of it, and alone no name."""
    run("review", "raci.toml", "fax", "--by", " Auditor [bold] ")
    assert 'by = "Auditor [bold]"' in file.read_text(encoding="utf-8")
    run("review", "raci.toml", "fax", "--by", "  ")
    assert "by =" not in file.read_text(encoding="utf-8")


def test_for_programs(run: Run) -> None:
    """As JSON: nothing is known of the changes since a review that only has a date."""
    run("review", "raci.toml", "website", "--by", "office", "--on", "2026-11-20")
    run("set", "raci.toml", "website", "owner", "")
    ran = run("review", "raci.toml", "--format", "json")
    fax, website = json.loads(ran.out)["reviews"]
    assert fax == {
        "channel": "fax",
        "name": "Fax",
        "on": "2026-01-31",
        "by": None,
        "changes": None,
    }
    assert website["changes"] == [{"duty": None, "role": "owner", "old": "A", "new": ""}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("web",), "there is no channel web"),
        (("--by", "owner"), "nothing is noted"),
        (("website", "--on", "soon"), "no date"),
    ],
)
def test_what_is_not_understood_changes_nothing(
    run: Run, file: Path, arguments: tuple[str, ...], message: str
) -> None:
    """The file stays, the exit code is 2."""
    ran = run("review", "raci.toml", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert file.read_text(encoding="utf-8") == SOUND + FAX + OLD
