"""One's own settings, and ``raci config``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.cli.settings import THEMES, Preferences, load

if TYPE_CHECKING:
    from pathlib import Path

    from support.runs import Run

COMMANDS = ("undo", "redo", "find-next")


def read(path: Path, text: str) -> Preferences:
    """Read settings from a text."""
    path.write_text(text, encoding="utf-8")
    return load(path, COMMANDS)


def said(found: Preferences) -> list[str]:
    """Return the problems in English."""
    from raci.words import words_in

    return [words_in("en").say(problem) for problem in found.problems]


def test_all(tmp_path: Path) -> None:
    """Every setting is read."""
    found = read(
        tmp_path / "config.toml",
        'language = "de"\ntheme = "light"\nkeymap = "vim"\nascii = true\n'
        '[keys]\nundo = "u"\nredo = ["ctrl+r", "U"]\n',
    )
    keys = {"undo": ("u",), "redo": ("ctrl+r", "U")}
    assert found == Preferences("de", "light", "vim", ascii=True, keys=keys)


def test_no_file(tmp_path: Path) -> None:
    """Where there is no file, nothing is set and nothing is wrong."""
    assert load(tmp_path / "config.toml", COMMANDS) == Preferences()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('langage = "de"', "unknown key langage; did you mean language?"),
        ('theme = "drak"', f"theme: one of {', '.join(THEMES)}; did you mean dark?"),
        ("keymap = 3", "keymap: one of default, vim"),
        ('ascii = "yes"', "ascii: true or false"),
        ("keys = 1", "keys: a table of commands"),
        ('[keys]\nundoo = "u"', "the editor has no command undoo; did you mean undo?"),
        ("[keys]\nundo = 1", "undo: a key or a list of keys"),
        ("[keys]\nundo = [1]", "undo: a key or a list of keys"),
    ],
)
def test_problems(tmp_path: Path, text: str, problem: str) -> None:
    """What is wrong is named with the nearest word, and leaves its setting open."""
    found = read(tmp_path / "config.toml", text)
    assert said(found) == [problem]
    assert found == Preferences(problems=found.problems)


def test_broken_file(tmp_path: Path) -> None:
    """A file that is no TOML sets nothing and says why."""
    assert said(read(tmp_path / "config.toml", "a = ["))[0].startswith("cannot be read: ")


def test_path(run: Run, tmp_path: Path) -> None:
    """The path is data, so that a script can use it."""
    ran = run("config", "path")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'config' / 'raci' / 'config.toml'}\n")


def test_show_and_check(run: Run, tmp_path: Path) -> None:
    """What is set is shown as TOML; what is wrong ends ``check`` with 2."""
    place = tmp_path / "config" / "raci" / "config.toml"
    assert run("config", "check").code == 0
    place.parent.mkdir(parents=True)
    place.write_text('language = "de"\n', encoding="utf-8")
    assert run("config", "show").out == 'language = "de"\n'
    assert run("config", "check").err == f"{place}: all is well\n"
    place.write_text('language = "fr"\n', encoding="utf-8")
    ran = run("config", "check")
    assert ran.code == 2
    assert "language: one of en, de" in ran.err
