"""``raci set``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.runs import FAULTY, SOUND

if TYPE_CHECKING:
    from support.runs import Run


@pytest.fixture(autouse=True)
def file(run: Run) -> Path:
    """Put a sound organisation into the working folder."""
    assert run
    path = Path("raci.toml")
    path.write_text(SOUND, encoding="utf-8")
    return path


def text() -> str:
    """Return what the file holds."""
    return Path("raci.toml").read_text(encoding="utf-8")


def test_one_letter(run: Run) -> None:
    """Only the letters change, comments stay, and what changed is said."""
    ran = run("set", "raci.toml", "website", "office", "C")
    assert (ran.code, ran.out, ran.err) == (0, "Website: Office R → C\n", "")
    assert text() == SOUND.replace('office = "R"', 'office = "C"')


@pytest.mark.parametrize("typed", ["ra", "AR", "A/R", "r, a", "RA"])
def test_letters_are_spelt_for_the_file(run: Run, typed: str) -> None:
    """However a person types letters, the file gets them in its own order."""
    run("set", "raci.toml", "website", "office", typed)
    assert 'office = "AR"' in text()


def test_names_do_as_well_as_ids(run: Run) -> None:
    """Channels and roles may be named, in whatever case."""
    assert run("set", "raci.toml", "Website", "OFFICE", "I").out == "Website: Office R → I\n"


def test_clearing(run: Run) -> None:
    """No letters take the assignment out."""
    ran = run("set", "raci.toml", "website", "office", "")
    assert ran.out == "Website: Office R → –\n"
    assert text() == SOUND.replace('office = "R"\n', "")


def test_why_and_until(run: Run) -> None:
    """A reason and an end are added, kept with other letters, and cleared."""
    run("set", "raci.toml", "website", "office", "R", "--why", "for now", "--until", "2027-01-31")
    assert 'office = { letters = "R", why = "for now", until = 2027-01-31 }' in text()
    run("set", "raci.toml", "website", "office", "C")
    assert 'office = { letters = "C", why = "for now", until = 2027-01-31 }' in text()
    run("set", "raci.toml", "website", "office", "C", "--why", "", "--until", "")
    assert "for now" not in text()
    assert "2027" not in text()


def test_duty(run: Run) -> None:
    """The letters of a duty are its own."""
    ran = run("set", "raci.toml", "website", "office", "A", "--duty", "content")
    assert (ran.code, ran.out) == (0, "Website (content): Office – → A\n")
    assert '[channels.website.duties.content]\noffice = "A"\n' in text()


def test_portfolio(run: Run) -> None:
    """The row about the mix of channels has a word of its own, and no duties."""
    ran = run("set", "raci.toml", "portfolio", "owner", "A")
    assert ran.out == "Choice and mix of channels: Owner – → A\n"
    assert '[portfolio.raci]\nowner = "A"\n' in text()
    assert run("set", "raci.toml", "portfolio", "owner", "A", "--duty", "content").code == 2


def test_nothing_to_change(run: Run, file: Path) -> None:
    """What is so already leaves the file untouched."""
    before = file.stat().st_mtime_ns
    ran = run("set", "raci.toml", "website", "office", "R")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing to change\n")
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("webiste", "office", "R"), "there is no channel webiste; did you mean website?"),
        (("website", "offce", "R"), "there is no role offce; did you mean office?"),
        (("website", "office", "X"), "X is no letter of RACI: R, A, C, I"),
        (("website", "office", "R", "--until", "x"), "argument --until: 'x' is no date like"),
        (("website", "office", "R", "--duty", "x"), "argument --duty: invalid choice"),
    ],
)
def test_refusals(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    """What does not fit is one sentence with the nearest words, and changes nothing."""
    ran = run("set", "raci.toml", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"raci: {sentence}")
    assert text() == SOUND


def test_two_of_one_name(run: Run, file: Path) -> None:
    """A name that two channels share is refused, an id never."""
    file.write_text(SOUND + '\n[channels.second]\nname = "Website"\n', encoding="utf-8")
    assert "several channels" in run("set", "raci.toml", "Website", "office", "R").err
    assert run("set", "raci.toml", "second", "office", "R").code == 0


def test_faulty_file(run: Run, file: Path) -> None:
    """A file with faults is refused with the first one's place and the way to all."""
    file.write_text(FAULTY, encoding="utf-8")
    ran = run("set", "raci.toml", "website", "owner", "A")
    assert ran.code == 2
    assert ran.err.startswith("raci: raci.toml:17:1: ")
    assert ran.err.endswith("; for all faults: raci check raci.toml\n")
    assert text() == FAULTY


@pytest.mark.parametrize("content", [b"\xff", b"a = ["])
def test_no_toml(run: Run, file: Path, content: bytes) -> None:
    """What is no text or no TOML is refused with its place."""
    file.write_bytes(content)
    ran = run("set", "raci.toml", "website", "owner", "A")
    assert ran.code == 2
    assert "raci.toml:1:" in ran.err


def test_missing_file(run: Run) -> None:
    """A file that is not there is one sentence."""
    ran = run("set", "gone.toml", "website", "owner", "A")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "gone.toml" in ran.err


def test_a_duty_in_german(run: Run) -> None:
    """What is different is told in the user's language, the duty too."""
    arguments = ("raci.toml", "website", "office", "C", "--duty", "implementation")
    assert run("set", *arguments, "--lang", "de").out == "Website (Umsetzung): Office – → C\n"
