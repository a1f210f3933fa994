"""Key to paint on the big organisation in a real terminal, against the least that Textual needs.

Usage: ``python bench/keys.py`` in an environment with raci and its test extra, on a quiet machine.
The floor is an application that shows one changed character a key. Both run in a pseudo-terminal of
160 by 48 whose screen pyte keeps; a key's time ends with the last byte that it caused. Also told:
when the first rows stood, in terms of one ``tomllib.loads``, the save of one edit, and peak memory.
Ends with 1 where a limit is exceeded.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
import tomllib
from pathlib import Path

import pyte
from scale import CHANNELS, ROLES, organisation

SIZE = (48, 160)
#: Times the floor.
MOST = {"right": 2.0, "down": 2.0, "edit": 3.0, "page down": 8.0}
#: Times one parse.
FIRST_ROWS, SAVE = 3.0, 2.0
#: MiB.
MEMORY = 400.0
KEYS = {
    "right": ["\x1b[C"] * 12,
    "down": ["\x1b[B"] * 12,
    "edit": ["i", "\x1b[C"] * 10,
    "page down": ["\x1b[6~"] * 8,
}
FLOOR = """
from textual.app import App
from textual.widgets import Static
class Floor(App):
    presses = 0
    def compose(self):
        yield Static("0")
    def on_key(self):
        self.presses += 1
        self.query_one(Static).update(str(self.presses))
Floor().run()
"""


class Terminal:
    """A program in a pseudo-terminal, with a screen."""

    def __init__(self, command: list[str], home: Path) -> None:
        """Start ``command`` with its settings and its state in ``home``."""
        self.screen = pyte.Screen(SIZE[1], SIZE[0])
        self.stream = pyte.ByteStream(self.screen)
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            folders = {f"XDG_{name}_HOME": str(home / name) for name in ("STATE", "CONFIG")}
            looks = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execvpe(command[0], command, {**os.environ, **folders, **looks})  # noqa: S606 - no shell is wanted
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))

    def read(self, quiet: float, limit: float = 30.0) -> float | None:
        """Read until nothing came for ``quiet`` seconds; return when the last byte came."""
        last, end = None, time.perf_counter() + limit
        while time.perf_counter() < end and select.select([self.fd], [], [], quiet)[0]:
            data = os.read(self.fd, 65536)
            last = time.perf_counter()
            self.stream.feed(data)
        return last

    def wait(self, text: str, limit: float = 60.0) -> float:
        """Read until ``text`` is on the screen; return the seconds since the start."""
        while time.perf_counter() - self.started < limit:
            self.read(quiet=0.02, limit=0.1)
            if any(text in line for line in self.screen.display):
                return time.perf_counter() - self.started
        sys.exit(f"“{text}” never came")

    def press(self, keys: list[str], quiet: float) -> list[float]:
        """Send keys; return the seconds from each to the last byte it caused."""
        times = []
        for key in keys:
            start = time.perf_counter()
            os.write(self.fd, key.encode())
            last = self.read(quiet)
            times.append(last - start if last else float("inf"))
        return times

    def end(self) -> float:
        """Kill the program; return its peak memory in MiB."""
        os.kill(self.pid, signal.SIGKILL)
        _, _, usage = os.wait4(self.pid, 0)
        return usage.ru_maxrss / 1024


def parse_and_save(path: Path) -> tuple[float, float]:
    """Return the median seconds of one parse, and of saving one edit in the open file."""
    from raci.model.edit import SetCell
    from raci.model.organisation import Cell
    from raci.workspace import Workspace

    workspace = Workspace.open(path, today=dt.date(2026, 1, 1))
    parses, saves = [], []
    for letters in ("R", "C", "I"):
        start = time.perf_counter()
        tomllib.loads(path.read_text(encoding="utf-8"))
        parses.append(time.perf_counter() - start)
        workspace.apply(SetCell("c7", "r3", Cell(letters)))
        start = time.perf_counter()
        workspace.save()
        saves.append(time.perf_counter() - start)
    return statistics.median(parses), statistics.median(saves)


def main() -> int:
    """Measure, print one line, and tell whether all limits hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path, program = home / "big.toml", home / "floor.py"
        path.write_text(organisation(CHANNELS, ROLES), encoding="utf-8")
        program.write_text(FLOOR, encoding="utf-8")
        parse, save = parse_and_save(path)

        terminal = Terminal([sys.executable, str(program)], home)
        terminal.read(quiet=1.5)
        floor = statistics.median(terminal.press(["x"] * 15, quiet=0.12))
        terminal.end()

        terminal = Terminal([sys.executable, "-m", "raci", str(path)], home)
        opened = terminal.wait("Channel 0") / parse
        terminal.read(quiet=4)
        terminal.press(["\x1b[B", "\x1b[C"], quiet=1.0)
        ratios = {}
        for name, keys in KEYS.items():
            times = terminal.press(keys, quiet=0.35)
            counted = times[::2] if name == "edit" else times
            ratios[name] = statistics.median(counted) / floor
        memory = terminal.end()
    told = ", ".join(f"{name} {ratios[name]:.1f} ({most:g})" for name, most in MOST.items())
    print(
        f"floor {1000 * floor:.1f} ms; times the floor: {told}; parses: first rows {opened:.1f} "
        f"({FIRST_ROWS:g}), save {save / parse:.1f} ({SAVE:g}); peak {memory:.0f} MiB ({MEMORY:g})"
    )
    slow = any(ratios[name] > most for name, most in MOST.items())
    return int(slow or opened > FIRST_ROWS or save > SAVE * parse or memory > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
