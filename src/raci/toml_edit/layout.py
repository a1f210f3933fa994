"""Lines: line ends, the end of the file, and where a new line goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci.toml_edit.scan import BOM, line_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.toml_edit.scan import Entry

_WIDEST_SEPARATOR = 3


def newline_of(texts: Sequence[str]) -> str:
    """Return the line end that a file uses: that of its first line."""
    for text in texts:
        end = text.find("\n")
        if end >= 0:
            return "\r\n" if text[end - 1 : end] == "\r" else "\n"
    return "\n"


class End(NamedTuple):
    """How a file ends: with how many line ends."""

    newlines: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> End:
        """Look at the end of a file; one that is empty shall get a last line end."""
        last = texts[-1]
        empty = not last.removeprefix(BOM)
        return cls(1 if empty else last.count("\n", len(last.rstrip("\r\n"))))

    def settle(self, text: str, newline: str) -> str:
        """Return ``text`` with as many line ends at its end."""
        body = text.rstrip("\r\n")
        if text.count("\n", len(body)) == self.newlines:
            return text
        return body + newline * self.newlines


def insert_line(  # noqa: PLR0913, PLR0917 - a text, a place, and what is written there
    text: str, at: int | None, beside: Entry | None, name: str, value: str, newline: str
) -> str:
    """Return a segment with one more line, written like the line ``beside`` it.

    Args:
        text: The segment.
        at: Behind which line; None for the first place.
        beside: The line whose indentation and spacing are taken over.
        name: The key as TOML writes it.
        value: The value as TOML writes it.
        newline: The file's line end.
    """
    indent, separator = "", " = "
    if beside is not None:
        indent = text[beside.start : beside.key].lstrip(BOM)
        found = text[beside.key_end : beside.value]
        separator = found if len(found) <= _WIDEST_SEPARATOR else separator
    if at is None:
        at = first_place(text, beside)
    above = text[:at]
    if above.removeprefix(BOM) and not above.endswith("\n"):
        above += newline
    return f"{above}{indent}{name}{separator}{value}{newline}{text[at:]}"


def first_place(text: str, first: Entry | None) -> int:
    """Return where a line goes that shall stand before ``first`` and the comments above it."""
    if first is None:
        start = 1 if text.startswith(BOM) else 0
        return line_end(text, 0) if text[start:].lstrip(" \t").startswith("[") else start
    return comments_above(text, first.start)


def comments_above(text: str, position: int, lowest: int = 0) -> int:
    """Return where the comment lines begin that stand directly above a line."""
    while position > lowest:
        start = text.rfind("\n", lowest, position - 1) + 1 or lowest
        line = text[start:position].lstrip(" \t")
        if not line.startswith("#"):
            break
        position = start
    return position
