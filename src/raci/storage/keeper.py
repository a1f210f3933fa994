"""The keeper: writes the journal of one open file, so that neither a key nor a crash waits.

One thread writes changes down, which is enough for them to outlive this program. Another one brings
what was written onto the disk, for the case that the whole machine goes: as that may take long on a
busy disk, no change waits behind it.
"""

from __future__ import annotations

import threading
from queue import SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.journal import Journal
from raci.storage.orphans import clear_away
from raci.storage.presence import ENDING as NOTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.storage.state_folder import StrPath
    from raci.toml_edit.patch import Patch

#: After a change, seconds until it is written: the screen goes first, and a block of keys is
#: written at once. It leaves most of the second that is promised to a busy machine.
PAUSE = 0.1

#: How long to wait for the disk before a save or the end, in seconds.
PATIENCE = 5.0


class Keeper:
    """Keeps the journal of one open file in threads of its own; no key ever waits for it.

    Attributes:
        trouble: Why edits are not safe from a crash now; None while they are.
    """

    def __init__(self, path: StrPath, base: str, *, within: str | None = None) -> None:
        """Begin with nothing unsaved.

        Args:
            path: The organisation's file.
            base: Its text as it is on the disk.
            within: The folder of journals; by default the user's.
        """
        self.trouble: Text | None = None
        self._within = within
        self._journal = Journal(path, base, within=within)
        self._tasks: SimpleQueue[tuple[float, Callable[[], None] | None]] = SimpleQueue()
        self._hurry = threading.Event()
        self._writer: threading.Thread | None = None
        self._disk = _Disk(self._sync)

    def note(self, patch: Patch) -> None:
        """Have a change of the text written down within a second."""
        self._do(lambda: self._journal.append(patch))

    def announce(self, path: StrPath) -> None:
        """Have it written down that what is unsaved is about to be saved under another name."""
        self._do(lambda: self._journal.announce(path))

    def mend(self, text: str) -> None:
        """Write all of what is unsaved anew, after trouble; ``text`` is what the screen shows."""

        def task() -> None:
            if self._journal.torn:
                self._journal.rewrite(text)
            self._journal.sync()
            self.trouble = None

        self._do(task)

    def restart(self, path: StrPath, base: str, text: str) -> None:
        """Go on with another text on the disk, after a save, a reload or a merge.

        Args:
            path: Where the file is now.
            base: Its text as it is on the disk.
            text: What the screen shows; the same where nothing is unsaved.
        """
        self._do(lambda: self._journal.rest_on(path, base, text))

    def tidy(self, path: StrPath) -> None:
        """Have journals and notes taken away that nobody came back for; see ``clear_away``."""
        self._do(lambda: clear_away(path, NOTE, within=self._within))

    def settle(self) -> bool:
        """Wait until all is on the disk; tell whether it is."""
        if self._writer is None:
            return self.trouble is None
        deadline = monotonic() + PATIENCE
        done = threading.Event()
        self._hurry.set()
        self._tasks.put((0.0, done.set))
        settled = done.wait(PATIENCE) and self._disk.settle(deadline)
        self._hurry.clear()
        return settled and self.trouble is None

    def end(self, *, keep: bool) -> None:
        """Stop; what is unsaved is given up, or kept for the next start."""
        if self._writer is None:
            return
        deadline = monotonic() + PATIENCE
        if not keep:
            self._tasks.put((0.0, self._journal.close))
        self._hurry.set()
        self._tasks.put((0.0, None))
        self._writer.join(PATIENCE)
        self._writer = None
        self._disk.end(deadline)

    def _do(self, task: Callable[[], None]) -> None:
        self._tasks.put((monotonic() + PAUSE, task))
        if self._writer is None:
            thread = threading.Thread(target=self._write, name="journal", daemon=True)
            try:
                self._disk.start()
                thread.start()
            except RuntimeError:  # so many threads already that the system gives no more
                self.trouble = Text("unsaved edits are not safe from a crash: no thread is left")
            else:
                self._writer = thread

    def _write(self) -> None:
        going_on = True
        while going_on:
            due, task = self._tasks.get()
            # What came while the disk was slow has waited already.
            self._hurry.wait(max(0.0, due - monotonic()))
            going_on = self._work_off(task)
            self._disk.wake()

    def _work_off(self, task: Callable[[], None] | None) -> bool:
        """Do a task and all that wait behind it; tell whether the end is still to come."""
        while task:
            self._attempt(task)
            if self._tasks.empty():
                return True
            _, task = self._tasks.get()
        return False

    def _sync(self) -> None:
        self._attempt(self._journal.sync)

    def _attempt(self, task: Callable[[], None]) -> None:
        try:
            task()
        except FileError as error:
            self.trouble = error.text
        except Exception as error:  # noqa: BLE001 - this thread must live on, and tell
            reason = f"{type(error).__name__}: {error}"
            self.trouble = Text(
                "unsaved edits are not safe from a crash: {reason}", {"reason": reason}
            )


class _Disk:
    """A thread that brings onto the disk what was written, each time it is woken."""

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._turn = threading.Condition()
        self._asked = self._done = 0
        self._ended = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start, unless it runs already.

        Raises:
            RuntimeError: The system gives no more threads.
        """
        if self._thread is None:
            self._ended = False
            thread = threading.Thread(target=self._run, name="journal-disk", daemon=True)
            thread.start()
            self._thread = thread

    def wake(self) -> None:
        """Have all that is written by now brought onto the disk."""
        with self._turn:
            self._asked += 1
            self._turn.notify_all()

    def settle(self, deadline: float) -> bool:
        """Wait until all that is written by now is on the disk, or was refused."""
        with self._turn:
            self._asked += 1
            asked = self._asked
            self._turn.notify_all()
            return self._turn.wait_for(
                lambda: self._done >= asked, max(0.0, deadline - monotonic())
            )

    def end(self, deadline: float) -> None:
        """Stop, when all is on the disk."""
        with self._turn:
            self._ended = True
            self._turn.notify_all()
        if self._thread is not None:
            self._thread.join(max(0.0, deadline - monotonic()))
            self._thread = None

    def _run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._ended or self._asked > self._done)
                asked, ended = self._asked, self._ended
            if asked > self._done:
                self._sync()
            with self._turn:
                self._done = asked
                self._turn.notify_all()
                if ended and self._asked == self._done:
                    return
