"""Where things stand in a TOML text: tables, keys and values as stretches of characters.

The parser says what a text means and has accepted it before anything here looks at it; so these
scanners tell things apart, and never judge. All of them are linear in what they read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.toml_edit.path import Path

BOM = "\ufeff"

_BASIC = r'"(?:[^"\\\r\n]++|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_PART = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_STRING = rf"""(?:{_BASIC}(?!")|{_LITERAL}(?!'))"""
_FLAT = rf"""(?:[^\[\]{{}}"'#\n]++|{_STRING})*+"""
_SIMPLE = rf"""(?:{_STRING}|\[{_FLAT}\]|\{{{_FLAT}\}}|[^\s"'\[{{#][^\n#]*+)"""

# As many lines as possible that begin and end a statement (or hold none): the fast way through
# a table. What spans lines or nests stops it and is skipped value by value.
_USUAL = r"""[A-Za-z0-9_-]++ = "[^"\\\r\n]*+"\n|\n"""  # a letter; by itself for speed
_LINES = re.compile(
    rf"(?:{_USUAL}|[ \t]*(?:{_KEY}[ \t]*=[ \t]*{_SIMPLE}[ \t]*)?(?:#[^\n]*+)?\r?\n)*+"
)
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY})[ \t]*\]\]?")
_TABLE = re.compile(rf"{_HEADER.pattern}[^\n]*+\n?{_LINES.pattern}")
_STATEMENT = re.compile(rf"[ \t]*({_KEY})[ \t]*=[ \t]*")
_USUAL_STATEMENT = re.compile(r"""([A-Za-z0-9_-]++) = ("[^"\\\r\n]*+")\n""")
_ENTRY = re.compile(rf"({_KEY})[ \t]*=[ \t]*")
_PARTS = re.compile(_PART)
_SPACE = re.compile(r"(?:\s++|#[^\n]*+)*+")
_VALUES = {
    '"""': re.compile(r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"),
    '"': re.compile(_BASIC),
    "'": re.compile(_LITERAL),
}
_DEEPEST = 64

_SCALAR = re.compile(r"[^\s,\]}#]++(?:(?<=\d{4}-\d\d-\d\d) \d\d:[^\s,\]}#]++)?")


class Entry(NamedTuple):
    """A key and its value, or an element of an array; offsets count from the text's start.

    Attributes:
        path: The key's parts; of an array's element its position.
        start: Where its line begins (in inline tables and arrays: where the key begins).
        key: Where the key begins; ``key_end`` is behind it.
        value: Where the value begins; ``value_end`` is behind it.
        end: Behind the line's end (in inline tables and arrays: behind the value).
    """

    path: Path
    start: int
    key: int
    key_end: int
    value: int
    value_end: int
    end: int


class Entries(NamedTuple):
    """The entries of a table in their order, and by every beginning of their keys.

    Attributes:
        all: In the order of the text.
        below: Path to the entries that are there or, by dotted keys, below it.
    """

    all: tuple[Entry, ...]
    below: dict[Path, list[Entry]]

    @classmethod
    def of(cls, found: list[Entry]) -> Entries:
        """Index what was found."""
        below: dict[Path, list[Entry]] = {}
        for entry in found:
            if len(entry.path) == 1:
                below.setdefault(entry.path, []).append(entry)
                continue
            for length in range(1, min(len(entry.path), _DEEPEST) + 1):
                below.setdefault(entry.path[:length], []).append(entry)
        return cls(tuple(found), below)


def segments(text: str) -> Iterator[tuple[Path, str]]:
    """Split a text at its table headers; joined again the segments give the text.

    Yields:
        The path of a table, of which an array's ends with its position, and its header with what
        follows up to the next; first of all ``()`` with what stands before any header.
    """
    arrays: dict[Path, int] = {}
    head: Path = ()
    start, length = 0, len(text)
    position = _skip_lines(text, 1 if text.startswith(BOM) else 0)
    while position < length:
        yield head, text[start:position]
        match = _TABLE.match(text, position)
        assert match is not None  # noqa: S101 - the parser has accepted the text
        start, position = position, match.end()
        bracket, key = match.groups()
        head = key_path(key)
        if arrays or bracket == "[[":
            head = _resolved(head, arrays, array=bracket == "[[")
        if position < length and text[position] != "[":
            position = _skip_lines(text, position)
    yield head, text[start:]


def _skip_lines(text: str, position: int) -> int:
    """Return where the next header's line begins, or the text's end."""
    while True:
        match = _LINES.match(text, position)
        position = match.end() if match else position
        if position >= len(text) or _HEADER.match(text, position):
            return position
        statement = _STATEMENT.match(text, position)
        value_end = skip_value(text, statement.end()) if statement else position
        position = line_end(text, value_end)


def _resolved(keys: tuple[str, ...], arrays: dict[Path, int], *, array: bool) -> Path:
    """Return a header's path with the positions of the arrays of tables it passes through."""
    path: Path = ()
    last = len(keys) - 1
    for rank, key in enumerate(keys):
        path = (*path, key)
        if array and rank == last:
            arrays[path] = arrays.get(path, -1) + 1
        if path in arrays:
            path = (*path, arrays[path])
    return path


def key_path(key: str) -> tuple[str, ...]:
    """Return the parts of a key as TOML writes it."""
    if not ('"' in key or "'" in key or " " in key or "\t" in key):
        return tuple(key.split("."))
    return tuple(_unquoted(match[0]) for match in _PARTS.finditer(key))


def key_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where each part of the key between ``start`` and ``end`` stands."""
    return [match.span() for match in _PARTS.finditer(text, start, end)]


def _unquoted(part: str) -> str:
    if part[0] not in "\"'":
        return part
    if "\\" not in part or part[0] == "'":
        return part[1:-1]
    import tomli

    return str(tomli.loads(f"key = {part}")["key"])


def header_span(text: str) -> tuple[int, int]:
    """Return where the header of a segment stands, brackets included."""
    match = _HEADER.match(text)
    assert match is not None  # noqa: S101 - only segments with a header are asked
    return match.start(1), match.end()


def header_key_span(text: str) -> tuple[int, int]:
    """Return where the key in a segment's header stands."""
    match = _HEADER.match(text)
    assert match is not None  # noqa: S101 - only segments with a header are asked
    return match.span(2)


def line_end(text: str, position: int) -> int:
    """Return the place behind the end of the line that ``position`` is on."""
    newline = text.find("\n", position)
    return len(text) if newline < 0 else newline + 1


def skip_value(text: str, position: int, depth: int = 0) -> int:
    """Return the place behind the value that begins at ``position``.

    Raises:
        RecursionError: Arrays and inline tables stand in each other more than 64 deep.
    """
    first = text[position : position + 1]
    if first in ("[", "{") and depth > _DEEPEST:
        raise RecursionError(position)
    if first == "[":
        return _skip_array(text, position, depth + 1)
    if first == "{":
        return _skip_table(text, position, depth + 1)
    pattern = _VALUES.get(text[position : position + 3]) or _VALUES.get(first) or _SCALAR
    match = pattern.match(text, position)
    return match.end() if match else position + 1


def _space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _skip_array(text: str, position: int, depth: int) -> int:
    position = _space(text, position + 1)
    while text[position : position + 1] not in {"]", ""}:
        position = _space(text, skip_value(text, position, depth))
        if text[position : position + 1] == ",":
            position = _space(text, position + 1)
    return position + 1


def _skip_table(text: str, position: int, depth: int) -> int:
    position = _space(text, position + 1)
    while match := _ENTRY.match(text, position):
        position = _space(text, skip_value(text, match.end(), depth))
        if text[position : position + 1] == ",":
            position = _space(text, position + 1)
    return position + 1


# Locating ten thousand findings asks for the same tables again and again; the cache is
# wide enough for those of the largest organisation we promise to be quick with.
@lru_cache(maxsize=32768)
def statements(text: str) -> Entries:
    """Return the keys and values of a segment, its header aside."""
    position = 1 if text.startswith(BOM) else 0
    if _HEADER.match(text):
        position = line_end(text, 0)
    found: list[Entry] = []
    while position < len(text):
        usual = _USUAL_STATEMENT.match(text, position)
        if usual:
            (value, value_end), end = usual.span(2), usual.end()
            path = (usual[1],)
            found.append(Entry(path, position, position, usual.end(1), value, value_end, end))
            position = end
            continue
        match = _STATEMENT.match(text, position)
        if match is None:
            position = line_end(text, position)
            continue
        value_end = skip_value(text, match.end())
        end = line_end(text, value_end)
        key, key_end = match.span(1)
        found.append(Entry(key_path(match[1]), position, key, key_end, match.end(), value_end, end))
        position = end
    return Entries.of(found)


@lru_cache(maxsize=1024)
def inside(text: str, start: int) -> Entries:
    """Return the entries of the inline table, or the elements of the array, at ``start``."""
    first = text[start : start + 1]
    if first == "{":
        return Entries.of(list(_table_entries(text, start)))
    if first == "[":
        return Entries.of(list(_array_elements(text, start)))
    return _NOTHING


_NOTHING = Entries((), {})


def forget() -> None:
    """Forget the texts that were looked at, as others come that share nothing with them."""
    statements.cache_clear()
    inside.cache_clear()


def _table_entries(text: str, start: int) -> Iterator[Entry]:
    position = _space(text, start + 1)
    while match := _ENTRY.match(text, position):
        key, key_end = match.span(1)
        end = skip_value(text, match.end())
        yield Entry(key_path(match[1]), key, key, key_end, match.end(), end, end)
        position = _space(text, end)
        if text[position : position + 1] == ",":
            position = _space(text, position + 1)


def _array_elements(text: str, start: int) -> Iterator[Entry]:
    position = _space(text, start + 1)
    rank = 0
    while text[position : position + 1] not in {"]", ""}:
        end = skip_value(text, position)
        yield Entry((rank,), position, position, position, position, end, end)
        rank += 1
        position = _space(text, end)
        if text[position : position + 1] == ",":
            position = _space(text, position + 1)
