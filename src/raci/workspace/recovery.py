"""Recovery: edits that an earlier run left unsaved, and old copies, offered and taken over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.frozen import frozen
from raci.model.error import EditError, RaciError
from raci.model.text import Text
from raci.storage.file import read
from raci.storage.orphans import left_behind
from raci.storage.replacement import old_texts
from raci.versions import differences
from raci.workspace.document_merge import DocumentMerge

if TYPE_CHECKING:
    from raci.storage.orphans import Left
    from raci.workspace.workspace import Workspace


@frozen
class Offer:
    """Unsaved edits of an earlier run, ready to be taken over.

    Attributes:
        left: What the journal holds.
        changes: What was changed, in the organisation's words.
        merge: The merge with the file, where that changed meanwhile; None where it did not.
        whole: Whether the file cannot be understood, so that only the whole text can be taken
            over, instead of what is in the file now.
        readable: Whether there is a text that can be understood; no other is taken over.
    """

    left: Left
    changes: tuple[Text, ...]
    merge: DocumentMerge | None
    whole: bool = False
    readable: bool = True

    def text(self, theirs: frozenset[int] = frozenset()) -> str:
        """Return the text with these edits.

        Args:
            theirs: Which conflicts are decided as the file on the disk has it.

        Raises:
            EditError: The merge cannot be written into the file.
        """
        return self.merge.text(theirs) if self.merge else self.left.text


@frozen
class OldCopy:
    """What the file held before a program was killed while writing it in place.

    Attributes:
        path: Where the copy stands.
        text: What is in it.
        changes: What was changed from there to the file as it is; empty where that is unknown.
    """

    path: Path
    text: str
    changes: tuple[Text, ...]


def old_copies(workspace: Workspace) -> tuple[OldCopy, ...]:
    """Return the old copies beside the file; those that equal the file are deleted."""
    found = []
    for place in map(Path, old_texts(workspace.path) if workspace.path else ()):
        try:
            text = read(place, plain=True).text
        except RaciError:
            continue
        if text == workspace.text:
            place.unlink(missing_ok=True)
            continue
        old, now = Document.parse(text, NAMES), workspace.document
        known = old.readable and now.readable
        changes = differences(old.data, now.data) if known else ()
        found.append(OldCopy(place, text, tuple(change.message for change in changes)))
    return tuple(found)


def offers(workspace: Workspace, *, within: str | None = None) -> tuple[Left, ...]:
    """Return what earlier runs left unsaved, the newest first; what is saved by now is dropped."""
    if workspace.path is None:
        return ()
    found = []
    for left in left_behind(workspace.path, within=within):
        if not left.damaged and left.text in (workspace.text, _saved(left)):
            left.drop()
        else:
            found.append(left)
    return tuple(found)


def _saved(left: Left) -> str | None:
    """Return what is in the file that edits were about to be saved as; None if there is none."""
    try:
        return read(left.saved_as, plain=True).text if left.saved_as else None
    except RaciError:
        return None


def offer(left: Left, workspace: Workspace) -> Offer:
    """Describe unsaved edits, and hold them against the file as it is now."""
    now = workspace.document
    base = now if left.base == now.text else Document.parse(left.base, NAMES)
    mine = Document.parse(left.text, NAMES)
    if left.lost or not mine.readable:
        return Offer(left, (), None, readable=False)
    changes = tuple(change.message for change in differences(base.data, mine.data))
    if left.base == now.text or not workspace.on_disk:
        return Offer(left, changes, None)
    if not (base.readable and now.readable):
        return Offer(left, changes, None, whole=True)
    return Offer(left, changes, DocumentMerge(base, mine, now))


def take_over(offered: Offer, workspace: Workspace, theirs: frozenset[int] = frozenset()) -> None:
    """Bring unsaved edits back as one step that can be undone; then their old journal goes.

    Raises:
        EditError: The merge cannot be written into the file, or there is nothing that could be
            taken over; the journal stays.
    """
    if not offered.readable:
        raise EditError(Text("what is left of these edits cannot be read"))
    workspace.replace(offered.text(theirs))
    keeper = workspace.keeper
    if keeper is not None and keeper.settle():
        offered.left.drop()
