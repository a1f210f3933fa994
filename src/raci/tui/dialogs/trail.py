"""What is searched for while the person waits, in lines that lead to their cells."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from raci.model.error import RaciError
from raci.model.text import mark
from raci.tui.dialogs.dialog import Dialog, keys_said
from raci.tui.dialogs.differences import Told, items
from raci.tui.panes.text import Item
from raci.tui.panes.view import ViewPane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.words import Words


class Trail(Dialog[Item]):
    """Answers with the line that was chosen, or None after Esc, which also ends the search."""

    ABOUT = (
        mark("What changed, in words. Lines that are marked lead to their cell in the matrix."),
        mark("↑ ↓ Space PgUp PgDn  read on"),
        mark("Enter, a double click  go to the cell"),
        mark("Esc  back; what is still searched for is given up"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown,space", "step(12)", show=False),
        Binding("pageup", "step(-12)", show=False),
        Binding("enter", "take", show=False),
    ]

    def __init__(
        self,
        title: str,
        search: Callable[[Callable[[], bool]], Sequence[Told]],
        words: Words,
    ) -> None:
        """Show what ``search`` finds; it runs in a thread and is told whether to go on."""
        super().__init__(title)
        self.words = words
        self._search = search
        self._told: Sequence[Told] = (Told(words("Looking …"), "muted"),)
        self._wanted = True

    def body(self) -> ComposeResult:
        """Yield the lines and the keys."""
        yield ViewPane()
        keys = self.words("↑↓ Space: read on · Enter: go to the cell · Esc: back")
        yield keys_said(keys, self.words)

    @property
    def pane(self) -> ViewPane:
        """The lines."""
        return self.query_one(ViewPane)

    def on_mount(self) -> None:
        """Begin to search."""
        self.pane.focus()
        self.run_worker(self._look(), exit_on_error=False)

    def on_unmount(self) -> None:
        """Let the search end where it is."""
        self._wanted = False

    async def _look(self) -> None:
        words = self.words
        try:
            self._told = await asyncio.to_thread(self._search, lambda: self._wanted)
        except RaciError as error:
            self._told = (Told(words.say(error.text), "error"),)
        except Exception as error:  # noqa: BLE001 - a search that fails must not take the edits along
            self._told = (Told(words("Something went wrong: {error}", error=repr(error)), "error"),)
        self._fill()

    def on_resize(self) -> None:
        """Make the lines for the width that there is now."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        # One column is left to the scroll bar, whether there is one or not.
        lines = items(self._told, max(self.pane.size.width - 1, 20))
        self.fit(self.pane, len(lines))
        self.pane.show_items(lines, anew=True)

    def action_step(self, step: int) -> None:
        """Choose another line; where no more of them lead anywhere, read on."""
        before = self.pane.chosen
        self.pane.step(step)
        if self.pane.chosen == before:
            self.pane.scroll_relative(y=step, animate=False)
            self.pane.refresh()

    def action_take(self) -> None:
        """Answer with the chosen line, if it leads somewhere."""
        item = self.pane.item
        if item and item.row:
            self.dismiss(item)
        else:
            self.app.bell()

    def on_view_pane_opened(self, event: ViewPane.Opened) -> None:
        """Lead to the cell of a line that was clicked twice."""
        event.stop()
        self.action_take()
