"""Disciplines by disciplines: on how many channels they meet, and on which."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.model import vocabulary
from raci.model.organisation import Discipline
from raci.model.text import Text
from raci.tui.grid.board import RowKey
from raci.tui.model.rows import parts_of
from raci.tui.panes.text import Item, padded, wrapped
from raci.tui.views.scene import DISCIPLINES, missing, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.model.organisation import Channel
    from raci.tui.panes.text import Line, Span
    from raci.tui.views.scene import Scene

#: The three that are to move together (rule RACI501).
_TOGETHER = {Discipline.MARKETING, Discipline.COMMUNICATION, Discipline.SALES}
#: Widths of a column: a number with air, and the longest name that a head is not cut for.
_LEAST, _MOST = 4, 15
#: Shades of the cells, the weakest first; a quarter of the largest number each.
_SHADES = ("shade-1", "shade-2", "shade-3", "shade-4")

_Pair = tuple[Discipline, Discipline]


def teamplay(scene: Scene) -> list[Item]:
    """Return the table of meetings, then each pair with the channels it shares."""
    meetings = _Meetings(scene)
    facts = missing(scene.organisation)
    if len(meetings.disciplines) < 2 and DISCIPLINES not in facts:  # noqa: PLR2004 - a pair
        facts.append(DISCIPLINES)
    lines = list(waiting(scene, facts))
    if len(meetings.disciplines) > 1:
        lines += [*meetings.table(), Item(()), *meetings.pairs()]
    return lines


class _Meetings:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        organisation = scene.organisation
        self._on: dict[Discipline, list[Channel]] = {}
        for channel in scene.active:
            roles = parts_of(channel, organisation.scheme).keys() & organisation.roles.keys()
            for craft in {organisation.discipline(organisation.roles[one]) for one in roles}:
                self._on.setdefault(craft, []).append(channel)
        self._on.pop(Discipline.OTHER, None)
        self.disciplines = [craft for craft in Discipline if craft in self._on]
        self._shared = {pair: self._meet(*pair) for pair in combinations(self.disciplines, 2)}
        self._largest = max(map(len, self._shared.values()), default=0)

    def _meet(self, one: Discipline, other: Discipline) -> list[Channel]:
        ids = {channel.id for channel in self._on[other]}
        return [channel for channel in self._on[one] if channel.id in ids]

    def table(self) -> Iterator[Item]:
        """Yield a row for each discipline: its channels, then those it shares with each other."""
        words = self._scene.words
        names = [self._name(craft) for craft in self.disciplines]
        longest = max(map(cell_len, names))
        margin = min(longest, self._scene.width // 5) + 2
        all_head = words("channels")
        first = cell_len(all_head) + 2
        room = (self._scene.width - margin - first - 1) // len(names)
        width = min(max(room, _LEAST), longest + 2, _MOST)
        heads = [(_head(name, width), "muted") for name in names]
        yield Item(((" " * margin, ""), (_right(all_head, first), "muted"), (" ", ""), *heads))
        for one, name in zip(self.disciplines, names, strict=True):
            cells = [self._cell(one, other, width) for other in self.disciplines]
            own = (_right(str(len(self._on[one])), first), "muted")
            yield Item(((padded(f" {name}", margin - 1) + " ", "strong"), own, (" ", ""), *cells))

    def _cell(self, one: Discipline, other: Discipline, width: int) -> Span:
        if one == other:
            return _right(self._scene.glyphs.empty, width), "muted"
        pair = (one, other) if (one, other) in self._shared else (other, one)
        number = len(self._shared[pair])
        if not number:
            return _right("0", width), self._alarm(pair) or "muted"
        # The last shade is the largest number's; a number of any size has one.
        shade = -(-number * len(_SHADES) // self._largest) - 1
        return _right(str(number), width), _SHADES[shade]

    def pairs(self) -> Iterator[Item]:
        """Yield the pairs: those that should meet and do not, then by what they share."""
        listed = sorted(self._shared.items(), key=lambda one: (not self._alarms(one), -len(one[1])))
        titles = {pair: " × ".join(map(self._name, pair)) for pair, _ in listed}
        margin = max(map(cell_len, titles.values())) + 2
        for pair, shared in listed:
            first = RowKey("channel", shared[0].id) if shared else None
            title = (padded(f" {titles[pair]}", margin), "strong")
            number = (f"{len(shared):>4}  ", "" if shared else self._alarm(pair) or "muted")
            about = partial(self._about, pair, titles[pair])
            yield Item((title, number, self._told(pair, shared)), first, about=about)

    def _told(self, pair: _Pair, shared: Sequence[Channel]) -> Span:
        if not shared:
            return self._scene.words("no channel in common"), self._alarm(pair) or "muted"
        return ", ".join(channel.name for channel in shared), ""

    def _about(self, pair: _Pair, title: str, width: int) -> list[Line]:
        """Describe a pair: its channels, and who of either plays which part there."""
        words, shared = self._scene.words, self._shared[pair]
        lines: list[Line] = [((part, "title"),) for part in wrapped(title, width)]
        if not shared:
            alarm = self._alarm(pair)
            said = words("no channel in common")
            lines.append(((said, alarm or "muted"),))
            if alarm:
                why = words("Marketing, communication and sales are to move together.")
                lines += [(), *(((part, ""),) for part in wrapped(why, width))]
            return lines
        counted = Text("{n} channel in common", {"n": len(shared)}, "{n} channels in common")
        lines.append(((words.say(counted), "muted"),))
        for channel in shared:
            lines += [(), *(((part, "strong"),) for part in wrapped(channel.name, width))]
            for craft in pair:
                lines += [((f"  {part}", ""),) for part in self._players(channel, craft, width - 2)]
        return lines

    def _players(self, channel: Channel, craft: Discipline, width: int) -> list[str]:
        organisation = self._scene.organisation
        said = []
        for id_, parts in parts_of(channel, organisation.scheme).items():
            role = organisation.roles.get(id_)
            if role is not None and organisation.discipline(role) is craft:
                scheme = organisation.scheme
                held = scheme.spelled("".join(scheme.first(part) for part in parts))
                said += wrapped(f"{held} {role.name}", width)
        return said

    def _alarms(self, entry: tuple[_Pair, Sequence[Channel]]) -> bool:
        return not entry[1] and bool(self._alarm(entry[0]))

    def _alarm(self, pair: _Pair) -> str:
        return "error" if set(pair) <= _TOGETHER else ""

    def _name(self, craft: Discipline) -> str:
        return self._scene.words.say(vocabulary.DISCIPLINES[craft])


def _head(text: str, width: int) -> str:
    """Return a head over cells of that width: it may take the air at their right."""
    kept = padded(text, width - 1).rstrip()
    air = " " if cell_len(kept) < width - 1 else ""
    return " " * (width - len(air) - cell_len(kept)) + kept + air


def _right(text: str, width: int) -> str:
    """Return ``text`` at the right of ``width`` cells, with air at both sides."""
    kept = padded(text, width - 2).rstrip()
    return " " * (width - 1 - cell_len(kept)) + kept + " "
