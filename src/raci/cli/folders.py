"""The organisation files in folders: which are ours, and which a check leaves out."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli.errors import of_system
from raci.cli.files import NAME, nearest
from raci.model.error import FileError
from raci.toml_edit.values import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from raci.model.text import Text

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
        check = loads(settings.read_text(encoding="utf-8")).get("check")
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
    return path.suffix == ".toml" and path.is_file() and is_organisation(path.read_bytes())


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
