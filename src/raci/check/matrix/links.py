"""Which active channels are combined: ``combines_with`` works both ways, once is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.organisation import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.organisation import Channel


class Links:
    """The combinations of active channels.

    Attributes:
        partners: Channel id to the ids of those it is combined with; absent without any.
        pairs: Who names whom, each pair once, in the order of the file.
        redundant: Channels that name themselves or a pair that is named already, with whom.
    """

    __slots__ = ("pairs", "partners", "redundant")

    def __init__(self) -> None:
        """Start with none."""
        self.partners: dict[str, set[str]] = {}
        self.pairs: list[tuple[str, str]] = []
        self.redundant: dict[str, list[str]] = {}


def read_links(channels: Mapping[str, Channel]) -> Links:
    """Read the links between active channels; those to or from any other don't count."""
    links = Links()
    for channel in channels.values():
        if channel.combines_with and channel.status is Status.ACTIVE:
            for other in channel.combines_with:
                if other in channels and channels[other].status is Status.ACTIVE:
                    _add(links, channel.id, other)
    return links


def _add(links: Links, channel: str, other: str) -> None:
    if channel == other or other in links.partners.get(channel, ()):
        links.redundant.setdefault(channel, []).append(other)
        return
    links.pairs.append((channel, other))
    links.partners.setdefault(channel, set()).add(other)
    links.partners.setdefault(other, set()).add(channel)
