"""The largest organisation on the command line, in terms of one ``tomllib.loads`` of its file.

Usage: ``python bench/scale.py`` in an environment with raci installed. 10,000 channels, 500 roles,
60,000 letters: checked as a whole, changed by one letter, saved in the editor; the same with 30,000
channels; a folder of small organisations on one process. All in processor time. Beside the check
stands agenraci with a charter of as many actions. Ends with 1 where a limit is exceeded.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from peers import charter, compiled, peers

CHANNELS, ROLES, LETTERS = 10_000, 500, "ARRCCI"
ROUNDS = 5
SMALL_FILES = 2_000

#: Times one parse. A change parses the file twice, before and after: 0.7 of it, by a parser that is
#: compiled; what is left goes into reading all rows, their places, comparing, and the start.
MOST = {"check": 2.0, "set": 1.25}
SAVE = 0.6
#: MiB.
MEMORY, FOLDER_MEMORY = 400.0, 65.0
#: A thousand files more.
GROWTH = 2.0
#: What three times as many channels may take, in times.
THRICE = 3.0
#: A small file in a folder, times one parse of it.
SMALL = 3.3

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


def run(*command: str) -> tuple[float, float]:
    """Run a command; return its processor seconds and its peak memory in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def raci(*arguments: str) -> tuple[float, float]:
    """Run raci; return its processor seconds and its peak memory in MiB."""
    return run(sys.executable, "-m", "raci", *arguments)


def parse(text: str) -> float:
    """Return the processor seconds of one parse."""
    start = time.process_time()
    tomllib.loads(text)
    return time.process_time() - start


def save(path: Path) -> float:
    """Return the median processor seconds of saving one edit in the open file."""
    from raci.model.edit import SetCell
    from raci.model.organisation import Cell
    from raci.workspace import Workspace

    workspace = Workspace.open(path, today=dt.date(2026, 1, 1))
    saves = []
    for letters in ("R", "C", "I"):
        workspace.apply(SetCell("c7", "r3", Cell(letters)))
        start = time.process_time()
        workspace.save()
        saves.append(time.process_time() - start)
    return statistics.median(saves)


def told(what: str, figure: float, most: float, unit: str) -> bool:
    """Print a figure with its limit; tell whether it holds."""
    print(f"{what}: {figure:.2f} {unit} (at most {most:g})")
    return figure <= most


def big(folder: Path) -> bool:
    """Measure the commands on the largest organisation; tell whether all limits hold."""
    path, larger = folder / "big.toml", folder / "larger.toml"
    text = organisation(CHANNELS, ROLES)
    path.write_text(text, encoding="utf-8")
    larger.write_text(organisation(3 * CHANNELS, ROLES), encoding="utf-8")
    parses: list[float] = []
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in (*MOST, "thrice")}
    for number in range(ROUNDS):
        parses.append(parse(text))
        runs["check"].append(raci("check", str(path), "-q"))
        runs["set"].append(raci("set", str(path), "c7", "r3", "RC"[number % 2]))
        runs["thrice"].append(raci("check", str(larger), "-q"))
    median = {name: statistics.median(seconds for seconds, _ in of) for name, of in runs.items()}
    one = statistics.median(parses)
    memory = max(peak for name in MOST for _, peak in runs[name])
    good = [told(name, median[name] / one, most, "parses") for name, most in MOST.items()]
    good += [
        told("save of one edit", save(path) / one, SAVE, "parses"),
        told("peak", memory, MEMORY, "MiB"),
        told("30,000 channels", median["thrice"] / median["check"], THRICE, "times 10,000"),
    ]
    programs = peers(folder)
    if programs:
        rules = folder / "charter.yaml"
        rules.write_text(charter(CHANNELS, ROLES), encoding="utf-8")
        seconds, _ = run(str(programs / "agenraci"), "validate", str(rules))
        print(f"agenraci with as many actions: {seconds / one:.2f} parses")
    return all(good)


def many(folder: Path) -> bool:
    """Measure folders of small organisations on one process; tell whether all limits hold."""
    texts = [organisation(15, 7, seed=number) for number in range(SMALL_FILES)]
    half, whole = folder / "half", folder / "whole"
    for place, part in ((half, texts[: SMALL_FILES // 2]), (whole, texts)):
        place.mkdir(parents=True)
        for number, text in enumerate(part):
            (place / f"org{number}.raci.toml").write_text(text, encoding="utf-8")
    few, all_ = (raci("check", str(place), "-q", "--jobs", "1") for place in (half, whole))
    parses = sum(map(parse, texts[SMALL_FILES // 2 :]))
    return all(
        [
            told("file after file", (all_[0] - few[0]) / parses, SMALL, "parses"),
            told("peak of a folder", all_[1], FOLDER_MEMORY, "MiB"),
            told(f"more for {SMALL_FILES // 2} files more", all_[1] - few[1], GROWTH, "MiB"),
        ]
    )


def main() -> int:
    """Measure, print, and judge."""
    compiled()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # The small ones first: a process that was started counts the peak of the one that did.
        good = [many(folder / "many"), big(folder)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
