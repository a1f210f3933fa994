"""The big organisation on the command line, in terms of one ``tomllib.loads`` of its file.

Usage: ``python bench/scale.py`` in an environment with raci installed. 10,000 channels, 500 roles,
60,000 letters: checked as a whole, changed by one letter, and a folder of small organisations
checked on one process and on two. Ends with 1 where a limit is exceeded.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

CHANNELS, ROLES, LETTERS = 10_000, 500, "ARRCCI"
ROUNDS = 3
SMALL_FILES = 2_000

#: Times one parse, and MiB.
MOST = {"check": 4.0, "set": 1.5}
MEMORY = 400.0

DISCIPLINES = ("management", "marketing", "communication", "sales", "service", "it", "legal")
KINDS = ("traditional", "new", "third-party")
PHASES = ("before", "during", "after")


def organisation(channels: int, roles: int, seed: int = 1) -> str:
    """Return the text of a made-up organisation, the same for the same seed."""
    chance = random.Random(seed)
    lines = ["format = 1", "", "[organisation]", 'name = "Group"', 'size = "large"', ""]
    for number, discipline in enumerate(DISCIPLINES):
        lines += [f"[departments.d{number}]", f'name = "Department {number}"']
        lines += [f'discipline = "{discipline}"', ""]
    for number in range(roles):
        lines += [f"[roles.r{number}]", f'name = "Role {number}"']
        lines += [f'department = "d{number % len(DISCIPLINES)}"']
        # A tree with a leader at the head of every thirty roles.
        lines += (
            ["leadership = true", ""]
            if number % 30 == 0
            else [f'reports_to = "r{number - number % 30 + number % 30 // 5}"', ""]
        )
    for number in range(channels):
        lines += [f"[channels.c{number}]", f'name = "Channel {number}"']
        lines += [f'kind = "{KINDS[number % 3]}"', f'phases = ["{PHASES[number // 3 % 3]}"]', ""]
        lines += [f"[channels.c{number}.raci]"]
        held = chance.sample(range(roles), min(roles, len(LETTERS)))
        lines += [f'r{role} = "{letter}"' for role, letter in zip(held, LETTERS, strict=False)]
        lines += [""]
    return "\n".join(lines)


def run(*arguments: str) -> tuple[float, float]:
    """Run raci; return its seconds and its peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "raci", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        sys.exit(f"raci {' '.join(arguments)} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def big(folder: Path) -> bool:
    """Measure the commands on the big organisation; tell whether all limits hold."""
    path = folder / "big.toml"
    text = organisation(CHANNELS, ROLES)
    path.write_text(text, encoding="utf-8")
    parses: list[float] = []
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in MOST}
    for number in range(ROUNDS):
        start = time.perf_counter()
        tomllib.loads(text)
        parses.append(time.perf_counter() - start)
        runs["check"].append(run("check", str(path), "-q"))
        runs["set"].append(run("set", str(path), "c7", "r3", "RC"[number % 2]))
    parse = statistics.median(parses)
    good = True
    for name, limit in MOST.items():
        ratio = statistics.median(seconds for seconds, _ in runs[name]) / parse
        memory = max(peak for _, peak in runs[name])
        good &= ratio <= limit and memory <= MEMORY
        print(f"{name}: {ratio:.2f} parses (at most {limit}), peak {memory:.0f} MiB")
    return good


def many(folder: Path) -> bool:
    """Measure a folder of small organisations on one process and on two."""
    for number in range(SMALL_FILES):
        path = folder / f"org{number}.raci.toml"
        path.write_text(organisation(15, 7, seed=number), encoding="utf-8")
    one, two = (run("check", str(folder), "-q", "--jobs", jobs)[0] for jobs in "12")
    print(f"{SMALL_FILES} files: {one:.1f} s on one process, {two:.1f} s on two")
    return two < one


def main() -> int:
    """Measure, print, and judge."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        good = big(folder)
        (folder / "many").mkdir()
        good &= many(folder / "many")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
