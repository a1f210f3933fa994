"""What git keeps of a merge that it could not finish: signs on the disk, and what is merged."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from raci.model.error import FileError
from raci.versions.git import revisions

# What git leaves in its folder while something is being merged, and for some time after.
_SIGNS = (
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "REBASE_HEAD",
    "rebase-merge",
    "rebase-apply",
    "AUTO_MERGE",
)

# Where git says what is merged into HEAD; reverting goes back to what was before a commit.
_OTHERS = {
    "MERGE_HEAD": "MERGE_HEAD",
    "CHERRY_PICK_HEAD": "CHERRY_PICK_HEAD",
    "REVERT_HEAD": "REVERT_HEAD^",
    "REBASE_HEAD": "REBASE_HEAD",
}

# Bytes of a ".git" file that are looked at; paths are shorter.
_LONGEST = 1 << 16

# Marks alone are left where git keeps no note of what it does, as after a stash.
_MARK = "\n<<<<<<< "


def suspected(path: Path, text: str = "") -> bool:
    """Tell whether git may have left a conflict in a file, without starting git.

    Args:
        path: The file.
        text: What stands in it: marks in it are a sign, too.
    """
    folder = _git_folder(path)
    if folder is None:
        return False
    marked = text.startswith(_MARK.lstrip()) or _MARK in text
    return marked or any(_is_there(folder, sign) for sign in _SIGNS)


def as_argument(path: Path) -> str:
    """Return a path as one types it after ``git add``, from the folder that one is in."""
    absolute, here = path.absolute(), Path.cwd()
    return shlex.quote(str(absolute.relative_to(here) if here in absolute.parents else absolute))


def sides(path: Path) -> tuple[str, ...]:
    """Return what git merges into what in a file's repository; nothing where it does not say."""
    folder = _git_folder(path)
    other = next((_OTHERS[sign] for sign in _OTHERS if folder and _is_there(folder, sign)), None)
    if other is None:
        return ()
    try:
        return tuple(revisions.called(path, "HEAD", other))
    except FileError:
        return ()


def _git_folder(path: Path) -> Path | None:
    """Return where git keeps what it knows of a file's repository; None outside of any."""
    given = os.environ.get("GIT_DIR")
    if given:
        return Path(given)
    for folder in path.resolve().parents:
        found = folder / ".git"
        if found.is_dir():
            return found
        if found.is_file():
            return _pointed_to(found)
    return None


def _pointed_to(file: Path) -> Path | None:
    """Return the folder that a further working tree or a submodule names in its ``.git`` file."""
    try:
        with file.open("rb") as opened:
            head, _, place = opened.read(_LONGEST).partition(b"gitdir: ")
    except OSError:
        return None
    return None if head or not place else file.parent / os.fsdecode(place.rstrip(b"\r\n"))


def _is_there(folder: Path, name: str) -> bool:
    return os.path.lexists(folder / name)
