"""Short messages at the edge of the screen: each once, and none over a dialog."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Literal

from raci.frozen import frozen, replace

if TYPE_CHECKING:
    from textual.app import App

#: Seconds for which a message is shown at least again after a dialog had covered its place.
_LEAST = 3.0


@frozen
class Message:
    """What is shown.

    Attributes:
        severity: As Textual names it.
        until: When it goes, on the monotonic clock.
    """

    text: str
    severity: Literal["information", "error"]
    until: float


class Messages:
    """Shows messages through Textual's notifications.

    A message that is on the screen is not shown a second time. While a dialog asks something, all
    wait: the box may be as large as the screen, and a message would cover what is asked.
    """

    def __init__(self, app: App[object]) -> None:
        """Show on the screens of ``app``."""
        self._app = app
        self._shown: list[Message] = []
        self._waiting: list[Message] = []

    def show(self, text: str, seconds: float, *, error: bool = False) -> None:
        """Show a text for so many seconds, or as soon as the dialog is answered."""
        message = Message(text, "error" if error else "information", monotonic() + seconds)
        if len(self._app.screen_stack) > 1:
            self._waiting = [*(one for one in self._waiting if one.text != text), message]
        else:
            self._show(message)

    def make_room(self) -> None:
        """Take the messages from the screen, for a dialog that is opened."""
        now = monotonic()
        self._waiting = [one for one in self._shown if one.until > now] + self._waiting
        self._shown = []
        self._app.clear_notifications()

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
        self._shown.append(message)
        self._app.notify(
            message.text, severity=message.severity, timeout=message.until - now, markup=False
        )
