"""A file that a merge left in conflict: noticed without git, its three versions asked of git."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from raci.check.rulebook import NAMES
from raci.document import Document
from raci.document.syntax import our_side
from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.file import decode
from raci.versions import revisions
from raci.workspace.joining import Joining

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

# Marks alone are left where git keeps no note of what it does, as after a stash.
_MARK = "\n<<<<<<< "

_BASE, _OURS, _THEIRS = 1, 2, 3


@dataclass(slots=True)
class Unmerged:
    """Conflicts of a merge that somebody is to decide, and the decisions so far.

    Attributes:
        joining: The merge.
        sides: What is merged: a branch or commit with its message for ours and theirs; empty
            where nothing is known of them.
        staged: Whether git waits for the file to be added.
        choices: By the place of a conflict whether it is decided for theirs.
        decided: The text before and after the decisions; None until they were taken over.
    """

    joining: Joining
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


def unmerged(path: Path, now: Document) -> Unmerged | None:
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
    return Unmerged(Joining(base, mine, theirs, kept=mine), sides(path))


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


def waiting(path: Path, unmerged: Unmerged, text: str) -> Text:
    """Return what git still waits for after a file was saved.

    Args:
        path: The file.
        unmerged: What git left in it.
        text: What was saved.
    """
    number = len(unmerged.joining.conflicts)
    if unmerged.is_decided(text) or not number:
        values = {"path": as_argument(path)}
        return Text("git add {path} tells git that this is the merge.", values)
    return Text(
        "{n} conflict of git's merge is undecided.",
        {"n": number},
        "{n} conflicts of git's merge are undecided.",
    )


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
        head, _, place = file.read_bytes().partition(b"gitdir: ")
    except OSError:
        return None
    return None if head or not place else file.parent / os.fsdecode(place.rstrip(b"\r\n"))


def _is_there(folder: Path, name: str) -> bool:
    return os.path.lexists(folder / name)
