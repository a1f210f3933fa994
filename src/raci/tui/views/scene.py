"""What a view is, and what views look at: lines to choose from, each leads back to a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.organisation import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from raci.model.finding import Finding, Standing
    from raci.model.organisation import Channel, Organisation
    from raci.model.text import Text
    from raci.tui.grid.palette import Glyphs
    from raci.tui.panes.text import Item
    from raci.words import Words


@frozen
class Scene:
    """What views look at.

    Attributes:
        findings: In the order of the list.
        standings: By channel; empty before the first check.
        width: In cells of the terminal.
        only: What the findings have in common; None where they are all.
    """

    organisation: Organisation
    findings: Sequence[Finding]
    standings: Mapping[str, Standing]
    words: Words
    glyphs: Glyphs
    width: int
    only: Text | None = None

    @property
    def active(self) -> Iterator[Channel]:
        """The channels in use, in the order of the file."""
        channels = self.organisation.channels.values()
        return (channel for channel in channels if channel.status is Status.ACTIVE)


@frozen
class View:
    """A view.

    Attributes:
        id: Its name in the ids of commands.
        title: English, marked for translation.
        items: Makes its lines; None for the matrix, which draws itself.
    """

    id: str
    title: str
    items: Callable[[Scene], list[Item]] | None
