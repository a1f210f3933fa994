"""Questions that come by themselves: after a crash, or when something happens outside."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button

from raci.model.text import printable
from raci.tui.dialogs.dialog import said
from raci.tui.dialogs.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from raci.words import Words

#: So many changes are listed; all of them are a key away.
_MOST = 6


class Alert(Question):
    """A question, the changes it is about, and its answers one below the other.

    It is deaf for a moment: keys that were meant for the matrix must not answer it.
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
        yield said(self._words("Enter or the first letter: answer · Esc: leave"), classes="keys")
