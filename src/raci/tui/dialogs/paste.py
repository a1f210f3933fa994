"""A place to paste a table into."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from raci.model.text import mark
from raci.tui.dialogs.dialog import Dialog, keys_said, said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Paste

    from raci.words import Words


class PasteArea(TextArea):
    """Text that says when a table was pasted into its blank."""

    class Filled(Message):
        """Several lines were pasted."""

    async def _on_paste(self, event: Paste) -> None:
        # The text comes in by the same method of ``TextArea``, to which Textual hands the event.
        if not self.text.strip() and len(event.text.splitlines()) > 1:
            self.call_later(self.post_message, self.Filled())


class PasteBox(Dialog[str]):
    """Answers with the text that was pasted, or None after Esc."""

    ABOUT = (
        mark("Cells of a spreadsheet, or a table as CSV, Markdown or HTML."),
        mark("How it is read is shown before anything comes of it."),
        mark("ctrl+v, the terminal's own key  paste: that reads it at once"),
        mark("ctrl+s, F2  read what was typed here"),
        mark("Esc  leave; nothing changes"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "take", show=False)]

    def __init__(self, title: str, words: Words) -> None:
        """Ask under ``title``."""
        super().__init__(title)
        self.words = words

    def body(self) -> ComposeResult:
        """Yield the box and the keys."""
        question = self.words("Copy the cells there, heads included, and paste them here.")
        yield said(question, classes="question")
        yield PasteArea(show_line_numbers=False, soft_wrap=False)
        yield keys_said(self.words("ctrl+s: read it · Esc: leave"), self.words)

    def on_paste_area_filled(self) -> None:
        """Read a table as soon as it is there: it is shown before anything comes of it."""
        self.action_take()

    def action_take(self) -> None:
        """Answer with the text, if there is any."""
        text = self.query_one(TextArea).text
        if text.strip():
            self.dismiss(text)
        else:
            self.app.bell()
