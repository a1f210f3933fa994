"""Lists: elements are replaced, added and taken out one by one, so that comments stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from raci.document import render
from raci.document.same import same
from raci.document.spans import Entry, inside, line_end

if TYPE_CHECKING:
    from collections.abc import Sequence

_TO_COMMA = re.compile(r"(?:\s++|#[^\n]*+)*+,")
_REST = re.compile(r"[ \t]*+,?[ \t]*+(?:#[^\n]*+)?\r?(?:\n|\Z)")


def replaced(text: str, old: Sequence[Any], new: Sequence[Any], newline: str) -> str:
    """Return the array ``text``, which holds ``old``, so changed that it holds ``new``."""
    found = inside(text, 0).all
    spelled = _Spelled(text, found, old, newline)
    if not any("#" in gap for gap in _gaps(text, found)):
        if len(found) > 1 and "\n" in text[found[0].value_end : found[1].value]:
            return _in_lines(text, found, spelled, new)
        return _in_line(text, found, spelled, new)
    if _one_each(text, found):
        return _in_lines(text, found, spelled, new)
    return _piecewise(text, old, new, newline)


class _Spelled:
    """Hands out how elements are spelled already, each once; new ones are rendered."""

    def __init__(self, text: str, found: Sequence[Entry], old: Sequence[Any], newline: str) -> None:
        self._text = text
        self._left = list(zip(found, old, strict=True))
        self.newline = newline

    def take(self, value: Any) -> Entry | None:  # noqa: ANN401 - any TOML value
        """Return the element that holds ``value``, the first that is left."""
        for rank, (entry, known) in enumerate(self._left):
            if same(known, value):
                del self._left[rank]
                return entry
        return None

    def text(self, value: Any) -> str:  # noqa: ANN401 - any TOML value
        """Return the text of an element."""
        entry = self.take(value)
        return self._text[entry.value : entry.value_end] if entry else render.value(value)


def _gaps(text: str, found: Sequence[Entry]) -> list[str]:
    """Return what stands between the brackets beside the elements."""
    edges = [1, *(edge for entry in found for edge in (entry.value, entry.value_end)), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _in_line(text: str, found: Sequence[Entry], spelled: _Spelled, new: Sequence[Any]) -> str:
    """Write all elements into the line they are in, spaced as they are."""
    if not found or not new:
        return f"[{', '.join(spelled.text(item) for item in new)}]"
    gap = text[found[0].value_end : found[1].value] if len(found) > 1 else ", "
    body = gap.join(spelled.text(item) for item in new)
    return f"{text[: found[0].value]}{body}{text[found[-1].value_end :]}"


def _one_each(text: str, found: Sequence[Entry]) -> bool:
    """Tell whether each element stands in a line (or lines) of its own."""
    starts = [text.rfind("\n", 0, entry.value) + 1 for entry in found]
    return (
        bool(found)
        and starts[0] > 0
        and len(set(starts)) == len(starts)
        and all(
            not text[start : entry.value].strip() and _REST.match(text, entry.value_end)
            for start, entry in zip(starts, found, strict=True)
        )
    )


def _in_lines(text: str, found: Sequence[Entry], spelled: _Spelled, new: Sequence[Any]) -> str:
    """Put lines into another order, with the comments behind and above the elements."""
    if not _one_each(text, found):
        return _in_line(text, found, spelled, new)
    first = text.rfind("\n", 0, found[0].value) + 1
    indent = text[first : found[0].value]
    taken = [(spelled.take(item), item) for item in new]
    kept = {entry for entry, _ in taken if entry}
    above, start, rest = {}, line_end(text, 0), ""
    for entry in found:
        begin = text.rfind("\n", 0, entry.value) + 1
        rest += text[start:begin]
        if entry in kept:
            above[entry], rest = rest, ""
        start = line_end(text, entry.value_end)
    lines: list[str] = []
    for rank, (old, item) in enumerate(taken):
        if old is None:
            lines.append(f"{indent}{render.value(item)},{spelled.newline}")
        else:
            lines.append(above[old] + _line(text, old, comma=rank + 1 < len(new)))
    return "".join([text[: line_end(text, 0)], *lines, rest, text[start:]])


def _line(text: str, entry: Entry, *, comma: bool) -> str:
    """Return an element's line, with a comma behind it where one is needed."""
    begin = text.rfind("\n", 0, entry.value) + 1
    behind = text[entry.value_end : line_end(text, entry.value_end)]
    if comma and not behind.lstrip(" \t").startswith(","):
        behind = "," + behind
    return text[begin : entry.value_end] + behind


def _piecewise(text: str, old: Sequence[Any], new: Sequence[Any], newline: str) -> str:
    """Replace, take out and add elements one by one, whatever stands between them."""
    head = 0
    while head < min(len(old), len(new)) and same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    gone, come = len(old) - head - tail, list(new[head : len(new) - tail])
    kept = min(gone, len(come))
    for rank in range(head + gone - 1, head + kept - 1, -1):
        start, end = cut(text, inside(text, 0).all, rank)
        text = text[:start] + text[end:]
    for rank in range(head + kept - 1, head - 1, -1):
        entry = inside(text, 0).all[rank]
        spelled = text[entry.value : entry.value_end]
        written = render.value(come[rank - head], spelled, newline)
        text = text[: entry.value] + written + text[entry.value_end :]
    for rank in range(head + kept, head + len(come)):
        text = inserted(text, rank, render.value(come[rank - head]), newline)
    return text


def cut(text: str, found: Sequence[Entry], at: int) -> tuple[int, int]:
    """Return the stretch to take out so that an element goes and no other's comment."""
    entry = found[at]
    start, end = entry.value, entry.value_end
    comma = _TO_COMMA.match(text, end)
    line = text.rfind("\n", 0, start) + 1
    rest = _REST.match(text, end)
    if not text[line:start].strip() and rest and line > found[0].start - start:
        return line, line_end(text, end)
    if at + 1 < len(found) and "#" not in text[end : found[at + 1].value]:
        return start, found[at + 1].value
    if comma and "#" not in text[end : comma.end()]:
        return start, comma.end()
    if at and not comma and "#" not in text[found[at - 1].value_end : start]:
        return found[at - 1].value_end, end
    return start, end


def inserted(text: str, at: int, value: str, newline: str) -> str:
    """Return an array with one more element, in a line of its own where the others have one."""
    found = inside(text, 0).all
    if not found:
        return f"[{value}{text[1:]}"
    beside = found[max(at - 1, 0)]
    line = text.rfind("\n", 0, beside.value) + 1
    indent = text[line : beside.value]
    own_line = line > 0 and not indent.strip()
    if at == 0:
        gap = f",{newline}{indent}" if own_line else ", "
        return f"{text[: beside.value]}{value}{gap}{text[beside.value :]}"
    comma = _TO_COMMA.match(text, beside.value_end)
    if not own_line:
        return f"{text[: beside.value_end]}, {value}{text[beside.value_end :]}"
    if not comma:
        text = f"{text[: beside.value_end]},{text[beside.value_end :]}"
        end = beside.value_end + 1
    else:
        end = comma.end()
    after = line_end(text, end)
    if text[after - 1] != "\n" or text[end:after].split("#")[0].strip():
        return f"{text[:end]} {value},{text[end:]}"
    return f"{text[:after]}{indent}{value},{newline}{text[after:]}"
