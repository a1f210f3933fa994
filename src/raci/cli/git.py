"""What git knows: a file's text at a revision, and its versions one after another."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from raci.model.error import FileError
from raci.model.text import Text

# Neither a terminal nor a locale changes what git prints for us.
_FIELDS = "%H%x00%as%x00%an%x00%s"


@dataclass(frozen=True, slots=True)
class Version:
    """One commit that changed a file.

    Attributes:
        date: As ``2026-09-01``.
        path: Of the file in this commit, from the repository's root.
    """

    commit: str
    date: str
    author: str
    subject: str
    path: str


def text_at(revision: str, path: Path) -> bytes:
    """Return what a file held at a revision.

    Raises:
        FileError: There is no git, no such revision, or no such file in it.
    """
    return _git(path, "show", "--end-of-options", f"{revision}:./{path.name}")


def text_of(version: Version, path: Path) -> bytes:
    """Return what ``path`` held in one of its ``versions``.

    Raises:
        FileError: git cannot tell.
    """
    return _git(path, "show", "--end-of-options", f"{version.commit}:{version.path}")


def versions(path: Path) -> list[Version]:
    """Return the commits that changed a file, the newest first, over renames of the file.

    Raises:
        FileError: There is no git, or the file is in no repository.
    """
    arguments = ("log", "--follow", "--name-only", "-z", f"--format=%x01{_FIELDS}")
    listed = _git(path, *arguments, "--", path.name).decode("utf-8", "surrogateescape")
    found = []
    for entry in listed.split("\x01")[1:]:
        commit, date, author, subject, *names = entry.split("\0")
        name = next((name.strip("\n") for name in names if name.strip("\n")), "")
        found.append(Version(commit, date, author, subject, name))
    return found


def root(folder: Path) -> Path:
    """Return the topmost folder of the repository around ``folder``.

    Raises:
        FileError: There is no git, or no repository.
    """
    name = _git(folder / ".git", "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape")
    return Path(name.rstrip("\n"))


def set_up(folder: Path, key: str, value: str) -> None:
    """Set a key of the repository's own configuration.

    Raises:
        FileError: git refuses.
    """
    _git(folder / ".git", "config", "--local", key, value)


def unset(folder: Path, key: str) -> None:
    """Take a key out of the repository's own configuration, if it is there."""
    with suppress(FileError):
        _git(folder / ".git", "config", "--local", "--unset-all", key)


def _git(path: Path, *arguments: str) -> bytes:
    """Run git in the folder of ``path`` and return what it prints."""
    command = ["git", "-C", str(path.parent), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError:
        raise FileError(Text("there is no git here; it must be installed for this")) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        values = {"reason": "".join(reason).removeprefix("fatal: ")}
        raise FileError(Text("git cannot tell: {reason}", values))
    return done.stdout
