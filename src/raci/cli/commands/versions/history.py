"""``raci history``: who changed a channel or one of its cells, when, from what to what."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import add_file, shift_file
from raci.cli.context import FINE
from raci.cli.files import open_document, the_file
from raci.cli.names import PORTFOLIO, channel_meant, role_meant
from raci.model.error import EditError
from raci.model.text import Text, mark, printable
from raci.reports.styles import Ink
from raci.toml_edit.scan import BOM
from raci.versions.git.cell_history import cell_history, id_of_today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.model.organisation import Channel, Role
    from raci.versions.git.cell_history import CommittedChange
    from raci.words import Words

DESCRIPTION = mark(
    "Show who changed a channel, or the letters of one role on it, when, and from what to what, "
    "as git remembers it."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words)
    parser.add_argument(
        "channel", metavar="CHANNEL", help=words("id or name of the channel; portfolio for its row")
    )
    parser.add_argument(
        "role",
        metavar="ROLE",
        nargs="?",
        help=words("id or name of the role, or a person who has just one"),
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=words("text by default")
    )


def run(options: Options, session: Session) -> int:
    """Print the history, the newest change first."""
    shift_file(options, "channel", "role")
    path = the_file(options.file)
    document, _ = open_document(path)
    organisation = document.organisation
    text = document.text.removeprefix(BOM)
    channel = None
    if options.channel != PORTFOLIO or PORTFOLIO in organisation.channels:
        meant = partial(channel_meant, organisation)
        channel = _id(path, text, "channels", options.channel, meant)
    role = None
    if options.role:
        role = _id(path, text, "roles", options.role, partial(role_meant, organisation))
    words = session.words_for(organisation.language)
    found = cell_history(path, text, channel, role)
    if options.format == "json":
        output.write(_json(found, words))
        return FINE
    number = 0
    for number, made in enumerate(found, 1):  # noqa: B007 - told after the loop
        sys.stdout.write(_line(made, words, Ink(on=session.color())))
    if not number:
        session.notify(Text("git remembers no change of it"))
    return FINE


def _id(
    path: Path, text: str, table: str, word: str, meant: Callable[[str], Channel | Role]
) -> str:
    """Return the id of what is meant: today, or in an earlier version of the file."""
    try:
        return meant(word).id
    except EditError:
        found = id_of_today(path, text, table, word)
        if found is None:
            raise
        return found


def _line(made: CommittedChange, words: Words, ink: Ink) -> str:
    version, text = made.version, printable(words.say(made.change.message))
    if version is None:
        return f"{ink.faint(words('not committed'))}  {text}\n"
    day = words.date(dt.date.fromisoformat(version.date))
    who = printable(f"{day}  {version.author}")
    return f"{ink.faint(who)}  {text}{ink.faint(f'  ({printable(version.subject)})')}\n"


def _json(found: Iterator[CommittedChange], words: Words) -> str:
    from raci.model.text import json_text

    changes = [
        {
            "commit": version and version.commit,
            "date": version and version.date,
            "author": version and version.author,
            "subject": version and version.subject,
            "path": list(change.path),
            "old": change.old,
            "new": change.new,
            "message": words.say(change.message),
        }
        for version, change in found
    ]
    document = {"version": 1, "changes": changes}
    return json_text(document, default=str)
