"""``raci what-if``: what would come of somebody leaving, or of another reporting line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.check.checker import Options as CheckOptions
from raci.check.selection import Selection
from raci.cli.arguments import day, today
from raci.cli.exits import FINE
from raci.cli.opening import open_document
from raci.cli.parser import UsageError
from raci.model.edit import Compound
from raci.model.text import Text, mark, printable
from raci.reports.ink import Ink
from raci.workspace.what_if import consequences, leaving, reporting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.cli.parser import Options, Parser
    from raci.cli.session import Session
    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.words import Words

DESCRIPTION = mark(
    "List the findings that would come and go if somebody left or reported to somebody else. "
    "Nothing is changed."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("file", metavar="FILE", help=words("the organisation's file"))
    parser.add_argument(
        "--without", metavar="WHO", help=words("id or name of a role, or a person, who leaves")
    )
    parser.add_argument(
        "--replaced-by", metavar="ROLE", help=words("the role that takes over from them")
    )
    parser.add_argument(
        "--reports",
        metavar="ROLE=ROLE",
        action="append",
        default=[],
        help=words("the first role reports to the second one, or to nobody (ROLE=)"),
    )
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Try the change and print what would come of it."""
    from pathlib import Path

    document, _ = open_document(Path(options.file))
    organisation = document.organisation
    edits = tuple(_edits(organisation, options))
    if not edits:
        raise UsageError(Text("say what if: --without WHO or --reports ROLE=ROLE"))
    selection = Selection.of(organisation.check)
    choice = CheckOptions(today=options.today or today(), selection=selection)
    found = consequences(document, Compound(edits), choice)
    ink, words = Ink(on=session.color()), session.words_for(organisation.language)
    sys.stdout.writelines(came_and_gone(found.came, found.gone, words, ink))
    session.say(counted(len(found.came), len(found.gone)), words)
    return FINE


def _edits(organisation: Organisation, options: Options) -> Iterator[Edit]:
    # Lines move first: whoever leaves may be named in them.
    for pair in options.reports:
        role, equals, superior = pair.partition("=")
        if not equals:
            raise UsageError(Text("{pair}: name two roles, as in ROLE=ROLE", {"pair": pair}))
        yield reporting(organisation, role, superior or None)
    if options.without is not None:
        yield leaving(organisation, options.without, options.replaced_by)


def came_and_gone(
    came: Iterable[Finding], gone: Iterable[Finding], words: Words, ink: Ink
) -> Iterator[str]:
    """Yield a line for each finding: ``+`` for new ones, ``-`` for those that are mended."""
    for sign, findings, painted in (("+", came, ink.removed), ("-", gone, ink.added)):
        for finding in findings:
            text = printable(words.say(finding.message))
            yield painted(f"{sign} {finding.code} {finding.severity}: {text}") + "\n"


def counted(came: int, gone: int) -> Text:
    """Return how many findings come and go, in a sentence."""
    return Text(
        "{came}, {gone}",
        {
            "came": Text("{n} new finding", {"n": came}, plural="{n} new findings"),
            "gone": Text("{n} finding gone", {"n": gone}, plural="{n} findings gone"),
        },
    )
