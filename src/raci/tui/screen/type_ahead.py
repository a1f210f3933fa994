"""Keys that come before the dialog they are meant for: they wait until it is there."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import Event
    from textual.screen import Screen

#: For so many seconds keys wait at most: what takes longer must not lock the keyboard.
_MOST = 5.0
#: Where the way through the dialog ends with the dialog: after so many seconds it is looked again.
_MOMENT = 0.2
#: Keys that answer or leave dialogs, or open one above, also from a field.
_ANSWERS = frozenset({"enter", "escape", "ctrl+s", "f1"})


class TypeAhead:
    """Holds keys and pasted text back between a command and its dialog, and hands them on in order.

    A letter that was meant for a field would otherwise change the matrix: on a slow line, or pasted
    in one piece, the keys behind ``+`` arrive before its form is on the screen.

    Attributes:
        holding: Whether keys wait.
    """

    def __init__(self, app: App[int], deliver: Callable[[Event], Awaitable[None]]) -> None:
        """Hold what comes to ``app``; ``deliver`` treats an event as if it came now."""
        self._app = app
        self._deliver = deliver
        self._events: deque[Event] = deque()
        self._until = 0.0
        self.holding = False
        self._running = 0

    def begin(self) -> None:
        """Note that a command goes on beside the keys: it may open a dialog."""
        self._running += 1
        self.hold()

    def end(self) -> None:
        """Note that such a command has come to its end."""
        self._running -= 1
        if not self._running:
            self.release()

    def hold(self) -> None:
        """Let keys wait from now on, until ``release``; without a command under way they don't."""
        if self._running:
            self.hold_for_dialog()

    def hold_for_dialog(self) -> None:
        """Let keys wait until the dialog that is being opened is ready."""
        self.holding = True
        self._until = monotonic() + _MOST
        self._app.set_timer(_MOST, self._expire)

    def release(self) -> None:
        """Hand on what waits, in its order, and let keys through again."""
        if self.holding:
            self._app.call_later(self._hand_on)

    def takes(self, event: Event) -> bool:
        """Tell whether an event was held back."""
        if not self.holding or not isinstance(event, Key | Paste) or event.is_forwarded:
            return False
        self._events.append(event)
        return True

    def answers(self, event: Key) -> None:
        """Note that a dialog is about to get a key: those behind wait until it stays or goes.

        What a widget makes of a key travels from it to the dialog, from queue to queue. A call
        that goes the same way again and again arrives behind it.
        """
        screen, focused = self._app.screen, self._app.focused
        if event.key not in _ANSWERS and (not event.is_printable or isinstance(focused, Input)):
            return
        way = list(focused.ancestors_with_self) if focused else [screen]
        within = way[: way.index(screen) + 1] if screen in way else [screen]
        self.hold_for_dialog()
        self._app.call_later(self._follow, within * 3, screen)
        self._app.set_timer(_MOMENT, lambda: self._settle(screen))

    def _follow(self, way: Sequence[DOMNode], screen: Screen[object]) -> None:
        if not way or not way[0].call_later(self._follow, way[1:], screen):
            self._settle(screen)

    def _settle(self, screen: Screen[object]) -> None:
        """Let keys through where the dialog stays, or is gone with nothing to follow it."""
        self._app.call_later(self._hand_on_if_settled, screen)

    async def _hand_on_if_settled(self, screen: Screen[object]) -> None:
        if self._app.screen is screen or not self._running:
            await self._hand_on()

    def _expire(self) -> None:
        if self.holding and monotonic() >= self._until:
            self.release()

    async def _hand_on(self) -> None:
        self.holding = False
        while self._events and not self.holding:
            await self._deliver(self._events.popleft())
