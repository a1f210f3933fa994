"""A real editor in a pseudo-terminal, killed while somebody types; for tests and ``bench/kill.py``.

The promise that is looked at: whatever the moment, the file is the old or the new text, whole, and
what was typed a second before is in the file or in the journal.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from dataclasses import dataclass, field
from fcntl import ioctl
from typing import TYPE_CHECKING

from raci.storage.orphans import left_behind

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

_ROWS, _COLUMNS = 24, 80
_PATIENCE = 30.0
# What a terminal obeys and does not show.
_STEERING = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
#: What is promised, in seconds: so long after a key its edit is safe.
PROMISE = 1.0

_ROWS_TYPED = 60

# An editor on a disk that takes up to so many seconds each time it is asked to keep something.
_ON_A_SLOW_DISK = """
import os, random, sys, time
real, most = os.fsync, float(sys.argv.pop(1))
def fsync(descriptor):
    time.sleep(random.uniform(0, most))
    real(descriptor)
os.fsync = fsync
from raci.cli.main import main
sys.exit(main())
"""


def text_of(letters: str) -> str:
    """Return the file after so many letters were typed, each into a row of its own."""
    lines = ["format = 1", "[organisation]", 'name = "Firm"', "[roles.boss]", 'name = "Boss"']
    for row, letter in enumerate(letters.ljust(_ROWS_TYPED, "A")):
        lines += [f"[channels.c{row}]", f'name = "Website {row}"', 'kind = "new"']
        lines += [f"[channels.c{row}.raci]", f'boss = "{letter}"']
    return "\n".join(lines) + "\n"


class Terminal:
    """A pseudo-terminal of 80 by 24, and ``raci edit`` in it; what it shows is thrown away."""

    def __init__(self, path: Path, *, disk: float = 0.0) -> None:
        """Open the file in an editor; its journal goes beside the file.

        Args:
            path: The file.
            disk: So many seconds the disk takes at most for each ``fsync``.
        """
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            surroundings = {
                **os.environ,
                "TERM": "xterm-256color",
                "LANG": "en_US.UTF-8",
                "XDG_STATE_HOME": str(path.parent / "state"),
                "XDG_CONFIG_HOME": str(path.parent / "config"),
            }
            program = ["-c", _ON_A_SLOW_DISK, str(disk)] if disk else ["-m", "raci"]
            command = [sys.executable, *program, "edit", str(path)]
            os.execvpe(command[0], command, surroundings)  # noqa: S606 - the program under test
        ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
        self.seen = b""

    def read(self, seconds: float) -> bool:
        """Take in what the program writes for about that long; False when it has ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self._fd], [], [], left)
            if ready:
                try:
                    data = os.read(self._fd, 65536)
                except OSError:
                    return False
                self.seen += data
        return True

    def until(self, words: bytes) -> None:
        """Wait until the program has written ``words``."""
        end = time.monotonic() + _PATIENCE
        while words not in _STEERING.sub(b"", self.seen):
            alive = self.read(0.02)
            assert alive, f"ended before {words!r}: {self.seen[-2000:]!r}"
            assert time.monotonic() < end, f"no {words!r} in {self.seen[-2000:]!r}"

    def rest(self) -> None:
        """Wait until the program has nothing to write any more."""
        before = -1
        while before != len(self.seen):
            before = len(self.seen)
            self.read(0.4)

    def press(self, keys: bytes) -> None:
        """Send keys as the terminal does."""
        os.write(self._fd, keys)

    def end_by(self, number: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        os.kill(self.pid, number)
        return self.exit_code()

    def hang_up(self) -> int:
        """Close the terminal, as a lost connection does, and return the exit code."""
        os.close(self._fd)
        self._fd = -1
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def exit_code(self) -> int:
        """Wait for the end and return the exit code."""
        while self.read(0.05):
            pass
        os.close(self._fd)
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


@dataclass
class Outcome:
    """What was left after a kill.

    Attributes:
        letters: What was typed, a letter each row.
        times: When each letter was sent.
        killed: When the editor was killed.
        disk: The file's text.
        offered: What the journal would bring back; None where there is none.
    """

    letters: str = ""
    times: list[float] = field(default_factory=list)
    killed: float = 0.0
    disk: str = ""
    offered: str | None = None

    def _typed(self, text: str) -> int | None:
        """Return how many letters a text holds; None where it was never on the screen."""
        counts = range(len(self.letters) + 1)
        return next((count for count in counts if text == text_of(self.letters[:count])), None)

    @property
    def kept(self) -> int:
        """How many letters are in the file or offered, of those that were typed."""
        return self._typed(self.disk if self.offered is None else self.offered) or 0

    @property
    def whole(self) -> bool:
        """Whether the file, and what is offered, are texts that were on the screen."""
        found = [self._typed(text) for text in (self.disk, self.offered) if text is not None]
        return None not in found

    @property
    def lost(self) -> float:
        """How old the oldest letter is that is neither in the file nor offered, in seconds."""
        return self.killed - self.times[self.kept] if self.kept < len(self.times) else 0.0


def killed_while_typing(
    path: Path, random: Random, *, most: float = 2.5, disk: float = 0.0
) -> Outcome:
    """Type and save at random, and kill the editor at a random moment.

    Args:
        path: The file, which is made.
        random: What decides.
        most: After so many seconds at most it is killed.
        disk: So many seconds the disk takes at most for each ``fsync``.
    """
    path.write_text(text_of(""), encoding="utf-8")
    terminal = Terminal(path, disk=disk)
    terminal.until(b"Website")
    terminal.rest()
    terminal.press(b"\x1b[1;5H\x1b[B\x1b[F")
    outcome = Outcome()
    moment = time.monotonic() + random.uniform(0.05, most)
    while time.monotonic() < moment:
        if random.random() < 0.12:
            terminal.press(b"\x13")
        elif len(outcome.letters) < _ROWS_TYPED:
            letter = random.choice("CI")
            terminal.press(letter.lower().encode() + b"\x1b[B")
            outcome.letters += letter
            outcome.times.append(time.monotonic())
        terminal.read(max(0.0, min(random.expovariate(12), moment - time.monotonic())))
    outcome.killed = time.monotonic()
    terminal.end_by(signal.SIGKILL)
    outcome.disk = path.read_text(encoding="utf-8")
    found = left_behind(path, within=str(path.parent / "state" / "raci" / "journal"))
    outcome.offered = found[0].text if found else None
    return outcome
