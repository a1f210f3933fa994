"""The panes follow each key at once, and a held one when it is let go."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from raci.tui.screen.checking import HELD

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.timer import Timer

    from raci.tui.screen.checking import Patience


class Pace:
    """Follows now or soon: of a held key, nobody can read what the panes say of each cell."""

    def __init__(
        self, screen: Screen[None], patience: Patience, follow: Callable[[], None]
    ) -> None:
        """Let ``follow`` be called at the pace of the keys that ``patience`` knows of."""
        self._screen = screen
        self._patience = patience
        self._follow = follow
        self._timer: Timer | None = None

    def follow(self) -> None:
        """Follow at once, or as soon as the key that is held is let go."""
        if not self._patience.held:
            self._follow()
        elif self._timer is None:
            self._timer = self._screen.set_timer(HELD, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._patience.let_go(monotonic()):
            self._follow()
        else:
            self._timer = self._screen.set_timer(HELD, self._look)
