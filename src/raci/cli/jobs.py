"""Many files on several processes, with a bar that says how far they are."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.context import BaseContext

    from raci.cli.session import Session

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this number of files, starting processes takes longer than they save.
_WORTHWHILE = 24

_BAR = 30


def over(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int | None
) -> Iterator[Result]:
    """Yield the results of ``work`` in the order of ``items``.

    Args:
        work: A function that other processes can import.
        items: What to work on.
        jobs: How many processes; None for as many as there are cores, if it is worth it.
    """
    if jobs is None:
        jobs = cores() if len(items) >= _WORTHWHILE else 1
    workers = min(jobs, len(items))
    if workers <= 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunk = max(1, len(items) // (workers * 16))
    with ProcessPoolExecutor(workers, mp_context=_context()) as pool:
        yield from pool.map(work, items, chunksize=chunk)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def with_progress(results: Iterable[Result], total: int, session: Session) -> Iterator[Result]:
    """Pass on the results and draw a bar on stderr, if that is a terminal and they are many."""
    shown = total >= _WORTHWHILE and sys.stderr.isatty()
    try:
        for done, result in enumerate(results, 1):
            if shown:
                sys.stderr.write(
                    f"\r{_bar(done, total)} {session.words('checking')} {done}/{total}"
                )
                sys.stderr.flush()
            yield result
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _bar(done: int, total: int) -> str:
    full = _BAR * done // total
    return "[" + "#" * full + "." * (_BAR - full) + "]"


def _context() -> BaseContext:
    """Return the way to start processes: a fork has the rules loaded already."""
    import multiprocessing

    fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
    return multiprocessing.get_context("fork" if fork else None)
