"""When the garbage collector works: not while somebody types.

A big organisation is a few hundred thousand small values, and its check makes as many again. To
look through them all for garbage stops the screen for a tenth of a second and more, and hardly ever
finds any, as none of these values is part of a circle. So what has come to stay is kept from the
collector, and what a person has made of it since is looked through before the next check, when
nobody types. Only the newest values are still looked through as they come.
"""

from __future__ import annotations

import gc

#: New values after which these are looked through, some milliseconds of work; how often that
#: happens until what was left over is looked through, too; and how often until everything is.
_THRESHOLDS = (10_000, 100, 1000)


def begin() -> None:
    """Keep what was read, and let the collector work as rarely as it may."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()


def collect() -> None:
    """Look through what has come since values were kept last."""
    gc.collect()


def keep() -> None:
    """Let the collector leave alone what there is now, for as long as the editor runs."""
    gc.freeze()
