"""The GitHub Action: its inputs, annotations, summary and exit code."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.runs import UNOWNED

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".github" / "action.py"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
DEFAULTS = {
    f"RACI_{name.upper().replace('-', '_')}": given["default"]
    for name, given in ACTION["inputs"].items()
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is checked; it is the working folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "raci.toml").write_text(UNOWNED, encoding="utf-8")
    return folder


def run(step: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does, with the program of the tests in place of one installed."""
    runner = {"RUNNER_TEMP": str(Path.cwd().parent)}
    for name, value in given.items():
        runner[name if name.startswith("GITHUB_") else f"RACI_{name}"] = value
    return subprocess.run(
        [sys.executable, SCRIPT, step],
        env=os.environ | DEFAULTS | runner,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def function(name: str) -> Any:  # noqa: ANN401 - whichever it is
    """Return a function of the script, which is no module of a package."""
    return runpy.run_path(str(SCRIPT))[name]


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({}, 1),
        ({"FAIL_ON": "never"}, 0),
        ({"SELECT": "RACI3"}, 0),
        ({"PATHS": "gone.toml"}, 2),
        ({"PATHS": "raci.toml\ngone.toml"}, 2),
        ({"IGNORE": "RACI1"}, 0),
        ({"BASELINE": "gone.json"}, 2),
        ({"ARGS": "--select RACI3 --jobs 1"}, 0),
        ({"ARGS": "'never closed"}, 2),
    ],
)
def test_the_action_runs(here: Path, inputs: dict[str, str], code: int) -> None:
    """The action marks the findings, writes the SARIF file, and fails as it is told."""
    done = run("check", **inputs, SARIF="r.sarif")
    assert done.returncode == code, done.stdout + done.stderr
    # A path that is missing hides nothing of the others.
    marked = [{}, {"FAIL_ON": "never"}, {"PATHS": "raci.toml\ngone.toml"}]
    assert ("::error title=RACI101" in done.stdout) is (inputs in marked)
    refused = [{"PATHS": "gone.toml"}, {"BASELINE": "gone.json"}, {"ARGS": "'never closed"}]
    assert (here / "r.sarif").exists() is (inputs not in refused)


def test_every_input_reaches_the_script() -> None:
    """The step that checks hands on each input, under the name that the script asks for."""
    (check,) = (step for step in ACTION["runs"]["steps"] if step["name"] == "Check")
    handed = {name: value for name, value in check["env"].items() if name != "RACI_PYTHON"}
    assert set(handed) == set(DEFAULTS)
    for name, value in handed.items():
        assert value == "${{ inputs." + name.removeprefix("RACI_").lower().replace("_", "-") + " }}"


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (".", ["."]),
        ("", []),
        ("raci.toml b.toml", ["raci.toml", "b.toml"]),
        ("my firm/raci.toml", ["my firm/raci.toml"]),
        ("my firm/*.toml", ["my firm/group.raci.toml", "my firm/raci.toml"]),
        ("'my firm/raci.toml' \"raci.toml\"", ["my firm/raci.toml", "raci.toml"]),
        ("raci.toml\n  my firm/gone.toml\n\n", ["raci.toml", "my firm/gone.toml"]),
        ("raci.toml\n'my firm/raci.toml'", ["raci.toml", "my firm/raci.toml"]),
        ("**/*.raci.toml raci.toml", ["my firm/group.raci.toml", "raci.toml"]),
        ("no*.toml", ["no*.toml"]),
        ("raci.toml raci.toml", ["raci.toml"]),
        ("c:\\firms\\raci.toml d.toml", ["c:\\firms\\raci.toml", "d.toml"]),
    ],
)
def test_paths_with_blanks_and_patterns(here: Path, text: str, paths: list[str]) -> None:
    """A path a line, or several between blanks; patterns are followed, what is missing stays."""
    (here / "my firm").mkdir()
    for name in ("raci.toml", "group.raci.toml"):
        (here / "my firm" / name).write_text(UNOWNED, encoding="utf-8")
    assert [path.replace(os.sep, "/") for path in function("paths")(text)] == [
        path.replace(os.sep, "/") for path in paths
    ]


def test_the_summary_is_added(here: Path) -> None:
    """The page of the run gets the findings as Markdown, after what stood there."""
    page = here / "summary.md"
    page.write_text("Before.\n", encoding="utf-8")
    run("check", GITHUB_STEP_SUMMARY=str(page))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.\n### raci: 1 error")
    assert "RACI101" in text


def test_a_summary_beyond_the_limit_is_its_counts() -> None:
    """GitHub shows no page of more than 1 MiB: the counts stay, and where the rest is."""
    report = b"### raci: 9000 errors\n" + b"| x |\n" * 200_000
    assert function("shown")(report).startswith(b"### raci: 9000 errors\n\nThere are too many")
    assert function("shown")(report[:900]) == report[:900]


def test_modules_of_the_repository_are_not_run(here: Path) -> None:
    """A file that is called like the program, in the repository that is checked, does nothing."""
    (here / "raci.py").write_text("raise SystemExit(7)", encoding="utf-8")
    assert run("check").returncode == 1


def test_downloads_are_kept_by_the_lock(here: Path) -> None:
    """The cache's key follows the versions."""
    assert here
    first = run("lock")
    assert first.stdout.startswith("digest=")
    assert run("lock").stdout == first.stdout
