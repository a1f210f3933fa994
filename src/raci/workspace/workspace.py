"""The open file: every change to it goes through here, from the editor and from scripts alike."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.document import Document
from raci.document import file as disk
from raci.model.edit import Touched
from raci.model.error import EditError, FileError
from raci.model.text import Text
from raci.workspace.history import History, Step

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from raci.check.checker import Options
    from raci.check.live import LiveCheck
    from raci.model.edit import Edit
    from raci.model.organisation import Organisation

_EVERYTHING = Touched(whole=True)


class Workspace:
    """A document on its way from disk to disk, with its history and its findings.

    The live check is made when it is first asked for: a script that sets one cell needs neither
    the findings nor the graph library.
    """

    def __init__(
        self,
        document: Document,
        *,
        today: dt.date,
        path: Path | None = None,
        stamp: disk.Stamp | None = None,
    ) -> None:
        """Take over a document.

        Args:
            document: What was read, or the text of a file that does not exist yet.
            today: The day against which dates are judged.
            path: Where it is saved.
            stamp: What the file looked like when it was read; None for a new one.
        """
        self.today = today
        self.path = path
        self.history = History()
        self._document = document
        self._saved: Document | None = document if stamp else None
        self._stamp = stamp

    @classmethod
    def open(cls, path: Path, *, today: dt.date) -> Workspace:
        """Read a file.

        Raises:
            FileError: It cannot be read.
        """
        source = disk.read(path)
        document = Document.parse(source.text, NAMES, path=path)
        return cls(document, today=today, path=path, stamp=source.stamp)

    @property
    def document(self) -> Document:
        """The text and its meaning as they stand now."""
        return self._document

    @property
    def organisation(self) -> Organisation:
        """What the text means now."""
        return self._document.organisation

    @property
    def read_only(self) -> bool:
        """Whether the document cannot be understood, or is of a newer format."""
        return not self._document.readable

    @property
    def dirty(self) -> bool:
        """Whether there is something that the file on disk does not hold."""
        return self._document is not self._saved

    @cached_property
    def check(self) -> LiveCheck:
        """The findings, kept up to date by every change."""
        from raci.check.live import LiveCheck

        document = self._document
        return LiveCheck(
            document.organisation, document.problems, document.faulty_rows, self.options
        )

    @property
    def options(self) -> Options:
        """What the file itself says of its check, and the day."""
        from raci.check.checker import Options
        from raci.check.selection import Selection

        return Options(today=self.today, selection=Selection.of(self.organisation.check))

    def apply(self, edit: Edit) -> Touched:
        """Do an edit and remember it.

        Returns:
            What it changed; nothing where all was so already.

        Raises:
            EditError: The edit does not fit, or the file is read-only; nothing has changed.
        """
        if self.read_only:
            raise EditError(Text("This file cannot be edited: mend it in a text editor first."))
        before = self._document
        applied = before.apply(edit)
        if applied.patch.old == applied.patch.new:
            return Touched()
        self.history.record(Step(edit, applied.patch, applied.touched, before, applied.document))
        self._show(applied.document, applied.touched)
        return applied.touched

    def undo(self) -> Step | None:
        """Take the last step back and return it; None where there is none."""
        step = self.history.undo()
        if step:
            document = step.before or self._read_again(step.patch.reverse.apply(self.text))
            self._show(document, step.touched if step.before else _EVERYTHING)
        return step

    def redo(self) -> Step | None:
        """Do the step taken back last again and return it; None where there is none."""
        step = self.history.redo()
        if step:
            document = step.after or self._read_again(step.patch.apply(self.text))
            self._show(document, step.touched if step.after else _EVERYTHING)
        return step

    @property
    def text(self) -> str:
        """The text as it would be saved."""
        return self._document.text

    def save(self, path: Path | None = None) -> None:
        """Verify the text and replace the file by it, or write it elsewhere.

        Raises:
            EditError: The text does not mean what the screen shows; the file is untouched.
            FileError: It cannot be written, or the file changed outside; it is untouched.
        """
        target = path or self.path
        if target is None:
            raise FileError(Text("There is no file name yet: save under a name."))
        self._document.verify()
        stamp = self._stamp if target == self.path else None
        self._stamp = disk.save(target, self.text, stamp)
        self.path = target
        self._saved = self._document

    def _read_again(self, text: str) -> Document:
        return Document.parse(text, NAMES, path=self.path)

    def _show(self, document: Document, touched: Touched) -> None:
        self._document = document
        if "check" in self.__dict__:
            if touched.whole:
                self.check.use(self.options)
            self.check.update(
                document.organisation, document.problems, document.faulty_rows, touched
            )
