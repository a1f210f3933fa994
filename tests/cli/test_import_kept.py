"""Readings that a file keeps, and ``raci import --into`` uses again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.check.rule_names import NAMES
from raci.document import Document

if TYPE_CHECKING:
    from support.runs import Run

JUNE = "Aufgabe,Status,Inhaberin,Büro\nWebsite,offen,V,D\nHotline,fertig,V,M\n"
JULY = "Aufgabe,Status,Inhaberin,Büro\nWebsite,offen,V,M\nHotline,fertig,V,D\n"
SAID = ("--letters", "V=A,D=R,M=C", "--skip", "Status")


@pytest.fixture(autouse=True)
def tables(run: Run) -> None:
    """Put the tables of two months into the working folder."""
    assert run
    Path("plan-06.csv").write_text(JUNE, encoding="utf-8")
    Path("plan-07.csv").write_text(JULY, encoding="utf-8")


def saved() -> Document:
    """Return the file as it is now."""
    return Document.parse(Path("raci.toml").read_text(encoding="utf-8"), NAMES)


def letters(channel: str) -> dict[str, str]:
    """Return the letters of a row of the file."""
    return {
        role: cell.letters for role, cell in saved().organisation.channels[channel].raci.items()
    }


def test_what_was_said_is_kept_and_used_again(run: Run) -> None:
    """Next month's table is read with the letters and columns that were said this month."""
    assert run("import", "plan-06.csv", "--output", "raci.toml", *SAID).code == 0
    assert saved().problems == ()
    assert saved().data["import"] == {
        "plan-06.csv": {"letters": {"V": "A", "D": "R", "M": "C"}, "skip": ["Status"]}
    }
    ran = run("import", "plan-07.csv", "--into", "raci.toml", "--write")
    assert ran.code == 0
    assert "raci.toml: read as [import] of this file says" in ran.err
    assert letters("website") == {"inhaberin": "A", "buero": "C"}
    assert letters("hotline") == {"inhaberin": "A", "buero": "R"}
    assert list(saved().data["import"]) == ["plan-06.csv"]


def test_a_merge_keeps_what_is_said(run: Run) -> None:
    """A reading said at a merge is shown as a change, written, and beats the old one."""
    run("import", "plan-06.csv", "--output", "raci.toml", *SAID)
    said = ("--letters", "M=I")
    ran = run("import", "plan-07.csv", "--into", "raci.toml", *said)
    assert "[import]: how “plan-06.csv” is read is kept" in ran.out
    assert run("import", "plan-07.csv", "--into", "raci.toml", *said, "--write").code == 0
    kept = saved().data["import"]["plan-06.csv"]
    assert kept["letters"] == {"V": "A", "D": "R", "M": "I"}
    assert letters("website")["buero"] == "I"


def test_a_number_is_kept_as_what_it_meant(run: Run) -> None:
    """The second reading is kept as its shape, heads and names; another month is read so, too."""
    run("import", "plan-06.csv", "--output", "raci.toml", *SAID)
    ran = run("import", "plan-07.csv", "--into", "raci.toml", "--reading", "2", "--write")
    assert ran.code == 0
    kept = saved().data["import"]["plan-06.csv"]
    assert (kept["shape"], kept["head_rows"], kept["rows"]) == ("rows", 1, "Aufgabe")
    again = run("import", "plan-06.csv", "--into", "raci.toml")
    assert "roles in the rows" in again.err


def test_what_fits_nothing_is_refused(run: Run) -> None:
    """Where no table can be read as it was said, none is, and it says how one could be."""
    ran = run("import", "plan-06.csv", "--to", "json", *SAID, "--head-rows", "3")
    assert ran.code == 2
    assert "No table can be read as it was said. Without that, it reads: plan-06.csv:1" in ran.err


def test_strange_readings_are_passed_over(run: Run) -> None:
    """What a file keeps of a reading and nobody understands changes nothing."""
    run("import", "plan-06.csv", "--output", "raci.toml", *SAID)
    text = Path("raci.toml").read_text(encoding="utf-8").split("[import")[0]
    odd = 'shape = ["rows", "odd", 3]\nhead_rows = "two"\nletters = 4\nskip = 5\nsheet = 1\n'
    Path("raci.toml").write_text(f'{text}[import."plan-06.csv"]\n{odd}', encoding="utf-8")
    assert "roles in the rows" in run("import", "plan-06.csv", "--into", "raci.toml").err
    Path("raci.toml").write_text(f"{text}[import]\n'plan-06.csv' = 3\n", encoding="utf-8")
    assert "roles in the columns" in run("import", "plan-06.csv", "--into", "raci.toml").err


@pytest.mark.parametrize(
    "name", ['a"b].csv', "new\nline.csv", "\x1b[31mred.csv", "-dash.csv", "=x.csv", "bad\udcff.csv"]
)
def test_files_with_strange_names_are_kept_too(run: Run, name: str) -> None:
    """Whatever a file is called, what was said of it is written, found again, and only text."""
    Path(name).write_text(JUNE, encoding="utf-8")
    assert run("import", "--output", "raci.toml", *SAID, "--", name).code == 0
    assert saved().problems == ()
    ran = run("import", "--into", "raci.toml", "--write", "--", name)
    assert ran.code == 0
    assert "raci.toml: read as [import] of this file says" in ran.err
    assert "\x1b" not in ran.err + Path("raci.toml").read_text(encoding="utf-8")
