"""One line of the grid while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.style import Style


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
