"""Arguments of a command: argparse, in the user's language, with our way of refusing."""

from __future__ import annotations

import argparse
import gettext
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from raci.cli.session import COLORS
from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.words import CATALOGUES, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.words import Words

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
