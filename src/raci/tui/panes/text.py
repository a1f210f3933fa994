"""Lines as values: pieces with their styles, cut and broken by cells; wide characters count two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

from raci.frozen import frozen
from raci.model.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from raci.model.finding import Finding
    from raci.tui.grid.board import RowKey

#: A piece of a line: its text and the name of its style (empty for plain text).
Span = tuple[str, str]
Line = tuple[Span, ...]


@frozen
class Item:
    """A line to choose.

    Attributes:
        row: The row it leads to; None where it leads nowhere.
        role: The role it leads to.
        finding: What it tells, for its fixes and its rule.
        goes_on: Whether it belongs to the line above, and is chosen with it.
        about: What is said of it at the side, in lines of so many cells; None for what is said of
            the place that it leads to.
    """

    line: Line
    row: RowKey | None = None
    role: str | None = None
    finding: Finding | None = None
    goes_on: bool = False
    about: Callable[[int], list[Line]] | None = None


def plain(line: Line) -> str:
    """Return the text of a line without its styles."""
    return "".join(text for text, _ in line)


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, broken between words where possible."""
    if text.isprintable() and cell_len(text) <= width:
        return [printable(text)] if text else []
    lines: list[str] = []
    for word in printable(text).split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.extend(chop_cells(word, max(width, 2)))
    return lines


def clipped(text: str, width: int, cut: str = "…") -> str:
    """Return ``text`` within ``width`` cells, its end replaced by ``cut`` where it is too long."""
    text = printable(text)
    if cell_len(text) <= width:
        return text
    kept = ""
    for char in text:
        if cell_len(kept + char) > width - 1:
            break
        kept += char
    return kept + cut if width > 0 else ""


def padded(text: str, width: int, cut: str = "…") -> str:
    """Return ``text`` as exactly ``width`` cells, clipped or filled with blanks."""
    kept = clipped(text, width, cut)
    return kept + " " * (width - cell_len(kept))


def width_of(line: Iterable[Span]) -> int:
    """Return the cells that a line takes, or a part of one."""
    return sum(cell_len(text) for text, _ in line)


def shortened(line: Line, width: int) -> Line:
    """Return ``line`` with a sign at its end where it is too long."""
    if width_of(line) <= width:
        return line
    kept: list[Span] = []
    room = width - 1
    for text, style in line:
        kept.append((clipped(text, room, ""), style))
        room -= cell_len(text)
        if room <= 0:
            break
    return (*kept, ("…", "muted"))
