"""The manual page ``raci(1)``, in the words of ``--help``: written into docs/man, and installed."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from raci import __version__
from raci.cli.arguments import speaking
from raci.cli.registry import (
    COMMANDS,
    exit_codes,
    options_of_all,
    parser_of,
    purpose,
)
from raci.words import mark

if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Iterator, Mapping

    from raci.words import Words

_ENVIRONMENT = {
    "RACI_FILE": mark("the organisation's file where none is named"),
    "LC_ALL, LC_MESSAGES, LANG": mark("the language, where --lang does not say it"),
    "NO_COLOR, FORCE_COLOR": mark("no colours; colours also where there is no terminal"),
    "GITHUB_ACTIONS": mark("findings as annotations of a workflow, where --format says nothing"),
    "RACI_DEBUG": mark("where the program itself has failed: show where"),
}

_FILES = {
    "raci.toml": mark(
        "the organisation's file; where none is named, it is looked for in the working folder and "
        "upwards, not beyond a repository"
    ),
    "~/.config/raci/config.toml": mark("one's own settings; raci config path says where they are"),
}

#: What all commands know, as argparse calls it.
_OF_ALL = ("help", "lang", "color")

_WIDTH = 78

#: What roff would take for something else; a hyphen that is typed is a minus there.
_ROFF = str.maketrans(
    {
        "\\": r"\(rs",
        '"': r"\(dq",
        "'": r"\(aq",
        "-": r"\-",
        "^": r"\(ha",
        "`": r"\(ga",
        "~": r"\(ti",
    }
)


def manual(words: Words) -> str:
    """Return the page in the language of ``words``, as roff with the macros of man(7)."""
    with speaking(words.language):
        return "".join(f"{line}\n" for line in _lines(words))


def _lines(words: Words) -> Iterator[str]:
    aim, otherwise = purpose(words)
    yield f'.TH RACI 1 "" "raci {__version__}"'
    yield from _head("NAME")
    yield from _text(f"raci - {aim.rstrip('.')}")
    yield from _head(words("SYNOPSIS"))
    yield from _usage("raci", f"[{words('COMMAND')}] [{words('OPTION')} ...]")
    yield ".br"
    yield from _usage("raci", f"[{words('FILE')}]")
    yield from _head(words("DESCRIPTION"))
    yield from _text(f"{aim} {otherwise}")
    yield from _head(words("OPTIONS"))
    yield from _terms(options_of_all(words))
    yield from _head(words("COMMANDS"))
    for name in COMMANDS:
        yield from _command(name, words)
    yield from _head(words("EXIT STATUS"))
    yield from _text(exit_codes(words))
    yield from _head(words("ENVIRONMENT"))
    yield from _terms({name: words(said) for name, said in _ENVIRONMENT.items()})
    yield from _head(words("FILES"))
    yield from _terms({name: words(said) for name, said in _FILES.items()})


def _command(name: str, words: Words) -> Iterator[str]:
    parser = parser_of(name, words)
    parser.translate()
    yield f'.SS "{_escaped(f"raci {name}")}"'
    usage = " ".join(parser.format_usage().split()).partition(parser.prog)[2]
    # The options that all commands know are told once, above.
    yield from _usage(parser.prog, re.sub(r"\[(-h|--lang \S+|--color \S+)\] ?", "", usage))
    yield ".PP"
    yield from _text(parser.description or "")
    own = [action for action in parser._actions if action.dest not in _OF_ALL]  # noqa: SLF001 - it has no public list
    yield from _terms({_invocation(action): action.help or "" for action in own})


def _invocation(action: Action) -> str:
    """Return how an argument is written: ``-q, --quiet``, ``--jobs N``, ``FILE``."""
    choices = "{" + ",".join(map(str, action.choices or ())) + "}"
    value = "" if action.nargs == 0 else str(action.metavar or choices)
    return f"{', '.join(action.option_strings)} {value}".strip()


def _head(title: str) -> Iterator[str]:
    yield f'.SH "{_escaped(title)}"'


def _usage(program: str, arguments: str) -> Iterator[str]:
    yield rf"\fB{_escaped(program)}\fR"
    yield from _text(arguments.strip())


def _terms(described: Mapping[str, str]) -> Iterator[str]:
    for term, said in described.items():
        yield from (".TP", rf"\fB{_escaped(term)}\fR")
        yield from _text(said)


def _text(text: str) -> Iterator[str]:
    """Yield text in lines of which roff takes none for a request."""
    for line in textwrap.wrap(
        _escaped(text), _WIDTH, break_long_words=False, break_on_hyphens=False
    ):
        yield rf"\&{line}" if line.startswith(".") else line


def _escaped(text: str) -> str:
    return text.translate(_ROFF)
