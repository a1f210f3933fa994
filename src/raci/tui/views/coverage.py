"""Phases by kinds: what serves before, during and after the sale, and who owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.model import vocabulary
from raci.model.organisation import Phase
from raci.model.scheme import Part
from raci.tui.grid.board import RowKey
from raci.tui.model.rows import parts_of
from raci.tui.panes.text import Item, clipped, padded, shortened, width_of
from raci.tui.views.scene import (
    KINDS,
    LEADERSHIP,
    PHASES,
    missing,
    waiting,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.model.organisation import Channel, Kind, Role
    from raci.tui.panes.text import Line, Span
    from raci.tui.views.scene import Scene

_MOST_NAME = 34
#: Digits of a number of channels.
_NUMBER = 3
_INDENT = 5
_GAP = 2
#: Cells of the letter before the names.
_LETTER = 2


def coverage(scene: Scene) -> list[Item]:
    """Return how many channels serve each phase, then these under their phases and kinds."""
    made = _Coverage(scene)
    facts = [] if made.phased else [PHASES]
    facts += [] if any(channel.kind for channel in made.active) else [KINDS]
    facts += [fact for fact in missing(scene.organisation) if fact is LEADERSHIP]
    return [*waiting(scene, facts), *made.table(), *made.lists()]


class _Coverage:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.active = tuple(scene.active)
        self.phased = any(channel.phases for channel in self.active)
        kinds = {channel.kind for channel in self.active}
        self._kinds = [kind for kind in (*vocabulary.KINDS, None) if kind in kinds]
        longest = max((cell_len(channel.name) for channel in self.active), default=0)
        self._names = min(longest, _MOST_NAME, scene.width // 2)
        self._rooms = self._divided(scene.width - self._names - _INDENT - _GAP)

    def _divided(self, room: int) -> tuple[int, int]:
        """Return the cells for who is accountable and for who is responsible."""
        first, second = (
            max((width_of(self._owners(channel, part)) for channel in self.active), default=0)
            for part in _OWNERS
        )
        if first + _GAP + second <= room:
            return first, second
        left = min(first, max((room - _GAP) // 2, room - _GAP - second))
        return left, max(room - _GAP - left, 1)

    def table(self) -> Iterator[Item]:
        """Yield the phases with their numbers of channels of each kind; nothing without phases."""
        if not self.phased:
            return
        say = self._scene.words.say
        titles = {phase: say(vocabulary.PHASES[phase]) for phase in Phase}
        heads = [self._kind_title(kind) for kind in self._kinds]
        margin = max(map(cell_len, titles.values())) + 2
        room = (self._scene.width - margin) // len(heads) - 2
        widths = [max(min(cell_len(head), room), _NUMBER) for head in heads]
        columns = list(zip(self._kinds, heads, widths, strict=True))
        above: list[Span] = [
            (" " * (width + 2 - cell_len(kept)) + kept, "muted")
            for _, head, width in columns
            for kept in [clipped(head, width)]
        ]
        yield Item(((" " * margin, ""), *above))
        for phase, title in titles.items():
            members = [channel for channel in self.active if phase in channel.phases]
            style = "strong" if members else "error"
            cells = [self._number(members, kind, width) for kind, _, width in columns]
            yield Item(((padded(f" {title}", margin), style), *cells))
        yield Item(())

    def _number(self, members: Sequence[Channel], kind: Kind | None, width: int) -> Span:
        number = sum(channel.kind == kind for channel in members)
        return f"{number or '–':>{width + 2}}", "" if number else "muted" if members else "error"

    def lists(self) -> Iterator[Item]:
        """Yield the channels of each phase by their kinds, those without a phase last."""
        words = self._scene.words
        if self.phased:
            for phase in Phase:
                members = [channel for channel in self.active if phase in channel.phases]
                yield from self._list(words.say(vocabulary.PHASES[phase]), members)
        left = [channel for channel in self.active if not channel.phases]
        if left:
            yield from self._list(words("without a phase"), left)

    def _list(self, title: str, channels: Sequence[Channel]) -> Iterator[Item]:
        yield Item(((" ", ""), (title, "title"), (f"  {len(channels)}", "muted")))
        if not channels:
            yield Item(((f"   {self._scene.words('no channel serves here')}", "error"),))
        for kind in self._kinds:
            of_kind = [channel for channel in channels if channel.kind == kind]
            if of_kind and len(self._kinds) > 1:
                yield Item(((f"   {self._kind_title(kind)}", "strong"),))
            for channel in of_kind:
                yield from self._channel(channel)
        yield Item(())

    def _kind_title(self, kind: Kind | None) -> str:
        words = self._scene.words
        return words.say(vocabulary.KINDS[kind]) if kind else words("without a kind")

    def _channel(self, channel: Channel) -> Iterator[Item]:
        """Yield a channel with its owners, in as many lines as their names take."""
        name = f"{' ' * _INDENT}{padded(channel.name, self._names)}{' ' * _GAP}"
        row = RowKey("channel", channel.id)
        owners = [self._owners(channel, part) for part in _OWNERS]
        if not any(owners):
            yield Item(((name, ""), (self._scene.words("nobody"), "error")), row)
            return
        first, second = (
            _broken(line, room) for line, room in zip(owners, self._rooms, strict=True)
        )
        for number in range(max(len(first), len(second))):
            left, right = (side[number] if number < len(side) else () for side in (first, second))
            gap = " " * (self._rooms[0] - width_of(left) + _GAP)
            line: Line = ((name, ""), *left, (gap, ""), *right)
            yield Item(line, None if number else row, goes_on=number > 0)
            name = " " * cell_len(name)

    def _owners(self, channel: Channel, part: Part) -> Line:
        """Return the letter in its colour and the names of the roles; empty where there is none."""
        organisation = self._scene.organisation
        played = parts_of(channel, organisation.scheme)
        roles = [
            organisation.roles[role]
            for role, parts in played.items()
            if part in parts and role in organisation.roles
        ]
        if not roles:
            return ()
        names = [span for role in roles for span in self._owner(role)]
        return (f"{organisation.scheme.first(part)} ", part.value), *names[:-1]

    def _owner(self, role: Role) -> Iterator[Span]:
        yield role.name, ""
        if self._scene.organisation.is_leader(role):
            yield self._scene.glyphs.star, "leader"
        yield ", ", ""


_OWNERS = (Part.ACCOUNTABLE, Part.RESPONSIBLE)


def _broken(line: Line, room: int) -> list[Line]:
    """Break owners between two of them into lines of that many cells, below the first name."""
    lines: list[list[Span]] = []
    names: list[Span] = []
    for span in (*line, (", ", "")):
        names.append(span)
        if span[0] != ", ":
            continue
        if lines and width_of((*lines[-1], *names[:-1])) > room:
            lines[-1][-1] = (",", "")
            lines.append([(" " * _LETTER, ""), *names])
        elif lines:
            lines[-1] += names
        else:
            lines.append([*names])
        names = []
    if lines:
        lines[-1].pop()
    return [shortened(tuple(one), room) for one in lines] if line else []
