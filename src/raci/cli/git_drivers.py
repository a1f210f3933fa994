"""``raci git``: git compares and merges organisations in their own words, not line by line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import git, output
from raci.cli.exits import FINE
from raci.model.text import Text, mark

if TYPE_CHECKING:
    from raci.cli.parser import Options, Parser
    from raci.cli.session import Session
    from raci.words import Words

DESCRIPTION = mark(
    "Set this repository up so that git diff and git merge use raci for raci.toml and "
    "*.raci.toml; --undo takes that out again."
)

_SETTINGS = {
    "diff.raci.command": "raci diff",
    "merge.raci.name": "raci: by cell, field, row and role",
    "merge.raci.driver": "raci merge %O %A %B",
}
_LINES = ("raci.toml diff=raci merge=raci", "*.raci.toml diff=raci merge=raci")
_DONE, _UNDONE = mark("set up in {path}"), mark("taken out of {path}")


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "what", metavar="install", choices=("install",), help=words("set up the repository")
    )
    parser.add_argument("--undo", action="store_true", help=words("take out what was set up"))


def run(options: Options, session: Session) -> int:
    """Write git's configuration and ``.gitattributes``, or take our part out of both."""
    here = Path.cwd()
    attributes = git.root(here) / ".gitattributes"
    for key, value in _SETTINGS.items():
        if options.undo:
            git.unset(here, key)
        else:
            git.set_up(here, key, value)
    before = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
    kept = [line for line in before.splitlines() if line not in _LINES]
    lines = kept if options.undo else [*kept, *_LINES]
    after = "".join(f"{line}\n" for line in lines)
    if after != before:
        _write(attributes, after)
    template = _UNDONE if options.undo else _DONE
    session.say(Text(template, {"path": str(attributes)}))
    return FINE


def _write(path: Path, text: str) -> None:
    if text:
        output.write(text, str(path))
    else:
        path.unlink()
