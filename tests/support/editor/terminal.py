"""A program in a pseudo-terminal, and what its screen shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: How the program is started that is tried here.
RACI = (sys.executable, "-m", "raci")

_ROWS, _COLUMNS = 24, 80
_PATIENCE = 20.0


class Terminal:
    """A pseudo-terminal with a screen, and a program in it."""

    def __init__(self, *arguments: str, home: Path, program: Sequence[str] = RACI) -> None:
        """Start a program, ``raci`` by default, in a terminal of 80 columns and 24 lines."""
        self.screen = pyte.Screen(_COLUMNS, _ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            surroundings = {
                **os.environ,
                "TERM": "xterm-256color",
                "LANG": "en_US.UTF-8",
                "PYTHONIOENCODING": "utf-8",
                "XDG_STATE_HOME": str(home / "state"),
                "XDG_CONFIG_HOME": str(home / "config"),
            }
            command = [*program, *arguments]
            os.execvpe(command[0], command, surroundings)  # noqa: S606 - the program under test
        size = struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def read(self) -> bool:
        """Take in what the program wrote; False when it has ended."""
        ready, _, _ = select.select([self._fd], [], [], 0.05)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self._stream.feed(data)
        return bool(data)

    def until(self, words: str) -> None:
        """Wait until ``words`` stand on the screen."""
        end = time.monotonic() + _PATIENCE
        while words not in self.text:
            assert self.read(), f"ended before {words!r}:\n{self.text}"
            assert time.monotonic() < end, f"no {words!r} in:\n{self.text}"

    def press(self, keys: bytes) -> None:
        """Send keys as the terminal does."""
        os.write(self._fd, keys)

    def exit_code(self) -> int:
        """Wait for the end and return the exit code."""
        while self.read():
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self._fd)
        return os.waitstatus_to_exitcode(status)
