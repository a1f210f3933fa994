"""Where a command's data goes: the standard output, or a file that is only ever whole."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


def write(data: str | bytes, target: str | None = None, *, new: bool = False) -> None:
    """Write ``data`` to ``target``, or to the standard output where it is None or ``-``.

    A file is written beside its place and then put there, so that nobody ever sees half of it.

    Args:
        data: Text, which files and pipes get as UTF-8, or the bytes of a binary format.
        target: A path.
        new: Refuse to replace a file that exists.

    Raises:
        FileError: There is a file already.
        OSError: The file cannot be written; what was there before is still there.
    """
    if target is None or target == "-":
        _to_stdout(data)
        return
    path = Path(target)
    if new and os.path.lexists(path):
        raise FileError(
            Text("{path}: there is such a file already; --force replaces it", {"path": target})
        )
    content = _encoded(data)
    if path.exists() and not path.is_file():  # a device or a pipe has no place beside it
        with path.open("wb") as stream:
            stream.write(content)
        return
    _replace(path, content)


def refuse_overwriting(target: str | None, sources: Iterable[Path]) -> None:
    """Refuse to write over what was read.

    Raises:
        FileError: ``target`` is one of the ``sources``.
    """
    if target is None or not os.path.exists(target):  # noqa: PTH110 - may be no path at all
        return
    goal = os.path.realpath(target)
    if any(os.path.realpath(source) == goal for source in sources):
        raise FileError(
            Text(
                "{path}: this is the matrix itself and would be lost; name another file",
                {"path": target},
            )
        )


def _to_stdout(data: str | bytes) -> None:
    """Write to the standard output: what the terminal can show, or UTF-8 to whatever else it is.

    Whoever reads JSON, TOML or a table expects UTF-8. What Python writes into a pipe follows the
    locale: another code page on Windows, and where that lacks a letter, no valid JSON.
    """
    if not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(data))
        return
    if isinstance(data, bytes):
        raise FileError(
            Text("this format is not for a terminal; name a file with --output, or use a pipe")
        )
    sys.stdout.write(data)


def _encoded(data: str | bytes) -> bytes:
    """Return text as UTF-8, of which bytes in file names that are none are no part."""
    return data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data


def _replace(path: Path, content: bytes) -> None:
    import tempfile

    goal = Path(os.path.realpath(path))  # a symbolic link stays one
    try:
        handle, name = tempfile.mkstemp(dir=goal.parent, prefix=".raci-")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(_mode(goal))
        Path(name).replace(goal)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise type(error)(error.errno, error.strerror, str(path)) from None


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
