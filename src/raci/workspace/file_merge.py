"""Three versions of a file merged, by cell or by lines; also where git left it unfinished."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.document import Document
from raci.document.syntax import our_side
from raci.frozen import frozen
from raci.model.error import EditError, FileError
from raci.model.text import Text
from raci.storage.file import NotUtf8Error, decode
from raci.versions.git import revisions
from raci.versions.git.conflicts import as_argument, sides
from raci.versions.git.lines import merge_lines
from raci.workspace.document_merge import DocumentMerge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from raci.model.finding import Finding


#: What the versions are called where they have no names of their own.
SIDES = (Text("the common version"), Text("our version"), Text("their version"))


@frozen
class FileMerge:
    """What three versions were merged into.

    Attributes:
        data: The merged file.
        conflicts: What a person must decide or fix, each in a sentence; ours stands there, or
            git's marks do.
        notes: What else is to be told.
        merge: The merge by cell; None where the lines were merged.
        ours: Our version; None where that cannot be read.
    """

    data: bytes
    conflicts: tuple[Text, ...]
    notes: tuple[Text, ...] = ()
    merge: DocumentMerge | None = None
    ours: Document | None = None


def merge_files(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    path: Path | None = None,
    names: Sequence[Text | str] = SIDES,
) -> FileMerge:
    """Merge three versions of a file.

    Faults of content are kept as they stand. Where one version cannot be read at all, the merge is
    the one that git makes of the lines, with its marks.

    Args:
        base: What both began with; empty where there was no file.
        ours: Our version, whose comments, spelling and order of lines stay.
        theirs: Their version.
        path: Where the file belongs: what paths in it are relative to.
        names: What the three are called where one cannot be read.

    Raises:
        FileError: A version cannot be read, and git cannot merge the lines either.
    """
    documents = [_document(data, path) for data in (base, ours, theirs)]
    problem = next(filter(None, map(_unreadable, documents, names)), None)
    mine = documents[1] if isinstance(documents[1], Document) else None
    known = [one for one in documents if isinstance(one, Document) and one.readable]
    if problem is None:
        before, mine, others = known
        merge = DocumentMerge(before, mine, others, kept=mine)
        try:
            return _by_cells(merge, merge.document(), known)
        except EditError as error:
            problem = error.text
    return _by_lines((base, ours, theirs), problem, path, mine)


def _by_lines(
    versions: tuple[bytes, bytes, bytes], problem: Text, path: Path | None, mine: Document | None
) -> FileMerge:
    """Return the merge that git makes of the lines, as cells cannot be merged for a problem.

    Raises:
        FileError: Git cannot merge them either; it says the problem.
    """
    lines = merge_lines(*versions)
    if lines is None:
        raise FileError(problem)
    told = Text("{problem}; so it was merged by lines, as git does", {"problem": problem})
    marked = Text(
        "{n} place is marked for you to decide",
        {"n": lines.conflicts},
        "{n} places are marked for you to decide",
    )
    if lines.conflicts:
        return FileMerge(lines.text, (told, marked), ours=mine)
    merged = _unreadable(_document(lines.text, path), Text("the merge"))
    if merged:
        return FileMerge(lines.text, (told, merged), ours=mine)
    return FileMerge(lines.text, (), (told,), ours=mine)


def _document(data: bytes, path: Path | None) -> Document | NotUtf8Error:
    try:
        return Document.parse(decode(data), NAMES, path=path)
    except NotUtf8Error as error:
        return error


def _unreadable(found: Document | NotUtf8Error, side: Text | str) -> Text | None:
    """Return why a version cannot be read, None if it can."""
    if isinstance(found, NotUtf8Error):
        place, problem = found.place, found.text
    elif found.readable:
        return None
    else:
        fault = found.problems[0]
        place, problem = found.place_of(fault), fault.message
    values = {"line": place.line, "column": place.column, "problem": problem}
    return Text("{side}, line {line}, column {column}: {problem}", {"side": side, **values})


def _by_cells(merge: DocumentMerge, document: Document, sides: list[Document]) -> FileMerge:
    known = [(one.code, one.message) for side in sides for one in _faults(side)]
    faults = [(one.code, one.message) for one in _faults(document)]
    # What is sound on either side can be a fault together: a scheme here, a letter there.
    contradictions = [message for code, message in faults if (code, message) not in known]
    conflicts = [merge.sentence(conflict) for conflict in merge.conflicts]
    old = (message for code, message in faults if (code, message) in known)
    notes = [Text("{problem}; it was so before the merge", {"problem": one}) for one in old]
    return FileMerge(
        document.text.encode(),
        (*conflicts, *contradictions, *merge.lost_comments()),
        tuple(notes),
        merge,
        sides[1],
    )


def _faults(document: Document) -> Iterator[Finding]:
    """Yield what is wrong with the content of a file (802 to 805)."""
    return (one for one in document.problems if NAMES.by_code[one.code].fixed)


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
