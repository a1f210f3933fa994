"""What git makes of texts line by line: the merge of three, the difference of two."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from raci.model.error import FileError
from raci.versions.git.process import PLAIN, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

_MERGE = ("merge-file", "-p", "-L", "ours", "-L", "base", "-L", "theirs")

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


def merge_lines(base: bytes, ours: bytes, theirs: bytes) -> LineMerge | None:
    """Merge three texts by lines, as git does; None where git fails, or is not there.

    Args:
        base: What both began with.
        ours: Our text.
        theirs: Theirs.
    """
    found = _asked((ours, base, theirs), _MERGE, _MOST_CONFLICTS)
    return None if found is None else LineMerge(found[1], found[0])


def diff_lines(old: bytes, new: bytes) -> bytes:
    """Return how two texts differ by lines, as git shows it but for the head; nothing without git.

    Args:
        old: The text before.
        new: The text now.
    """
    found = _asked((old, new), ("diff", "--no-index", *PLAIN, "--text", "--"), 1)
    text = b"" if found is None else found[1]
    return text[max(text.find(b"\n@@") + 1, 0) :] if b"\n@@" in text else b""


def _asked(texts: Sequence[bytes], command: tuple[str, ...], most: int) -> tuple[int, bytes] | None:
    """Run git on texts written into files; None where it fails, or is not there.

    Args:
        texts: What the command is about.
        command: The command, but for the files.
        most: The highest exit code that is an answer.
    """
    with TemporaryDirectory(prefix="raci-") as name:
        folder = Path(name).resolve()
        files = [f"{rank}" for rank in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            folder.joinpath(file).write_bytes(text)
        try:
            return ask(folder, *command, *files, also=range(most + 1), apart=True)
        except FileError:
            return None
