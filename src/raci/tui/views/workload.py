"""Letters per role as bars: who carries how much, and who too much."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.model.scheme import Part
from raci.tui.grid.board import HEAD
from raci.tui.model.rows import loads
from raci.tui.panes.text import Item, padded

if TYPE_CHECKING:
    from collections import Counter

    from raci.model.finding import Severity
    from raci.model.organisation import Role
    from raci.model.scheme import Letter
    from raci.tui.panes.text import Line, Span
    from raci.tui.views.scene import Scene

_MOST_NAME = 28
#: Cells of a number.
_NUMBER = 4
_LEAST_BAR = 10
_STYLES = {"accountable", "responsible", "consulted", "informed"}
#: The rules that find somebody to carry too much.
_OVERLOADED = ("RACI601", "RACI602", "RACI603")
_OWNERS = (Part.ACCOUNTABLE, Part.RESPONSIBLE)


def workload(scene: Scene) -> list[Item]:
    """Return a bar for each role, the heaviest first; the longest one fills the room."""
    counted = loads(scene.organisation)

    def weight(role: Role) -> tuple[int, int]:
        load = counted[role.id]
        return sum(load.values()), sum(load[part] for part in _OWNERS)

    roles = sorted(scene.organisation.roles.values(), key=weight, reverse=True)
    longest = max((sum(load.values()) for load in counted.values()), default=0)
    names = min(max((cell_len(role.name) for role in roles), default=0), _MOST_NAME)
    bars = _Bars(scene, names, longest)
    legend = tuple(
        (f" {letter.char} {scene.words(letter.label)} ", _style(letter)) for letter in bars.letters
    )
    rows = [Item(bars.line(role, counted[role.id]), HEAD, role.id) for role in roles]
    return [Item(((" ", ""), *legend)), Item(()), Item(bars.heads), *rows]


class _Bars:
    def __init__(self, scene: Scene, names: int, longest: int) -> None:
        self._scene = scene
        self._names = names
        self._marks = _marks(scene)
        self.letters = tuple(scene.organisation.scheme.letters.values())
        room = scene.width - names - 6 - _NUMBER * len(self.letters) - 4
        self._scale = max(room, _LEAST_BAR) / longest if longest else 1.0

    @property
    def heads(self) -> Line:
        """The letters, each above its numbers."""
        heads = ((f"{letter.char:>{_NUMBER}}", _style(letter)) for letter in self.letters)
        return ((" " * (self._names + 5), ""), *heads)

    def line(self, role: Role, load: Counter[Part]) -> Line:
        """Return a role's marks, name, numbers and bar."""
        glyphs, severity = self._scene.glyphs, self._marks.get(role.id)
        mark = (f" {glyphs.severity(severity)}" if severity else "  ", severity or "")
        star = glyphs.star if self._scene.organisation.is_leader(role) else " "
        name = padded(role.name, self._names, glyphs.cut)
        head: list[Span] = [mark, (f" {star} ", "leader"), (name, "strong" if severity else "")]
        numbers = [
            (f"{load[letter.part] or '':>{_NUMBER}}", _style(letter)) for letter in self.letters
        ]
        # Rounded at their ends, so that the bar as a whole is as long as the sum.
        ends = [
            round(end * self._scale) for end in accumulate(load[one.part] for one in self.letters)
        ]
        steps = [
            (glyphs.full * (stop - start), _style(letter))
            for letter, (start, stop) in zip(self.letters, pairwise([0, *ends]), strict=True)
        ]
        return (*head, *numbers, ("   ", ""), *steps)


def _marks(scene: Scene) -> dict[str, Severity]:
    """Return the roles that a rule finds to carry too much, with the weight of the finding."""
    return {
        role: finding.severity
        for finding in reversed(scene.findings)
        if finding.code in _OVERLOADED
        for role in finding.ids("role")
    }


def _style(letter: Letter) -> str:
    return letter.part.value if letter.part.value in _STYLES else "strong"
