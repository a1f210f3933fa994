"""``raci history``: who changed a channel or one of its cells, when, from what to what."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raci.check.rulebook import NAMES
from raci.cli import git
from raci.cli.exits import FINE
from raci.cli.meaning import channel_meant, role_meant
from raci.cli.opening import open_document
from raci.compare import differences
from raci.document.document import Document
from raci.document.file import NotUtf8Error, decode
from raci.model.text import Text, mark, printable
from raci.reports.ink import Ink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.cli.parser import Options, Parser
    from raci.cli.session import Session
    from raci.compare import Change
    from raci.words import Words

DESCRIPTION = mark(
    "Show who changed a channel, or the letters of one role on it, when, and from what to what, "
    "as git remembers it."
)

#: Parts of a channel's own path; those of what it holds are longer.
_ENTRY = 2


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("file", metavar="FILE", help=words("the organisation's file"))
    parser.add_argument("channel", metavar="CHANNEL", help=words("id or name of the channel"))
    parser.add_argument("role", metavar="ROLE", nargs="?", help=words("id or name of the role"))


def run(options: Options, session: Session) -> int:
    """Print the history, the newest change first."""
    path = Path(options.file)
    document, _ = open_document(path)
    organisation = document.organisation
    channel = channel_meant(organisation, options.channel).id
    role = role_meant(organisation, options.role).id if options.role else None
    words = session.words_for(organisation.language)
    ink, number = Ink(on=session.color()), 0
    for version, change in _history(path, document.data, channel, role):
        number += 1
        who = printable(f"{version.date}  {version.author}") if version else words("not committed")
        subject = f"  ({printable(version.subject)})" if version else ""
        text = printable(words.say(change.message))
        sys.stdout.write(f"{ink.faint(who)}  {text}{ink.faint(subject)}\n")
    if not number:
        session.say(Text("git remembers no change of it"))
    return FINE


def _history(
    path: Path, now: Mapping[str, Any], channel: str, role: str | None
) -> Iterator[tuple[git.Version | None, Change]]:
    """Yield each change with the commit that made it; None for what is not committed yet."""
    newer, made_by = now, None
    for version in [*git.versions(path), None]:
        older = _values(version, path)
        if older is None:
            continue  # a broken version in between says nothing
        changes = differences(older, newer)
        for change in changes:
            if _concerns(change, channel, role):
                yield made_by, change
        channel = _former("channels", channel, changes)
        role = role and _former("roles", role, changes)
        newer, made_by = older, version


def _values(version: git.Version | None, path: Path) -> Mapping[str, Any] | None:
    """Return the values of a version, none before the first one, None for what is no TOML."""
    if version is None:
        return {}
    try:
        text = decode(git.text_of(version, path))
    except NotUtf8Error:
        return None
    document = Document.parse(text, NAMES)
    return document.data if document.readable else None


def _concerns(change: Change, channel: str, role: str | None) -> bool:
    if change.path[:_ENTRY] != ("channels", channel):
        return False
    if role is None or change.path[_ENTRY:]:
        return role is None or change.path[-1] == role
    sides = [side for side in (change.old, change.new) if isinstance(side, Mapping)]
    return any(role in side.get("raci", ()) for side in sides)


def _former(table: str, key: str, changes: Sequence[Change]) -> str:
    """Return the id that an entry had before a change of ids."""
    for change in changes:
        if change.path == (table, key) and isinstance(change.old, str) and change.new == key:
            return change.old
    return key
