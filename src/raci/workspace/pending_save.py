"""A save that is under way: a document on its way to the disk, apart from the edits that follow."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from raci.storage.saving import save

if TYPE_CHECKING:
    from pathlib import Path

    from raci.document import Document
    from raci.storage.file import Stamp
    from raci.storage.keeper import Keeper


class PendingSave:
    """What is being saved, and what became of it.

    Attributes:
        path: Where it is written.
        document: What is written.
        again: Whether somebody asked meanwhile to save what was changed since.
    """

    def __init__(
        self, path: Path, document: Document, stamp: Stamp | None, keeper: Keeper | None
    ) -> None:
        """Know what is to be written; ``write`` or ``start`` does it.

        Args:
            path: Where it is written.
            document: What is written.
            stamp: What the file was when it was read; None for one that must not be there yet.
            keeper: What writes the journal of the file.
        """
        self.path = path
        self.document = document
        self.again = False
        self._stamp = stamp
        self._keeper = keeper
        self._outcome: Stamp | Exception | None = None
        self._done = threading.Event()

    def start(self) -> None:
        """Write in a thread of its own, which the end of the program waits for."""
        thread = threading.Thread(target=self.write, name="save")
        try:
            thread.start()
        except RuntimeError:  # so many threads already that the system gives no more
            self.write()

    def write(self) -> None:
        """Write at once; ``result`` tells what became of it."""
        try:
            if self._keeper:
                # A crash right after the save must not find a journal that is older than the file.
                self._keeper.settle()
            self._outcome = save(self.path, self.document.text, self._stamp)
        except Exception as error:  # noqa: BLE001 - it is raised where it can be told
            self._outcome = error
        self._done.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end, for so long at most, and tell whether it is there."""
        return self._done.wait(seconds)

    def result(self) -> Stamp:
        """Return the file's new stamp, once it has ended.

        Raises:
            FileError: It could not be written, or the file changed outside; it is untouched.
        """
        self._done.wait()
        outcome = self._outcome
        if isinstance(outcome, Exception):
            raise outcome
        assert outcome is not None  # noqa: S101 - it has ended
        return outcome
