"""A merge of git's that is not finished: its three versions merged, and decided by a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.document import Document
from raci.document.syntax import our_side
from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.file import decode
from raci.versions.git import revisions
from raci.versions.git.conflicts import as_argument, sides
from raci.workspace.document_merge import DocumentMerge

if TYPE_CHECKING:
    from pathlib import Path

_BASE, _OURS, _THEIRS = 1, 2, 3


@dataclass(slots=True)
class PendingMerge:
    """Conflicts of a merge that somebody is to decide, and the decisions so far.

    Attributes:
        merge: The merge.
        sides: What is merged: a branch or commit with its message for ours and theirs; empty
            where nothing is known of them.
        staged: Whether git waits for the file to be added.
        choices: By the place of a conflict whether it is decided for theirs.
        decided: The text before and after the decisions; None until they were taken over.
    """

    merge: DocumentMerge
    sides: tuple[str, ...] = ()
    staged: bool = True
    choices: dict[int, bool] = field(default_factory=dict)
    decided: tuple[str, str] | None = None

    @property
    def theirs(self) -> frozenset[int]:
        """The conflicts decided for theirs so far."""
        return frozenset(index for index, theirs in self.choices.items() if theirs)

    def is_decided(self, text: str) -> bool:
        """Tell whether a text has the decisions in it, and they were not taken back."""
        return self.decided is not None and (text != self.decided[0] or text == self.decided[1])


def pending_merge(path: Path, now: Document) -> PendingMerge | None:
    """Return what git left to decide in a file; None where it knows of no conflict there.

    Args:
        path: The file.
        now: What stands in it. It counts as our side, so that what was merged or decided in it
            already is kept.

    Raises:
        FileError: One side deleted the file, or a version cannot be understood.
    """
    stages = revisions.unmerged(path)
    if not stages:
        return None
    values = {"path": as_argument(path)}
    if _OURS not in stages or _THEIRS not in stages:
        raise FileError(
            Text(
                "{path}: one side of git's merge deleted this file; git add keeps it, git rm "
                "deletes it",
                values,
            )
        )
    base, ours, theirs = (
        Document.parse(_ended_as_in(now, decode(stages.get(stage, b""))), NAMES, path=path)
        for stage in (_BASE, _OURS, _THEIRS)
    )
    mine = _merged_so_far(now, path) or ours
    if not (base.readable and mine.readable and theirs.readable):
        raise FileError(
            Text(
                "{path}: a version that git's merge began with cannot be understood, so they can "
                "be merged in a text editor only",
                values,
            )
        )
    return PendingMerge(DocumentMerge(base, mine, theirs, kept=mine), sides(path))


def _ended_as_in(now: Document, text: str) -> str:
    """Return a text with the line ends of the file: git may keep others than the disk has.

    git's own conversion would run whatever filters a repository names, when a file is opened.
    """
    if "\r\n" in now.text and "\r\n" not in text:
        return text.replace("\n", "\r\n")
    return text


def _merged_so_far(now: Document, path: Path) -> Document | None:
    """Return what stands in the file, with our side where git left its marks."""
    if now.readable:
        return now
    text = our_side(now.text)
    document = None if text is None else Document.parse(text, NAMES, path=path)
    return document if document and document.readable else None


def waiting(path: Path, pending_merge: PendingMerge, text: str) -> Text:
    """Return what git still waits for after a file was saved.

    Args:
        path: The file.
        pending_merge: What git left in it.
        text: What was saved.
    """
    number = len(pending_merge.merge.conflicts)
    if pending_merge.is_decided(text) or not number:
        values = {"path": as_argument(path)}
        return Text("git add {path} tells git that this is the merge.", values)
    return Text(
        "{n} conflict of git's merge is undecided.",
        {"n": number},
        "{n} conflicts of git's merge are undecided.",
    )
