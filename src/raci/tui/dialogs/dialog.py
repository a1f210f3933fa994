"""What all dialogs share: a box over the editor, Esc to leave, keys that are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Resize
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from raci.model.text import printable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.dom import DOMNode
    from textual.events import Paste

    from raci.words import Words

Answer = TypeVar("Answer")

#: The keys that step through a list below a field, for a dialog's ``action_step``.
STEPS: list[BindingType] = [
    Binding("down", "step(1)", show=False),
    Binding("up", "step(-1)", show=False),
    Binding("pagedown", "step(10)", show=False),
    Binding("pageup", "step(-10)", show=False),
]


class Dialog(ModalScreen[Answer]):
    """A box with a title; Esc leaves without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    #: Columns and lines of the terminal below which nothing of it can be read.
    LEAST: ClassVar[tuple[int, int]] = (24, 8)

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
        yield Static(classes="too-small", markup=False)

    @on(Resize)
    def _measure(self, event: Resize) -> None:
        """Say instead of showing half of it that the terminal is too small."""
        columns, lines = self.LEAST
        small = event.size.width < columns or event.size.height < lines
        self.set_class(small, "-too-small")
        if small:
            words: Words = self.app.words  # type: ignore[attr-defined]
            text = words(
                "The terminal is too small for this: it takes {columns} columns and {lines} lines.",
                columns=columns,
                lines=lines,
            )
            self.query_one(".too-small", Static).update(Content(text))

    @on(Key)
    async def _do_at_once(self, event: Key) -> None:
        """Do what a key means when it comes by, to what has the focus first.

        Textual does it one queue later, where what a field tells its dialog has overtaken it.
        """
        for node in self.focused.ancestors_with_self if self.focused else (self,):
            if await acted(node, event) or node is self:
                return

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
    """A field of one line: the lines of what is pasted are joined by blanks.

    Keys act in the order in which they come: Textual does what a key means on a way of its own,
    on which the letters behind a Backspace would overtake it. For the same reason dialogs with
    fields have no bindings with priority, which would overtake the letters before them.
    """

    class Joined(Message):
        """Several lines became one."""

    async def _on_key(self, event: Key) -> None:
        if not event.is_printable:
            await acted(self, event)

    def _on_paste(self, event: Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            lines = [line.strip() for line in lines]
            self.post_message(self.Joined())
        self.replace(" ".join(lines), *self.selection)
        # Textual's own field would take the first line besides.
        event.prevent_default()
        event.stop()


async def acted(node: DOMNode, event: Key) -> bool:
    """Do what a key means to a widget or a screen itself; tell whether it meant anything."""
    for binding in node._bindings.key_to_bindings.get(event.key, ()):  # noqa: SLF001 - as Textual
        if await node.app.run_action(binding.action, node):
            event.stop()
            event.prevent_default()
            return True
    return False


def said(text: str, *, classes: str = "") -> Static:
    """Return a line of text that is nothing but text."""
    return Static(Content(printable(text)), classes=classes, markup=False)
