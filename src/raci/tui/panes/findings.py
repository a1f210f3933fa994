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
    from raci.tui.model.findings import FindingList
    from raci.tui.panes.text import Line, Span
    from raci.words import Words


class FindingsPane(StyledWidget, ScrollView):
    """Findings one a line; the chosen one with its quick fix, behind it or below.

    Attributes:
        chosen: The place of the chosen finding in the list; None for none.
        single: Whether there is room for the chosen one alone, and for no list.
    """

    can_focus = True

    class Chosen(Message):
        """A finding was chosen by key or clicked."""

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
        self.single = False
        self._fix = ""
        self._split = False
        self._here: Line = ()
        self._shown: list[tuple[Line, bool]] = []

    @property
    def finding(self) -> Finding | None:
        """The chosen finding."""
        place = self.chosen
        return self.findings[place] if place is not None and place < len(self.findings) else None

    def follow(
        self,
        chosen: int | None,
        fix: Callable[[], str],
        here: Callable[[], Line] | None,
        *,
        reveal: bool,
        noted: bool = False,
    ) -> None:
        """Show the list as it is now, with the finding at ``chosen`` marked.

        Args:
            chosen: Its place in the list; None for none.
            fix: Says what the quick fix would do; asked only where the finding is in sight.
            here: Says what the cursor is on, asked only where there is a line for it; None where
                that is told elsewhere.
            reveal: Whether to scroll to the chosen one; a list that scrolls with every row is
                restless, and costs as much as all the rest of a cursor's move.
            noted: Whether the cell under the cursor has a note, which is told below the finding.
        """
        self.chosen = chosen
        told = here is not None and self.size.height > 1
        if self.single:
            told = told and (chosen is None or noted)
        self._here = here() if here is not None and told else ()
        self._fix = fix() if reveal or self._in_sight(chosen) else ""
        self._split = self._fix_is_below()
        lines = self.size.height if self.single else len(self.findings) + self._extra
        size = Size(self.size.width, lines)
        if size != self.virtual_size:
            self.virtual_size = size
        if chosen is not None and reveal and not self.single:
            self._reveal(chosen)
        self._repaint()

    @property
    def _extra(self) -> int:
        """Lines beside the findings' own: of the fix, and of what the cursor is on."""
        return self._split + bool(self._here)

    def _fix_is_below(self) -> bool:
        finding = self.finding
        if not self._fix or finding is None or self.single:
            return False
        wanted = cell_len(self.words.say(finding.message)) + cell_len(self._fix)
        return wanted + len(_GAP) + len(_KEY) > self._room(finding)

    def _room(self, finding: Finding) -> int:
        """Return the cells for a message between its mark and its code."""
        # Beside the scroll bar, under which what stands at the right would disappear.
        return self.scrollable_content_region.width - _MARK - len(finding.code) - 2

    @property
    def _list_height(self) -> int:
        return max(self.size.height - bool(self._here), 1)

    def _in_sight(self, chosen: int | None) -> bool:
        if chosen is None or self.single:
            return chosen is not None
        return 0 <= chosen - self.scroll_offset.y < self._list_height

    def step(self, step: int) -> None:
        """Choose another finding of the list, so many places further down."""
        if len(self.findings):
            place = (-1 if self.chosen is None else self.chosen) + step
            self.post_message(self.Chosen(min(max(place, 0), len(self.findings) - 1)))

    def _reveal(self, index: int) -> None:
        top, height = self.scroll_offset.y, self._list_height
        last = index + self._split
        if index < top:
            self.scroll_to(y=index, animate=False, immediate=True, force=True)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False, immediate=True, force=True)

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
        if self._here and y >= self._list_height:
            return (self._here if y == self._list_height else ()), False
        index, is_fix = self._place(y)
        if index >= len(self.findings):
            return (), False
        finding, chosen = self.findings[index], index == self.chosen
        line = self._fix_line() if is_fix else self._finding(finding, chosen=chosen)
        return line, chosen and self.has_focus

    def _place(self, y: int) -> tuple[int, bool]:
        """Return which finding a line shows, and whether it shows its fix."""
        index = self.scroll_offset.y + y
        if self.chosen is not None and index > self.chosen and self._split:
            return index - 1, index == self.chosen + 1
        return index, False

    def _finding(self, finding: Finding, *, chosen: bool) -> Line:
        mark = (f" {self._glyphs.severity(finding.severity)} ", finding.severity.value)
        room, cut = self._room(finding), self._glyphs.cut
        message = self.words.say(finding.message)
        told: Line = ((clipped(message, room, cut), "strong" if chosen else ""),)
        if chosen and not self._split:
            told = message_and_fix(message, self._fix, room, cut)
        gap = max(room - sum(cell_len(text) for text, _ in told), 0)
        return (mark, *told, (" " * (gap + 1), ""), (f"{finding.code} ", "muted"))

    def _fix_line(self) -> Line:
        room = self.scrollable_content_region.width - _MARK - len(_KEY) - 1
        return _below(_MARK, clipped(self._fix, room, self._glyphs.cut))

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
            f" {finding.code} ",
            self._glyphs.cut,
        )
        if self.size.height > 1 and not self._here:
            return brief.two_lines(width)
        return brief.one_line(width), self._here

    def on_click(self, event: events.Click) -> None:
        """Open the finding that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self.chosen if self.single else self._place(offset.y)[0]
        if index is not None and index < len(self.findings):
            self.post_message(self.Chosen(index))

    def on_focus(self) -> None:
        """Show by the chosen line that the keys act here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do no longer."""
        self.refresh()


def _count(total: int) -> Text:
    return Text("{n} finding: F8 leads to it", {"n": total}, "{n} findings: F8 leads to the next")


_MARK = 3
_GAP = "   "
_KEY = ". "


def _below(margin: int, fix: str) -> Line:
    """Return the line below a finding that says what its quick fix would do."""
    return ((" " * margin, ""), (_KEY, "key"), (fix, ""))


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
        code: The number of its rule; comes last.
        cut: The sign of what is cut.
    """

    mark: Span
    message: str
    fix: str
    place: str
    code: str
    cut: str

    def one_line(self, width: int) -> Line:
        """Return all of it in one line of that many cells."""
        room = self._room(width)
        spans = message_and_fix(self.message, self.fix, room, self.cut)
        return self._placed(spans, room)

    def two_lines(self, width: int) -> tuple[Line, Line]:
        """Return the finding, and below it its fix; without one the rest of the message."""
        room = self._room(width)
        first, *rest = wrapped(self.message, room) or [""]
        if self.fix:
            first = clipped(self.message, room, self.cut)
        above = self._placed(((first, "strong"),), room)
        margin = cell_len(self.mark[0])
        left = width - margin - cell_len(self.code)
        below: Line
        if self.fix:
            below = _below(margin, clipped(self.fix, left - len(_KEY), self.cut))
        else:
            more = clipped(" ".join(rest), left, self.cut)
            below = ((" " * margin, ""), (more, "strong"))
        gap = max(width - sum(cell_len(text) for text, _ in below) - cell_len(self.code), 0)
        return above, (*below, (" " * gap, ""), (self.code, "muted"))

    def _room(self, width: int) -> int:
        return width - cell_len(self.mark[0]) - cell_len(self.place)

    def _placed(self, spans: Line, room: int) -> Line:
        gap = max(room - sum(cell_len(text) for text, _ in spans), 0)
        return (self.mark, *spans, (" " * gap, ""), (self.place, "muted"))
