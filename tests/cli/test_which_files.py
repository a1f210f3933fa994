"""One rule for which file a command is about, and what a check of a folder leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from raci.cli.files import discover, names_file, under
from raci.cli.registry import COMMANDS, parser_of
from raci.words import words_in
from support.git import RENAMED, commit
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run


def write(name: str, text: str) -> None:
    """Write a file, and the folders above it."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def test_a_link_and_its_file_are_one(run: Run, tmp_path: Path) -> None:
    """A link beside its file is the same file, told under the file's own name."""
    (tmp_path / "z.raci.toml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "a.raci.toml").symlink_to("z.raci.toml")
    (tmp_path / "elsewhere").mkdir()
    found, _ = under([tmp_path])
    assert found == [tmp_path / "z.raci.toml"]
    assert under([tmp_path / "a.raci.toml"])[0] == [tmp_path / "a.raci.toml"]
    assert "in 1 file" in run("check").err


def test_what_git_ignores_is_left_out(repository: Run) -> None:
    """A folder's check leaves out what its repository ignores, unless it is named or tracked."""
    write("build/raci.toml", SOUND)
    write("drafts/one.raci.toml", SOUND)
    write("drafts/kept.raci.toml", SOUND)
    write(".gitignore", "build/\ndrafts/one*\nraci.toml\nnew.toml\nold.toml\n")
    assert sorted(discover(Path(), print)) == [Path("drafts/kept.raci.toml"), Path("raci.toml")]
    assert under([Path("build/raci.toml")])[0] == [Path("build/raci.toml")]
    assert "in 2 files" in repository("check", "--fail-on", "never").err
    assert list(discover(Path("build"), print)) == [Path("build/raci.toml")]


def test_nothing_is_ignored_where_git_refuses(run: Run) -> None:
    """A folder that only looks like a repository ignores nothing."""
    write(".gitignore", "*.toml\n")
    write("raci.toml", SOUND)
    assert "in 1 file" in run("check").err


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        ('["archive"]', ["a.raci.toml", "raci.toml", "sub/old.raci.toml"]),
        ('["archive/"]', ["a.raci.toml", "raci.toml", "sub/old.raci.toml"]),
        ('"*/old.raci.toml"', ["a.raci.toml", "archive/b.raci.toml", "raci.toml"]),
        (
            '["?.raci.toml", "sub/*", 3]',
            ["archive/b.raci.toml", "archive/old.raci.toml", "raci.toml"],
        ),
        ("3", None),
    ],
)
def test_what_the_file_excludes_is_left_out(run: Run, exclude: str, left: list[str] | None) -> None:
    """``[check] exclude`` of the nearest raci.toml keeps a folder's check from some files."""
    names = ["a.raci.toml", "archive/b.raci.toml", "archive/old.raci.toml", "sub/old.raci.toml"]
    for name in names:
        write(name, SOUND)
    write("raci.toml", f"{SOUND}\n[check]\nexclude = {exclude}\n")
    wanted = sorted([*names, "raci.toml"] if left is None else left)
    assert sorted(path.as_posix() for path in discover(Path(), print)) == wanted
    if "3" not in exclude:
        assert run("check").code == 0
    below = [name for name in wanted if name.startswith("sub/")]
    assert [path.as_posix() for path in discover(Path("sub"), print)] == below


def test_exclusions_of_a_broken_file(run: Run) -> None:
    """A file that is no TOML excludes nothing; its own check tells what is wrong."""
    write("raci.toml", "[check\n")
    assert "RACI801" in run("check").out


@pytest.mark.parametrize(
    ("word", "meant"),
    [("x.toml", True), ("-", True), ("website", False), ("folder", True), ("note", True)],
)
def test_a_word_that_names_a_file(run: Run, word: str, *, meant: bool) -> None:
    """What ends like our files, or is one, is no channel."""
    assert run
    write("folder/raci.toml", SOUND)
    write("note", "")
    assert names_file(word) is meant


#: What each command is given beside the file that may be left out, so that it ends well.
ABOUT_A_FILE = {
    "edit": (),
    "check": ("-q",),
    "show": (),
    "export": ("--to", "csv"),
    "report": (),
    "calendar": (),
    "set": ("website", "office", "C"),
    "review": ("website",),
    "fix": (),
    "baseline": ("write", "--baseline", "accepted.json"),
    "diff": (),
    "history": ("website",),
    "what-if": ("--without", "office"),
}


def test_every_command_about_a_file_is_tried() -> None:
    """Whichever command may be given a file, or none, stands in the table above."""
    words = words_in("en")
    optional = {
        command
        for command in COMMANDS
        for action in parser_of(command, words)._actions
        if action.metavar in {"FILE", "PATH", "VERSION"}
        and not action.option_strings
        and action.nargs in {"?", "*"}
    }
    assert optional - {"new"} == set(ABOUT_A_FILE)  # which begins one


@pytest.mark.parametrize("command", ABOUT_A_FILE)
def test_one_rule_for_which_file(
    repository: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """The file named, else that of the environment, else the nearest above: in every command."""
    arguments = (command, *ABOUT_A_FILE[command])
    write("deep/er/notes.txt", "")
    monkeypatch.chdir(tmp_path / "deep/er")
    found = repository(*arguments)
    assert found.code == 0, found.err
    write("../../elsewhere/raci.toml", "")
    commit("../../elsewhere/raci.toml", RENAMED, "Another")
    monkeypatch.setenv("RACI_FILE", str(tmp_path / "gone.toml"))
    ran = repository(*arguments)
    assert ran.code == 2
    assert "gone.toml" in ran.err
    monkeypatch.setenv("RACI_FILE", str(tmp_path / "elsewhere"))
    assert repository(*arguments).code == 0


def test_history_of_the_nearest_file(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history needs no file's name: words that are no files are a channel and a role."""
    whole = repository("history", "raci.toml", "website", "office").out
    assert whole
    assert repository("history", "website", "office").out == whole
    write("deep/notes.txt", "")
    monkeypatch.chdir("deep")
    assert repository("history", "website", "office").out == whole
