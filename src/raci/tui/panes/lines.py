"""Panes that draw their own lines: nothing but the lines that changed is painted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from raci.model.text import printable
from raci.tui.grid.styles import needs_filters
from raci.tui.panes.looks import style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style

    from raci.tui.panes.text import Line


class StyledWidget(Widget):
    """A widget whose spans are written in looks."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Know no style yet."""
        super().__init__(id=id, classes=classes)
        self._styles_of: dict[tuple[str, str], Style] = {}

    def strip(self, line: Line, width: int, *, row_style: str = "") -> Strip:
        """Return one line, cut or filled to ``width`` cells; text cannot steer the terminal."""
        segments = [
            Segment(printable(text), self._span_style(style, row_style)) for text, style in line
        ]
        # Joined where they look alike: each run costs some forty bytes of colour on its way.
        return Strip(segments).adjust_cell_length(width, self._span_style("", row_style)).simplify()

    def _span_style(self, name: str, row_name: str) -> Style:
        style = self._styles_of.get((name, row_name))
        if style is None:
            names = tuple(one for one in (row_name, name) if one)
            ground = self.background_colors[1]
            style = style_of(names, self.rich_style, ground, self.app.theme_variables)
            self._styles_of[name, row_name] = style
        return style

    def notify_style_update(self) -> None:
        """Draw everything anew in the styles of another theme."""
        super().notify_style_update()
        self._styles_of = {}
        self.refresh()


class LinesPane(StyledWidget):
    """Some lines of text, at most as many as it is high."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start empty."""
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._drawn: dict[int, tuple[Line, Strip]] = {}

    def notify_style_update(self) -> None:
        """Draw everything anew in the styles of another theme."""
        self._drawn = {}
        super().notify_style_update()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the pane shows."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> None:
        """Show ``lines``; those that stand there already are not painted again."""
        old, new = self._lines, tuple(lines)
        self._lines = new
        width = self.size.width
        changed = [y for y in range(max(len(old), len(new))) if old[y : y + 1] != new[y : y + 1]]
        if changed:
            self.refresh(*(Region(0, y, width, count) for y, count in _runs(changed)))

    def render_line(self, y: int) -> Strip:
        """Draw one line, unless it stands as it was drawn before."""
        line = self._lines[y] if y < len(self._lines) else ()
        width = self.size.width
        drawn = self._drawn.get(y)
        if drawn is None or drawn[0] != line or drawn[1].cell_length != width:
            drawn = self._drawn[y] = line, self.strip(line, width)
        return drawn[1]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of ``crop`` without borders and paddings, which these panes have not.

        Textual would look at the style sheet for each line: for the inspector that takes longer
        than all the rest of a cursor's move.
        """
        if needs_filters(self.app):
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each run of successive numbers as its first one and its length."""
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield start, last - start + 1
            start = number
        last = number
    yield start, last - start + 1
