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
from raci.cli.files import names_file
from raci.cli.names import nearest
from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.words import CATALOGUES, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci.words import Words


#: Said by argparse, hence in its way of filling places.
_NO_DATE = mark("%(text)r is no date like 2026-09-01")
_NO_COUNT = mark("%(text)r is no number from 1 up")
_NO_WORDS = mark("%(text)r names nothing")

#: What stands in the help for a value.
METAVARS = (
    mark("BASE"),
    mark("CHANNEL"),
    mark("CODE"),
    mark("COLUMN"),
    mark("DATE"),
    mark("FILE"),
    mark("FORMAT"),
    mark("INDUSTRY"),
    mark("KIND"),
    mark("LETTERS"),
    mark("NAME"),
    mark("OURS"),
    mark("PATH"),
    mark("ROLE"),
    mark("ROLE=ROLE"),
    mark("RULES"),
    mark("SCHEME"),
    mark("SIZE"),
    mark("TABLE"),
    mark("TEMPLATE"),
    mark("TEXT"),
    mark("THEIRS"),
    mark("VERSION"),
    mark("WHO"),
    mark("WORD"),
)


def add_file(parser: Parser, words: Words, *, piped: bool = False) -> None:
    """Add ``[FILE]``, which may be left out, and be ``-`` where it is ``piped``."""
    plain = words("the organisation's file; by default $RACI_FILE or the nearest raci.toml")
    either = words(
        "the organisation's file, or - for the standard input; by default $RACI_FILE or the "
        "nearest raci.toml"
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help=either if piped else plain)


def shift_file(options: Options, *others: str) -> None:
    """Move the words along where the first one is no file, which may be left out.

    Args:
        options: With ``file`` and, in this order, the values of ``others``.
        others: Names of positional arguments; the last one may be a list.
    """
    if options.file is None or names_file(options.file):
        return
    carried = options.file
    options.file = None
    for name in others:
        value = getattr(options, name)
        if isinstance(value, list | tuple):
            setattr(options, name, [carried, *value])
            return
        setattr(options, name, carried)
        carried = value


def day(text: str) -> dt.date:
    """Read a date as people write it: ``2026-09-01``, ``1.9.26``, ``1.9.``, ``today``."""
    from raci.model.day import read_day

    found = read_day(text, today())
    if found is None:
        raise ArgumentTypeError(gettext.gettext(_NO_DATE) % {"text": text})
    return found


def count(text: str) -> int:
    """Read a whole number from 1 up."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(gettext.gettext(_NO_COUNT) % {"text": text})
    return int(text)


def listed(text: str) -> list[str]:
    """Read words that stand between commas, at least one."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words:
        raise ArgumentTypeError(gettext.gettext(_NO_WORDS) % {"text": text})
    return words


def today() -> dt.date:
    """Return the day it is where the user is."""
    return dt.datetime.now().astimezone().date()


def add_layout(parser: Parser, words: Words) -> None:
    """Add how a matrix is laid out, and the one role to show."""
    parser.add_argument(
        "--layout",
        choices=("grid", "long", "role"),
        help=words("the matrix, a line per channel, or a list per role"),
    )
    parser.add_argument(
        "--role",
        metavar="WHO",
        help=words("channels, letters and deputies of a role, or of all roles of a person"),
    )


def layout_meant(options: Options) -> str:
    """Return the layout: the one named, that of a single role, else the matrix.

    Raises:
        UsageError: One role is wanted, and a layout of all.
    """
    if options.role is None:
        return options.layout or "grid"
    if options.layout not in {None, "role"}:
        problem = Text(
            "--role is a list of its own; --layout {layout} shows all roles: name one of them",
            {"layout": options.layout},
        )
        raise UsageError(problem)
    return "role"


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

    def read(
        self, arguments: Sequence[str], *, elsewhere: Iterable[str] = ()
    ) -> argparse.Namespace:
        """Return the values of the arguments, in whatever order options and files stand.

        Args:
            arguments: Those of the command alone.
            elsewhere: Options of other commands, one of which may have been meant.

        Raises:
            UsageError: They do not make sense.
        """
        self.translate()
        options, unknown = self.parse_known_args(self._options_first(arguments))
        if unknown:
            # The dashes that end the options are ours.
            told = " ".join(one for one in unknown if one != "--")
            message = self.words("unrecognized arguments: %s") % told
            known = {name[2:]: name for name in (*self._option_string_actions, *elsewhere)}
            # A word without a dash is one too many, whatever option it is like.
            first = next((one for one in unknown if one[:1] == "-" and one != "--"), "")
            near = nearest(first.partition("=")[0].lstrip("-"), known) if first else ()
            self.error(self._with_nearest(message, [known[name] for name in near]))
        return options

    def translate(self) -> None:
        """Let the help name values as the reader calls them."""
        for action in self._actions:
            if action.metavar in METAVARS:
                action.metavar = self.words(str(action.metavar))

    def _options_first(self, arguments: Sequence[str]) -> list[str]:
        """Return the options with their values, then ``--`` and all else.

        argparse takes all files at once, and would refuse those that stand behind a later option.
        """
        options: list[str] = []
        others: list[str] = []
        rest = iter(arguments)
        for argument in rest:
            if argument == "--":
                others += rest
            elif argument == "-" or not argument.startswith("-"):
                others.append(argument)
            else:
                options.append(argument)
                action = self._option_string_actions.get(argument)
                if action and action.nargs is None:
                    options += [value for value in (next(rest, None),) if value is not None]
        return [*options, "--", *others] if others else options

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse what is not among the choices, and name the nearest of them."""
        if action.choices is None or value in action.choices:
            return
        choices = tuple(map(str, action.choices))
        message = self.words(
            "invalid choice: '{value}' (choose from {choices})", value=str(value), choices=choices
        )
        raise argparse.ArgumentError(
            action, self._with_nearest(message, nearest(str(value), choices))
        )

    def _with_nearest(self, message: str, near: Sequence[str]) -> str:
        if not near:
            return message
        return self.words("{problem}; did you mean {names}?", problem=message, names=tuple(near))

    def error(self, message: str) -> NoReturn:
        """Refuse with a sentence and the way to the help."""
        values = {"message": message, "command": self.prog}
        if message.endswith("?"):
            raise UsageError(Text("{message} See {command} --help", values))
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
