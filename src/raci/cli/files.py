"""Which file is meant: the one named, the environment's, the nearest; and what a folder holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.cli.errors import typed
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
    from raci.model.finding import Place


NAME = "raci.toml"


def the_file(named: str | None) -> Path:
    """Return the file a command is about: named, in ``$RACI_FILE``, or the nearest ``raci.toml``.

    A folder stands for the ``raci.toml`` in it.

    Raises:
        FileError: None of the three.
    """
    given = named or os.environ.get("RACI_FILE")
    found = _in_folder(Path(given)) if given else nearest(Path.cwd())
    if found is None:
        raise FileError(
            Text(
                "there is no {name} here or in a folder above; name a file, "
                "or begin one with: raci new {name}",
                {"name": NAME},
            )
        )
    return found


def _in_folder(path: Path) -> Path:
    """Return the ``raci.toml`` of a folder, else the path as it is."""
    return path / NAME if path.is_dir() and (path / NAME).is_file() else path


def nearest(folder: Path) -> Path | None:
    """Return the ``raci.toml`` in ``folder`` or the nearest one above, not beyond a ``.git``."""
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return place / NAME
        if (place / ".git").exists():
            return None
    return None


def names_file(word: str) -> bool:
    """Tell whether a word stands for a file, where it may also be the id of a channel."""
    if word == STDIN or word.endswith(".toml"):
        return True
    path = Path(word)
    return path.is_file() or (path / NAME).is_file()


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


def open_as(path: Path, belongs: Path | None) -> tuple[Document, Stamp]:
    """Return the document of a copy of a file, read as if it stood where the file belongs.

    Args:
        path: The copy, as git makes them.
        belongs: What paths in the file are relative to; None for the copy's own place.

    Raises:
        FileError: The file cannot be read, or something in it is faulty (801 to 805).
    """
    try:
        source = read(path)
    except NotUtf8Error as error:
        raise _first_fault(belongs or path, error.place, error.text) from None
    document = Document.parse(source.text, NAMES, path=belongs or path)
    refuse_faulty(document, belongs or path)
    return document, source.stamp
