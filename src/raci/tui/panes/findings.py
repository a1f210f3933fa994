"""The list of findings: thousands of them, of which only the lines in sight are ever made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from raci.frozen import frozen
from raci.model.text import Text
from raci.tui.panes.lines import StyledWidget
from raci.tui.panes.text import clipped, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.strip import Strip

    from raci.model.finding import Finding
    from raci.tui.grid.palette import Glyphs
    from raci.tui.model.finding_list import FindingList
    from raci.tui.panes.text import Line, Span
    from raci.words import Words


_CODE_WIDTH = 8


class FindingsPane(StyledWidget, ScrollView):
    """Findings one a line; the chosen one with its quick fix, if there is room for it."""

    can_focus = True

    class Opened(Message):
        """A finding was clicked."""

        def __init__(self, index: int) -> None:
            """Say which, by its place in the list."""
            super().__init__()
            self.index = index

    class Chosen(Message):
        """Another finding was chosen by key."""

        def __init__(self, index: int) -> None:
            """Say which, by its place in the list."""
            super().__init__()
            self.index = index

    def __init__(
        self,
        findings: FindingList,
        words: Words,
        glyphs: Glyphs,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Show ``findings``; ``follow`` says when they changed."""
        super().__init__(id=id)
        self.findings = findings
        self.chosen: int | None = None
        self.words = words
        self._glyphs = glyphs
        self._fix = ""
        self._here: Line = ()
        self._shown: list[tuple[Line, bool]] = []
        self.single = False

    @property
    def finding(self) -> Finding | None:
        """The chosen finding."""
        place = self.chosen
        return self.findings[place] if place is not None and place < len(self.findings) else None

    def follow(
        self,
        chosen: int | None,
        fix: Callable[[], str],
        here: Callable[[], Line],
        *,
        reveal: bool,
        noted: bool = False,
    ) -> None:
        """Show the list as it is now, with the finding at ``chosen`` marked.

        Args:
            chosen: Its place in the list; None for none.
            fix: Says what the quick fix would do; asked only where the finding is in sight.
            here: Says what the cursor is on; asked only where there is a line for it.
            reveal: Whether to scroll to the chosen one; a list that scrolls with every row is
                restless, and costs as much as all the rest of a cursor's move.
            noted: Whether the cell under the cursor has a note, which is told below the finding.
        """
        self.chosen = chosen
        lines = self.size.height if self.single else len(self.findings)
        size = Size(self.size.width, lines)
        if size != self.virtual_size:
            self.virtual_size = size
        if chosen is not None and reveal and not self.single:
            self._reveal(chosen)
        self._fix = fix() if self._in_sight(chosen) else ""
        wanted = chosen is None or noted
        self._here = here() if self.single and wanted and self.size.height > 1 else ()
        self._repaint()

    def _in_sight(self, chosen: int | None) -> bool:
        if chosen is None or self.single:
            return chosen is not None
        return 0 <= chosen - self.scroll_offset.y < self.size.height

    def step(self, step: int) -> None:
        """Choose another finding of the list, so many places further down."""
        if len(self.findings):
            place = (-1 if self.chosen is None else self.chosen) + step
            self.post_message(self.Chosen(min(max(place, 0), len(self.findings) - 1)))

    def _reveal(self, index: int) -> None:
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if index < top:
            self.scroll_to(y=index, animate=False, immediate=True, force=True)
        elif index >= top + height:
            self.scroll_to(y=index - height + 1, animate=False, immediate=True, force=True)

    def _repaint(self) -> None:
        # A line that looks as before is not sent again.
        shown = [self._line(y) for y in range(self.size.height)]
        for y, line in enumerate(shown):
            if self._shown[y : y + 1] != [line]:
                self.refresh(Region(0, y, self.size.width, 1))
        self._shown = shown

    def render_line(self, y: int) -> Strip:
        """Draw the finding on one line."""
        line, chosen = self._line(y)
        return self.strip(line, self.size.width, row_style="row" if chosen else "")

    def _line(self, y: int) -> tuple[Line, bool]:
        if self.single:
            # Textual may ask for more lines while the terminal grows: those of the list to be.
            brief = self._brief()
            return (brief[y] if y < len(brief) else ()), False
        index = self.scroll_offset.y + y
        if index >= len(self.findings):
            return (), False
        chosen = index == self.chosen
        return self._finding(self.findings[index], chosen=chosen), chosen and self.has_focus

    def _finding(self, finding: Finding, *, chosen: bool) -> Line:
        mark = (f" {self._glyphs.severity(finding.severity)} ", finding.severity.value)
        code = (f"{finding.code:<{_CODE_WIDTH}} ", "strong" if chosen else "muted")
        # Beside the scroll bar, under which the sign of what is cut would disappear.
        width = self.scrollable_content_region.width - 12
        return (mark, code, *self._message(finding, width, chosen=chosen))

    def _brief(self) -> tuple[Line, Line]:
        total = len(self.findings)
        if self.chosen is None or self.chosen >= total:
            said = self.words.say(_count(total)) if total else ""
            return ((f" {said}", "muted"),), self._here
        finding, width = self.findings[self.chosen], self.size.width
        brief = Brief(
            (f" {self._glyphs.severity(finding.severity)} ", finding.severity.value),
            self.words.say(finding.message),
            self._fix,
            f" {self.chosen + 1}/{total} ",
            self._glyphs.cut,
        )
        if self.size.height > 1 and not self._here:
            return brief.two_lines(width)
        return brief.one_line(width), self._here

    def _message(self, finding: Finding, width: int, *, chosen: bool) -> Line:
        message = self.words.say(finding.message)
        if chosen:
            return message_and_fix(message, self._fix, width, self._glyphs.cut)
        return ((clipped(message, width, self._glyphs.cut), ""),)

    def on_click(self, event: events.Click) -> None:
        """Open the finding that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self.chosen if self.single else self.scroll_offset.y + offset.y
        if index is not None and index < len(self.findings):
            self.post_message(self.Opened(index))

    def on_focus(self) -> None:
        """Show by the chosen line that the keys act here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do no longer."""
        self.refresh()


def _count(total: int) -> Text:
    return Text("{n} finding: F8 leads to it", {"n": total}, "{n} findings: F8 leads to the next")


_GAP = "   "
_KEY = ". "


def message_and_fix(message: str, fix: str, width: int, cut: str) -> Line:
    """Return a finding and behind it what would fix it, in one line; the fix is cut first."""
    if not fix:
        return ((clipped(message, width, cut), "strong"),)
    beside = len(_GAP) + len(_KEY)
    room = max(width - cell_len(fix) - beside, width * 2 // 3)
    said = clipped(message, room, cut)
    left = width - cell_len(said) - beside
    return ((said, "strong"), (_GAP, ""), (_KEY, "key"), (clipped(fix, left, cut), ""))


@frozen
class Brief:
    """A finding where there is no room for a list.

    Attributes:
        mark: The mark of its severity, with the margin around it.
        message: What it says.
        fix: What the quick fix would do; empty for none.
        place: Which one of how many it is; stands at the right.
        cut: The sign of what is cut.
    """

    mark: Span
    message: str
    fix: str
    place: str
    cut: str

    def one_line(self, width: int) -> Line:
        """Return all of it in one line of that many cells."""
        room = self._room(width)
        spans = message_and_fix(self.message, self.fix, room, self.cut)
        return self._placed(spans, room)

    def two_lines(self, width: int) -> tuple[Line, Line]:
        """Return it in two lines, the second one with the rest of the message and the fix."""
        first, *rest = wrapped(self.message, self._room(width)) or [""]
        above = self._placed(((first, "strong"),), self._room(width))
        margin: Span = (" " * cell_len(self.mark[0]), "")
        room = width - cell_len(self.mark[0]) - 1
        if rest:
            below = message_and_fix(" ".join(rest), self.fix, room, self.cut)
        elif self.fix:
            below = ((_KEY, "key"), (clipped(self.fix, room - len(_KEY), self.cut), ""))
        else:
            return above, ()
        return above, (margin, *below)

    def _room(self, width: int) -> int:
        return width - cell_len(self.mark[0]) - cell_len(self.place)

    def _placed(self, spans: Line, room: int) -> Line:
        gap = max(room - sum(cell_len(text) for text, _ in spans), 0)
        return (self.mark, *spans, (" " * gap, ""), (self.place, "muted"))
