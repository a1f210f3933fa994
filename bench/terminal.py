"""A program in a pseudo-terminal of 120 by 36, and the processor time that it takes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

SIZE = (36, 120)


class Terminal:
    """A running program and its terminal."""

    def __init__(self, command: list[str], home: Path) -> None:
        """Start ``command`` with its settings and its state in ``home``."""
        self.bytes = 0
        home.mkdir(parents=True, exist_ok=True)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            folders = {f"XDG_{name}_HOME": str(home / name) for name in ("STATE", "CONFIG")}
            looks = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": str(home)}
            os.execvpe(command[0], command, {**os.environ, **folders, **looks})  # noqa: S606 - no shell is wanted
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))

    def quiet(self, seconds: float, limit: float = 60.0) -> None:
        """Read until nothing came for so many seconds."""
        end = time.monotonic() + limit
        while time.monotonic() < end and select.select([self._fd], [], [], seconds)[0]:
            self.bytes += len(os.read(self._fd, 65536))

    def until(self, words: bytes, limit: float = 120.0) -> float:
        """Read until ``words`` were sent; return the processor seconds up to then."""
        end, seen = time.monotonic() + limit, b""
        while time.monotonic() < end and select.select([self._fd], [], [], limit)[0]:
            data = os.read(self._fd, 65536)
            self.bytes += len(data)
            seen += data
            if words in seen:
                return self.seconds
        sys.exit(f"“{words.decode()}” never came")

    def press(self, keys: list[str], gap: float = 0.03) -> float:
        """Send keys as a held one sends them; return the processor seconds of each."""
        before = self.seconds
        for key in keys:
            os.write(self._fd, key.encode())
            self.quiet(gap, limit=gap)
        self.quiet(0.3)
        return (self.seconds - before) / len(keys)

    @property
    def seconds(self) -> float:
        """The processor seconds of all threads so far."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def end(self) -> float:
        """Kill the program; return its peak memory in MiB."""
        os.kill(self.pid, signal.SIGKILL)
        _, _, usage = os.wait4(self.pid, 0)
        os.close(self._fd)
        return usage.ru_maxrss / 1024
