"""The keeper: writes the journal of one open file in a thread of its own, so that no key waits."""

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
#: written at once. With the writing it stays well below the second that is promised.
PAUSE = 0.2

#: How long to wait for the disk before a save or the end, in seconds.
PATIENCE = 5.0


class Keeper:
    """Writes the journal of one open file in a thread of its own; no key ever waits for it.

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
        self._thread: threading.Thread | None = None

    def note(self, patch: Patch) -> None:
        """Have a change of the text written down within a second."""
        self._do(lambda: self._journal.append(patch))

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
        if self._thread is None:
            return self.trouble is None
        done = threading.Event()
        self._hurry.set()
        self._tasks.put((0.0, self._sync))
        self._tasks.put((0.0, done.set))
        settled = done.wait(PATIENCE)
        self._hurry.clear()
        return settled and self.trouble is None

    def end(self, *, keep: bool) -> None:
        """Stop; what is unsaved is given up, or kept for the next start."""
        if self._thread is None:
            return
        if not keep:
            self._tasks.put((0.0, self._give_up))
        self._hurry.set()
        self._tasks.put((0.0, None))
        self._thread.join(PATIENCE)
        self._thread = None

    def _do(self, task: Callable[[], None]) -> None:
        self._tasks.put((monotonic() + PAUSE, task))
        if self._thread is None:
            thread = threading.Thread(target=self._run, name="journal", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # so many threads already that the system gives no more
                self.trouble = Text("unsaved edits are not safe from a crash: no thread is left")
            else:
                self._thread = thread

    def _run(self) -> None:
        going_on = True
        while going_on:
            due, task = self._tasks.get()
            # What came while the disk was slow has waited already.
            self._hurry.wait(max(0.0, due - monotonic()))
            going_on = self._work_off(task)
            self._attempt(self._sync)

    def _work_off(self, task: Callable[[], None] | None) -> bool:
        """Do a task and all that wait behind it; tell whether the end is still to come."""
        while task:
            self._attempt(task)
            if self._tasks.empty():
                return True
            _, task = self._tasks.get()
        return False

    def _sync(self) -> None:
        self._journal.sync()

    def _give_up(self) -> None:
        self._journal.close()

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
