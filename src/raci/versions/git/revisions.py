"""What git remembers of a file: its text at a revision, and who changed it one after another.

git itself is asked; what it prints is read by null bytes and lengths, so that no path, name or
message can be mistaken for anything else.
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text
from raci.storage.file import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A commit's line: its hash, day, author and first line, closed by the null byte of ``-z``.
_FORMAT = "--format=%x01%H%x00%as%x00%an%x00%s"

# Where the next commit begins: a message may hold any character, but no null byte.
_COMMITS = re.compile(r"\x01(?=[0-9a-f]{40,64}\0\d)")

# Whatever settings say, these must be so for the answer to be read, and for nothing else to be
# run: a repository from elsewhere may name a program of its own to look after files.
_SETTINGS = tuple(
    word
    for setting in (
        "log.showSignature=false",
        "core.quotePath=false",
        "color.ui=false",
        "core.fsmonitor=false",
    )
    for word in ("-c", setting)
)


# A revision may begin with a dash or end in anything: git is told where its options end.
_VERIFY = ("--verify", "--end-of-options")


@dataclass(frozen=True, slots=True)
class Version:
    """One commit that changed a file.

    Attributes:
        date: As ``2026-09-01``.
        subject: The message's first line.
        old: Names of the file's contents before, as git knows them; several in a merge, of which
            the commit differs from each; none where the file came into being.
        new: That of its contents after; None where it was deleted.
    """

    commit: str
    date: str
    author: str
    subject: str
    old: tuple[str, ...]
    new: str | None


def text_at(revision: str, path: Path | None = None) -> bytes | None:
    """Return what a file held at a revision, None where the revision has no such file.

    Args:
        revision: Whatever git takes for one; without a path ``REVISION:PATH``.
        path: The file, which need not exist any more.

    Raises:
        FileError: There is no git, no repository, no such revision, or no file of that name in
            ``REVISION:PATH``.
    """
    folder, name = Path(), revision
    if path is not None:
        path = Path(os.path.realpath(path))
        folder, name = path.parent, f"{revision}:./{path.name}"
        _git(folder, "rev-parse", *_VERIFY, f"{revision}^{{tree}}")
    try:
        found = _git(folder, "rev-parse", *_VERIFY, name)
    except FileError:
        if path is None:
            raise
        former = _former_name(folder, revision, path.name)
        if former is None:
            return None
        found = _git(folder, "rev-parse", *_VERIFY, f"{revision}:{former}")
    return _git(folder, "cat-file", "blob", found.decode("ascii").strip())


def _former_name(folder: Path, revision: str, name: str) -> str | None:
    """Return the path from the repository's root that a file had, None if it had no other one."""
    prefix = _git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n")
    arguments = ("diff", "--no-relative", "--name-status", "-M", "--diff-filter=R", "-z")
    listed = _git(folder, *arguments, "--end-of-options", revision)
    words = os.fsdecode(listed).split("\0")
    # Three words for each: how alike, the name then, the name now.
    renamed = dict(zip(words[2::3], words[1::3], strict=False))
    return renamed.get(os.fsdecode(prefix) + name)


def versions(path: Path) -> list[Version]:
    """Return the commits that changed a file, the newest first, over renames of the file.

    Raises:
        FileError: There is no git, or the file is in no repository, or git does not know it.
    """
    path = Path(os.path.realpath(path))
    arguments = ("log", "--follow", "--raw", "-c", "--no-abbrev", "-z", _FORMAT)
    listed = _git(path.parent, *arguments, "--", f":(literal){path.name}")
    entries = _COMMITS.split(listed.decode("utf-8", "surrogateescape"))[1:]
    found = [version for version in map(_version, entries) if version]
    if not found:
        values = {"path": str(path)}
        raise FileError(Text("{path}: git does not know this file; commit it first", values))
    return found


def _version(entry: str) -> Version | None:
    """Read a commit and the line ``:100644 100644 OLD NEW M`` of its file."""
    commit, date, author, subject, *rest = entry.split("\0")
    line = next((part.strip("\n") for part in rest if part.strip("\n").startswith(":")), "")
    parents = len(line) - len(line.lstrip(":"))
    if not parents:
        return None
    hashes = line.lstrip(":").split(" ")[parents + 1 :]
    old = tuple(name for name in hashes[:parents] if name.strip("0"))
    new = hashes[parents] if hashes[parents].strip("0") else None
    return Version(commit, date, author, subject.strip("\n"), old, new)


def unmerged(path: Path) -> dict[int, bytes]:
    """Return the versions of a file that a merge left in git's index.

    Returns:
        By stage: 1 what both sides began with, 2 ours, 3 theirs; one is missing where that side
        does not have the file. Nothing where git knows of no conflict in it.

    Raises:
        FileError: There is no git, or no repository.
    """
    path = Path(os.path.realpath(path))
    arguments = ("ls-files", "--unmerged", "-z", "--", f":(literal){path.name}")
    found = {}
    for line in _git(path.parent, *arguments).split(b"\0")[:-1]:
        _mode, name, stage = line.partition(b"\t")[0].decode("ascii").split(" ")
        found[int(stage)] = _git(path.parent, "cat-file", "blob", name)
    return found


def called(path: Path, *names: str) -> list[str]:
    """Return how people call revisions: the branch, else the commit, and the message's first line.

    Raises:
        FileError: There is no git, or no such revision.
    """
    refs = ("--decorate=short", "--decorate-refs=refs/heads/", "--decorate-refs=refs/remotes/")
    listed = _git(
        Path(os.path.realpath(path)).parent,
        *("log", "--no-walk=unsorted", *refs, "-z", "--format=%D%x00%h%x00%s"),
        *("--end-of-options", *names),
    )
    words = listed.decode("utf-8", "replace").removesuffix("\0").split("\0")
    entries = zip(words[::3], words[1::3], words[2::3], strict=False)
    return [f"{_branch(refs) or commit}: {subject}" for refs, commit, subject in entries]


def _branch(refs: str) -> str:
    """Return the first of the names that git lists at a commit."""
    return refs.removeprefix("HEAD -> ").partition(", ")[0]


@contextmanager
def contents(path: Path) -> Iterator[Callable[[str], bytes]]:
    """Yield a function that returns contents by their names, from one git that stays open."""
    folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120 - as it came
    command = ["git", "-C", folder, "cat-file", "--batch"]
    with subprocess.Popen(  # noqa: S603 - no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        asked, told = process.stdin, process.stdout
        assert asked  # noqa: S101 - a pipe, as asked for
        assert told  # noqa: S101 - the same

        def content(name: str) -> bytes:
            asked.write(name.encode("ascii") + b"\n")
            asked.flush()
            head = told.readline().split()
            if len(head) != len(("name", "type", "size")):
                raise FileError(Text("git cannot tell: {reason}", {"reason": name}))
            size = int(head[2])
            data = told.read(size + 1)[:-1]
            return data if size <= LARGEST else b""

        try:
            yield content
        finally:
            asked.close()
            told.close()


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", *_SETTINGS, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError:
        raise FileError(Text("there is no git here; it must be installed for this")) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        values = {"reason": "".join(reason).removeprefix("fatal: ")}
        raise FileError(Text("git cannot tell: {reason}", values))
    return done.stdout


def run(*arguments: str) -> str:
    """Run git in the working folder and return what it prints, without its last line end.

    Raises:
        FileError: There is no git, or it refuses.
    """
    return _git(Path(), *arguments).decode("utf-8", "surrogateescape").removesuffix("\n")
