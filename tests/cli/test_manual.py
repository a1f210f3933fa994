"""The manual page: the words of the help, and roff that readers of manuals take."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from raci.cli.manual import manual
from raci.cli.registry import COMMANDS, options_of_all, parser_of
from raci.words import words_in

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "de")
_SIGNS = {"rs": "\\", "dq": '"', "aq": "'", "ha": "^", "ga": "`", "ti": "~"}


def plain(roff: str) -> str:
    """Return what a line of roff says."""
    text = re.sub(r"\\f[BR]|\\&", "", roff).replace(r"\-", "-")
    return re.sub(r"\\\((..)", lambda match: _SIGNS[match[1]], text)


def sections(language: str) -> dict[str, dict[str, str]]:
    """Return the terms of each heading and what is said of them."""
    found: dict[str, dict[str, str]] = {}
    for part in re.split(r"^\.S[HS] ", manual(words_in(language)), flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        terms = [term.partition("\n") for term in re.split(r"^\.TP\n", body, flags=re.MULTILINE)]
        found[plain(head.strip('"'))] = {
            plain(term): plain(" ".join(said.split())) for term, _, said in terms[1:]
        }
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_options_are_those_of_the_parser(command: str, language: str) -> None:
    """Each command is told with all its arguments, and what the help says of each."""
    parser = parser_of(command, words_in(language))
    parser.translate()
    wanted = {}
    for action in parser._actions:
        if action.dest in {"help", "lang", "color"}:
            continue
        wanted[tuple(action.option_strings) or (action.metavar,)] = action.help
    told = {
        tuple(re.findall(r"(?<!\S)--?[\w-]+", term)) or (term,): said
        for term, said in sections(language)[f"raci {command}"].items()
    }
    assert told == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_options_of_all_commands_are_told_once(language: str) -> None:
    """What all commands know stands at the top."""
    words = words_in(language)
    assert sections(language)[words("OPTIONS")] == options_of_all(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_of_manuals_takes_it(language: str) -> None:
    """Mandoc finds no error in it."""
    if shutil.which("mandoc") is None:
        pytest.skip("no mandoc on this system")
    page = ROOT / "docs" / "man" / language / "raci.1"
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "unsupp", str(page)],  # noqa: S607 - whichever is on the path
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_as_text(language: str) -> None:
    """What a person sees in a pager holds no roff, and options in their own spelling."""
    if shutil.which("mandoc") is None:
        pytest.skip("no mandoc on this system")
    page = ROOT / "docs" / "man" / language / "raci.1"
    text = subprocess.run(
        ["mandoc", "-T", "utf8", "-K", "utf-8", str(page)],  # noqa: S607 - whichever is on the path
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    shown = " ".join(re.sub(r".\x08", "", text).split())
    assert "\\" not in shown
    assert "--fail-on {error,warning,info,never}" in shown
    assert "HEAD~3" in shown
    assert {"en": "the editor opens", "de": "öffnet sich der Editor"}[language] in shown


def test_it_is_installed_where_man_looks() -> None:
    """A wheel brings both pages, each where man looks for its language."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {
        "docs/man/en/raci.1": "share/man/man1/raci.1",
        "docs/man/de/raci.1": "share/man/de/man1/raci.1",
    }
    assert all((ROOT / name).is_file() for name in shared)
