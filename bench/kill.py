"""Kill a real editor at random moments while it is typed into and saved, and count what is lost.

Usage: kill.py [--busy N] [--disk SECONDS] [KILLS] [SEED]

With N endless loops beside it, and on a disk that takes up to so many seconds each time it is asked
to keep something. Prints the figures; exit code 1 where a file was neither old nor new, or where an
edit was lost that was older than promised.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.editor.kills import (
    PROMISE,
    Outcome,
    killed_while_typing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> int:
    """Kill, and print what was lost."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--busy", type=int, default=0)
    asked.add_argument("--disk", type=float, default=0.0)
    asked.add_argument("kills", type=int, nargs="?", default=300)
    asked.add_argument("seed", type=int, nargs="?", default=1)
    options = asked.parse_args()
    random = Random(options.seed)
    outcomes: list[Outcome] = []
    with busy(options.busy):
        for count in range(1, options.kills + 1):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "raci.toml"
                outcomes.append(killed_while_typing(path, random, disk=options.disk))
            last = outcomes[-1]
            if last.lost > PROMISE:
                print(f"{count:5}: {last.kept} letters kept of those sent at {_ages(last)} s")
            if count % 25 == 0 or count == options.kills:
                print(f"{count:5} kills: {told(outcomes)}", flush=True)
    broken = any(not one.whole for one in outcomes)
    return int(broken or max(one.lost for one in outcomes) > PROMISE)


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """Keep so many cores busy with something else."""
    endless = [sys.executable, "-c", "while True: pass"]
    running = [subprocess.Popen(endless) for _ in range(loops)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def _ages(outcome: Outcome) -> list[float]:
    """Return when each letter was sent, before the kill."""
    return [round(outcome.killed - when, 2) for when in outcome.times]


def told(outcomes: list[Outcome]) -> str:
    """Return the figures in a line."""
    broken = sum(not one.whole for one in outcomes)
    offered = sum(one.offered is not None for one in outcomes)
    letters = sum(len(one.letters) for one in outcomes)
    lost = sorted(one.lost for one in outcomes)
    late = sum(one > PROMISE for one in lost)
    return (
        f"{letters} letters typed; {broken} files broken; edits offered after {offered}; "
        f"oldest edit lost {lost[-1]:.2f} s (median {lost[len(lost) // 2]:.2f} s), "
        f"{late} older than {PROMISE:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
