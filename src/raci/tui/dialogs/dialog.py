"""What all dialogs share: a box over the editor, Esc to leave, keys that are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from raci.model.text import printable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Paste

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A box with a title; Esc leaves without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    class Ready(Message):
        """The dialog is on the screen and takes keys."""

    def __init__(self, title: str) -> None:
        """Put ``title`` above the box."""
        super().__init__()
        self._box_title = title

    def compose(self) -> ComposeResult:
        """Lay the box out; what is in it comes from ``body``."""
        with Vertical(classes="box") as box:
            box.border_title = Content(printable(self._box_title))
            yield from self.body()

    def on_mount(self) -> None:
        """Tell, once the dialog is on the screen, that keys can come."""
        self.call_after_refresh(self.post_message, self.Ready())

    def body(self) -> ComposeResult:
        """Yield what stands in the box."""
        raise NotImplementedError

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer once: of keys typed in a hurry, a later one must not close what is below."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class LineInput(Input):
    """A field of one line: the lines of what is pasted are joined by blanks."""

    class Joined(Message):
        """Several lines became one."""

    def _on_paste(self, event: Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            lines = [line.strip() for line in lines]
            self.post_message(self.Joined())
        self.replace(" ".join(lines), *self.selection)
        # Textual's own field would take the first line besides.
        event.prevent_default()
        event.stop()


def said(text: str, *, classes: str = "") -> Static:
    """Return a line of text that is nothing but text."""
    return Static(Content(printable(text)), classes=classes, markup=False)
