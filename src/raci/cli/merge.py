"""``raci merge``: three versions of a file by cell, field, row and role, comments kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.exits import FINE, FOUND
from raci.cli.opening import open_document
from raci.compare import edits_between, merge
from raci.compare.values import same
from raci.document import file as disk
from raci.model.error import EditError
from raci.model.path import dotted
from raci.model.text import Text, mark

if TYPE_CHECKING:
    from raci.cli.parser import Options, Parser
    from raci.cli.session import Session
    from raci.compare import Conflict
    from raci.document.document import Document
    from raci.words import Words

DESCRIPTION = mark(
    "Merge what two people made of the same file. What both changed in different ways is listed, "
    "stays as it is in OURS, and makes the exit code 1."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("base", metavar="BASE", help=words("the version both began with"))
    parser.add_argument(
        "ours", metavar="OURS", help=words("our version; the merge is written here")
    )
    parser.add_argument("theirs", metavar="THEIRS", help=words("their version"))
    parser.add_argument(
        "--output", metavar="FILE", help=words("write the merge here, and leave OURS alone")
    )


def run(options: Options, session: Session) -> int:
    """Merge, write, and list the conflicts."""
    base, _ = open_document(Path(options.base))
    ours, stamp = open_document(Path(options.ours))
    theirs, _ = open_document(Path(options.theirs))
    merged = merge(base.data, ours.data, theirs.data)
    document = reached(ours, merged.values)
    if options.output:
        output.write(document.text, options.output)
    elif document.text != ours.text:
        disk.save(options.ours, document.text, stamp)
    for conflict in merged.conflicts:
        session.say(_told(conflict))
    if merged.conflicts:
        number = len(merged.conflicts)
        session.say(Text("{n} conflict", {"n": number}, plural="{n} conflicts"))
    return FOUND if merged.conflicts else FINE


def reached(document: Document, values: dict[str, object]) -> Document:
    """Return the document edited until it says ``values``, its comments where they were.

    Raises:
        EditError: It cannot be made to say that; nothing has been written.
    """
    for edit in edits_between(document.data, values):
        document = document.apply(edit).document
    document.verify()
    if not same(document.data, values):
        raise EditError(Text("the merge cannot be written into this file; nothing was changed"))
    return document


def _told(conflict: Conflict) -> Text:
    values = {
        "place": dotted(conflict.path),
        "base": _shown(conflict.base),
        "ours": _shown(conflict.ours),
        "theirs": _shown(conflict.theirs),
    }
    return Text("{place}: ours {ours}, theirs {theirs}, before {base}", values)


def _shown(value: object) -> str:
    return value if isinstance(value, str) and value else "–" if not value else str(value)
