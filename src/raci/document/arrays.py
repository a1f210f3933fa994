"""Lists: elements are replaced, added and taken out one by one, so that comments stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from raci.document import render
from raci.document.spans import Entry, inside, line_end

if TYPE_CHECKING:
    from collections.abc import Sequence

_TO_COMMA = re.compile(r"(?:\s++|#[^\n]*+)*+,")
_REST = re.compile(r"[ \t]*+,?[ \t]*+(?:#[^\n]*+)?\r?(?:\n|\Z)")


def replaced(text: str, old: Sequence[Any], new: Sequence[Any], newline: str) -> str:
    """Return the array ``text``, which holds ``old``, so changed that it holds ``new``."""
    from raci.document.draft import same

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
