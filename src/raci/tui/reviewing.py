"""The review round: from the channel that was looked at longest ago to the latest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.model.organisation import Status
from raci.model.text import Text

if TYPE_CHECKING:
    from raci.model.organisation import Channel, Organisation


@dataclass(slots=True)
class Reviewing:
    """A round under way.

    Attributes:
        channels: Ids in the order of the round.
        by: Who reviews, as the file is to say; None for nobody named.
        place: Which one is looked at.
    """

    channels: tuple[str, ...]
    by: str | None
    place: int = 0

    @property
    def channel(self) -> str | None:
        """The channel that is looked at; None at the end of the round."""
        return self.channels[self.place] if self.place < len(self.channels) else None

    @property
    def told(self) -> Text:
        """What the header says."""
        return Text(
            "review {n}/{all}: Enter still true, F9 later, Esc ends",
            {"n": self.place + 1, "all": len(self.channels)},
        )


def in_turn(organisation: Organisation, today: dt.date) -> tuple[str, ...]:
    """Return the active channels not reviewed today, the longest ago first, never before that."""
    due = [
        channel
        for channel in organisation.channels.values()
        if channel.status is Status.ACTIVE and _last(channel) < today
    ]
    return tuple(channel.id for channel in sorted(due, key=_last))


def _last(channel: Channel) -> dt.date:
    return channel.review.on if channel.review else dt.date.min
