"""Running the program in this process, in a folder of its own, untouched by the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.cli.main import main
from support.git import CHANGED, RENAMED, commit, git, write
from support.runs import SOUND, UNOWNED, Ran

if TYPE_CHECKING:
    from pathlib import Path

    from support.runs import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs the program, English, without colours, in an empty folder."""
    for name in ("NO_COLOR", "FORCE_COLOR", "RACI_FILE", "RACI_DEBUG", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def runner(*arguments: str) -> Ran:
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return runner


@pytest.fixture
def versions(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Write ``old.toml`` and ``new.toml``, and keep git away from anybody's own settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    write("old.toml", SOUND)
    write("new.toml", UNOWNED.replace('office = "R"', 'office = "C"'))
    return run


@pytest.fixture
def repository(versions: Run, tmp_path: Path) -> Run:
    """Make a repository with three commits: begun, changed and moved, given another id."""
    (tmp_path / ".git").rmdir()
    git("init", "-q", "-b", "main")
    commit("first.toml", SOUND, "Begin")
    git("mv", "first.toml", "raci.toml")
    commit("raci.toml", CHANGED, "Only ask the office")
    commit("raci.toml", RENAMED, "A shorter id")
    return versions
