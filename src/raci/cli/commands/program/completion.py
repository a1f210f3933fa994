"""``raci completion``: scripts that complete commands, options and rules in a shell."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.cli import output
from raci.cli.arguments import Parser
from raci.cli.registry import COMMANDS, VERSION, module_of
from raci.model.text import mark

if TYPE_CHECKING:
    from raci.cli.arguments import Options
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark(
    "Print a script that completes what is typed. In bash: source <(raci completion bash); in zsh: "
    "raci completion zsh > _raci, in a folder of $fpath; in fish: raci completion fish > "
    "~/.config/fish/completions/raci.fish."
)

#: What stands in the help for a path.
_PATHS = ("FILE", "PATH", "TABLE", "BASE", "OURS", "THEIRS", "VERSION")

#: The same for a rule.
_RULES = ("CODE", "RULES")

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
    whole = Parser("", words, DESCRIPTION)
    whole.prog = "raci"
    whole.add_argument(*VERSION, action="store_true", help=words("the version"))
    commands = whole.add_subparsers(parser_class=argparse.ArgumentParser)
    for name, (_, line) in COMMANDS.items():
        module = module_of(name)
        parser = Parser(name, words, module.DESCRIPTION)
        module.add_arguments(parser, words)
        _complete(parser)
        commands.add_parser(name, help=words(line), parents=[parser], add_help=False)
    return whole


def _complete(parser: argparse.ArgumentParser) -> None:
    """Tell the library which arguments are paths and which are rules."""
    import shtab

    rules = (*NAMES.by_code, *NAMES.by_name)
    for action in parser._actions:  # noqa: SLF001 - the library reads them there, too
        if action.metavar in _PATHS:
            vars(action)["complete"] = shtab.FILE
        elif action.metavar in _RULES:
            action.choices = rules
