"""Panes that draw their own lines: nothing but the lines that changed is painted again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from raci.model.text import Text, printable
from raci.tui.grid.styles import needs_filters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self

    from textual import events

    from raci.tui.panes.text import Line
    from raci.words import Words


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


#: Lines that a pane keeps drawn, at most: more than any terminal has.
_KEPT = 500


class LinesPane(StyledWidget):
    """Some lines of text, at most as many as it is high."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start empty."""
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._drawn: dict[Line, Strip] = {}
        self._painted: tuple[Region, list[Strip]] | None = None

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
        """Draw one line, unless it was drawn before, be it further up or down."""
        line = self._lines[y] if y < len(self._lines) else ()
        width = self.size.width
        strip = self._drawn.get(line)
        if strip is None or strip.cell_length != width:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            strip = self._drawn[line] = self.strip(line, width)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of ``crop`` without borders and paddings, which these panes have not.

        Textual would look at the style sheet for each line: for the inspector that takes longer
        than all the rest of a cursor's move. It asks all panes for all lines whatever is painted,
        so they are kept until something is to look otherwise.
        """
        if needs_filters(self.app):
            return super().render_lines(crop)
        if self._painted is None or self._painted[0] != crop:
            strips = [self.render_line(y) for y in crop.line_range]
            if crop.column_span != (0, self.size.width):
                strips = [strip.crop(*crop.column_span) for strip in strips]
            self._painted = crop, strips
        return self._painted[1]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw the lines of ``regions`` anew, or all of them."""
        self._painted = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each run of successive numbers as its first one and its length."""
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield start, last - start + 1
            start = number
        last = number
    yield start, last - start + 1


_MARGIN: Line = ((" ", ""),)


class InspectorPane(LinesPane):
    """Lines with a margin; scrolled by keys when there are more than fit."""

    can_focus = True

    def __init__(self, words: Words, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start empty; ``words`` say how much is out of sight."""
        super().__init__(id=id)
        self._words = words
        self._all: list[Line] = []
        self._first = 0

    @property
    def text_width(self) -> int:
        """Cells for text, the margins left out; a usual width before the pane has one."""
        return max(self.size.width - 3, 20)

    def show_text(self, lines: Sequence[Line]) -> None:
        """Show these lines from the first one on."""
        new = [(*_MARGIN, *line) for line in lines]
        if new != self._all:
            self._all, self._first = new, 0
        self._show()

    def scroll_lines(self, step: int) -> None:
        """Move the text by so many lines."""
        last = max(len(self._all) - self.size.height, 0)
        self._first = min(max(self._first + step, 0), last)
        self._show()

    def scroll_to_title(self, step: int) -> None:
        """Move to the next title, or to the one before; round at the ends."""
        titles = [n for n, line in enumerate(self._all) if any(one == "title" for _, one in line)]
        if step > 0:
            ahead = [n for n in titles if n > self._first]
        else:
            ahead = [n for n in reversed(titles) if n < self._first]
        last = max(len(self._all) - self.size.height, 0)
        if (ahead and self._first < last) or step < 0:
            self._first = min(ahead[0], last) if ahead else last
        else:
            self._first = 0
        self._show()

    def _show(self) -> None:
        height = self.size.height
        lines = self._all[self._first : self._first + height]
        hidden = len(self._all) - self._first - len(lines)
        if hidden and lines:
            more = Text("… {n} more line", {"n": hidden + 1}, "… {n} more lines")
            lines[-1] = ((f" {self._words.say(more)}", "muted"),)
        self.show(lines)

    def on_resize(self, _event: events.Resize) -> None:
        """Fill the new height."""
        self._show()

    def on_mouse_scroll_down(self, _event: events.MouseScrollDown) -> None:
        """Go on in the text."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, _event: events.MouseScrollUp) -> None:
        """Go back in the text."""
        self.scroll_lines(-3)


# They are no component classes of the style sheet: Textual looks each of these up for each widget
# whenever one is laid out, which took a fifth of the editor's start.
class Look(NamedTuple):
    """How a piece of a line looks.

    Attributes:
        colour: A colour of the theme; empty for that of what is around it.
        share: How much of it covers its ground, from 0 to 1.
        ground: A colour of the theme behind it; empty for that of what is around it.
        weight: How much of that covers what is behind it, from 0 to 1.
        bold: Whether it is heavy.
        underline: Whether it is underlined.
    """

    colour: str = ""
    share: float = 1
    ground: str = ""
    weight: float = 1
    bold: bool | None = None
    underline: bool | None = None


#: What a span can be written in.
LOOKS: Mapping[str, Look] = {
    "strong": Look(bold=True),
    "title": Look(bold=True, underline=True),
    "muted": Look("foreground", 0.7),
    "error": Look("error"),
    "warning": Look("warning"),
    "info": Look("foreground", 0.7),
    "leader": Look("accent", bold=True),
    "accountable": Look("accent", bold=True),
    "responsible": Look("primary", bold=True),
    "consulted": Look("success", bold=True),
    "informed": Look("foreground", 0.7, bold=True),
    "key": Look("accent", bold=True),
    "fine": Look("success"),
    "chosen": Look("background", ground="foreground", bold=True),
    "row": Look("foreground", ground="panel", bold=True),
    # Of cells, the weakest first.
    "shade-1": Look("foreground", ground="primary", weight=0.14),
    "shade-2": Look("foreground", ground="primary", weight=0.26),
    "shade-3": Look("foreground", ground="primary", weight=0.38),
    "shade-4": Look("foreground", ground="primary", weight=0.5, bold=True),
}


def style_of(
    names: tuple[str, ...], around: Style, ground: Color, colours: Mapping[str, str]
) -> Style:
    """Return the style of a piece written in some looks, each upon the one before.

    Args:
        names: Of the looks.
        around: The style of the widget.
        ground: What the widget stands on.
        colours: The theme's, by their names in the style sheet.
    """
    style = around
    for name in names:
        look = LOOKS[name]
        style += Style(bold=look.bold, underline=look.underline)
        if look.ground:
            ground = _mixed(colours[look.ground], look.weight, ground)
            style += Style(bgcolor=ground.rich_color)
        if look.colour:
            style += Style(color=_mixed(colours[look.colour], look.share, ground).rich_color)
    return style


def _mixed(name: str, share: float, ground: Color) -> Color:
    """Return a colour that covers its ground so much; a terminal's own colours do not mix."""
    colour = Color.parse(name)
    return ground + (colour if colour.ansi is not None else colour.multiply_alpha(share))
