"""What people feel of the editor, in processor time, paints and bytes; beside what they'd use else.

Usage: ``python bench/editor.py`` on Linux, in an environment with raci and its test extra. The
floor is the smallest Textual application; programs take turns, and medians are told. VisiData
opens the same matrix as CSV, a DataTable holds it in an application of ten lines. Ends with 1 where
a limit is exceeded.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from peers import compiled, peers
from scale import organisation
from terminal import Terminal

ROUNDS = 5
#: The usual organisation, and the largest.
USUAL, LARGEST = (44, 27), (10_000, 500)

#: Times the floor.
FIRST_ROWS, ARROW, LETTER = 1.7, 1.9, 1.9
#: Whole screens and bytes until quiet, and processor milliseconds of the longest pause.
PAINTS, BYTES, PAUSE = 1, 45_000, 30.0

FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    presses = 0
    def compose(self):
        yield Static("floor stands")
    def on_key(self):
        self.presses += 1
        self.query_one(Static).update(str(self.presses))
Floor().run()
"""
TABLE = """
import csv, sys
from textual.app import App
from textual.widgets import DataTable
class Table(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        rows = list(csv.reader(open(sys.argv[1])))
        table = self.query_one(DataTable)
        table.add_columns(*rows[0])
        table.add_rows(rows[1:])
Table().run()
"""
DOWN = ["\x1b[B"] * 12 + ["\x1b[A"] * 12
LETTERS = ["i"] * 24


class Verdict:
    """Prints figures with their limits, and remembers whether all hold."""

    def __init__(self) -> None:
        """Begin."""
        self.good = True

    def tell(self, what: str, figure: float, most: float, beside: str = "") -> None:
        """Print one."""
        self.good &= figure <= most
        print(f"{what}: {figure:.2f} (at most {most:g}){beside}")


def opened(command: list[str], home: Path, words: bytes) -> tuple[float, Terminal]:
    """Return the processor seconds until ``words`` were shown, and the program, quiet."""
    terminal = Terminal(command, home)
    seconds = terminal.until(words)
    terminal.quiet(2.0)
    return seconds, terminal


def compared(commands: dict[str, tuple[list[str], bytes]], home: Path) -> dict[str, list[float]]:
    """Return for each program the medians of: start, a held arrow, a held letter."""
    found: dict[str, list[list[float]]] = {name: [] for name in commands}
    for number in range(ROUNDS):
        for name, (command, words) in commands.items():
            # Each has its own: what was typed and killed is offered at the next start.
            seconds, terminal = opened(command, home / f"{name}-{number}", words)
            terminal.press(DOWN)
            arrow = terminal.press(DOWN)
            letter = terminal.press(LETTERS) if name in {"raci", "floor"} else 0.0
            terminal.end()
            found[name].append([seconds, arrow, letter])
    return {
        name: [statistics.median(column) for column in zip(*runs, strict=True)]
        for name, runs in found.items()
    }


def usual(folder: Path, verdict: Verdict) -> None:
    """Measure start and keys of the usual organisation against floor, DataTable and VisiData."""
    path, table = folder / "usual.toml", folder / "usual.csv"
    path.write_text(organisation(*USUAL), encoding="utf-8")
    raci = [sys.executable, "-m", "raci"]
    subprocess.run([*raci, "export", str(path), "--to", "csv", "--output", str(table)], check=True)
    for name, program in (("floor", FLOOR), ("datatable", TABLE)):
        (folder / f"{name}.py").write_text(program, encoding="utf-8")
    commands = {
        "floor": ([sys.executable, str(folder / "floor.py")], b"floor stands"),
        "raci": ([*raci, str(path)], b"Channel 0"),
        "DataTable": ([sys.executable, str(folder / "datatable.py"), str(table)], b"Channel 0"),
    }
    programs = peers(folder)
    if programs:
        commands["VisiData"] = ([str(programs / "vd"), str(table)], b"Channel 0")
    found = compared(commands, folder)
    floor = found["floor"]
    for place, (what, most) in enumerate(
        (("first rows, times the floor", FIRST_ROWS), ("a held arrow", ARROW), ("a letter", LETTER))
    ):
        others = [
            f"{name} {figures[place] / floor[place]:.2f}"
            for name, figures in found.items()
            if name not in {"raci", "floor"} and figures[place]
        ]
        beside = f"; {', '.join(others)}" if others else ""
        verdict.tell(what, found["raci"][place] / floor[place], most, beside)


def probed(path: Path, folder: Path, keys: list[str]) -> tuple[list[dict[str, object]], int]:
    """Return what the probe tells of a start and keys, and the bytes sent until quiet."""
    log = folder / "log"
    probe = str(Path(__file__).parent / "probe.py")
    terminal = Terminal([sys.executable, probe, str(log), str(path)], folder)
    terminal.until(b"Channel 0")
    terminal.quiet(4.0)
    sent = terminal.bytes
    started = len(log.read_text(encoding="utf-8").splitlines())
    if keys:
        terminal.press(keys, 0.05)
    told = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    terminal.end()
    return told[started:] if keys else told, sent


def longest(told: list[dict[str, object]], what: str) -> float:
    """Return the longest pause of a kind."""
    return max((float(str(line[what])) for line in told if what in line), default=0.0)


def main() -> int:
    """Measure, print, and judge."""
    compiled()
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        usual(folder, verdict)
        told, sent = probed(folder / "usual.toml", folder, [])
        whole = sum(line.get("paint") == "LayoutUpdate" for line in told)
        verdict.tell("paints of the whole screen until quiet", whole, PAINTS)
        verdict.tell("bytes until quiet", sent, BYTES)
        verdict.tell("the loop stands still after the first rows, ms", longest(told, "loop"), PAUSE)
        path = folder / "largest.toml"
        path.write_text(organisation(*LARGEST), encoding="utf-8")
        keys = [*["\x1b[B"] * 30, *["\x1b[C"] * 10, *["i", "\x1b[C"] * 20, *["\x1b[6~"] * 5]
        told, _ = probed(path, folder, keys)
        pause = longest(told, "collector")
        verdict.tell("longest collection while typing in the largest, ms", pause, PAUSE)
    return 0 if verdict.good else 1


if __name__ == "__main__":
    sys.exit(main())
