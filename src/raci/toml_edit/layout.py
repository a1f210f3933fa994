"""Lines: line ends, the end of the file, and where a new line goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from raci.toml_edit.scan import (
    BOM,
    header_span,
    line_end,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.toml_edit.outline import Outline
    from raci.toml_edit.path import Path
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


_LOOK_AT = 64

# A drawn line: "# --- Channels -----", "######", "# ======".
_RULE = re.compile(r"^[ \t]*#[^\n]*?[-=#*~_\u2500\u2501\u2550]{3}", re.MULTILINE)
_HEADING = re.compile(r"(?:[ \t]*(?:#[^\n]*+)?\r?\n)*+")


def body_end(text: str) -> int:
    """Return the place behind the last line of a segment that says something."""
    found = statements(text).all
    if found:
        return found[-1].end
    if text.startswith(BOM):
        return 1
    return line_end(text, header_span(text)[1]) if text.lstrip(" \t").startswith("[") else 0


def heading_start(text: str) -> int:
    """Return where the comments begin that stand directly above the following table.

    A line that is drawn across the file heads a section: it and what is above it stay there.
    """
    start = comments_above(text, len(text), body_end(text))
    rules = list(_RULE.finditer(text, start))
    return line_end(text, rules[-1].start()) if rules else start


def at_headers(texts: Sequence[str]) -> list[str]:
    """Return the same stretches, all but the first beginning with their header."""
    found = [texts[0]]
    for text in texts[1:]:
        match = _HEADING.match(text)
        start = match.end() if match else 0
        found[-1] += text[:start]
        found.append(text[start:])
    return found


def open_place(text: str, *, last: bool, behind: bool) -> int:
    """Return where in a segment a table begins that shall follow it.

    Args:
        text: The segment.
        last: Whether the file ends with it.
        behind: Whether the new table belongs to what is before it, and so stands above comments
            that stand free; else it stands below them, with the table that follows.
    """
    end = len(text) if last else heading_start(text)
    if not behind:
        return end
    position = body_end(text)
    for line in text[position:end].splitlines(keepends=True):
        if not line.strip():
            return position
        position += len(line)
    return end


def kept_tail(text: str, *, following: bool) -> str:
    """Return what stays of a segment that is taken out: comments that belong to others.

    Those directly above the next table are its own, those that stand free belong to nobody;
    those directly below the table's last line go with it, unless they close the file.
    """
    lines = text[body_end(text) :].splitlines(keepends=True)
    if following:
        own = next((rank for rank, line in enumerate(lines) if not line.strip()), 0)
        lines = lines[own:]
    first = next((rank for rank, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return ""
    return "".join(lines[max(first - 1, 0) :])


def joined(before: str, tail: str) -> str:
    """Return two stretches of blank lines and comments as one, without doubled blank lines."""
    blank = before.endswith(("\n\n", "\n\r\n"))
    if blank and tail.startswith(("\n", "\r\n")):
        tail = tail.split("\n", 1)[1]
    return before + tail


def comment_behind(text: str, entry: Entry, newline: str) -> str:
    """Return the comment behind a line's value as a line of its own; empty where there is none."""
    comment = text[entry.value_end : entry.end].strip()
    if not comment.startswith("#"):
        return ""
    indent = text[entry.start : entry.key].lstrip(BOM)
    return f"{indent}{comment}{newline}"


def gap(text: str, entry: Entry, newline: str, comment: str, *, shared: bool) -> str:
    """Return what must stand where a line is taken out, or only its comment is left.

    A comment above an item's last line would else seem to be about the item that follows: the
    next table, or where items share a table (``shared``) the next line.
    """
    start, end = entry.start, entry.end
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].lstrip(BOM + " \t")
    commented = bool(comment) or above.startswith("#")
    below = text[end : line_end(text, end)]
    last = shared or end >= body_end(text)
    return newline if last and commented and (below.strip() or not below) else ""


def runs(ranks: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of neighbours."""
    found: list[tuple[int, int]] = []
    for rank in ranks:
        if found and found[-1][1] == rank - 1:
            found[-1] = (found[-1][0], rank)
        else:
            found.append((rank, rank))
    return found


def spaced(texts: Sequence[str]) -> bool:
    """Tell whether a file leaves blank lines between its tables."""
    looked = texts[1:-1][:_LOOK_AT]
    blank = sum("\n\n" in text or "\n\r\n" in text for text in looked)
    return 2 * blank >= len(looked)


def ended(text: str, newline: str, *, blank: bool) -> str:
    """Return a stretch that ends its last line, and with a blank line where asked for.

    Behind a comment there is always one, that it may not seem to be about what follows.
    """
    if not text.removeprefix(BOM):
        return text
    if not text.endswith("\n"):
        text += newline
    last = text[text.rstrip("\r\n").rfind("\n") + 1 :].lstrip(" \t")
    if (blank or last.startswith("#")) and not text.endswith(("\n\n", "\n\r\n")):
        text += newline
    return text


def compact(text: str, newline: str) -> str:
    """Return a stretch without blank lines at its end."""
    return text.rstrip("\r\n") + newline


def insert_tables(
    outline: Outline, at: int, made: list[tuple[Path, str]], newline: str, *, behind: bool
) -> None:
    """Put tables before segment ``at``; see ``Draft.insert_segments``."""
    blank = spaced(outline.texts)
    text = outline.texts[at - 1]
    last = at == len(outline.texts)
    cut = open_place(text, last=last, behind=behind)
    above = ended(text[:cut], newline, blank=blank)
    parts = [body if blank else compact(body, newline) for _, body in made]
    parts[-1] = ended(parts[-1], newline, blank=blank and not last)
    parts[-1] = joined(parts[-1], text[cut:])
    # The comments above a header are the end of the segment before it.
    outline.texts[at - 1 : at] = at_headers([above, *parts])
    outline.heads[at:at] = [head for head, _ in made]
    outline.index()


def take_tables(outline: Outline, ranks: Sequence[int]) -> list[tuple[Path, str]]:
    """Take tables out with their comments and return them; others' comments stay."""
    taken: list[tuple[Path, str]] = []
    for first, last in reversed(runs(ranks)):
        texts = outline.texts[first : last + 1]
        tail = kept_tail(texts[-1], following=last + 1 < len(outline.texts))
        texts[-1] = texts[-1][: len(texts[-1]) - len(tail)]
        before = outline.texts[first - 1]
        cut = heading_start(before)
        texts[0] = before[cut:] + texts[0]
        outline.texts[first - 1] = joined(before[:cut], tail)
        taken[:0] = zip(outline.heads[first : last + 1], texts, strict=True)
        del outline.heads[first : last + 1], outline.texts[first : last + 1]
    outline.index()
    return taken
