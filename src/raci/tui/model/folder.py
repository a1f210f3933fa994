"""Folders as a file picker shows them, and what somebody means who types a path."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from raci.frozen import frozen
from raci.model.error import FileError
from raci.model.text import Text
from raci.tui.model.search import folded, ranked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_ABOVE = ".."
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))
#: What programs lay beside a file while it is open there.
_LOCKS = ("~$", ".~lock")


@frozen
class FolderEntry:
    """A line of a folder.

    Attributes:
        name: As it stands there; ``..`` for the folder above.
        folder: Whether it is one.
        readable: Whether its ending is one of those that are looked for.
        changed: The day of its last change; None where nobody knows it.
    """

    name: str
    folder: bool
    readable: bool
    changed: dt.date | None = None

    @property
    def shown(self) -> str:
        """Its name, a folder's with a slash behind it."""
        return f"{self.name}/" if self.folder else self.name


def listed(folder: Path, endings: Collection[str]) -> tuple[FolderEntry, ...]:
    """Return what is in a folder: the one above, readable files, folders, all other files.

    Files that can be read come with the newest first; everything else by name.

    Args:
        folder: Which one.
        endings: Of files that can be read, in lower case, with their dots.

    Raises:
        FileError: It is not there, is no folder, or must not be looked into.
    """
    try:
        with os.scandir(folder) as found:
            lines = [_line(one, endings) for one in found if not one.name.startswith(_LOCKS)]
    except OSError as error:
        raise FileError(_refused(folder, error)) from None
    lines.sort(key=lambda pair: (_rank(pair[1]), -pair[0], folded(pair[1].name)))
    above = [FolderEntry(_ABOVE, folder=True, readable=False)] if folder.parent != folder else []
    return (*above, *(line for _, line in lines))


def _refused(folder: Path, error: OSError) -> Text:
    values = {"folder": str(folder), "reason": error.strerror or str(error)}
    if isinstance(error, FileNotFoundError):
        return Text("There is no folder {folder}.", values)
    if isinstance(error, NotADirectoryError):
        return Text("{folder} is no folder.", values)
    if isinstance(error, PermissionError):
        return Text("You may not look into {folder}.", values)
    return Text("{folder} cannot be looked into: {reason}.", values)


def _line(found: os.DirEntry[str], endings: Collection[str]) -> tuple[float, FolderEntry]:
    """Return a line, and what newer ones have more of."""
    try:
        is_folder = found.is_dir()
        changed = found.stat().st_mtime
        day = dt.datetime.fromtimestamp(changed).astimezone().date()
    except (OSError, OverflowError, ValueError):  # a link that leads nowhere, a date of no calendar
        return 0.0, FolderEntry(found.name, folder=False, readable=False)
    readable = not is_folder and Path(found.name).suffix.lower() in endings
    return changed if readable else 0.0, FolderEntry(found.name, is_folder, readable, day)


def _rank(line: FolderEntry) -> int:
    return 0 if line.readable else 1 if line.folder else 2


def narrowed(lines: Sequence[FolderEntry], begun: str) -> list[FolderEntry]:
    """Return the lines that match the beginning or a part of a name; hidden ones if asked for."""
    if not begun:
        return [one for one in lines if one.name == _ABOVE or not one.name.startswith(".")]
    if begun.startswith("."):
        return [one for one in lines if one.name.startswith(begun)]
    shown = [one for one in lines if not one.name.startswith(".")]
    return ranked(begun, shown, lambda one: one.name)


def first_choice(lines: Sequence[FolderEntry], begun: str) -> int:
    """Return the place of the line that Enter takes first: the one of that name, else a file."""
    for place, one in enumerate(lines):
        if begun and one.name == begun:
            return place
    return 1 if len(lines) > 1 and lines[0].name == _ABOVE else 0


def divided(base: Path, typed: str) -> tuple[Path, str]:
    """Return the folder that somebody means who types a path, and the name begun in it."""
    place = max(typed.rfind(separator) for separator in _SEPARATORS) + 1
    head, begun = (typed, "") if typed == "~" else (typed[:place], typed[place:])
    return Path(os.path.normpath(base / _home(head))) if head else base, begun


def _home(head: str) -> Path:
    try:
        return Path(head).expanduser()
    except RuntimeError:  # nobody is called so
        return Path(head)


def completed(typed: str, lines: Sequence[FolderEntry], chosen: FolderEntry | None) -> str:
    """Return what was typed, with the name in it as long as all lines agree; else the chosen one.

    Args:
        typed: A path, or the beginning of a name.
        lines: What of the folder matches.
        chosen: The line that Enter would take.
    """
    _, begun = divided(Path(), typed)
    head = "~/" if typed == "~" else typed[: len(typed) - len(begun)]
    alike = [one.name for one in lines if folded(one.name).startswith(folded(begun))]
    common = _common(alike)
    if begun and len(alike) > 1 and len(common) > len(begun):
        return head + common
    return head + chosen.shown if chosen else typed


def _common(names: Sequence[str]) -> str:
    """Return the beginning that all names have in common."""
    alike = takewhile(lambda chars: len(set(chars)) == 1, zip(*names, strict=False))
    return "".join(chars[0] for chars in alike)


def dropped(text: str) -> str:
    """Return the path in what a terminal pastes where a file was dropped onto it.

    They quote it, escape its blanks, or make it an address that begins with ``file:``.
    """
    text = text.strip()
    if text.startswith("file:"):
        return url2pathname(unquote(urlsplit(text).path))
    if os.sep == "/" and ("\\" in text or text[:1] in {"'", '"'}):
        try:
            parts = shlex.split(text)
        except ValueError:  # a quote that is never closed
            return text
        return parts[0] if len(parts) == 1 else text
    return text.strip('"')


def tilde(folder: Path) -> str:
    """Return a folder as it is shown: that of the user is ``~``."""
    home = Path.home()
    if folder == home:
        return "~"
    return f"~{os.sep}{folder.relative_to(home)}" if home in folder.parents else str(folder)
