"""The merge by lines that git makes of three texts."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from raci.model.error import FileError
from raci.versions.git.process import ask

_SIDES = ("ours", "base", "theirs")

# git counts conflicts in its exit code up to this; beyond it has failed.
_MOST_CONFLICTS = 127


class LineMerge(NamedTuple):
    """A merge by lines.

    Attributes:
        text: The merge, with marks where both sides changed the same lines.
        conflicts: In how many places they did.
    """

    text: bytes
    conflicts: int


def merge_lines(
    base: bytes, ours: bytes, theirs: bytes, sides: tuple[str, ...] = ()
) -> LineMerge | None:
    """Merge three texts by lines, as git does; None where it is not there, or finds no lines.

    Args:
        base: What both began with.
        ours: Our text.
        theirs: Theirs.
        sides: What the marks call ours and theirs.
    """
    labels = (sides[0], "base", sides[1]) if sides else _SIDES
    with TemporaryDirectory(prefix="raci-merge-") as name:
        folder = Path(name).resolve()
        for side, text in zip(_SIDES, (ours, base, theirs), strict=True):
            folder.joinpath(side).write_bytes(text)
        named = (word for label in labels for word in ("-L", label))
        try:
            conflicts, text = ask(
                folder,
                *("merge-file", "-p", *named, *_SIDES),
                also=range(_MOST_CONFLICTS + 1),
                apart=True,
            )
        except FileError:
            return None
    return LineMerge(text, conflicts)
