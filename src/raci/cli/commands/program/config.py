"""``raci config``: where one's own settings are, what they say, and what is wrong with them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.context import FINE, REFUSED
from raci.cli.settings import load, place
from raci.model.text import Text, mark, printable
from raci.tui.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.cli.settings import Preferences
    from raci.words import Words

DESCRIPTION = mark(
    "One's own settings: language, theme, keymap and the keys of the editor's commands."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "what",
        metavar="path|show|check",
        choices=("path", "show", "check"),
        help=words("where the file is, what it says, or what is wrong with it"),
    )


def run(options: Options, session: Session) -> int:
    """Print what was asked for."""
    path = place()
    if options.what == "path":
        sys.stdout.write(f"{printable(str(path))}\n")
        return FINE
    found = load(path, COMMANDS)
    if options.what == "show":
        output.write(_shown(found))
    return _told(found, path, session, checking=options.what == "check")


def _shown(found: Preferences) -> str:
    """Return the settings as the file would have them."""
    import tomli_w

    values = {
        "language": found.language,
        "theme": found.theme,
        "keymap": found.keymap,
        "ascii": found.ascii,
        "keys": {command: list(keys) for command, keys in found.keys.items()},
    }
    return tomli_w.dumps({key: value for key, value in values.items() if value not in (None, {})})


def _told(found: Preferences, path: Path, session: Session, *, checking: bool) -> int:
    """Tell what is wrong, and in ``check`` that nothing is."""
    for problem in found.problems:
        session.notify(Text("{path}: {problem}", {"path": str(path), "problem": problem}))
    if found.problems:
        return REFUSED
    if not path.exists():
        session.notify(Text("{path}: there is no such file; nothing is set", {"path": str(path)}))
    elif checking:
        session.notify(Text("{path}: all is well", {"path": str(path)}))
    return FINE
