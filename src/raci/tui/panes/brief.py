"""A finding on small terminals: in two lines with its mend, or in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from raci.tui.panes.text import clipped, wrapped

if TYPE_CHECKING:
    from raci.tui.panes.lines import Line, Span

_GAP = "   "
_KEY = ". "


def message_and_mend(message: str, mend: str, width: int, cut: str) -> Line:
    """Return a finding and behind it what would mend it, in one line; the mend is cut first."""
    if not mend:
        return ((clipped(message, width, cut), "strong"),)
    beside = len(_GAP) + len(_KEY)
    room = max(width - cell_len(mend) - beside, width * 2 // 3)
    said = clipped(message, room, cut)
    left = width - cell_len(said) - beside
    return ((said, "strong"), (_GAP, ""), (_KEY, "key"), (clipped(mend, left, cut), ""))


@dataclass(frozen=True, slots=True)
class Brief:
    """A finding where there is no room for a list.

    Attributes:
        mark: The mark of its severity, with the margin around it.
        message: What it says.
        mend: What the quick fix would do; empty for none.
        place: Which one of how many it is; stands at the right.
        cut: The sign of what is cut.
    """

    mark: Span
    message: str
    mend: str
    place: str
    cut: str

    def one_line(self, width: int) -> Line:
        """Return all of it in one line of that many cells."""
        room = self._room(width)
        spans = message_and_mend(self.message, self.mend, room, self.cut)
        return self._placed(spans, room)

    def two_lines(self, width: int) -> tuple[Line, Line]:
        """Return it in two lines, the second one with the rest of the message and the mend."""
        first, *rest = wrapped(self.message, self._room(width)) or [""]
        above = self._placed(((first, "strong"),), self._room(width))
        margin: Span = (" " * cell_len(self.mark[0]), "")
        room = width - cell_len(self.mark[0]) - 1
        if rest:
            below = message_and_mend(" ".join(rest), self.mend, room, self.cut)
        elif self.mend:
            below = ((_KEY, "key"), (clipped(self.mend, room - len(_KEY), self.cut), ""))
        else:
            return above, ()
        return above, (margin, *below)

    def _room(self, width: int) -> int:
        return width - cell_len(self.mark[0]) - cell_len(self.place)

    def _placed(self, spans: Line, room: int) -> Line:
        gap = max(room - sum(cell_len(text) for text, _ in spans), 0)
        return (self.mark, *spans, (" " * gap, ""), (self.place, "muted"))
