"""When to check and when to show what was found: a person who types is never kept waiting."""

from __future__ import annotations

#: After a key, seconds in which nothing is worked on but what the key asked for.
PAUSE = 0.03
#: After a key, seconds after which what the check found elsewhere is shown.
REST = 0.4


class Patience:
    """Tells by the time of the last key whether there is time for something else.

    Attributes:
        rested_once: Whether the check came to rest at least once.
    """

    def __init__(self) -> None:
        """Expect nothing yet."""
        self.rested_once = False
        self._stirred = float("-inf")
        self._working = False
        self._news = False

    def stir(self, now: float) -> None:
        """Note that a key was pressed."""
        self._stirred = now

    def expect(self) -> None:
        """Note that there is something to check."""
        self._working = True

    def may_work(self, now: float) -> bool:
        """Tell whether there is something to do and time for it."""
        return (self._working or self._news) and now - self._stirred >= PAUSE

    def worked(self) -> None:
        """Note that the check has come to rest."""
        self._news = self._news or self._working
        self._working = False

    def may_show(self, now: float) -> bool:
        """Tell whether there is something to show and nobody is typing."""
        return self._news and not self._working and now - self._stirred >= REST

    def shown(self) -> None:
        """Note that everything is on the screen."""
        self._news = False
        self.rested_once = True
