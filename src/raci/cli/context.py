"""What a command is run with: the languages, the colours, and the two ways to say something."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from raci.words import preferred_language, printable, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from raci.model.text import Text
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
