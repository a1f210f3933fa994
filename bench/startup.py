"""How long commands take to start: help against a bare interpreter, a check against networkx.

Usage: ``python bench/startup.py`` in an environment with raci installed. Ends with 1 where a limit
is exceeded. The commands take turns, so that a busy moment of the machine meets all of them.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
SAMPLES = Path(__file__).parent.parent / "sample_orgs"

#: Command, what it is measured against, and the most that the ratio may be.
LIMITS = {"help": ("bare", 4.0), "check": ("networkx", 1.5)}


def commands() -> dict[str, list[str]]:
    """Return what is run, by name."""
    sample = str(min(SAMPLES.glob("*.toml"), key=lambda path: path.stat().st_size))
    python = [sys.executable]
    return {
        "bare": [*python, "-c", "pass"],
        "networkx": [*python, "-c", "import networkx"],
        "help": [*python, "-m", "raci", "--help"],
        "rule": [*python, "-m", "raci", "rule", "301"],
        "check": [*python, "-m", "raci", "check", sample],
        "show": [*python, "-m", "raci", "show", sample],
    }


def medians() -> dict[str, float]:
    """Return the median seconds of each command."""
    seconds: dict[str, list[float]] = {name: [] for name in commands()}
    for _ in range(ROUNDS):
        for name, command in commands().items():
            start = time.perf_counter()
            subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def main() -> int:
    """Measure, print, and judge."""
    median = medians()
    print(", ".join(f"{name} {1000 * value:.0f} ms" for name, value in median.items()))
    good = True
    for name, (base, limit) in LIMITS.items():
        ratio = median[name] / median[base]
        good &= ratio <= limit
        print(f"{name}/{base}: {ratio:.2f} (at most {limit})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
