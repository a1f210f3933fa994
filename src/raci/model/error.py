"""Errors that a person is told about: one sentence, what, where and what next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci.model.text import Text


class RaciError(Exception):
    """Something went wrong that the user can fix; ``text`` says what, where and what next.

    Commands end with exit code 2 and change nothing; the editor shows the sentence and goes on.
    """

    def __init__(self, text: Text) -> None:
        """Keep the sentence to be rendered in the user's language."""
        super().__init__(text.template)
        self.text = text


class EditError(RaciError):
    """An edit does not fit the file: unknown id, id in use, letter not in the scheme."""


class FileError(RaciError):
    """A file cannot be read or written, or changed under our hands."""
