"""``raci calendar``: reviews that come due, assignments and waivers that end, as iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import add_file, day, today
from raci.cli.context import FINE
from raci.cli.files import open_document, the_file
from raci.cli.names import roles_meant
from raci.cli.pages import review_days
from raci.model.text import mark

if TYPE_CHECKING:
    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.words import Words

DESCRIPTION = mark(
    "Write what comes due as a calendar (.ics): reviews, and the ends of assignments and "
    "exceptions. To import it again moves what has moved."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words, piped=True)
    parser.add_argument("--output", metavar="FILE", help=words("write into this file"))
    parser.add_argument(
        "--for", dest="whose", metavar="WHO", help=words("only what concerns a person or role")
    )
    parser.add_argument(
        "--bundle",
        action="store_true",
        help=words("one event for each person and day in place of one for each channel"),
    )
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=words("the date to judge by (2026-09-01)")
    )


def run(options: Options, session: Session) -> int:
    """Write the calendar."""
    from raci.reports.pages.calendar import bundled, events, to_ics

    document, _ = open_document(the_file(options.file), piped=True)
    organisation = document.organisation
    words = session.words_for(organisation.language)
    now = options.today or today()
    roles = None
    if options.whose:
        roles = {role.id for role in roles_meant(organisation, options.whose)[1]}
    found = events(organisation, words, review_days(organisation), roles, never=now)
    if options.bundle:
        found = bundled(found, words)
    output.write(to_ics(found, organisation, now).decode(), options.output)
    return FINE
