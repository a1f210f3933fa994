"""The pane of a view: lines of which one is chosen, and only those in sight are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from raci.tui.panes.lines import StyledWidget
from raci.tui.panes.text import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from raci.tui.panes.text import Item


class ViewPane(StyledWidget, ScrollView, inherit_bindings=False):
    """A list of lines; those that lead somewhere, or tell more, can be chosen.

    It has no keys of its own: who shows it says what they do.
    """

    can_focus = True

    class Chosen(Message):
        """Another line was chosen."""

    class Opened(Message):
        """A line was clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Start empty."""
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.chosen = 0

    @property
    def item(self) -> Item | None:
        """The chosen line."""
        return self.items[self.chosen] if self.chosen < len(self.items) else None

    def show_items(self, items: Sequence[Item], *, anew: bool) -> None:
        """Show these lines; ``anew`` begins at the first one that leads somewhere."""
        self.items = items
        self.virtual_size = Size(self.size.width, len(items))
        if anew:
            self.chosen = next((n for n, item in enumerate(items) if _leads(item)), 0)
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self.chosen = min(self.chosen, max(len(items) - 1, 0))
        self.refresh()

    def step(self, step: int) -> None:
        """Choose the next line that leads somewhere, so many lines on."""
        before, place = self.chosen, self.chosen + step
        direction = 1 if step > 0 else -1
        place = min(max(place, 0), max(len(self.items) - 1, 0))
        while 0 <= place < len(self.items) and not _leads(self.items[place]):
            place += direction
        if 0 <= place < len(self.items):
            self.chosen = place
            self.post_message(self.Chosen())
        self._reveal()
        for index in (before, self.chosen):
            lines = self._end(index) - index
            self.refresh(Region(0, index - self.scroll_offset.y, self.size.width, lines))

    def _end(self, index: int) -> int:
        """Return the place after an item and the lines that belong to it."""
        following = range(index + 1, len(self.items))
        return next((n for n in following if not self.items[n].goes_on), len(self.items))

    def _reveal(self) -> None:
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if self.chosen < top:
            # A heading just above the first line is wanted too.
            self.scroll_to(y=max(self.chosen - 1, 0), animate=False, immediate=True, force=True)
            self.refresh()
        elif self._end(self.chosen) > top + height:
            y = min(self._end(self.chosen) - height, self.chosen)
            self.scroll_to(y=y, animate=False, immediate=True, force=True)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = self.scroll_offset.y + y
        line = self.items[index].line if index < len(self.items) else ()
        chosen = self.has_focus and self.item is not None and _leads(self.item)
        chosen = chosen and self.chosen <= index < self._end(self.chosen)
        line = shortened(line, self.scrollable_content_region.width)
        return self.strip(line, self.size.width, row_style="row" if chosen else "")

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked; clicked twice, it leads to its cell."""
        index = self.scroll_offset.y + event.y
        while 0 < index < len(self.items) and self.items[index].goes_on:
            index -= 1
        if index < len(self.items) and _leads(self.items[index]):
            self.chosen = index
            self.refresh()
            self.post_message(self.Chosen())
            if event.chain > 1:
                self.post_message(self.Opened())

    def on_focus(self) -> None:
        """Show that the keys act here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do no longer."""
        self.refresh()


def _leads(item: Item) -> bool:
    return item.row is not None or item.finding is not None or item.about is not None
