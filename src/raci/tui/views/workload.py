"""Letters per role as bars: who carries how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.tui.grid.board import HEAD
from raci.tui.panes.text import Item, clipped
from raci.tui.views.loads import loads

if TYPE_CHECKING:
    from collections import Counter

    from raci.model.organisation import Role
    from raci.model.scheme import Letter, Part
    from raci.tui.panes.text import Line, Span
    from raci.tui.views.scene import Scene

_MOST_NAME = 28
_STYLES = {"accountable", "responsible", "consulted", "informed"}


def workload(scene: Scene) -> list[Item]:
    """Return a bar for each role, a step a letter, as long as the longest fits."""
    counted = loads(scene.organisation)
    roles = scene.organisation.roles
    longest = max((sum(load.values()) for load in counted.values()), default=0)
    names = min(max((cell_len(role.name) for role in roles.values()), default=0), _MOST_NAME)
    bars = _Bars(scene, names, longest)
    legend = tuple(
        (f" {letter.char} {scene.words(letter.label)} ", _style(letter)) for letter in bars.letters
    )
    rows = [Item(bars.line(role, counted[role.id]), HEAD, role.id) for role in roles.values()]
    return [Item(((" ", ""), *legend)), Item(()), Item(bars.heads), *rows]


class _Bars:
    def __init__(self, scene: Scene, names: int, longest: int) -> None:
        self._scene = scene
        self._names = names
        self.letters = tuple(scene.organisation.scheme.letters.values())
        room = scene.width - names - 5 - 4 * len(self.letters) - 4
        self._scale = min(1.0, max(room, 10) / longest) if longest else 1.0

    @property
    def heads(self) -> Line:
        """The letters, each above its numbers."""
        heads = ((f"{letter.char:>4}", _style(letter)) for letter in self.letters)
        return ((" " * (self._names + 4), ""), *heads)

    def line(self, role: Role, load: Counter[Part]) -> Line:
        glyphs = self._scene.glyphs
        star = glyphs.star if self._scene.organisation.is_leader(role) else " "
        name = clipped(role.name, self._names, glyphs.cut)
        head: list[Span] = [(f" {star} ", "leader"), (name, "")]
        head.append((" " * (self._names - cell_len(name) + 1), ""))
        numbers = [(f"{load[letter.part] or '':>4}", _style(letter)) for letter in self.letters]
        steps = [
            (glyphs.full * round(load[letter.part] * self._scale), _style(letter))
            for letter in self.letters
        ]
        return (*head, *numbers, ("  ", ""), *steps)


def _style(letter: Letter) -> str:
    return letter.part.value if letter.part.value in _STYLES else "strong"
