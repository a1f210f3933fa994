"""One line of the grid while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.style import Style

__all__ = ["Line", "changed_width"]


class Line:
    """Runs of text; neighbours of one style become one run, which is what a terminal is sent."""

    __slots__ = ("_runs", "_style", "_texts", "width")

    def __init__(self) -> None:
        """Start an empty line."""
        self.width = 0
        self._runs: list[Segment] = []
        self._texts: list[str] = []
        self._style: Style | None = None

    def add(self, text: str, style: Style, width: int | None = None) -> None:
        """Append ``text``; ``width`` where its columns are not as many as its characters."""
        if style is not self._style:
            self._close()
            self._style = style
        self._texts.append(text)
        self.width += len(text) if width is None else width

    def fill(self, width: int, style: Style) -> None:
        """Append blanks up to ``width`` columns."""
        if width > self.width:
            self.add(" " * (width - self.width), style)

    def strip(self, width: int, style: Style) -> Strip:
        """Return the line as exactly ``width`` columns, filled up with ``style``."""
        self.fill(width, style)
        self._close()
        made = Strip(self._runs, self.width)
        return made if self.width == width else made.crop(0, width)

    def _close(self) -> None:
        if self._texts:
            self._runs.append(Segment("".join(self._texts), self._style))
            self._texts = []


def changed_width(old: Strip, new: Strip) -> int:
    """Return how many columns from the left hold all that is different; 0 where nothing is.

    A terminal is sent a line up to there only: over a slow connection the rest is what counts.
    """
    if old is new:
        return 0
    before, after = list(old), list(new)
    width = new.cell_length
    while before and after:
        text, style, _ = before.pop()
        other, other_style, _ = after.pop()
        if style != other_style:
            return width
        size = min(len(text), len(other))
        same = _common_end(text, other, size)
        width -= cell_len(text[len(text) - same :])
        if same < size:
            return width
        if len(text) > size:
            before.append(Segment(text[:-size], style))
        elif len(other) > size:
            after.append(Segment(other[:-size], style))
    return width


def _common_end(one: str, other: str, size: int) -> int:
    if one[len(one) - size :] == other[len(other) - size :]:
        return size
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next(number for number, (a, b) in enumerate(pairs) if a != b)
