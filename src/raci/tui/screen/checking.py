"""When to check, to show what was found, and to collect garbage: who types is never kept waiting.

After an edit the touched row and role are checked at once; the rules on the organisation as a whole
are not. A step of these takes up to a tenth of a second where there are ten thousand channels,
so there they wait until nobody types; in a usual one they take less than a key does.

A big organisation is a few hundred thousand small values, and its check makes as many again. To
look through them all for garbage stops the screen for a tenth of a second and more, and hardly ever
finds any, as none of these values is part of a circle. So what has come to stay is kept from the
collector, and what a person has made of it since is looked through before the next check, when
nobody types. Only the newest values are still looked through as they come.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections import deque
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen
    from textual.timer import Timer

    from raci.model.edit import Touched
    from raci.tui.screen.board import LiveBoard


#: After a key, seconds in which a large organisation is left alone.
REST = 0.4
#: Up to so many channels everything is checked with each key.
SMALL = 500

#: Keys of a held one come at most so many seconds after each other; nobody types as fast.
HELD = 0.06
#: After so many of them a key is held, and not just pressed twice. What counts is the time that all
#: took together: on a busy machine, or over a slow line, single ones come late and then at once.
_MANY = 2

#: New values after which these are looked through, some milliseconds of work; how often that
#: happens until what was left over is looked through, too; and how often until everything is.
_THRESHOLDS = (10_000, 100, 1000)

_MOMENT = 0.005
_SLICE = 0.002
_LONG_SLICE = 0.006
_LONG_REST = 2.0


def rest_collector() -> None:
    """Keep what was read, and let the garbage collector work as rarely as it may."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()


class Patience:
    """Tells by the time of the last key whether there is time for something else.

    Attributes:
        rested_once: Whether the check came to rest at least once.
        held: Whether keys come as fast as from one that is held down.
    """

    def __init__(self) -> None:
        """Expect nothing yet."""
        self.rested_once = False
        self.held = False
        self._pressed: deque[float] = deque(maxlen=_MANY + 1)
        self._stirred = float("-inf")
        self._working = False
        self._news = False

    def stir(self, now: float) -> None:
        """Note that a key was pressed."""
        self._pressed.append(now)
        self.held = len(self._pressed) > _MANY and now - self._pressed[0] < _MANY * HELD
        self._stirred = now

    def let_go(self, now: float) -> bool:
        """Tell whether no key has come for longer than between those of a held one."""
        return now - self._stirred >= HELD

    def expect(self) -> None:
        """Note that there is something to check."""
        self._working = True

    @property
    def pending(self) -> bool:
        """Whether there is something to do, be there time for it or not."""
        return self._working or self._news

    def rests(self, now: float) -> bool:
        """Tell whether nobody types."""
        return now - self._stirred >= REST

    def may_work(self, now: float) -> bool:
        """Tell whether there is something to do and time for it."""
        return self.pending and self.rests(now)

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


class Checking:
    """The check of the open file: at most one timer, and none while there is nothing to check.

    Attributes:
        patience: Tells whether there is time.
        board: Takes over what is found.
    """

    def __init__(
        self,
        board: LiveBoard,
        screen: Screen[None],
        show: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Check the organisation of ``board``.

        Args:
            board: What is checked, and where findings go.
            screen: Whose timer is used.
            show: Called when everything is checked and gathered.
            failed: Called when a rule has failed, after which nothing is checked any more.
        """
        self.patience = Patience()
        self.board = board
        self._screen = screen
        self._show = show
        self._failed = failed
        self._timer: Timer | None = None
        self._broken = False
        self._loaded = _GRAPHS in sys.modules
        self._loading = False
        self._swept = False
        self._littered = True

    @property
    def done_once(self) -> bool:
        """Whether the first check has come to its end."""
        return self.patience.rested_once

    def expect(self) -> None:
        """Check as soon as there is time."""
        self.patience.expect()
        if not self._loaded:
            self._load()
        elif self._timer is None and not self._broken:
            self._wait()

    def _load(self) -> None:
        """Begin to load what checks need, beside the keys; the check begins when that is done."""
        if not self._loading:
            self._loading = True
            self._screen.run_worker(self._wait_for_libraries(), exit_on_error=False)

    async def _wait_for_libraries(self) -> None:
        await asyncio.to_thread(load_libraries)
        self._loaded = True
        self.expect()

    def follow(self, touched: Touched) -> bool:
        """Check what an edit touched; tell whether everything was checked, and is to be shown.

        Where the organisation is small, everything is checked at once, unless a key is held.
        """
        self.expect()
        self._keep()
        many = len(self.board.organisation.channels) > SMALL
        if self.board.check is None or many or self.patience.held:
            self.board.follow(touched)
            return False
        self.board.check.settle()
        self.patience.worked()
        self._take_over()
        return True

    def _wait(self) -> None:
        self._timer = self._screen.set_timer(self.patience.wait(monotonic()), self._work)

    def _work(self) -> None:
        self._timer = None
        now = monotonic()
        if self.patience.may_work(now):
            self._sweep()
            try:
                if self.board.begin().settle(self.patience.slice(now)):
                    self.patience.worked()
            except Exception as error:  # noqa: BLE001 - a failing rule must not take the edits along
                self._broken = True
                self._failed(error)
            if self.patience.may_show:
                self._take_over()
                self._show()
        if (self.patience.pending and not self._broken) or not self.patience.rests(now):
            self._wait()
        else:
            self._sweep()
            self._swept = False
            self._keep()

    def litter(self) -> None:
        """Note that a dialog was open: its widgets are garbage that the collector has to find."""
        self._littered = True

    def _sweep(self) -> None:
        """Look for garbage once, before the check makes values that stay."""
        if not self._swept:
            self._swept = True
            gc.collect()
            self._littered = not self._screen.is_current

    def _keep(self) -> None:
        if not self._littered and self._screen.is_current:
            gc.freeze()

    def _take_over(self) -> None:
        self.patience.shown()
        self.board.gather()


#: The graph library, which takes longer to load than everything else of a check.
_GRAPHS = "networkx"

#: Seconds after which a thread that loads lets the keys have their turn.
_TURN = 0.0005


def load_libraries() -> None:
    """Load what a check needs, while another thread waits for keys."""
    with _short_turns():
        import networkx  # noqa: F401, ICN001 - loaded for those who will need it

        import raci.check.live  # noqa: F401 - likewise


@contextmanager
def _short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


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
