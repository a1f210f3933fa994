"""Lines to read in a box: the help, and the details where there is no room beside the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from raci.model.text import mark
from raci.tui.dialogs.dialog import MOST_SHARE, Dialog, LineInput, keys_said
from raci.tui.panes.lines import InspectorPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.tui.panes.text import Line
    from raci.words import Words


#: Lines of the border and the keys around a page.
_AROUND_PAGE = 4


class Reading(Dialog[str]):
    """Shows lines that are made for the width they get."""

    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_by(1)", show=False),
        Binding("up", "scroll_by(-1)", show=False),
        Binding("pagedown,space", "scroll_by(12)", show=False),
        Binding("pageup", "scroll_by(-12)", show=False),
        Binding("enter", "leave", show=False),
    ]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]], words: Words) -> None:
        """Show what ``lines`` returns for a width."""
        super().__init__(title)
        self.words = words
        self._lines = lines

    def body(self) -> ComposeResult:
        """Yield the lines and the keys."""
        yield InspectorPane(self.words, id="lines")
        yield keys_said(self.keys_line(), self.words)

    def keys_line(self) -> str:
        """Return what the keys do here."""
        return self.words("↑↓ Space: read on · Esc: back")

    def on_resize(self) -> None:
        """Make the lines for the width that there is now."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        pane = self.query_one(InspectorPane)
        pane.show_text(self._lines(pane.text_width))

    def action_scroll_by(self, step: int) -> None:
        """Read on."""
        self.query_one(InspectorPane).scroll_lines(step)


class Drawer(Reading):
    """Shows lines at the right; answers ``edit`` after Enter, None after Esc."""

    ABOUT = (
        mark("What the cursor is on, with all that the file says of it, and its findings."),
        mark("Enter, F2  edit it"),
        mark("↑ ↓ Space PgUp PgDn  read on"),
        mark("Esc  back to the matrix"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,f2", "edit", show=False)]

    def __init__(self, lines: Callable[[int], Sequence[Line]], words: Words) -> None:
        """Show what ``lines`` returns for a width."""
        super().__init__(words("Details"), lines, words)

    def keys_line(self) -> str:
        """Return what the keys do here."""
        return self.words("Enter: edit · ↑↓: read on · Esc: back")

    def action_edit(self) -> None:
        """Ask for the form."""
        self.dismiss("edit")


class Note(Reading):
    """Shows lines, as high as they are."""

    def _fill(self) -> None:
        pane = self.query_one(InspectorPane)
        lines = self._lines(pane.text_width)
        self.fit(pane, len(lines))
        pane.show_text(lines)


class Preview(Note):
    """Shows what would come of something; answers ``take`` after Enter, None after Esc."""

    ABOUT = (
        mark("What would change. Nothing has changed yet; undo takes all of it back in one step."),
        mark("Enter  do it"),
        mark("↑ ↓ Space PgUp PgDn  read on"),
        mark("Esc  leave; nothing changes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False)]

    def keys_line(self) -> str:
        """Return what the keys do here."""
        return self.words("Enter: take over · ↑↓: read on · Esc: change nothing")

    def action_take(self) -> None:
        """Have it done."""
        self.dismiss("take")


class Page(Dialog[None]):
    """Shows Markdown of the program's own; never text from a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,f4", "leave", show=False),
        Binding("down", "scroll_by(1)", show=False),
        Binding("up", "scroll_by(-1)", show=False),
        Binding("pagedown,space", "scroll_by(12)", show=False),
        Binding("pageup", "scroll_by(-12)", show=False),
    ]

    def __init__(self, title: str, markdown: str, words: Words) -> None:
        """Show ``markdown`` under ``title``."""
        super().__init__(title)
        self._markdown = markdown
        self.words = words

    def body(self) -> ComposeResult:
        """Yield the page and the keys."""
        with VerticalScroll(classes="page", can_focus=False):
            yield Markdown(self._markdown, open_links=False)
        yield keys_said(self.words("↑↓ Space: read on · Esc: back"), self.words)

    def on_resize(self) -> None:
        """Leave room for the keys below."""
        most = int(self.size.height * MOST_SHARE) - _AROUND_PAGE
        self.query_one(VerticalScroll).styles.max_height = max(most, 1)

    def action_scroll_by(self, step: int) -> None:
        """Read on."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)


class Help(Reading):
    """Lines under headings: Tab leads to the next heading, what is typed narrows them."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_by(12)", show=False),
        Binding("tab", "chapter(1)", show=False),
        Binding("shift+tab", "chapter(-1)", show=False),
    ]

    def __init__(
        self, title: str, lines: Callable[[str, int], Sequence[Line]], words: Words
    ) -> None:
        """Show what ``lines`` returns for what is typed and a width."""
        super().__init__(title, lambda width: lines(self._query, width), words)
        self._query = ""

    def body(self) -> ComposeResult:
        """Yield the field, the lines and the keys."""
        yield LineInput(placeholder=self.words("part of a key's, a sign's or a command's name"))
        yield InspectorPane(self.words, id="lines")
        keys = self.words("↑↓ PgUp PgDn: read on · Tab: next heading · Esc: back")
        yield keys_said(keys, self.words)

    def on_input_changed(self) -> None:
        """Show what fits."""
        self._catch_up()

    def _catch_up(self) -> None:
        """Show what fits what was typed; the field tells it later than the next key comes."""
        typed = self.query_one(LineInput).value
        if typed != self._query:
            self._query = typed
            self._fill()

    def on_input_submitted(self) -> None:
        """Leave, as from every page."""
        self.action_leave()

    def action_scroll_by(self, step: int) -> None:
        """Read on."""
        self._catch_up()
        super().action_scroll_by(step)

    def action_chapter(self, step: int) -> None:
        """Go to the next heading, or the one before."""
        self._catch_up()
        self.query_one(InspectorPane).scroll_to_title(step)
