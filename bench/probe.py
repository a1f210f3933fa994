"""Runs the editor and writes down what nobody sees from outside, a JSON object a line.

Usage: ``python probe.py LOG FILE``. Told are the first rows with the processor seconds until then,
each paint of the whole screen and of parts, and every pause: of the garbage collector, by its own
callbacks, and of the loop that waits for keys, both in processor milliseconds of their thread.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

from textual.app import App

from raci.cli.main import main

#: Processor milliseconds from which on a pause of the loop is told.
_TOLD = 5.0


class Log:
    """The lines of the log."""

    def __init__(self, path: str) -> None:
        """Begin a log."""
        self._file = Path(path).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
        self._began = 0.0
        self._beat = 0.0

    def tell(self, what: str, value: float | str) -> None:
        """Write a line."""
        self._file.write(json.dumps({what: value}) + "\n")
        self._file.flush()

    def collection(self, phase: str, _info: dict[str, int]) -> None:
        """Note a collection of garbage."""
        if phase == "start":
            self._began = time.thread_time()
        else:
            self.tell("collector", 1000 * (time.thread_time() - self._began))

    def beat(self) -> None:
        """Look how long the loop has worked since the last beat."""
        now = time.thread_time()
        if 1000 * (now - self._beat) >= _TOLD:
            self.tell("loop", 1000 * (now - self._beat))
        self._beat = now
        asyncio.get_running_loop().call_later(0.002, self.beat)


def watch(log: Log) -> None:
    """Hook into paints and collections."""
    display = App._display  # noqa: SLF001 - Textual's one way to the terminal

    def count(app: App[Any], screen: Any, update: Any) -> None:  # noqa: ANN401 - Textual has several kinds
        display(app, screen, update)
        kind = type(update).__name__
        if kind == "LayoutUpdate" and not app.__dict__.get("_probed"):
            app.__dict__["_probed"] = True
            log.tell("first rows", time.process_time())
            gc.callbacks.append(log.collection)
            log._beat = time.thread_time()  # noqa: SLF001 - its own module
            log.beat()
        if update is not None:
            log.tell("paint", kind)

    App._display = count  # type: ignore[assignment, method-assign]  # noqa: SLF001 - likewise


if __name__ == "__main__":
    watch(Log(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
