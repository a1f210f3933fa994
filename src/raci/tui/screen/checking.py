"""When to check and when to show what was found: a person who types is never kept waiting.

After an edit the touched row and role are checked at once; the rules on the organisation as a whole
are not. A step of these takes up to a tenth of a second where there are ten thousand channels,
so there they wait until nobody types; in a usual one they take less than a key does.
"""

from __future__ import annotations

#: After a key, seconds in which a large organisation is left alone.
REST = 0.4
#: Up to so many channels everything is checked with each key.
SMALL = 500

_MOMENT = 0.005
_SLICE = 0.002
_LONG_SLICE = 0.006
_LONG_REST = 2.0


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

    @property
    def pending(self) -> bool:
        """Whether there is something to do, be there time for it or not."""
        return self._working or self._news

    def may_work(self, now: float) -> bool:
        """Tell whether there is something to do and time for it."""
        return self.pending and now - self._stirred >= REST

    def wait(self, now: float) -> float:
        """Return in how many seconds to ask again: a moment, or when the pause will be over."""
        return max(REST - (now - self._stirred), _MOMENT)

    def slice(self, now: float) -> float:
        """Return for how many seconds to work at a time: longer where nobody types for long."""
        return _LONG_SLICE if now - self._stirred >= _LONG_REST else _SLICE

    def worked(self) -> None:
        """Note that the check has come to rest."""
        self._news = self._news or self._working
        self._working = False

    @property
    def may_show(self) -> bool:
        """Whether there is something to show that was not shown yet."""
        return self._news and not self._working

    def shown(self) -> None:
        """Note that everything is on the screen."""
        self._news = False
        self.rested_once = True
