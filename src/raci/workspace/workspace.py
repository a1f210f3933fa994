"""The open file: every change to it goes through here, from the editor and from scripts alike."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.model.edit import ReplaceText, Touched
from raci.model.error import EditError, FileError
from raci.model.text import Text
from raci.storage import file as disk
from raci.storage.saving import refuse_overwriting
from raci.workspace.history import History, Step
from raci.workspace.pending_save import PendingSave

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from raci.check.checker import Options
    from raci.check.live import LiveCheck
    from raci.model.edit import Edit
    from raci.model.organisation import Organisation
    from raci.storage.keeper import Keeper
    from raci.toml_edit.patch import Patch
    from raci.workspace.document_merge import DocumentMerge
    from raci.workspace.file_merge import PendingMerge

_EVERYTHING = Touched(whole=True)


class Workspace:
    """A document on its way from disk to disk, with its history and its findings.

    The live check is made when it is first asked for: a script that sets one cell needs neither
    the findings nor the graph library.

    Attributes:
        keeper: Writes changes down until they are saved; None where a crash would cost nothing.
        viewing: Whether it was opened only to be looked at, as another editor has it.
        missing: Whether the file was deleted or renamed outside since it was read.
        unmerged: What a merge left to decide; None where nothing is known to be in conflict.
        opened: The document as it was when it was opened.
        pending_save: The save that is under way; None while there is none.
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
        self.keeper: Keeper | None = None
        self.viewing = False
        self.missing = False
        self.unmerged: PendingMerge | None = None
        self.pending_save: PendingSave | None = None
        self.opened = document
        self._document = document
        self._hidden: Document | None = None
        self._lent: Document | None = None
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
        """Whether nothing can be changed; ``refusal`` says why."""
        return self.refusal is not None

    @property
    def refusal(self) -> Text | None:
        """Why nothing can be changed: not understood, only looked at, a preview; else None."""
        if self.previewing:
            return Text("This is what the merge would make of it: decide its conflicts first.")
        if self.viewing:
            return Text("This file is only looked at, as another editor has it open.")
        if not self._document.readable:
            return Text("This file cannot be edited: fix it in a text editor first.")
        return None

    @property
    def dirty(self) -> bool:
        """Whether there is something that the file on disk does not hold."""
        return self.missing or (self._hidden or self._document) is not self._saved

    @property
    def stamp(self) -> disk.Stamp | None:
        """What the file looked like when it was read or saved last; None for a new one."""
        return self._stamp

    @property
    def saved(self) -> Document | None:
        """The document as it was read or saved last; None for a new one."""
        return self._saved

    @property
    def on_disk(self) -> bool:
        """Whether the file was there when it was read or saved last."""
        return self._stamp is not None

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
        if self.refusal:
            raise EditError(self.refusal)
        return self._do(edit)

    def replace(self, text: str) -> Touched:
        """Replace the whole text as one step, even one that could not be understood."""
        return self._do(ReplaceText(text))

    def lend(self, text: str) -> Touched:
        """Show a text that is nobody's own, such as a sample, as one step."""
        touched = self.replace(text)
        self._lent = self._document
        return touched

    @property
    def worth_saving(self) -> bool:
        """Whether something would be lost: what was lent and never changed is no loss."""
        return self.dirty and self._document is not self._lent

    @property
    def previewing(self) -> bool:
        """Whether something is only shown."""
        return self._hidden is not None

    def preview(self, document: Document) -> None:
        """Show what would come of something; nothing can be changed until ``put_back``."""
        self._hidden = self._hidden or self._document
        self._show(document, _EVERYTHING)

    def put_back(self) -> None:
        """End a preview, as every change does: what it hid is shown again."""
        if self._hidden is not None:
            document, self._hidden = self._hidden, None
            self._show(document, _EVERYTHING)

    def _do(self, edit: Edit) -> Touched:
        self.put_back()
        before = self._document
        applied = before.apply(edit)
        if applied.patch.old == applied.patch.new:
            return Touched()
        self.history.record(Step(edit, applied.patch, applied.touched, before, applied.document))
        self._become(applied.document, applied.touched, applied.patch)
        return applied.touched

    def undo(self) -> Step | None:
        """Take the last step back and return it; None where there is none."""
        self.put_back()
        step = self.history.undo()
        if step:
            document = step.before or self._read_again(step.patch.reverse.apply(self.text))
            touched = step.touched if step.before else _EVERYTHING
            self._become(document, touched, step.patch.reverse)
        return step

    def redo(self) -> Step | None:
        """Do the step taken back last again and return it; None where there is none."""
        self.put_back()
        step = self.history.redo()
        if step:
            document = step.after or self._read_again(step.patch.apply(self.text))
            self._become(document, step.touched if step.after else _EVERYTHING, step.patch)
        return step

    @property
    def text(self) -> str:
        """The text as it would be saved."""
        return (self._hidden or self._document).text

    def save(self, path: Path | None = None) -> None:
        """Verify the text and replace the file by it, or write it elsewhere.

        Raises:
            EditError: The text does not mean what the screen shows; the file is untouched.
            FileError: It cannot be written, or the file changed outside; it is untouched.
        """
        self.begin_save(path).write()
        self.end_save()

    def begin_save(self, path: Path | None = None, *, over: bool = False) -> PendingSave:
        """Verify the text and return what writes it; edits may go on until ``end_save``.

        Args:
            path: Where; by default the file that is open.
            over: Whether it replaces whatever is there now.

        Raises:
            EditError: The text does not mean what the screen shows.
            FileError: There is no name to save it under, what is there cannot be read, or it is a
                file that this one extends.
        """
        self.end_save()  # one after the other: this one may only replace what that one wrote
        target = path or self.path
        if target is None:
            raise FileError(Text("There is no file name yet: save under a name."))
        if target != self.path:
            refuse_overwriting(target, self._document.extended)
        if over:
            stamp = disk.read(target, plain=True).stamp if target.exists() else None
        else:
            stamp = self._stamp if target == self.path and not self.missing else None
        self.put_back()
        self._document.verify()
        if self.keeper and target != self.path:
            self.keeper.announce(target)
        self.pending_save = PendingSave(target, self._document, stamp, self.keeper)
        return self.pending_save

    def end_save(self) -> None:
        """Wait for the end of the save that is under way, and remember what is on the disk now.

        Raises:
            FileError: It could not be written, or the file changed outside; it is untouched.
        """
        pending, self.pending_save = self.pending_save, None
        if pending:
            stamp = pending.result()
            self.path = pending.path
            self._rest_on(stamp, pending.document)

    def reload(self, source: disk.Source) -> Touched:
        """Show what is on the disk now, as one step that can be undone."""
        touched = self.replace(source.text)
        self._rest_on(source.stamp, self._document)
        return touched

    def merge_with(self, source: disk.Source) -> DocumentMerge | None:
        """Merge what is on the screen with what is on the disk now; ``join`` takes it over.

        Returns:
            The merge and its conflicts; None where a version is missing or cannot be understood.
        """
        from raci.workspace.document_merge import DocumentMerge

        self.put_back()
        base, mine, theirs = self._saved, self._document, self._read_again(source.text)
        if base is None or not (base.readable and mine.readable and theirs.readable):
            return None
        return DocumentMerge(base, mine, theirs)

    def join(self, source: disk.Source, text: str) -> Touched:
        """Show a merge with what is on the disk now, as one step that can be undone.

        Args:
            source: What is on the disk.
            text: The merge.
        """
        touched = self.replace(text)
        same = self.text == source.text
        self._rest_on(source.stamp, self._document if same else self._read_again(source.text))
        return touched

    def _rest_on(self, stamp: disk.Stamp, saved: Document) -> None:
        """Remember what is on the disk, after a save, a reload or a merge."""
        self._stamp = stamp
        self._saved = saved
        self.missing = False
        if self.keeper and self.path:
            self.keeper.restart(self.path, saved.text, self.text)

    def _read_again(self, text: str) -> Document:
        return Document.parse(text, NAMES, path=self.path)

    def _become(self, document: Document, touched: Touched, patch: Patch) -> None:
        if self.keeper:
            self.keeper.note(patch)
        self._show(document, touched)

    def _show(self, document: Document, touched: Touched) -> None:
        self._document = document
        if "check" in self.__dict__:
            if touched.whole:
                self.check.use(self.options)
            self.check.update(
                document.organisation, document.problems, document.faulty_rows, touched
            )
