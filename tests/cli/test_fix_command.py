"""``raci fix``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.check.fixes import Fix
from raci.cli.commands.checks import fix
from raci.model.edit import SetField
from raci.model.text import Text
from support.git import write
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run

WAIVER = """
[[waivers]]
rule = "RACI101"
channels = ["website"]
reason = "none"
until = 2099-01-01
"""

#: A waiver that covers nothing, and a Cyrillic letter.
MENDABLE = SOUND.replace('owner = "A"', 'owner = "\u0410"') + WAIVER


@pytest.fixture(autouse=True)
def file(run: Run) -> Path:
    """Put a mendable organisation into the working folder."""
    assert run
    path = Path("raci.toml")
    path.write_text(MENDABLE, encoding="utf-8")
    return path


def test_diff(run: Run, file: Path) -> None:
    """Without --write the differences are shown, the exit code is 1, the file is untouched."""
    ran = run("fix")
    assert ran.code == 1
    assert '-owner = "\u0410"\n+owner = "A"\n' in ran.out
    assert "-[[waivers]]" in ran.out
    assert file.read_text(encoding="utf-8") == MENDABLE


def test_write(run: Run, file: Path) -> None:
    """With --write the file is mended, and a second run finds nothing to do."""
    ran = run("fix", "--write")
    assert (ran.code, ran.out) == (0, "")
    assert file.read_text(encoding="utf-8").rstrip() == SOUND.rstrip()
    ran = run("fix", "--write")
    assert (ran.code, ran.err) == (0, f"{file.absolute()}: nothing to fix\n")


def test_colours(run: Run) -> None:
    """The diff is green and red where colours are wanted."""
    out = run("fix", "--color", "always").out
    assert '\x1b[31m-owner = "\u0410"\x1b[0m' in out
    assert '\x1b[32m+owner = "A"\x1b[0m' in out


def test_fixes_come_to_an_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mends that make each other necessary are not made for ever."""
    numbers = iter(range(1000))

    def restless(*_: object) -> tuple[Fix, ...]:
        return (Fix(Text("again"), SetField(("organisation", "note"), str(next(numbers)))),)

    monkeypatch.setattr(fix, "safe_fixes", restless)
    Path("raci.toml").write_text(SOUND, encoding="utf-8")
    assert run("fix").code == 1


def test_a_fault_that_is_a_decision(run: Run, file: Path) -> None:
    """A fault that only a person can mend is refused, and nothing is written."""
    text = MENDABLE.replace('office = "R"', 'office = "X"')
    file.write_text(text, encoding="utf-8")
    ran = run("fix", "--write")
    assert ran.code == 2
    assert "for all faults" in ran.err
    assert file.read_text(encoding="utf-8") == text


def test_no_toml(run: Run, file: Path) -> None:
    """A file that cannot be read cannot be mended."""
    file.write_text("a = [", encoding="utf-8")
    assert run("fix").code == 2


PLAIN = """\
format = 1

[organisation]
name = "Alpenblick"
language = "en"

[roles]
boss = { name = "Managing director" }  # since 1998
it = { name = "IT department" }
office = { name = "Front desk" }

[channels.website]
name = "Website"

[channels.website.raci]
boss = "A"
it = "R"
"""


def test_a_plain_file_that_hides_a_mission_says_so(run: Run) -> None:
    """Names that suggest leadership or IT are told by the check, with the way to take it over."""
    write("raci.toml", PLAIN)
    ran = run("check")
    assert ran.err.splitlines()[-1] == (
        "Managing director, IT department: these names suggest leadership or IT, which the file "
        "does not say; to take that over: raci fix --propose raci.toml"
    )
    assert "suggest" not in run("check", "-q").err
    write("other.toml", PLAIN)
    assert "in 2 files names (Managing director, IT department) suggest" in run("check").err


def test_proposals_are_shown_and_then_taken_over(run: Run) -> None:
    """``--propose`` shows what it would say of the roles, and writes it if asked to."""
    write("raci.toml", PLAIN)
    ran = run("fix", "--propose")
    assert ran.code == 1
    assert '+boss = { name = "Managing director", ' in ran.out
    assert "Mark Managing director as leadership: the name says" in ran.err
    assert Path("raci.toml").read_text(encoding="utf-8") == PLAIN
    assert run("fix", "--propose", "--write").code == 0
    text = Path("raci.toml").read_text(encoding="utf-8")
    assert "leadership = true" in text
    assert "# since 1998" in text
    assert "suggest" not in run("check").err
    ran = run("fix", "--propose")
    assert (ran.code, ran.out) == (0, "")
    assert "the names of the roles suggest nothing" in ran.err


def test_no_proposals_for_a_faulty_file(run: Run) -> None:
    """What cannot be understood is refused before anything is proposed."""
    write("raci.toml", PLAIN.replace('it = "R"', 'it = "X"'))
    assert run("fix", "--propose").code == 2


def test_a_waiver_that_goes_is_named(run: Run) -> None:
    """Among several waivers it is told which one is deleted."""
    waiver = '\n[[waivers]]\nrule = "102"\nchannels = ["website"]\nroles = ["office"]\n'
    text = f'{SOUND}{waiver}reason = "so"\nuntil = 2030-01-01\n'
    Path("raci.toml").write_text(text, encoding="utf-8")
    ran = run("fix", "raci.toml")
    assert (ran.code, ran.err) == (1, "Delete the waiver: RACI102, Website, Office\n")
