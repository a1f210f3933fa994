"""What git remembers of a file: its text at a revision, and who changed it one after another.

What git prints is read by null bytes and lengths, so that no path, name or message can be mistaken
for anything else.
"""

from __future__ import annotations

import os
import re
from itertools import groupby
from pathlib import Path

from raci.frozen import frozen, replace
from raci.model.error import FileError
from raci.model.text import Text
from raci.versions.git.process import PLAIN, run

# A commit's line: its hash, parents, day, author and first line, closed by ``-z``'s null byte.
_FORMAT = "--format=%x01%H%x00%P%x00%as%x00%an%x00%s"

# Where the next commit begins: a message may hold any character, but no null byte.
_COMMITS = re.compile(r"\x01(?=[0-9a-f]{40,64}\0[0-9a-f ]*\0\d)")

# A revision may begin with a dash or end in anything: git is told where its options end.
_VERIFY = ("rev-parse", "--verify", "--end-of-options")


@frozen
class Version:
    """One commit that changed a file, or merged two versions of it.

    Attributes:
        date: As ``2026-09-01``.
        subject: The message's first line.
        parents: The commits it was made from; several for a merge.
        old: Names of the file's contents before, as git knows them: one for each parent, in no
            order; none where the file came into being.
        new: That of its contents after; None where it was deleted.
        paths: What the file was called before and after, from the repository's root.
    """

    commit: str
    date: str
    author: str
    subject: str
    parents: tuple[str, ...]
    old: tuple[str, ...]
    new: str | None
    paths: tuple[str, ...] = ()


def text_at(revision: str, path: Path | None = None) -> bytes | None:
    """Return what a file held at a revision, None where the revision has no such file.

    Args:
        revision: Whatever git takes for one; without a path ``REVISION:PATH``.
        path: The file, which need not exist any more.

    Raises:
        FileError: There is no git, no repository, no such revision, or no file of that name in
            ``REVISION:PATH``.
    """
    if path is None:
        return run(Path(), "cat-file", "blob", _named(Path(), revision))
    path = located(path)
    folder = path.parent
    # By its hash, as a revision like ":/message" would swallow whatever is put behind it.
    tree = _named(folder, f"{_named(folder, revision)}^{{tree}}")
    try:
        found = _named(folder, f"{tree}:{_prefix(folder)}{path.name}")
    except FileError:
        former = _former_name(folder, tree, path.name)
        if former is None:
            return None
        found = _named(folder, f"{tree}:{former}")
    return run(folder, "cat-file", "blob", found)


def is_commit(revision: str, path: Path) -> bool:
    """Tell whether git takes a word for a commit, or a tag of one, in a file's repository."""
    folder = located(path).parent
    try:
        _named(folder, f"{_named(folder, revision)}^{{commit}}")
    except FileError:
        return False
    return True


def located(path: Path) -> Path:
    """Return a file's place, links followed: git looks for the repository from there.

    Raises:
        FileError: No file can be called so.
    """
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        raise FileError(Text("git cannot tell: {reason}", {"reason": str(error)})) from None


def _named(folder: Path, name: str) -> str:
    return run(folder, *_VERIFY, name).decode("ascii").strip()


def _prefix(folder: Path) -> str:
    return os.fsdecode(run(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))


def _former_name(folder: Path, tree: str, name: str) -> str | None:
    """Return the path from the repository's root that a file had, None if it had no other one.

    The index is compared with the tree, and never with the working tree, as git would run its
    filters.
    """
    arguments = ("diff-index", "--cached", "--name-status", "-M", "--diff-filter=R", "-z", *PLAIN)
    listed = run(folder, *arguments, "--end-of-options", tree)
    words = os.fsdecode(listed).split("\0")
    # Three words for each: how alike, the name then, the name now.
    renamed = dict(zip(words[2::3], words[1::3], strict=False))
    return renamed.get(_prefix(folder) + name)


def versions(path: Path) -> list[Version]:
    """Return the commits that changed a file, the newest first, over renames of the file.

    Raises:
        FileError: There is no git, or the file is in no repository, or git does not know it.
    """
    path = located(path)
    arguments = ("log", "--follow", "--raw", "-m", "--no-abbrev", "-z", *PLAIN, _FORMAT)
    listed = run(path.parent, *arguments, "--", path.name)
    entries = _COMMITS.split(listed.decode("utf-8", "surrogateescape"))[1:]
    each = [version for version in map(_version, entries) if version]
    found = [_merged(list(same)) for _, same in groupby(each, key=lambda one: one.commit)]
    if not found:
        values = {"path": str(path)}
        raise FileError(Text("{path}: git does not know this file; commit it first", values))
    return found


def _version(entry: str) -> Version | None:
    """Read a commit and the line ``:100644 100644 OLD NEW M`` of its file."""
    commit, parents, date, author, subject, *rest = entry.split("\0")
    place = next((at for at, part in enumerate(rest) if part.strip("\n").startswith(":")), None)
    if place is None:
        return None
    _, _, old, new, _ = rest[place].strip("\n").split(" ")
    return Version(
        commit,
        date,
        author,
        subject.strip("\n"),
        tuple(parents.split()),
        (old,) if old.strip("0") else (),
        new if new.strip("0") else None,
        tuple(name for name in rest[place + 1 :] if name.strip("\n")),
    )


def _merged(entries: list[Version]) -> Version:
    """Return a merge as one version: git tells it once for each parent from which it differs."""
    first = entries[0]
    if len(first.parents) < len(("ours", "theirs")):
        return first
    old = [name for entry in entries for name in entry.old]
    same = len(first.parents) - len(entries)
    return replace(first, old=(*old, *([first.new] if first.new else []) * same))


def unmerged(path: Path) -> dict[int, bytes]:
    """Return the versions of a file that a merge left in git's index.

    Returns:
        By stage: 1 what both sides began with, 2 ours, 3 theirs; one is missing where that side
        does not have the file. Nothing where git knows of no conflict in it.

    Raises:
        FileError: There is no git, or no repository.
    """
    path = located(path)
    found = {}
    for line in run(path.parent, "ls-files", "--unmerged", "-z", "--", path.name).split(b"\0")[:-1]:
        _mode, name, stage = line.partition(b"\t")[0].decode("ascii").split(" ")
        found[int(stage)] = run(path.parent, "cat-file", "blob", name)
    return found


def called(path: Path, *names: str) -> list[str]:
    """Return how people call revisions: the branch, else the commit, and the message's first line.

    Raises:
        FileError: There is no git, or no such revision.
    """
    refs = ("--decorate=short", "--decorate-refs=refs/heads/", "--decorate-refs=refs/remotes/")
    listed = run(
        located(path).parent,
        *("log", "--no-walk=unsorted", *refs, "-z", "--format=%D%x00%h%x00%s"),
        *("--end-of-options", *names),
    )
    words = listed.decode("utf-8", "replace").removesuffix("\0").split("\0")
    entries = zip(words[::3], words[1::3], words[2::3], strict=False)
    return [f"{_branch(refs) or commit}: {subject}" for refs, commit, subject in entries]


def _branch(refs: str) -> str:
    """Return the first of the names that git lists at a commit."""
    return refs.removeprefix("HEAD -> ").partition(", ")[0]


def merge_base(path: Path, *commits: str) -> str | None:
    """Return the commit that others began with; None where there is none."""
    try:
        return _lines(run(path.parent, "merge-base", "--octopus", *commits))
    except FileError:
        return None


def setting(*arguments: str) -> str:
    """Run ``git config`` in the repository of the working folder and return what it prints.

    Raises:
        FileError: There is no git, or it refuses.
    """
    return _lines(run(Path(), "config", "--local", *arguments))


def top_level() -> Path:
    """Return the top folder of the repository that the working folder is in.

    Raises:
        FileError: There is no git, or no repository.
    """
    return Path(_lines(run(Path(), "rev-parse", "--show-toplevel")))


def _lines(printed: bytes) -> str:
    return printed.decode("utf-8", "surrogateescape").removesuffix("\n")
