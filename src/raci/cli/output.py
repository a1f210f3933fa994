"""Where a command's data goes: the standard output, or a file that is only ever whole."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from raci.model.error import FileError
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.cli.context import Session


def write(
    data: str | bytes, target: str | None = None, *, new: bool = False, over: str | None = None
) -> None:
    """Write ``data`` to ``target``, or to the standard output where it is None or ``-``.

    Files are written as all files are; see ``raci.storage.saving``.

    Args:
        data: Text, which files and pipes get as UTF-8, or the bytes of a binary format.
        target: A path.
        new: Refuse to replace a file that exists.
        over: What was read and may be replaced, as it is the same thing in a newer version.

    Raises:
        FileError: There is a file already, it was read for this, or it cannot be written; what was
            there is still there.
    """
    if target is None or target == "-":
        _to_stdout(data)
        return
    if new and os.path.lexists(target):
        raise FileError(
            Text("{path}: there is such a file already; --force replaces it", {"path": target})
        )
    from raci.storage import saving
    from raci.storage.file import been_read

    saving.refuse_overwriting(target, been_read - {over})
    saving.write(target, _encoded(data), new=new)


def tell_other_name(target: str | None, form: str, named: str | None, session: Session) -> None:
    """Tell that a file's name says another format than the one that was written into it."""
    if target is not None and named is not None and named != form:
        values = {"path": target, "form": form, "named": named}
        session.notify(Text("{path} is written as {form}, though its name says {named}", values))


def refuse_overwriting(target: str | None, sources: Iterable[str | None]) -> None:
    """Refuse to write over what is read, before what is to be written is worked out.

    ``write`` refuses what this process has read, by itself.

    Args:
        target: Where to write; None or ``-`` for the standard output.
        sources: Paths of what is read; None where an option names no file.

    Raises:
        FileError: ``target`` is one of the ``sources``.
    """
    if target is not None and target != "-":
        from raci.storage.saving import refuse_overwriting as refuse

        refuse(target, (source for source in sources if source is not None))


def refuse_link(target: str) -> None:
    """Refuse a link at a path that nobody named: somebody else may have put it there.

    Args:
        target: Where this program wants to write by itself.

    Raises:
        FileError: It is a symbolic link.
    """
    if os.path.islink(target):  # noqa: PTH114 - strings throughout
        raise FileError(
            Text(
                "{path} is a link, and what it leads to was not named to be written; take it away",
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
