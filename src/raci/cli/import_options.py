"""What a person may say of how a table is to be read, on the command line."""

from __future__ import annotations

from argparse import ArgumentTypeError
from gettext import gettext
from typing import TYPE_CHECKING

from raci.cli.arguments import count, listed
from raci.model.scheme import SCHEMES
from raci.model.text import mark
from raci.tables.importing import SOURCES, Stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.cli.arguments import Options, Parser
    from raci.words import Words

#: Said by argparse, hence in its way of filling places.
_NO_LETTERS = mark("%(text)r does not say which letter means which, as V=A,D=R does")
_NO_ROWS = mark("%(text)r is no number of rows")


def add_reading(parser: Parser, words: Words) -> None:
    """Add what may be said of the reading; what is not said is inferred."""
    parser.add_argument(
        "--from",
        dest="source",
        metavar="KIND",
        choices=tuple(SOURCES),
        help=words("{kinds}; by default what name and content say", kinds=tuple(SOURCES)),
    )
    parser.add_argument("--sheet", metavar="NAME", help=words("the one sheet or table to read"))
    parser.add_argument(
        "--encoding", metavar="NAME", help=words("the encoding of a text, as cp1252")
    )
    parser.add_argument(
        "--scheme",
        metavar="SCHEME",
        choices=tuple(SCHEMES),
        help=words("{schemes}; by default what the letters look like", schemes=tuple(SCHEMES)),
    )
    parser.add_argument(
        "--reading",
        metavar="N",
        type=count,
        help=words("which of the readings that were listed, where a table can be read in several"),
    )
    parser.add_argument(
        "--head-rows", metavar="N", type=_rows, help=words("how many rows the heads have")
    )
    parser.add_argument("--roles", choices=("rows", "columns"), help=words("where the roles stand"))
    parser.add_argument(
        "--letters",
        metavar="V=A,D=R",
        type=_letters,
        help=words("what letters of the table mean, in those of RACI; N= for none"),
    )
    parser.add_argument(
        "--skip",
        metavar="COLUMN",
        type=listed,
        help=words("columns and rows to leave aside, by their heads or as C,D,7"),
    )


def stated(options: Options) -> Stated:
    """Return what was said of the reading."""
    return Stated(
        options.reading or 0,
        options.head_rows,
        options.roles or "",
        options.letters or {},
        tuple(options.skip or ()),
        options.source or "",
        options.sheet or "",
        options.encoding or "",
        options.scheme or "",
    )


def _rows(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(gettext(_NO_ROWS) % {"text": text})
    return int(text)


def _letters(text: str) -> Mapping[str, str]:
    """Read ``V=A,D=R``."""
    found: dict[str, str] = {}
    for pair in listed(text):
        symbol, between, letter = pair.partition("=")
        if not between or not symbol.strip() or len(letter.strip()) > 1:
            raise ArgumentTypeError(gettext(_NO_LETTERS) % {"text": text})
        found[symbol.strip()] = letter.strip().upper()
    return found
