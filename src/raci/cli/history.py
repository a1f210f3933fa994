"""``raci history``: who changed a channel or one of its cells, when, from what to what."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from raci.cli import revisions
from raci.cli.exits import FINE
from raci.cli.meaning import channel_meant, role_meant
from raci.cli.opening import open_document
from raci.compare import differences
from raci.document.spans import BOM
from raci.model.text import Text, mark, printable
from raci.reports.ink import Ink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from raci.cli.parser import Options, Parser
    from raci.cli.revisions import Version
    from raci.cli.session import Session
    from raci.compare import Change
    from raci.words import Words

DESCRIPTION = mark(
    "Show who changed a channel, or the letters of one role on it, when, and from what to what, "
    "as git remembers it."
)

#: Parts of a channel's own path; those of what it holds are longer.
_ENTRY = 2

_Values = Mapping[str, Any]


class _Made(NamedTuple):
    """A change, and the commit that made it; None for what is not committed yet."""

    version: Version | None
    change: Change


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    parser.add_argument("file", metavar="FILE", help=words("the organisation's file"))
    parser.add_argument("channel", metavar="CHANNEL", help=words("id or name of the channel"))
    parser.add_argument("role", metavar="ROLE", nargs="?", help=words("id or name of the role"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=words("text by default")
    )


def run(options: Options, session: Session) -> int:
    """Print the history, the newest change first."""
    path = Path(options.file)
    document, _ = open_document(path)
    organisation = document.organisation
    channel = channel_meant(organisation, options.channel).id
    role = role_meant(organisation, options.role).id if options.role else None
    words = session.words_for(organisation.language)
    found = history(path, document.data, channel, role)
    if options.format == "json":
        sys.stdout.write(_json(found, words))
        return FINE
    number = 0
    for number, made in enumerate(found, 1):  # noqa: B007 - told after the loop
        sys.stdout.write(_line(made, words, Ink(on=session.color())))
    if not number:
        session.say(Text("git remembers no change of it"))
    return FINE


def _line(made: _Made, words: Words, ink: Ink) -> str:
    version, text = made.version, printable(words.say(made.change.message))
    if version is None:
        return f"{ink.faint(words('not committed'))}  {text}\n"
    who = printable(f"{version.date}  {version.author}")
    return f"{ink.faint(who)}  {text}{ink.faint(f'  ({printable(version.subject)})')}\n"


def _json(found: Iterator[_Made], words: Words) -> str:
    import json

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
    return json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n"


def history(path: Path, now: _Values, channel: str, role: str | None) -> Iterator[_Made]:
    """Yield the changes of a channel, or of one cell of it, the newest first.

    Each commit is held against the one it was made from, so that work done side by side is told
    where it was done; of a merge only what it has from none of its sides.

    Args:
        path: The file.
        now: What it says now.
        channel: The channel's id of today.
        role: The role's id of today; None for all of the channel.

    Raises:
        FileError: git cannot tell.
    """
    line = _Line(channel, role)
    known = revisions.versions(path)
    with revisions.contents(path) as content:
        values = _reader(content)
        committed = known[0].new and values(known[0].new)
        for change in line.concerning(differences(committed or {}, now)):
            yield _Made(None, change)
        for version in known:
            for change in line.concerning(_changes(version, values)):
                yield _Made(version, change)


def _reader(content: Callable[[str], bytes]) -> Callable[[str], _Values | None]:
    """Return what reads a version; a few are kept, as each is read as the new and as the old."""

    @lru_cache(maxsize=8)
    def values(name: str) -> _Values | None:
        """Return the values of a version, None for what is no TOML."""
        try:
            return tomllib.loads(content(name).decode("utf-8").removeprefix(BOM))
        except (ValueError, RecursionError):
            return None

    return values


def _changes(version: Version, values: Callable[[str], _Values | None]) -> Sequence[Change]:
    """Return what a commit changed; nothing where a side cannot be read."""
    new = values(version.new) if version.new else {}
    sides = [values(name) for name in version.old] or [{}]
    if new is None or None in sides:
        return ()
    found = [differences(old, new) for old in sides if old is not None]
    shared = set.intersection(*({change.path for change in changes} for changes in found))
    return [change for change in found[0] if change.path in shared]


class _Line:
    """Follows a channel, and a role on it, backwards over changes of their ids."""

    def __init__(self, channel: str, role: str | None) -> None:
        self._channels = {channel}
        self._roles = None if role is None else {role}

    def concerning(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Yield the changes that are about them, and remember their former ids."""
        for change in changes:
            if self._concerns(change):
                yield change
        for change in changes:
            for table, ids in (("channels", self._channels), ("roles", self._roles)):
                renamed = change.path[:1] == (table,) and change.new == change.path[-1]
                # Side branches know the former id for a while, so both are theirs.
                if ids and renamed and change.new in ids and isinstance(change.old, str):
                    ids.add(change.old)

    def _concerns(self, change: Change) -> bool:
        path = change.path
        if path[0] != "channels" or len(path) < _ENTRY or path[1] not in self._channels:
            return False
        if self._roles is None:
            return True
        if len(path) > _ENTRY:
            return path[2] in {"raci", "duties"} and path[-1] in self._roles
        sides = (side for side in (change.old, change.new) if isinstance(side, Mapping))
        return any(self._roles & _rows(side) for side in sides)


def _rows(channel: Mapping[str, Any]) -> set[str]:
    """Return the ids of the roles that have letters on a channel or its duties."""
    duties = channel.get("duties")
    rows = [channel.get("raci"), *(duties.values() if isinstance(duties, Mapping) else ())]
    return {role for row in rows if isinstance(row, Mapping) for role in row}
