"""What ``raci --help`` prints; by hand, as loading argparse would double the time it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.cli.commands import COMMANDS

if TYPE_CHECKING:
    from raci.words import Words


def overview(words: Words) -> str:
    """Return the list of commands and of the options that all of them know."""
    options = {
        "-h, --help": words("this help; after a command, that command's"),
        "-v, --version": words("the version"),
        "--lang de|en": words("the language of everything that is said"),
        "--color WHEN": words("auto, always or never; NO_COLOR and FORCE_COLOR count too"),
    }
    commands = {name: words(line) for name, (_, line) in COMMANDS.items()}
    return (
        f"{words('usage: ')}raci [{words('COMMAND')}] …\n\n"
        + words("Who answers for each customer channel: the matrix in one TOML file.")
        + "\n"
        + words("Without a command, or with a file in its place, the editor opens.")
        + f"\n\n{words('commands')}:\n{_table(commands)}"
        + f"\n{words('options')}:\n{_table(options)}"
        + "\n"
        + words("Exit codes: 0 fine, 1 findings or differences, 2 refused, 130 interrupted.")
        + "\n"
    )


def _table(rows: dict[str, str]) -> str:
    width = max(len(name) for name in rows)
    return "".join(f"  {name:{width}}  {text}\n" for name, text in rows.items())
