"""Files as the commands need them: read, understood, and without faults."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.cli.explain import typed
from raci.document.document import Document
from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.file import (
    NotUtf8Error,
    Source,
    Stamp,
    decode,
    read,
)

if TYPE_CHECKING:
    from pathlib import Path

    from raci.model.finding import Place


#: What stands for the standard input.
STDIN = "-"


def open_document(path: Path, *, piped: bool = False) -> tuple[Document, Stamp]:
    """Return a file's document, and what the file was like when it was read.

    Args:
        path: Where.
        piped: Whether ``-`` is the standard input, for commands that save nothing.

    Raises:
        FileError: The file cannot be read, or something in it is faulty (801 to 805).
    """
    document, stamp = read_document(path, piped=piped)
    refuse_faulty(document, path)
    return document, stamp


def read_document(path: Path, *, piped: bool = False) -> tuple[Document, Stamp]:
    """Return a file's document whatever its faults, and what the file was like when it was read.

    Args:
        path: Where.
        piped: Whether ``-`` is the standard input, for commands that save nothing.

    Raises:
        FileError: The file cannot be read, or is not UTF-8.
    """
    try:
        source = _standard_input() if piped and str(path) == STDIN else read(path)
    except NotUtf8Error as error:
        raise _first_fault(path, error.place, error.text) from None
    return Document.parse(source.text, NAMES, path=path), source.stamp


def _standard_input() -> Source:
    data = sys.stdin.buffer.read()
    return Source(STDIN, decode(data), Stamp.of(data))


def refuse_faulty(document: Document, path: Path) -> None:
    """Refuse a document that does not say what it means.

    Raises:
        FileError: With the place of the first fault and the way to all of them.
    """
    faults = [finding for finding in document.problems if NAMES.by_code[finding.code].fixed]
    if not faults:
        return
    placed = ((document.place_of(finding), finding) for finding in faults)
    place, first = min(placed, key=lambda pair: (pair[0].line, pair[0].column))
    raise _first_fault(path, place, first.message)


def _first_fault(path: Path, place: Place, problem: Text) -> FileError:
    values = {"path": str(path), "line": place.line, "column": place.column, "problem": problem}
    values["typed"] = typed(str(path))
    return FileError(
        Text("{path}:{line}:{column}: {problem}; for all faults: raci check {typed}", values)
    )


def open_as(path: Path, belongs: Path | None, *, empty: bool = False) -> tuple[Document, Stamp]:
    """Return the document of a copy of a file, read as if it stood where the file belongs.

    Args:
        path: The copy, as git makes them.
        belongs: What paths in the file are relative to; None for the copy's own place.
        empty: Whether a copy without any text is a file that was not there, and no fault.

    Raises:
        FileError: The file cannot be read, or something in it is faulty (801 to 805).
    """
    try:
        source = read(path)
    except NotUtf8Error as error:
        raise _first_fault(belongs or path, error.place, error.text) from None
    document = Document.parse(source.text, NAMES, path=belongs or path)
    if source.text.strip() or not empty:
        refuse_faulty(document, belongs or path)
    return document, source.stamp
