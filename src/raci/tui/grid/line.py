"""One line of the grid while it is written, and what of it a terminal has to be sent."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style


class Line:
    """Runs of text; neighbours of one style become one run, which is what a terminal is sent."""

    __slots__ = ("_edges", "_open", "_runs", "_style", "_texts", "width")

    def __init__(self, edges: tuple[int, ...] = ()) -> None:
        """Start an empty line; at ``edges`` it is cut into the parts that widgets show."""
        self.width = 0
        self._edges = edges
        self._runs: list[Segment] = []
        self._texts: list[str] = []
        self._style: Style | None = None
        self._open = False

    def add(self, text: str, style: Style, width: int | None = None) -> None:
        """Append ``text``; ``width`` where its columns are not as many as its characters."""
        # Equal styles need not be one object: how long Rich remembers them is its own affair.
        if style is not self._style and style != self._style:
            self._close()
            self._style = style
            self._open = not (style.underline or style.reverse)
        self._texts.append(text)
        self.width += len(text) if width is None else width

    def fit(self, text: str, width: int, style: Style, cut: str = "…") -> None:
        """Append ``text`` as exactly ``width`` columns; no edge halves a character of it."""
        edges = () if text.isascii() else tuple(edge - self.width for edge in self._edges)
        self.add(fitted(text, width, cut, edges), style, width)

    def blank(self, width: int, style: Style) -> None:
        """Append blanks; on the same ground they join the run before, whatever its letters are."""
        if not width:
            return
        if self._open and self._style is not None and self._style.bgcolor == style.bgcolor:
            self._texts.append(" " * width)
            self.width += width
        else:
            self.add(" " * width, style)

    def extend(self, runs: Iterable[Segment], width: int) -> None:
        """Append runs that were made before."""
        self._close()
        self._runs.extend(runs)
        self.width += width
        self._style, self._open = None, False

    def fill(self, width: int, style: Style) -> None:
        """Append blanks up to ``width`` columns."""
        if width > self.width:
            self.blank(width - self.width, style)

    def strip(self, width: int, style: Style) -> Strip:
        """Return the line as exactly ``width`` columns, filled up with ``style``."""
        self.fill(width, style)
        self._close()
        made = Strip(self._runs, self.width)
        return made if self.width == width else made.crop(0, width)

    def _close(self) -> None:
        if self._texts:
            self._runs.append(Segment("".join(self._texts), self._style))
            self._texts = []


def part(strip: Strip, start: int, stop: int) -> Strip:
    """Return the columns from ``start`` to ``stop`` (exclusive), as ``Strip.crop`` does.

    Where each character is one column, which is nearly always, it need not measure them.
    """
    segments = list(strip)
    if not all(_is_simple(text) for text, _, _ in segments):
        return strip.crop(start, stop)
    kept: list[Segment] = []
    at = 0
    for segment in segments:
        text = segment.text
        end = at + len(text)
        if end > start:
            if at < start or end > stop:
                kept.append(Segment(text[max(0, start - at) : stop - at], segment.style))
            else:
                kept.append(segment)
            if end >= stop:
                break
        at = end
    return Strip(kept, max(0, min(stop, strip.cell_length) - start))


@lru_cache(maxsize=8192)
def _is_simple(text: str) -> bool:
    """Tell whether each character takes one column; a wide one and one of none do not make two."""
    return text.isascii() or all(cell_len(char) == 1 for char in text)


def changes(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """Return where two lines of one width differ, as columns from (inclusive) to (exclusive).

    Blanks on the same ground are equal whatever the colour of the letters that they are not.
    """
    if old is new:
        return []
    text, other = old.text, new.text
    if not all(_is_simple(segment.text) for line in (old, new) for segment in line):
        # Wide or combining characters: positions in the text are none on the screen.
        return [] if old == new else [(0, new.cell_length)]
    found: list[tuple[int, int]] = []
    for start, stop, style, other_style in _pieces(list(old), list(new)):
        same = style is other_style or style == other_style
        if same and text[start:stop] == other[start:stop]:
            continue
        same_blank = same or _same_ground(style, other_style)
        for at in range(start, stop):
            if text[at] == other[at] and (same or (same_blank and text[at] == " ")):
                continue
            if found and found[-1][1] == at:
                found[-1] = found[-1][0], at + 1
            else:
                found.append((at, at + 1))
    return found


def _pieces(
    old: list[Segment], new: list[Segment]
) -> Iterator[tuple[int, int, Style | None, Style | None]]:
    """Yield the stretches in which neither line changes its style, but for what is equal."""
    start = end = other_end = index = other_index = 0
    style = other_style = None
    while True:
        if end == start:
            if index == len(old):
                return
            segment = old[index]
            if other_end == start and segment == new[other_index]:
                start = end = other_end = start + len(segment.text)
                index, other_index = index + 1, other_index + 1
                continue
            end, style, index = end + len(segment.text), segment.style, index + 1
        if other_end == start:
            segment = new[other_index]
            other_end += len(segment.text)
            other_style, other_index = segment.style, other_index + 1
        stop = min(end, other_end)
        yield start, stop, style, other_style
        start = stop


def _same_ground(one: Style | None, other: Style | None) -> bool:
    if one is None or other is None or one.bgcolor != other.bgcolor:
        return False
    return not (one.underline or one.reverse or other.underline or other.reverse)


#: Widths of a cell in columns of the terminal.
WIDEST, NARROWEST = 5, 2
#: A chip of one letter, where there is room.
_CHIP = 3


@lru_cache(maxsize=4096)
def fitted(text: str, width: int, cut: str = "…", edges: tuple[int, ...] = ()) -> str:
    """Return ``text`` as exactly ``width`` columns of a terminal, cut with ``cut`` if need be.

    Wide characters are never halved and combining ones stay with their base.

    Args:
        text: What to show.
        width: Columns of the terminal.
        cut: The sign of what is cut.
        edges: Columns at which the text is cut into parts: a wide character that would stand on
            both sides of one moves on behind it.
    """
    if width <= 0:
        return ""
    if edges:
        text = _clear(text, edges)
    length = len(text) if text.isascii() else cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    return set_cell_size(text, width - 1) + cut


def _clear(text: str, edges: tuple[int, ...]) -> str:
    found: list[str] = []
    at = 0
    for start, stop, width in split_graphemes(text)[0]:
        if any(at < edge < at + width for edge in edges):
            found.append(" ")
            at += 1
        found.append(text[start:stop])
        at += width
    return "".join(found)


def signs(text: str) -> list[str]:
    """Return the characters of ``text``, each with what stands upon it or is joined to it."""
    return [text[start:stop] for start, stop, _ in split_graphemes(text)[0]]


class Alike(NamedTuple):
    """A name that begins as another one does.

    Attributes:
        common: So many characters both begin with.
        ending: What is left without whole words of them, or without them where there is no word.
    """

    common: int
    ending: str


def alike(names: Iterable[str]) -> dict[str, Alike]:
    """Return those of the names that begin as another one does."""
    ordered = sorted(set(names))
    common = dict.fromkeys(ordered, 0)
    # In order of the alphabet, the neighbours of a name share the longest beginnings with it.
    for one, other in pairwise(ordered):
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other)))  # noqa: B905 - the shorter ends it
        common[one], common[other] = max(common[one], same), max(common[other], same)
    found = {}
    for name, same in common.items():
        words = 1 + max(name.rfind(sign, 0, same) for sign in " -/")
        ending = name[words or same :].strip()
        if same and ending:
            found[name] = Alike(same, ending)
    return found


@lru_cache(maxsize=1024)
def placed(letters: str, width: int, note: str = "", cut: str = "…") -> tuple[str, str, str]:
    """Return margin, chip and margin of a cell; the letters stand in the chip.

    The first letter stands in the same place whatever follows it, so that columns can be read
    downwards; a ``note`` mark follows where there is room, and what does not fit is cut.
    """
    left = " " if width == WIDEST else ""
    room = width - len(left)
    spare = room - len(letters) - (room > NARROWEST)
    text = letters + note if len(note) <= spare else letters
    if len(text) > room:
        text = text[: room - 1] + cut
    if len(text) < room and room > NARROWEST:
        text = f" {text}"
    chip = text.ljust(min(room, max(_CHIP, len(text) + (len(letters) > 1))))
    return left, chip, " " * (room - len(chip))


@lru_cache(maxsize=1024)
def bracketed(letters: str, width: int, cut: str = "…", note: str = "") -> str:
    """Return the cell under the cursor: ``[A]`` where brackets have room, else the letters."""
    if width == NARROWEST and not letters:
        return "[]"
    text = "".join(placed(letters, width, note, cut))
    if text[0] == " " and text[-1] == " ":
        return f"[{text[1:-1]}]"
    return text
