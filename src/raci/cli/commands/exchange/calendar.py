"""``raci calendar``: reviews that come due, assignments and waivers that end, as iCalendar."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import add_file, day, today
from raci.cli.context import FINE
from raci.cli.files import NAME, STDIN, open_document, the_file
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

    path = the_file(options.file)
    document, _ = open_document(path, piped=True)
    organisation = document.organisation
    words = session.words_for(organisation.language)
    now = options.today or today()
    roles = None
    if options.whose:
        roles = {role.id for role in roles_meant(organisation, options.whose)[1]}
    found = events(organisation, words, review_days(organisation), roles, never=now)
    if options.bundle:
        found = bundled(found, words)
    known_as = organisation.name if str(path) == STDIN else _known_as(path)
    output.write(to_ics(found, organisation, now, known_as).decode(), options.output)
    return FINE


def _known_as(path: Path) -> str:
    """Return what tells a file from those of other organisations, wherever it is checked out.

    That is its name; of a ``raci.toml``, as most are called, its folder's name as well.
    """
    if path.name != NAME:
        return path.name
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - links not followed
    return f"{Path(folder).name}/{NAME}"
