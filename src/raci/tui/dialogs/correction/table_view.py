"""A table of any size: a frozen head and stub, and only the cells in sight are drawn."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from raci.tui.panes.lines import StyledWidget
from raci.tui.panes.text import clipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from raci.tui.panes.text import Span

#: Between two columns.
_GAP = " "
#: The stub takes at most this part of the width, where not everything has room.
_STUB = 0.45


class Cells(Protocol):
    """What a table shows.

    Attributes:
        height: How many rows there are.
        widths: How many cells of the screen each column takes.
        stub: How many the labels of rows take.
    """

    @property
    def height(self) -> int: ...  # noqa: D102 - see above

    @property
    def widths(self) -> Sequence[int]: ...  # noqa: D102 - see above

    @property
    def stub(self) -> int: ...  # noqa: D102 - see above

    def head(self, row: int, column: int) -> Span:
        """Return what stands over a column while ``row`` is the first in sight; -1 for the stub."""

    def label(self, row: int) -> Span:
        """Return what a row is called."""

    def cell(self, row: int, column: int) -> Span:
        """Return what stands in a cell."""


class TableView(StyledWidget, ScrollView):
    """Shows ``Cells``, with a cursor where somebody is to point at one."""

    class Pointed(Message):
        """A cell was clicked."""

        def __init__(self, view: TableView, row: int, column: int) -> None:
            """Say which."""
            super().__init__()
            self.view = view
            self.row = row
            self.column = column

    def __init__(self, cells: Cells, *, id: str) -> None:  # noqa: A002 - Textual's name
        """Show ``cells``."""
        super().__init__(id=id)
        self._cells = cells
        self._starts: list[int] = []
        #: The row and the column of the cursor; a row alone where the column is -1.
        self.cursor: tuple[int, int] | None = None

    @property
    def cells(self) -> Cells:
        """What is shown."""
        return self._cells

    def show(self, cells: Cells, cursor: tuple[int, int] | None = None) -> None:
        """Show something else, as far as possible where the old was scrolled to."""
        self._cells = cells
        self._starts = [0, *accumulate(width + len(_GAP) for width in cells.widths)]
        self.cursor = cursor
        self._measure()
        if cursor:
            self.go(*cursor)
        self.refresh()

    def on_resize(self) -> None:
        """Let the bars follow the size, and the cursor stay in sight."""
        self._measure()
        if self.cursor:
            self.go(*self.cursor)

    @property
    def _stub(self) -> int:
        if self.wanted <= self.size.width:
            return self._cells.stub
        return min(self._cells.stub, int(self.size.width * _STUB))

    def _measure(self) -> None:
        width = self._stub + len(_GAP) + (self._starts[-1] if self._starts else 0)
        self.virtual_size = Size(width, self._cells.height + 1)

    @property
    def wanted(self) -> int:
        """The cells of the screen in which everything would be in sight."""
        columns = sum(width + len(_GAP) for width in self._cells.widths)
        return self._cells.stub + len(_GAP) + columns + 1  # the bar

    @property
    def _first(self) -> int:
        """The first column in sight."""
        return min(bisect_right(self._starts, self.scroll_offset.x) - 1, len(self._starts) - 1)

    def go(self, row: int, column: int) -> None:
        """Put the cursor there, and bring it into sight."""
        row = min(max(row, 0), max(self._cells.height - 1, 0))
        column = min(max(column, -1), len(self._cells.widths) - 1)
        self.cursor = row, column
        if not self.size.height:  # it is not laid out yet
            return
        height = max(self.scrollable_content_region.height - 1, 1)
        top = self.scroll_offset.y
        if not top <= row < top + height:
            top = row if row < top else row - height + 1
        left = self.scroll_offset.x
        room = max(self.scrollable_content_region.width - self._stub - len(_GAP), 1)
        if column >= 0 and self._starts:
            if self._starts[column] < left:
                left = self._starts[column]
            elif self._starts[column + 1] > left + room:
                least = self._starts[column + 1] - room
                left = next(
                    start
                    for start in self._starts
                    if start >= least or start == self._starts[column]
                )
        self.scroll_to(left, top, animate=False, immediate=True, force=True)
        self.refresh()

    def leave(self) -> None:
        """Have no cursor."""
        self.cursor = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the head, or one row."""
        top, width = self.scroll_offset.y, self.size.width
        row = top + y - 1
        if y and not 0 <= row < self._cells.height:
            return self.strip((), width)
        here = self.cursor if y and self.cursor and self.cursor[0] == row else None
        text, style = self._cells.label(row) if y else self._cells.head(top, -1)
        spans = [*_filled(text, self._stub, style), (_GAP, "")]
        room = width - self._stub - len(_GAP)
        for column in range(max(self._first, 0), len(self._cells.widths)):
            if room <= 0:
                break
            text, style = self._cells.cell(row, column) if y else self._cells.head(top, column)
            if here and here[1] == column:
                style = "chosen"
            spans += [*_filled(text, self._cells.widths[column], style), (_GAP, "")]
            room -= self._cells.widths[column] + len(_GAP)
        row_style = "row" if here or not y else ""
        return self.strip(tuple(spans), width, row_style=row_style)

    def on_click(self, event: events.Click) -> None:
        """Tell which cell was clicked."""
        at = event.get_content_offset(self)
        row = self.scroll_offset.y + at.y - 1 if at else -1
        if at is None or at.y == 0 or row >= self._cells.height:
            return
        x = at.x - self._stub - len(_GAP)
        column = (
            bisect_right(self._starts, x + self._starts[max(self._first, 0)]) - 1 if x >= 0 else -1
        )
        self.post_message(self.Pointed(self, row, min(column, len(self._cells.widths) - 1)))


def _filled(text: str, width: int, style: str) -> list[Span]:
    """Return a text in exactly so many cells; what is chosen is so as a whole."""
    text = clipped(text, width)
    blank = " " * (width - cell_len(text))
    return [(text + blank, style)] if style == "chosen" else [(text, style), (blank, "")]
