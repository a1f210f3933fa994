"""Questions with a few answers, each on a key of its own."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from raci.model.text import mark, printable
from raci.tui.dialogs.dialog import Dialog, keys_said, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from raci.words import Words


class Question(Dialog[str]):
    """Asks; the answer is the id of a choice, or None after Esc.

    Arrow keys or Tab choose, Enter takes; the first letter of an answer takes it at once.
    """

    ABOUT = (
        mark("An answer is needed. Esc leaves things as they are."),
        mark("← → ↑ ↓ Tab  choose an answer"),
        mark("Enter  take it"),
        mark("a letter  take the only answer that begins with it"),
        mark("Esc  leave; nothing changes"),
    )
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
        lines = Content("\n").join(Content(printable(line)) for line in self._text.split("\n"))
        yield Static(lines, classes="question", markup=False)
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


#: So many changes are listed; all of them are a key away.
_MOST = 6


class Alert(Question):
    """A question, the changes it is about, and its answers one below the other.

    It ignores keys for a moment, so that those meant for the matrix do not answer it.
    """

    DEFAULT_CSS = """
    Alert .answers { height: auto; padding-top: 1; }
    Alert .answers Button { width: 100%; content-align: left middle; text-align: left; }
    Alert .changes { padding-left: 2; color: $foreground 80%; }
    """

    #: For so many seconds keys are ignored.
    DEAF = 0.6

    def __init__(
        self,
        title: str,
        text: str,
        choices: Sequence[tuple[str, str]],
        words: Words,
        changes: Sequence[str] = (),
    ) -> None:
        """Ask.

        Args:
            title: What it is about.
            text: The question.
            choices: Ids and wordings of the answers, the one Enter takes first.
            words: The language of what is said around them.
            changes: What would be won or lost, a line each.
        """
        super().__init__(title, text, choices)
        self._words = words
        self._changes = tuple(changes)
        self._since = monotonic()

    @property
    def deaf(self) -> bool:
        """Whether keys are still ignored."""
        return monotonic() - self._since < self.DEAF

    def body(self) -> ComposeResult:
        """Yield the question, the first changes and the answers."""
        yield said(self._text, classes="question")
        for change in self._changes[:_MOST]:
            yield said(change, classes="changes")
        more = len(self._changes) - _MOST
        if more > 0:
            yield said(self._words("and {n} more", n=more), classes="changes")
        with Vertical(classes="answers"):
            for choice, wording in self._choices:
                variant = "primary" if choice == self._choices[0][0] else "default"
                yield Button(Content(printable(wording)), id=choice, variant=variant, compact=True)  # type: ignore[arg-type]
        keys = self._words("Enter or the first letter: answer · Esc: leave")
        yield keys_said(keys, self._words)
