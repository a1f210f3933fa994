"""The pane at the right: all that is known of what the cursor is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tui.panes.lines import LinesPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from raci.tui.panes.text import Line
    from raci.words import Words

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
