"""``raci catalogue``: the channels that firms usually have, and who usually does what."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.cli.arguments import columns
from raci.model import vocabulary
from raci.model.organisation import Industry, Kind
from raci.model.scheme import SCHEMES
from raci.model.text import mark
from raci.reports.styles import Ink
from raci.words.catalogue import FUNCTIONS, entries, usual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words
    from raci.words.catalogue import Entry

DESCRIPTION = mark("List the channels that firms usually have, by industry, and who has what part.")

_INDENT = " " * 6
_LETTERS = {letter.part: char for char, letter in SCHEMES["RACI"].letters.items()}


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--industry",
        choices=tuple(industry.value for industry in Industry),
        metavar="INDUSTRY",
        help=words(
            "only the channels usual there: {industries}",
            industries=tuple(industry.value for industry in Industry),
        ),
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=words("text or JSON")
    )


def run(options: Options, session: Session) -> int:
    """Print the list."""
    listed = usual(options.industry) if options.industry else entries()
    if options.format == "json":
        from raci.cli import output
        from raci.model.text import json_text

        channels = [_plain(entry) for entry in listed]
        output.write(json_text({"version": 1, "channels": channels}))
    else:
        lines = _lines(listed, session.words, Ink(on=session.color()))
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _lines(listed: Sequence[Entry], words: Words, ink: Ink) -> Iterator[str]:
    heads = {
        Kind.NEW: words("New"),
        Kind.TRADITIONAL: words("Traditional"),
        Kind.THIRD_PARTY: words("Third parties"),
    }
    for kind, head in heads.items():
        channels = [entry for entry in listed if entry.kind is kind]
        if not channels:
            continue
        yield from () if kind is Kind.NEW else ("",)
        yield ink.strong(f"{head} ({len(channels)})")
        for entry in channels:
            phases = ", ".join(words.say(vocabulary.PHASES[phase]) for phase in entry.phases)
            yield f"  {entry.names[words.language]}  {ink.faint(phases)}"
            # Programs that look for a line get it whole.
            room = columns(100) if sys.stdout.isatty() else sys.maxsize
            for line in _joined(_split(entry, words), room - len(_INDENT)):
                yield f"{_INDENT}{ink.faint(line)}"


def _joined(parts: Iterable[str], room: int) -> Iterator[str]:
    """Yield parts with dots between them, as many on a line as there is room for."""
    line = ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        if line and len(longer) > room:
            yield line
            longer = part
        line = longer
    yield line


def _split(entry: Entry, words: Words) -> list[str]:
    """Return who usually has which part: ``A leadership``, ``R marketing``, ``C sales``."""
    parts = [
        f"{_LETTERS[part]} {', '.join(words.say(FUNCTIONS[one]) for one in functions)}"
        for part, functions in entry.parts.items()
    ]
    if entry.implementation:
        function = words.say(FUNCTIONS[entry.implementation])
        parts.append(words("implementation: {function}", function=function))
    return parts


def _plain(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": dict(entry.names),
        "synonyms": list(entry.synonyms),
        "includes": list(entry.includes),
        "kind": entry.kind.value,
        "phases": [phase.value for phase in entry.phases],
        "critical": entry.critical,
        **{part.value: [one.value for one in entry.parts[part]] for part in entry.parts},
        "implementation": entry.implementation.value if entry.implementation else None,
        "combines_with": list(entry.combines_with),
        "usual_in": [one.value for one in Industry if one in entry.usual_in],
    }
