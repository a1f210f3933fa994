"""Comments of a text by the things they stand by, and the text with other comments."""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from raci.toml_edit.layout import newline_of
from raci.toml_edit.scan import BOM, header_span, line_end, statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.toml_edit.outline import Outline
    from raci.toml_edit.path import Path

#: The path of what stands behind the last thing of a file; no key is without a name there.
END: Path = ("", "")

# A comment inside a value, or a string, in which a hash sign begins none.
_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|(?P<comment>#[^\n\r]*+)",
    re.DOTALL,
)


class Comments(NamedTuple):
    """The comments of one thing: a table's header, or a key with its value.

    Attributes:
        free: Blocks of lines that stand above it, with an empty line below them.
        above: The lines directly above it.
        inside: Those inside its value, if that takes several lines.
        behind: What stands behind it on its line; one or none.
    """

    free: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class Thing(NamedTuple):
    """A header, or a key with its value; offsets count from the text's start.

    Attributes:
        path: What it is about.
        previous: The path of the thing before it; None for the first.
        gap: Where the lines begin that stand between the thing before and this one.
        start: Where its own line begins.
        value: Where its value begins; of a header, where it begins.
        value_end: The place behind its value or header.
        end: The place behind its last line.
    """

    path: Path
    previous: Path | None
    gap: int
    start: int
    value: int
    value_end: int
    end: int


class Block(NamedTuple):
    """Comment lines that stand together, between two offsets of the text."""

    start: int
    end: int
    lines: tuple[str, ...]


class Commented:
    """A text's things with their comments.

    Attributes:
        text: All characters.
        things: In the order of the text, the file's end as the last one.
        comments: By the path of the thing.
    """

    def __init__(self, outline: Outline) -> None:
        """Look through a text that the parser has accepted."""
        self.text = "".join(outline.texts)
        self.newline = newline_of(outline.texts)
        self.things = {thing.path: thing for thing in _things(outline, self.text)}
        self.comments = {path: self._comments(thing) for path, thing in self.things.items()}

    def _comments(self, thing: Thing) -> Comments:
        free, last = self.blocks(thing), Block(thing.start, thing.start, ())
        if free and free[-1].end == thing.start and thing.path != END:
            last = free.pop()
        tail = self.text[thing.value_end : thing.end].strip()
        return Comments(
            tuple("\n".join(block.lines) for block in free),
            last.lines,
            comments_in(self.text[thing.value : thing.value_end]),
            (tail,) if tail.startswith("#") else (),
        )

    def blocks(self, thing: Thing) -> list[Block]:
        """Return the comments between a thing and the one before it."""
        found: list[Block] = []
        lines = self.text[thing.gap : thing.start].splitlines(keepends=True)
        starts = accumulate(map(len, lines), initial=thing.gap)
        placed = zip(starts, lines, strict=False)
        for said, group in groupby(placed, key=lambda pair: bool(pair[1].strip(f"{BOM} \t\r\n"))):
            block = list(group)
            if said:
                end = block[-1][0] + len(block[-1][1])
                texts = tuple(line.strip(f"{BOM} \t\r\n") for _, line in block)
                found.append(Block(block[0][0], end, texts))
        return found

    def with_comments(
        self, wanted: Mapping[Path, Comments], spelled: Mapping[Path, str] | None = None
    ) -> str:
        """Return the text with other comments beside some of its things.

        Args:
            wanted: By the path of a thing that the text has; comments inside of values stay.
            spelled: Other spellings of values, by path: the way to change comments in them.
        """
        edits: list[tuple[int, int, str]] = []
        for path, comments in wanted.items():
            edits += self._edits(self.things[path], comments)
        for path, value in (spelled or {}).items():
            thing = self.things[path]
            edits.append((thing.value, thing.value_end, value))
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _edits(self, thing: Thing, wanted: Comments) -> Iterator[tuple[int, int, str]]:
        now, newline = self.comments[thing.path], self.newline
        blocks = self.blocks(thing)
        above = blocks.pop() if now.above else Block(thing.start, thing.start, ())
        indent = re.match(r"[ \t]*", self.text[above.start :].lstrip(BOM))
        if wanted.free != now.free or wanted.above != now.above:
            kept = [block for block in blocks if "\n".join(block.lines) in wanted.free]
            for block in blocks:
                if block not in kept:
                    yield block.start, line_end(self.text, block.end), ""
            known = {"\n".join(block.lines) for block in kept}
            came = [f"{block}\n" for block in wanted.free if block not in known]
            made = "\n".join([*came, ""][: len(came) + (thing.path != END)])
            made = made and self._parted(thing, above.start) + made
            margin = indent[0] if indent else ""
            made += "".join(f"{margin}{line}\n" for line in wanted.above)
            start = above.start + self.text[above.start : above.end].startswith(BOM)
            yield start, above.end, self._opened(start, made).replace("\n", newline)
        if wanted.behind != now.behind and thing.path != END:
            yield self._behind(thing, wanted)

    def _parted(self, thing: Thing, at: int) -> str:
        """Return an empty line where a new block would else touch what is above it."""
        before = self.text[thing.gap : at]
        return "" if not before.strip(BOM) and not thing.gap else "\n" * (not _ends_empty(before))

    def _opened(self, at: int, made: str) -> str:
        """Return new lines, with a line end before them where the text's last line has none."""
        touches = at > 0 and self.text[at - 1] not in {"\n", BOM}
        return f"\n{made}" if made and touches else made

    def _behind(self, thing: Thing, wanted: Comments) -> tuple[int, int, str]:
        tail = self.text[thing.value_end : thing.end].rstrip("\r\n")
        gap = tail[: len(tail) - len(tail.lstrip(" \t"))] or "  "
        written = f"{gap}{wanted.behind[0]}" if wanted.behind else ""
        return thing.value_end, thing.value_end + len(tail), written


def _ends_empty(text: str) -> bool:
    """Tell whether the last whole line of a text is an empty one."""
    lines = text.splitlines()
    return bool(lines) and not lines[-1].strip()


def comments_in(value: str) -> tuple[str, ...]:
    """Return the comments inside a value."""
    if "#" not in value:
        return ()
    found = (match["comment"] for match in _TOKEN.finditer(value))
    return tuple(comment.strip() for comment in found if comment)


def _things(outline: Outline, text: str) -> Iterator[Thing]:
    start, gap = 0, 0
    previous: Path | None = None
    for head, part in zip(outline.heads, outline.texts, strict=True):
        if part.lstrip(BOM).lstrip(" \t").startswith("[") and head:
            begin, end = header_span(part)
            line = line_end(part, end)
            yield Thing(head, previous, gap, start, start + begin, start + end, start + line)
            previous, gap = head, start + line
        for entry in statements(part).all:
            path = (*head, *entry.path)
            ends = (start + entry.value, start + entry.value_end, start + entry.end)
            yield Thing(path, previous, gap, start + entry.start, *ends)
            previous, gap = path, start + entry.end
        start += len(part)
    yield Thing(END, previous, gap, len(text), len(text), len(text), len(text))
