"""The outline of a text: its segments, and where in them a path stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from raci.toml_edit.scan import (
    BOM,
    Entries,
    Entry,
    header_span,
    inside,
    key_spans,
    segments,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.toml_edit.path import Path

#: So much of a header's path tells items apart: ``("channels", "website")``.
ITEM = 2


class Site(NamedTuple):
    """Where a value stands, or one of the dotted keys that say something below a path.

    Attributes:
        segment: Which segment holds it.
        entry: Key and value; offsets count from the segment's start.
        container: Where the inline table or array that holds it begins; None for a line.
        extra: How many parts of the key are below the path that was asked for.
    """

    segment: int
    entry: Entry
    container: int | None
    extra: int

    def part(self, text: str) -> tuple[int, int]:
        """Return where the part of the key stands that is the path's last step."""
        spans = key_spans(text, self.entry.key, self.entry.key_end)
        return spans[len(spans) - 1 - self.extra]


class Outline:
    """Segments side by side: texts and the paths of their headers.

    Documents treat it as frozen; who edits works on a ``copy``.
    """

    def __init__(self, heads: list[Path], texts: list[str]) -> None:
        """Index the segments by item."""
        self.heads = heads
        self.texts = texts
        self._tables: dict[Path, list[int]] = {}
        self._below: dict[Path, list[int]] = {}
        self._lengths = array("L")
        self.index()

    @classmethod
    def of(cls, text: str) -> Outline:
        """Outline a text that the parser has accepted."""
        heads: list[Path] = []
        texts: list[str] = []
        for head, part in segments(text):
            heads.append(head)
            texts.append(part)
        return cls(heads, texts)

    def index(self) -> None:
        """Index anew, after segments came, went or moved."""
        tables: dict[Path, list[int]] = {}
        below: dict[Path, list[int]] = {}
        for rank, head in enumerate(self.heads):
            tables.setdefault(head, []).append(rank)
            for length in range(ITEM, len(head) + 1):
                below.setdefault(head[:length], []).append(rank)
        self._tables, self._below = tables, below
        self._lengths = array("L", map(len, self.texts))

    def replace(self, rank: int, text: str) -> None:
        """Give a segment another text."""
        self.texts[rank] = text
        self._lengths[rank] = len(text)

    def renumber(self, path: Path, by: int) -> None:
        """Count the tables of an array from the position ``path`` ends with on differently."""
        depth = len(path) - 1
        for rank in self.below(path[:-1]):
            head = self.heads[rank]
            if len(head) > depth and int(head[depth]) >= int(path[-1]):
                self.heads[rank] = (*head[:depth], int(head[depth]) + by, *head[depth + 1 :])
        self.index()

    def start(self, rank: int) -> int:
        """Return where a segment begins, in characters from the text's start."""
        return sum(self._lengths[:rank])

    def copy(self) -> Outline:
        """Return an outline whose texts can be changed without changing this one's."""
        twin = Outline.__new__(Outline)
        twin.heads = self.heads.copy()
        twin.texts = self.texts.copy()
        twin._tables = self._tables  # noqa: SLF001 - its own class; index() makes a new dict
        twin._below = self._below  # noqa: SLF001 - the same
        twin._lengths = self._lengths[:]  # noqa: SLF001 - its own class
        return twin

    def tables(self, path: Path) -> Sequence[int]:
        """Return the segments whose header is ``path``."""
        return self._tables.get(path, ())

    def below(self, path: Path) -> Sequence[int]:
        """Return the segments whose header is ``path`` or below it, in the order of the text."""
        length = len(path)
        if length >= ITEM:
            return self._below.get(path, ())
        return [rank for rank, head in enumerate(self.heads) if head[:length] == path]

    def sites(self, path: Path) -> list[Site]:
        """Return what stands at ``path``, or by dotted keys below it; headers aside."""
        return list(self._each_site(path))

    def first_site(self, path: Path) -> Site | None:
        """Return the first of ``sites`` without looking for the others."""
        return next(self._each_site(path), None)

    def _each_site(self, path: Path) -> Iterator[Site]:
        for length in range(len(path) - 1, -1, -1):
            rest = path[length:]
            for rank in self.tables(path[:length]):
                text = self.texts[rank]
                yield from _sites(rank, text, statements(text), rest, None)

    def site(self, path: Path) -> Site | None:
        """Return where the value of ``path`` stands; None for tables with headers or dots."""
        found = self.first_site(path)
        return found if found and not found.extra else None

    def holds(self, path: Path) -> bool:
        """Tell whether the text says anything at ``path`` or below."""
        return bool(self.sites(path) or self.below(path))


def _sites(rank: int, text: str, entries: Entries, rest: Path, container: int | None) -> list[Site]:
    found = entries.below.get(rest)
    if found:
        return [Site(rank, entry, container, len(entry.path) - len(rest)) for entry in found]
    for length in range(len(rest) - 1, 0, -1):
        # Where a value stands, no dotted key can go below it: only the first can be exact.
        above = entries.below.get(rest[:length])
        if above and len(above[0].path) == length:
            start = above[0].value
            return _sites(rank, text, inside(text, start), rest[length:], start)
    return []


class Span(NamedTuple):
    """A stretch of a text: lines and columns from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Places:
    """Lines and columns of the paths of one text; made once, when first asked for."""

    def __init__(self, outline: Outline) -> None:
        """Note where segments and lines begin."""
        self._outline = outline
        self._starts = list(accumulate(map(len, outline.texts), initial=0))
        text = "".join(outline.texts)
        self._bom = text.startswith(BOM)
        self._lines = [0, *_line_starts(text)]

    def of(self, path: Path, *, key_only: bool = False) -> Span:
        """Return where ``path`` stands, or the nearest table above it."""
        for length in range(len(path), 0, -1):
            found = self._exact(path[:length], key_only=key_only)
            if found:
                return found
        return self.between(0, 0)

    def _exact(self, path: Path, *, key_only: bool) -> Span | None:
        outline = self._outline
        ranks = outline.tables(path)
        if not ranks:
            site = outline.first_site(path)
            if site:
                entry = site.entry
                only = site.extra or (key_only and entry.key != entry.key_end)
                end = entry.key_end if only else entry.value_end
                return self._within(site.segment, entry.key, end)
            ranks = outline.below(path)
        return self._within(ranks[0], *header_span(outline.texts[ranks[0]])) if ranks else None

    def _within(self, rank: int, start: int, end: int) -> Span:
        return self.between(self._starts[rank] + start, self._starts[rank] + end)

    def between(self, start: int, end: int) -> Span:
        """Return the stretch between two offsets of the text."""
        return Span(*self._point(start), *self._point(end))

    def _point(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        column = offset - self._lines[line - 1] + 1
        return line, max(1, column - 1) if self._bom and line == 1 else column


def _line_starts(text: str) -> list[int]:
    """Return where each line but the first begins; of a big text in a tenth of a search's time."""
    return list(accumulate(len(line) + 1 for line in text.split("\n")))[:-1]
