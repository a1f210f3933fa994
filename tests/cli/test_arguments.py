"""Arguments: any order, near misses, and words of the reader's language in the help."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import pytest

from raci.cli.arguments import METAVARS, Parser, UsageError, day
from raci.cli.registry import COMMANDS, module_of
from raci.words import words_in
from support.git import write
from support.runs import SOUND

if TYPE_CHECKING:
    from argparse import Action
    from pathlib import Path

    from support.runs import Run


def parser(command: str, language: str = "en") -> Parser:
    """Return the parser of a command."""
    module, words = module_of(command), words_in(language)
    made = Parser(command, words, module.DESCRIPTION)
    module.add_arguments(made, words)
    return made


def value(action: Action) -> str:
    """Return a word that an argument takes."""
    if action.choices:
        return str(next(iter(action.choices)))
    if action.metavar == "V=A,D=R":
        return action.metavar
    return "2026-01-01" if action.type in {day, None} or action.metavar == "DATE" else "1"


@pytest.mark.parametrize("command", COMMANDS)
def test_options_stand_anywhere(command: str) -> None:
    """Options before, between and behind the files mean the same, in every command."""
    known = parser(command)
    options = [
        [action.option_strings[-1], *([] if action.nargs == 0 else [value(action)])]
        for action in known._actions
        if action.option_strings and action.dest != "help"
    ]
    files = [
        [value(action)] * (2 if action.nargs in {"*", "+"} else 1)
        for action in known._actions
        if not action.option_strings
    ]
    words = [word for several in files for word in several]
    flat = list(chain(*options))
    mixed = [*chain(*zip_longest(words, map(tuple, options), fillvalue=()))]
    between = list(chain(*((one,) if isinstance(one, str) else one for one in mixed)))
    wanted = known.read([*flat, *words])
    assert parser(command).read(between) == wanted
    assert parser(command).read([*words, *flat]) == wanted


def test_what_follows_two_dashes_is_no_option(run: Run, tmp_path: Path) -> None:
    """After ``--`` a file may be called like an option, as git has it."""
    (tmp_path / "-q").write_text(SOUND, encoding="utf-8")
    assert run("check", "--format", "concise", "--", "-q").err.endswith("in 1 file\n")
    assert parser("check").read(["a", "--", "--", "-b"]).paths == ["a", "--", "-b"]


def test_a_value_that_is_missing(run: Run) -> None:
    """An option at the end without its value is refused."""
    assert "expected one argument" in run("check", "raci.toml", "--format").err


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ("--verison", "--version"),
        ("check --formt=json", "--format"),
        ("check --fail-on warn", "warning"),
        ("export --to xslx", "xlsx"),
        ("import x --from markdwn", "markdown"),
        ("new x --template smal", "small"),
        ("report --for Hubr", "A. Huber"),
    ],
)
def test_near_misses(run: Run, arguments: str, meant: str) -> None:
    """An option or a value that is nearly one names that."""
    write("raci.toml", SOUND)
    ran = run(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert f"; did you mean {meant}?" in ran.err


def test_what_is_not_known_is_told_as_it_was_typed(run: Run) -> None:
    """The dashes that the program itself puts between options and files are not told."""
    ran = run("schema", "--to", "x")
    assert ran.err == "raci: unrecognized arguments: --to x; see raci schema --help\n"


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
@pytest.mark.parametrize("nothing", ["", " , ", ","])
def test_lists_of_nothing(run: Run, option: str, nothing: str) -> None:
    """A list without a word in it is refused: it would silently check everything, or nothing."""
    ran = run("check", option, nothing)
    assert ran.code == 2
    assert ran.err == (
        f"raci: argument {option}: {nothing!r} names nothing; see raci check --help\n"
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_german_help_has_german_places(command: str) -> None:
    """Files, names, channels and roles are called so in German help and refusals."""
    made = parser(command, "de")
    known = {str(action.metavar) for action in made._actions}
    english = {word for word in METAVARS if words_in("de")(word) != word}
    assert {word for word in known if word.isalpha()} <= {*METAVARS, "None", "N", "SHELL"}
    with pytest.raises(UsageError):
        made.read(["--nonsense"])
    shown = {str(action.metavar) for action in made._actions}
    assert not shown & english


@pytest.mark.parametrize("option", ["-v", "-V", "--version"])
def test_version(run: Run, option: str) -> None:
    """``-V`` asks for the version, as elsewhere."""
    assert run(option).out.startswith("raci ")
