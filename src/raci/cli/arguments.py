"""Arguments that several commands take, and how their values are read."""

from __future__ import annotations

import argparse
import datetime as dt
import gettext
import os
from argparse import ArgumentTypeError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from raci.cli.context import COLORS
from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.words import CATALOGUES, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.words import Words


#: Said by argparse, hence in its way of filling places.
_NO_DATE = mark("%(text)r is no date like 2026-09-01")
_NO_COUNT = mark("%(text)r is no number from 1 up")


def add_file(parser: Parser, words: Words, *, piped: bool = False) -> None:
    """Add ``[FILE]``, which may be left out, and be ``-`` where it is ``piped``."""
    plain = words("the organisation's file; by default $RACI_FILE or the nearest raci.toml")
    either = words(
        "the organisation's file, or - for the standard input; by default $RACI_FILE or the "
        "nearest raci.toml"
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help=either if piped else plain)


def day(text: str) -> dt.date:
    """Read a date as ``2026-09-01``; the word ``today`` stands for this one."""
    if text == "today":
        return today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(gettext.gettext(_NO_DATE) % {"text": text}) from None


def count(text: str) -> int:
    """Read a whole number from 1 up."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(gettext.gettext(_NO_COUNT) % {"text": text})
    return int(text)


def listed(text: str) -> list[str]:
    """Read words that stand between commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def today() -> dt.date:
    """Return the day it is where the user is."""
    return dt.datetime.now().astimezone().date()


def add_layout(parser: Parser, words: Words) -> None:
    """Add how a matrix is laid out, and the one role to show."""
    parser.add_argument(
        "--layout",
        choices=("grid", "long", "role"),
        default="grid",
        help=words("the matrix, a line per channel, or a list per role"),
    )
    parser.add_argument(
        "--role",
        metavar="NAME",
        help=words("channels, letters and deputies of a role, or of all roles of a person"),
    )


def columns(otherwise: int) -> int:
    """Return how wide the terminal is; ``otherwise`` where there is none."""
    import shutil

    return shutil.get_terminal_size((otherwise, 24)).columns


#: What argparse itself says; it asks gettext for these in the domain that ``speaking`` sets.
ARGPARSE = (
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("show this help message and exit"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("ignored explicit argument %r"),
    mark("not allowed with argument %s"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
)


class UsageError(RaciError):
    """The arguments do not make sense."""


class Parser(argparse.ArgumentParser):
    """The parser of one command; it knows the options that all commands share."""

    def __init__(self, command: str, words: Words, description: str) -> None:
        """Begin with ``--lang`` and ``--color``; the command's module adds its own."""
        super().__init__(prog=f"raci {command}", description=words(description), allow_abbrev=False)
        self.words = words
        shared = self.add_argument_group(words("shared by all commands"))
        shared.add_argument(
            "--lang", choices=LANGUAGES, help=words("the language of everything that is said")
        )
        shared.add_argument(
            "--color",
            choices=COLORS,
            default="auto",
            help=words("auto, always or never; NO_COLOR and FORCE_COLOR count too"),
        )

    def error(self, message: str) -> NoReturn:
        """Refuse with a sentence and the way to the help."""
        values = {"message": message, "command": self.prog}
        raise UsageError(Text("{message}; see {command} --help", values))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let argparse speak our language while it builds help and complains.

    It asks gettext for the domain of the process and the languages of the environment, so both
    are set for as long as it works.
    """
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("raci", str(CATALOGUES))
    gettext.textdomain("raci")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


#: What commands add their arguments to; the values come back as attributes.
Options = Any
