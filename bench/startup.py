"""Processor time of starting: help against a bare interpreter, a check against networkx.

Usage: ``python bench/startup.py`` in an environment with raci installed. Ends with 1 where a limit
is exceeded. The commands take turns, so that a busy moment of the machine meets all of them.
Beside the check of the smallest sample stands agenraci, which validates a charter as small.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from peers import charter, compiled, peers

ROUNDS = 15
SAMPLES = Path(__file__).parent.parent / "sample_orgs"

#: Command, what it is measured against, and the most that the ratio may be.
LIMITS = {"help": ("bare", 4.0), "check": ("networkx", 1.0)}


def commands(folder: Path) -> dict[str, list[str]]:
    """Return what is run, by name; peers are installed below ``folder``."""
    sample = str(min(SAMPLES.glob("*.toml"), key=lambda path: path.stat().st_size))
    python = [sys.executable]
    found = {
        "bare": [*python, "-c", "pass"],
        "networkx": [*python, "-c", "import networkx"],
        "help": [*python, "-m", "raci", "--help"],
        "rule": [*python, "-m", "raci", "rule", "301"],
        "check": [*python, "-m", "raci", "check", sample],
        "show": [*python, "-m", "raci", "show", sample],
    }
    programs = peers(folder)
    if programs:
        path = folder / "charter.yaml"
        path.write_text(charter(10, 4), encoding="utf-8")
        found["agenraci"] = [str(programs / "agenraci"), "validate", str(path)]
    return found


def seconds_of(command: list[str]) -> float:
    """Return the processor seconds of a command."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Measure, print, and judge."""
    compiled()
    with tempfile.TemporaryDirectory() as place:
        known = commands(Path(place))
        runs: dict[str, list[float]] = {name: [] for name in known}
        for _ in range(ROUNDS):
            for name, command in known.items():
                runs[name].append(seconds_of(command))
    median = {name: statistics.median(times) for name, times in runs.items()}
    print(", ".join(f"{name} {1000 * value:.0f} ms" for name, value in median.items()))
    good = True
    for name, (base, limit) in LIMITS.items():
        ratio = median[name] / median[base]
        good &= ratio <= limit
        print(f"{name}/{base}: {ratio:.2f} (at most {limit})")
    if "agenraci" in median:
        print(f"agenraci/networkx: {median['agenraci'] / median['networkx']:.2f}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
