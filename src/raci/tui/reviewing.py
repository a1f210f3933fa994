"""The review round: from the channel that was looked at longest ago to the latest."""

from __future__ import annotations

from dataclasses import dataclass

from raci.model.text import Text


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
