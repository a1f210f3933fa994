"""Which file is meant: the one named, the environment's, the nearest; and what a folder holds."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.cli.context import of_system, typed
from raci.document.document import Document
from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.file import (
    LARGEST,
    NotUtf8Error,
    Source,
    Stamp,
    decode,
    read,
)
from raci.toml_edit.values import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from raci.model.finding import Place


NAME = "raci.toml"


def the_file(named: str | None) -> Path:
    """Return the file a command is about: named, in ``$RACI_FILE``, or the nearest ``raci.toml``.

    A folder stands for the ``raci.toml`` in it.

    Raises:
        FileError: There is none of the three.
    """
    found = file_meant(named)
    if found is None:
        raise FileError(_none_here())
    return found


def _none_here() -> Text:
    """Say that no file is the nearest, and which one was perhaps meant."""
    with suppress(OSError):
        for path in sorted(Path().glob("*.toml")):
            if _is_ours(path):
                values = {"name": NAME, "path": str(path)}
                return Text("there is no {name} here; is {path} meant? Then name it", values)
    return Text(
        "there is no {name} here or in a folder above; name a file, "
        "or begin one with: raci new {name}",
        {"name": NAME},
    )


def file_meant(named: str | None) -> Path | None:
    """Return what ``the_file`` does, or None where there is no such file."""
    given = named or os.environ.get("RACI_FILE")
    return _in_folder(Path(given)) if given else nearest(Path.cwd())


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
    if str(path) == STDIN and not piped and not path.exists():
        raise FileError(Text("- is the standard input, and this needs a file: name it"))
    if str(path) == os.environ.get("RACI_FILE") and not path.exists():
        raise FileError(Text("$RACI_FILE names {path}: there is no such file", {"path": str(path)}))
    if path.is_dir():
        values = {"path": str(path), "new": typed(str(path))}
        told = Text(
            "{path} cannot be read: it is a folder without a raci.toml; to begin one: "
            "raci new {new}",
            values,
        )
        raise FileError(told)
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


def version_named(word: str, other: Path | None) -> Document | None:
    """Return the version of a file that a word names.

    Args:
        word: A file, ``-``, ``REVISION:PATH``, or a revision of the other file.
        other: The file that a revision alone is of; None where there is none.

    Returns:
        None where the revision has no such file, and for an empty device.

    Raises:
        FileError: There is neither such a file nor such a version, or it has faults.
    """
    from raci.versions.git import revisions

    path = Path(word)
    values = {"word": word}
    if word == STDIN:
        return open_document(path, piped=True)[0]
    if path.exists():
        return open_document(path)[0] if path.is_file() else _nothing(path)
    named = other if other and other.exists() else None
    if ":" in word and not (named and revisions.is_commit(word, named)):
        if revisions.is_commit(word, Path.cwd() / NAME):
            raise FileError(
                Text("{word} is a commit; name a file as well, as in HEAD:raci.toml", values)
            )
        return _at(word, None, Path(word.partition(":")[2]))
    if named is None:
        raise FileError(
            Text(
                "there is no file {word}; a version in git is named with its file, as in "
                "HEAD:raci.toml",
                values,
            )
        )
    return _at(word, named, named)


def _nothing(path: Path) -> Document | None:
    """Return None, as an empty device stands for a file that is not there; refuse a folder."""
    return open_document(path)[0] if path.is_dir() else None


def _at(revision: str, path: Path | None, belongs: Path) -> Document | None:
    from raci.versions.git import revisions
    from raci.versions.git.process import UNKNOWN_VERSION

    try:
        text = revisions.text_at(revision, path)
    except FileError as error:
        reason = error.text.values.get("reason")
        if reason is UNKNOWN_VERSION:
            told = Text("{word} is neither a file nor a version that git knows", {"word": revision})
        else:
            values = {"word": revision, "reason": error.text}
            told = Text("{word} is neither a file nor a version that git knows: {reason}", values)
        raise FileError(told) from error
    if text is None:
        return None
    named = Path(revision if path is None else f"{revision}:{path}")
    document = Document.parse(decode(text), NAMES, path=belongs)
    refuse_faulty(document, named)
    return document


# Folders that hold other people's files.
_SKIPPED = {"node_modules", "__pycache__"}

# What our files look like in all but the rarest spellings; these are parsed to find out.
_FORMAT = re.compile(rb"^\s*format\s*=", re.MULTILINE)
_ORGANISATION = re.compile(rb"^\s*\[\s*organisation\s*\]", re.MULTILINE)


def discover(folder: Path, refuse: Callable[[OSError], object]) -> Iterator[Path]:
    """Yield the organisation files in a folder and below, sorted.

    These are ``raci.toml`` and ``*.raci.toml``, broken or not, and other TOML files that have
    both ``format`` and ``[organisation]``. Left out are hidden folders, pipes and devices, what
    git ignores, and what the nearest ``raci.toml`` excludes in ``[check]``.

    Args:
        folder: Where to look.
        refuse: What to do about a folder or a file that cannot be read.
    """
    ignored, excluded = _ignored(folder), _excluded(folder)

    def left_out(path: Path) -> bool:
        return str(path) in ignored or excluded(path)

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(
            name
            for name in folders
            if not (name.startswith(".") or name in _SKIPPED or left_out(Path(place, name)))
        )
        for name in sorted(names):
            path = Path(place, name)
            if left_out(path):
                continue
            try:
                if _is_ours(path):
                    yield path
            except OSError as error:
                refuse(error)


def _ignored(folder: Path) -> frozenset[str]:
    """Return the paths below a folder that its repository ignores; a folder stands for its files.

    Where there is no git, or it refuses, nothing is ignored.
    """
    whole = _whole(folder)
    if not any((place / ".git").exists() for place in (whole, *whole.parents)):
        return frozenset()
    from raci.versions.git import process

    listing = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
    try:
        printed = process.run(folder, *listing)
    except FileError:
        return frozenset()
    return frozenset(str(folder / os.fsdecode(name)) for name in printed.split(b"\0") if name)


def _excluded(folder: Path) -> Callable[[Path], bool]:
    """Return what tells whether the nearest ``raci.toml`` excludes a path below ``folder``."""
    settings = nearest(_whole(folder))
    patterns = _patterns(settings) if settings else ()
    if not settings or not patterns:
        return lambda _: False
    root = settings.parent

    def excluded(path: Path) -> bool:
        name = _whole(path).relative_to(root).as_posix()
        return any(fnmatchcase(name, pattern) for pattern in patterns)

    return excluded


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without following links, nor with dots


def _patterns(settings: Path) -> tuple[str, ...]:
    """Return what a file excludes; faults in it are told by its own check."""
    try:
        check = loads(_bounded(settings).decode()).get("check")
    except (OSError, ValueError):
        return ()
    found = check.get("exclude", ()) if isinstance(check, dict) else ()
    listed = [found] if isinstance(found, str) else found
    if not isinstance(listed, list):
        return ()
    return tuple(one.rstrip("/") for one in listed if isinstance(one, str))


def _is_ours(path: Path) -> bool:
    if path.name == NAME or path.name.endswith(f".{NAME}"):
        return path.is_file() or not path.exists()  # a link that leads nowhere is told
    return path.suffix == ".toml" and path.is_file() and is_organisation(_bounded(path))


def _bounded(path: Path) -> bytes:
    """Return what a file holds; of one that is too large only so much that the check refuses it."""
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def is_organisation(text: bytes) -> bool:
    """Tell whether a TOML file has both ``format`` and ``[organisation]``."""
    if b"format" not in text or b"organisation" not in text:
        return False
    if _FORMAT.search(text) and _ORGANISATION.search(text):
        return True
    try:
        document = loads(text.decode())
    except ValueError:
        return False
    return "format" in document and isinstance(document.get("organisation"), dict)


def under(paths: Iterable[Path]) -> tuple[list[Path], list[Text]]:
    """Return the files named and those in the folders named, each once, and what is unreadable."""
    found: list[Path] = []
    refused: list[Text] = []

    def tell(error: OSError) -> None:
        refused.append(of_system(error))

    for path in paths:
        try:
            found += discover(path, tell) if path.is_dir() else [path]
        except OSError as error:
            tell(error)
    return _unique(found), refused


def _unique(paths: Iterable[Path]) -> list[Path]:
    """Return each file once: under its own name, if that is there, else under the first link."""
    known: dict[str, Path] = {}
    for path in paths:
        goal = os.path.realpath(path)
        if goal not in known or (known[goal].is_symlink() and not path.is_symlink()):
            known[goal] = path
    return list(known.values())
