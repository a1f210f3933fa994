"""Short messages at the edge of the screen: each once, and none over a dialog."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Literal

from raci.frozen import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App

#: Seconds for which a message is shown at least again after a dialog had covered its place.
_LEAST = 3.0


@frozen
class Message:
    """What is shown.

    Attributes:
        severity: As Textual names it.
        until: When it goes, on the monotonic clock.
        topic: What it is about; a newer message on it takes its place. Empty for none.
    """

    text: str
    severity: Literal["information", "error"]
    until: float
    topic: str = ""


class Messages:
    """Shows messages through Textual's notifications.

    A message that is on the screen is not shown a second time, and one on the same topic as another
    takes its place: whoever takes ten steps back reads of the last one. While a dialog asks
    something, all wait: the box may be as large as the screen, and a message would cover what is
    asked.
    """

    def __init__(self, app: App[object]) -> None:
        """Show on the screens of ``app``."""
        self._app = app
        self._shown: list[Message] = []
        self._waiting: list[Message] = []

    def show(self, text: str, seconds: float, *, error: bool = False, topic: str = "") -> None:
        """Show a text for so many seconds, or as soon as the dialog is answered."""
        severity: Literal["information", "error"] = "error" if error else "information"
        message = Message(text, severity, monotonic() + seconds, topic)
        if len(self._app.screen_stack) > 1:
            self._waiting = [*_others(self._waiting, message), message]
        else:
            self._show(message)

    def make_room(self) -> None:
        """Take the messages from the screen, for a dialog that is opened."""
        now = monotonic()
        self._waiting = [one for one in self._shown if one.until > now] + self._waiting
        self._shown = []
        self._app.clear_notifications()
        # Textual takes messages in by its queue, in which the last ones may still be.
        self._app.call_later(self._app.clear_notifications)

    def come_back(self) -> None:
        """Show what waited, if no other dialog is open."""
        if len(self._app.screen_stack) > 1:
            return
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._show(replace(message, until=max(message.until, monotonic() + _LEAST)))

    def _show(self, message: Message) -> None:
        now = monotonic()
        self._shown = [one for one in self._shown if one.until > now]
        if any(one.text == message.text for one in self._shown):
            return
        left = _others(self._shown, message)
        if len(left) < len(self._shown):
            self._app.clear_notifications()
            for one in left:
                self._notify(one, now)
        self._shown = [*left, message]
        self._notify(message, now)

    def _notify(self, message: Message, now: float) -> None:
        self._app.notify(
            message.text, severity=message.severity, timeout=message.until - now, markup=False
        )


def _others(messages: Iterable[Message], new: Message) -> list[Message]:
    """Return the messages that say something else than a new one, on another topic."""
    return [
        one
        for one in messages
        if one.text != new.text and (not new.topic or one.topic != new.topic)
    ]
