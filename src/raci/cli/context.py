"""What a command is run with: languages, colours, and how it says what goes wrong."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from raci.model.error import RaciError
from raci.model.text import Text, mark
from raci.words import preferred_language, printable, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from raci.words import Words


#: What ``--color`` takes.
COLORS = ("auto", "always", "never")


class Session:
    """The circumstances of one run of the program.

    Attributes:
        asked: The language of ``--lang``; None where none was asked for.
        words: Of the reader: ``--lang``, else the locale.
    """

    def __init__(self, asked: str | None = None, color: str = "auto") -> None:
        """Speak ``asked``, or as the locale says; colour as ``--color`` says."""
        self.asked = asked
        self.words: Words = words_in(asked or preferred_language())
        self._color = color

    def language(self, of_file: str | None) -> str:
        """Return the language for what is said about a file: asked for, its own, the locale's."""
        return self.asked or of_file or self.words.language

    def words_for(self, of_file: str | None) -> Words:
        """Return the words of ``language``."""
        return words_in(self.language(of_file))

    def words_of(self, languages: Iterable[str]) -> Words:
        """Return the words for what is said about several files: theirs if they share one."""
        shared = set(languages)
        return words_in(shared.pop()) if len(shared) == 1 else self.words

    def color(self, stream: TextIO | None = None) -> bool:
        """Tell whether to colour what goes to ``stream``, the standard output by default.

        ``--color`` decides, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether it is a
        terminal.
        """
        if self._color != "auto":
            return self._color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"

    def notify(self, text: Text, words: Words | None = None) -> None:
        """Tell the person something on stderr; what comes from files cannot steer the terminal.

        Args:
            text: What to say.
            words: Of a file, where the sentence belongs to what was printed about it.
        """
        sys.stderr.write(f"{printable((words or self.words).say(text))}\n")

    def show_error(self, problem: Text) -> None:
        """Tell the person what went wrong, and that it is this program that says so."""
        sys.stderr.write(f"raci: {printable(self.words.say(problem))}\n")


#: All is well.
FINE = 0
#: ``check``: findings that weigh enough; ``fix``, ``diff``: differences; ``merge``: conflicts.
FOUND = 1
#: Wrong usage, unreadable paths, an invalid file, an error of ours; nothing was written.
REFUSED = 2
#: ctrl+c.
INTERRUPTED = 130


_DENIED = mark("{path}: no permission")
_SENTENCES = {
    errno.ENOENT: mark("{path}: there is no such file or folder"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EISDIR: mark("{path}: this is a folder, not a file"),
    errno.ELOOP: mark("{path}: the links lead in a circle"),
    errno.ENAMETOOLONG: mark("{path}: the name is too long"),
    errno.ENOTDIR: mark("{path}: a part of the path is a file, not a folder"),
    errno.EROFS: mark("{path}: the disk is read-only"),
    errno.ENOSPC: mark("{path}: the disk is full"),
}


def explain(error: Exception) -> Text:
    """Return the sentence that a person is told about ``error``."""
    if isinstance(error, RaciError):
        return error.text
    if isinstance(error, OSError) and error.errno:
        return of_system(error)
    return Text(
        "a fault of the program itself, not of the file: {kind}: {detail}. "
        "RACI_DEBUG=1 shows where; please report it.",
        {"kind": type(error).__name__, "detail": str(error)},
    )


def typed(path: str) -> str:
    """Return a path as a person types it in a shell: in quotes where it needs them."""
    if path and all(char.isalnum() or char in "_./\\:@%+=,~-" for char in path):
        return path
    if os.name == "nt":
        return f'"{path}"'
    import shlex

    return shlex.quote(path)


def of_system(error: OSError) -> Text:
    """Return the sentence for what the operating system refused."""
    path = os.fsdecode(error.filename) if error.filename else ""
    if not path:
        return _without_path(error)
    template = _SENTENCES.get(error.errno or 0)
    if template:
        return Text(template, {"path": path})
    return Text("{path}: {reason}", {"path": path, "reason": error.strerror or str(error)})


def _without_path(error: OSError) -> Text:
    if error.errno == errno.ENOENT:
        return Text("the folder in which this was begun is no longer there")
    if error.errno == errno.ENOSPC:
        return Text("the disk is full; the output is not complete")
    return Text("the system refused: {reason}", {"reason": error.strerror or str(error)})
