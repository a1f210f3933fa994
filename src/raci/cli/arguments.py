"""Arguments that several commands take, and how their values are read."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentTypeError
from gettext import gettext
from typing import TYPE_CHECKING

from raci.model.text import mark

if TYPE_CHECKING:
    from raci.cli.parser import Parser
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
        raise ArgumentTypeError(gettext(_NO_DATE) % {"text": text}) from None


def count(text: str) -> int:
    """Read a whole number from 1 up."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(gettext(_NO_COUNT) % {"text": text})
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
        metavar="ROLE",
        help=words("channels, letters and deputy of one role, by its id or name"),
    )


def columns(otherwise: int) -> int:
    """Return how wide the terminal is; ``otherwise`` where there is none."""
    import shutil

    return shutil.get_terminal_size((otherwise, 24)).columns
