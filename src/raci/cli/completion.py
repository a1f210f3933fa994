"""``raci completion``: scripts that complete commands, options and rules in a shell."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.commands import COMMANDS
from raci.cli.parser import Parser
from raci.model.text import mark

if TYPE_CHECKING:
    from raci.cli.parser import Options
    from raci.cli.session import Session
    from raci.words import Words

DESCRIPTION = mark("Print a completion script, for instance into ~/.zfunc/_raci.")

#: What the library writes scripts for, of the shells we promise.
SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=words("bash, zsh or fish"))


def run(options: Options, session: Session) -> int:
    """Print the script."""
    import shtab

    output.write(shtab.complete(everything(session.words), shell=options.shell) + "\n")
    return 0


def everything(words: Words) -> argparse.ArgumentParser:
    """Return one parser that knows all commands, as the library wants it."""
    whole = argparse.ArgumentParser(prog="raci")
    whole.add_argument("-v", "--version", action="store_true", help=words("the version"))
    commands = whole.add_subparsers()
    for name, (module_name, line) in COMMANDS.items():
        module = import_module(module_name)
        parser = Parser(name, words, module.DESCRIPTION)
        module.add_arguments(parser, words)
        commands.add_parser(name, help=words(line), parents=[parser], add_help=False)
    return whole
