"""Questions with a few answers, each on a key of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from raci.model.text import printable
from raci.tui.dialogs.dialog import Dialog, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Question(Dialog[str]):
    """Asks; the answer is the id of a choice, or None after Esc.

    Arrow keys or Tab choose, Enter takes; the first letter of an answer takes it at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> None:
        """Ask.

        Args:
            title: What it is about.
            text: The question.
            choices: Ids and wordings of the answers, the one Enter takes first.
        """
        super().__init__(title)
        self._text = text
        self._choices = tuple(choices)

    def body(self) -> ComposeResult:
        """Yield the question and its answers."""
        yield said(self._text, classes="question")
        with Horizontal(classes="buttons"):
            for choice, wording in self._choices:
                variant = "primary" if choice == self._choices[0][0] else "default"
                yield Button(Content(printable(wording)), id=choice, variant=variant, compact=True)  # type: ignore[arg-type]

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take an answer."""
        self.dismiss(event.button.id)

    def key_for(self, char: str) -> str | None:
        """Return the only choice whose wording begins with ``char``."""
        found = [
            choice for choice, wording in self._choices if wording.lower().startswith(char.lower())
        ]
        return found[0] if len(found) == 1 else None

    def on_key(self, event: object) -> None:
        """Take the answer that begins with the letter."""
        char = getattr(event, "character", None)
        choice = self.key_for(char) if char and char.isalpha() else None
        if choice:
            self.dismiss(choice)
