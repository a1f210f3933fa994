"""Disciplines by disciplines: on how many channels they meet, and on which."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.model import vocabulary
from raci.model.organisation import Discipline, Status
from raci.tui.grid.board import RowKey
from raci.tui.panes.text import Item, clipped
from raci.tui.views.loads import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.model.organisation import Channel
    from raci.tui.panes.text import Span
    from raci.tui.views.scene import Scene

#: The three that are to move together (rule RACI501).
_TOGETHER = {Discipline.MARKETING, Discipline.COMMUNICATION, Discipline.SALES}
_CELL = 7


def teamplay(scene: Scene) -> list[Item]:
    """Return the table of meetings, then each pair with the channels it shares."""
    meetings = _Meetings(scene)
    if not meetings.disciplines:
        return [Item(((scene.words("No role with letters has a discipline."), "muted"),))]
    return [*meetings.table(), Item(()), *meetings.pairs()]


class _Meetings:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        organisation = scene.organisation
        self._on: dict[Discipline, list[Channel]] = {}
        for channel in organisation.channels.values():
            if channel.status is Status.ACTIVE:
                roles = parts_of(channel, organisation.scheme).keys() & organisation.roles.keys()
                for craft in {organisation.discipline(organisation.roles[one]) for one in roles}:
                    self._on.setdefault(craft, []).append(channel)
        self._on.pop(Discipline.OTHER, None)
        self.disciplines = [craft for craft in Discipline if craft in self._on]

    def table(self) -> Iterator[Item]:
        names = [self._name(craft) for craft in self.disciplines]
        width = max(cell_len(name) for name in names) + 2
        heads = (f"{clipped(name, _CELL - 1):>{_CELL}}" for name in names)
        yield Item(((" " * width, ""), ("".join(heads), "muted")))
        for one, name in zip(self.disciplines, names, strict=True):
            cells = [self._cell(one, other) for other in self.disciplines]
            yield Item(((f" {name}".ljust(width), "strong"), *cells))

    def _cell(self, one: Discipline, other: Discipline) -> Span:
        number = len(self._shared(one, other))
        if one == other:
            return f"{number:>{_CELL}}", "muted"
        return f"{number or '–':>{_CELL}}", "" if number else self._alarm(one, other)

    def pairs(self) -> Iterator[Item]:
        for one, other in combinations(self.disciplines, 2):
            shared = self._shared(one, other)
            first = RowKey("channel", shared[0].id) if shared else None
            title = f" {self._name(one)} × {self._name(other)}: "
            yield Item(((title, "strong"), self._told(one, other, shared)), first)

    def _told(self, one: Discipline, other: Discipline, shared: Sequence[Channel]) -> Span:
        if not shared:
            return self._scene.words("no channel in common"), self._alarm(one, other)
        return f"{len(shared)}  " + ", ".join(channel.name for channel in shared), ""

    def _shared(self, one: Discipline, other: Discipline) -> list[Channel]:
        ids = {channel.id for channel in self._on[other]}
        return [channel for channel in self._on[one] if channel.id in ids]

    def _alarm(self, one: Discipline, other: Discipline) -> str:
        return "error" if {one, other} <= _TOGETHER else "muted"

    def _name(self, craft: Discipline) -> str:
        return self._scene.words.say(vocabulary.DISCIPLINES[craft])
