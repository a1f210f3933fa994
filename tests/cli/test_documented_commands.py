"""What README, docs, the action and the hook say about commands is so."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from raci.check.rule_names import NAMES
from raci.cli.arguments import Parser
from raci.cli.registry import COMMANDS, module_of
from raci.document.document import Document
from raci.words import words_in
from support.git import write
from support.runs import SOUND

if TYPE_CHECKING:
    from support.runs import Run

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    str(path.relative_to(ROOT))
    for pattern in (
        "[!C]*.md",
        "CON*.md",
        "docs/*.md",
        "docs/guides/*.md",
        "sample_orgs/*.md",
        "bench/*.md",
    )
    for path in ROOT.glob(pattern)
)

# A command between backticks, or on a line of its own in a block.
_COMMAND = re.compile(r"`raci ([^`\n]+)`|^ *(?:\$ |- )?raci ([^\n`]+)$", re.MULTILINE)


def page(name: str) -> str:
    """Return a page's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """Return the blocks of one language in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_commands_take_what_the_pages_say(name: str) -> None:
    """Every command on a page is one, and takes the options that stand with it there."""
    for match in _COMMAND.finditer(page(name)):
        command, *arguments = shlex.split(match[1] or match[2], comments=True) or [""]
        if command not in COMMANDS or not arguments:
            assert command in {*COMMANDS, "raci.toml", "--version", "--help", ""}, match[0]
            continue
        module = module_of(command)
        words = words_in("en")
        parser = Parser(command, words, module.DESCRIPTION)
        module.add_arguments(parser, words)
        parser.parse_args(arguments)


def test_the_first_tour_prints_what_it_says(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's sample has just these findings, in these words, as a terminal shows them."""
    monkeypatch.chdir(ROOT)
    (transcript,) = blocks("README.md", "console")
    command, _, printed = transcript.partition("\n")
    ran = run(*shlex.split(command)[2:], "--format", "grouped", "--today", "2026-11-22")
    assert ran.out + ran.err == printed


def test_the_file_of_the_readme_is_sound() -> None:
    """The README's file has no faults and no unknown keys."""
    (text,) = blocks("README.md", "toml")
    assert Document.parse(text, NAMES).problems == ()


def test_reviews_read_as_the_page_says(run: Run) -> None:
    """The transcript of two reviews is what the program prints."""
    rows = "".join(
        f'[channels.{name}]\nname = "{name.title()}"\n'
        f'[channels.{name}.raci]\nowner = "A"\nmarketing = "R"\n'
        for name in ("newsletter", "hotline")
    )
    text = SOUND.partition("[channels.website]")[0].replace("office", "marketing")
    write("raci.toml", text.replace('"Office"', '"Marketing"') + rows)
    transcript = next(block for block in blocks("docs/git.md", "") if "raci review" in block)
    told = re.sub(r"\d{4}-\d\d-\d\d", dt.date.today().isoformat(), transcript)  # noqa: DTZ011 - the user's day
    for step in told.split("$ raci ")[1:]:
        command, _, printed = step.partition("\n")
        assert run(*shlex.split(command)).out == printed


def test_the_hook_takes_our_files() -> None:
    """pre-commit runs the check on our files, and on no others."""
    (hook,) = yaml.safe_load(page(".pre-commit-hooks.yaml"))
    assert hook["entry"].split()[1] in COMMANDS
    for name in ("raci.toml", "a/raci.toml", "group.raci.toml", "a/b.raci.toml"):
        assert re.search(hook["files"], name)
    for name in ("pyproject.toml", "araci.toml", "raci.toml.bak"):
        assert not re.search(hook["files"], name)
