"""Three versions of a file merged, whatever state they are in: by cell, or else by lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.document import Document
from raci.frozen import frozen
from raci.model.error import EditError, FileError
from raci.model.text import Text
from raci.storage.file import NotUtf8Error, decode
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
    lines = merge_lines(base, ours, theirs)
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
