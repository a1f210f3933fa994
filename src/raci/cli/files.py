"""Which file is meant: the one named, the environment's, the nearest; and what a folder holds."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from raci.cli.explain import of_system
from raci.model.error import FileError
from raci.model.text import Text
from raci.toml_edit.values import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NAME = "raci.toml"

# Folders that hold other people's files.
_SKIPPED = {"node_modules", "__pycache__"}

# What our files look like in all but the rarest spellings; these are parsed to find out.
_FORMAT = re.compile(rb"^\s*format\s*=", re.MULTILINE)
_ORGANISATION = re.compile(rb"^\s*\[\s*organisation\s*\]", re.MULTILINE)


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


def discover(folder: Path, refuse: Callable[[OSError], object]) -> Iterator[Path]:
    """Yield the organisation files in a folder and below, sorted.

    These are ``raci.toml`` and ``*.raci.toml``, broken or not, and other TOML files that have
    both ``format`` and ``[organisation]``. Hidden folders, pipes and devices are left out.

    Args:
        folder: Where to look.
        refuse: What to do about a folder or a file that cannot be read.
    """
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _SKIPPED
        )
        for name in sorted(names):
            path = Path(place, name)
            try:
                if _is_ours(path):
                    yield path
            except OSError as error:
                refuse(error)


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


def relative(path: Path) -> str:
    """Return the path from the project's root, with ``/`` between its parts.

    The root is where CI checked the project out, else the working directory.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - without following links
    roots = (os.environ.get("GITHUB_WORKSPACE"), os.environ.get("CI_PROJECT_DIR"), Path.cwd())
    for root in roots:
        if root and absolute.is_relative_to(root):
            return absolute.relative_to(root).as_posix()
    return Path(os.path.relpath(absolute)).as_posix()


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
    """Return the paths without those that lead to a file which is there already."""
    known: dict[str, Path] = {}
    for path in paths:
        known.setdefault(os.path.realpath(path), path)
    return list(known.values())
