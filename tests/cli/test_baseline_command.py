"""``raci baseline`` and ``raci check --baseline``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.runs import FAULTY, SOUND, UNOWNED

if TYPE_CHECKING:
    from support.runs import Run


@pytest.fixture(autouse=True)
def files(run: Run) -> None:
    """Put an organisation with one finding into the working folder."""
    assert run
    Path("raci.toml").write_text(UNOWNED, encoding="utf-8")


def test_accepted_findings_are_left_out(run: Run) -> None:
    """After ``write`` only what is new counts, however lines move and names change."""
    ran = run("baseline", "write", "--baseline", "b.json")
    assert ran.code == 0
    assert ran.err.startswith("b.json: 1 finding accepted")
    moved = "# a new line\n" + UNOWNED.replace('"Fax"', '"Telefax"')
    Path("raci.toml").write_text(moved, encoding="utf-8")
    assert run("check", "--baseline", "b.json").code == 0
    Path("raci.toml").write_text(moved + '\n[channels.new]\nname = "New"\n', encoding="utf-8")
    ran = run("check", "--baseline", "b.json", "-q", "--select", "101")
    assert ran.out.count("RACI101") == 1


def test_prune_only_takes_out(run: Run) -> None:
    """``prune`` takes out what is mended and never adds what is new."""
    run("baseline", "write", "--baseline", "b.json")
    before = Path("b.json").read_text(encoding="utf-8")
    Path("raci.toml").write_text(UNOWNED.replace("channels.fax", "channels.new"), encoding="utf-8")
    assert "taken out" in run("baseline", "prune", "--baseline", "b.json").err
    after = Path("b.json").read_text(encoding="utf-8")
    assert "fax" in before
    assert "fax" not in after
    assert "new" not in after


def test_rules_left_out_for_once_are_not_mended(run: Run) -> None:
    """Only what the rules that were run no longer find is counted as mended."""
    run("baseline", "write", "--baseline", "b.json")
    for chosen in (["--ignore", "101"], ["--select", "701"]):
        assert "mended" not in run("check", "--baseline", "b.json", *chosen).err
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    assert "1 of them mended" in run("check", "--baseline", "b.json", "--select", "101").err


def test_prune_keeps_what_it_could_not_look_at(run: Run) -> None:
    """A file that a merge left in pieces keeps its accepted findings for the day it is whole."""
    run("baseline", "write", "--baseline", "b.json")
    before = Path("b.json").read_text(encoding="utf-8")
    Path("raci.toml").write_text("<<<<<<< ours\n" + UNOWNED, encoding="utf-8")
    ran = run("baseline", "prune", "--baseline", "b.json")
    assert "0 findings taken out" in ran.err
    assert Path("b.json").read_text(encoding="utf-8") == before
    assert "mended" not in run("check", "--baseline", "b.json").err


def test_prune_forgets_files_that_are_gone(run: Run) -> None:
    """What was accepted in a file that is gone is taken out."""
    Path("other.toml").write_text(UNOWNED, encoding="utf-8")
    run("baseline", "write", "--baseline", "b.json")
    Path("other.toml").unlink()
    run("baseline", "prune", "--baseline", "b.json")
    text = Path("b.json").read_text(encoding="utf-8")
    assert "other.toml" not in text
    assert "raci.toml" in text


def test_missing_baseline(run: Run) -> None:
    """A baseline that is not there is refused with the way to write one."""
    ran = run("check", "--baseline", "gone.json")
    assert ran.code == 2
    assert "raci baseline write" in ran.err
    assert run("baseline", "prune", "--baseline", "gone.json").code == 2


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff"])
def test_what_is_no_baseline(run: Run, content: bytes) -> None:
    """A file that is no baseline is refused by its name."""
    Path("b.json").write_bytes(content)
    ran = run("check", "--baseline", "b.json")
    assert ran.code == 2
    assert ran.err.startswith("raci: b.json:")


def test_no_baseline_of_half_the_files(run: Run) -> None:
    """If a path cannot be read, nothing is written."""
    ran = run("baseline", "write", "raci.toml", "gone.toml", "--baseline", "b.json")
    assert ran.code == 2
    assert not Path("b.json").exists()


def test_faults_are_never_accepted(run: Run) -> None:
    """A fault that nobody can waive is shown although a baseline was written with it."""
    Path("raci.toml").write_text(FAULTY, encoding="utf-8")
    ran = run("baseline", "write", "--baseline", "b.json")
    assert "1 fault in the content cannot be accepted" in ran.err
    assert "RACI804" in run("check", "--baseline", "b.json").out


def test_sound_file(run: Run) -> None:
    """Nothing found is a baseline, too."""
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    assert run("baseline", "write", "--baseline", "b.json").err == "b.json: 0 findings accepted\n"


def test_the_check_counts_what_is_accepted_and_mended(run: Run) -> None:
    """What a baseline accepts is counted, and what it no longer needs is told with the way out."""
    run("baseline", "write", "--baseline", "b.json")
    ran = run("check", "--baseline", "b.json")
    assert ran.err == "no findings in 1 file, 1 in the baseline\n"
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    ran = run("check", "--baseline", "b.json")
    assert ran.err == (
        "no findings in 1 file, 1 in the baseline, 1 of them mended\n"
        "to take out what is mended: raci baseline prune --baseline b.json\n"
    )
    run("baseline", "prune", "--baseline", "b.json")
    assert run("check", "--baseline", "b.json").err == "no findings in 1 file\n"
