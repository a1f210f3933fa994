"""One line of the grid while it is written, and what of it a terminal has to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style


class Line:
    """Runs of text; neighbours of one style become one run, which is what a terminal is sent."""

    __slots__ = ("_open", "_runs", "_style", "_texts", "width")

    def __init__(self) -> None:
        """Start an empty line."""
        self.width = 0
        self._runs: list[Segment] = []
        self._texts: list[str] = []
        self._style: Style | None = None
        self._open = False

    def add(self, text: str, style: Style, width: int | None = None) -> None:
        """Append ``text``; ``width`` where its columns are not as many as its characters."""
        if style is not self._style:
            self._close()
            self._style = style
            self._open = not (style.underline or style.reverse)
        self._texts.append(text)
        self.width += len(text) if width is None else width

    def blank(self, width: int, style: Style) -> None:
        """Append blanks; on the same ground they join the run before, whatever its letters are."""
        if not width:
            return
        if self._open and self._style is not None and self._style.bgcolor is style.bgcolor:
            self._texts.append(" " * width)
            self.width += width
        else:
            self.add(" " * width, style)

    def fill(self, width: int, style: Style) -> None:
        """Append blanks up to ``width`` columns."""
        if width > self.width:
            self.blank(width - self.width, style)

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


def changes(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """Return where two lines of one width differ, as columns from (inclusive) to (exclusive).

    Blanks on the same ground are equal whatever the colour of the letters that they are not.
    """
    if old is new:
        return []
    text, other = old.text, new.text
    if len(text) != old.cell_length or len(other) != new.cell_length:
        # Wide or combining characters: positions in the text are none on the screen.
        return [] if old == new else [(0, new.cell_length)]
    found: list[tuple[int, int]] = []
    for start, stop, same, same_ground in _pieces(old, new):
        if same and text[start:stop] == other[start:stop]:
            continue
        for at in range(start, stop):
            if text[at] == other[at] and (same or (same_ground and text[at] == " ")):
                continue
            if found and found[-1][1] == at:
                found[-1] = found[-1][0], at + 1
            else:
                found.append((at, at + 1))
    return found


def _pieces(old: Strip, new: Strip) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the stretches in which neither line changes its style: same style, same ground."""
    runs, others = iter(old), iter(new)
    start = end = other_end = 0
    style = other_style = None
    while start < old.cell_length:
        if end == start:
            text, style, _ = next(runs)
            end += len(text)
        if other_end == start:
            text, other_style, _ = next(others)
            other_end += len(text)
        stop = min(end, other_end)
        same = style is other_style or style == other_style
        yield start, stop, same, same or _same_ground(style, other_style)
        start = stop


def _same_ground(one: Style | None, other: Style | None) -> bool:
    if one is None or other is None or one.bgcolor != other.bgcolor:
        return False
    return not (one.underline or one.reverse or other.underline or other.reverse)
