"""What each command loads: start-up is a feature, and a heavy import is easily added by mistake."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.runs import SOUND

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """\
import sys
from raci.cli.main import main
code = main(sys.argv[1:])
sys.stdout.flush()
print(code, *sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """Run a command in a clean interpreter and return the packages it has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code in {"0", "1"}, done.stderr
    return set(modules)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one organisation."""
    place: Path = tmp_path_factory.mktemp("loads")
    (place / "raci.toml").write_text(SOUND, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("--help",), ("rule",), ("rule", "301"), ("schema",), ("new", "new.toml")],
    ids=" ".join,
)
def test_light_commands(folder: Path, arguments: tuple[str, ...]) -> None:
    """What needs neither a screen nor a graph loads neither."""
    assert loaded(folder, *arguments).isdisjoint({"textual", "rich", "networkx", "lxml", "jinja2"})


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)], ids=" ".join)
def test_nothing_at_all(folder: Path, arguments: tuple[str, ...]) -> None:
    """Version and help load no argument parser, no dataclasses, no paths, no JSON."""
    heavy = {
        "argparse",
        "dataclasses",
        "inspect",
        "pathlib",
        "json",
        "tomllib",
        "importlib_metadata",
    }
    assert loaded(folder, *arguments).isdisjoint(heavy)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "-q"),
        ("show",),
        ("export", "--to", "csv"),
        ("set", "raci.toml", "website", "office", "R"),
        ("fix",),
        ("baseline", "write", "--baseline", "b.json"),
        ("completion", "bash"),
        ("config", "show"),
        ("edit",),
    ],
    ids=" ".join,
)
def test_no_batch_command_draws(folder: Path, arguments: tuple[str, ...]) -> None:
    """No command but the editor on a terminal loads the library that draws."""
    assert loaded(folder, *arguments).isdisjoint({"textual", "rich"})


def test_setting_needs_no_graph(folder: Path) -> None:
    """One edit from a script checks nothing, so it loads no graph library."""
    assert "networkx" not in loaded(folder, "set", "raci.toml", "website", "office", "R")


def test_a_small_check_needs_neither_graphs_nor_generated_classes(folder: Path) -> None:
    """Where no ways fork and nobody alone joins departments, a check loads no graph library.

    Nor what writes and compiles the methods of classes, nor what only saves and broken files need.
    """
    needless = {"networkx", "dataclasses", "inspect", "hashlib", "tempfile", "raci.document.syntax"}
    assert loaded(folder, "check", "-q").isdisjoint(needless)


def test_setting_loads_no_rule(folder: Path) -> None:
    """An edit of a file that names no rule asks for none; nor for what tells of broken files."""
    modules = loaded(folder, "set", "raci.toml", "website", "office", "R")
    needless = {"raci.check.rulebook", "raci.document.syntax", "raci.reports.pages.person"}
    assert modules.isdisjoint(needless)
