"""The table of commands: what ``raci --help`` lists, and which module does which."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from raci.words import mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

    class Command(Protocol):
        """What the module of a command holds."""

        DESCRIPTION: str

        def add_arguments(self, parser: Parser, words: Words) -> None:
            """Add what the command takes."""

        def run(self, options: Options, session: Session) -> int:
            """Do it and return the exit code."""


#: Name of the command, its module in ``raci.cli.commands``, and what it does in a line.
COMMANDS: dict[str, tuple[str, str]] = {
    "edit": ("edits.edit", mark("open the editor")),
    "check": ("checks.check", mark("find the gaps: nobody in charge, IT alone, out of reach …")),
    "show": ("exchange.show", mark("show the matrix on the terminal")),
    "export": ("exchange.export", mark("write the matrix as Excel, HTML, Markdown, CSV and more")),
    "report": ("exchange.report", mark("write the board's page, or a person's")),
    "calendar": ("exchange.calendar", mark("write what comes due into a calendar")),
    "import": ("exchange.import_table", mark("read a matrix from Excel, Markdown, CSV, HTML …")),
    "new": ("edits.new", mark("begin a file from a template")),
    "catalogue": ("exchange.catalogue", mark("list the channels that firms usually have")),
    "set": ("edits.set_letters", mark("change the letters of one role on one channel")),
    "review": ("edits.review", mark("note that channels were looked at, or show when")),
    "fix": ("checks.fix", mark("fix what needs no decision")),
    "rule": ("checks.rule", mark("explain a rule, or list them all")),
    "baseline": ("checks.baseline", mark("accept today's findings, and only new ones count")),
    "diff": ("versions.diff", mark("show what differs between two versions")),
    "merge": ("versions.merge", mark("merge what two people made of one file")),
    "history": ("versions.history", mark("show who changed a channel or a cell, and when")),
    "git": ("versions.git_drivers", mark("let git compare and merge in these words")),
    "what-if": ("checks.what_if", mark("try what would come of somebody leaving")),
    "schema": ("program.schema", mark("print the JSON Schema of the file")),
    "completion": ("program.completion", mark("print a completion script for the shell")),
    "config": ("program.config", mark("show and check one's own settings")),
}

#: What asks for the version; the first as some are used to.
VERSION = ("-v", "-V", "--version")

_VALUED = ("--lang", "--color")


def module_of(command: str) -> Command:
    """Return the module of a command; only that one is loaded."""
    return cast("Command", import_module(f"raci.cli.commands.{COMMANDS[command][0]}"))


def parser_of(command: str, words: Words) -> Parser:
    """Return the parser of a command, in the language of ``words``."""
    from raci.cli.arguments import Parser

    module = module_of(command)
    parser = Parser(command, words, module.DESCRIPTION)
    module.add_arguments(parser, words)
    return parser


def leading_options(arguments: Sequence[str]) -> Sequence[str]:
    """Return the options that every command knows and that stand before the command's name."""
    index = 0
    while index < len(arguments) and arguments[index].partition("=")[0] in _VALUED:
        index += 1 if "=" in arguments[index] else 2
    return arguments[:index]


def options_of_all(words: Words) -> dict[str, str]:
    """Return the options that all commands know, and what each does."""
    return {
        "-h, --help": words("this help; after a command, that command's"),
        ", ".join(VERSION[1:]): words("the version"),
        "--lang de|en": words("the language of everything that is said"),
        "--color WHEN": words("auto, always or never; NO_COLOR and FORCE_COLOR count too"),
    }


def purpose(words: Words) -> tuple[str, str]:
    """Return what the program is for, and what it does where no command is named."""
    return (
        words("Who answers for each customer channel: the matrix in one TOML file."),
        words("Without a command, or with a file in its place, the editor opens."),
    )


def overview(words: Words) -> str:
    """Return the list of commands and of the options that all of them know.

    Written by hand, as argparse alone would double the time that this takes.
    """
    commands = {name: words(line) for name, (_, line) in COMMANDS.items()}
    return (
        f"{words('usage: ')}raci [{words('COMMAND')}] …\n\n"
        + "\n".join(purpose(words))
        + f"\n\n{words('commands')}:\n{_table(commands)}"
        + f"\n{words('options')}:\n{_table(options_of_all(words))}"
        + f"\n{exit_codes(words)}\n"
    )


def exit_codes(words: Words) -> str:
    """Return what the exit codes mean."""
    return words("Exit codes: 0 fine, 1 findings or differences, 2 refused, 130 interrupted.")


def _table(rows: dict[str, str]) -> str:
    width = max(len(name) for name in rows)
    return "".join(f"  {name:{width}}  {text}\n" for name, text in rows.items())
