"""Kill a real editor at random moments while it is typed into and saved, and count what is lost.

``python bench/kill.py [KILLS] [SEED]``: prints the figures; exit code 1 where a file was neither
old nor new, or where an edit was lost that was older than promised.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.editor.kills import (
    PROMISE,
    Outcome,
    killed_while_typing,
)


def main(kills: int = 300, seed: int = 1) -> int:
    """Kill, and print what was lost."""
    random = Random(seed)
    outcomes: list[Outcome] = []
    for count in range(1, kills + 1):
        with tempfile.TemporaryDirectory() as folder:
            outcomes.append(killed_while_typing(Path(folder) / "raci.toml", random))
        last = outcomes[-1]
        if last.lost > PROMISE:
            print(f"{count:5}: {last.kept} letters kept of those sent at {_ages(last)} s")
        if count % 25 == 0 or count == kills:
            print(f"{count:5} kills: {told(outcomes)}", flush=True)
    broken = any(not one.whole for one in outcomes)
    return int(broken or max(one.lost for one in outcomes) > PROMISE)


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
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
