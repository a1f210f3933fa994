"""``raci review``: when each channel was looked at last, and noting that it was today."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.cli import output
from raci.cli.arguments import add_file, day, shift_file, today
from raci.cli.context import FINE
from raci.cli.files import open_document, the_file
from raci.cli.names import channel_meant
from raci.model.edit import Compound
from raci.model.error import EditError
from raci.model.review import reassigned
from raci.model.text import Text, mark, printable
from raci.workspace import Workspace
from raci.workspace.reviews import in_turn, seen_last, still_true

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.cli.arguments import Options, Parser
    from raci.cli.context import Session
    from raci.model.organisation import Channel, Organisation
    from raci.model.review import Reassigned
    from raci.words import Words

DESCRIPTION = mark(
    "Note that channels were looked at and are as the file says, with the day, who looked, and "
    "the letters that were seen. Without channels: show when each was reviewed last and what has "
    "changed since, the longest ago first."
)


def add_arguments(parser: Parser, words: Words) -> None:
    """Add what the command takes."""
    add_file(parser, words)
    parser.add_argument(
        "channels", metavar="CHANNEL", nargs="*", help=words("id or name of a reviewed channel")
    )
    parser.add_argument("--all", action="store_true", help=words("note all active channels"))
    parser.add_argument(
        "--by", metavar="WHO", help=words("who looked: id or name of a role, or any name")
    )
    parser.add_argument(
        "--on", metavar="DATE", type=day, help=words("the day of the review; today by default")
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=words("text by default")
    )


def run(options: Options, session: Session) -> int:
    """Note reviews and save the file, if any are named; and tell of them, or of all."""
    shift_file(options, "channels")
    path = the_file(options.file)
    document, stamp = open_document(path)
    organisation = document.organisation
    channels = _meant(organisation, options)
    if options.all or options.channels:
        space = Workspace(document, today=today(), path=path, stamp=stamp)
        on, by = options.on or space.today, _who(organisation, options.by)
        space.apply(Compound(tuple(still_true(channel, on, by) for channel in channels)))
        space.save()
        organisation = space.organisation
        channels = [organisation.channels[channel.id] for channel in channels]
    elif options.by or options.on:
        raise EditError(Text("nothing is noted: name the channels, or --all"))
    if options.format == "json":
        output.write(_json(channels))
        return FINE
    words = session.words_for(organisation.language)
    for channel in channels:
        sys.stdout.write(f"{printable(words.say(seen_last(organisation, channel)))}\n")
    return FINE


def _meant(organisation: Organisation, options: Options) -> list[Channel]:
    if options.all or not options.channels:
        return in_turn(organisation)
    named = [channel_meant(organisation, word) for word in options.channels]
    return list({channel.id: channel for channel in named}.values())


def _who(organisation: Organisation, word: str | None) -> str | None:
    """Return the id of the role of that id or name, if there is only one; else the word."""
    word = (word or "").strip()
    if not word or word in organisation.roles:
        return word or None
    named = [role.id for role in organisation.roles.values() if role.name == word]
    return named[0] if len(named) == 1 else word


def _json(channels: Iterable[Channel]) -> str:
    from raci.model.text import json_text

    reviews = [
        {
            "channel": channel.id,
            "name": channel.name,
            "on": review and review.on.isoformat(),
            "by": review and review.by,
            "changes": [_change(one) for one in reassigned(channel)]
            if review and review.complete
            else None,
        }
        for channel in channels
        for review in (channel.review,)
    ]
    return json_text({"version": 1, "reviews": reviews})


def _change(change: Reassigned) -> dict[str, str | None]:
    duty = change.duty and change.duty.value
    return {"duty": duty, "role": change.role, "old": change.old, "new": change.new}
