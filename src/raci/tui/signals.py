"""The signals that end the editor: a terminal that hangs up, a window that closes, a shutdown."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Windows tells of a window that closes as SIGBREAK, the others of a lost terminal as SIGHUP.
_ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")


def heed_signals(leave: Callable[[int], None]) -> None:
    """Call ``leave`` with the exit code, 128 and the signal, when one of them comes.

    Must be called in the main thread, while the loop runs that ``leave`` is to be called in.
    """
    loop = asyncio.get_running_loop()
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, leave, 128 + number)
        except NotImplementedError:  # the loops of Windows take none
            signal.signal(number, lambda got, _: loop.call_soon_threadsafe(leave, 128 + got))
