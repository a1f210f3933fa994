"""``raci show``, ``raci export``, and ``raci edit`` without a terminal."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.tables.formats import FORMATS
from support.runs import FAULTY, SOUND, UNOWNED

if TYPE_CHECKING:
    from support.runs import Run


@pytest.fixture(autouse=True)
def file(run: Run) -> Path:
    """Put an organisation with one finding into the working folder."""
    assert run
    path = Path("raci.toml")
    path.write_text(UNOWNED, encoding="utf-8")
    return path


def test_show(run: Run) -> None:
    """The matrix of the nearest file is printed, letters and names."""
    ran = run("show")
    assert (ran.code, ran.err) == (0, "")
    for word in ("Alpenblick", "Website", "Fax", "OFF"):
        assert word in ran.out


def test_show_colours(run: Run) -> None:
    """Leadership stands out where colours are wanted."""
    assert "\x1b[" in run("show", "--color", "always").out
    assert "\x1b[" not in run("show").out


@pytest.mark.parametrize("layout", ["grid", "long", "role"])
def test_layouts(run: Run, layout: str) -> None:
    """Each layout names the channel."""
    assert "Website" in run("show", "--layout", layout).out


def test_show_one_role(run: Run) -> None:
    """One role's sheet leaves the other's out."""
    out = run("show", "--role", "office").out
    assert "Website" in out
    assert "Owner (" not in out.split("You report to")[0]


def test_unknown_role(run: Run) -> None:
    """A role that does not exist is refused."""
    ran = run("show", "--role", "boss")
    assert ran.code == 2
    assert "boss" in ran.err


def test_faulty_file(run: Run, file: Path) -> None:
    """A file with faults is shown by no command but check."""
    file.write_text(FAULTY, encoding="utf-8")
    for command in (("show",), ("export", "--to", "csv"), ("edit",)):
        ran = run(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "for all faults: raci check" in ran.err


@pytest.mark.parametrize("name", [entry.name for entry in FORMATS.values()])
def test_every_format(run: Run, name: str) -> None:
    """Each format is written to the file asked for."""
    ran = run("export", "--to", name, "--output", "out.bin")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert Path("out.bin").stat().st_size > 0


def test_csv(run: Run) -> None:
    """What comes out through a pipe is the format and nothing else."""
    rows = list(csv.reader(io.StringIO(run("export", "--to", "csv").out)))
    assert any("Website" in row for row in rows)


def test_format_by_ending(run: Run) -> None:
    """The name of the output says what it is."""
    run("export", "--output", "out.json")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))
    ran = run("export")
    assert ran.code == 2
    assert "--to markdown" in ran.err


def test_findings(run: Run) -> None:
    """With findings, the table carries them."""
    out = run("export", "--to", "markdown", "--with-findings").out
    assert "RACI101" in out
    assert "RACI101" not in run("export", "--to", "markdown").out


@pytest.mark.parametrize("arguments", [(), ("edit",), ("raci.toml",), ("edit", "raci.toml")])
def test_edit_without_a_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    """Without a terminal the matrix is printed, then the counts, then the way to the editor."""
    ran = run(*arguments)
    assert ran.code == 0
    assert ran.out == run("show").out
    assert ran.err.splitlines()[0].startswith("1 error in 1 file")
    assert "raci.toml" in ran.err.splitlines()[1]


def test_edit_follows_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """$RACI_FILE names the file where no argument does."""
    Path("other.toml").write_text(SOUND.replace("Alpenblick", "Seeblick"), encoding="utf-8")
    monkeypatch.setenv("RACI_FILE", "other.toml")
    assert "Seeblick" in run().out


def test_missing_file(run: Run) -> None:
    """A file that is not there is refused with the way to begin it."""
    ran = run("gone.toml")
    assert ran.code == 2
    assert ran.err == "raci: there is no gone.toml; to begin it: raci new gone.toml\n"


def test_mistyped_command(run: Run) -> None:
    """A word that looks like a command is answered with that command."""
    ran = run("chekc")
    assert ran.code == 2
    assert ran.err == "raci: chekc is neither a command nor a file; did you mean check?\n"


def test_no_file_at_all(run: Run, file: Path) -> None:
    """Where there is no file, the way to begin one is said."""
    file.unlink()
    ran = run()
    assert ran.code == 2
    assert "raci new raci.toml" in ran.err


def test_role_by_name(run: Run) -> None:
    """A role is meant by its name as well as by its id, whatever the case."""
    assert run("show", "--role", "Office") == run("show", "--role", "office")
    ran = run("export", "--to", "csv", "--role", "OFFICE")
    assert ran == run("export", "--to", "csv", "--role", "office")
    assert ran.code == 0


def test_an_export_never_replaces_the_matrix(run: Run) -> None:
    """An export into the very file it comes from is refused, through links as well."""
    before = Path("raci.toml").read_bytes()
    Path("link.csv").symlink_to("raci.toml")
    for target in ("raci.toml", "link.csv"):
        ran = run("export", "raci.toml", "--to", "csv", "--output", target)
        assert ran.code == 2
        assert "name another file" in ran.err
    assert Path("raci.toml").read_bytes() == before
