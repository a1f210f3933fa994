"""What all dialogs share: a box over the editor, Esc to leave, F1 for help, keys that are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Mount, Resize, ScreenResume, ScreenSuspend
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.style import Style
from textual.widgets import Input, Static

from raci.model.text import printable
from raci.tui.keymap import key_called

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.dom import DOMNode
    from textual.events import Paste
    from textual.widget import Widget

    from raci.words import Words

Answer = TypeVar("Answer")

#: The share of the screen that a dialog takes at most.
MOST_SHARE = 0.94

#: The keys that step through a list below a field, for a dialog's ``action_step``.
STEPS: list[BindingType] = [
    Binding("down", "step(1)", show=False),
    Binding("up", "step(-1)", show=False),
    Binding("pagedown", "step(10)", show=False),
    Binding("pageup", "step(-10)", show=False),
]


class Asked(Message):
    """Somebody wants to know what a dialog is for and what its keys do.

    Attributes:
        title: That of the dialog.
        paragraphs: Sentences; a key and what it does, with a blank line of its own between them.
    """

    def __init__(self, title: str, paragraphs: Sequence[str]) -> None:
        """Tell what is to be shown."""
        super().__init__()
        self.title = title
        self.paragraphs = paragraphs


class Announced(Screen[Answer]):
    """A screen over the editor that tells when keys can come."""

    class Ready(Message):
        """It stands in the terminal and takes keys."""

    _covered = False

    @on(Mount)
    def _tell_ready(self) -> None:
        """Tell, once all is laid out, that keys can come."""
        self.call_after_refresh(self.post_message, self.Ready())

    @on(ScreenSuspend)
    def _note_cover(self) -> None:
        self._covered = True

    @on(ScreenResume)
    def _come_back(self) -> None:
        """Let keys through that came while a dialog above was closed."""
        if self._covered:
            self._covered = False
            self._tell_ready()


class Dialog(ModalScreen[Answer], Announced[Answer]):
    """A box with a title; Esc leaves without an answer, F1 tells what it is for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f1,question_mark", "help", show=False),
    ]
    #: What it is for and what its keys do, see ``panes.help.explanation``; empty: F1 leaves it.
    ABOUT: ClassVar[tuple[str, ...]] = ()
    #: Columns and lines of the terminal below which nothing of it can be read.
    LEAST: ClassVar[tuple[int, int]] = (24, 8)

    def __init__(self, title: str) -> None:
        """Put ``title`` above the box."""
        super().__init__()
        self._box_title = title

    def compose(self) -> ComposeResult:
        """Lay the box out; what is in it comes from ``body``."""
        with Vertical(classes="box") as box:
            box.border_title = Content(printable(self._box_title))
            if self.ABOUT:
                words: Words = self.app.words  # type: ignore[attr-defined]
                box.border_subtitle = _keys_told(words("F1: help"), words)
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
        """Do what a key means as soon as it arrives, first in what has the focus.

        Textual does it one queue later; by then a field's message to its dialog has overtaken it.
        """
        for node in self.focused.ancestors_with_self if self.focused else (self,):
            if await acted(node, event) or node is self:
                return

    def body(self) -> ComposeResult:
        """Yield what stands in the box."""
        raise NotImplementedError

    def fit(self, pane: Widget, lines: int) -> None:
        """Make a pane as high as its lines, as far as the screen has room for them."""
        around = self.query_one(".box").outer_size.height - pane.outer_size.height
        most = int(self.size.height * MOST_SHARE) - around
        pane.styles.height = max(min(lines, most), 1)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer once: of keys typed in a hurry, a later one must not close what is below."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Have it told what the dialog is for; a page that explains itself is left."""
        if self.ABOUT:
            self.post_message(Asked(self._box_title, tuple(self.help_paragraphs())))
        else:
            self.action_leave()

    def help_paragraphs(self) -> Iterator[str]:
        """Yield what is to be told."""
        words: Words = self.app.words  # type: ignore[attr-defined]
        yield from map(words, self.ABOUT)


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


def keys_said(text: str, words: Words, *, classes: str = "keys") -> Static:
    """Return a line that tells keys, ``Enter: take over · Esc: leave``; each can be clicked."""
    return Static(_keys_told(text, words), classes=classes, markup=False)


#: Between the keys of such a line, and of two keys that share what they do.
_BETWEEN = re.compile(r"( · |, (?=\S+: ))")
_KEY = re.compile(r"[←→↑↓]|[^\s←→↑↓]+")


def _keys_told(text: str, words: Words) -> Content:
    parts: list[Content] = []
    for part in _BETWEEN.split(text):
        named, colon, _ = part.partition(":")
        keys = [(found, key_called(found[0], words)) for found in _KEY.finditer(named)]
        known = [(found.span(), key) for found, key in keys if key]
        whole = colon and len(known) == len(keys) == 1
        content = Content(part)
        for span, key in known if colon else ():
            start, end = (0, len(part)) if whole else span
            style = Style.from_meta({"@click": f"app.press({key!r})"})
            content = content.stylize(style, start, end)
        parts.append(content)
    return Content.assemble(*parts)
