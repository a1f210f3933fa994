"""``raci git``: set up in a real repository, used by git, and taken away without a trace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from git_runs import RENAMED, commit, git, write

if TYPE_CHECKING:
    from cli_runs import Run

OURS = "raci.toml diff=raci merge=raci\n*.raci.toml diff=raci merge=raci\n"


@pytest.fixture
def installed(repository: Run) -> Run:
    """Install the drivers, and let git run the program of this interpreter."""
    assert repository("git", "install").code == 0
    for key in ("diff.raci.command", "merge.raci.driver"):
        command = git("config", key).strip().removeprefix("raci")
        git("config", key, f'"{sys.executable}" -m raci{command}')
    return repository


def branches(here: str, there: str) -> None:
    """Commit one text on this branch and another one on the branch ``side``."""
    git("checkout", "-qb", "side")
    commit("raci.toml", there, "There")
    git("checkout", "-q", "main")
    commit("raci.toml", here, "Here")


@pytest.mark.parametrize("undo", [("install", "--undo"), ("uninstall",)])
def test_install_and_undo(repository: Run, undo: tuple[str, ...]) -> None:
    """Both drivers are set up once, and taken out without a trace; others' lines stay."""
    config = Path(".git/config")
    before = config.read_text(encoding="utf-8")
    write(".gitattributes", "*.png binary\r\n*.x -diff")
    for _ in range(2):
        assert repository("git", "install").code == 0
    attributes = Path(".gitattributes")
    text = "*.png binary\r\n*.x -diff\r\n" + OURS.replace("\n", "\r\n")
    assert attributes.read_bytes().decode() == text
    assert "merge --path %P -- %O %A %B" in config.read_text(encoding="utf-8")
    assert repository("git", *undo).code == 0
    assert attributes.read_bytes().decode() == "*.png binary\r\n*.x -diff\r\n"
    assert "raci" not in config.read_text(encoding="utf-8").replace(before, "")
    assert repository("git", *undo).code == 0


def test_an_empty_file_is_not_left(repository: Run) -> None:
    """Where only our lines stood, no empty file is left."""
    repository("git", "install")
    repository("git", "uninstall")
    assert not Path(".gitattributes").exists()


def test_from_a_folder_below(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository's own file is written from wherever one stands in it."""
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert repository("git", "install").code == 0
    assert Path("../.gitattributes").read_text(encoding="utf-8") == OURS


def test_without_a_repository(versions: Run) -> None:
    """Outside of a repository nothing is written."""
    Path(".git").rmdir()
    ran = versions("git", "install")
    assert ran.code == 2
    assert not Path(".gitattributes").exists()


def test_neighbouring_lines_merge(installed: Run) -> None:
    """Two branches that touch neighbouring lines merge by cell, through git itself."""
    assert installed
    here = RENAMED.replace('office = "C"', 'office = "I"')
    branches(here, RENAMED.replace('owner = "A"', 'owner = "AR"  # helps'))
    git("merge", "-q", "-m", "Both", "side")
    merged = Path("raci.toml").read_text(encoding="utf-8")
    assert 'owner = "AR"\noffice = "I"\n' in merged
    assert "# since 1998" in merged
    assert git("status", "--porcelain", "-uno") == ""


def test_a_conflict_stops_the_merge(installed: Run) -> None:
    """Git reports the conflict, our words say which cell, and the file has ours."""
    assert installed
    here = RENAMED.replace('office = "C"', 'office = "I"')
    branches(here, RENAMED.replace('office = "C"', 'office = "R"'))
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        git("merge", "side")
    assert "CONFLICT" in stopped.value.stdout
    assert "raci.toml: Website: Office is I here, R there, was C" in stopped.value.stderr
    assert Path("raci.toml").read_text(encoding="utf-8") == here
    assert git("status", "--porcelain", "-uno") == "UU raci.toml\n"


def test_a_broken_side_leaves_ours(installed: Run) -> None:
    """Where a side is no TOML, git reports a conflict and our text is untouched."""
    assert installed
    here = RENAMED.replace('office = "C"', 'office = "I"')
    branches(here, "a = [")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "side")
    assert Path("raci.toml").read_text(encoding="utf-8") == here


def test_attributes_that_cannot_be_read(repository: Run) -> None:
    """Where .gitattributes is no file, nothing is set up by halves."""
    Path(".gitattributes").mkdir()
    assert repository("git", "install").code == 2
    assert "raci" not in Path(".git/config").read_text(encoding="utf-8")
