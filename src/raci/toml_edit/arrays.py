"""Lists: elements are kept, added, moved and taken out so that layout and comments stay.

So are the entries of inline tables that stand on several lines, as TOML 1.1 allows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from raci.toml_edit import render
from raci.toml_edit.scan import Entry, inside, line_end
from raci.toml_edit.values import same

if TYPE_CHECKING:
    from collections.abc import Sequence

#: An element of the new list: which of the old ones it is, or its text if it is new.
Pick = int | str

_SPACE = re.compile(r"(?:\s++|#[^\n]*+)*+")
_OWN_COMMENT = re.compile(r"[ \t]*+#[^\n\r]*+")
_REST = re.compile(r"[ \t]*+,?[ \t]*+(?:#[^\n]*+)?\r?(?:\n|\Z)")


def replaced(text: str, old: Sequence[Any], new: Sequence[Any], newline: str) -> str:
    """Return the array ``text``, which holds ``old``, so changed that it holds ``new``."""
    left = list(range(len(old)))
    picks: list[Pick] = []
    for value in new:
        rank = next((rank for rank in left if same(old[rank], value)), None)
        if rank is None:
            picks.append(render.value(value))
        else:
            left.remove(rank)
            picks.append(rank)
    return rearranged(text, picks, newline)


def without(text: str, at: int, newline: str, *, with_comment: bool = True) -> str:
    """Return an array, or an inline table, without one of its elements.

    Args:
        text: The array, or the inline table.
        at: The position of the element.
        newline: The file's line end.
        with_comment: Whether the comment behind it goes, too; else it gets a line, where each
            element has one.
    """
    found = inside(text, 0).all
    picks = [rank for rank in range(len(found)) if rank != at]
    if with_comment or not _one_each(text, found):
        return rearranged(text, picks, newline)
    end = line_end(text, found[at].value_end)
    comment = text[found[at].value_end : end].strip().removeprefix(",").strip()
    if not comment:
        return rearranged(text, picks, newline)
    indent = text[text.rfind("\n", 0, found[at].key) + 1 : found[at].key]
    # As if it had always stood below: then it is left to what follows.
    text = f"{text[:end]}{indent}{comment}{newline}{text[end:]}"
    return rearranged(text, picks, newline)


def inserted(text: str, at: int, value: str, newline: str) -> str:
    """Return an array, or an inline table, with one more element."""
    picks: list[Pick] = list(range(len(inside(text, 0).all)))
    picks.insert(at, value)
    return rearranged(text, picks, newline)


def rearranged(text: str, picks: Sequence[Pick], newline: str) -> str:
    """Return the array ``text`` with other elements, or in another order."""
    found = inside(text, 0).all
    if _one_each(text, found):
        return _in_lines(text, found, picks, newline)
    if any("#" in gap for gap in _gaps(text, found)):
        return _in_pieces(text, found, picks, newline)
    return _in_line(text, found, picks)


def _spelled(text: str, found: Sequence[Entry], pick: Pick) -> str:
    if isinstance(pick, str):
        return pick
    return text[found[pick].key : found[pick].value_end]


def _gaps(text: str, found: Sequence[Entry]) -> list[str]:
    """Return what stands between the brackets beside the elements."""
    edges = [1, *(edge for entry in found for edge in (entry.key, entry.value_end)), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _in_line(text: str, found: Sequence[Entry], picks: Sequence[Pick]) -> str:
    """Write all elements one behind the other, spaced as they are."""
    spelled = [_spelled(text, found, pick) for pick in picks]
    if not found or not picks:
        return f"{text[0]}{', '.join(spelled)}{text[-1]}"
    gap = text[found[0].value_end : found[1].key] if len(found) > 1 else ", "
    return f"{text[: found[0].key]}{gap.join(spelled)}{text[found[-1].value_end :]}"


def _one_each(text: str, found: Sequence[Entry]) -> bool:
    """Tell whether each element stands in a line (or lines) of its own."""
    starts = [text.rfind("\n", 0, entry.key) + 1 for entry in found]
    return (
        bool(found)
        and starts[0] > 0
        and len(set(starts)) == len(starts)
        and all(
            not text[start : entry.key].strip() and _REST.match(text, entry.value_end)
            for start, entry in zip(starts, found, strict=True)
        )
        and not any("," in _uncommented(gap) for gap in _gaps_above(text, found))
    )


def _gaps_above(text: str, found: Sequence[Entry]) -> list[str]:
    """Return what stands between the lines of the elements, and below the last."""
    ends = [line_end(text, entry.value_end) for entry in found]
    starts = [*(entry.key for entry in found[1:]), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _uncommented(gap: str) -> str:
    return re.sub(r"#[^\n]*", "", gap)


def _in_lines(text: str, found: Sequence[Entry], picks: Sequence[Pick], newline: str) -> str:
    """Put lines into another order, with the comments behind and above the elements.

    Comments above an element that goes are left to the next one that stays.
    """
    first = text.rfind("\n", 0, found[0].key) + 1
    indent = text[first : found[0].key]
    above: dict[int, str] = {}
    start, rest = line_end(text, 0), ""
    kept = set(picks)
    for rank, entry in enumerate(found):
        rest += text[start : text.rfind("\n", 0, entry.key) + 1]
        if rank in kept:
            above[rank], rest = rest, ""
        start = line_end(text, entry.value_end)
    lines = [text[: line_end(text, 0)]]
    for place, pick in enumerate(picks):
        if isinstance(pick, str):
            lines.append(f"{indent}{pick},{newline}")
        else:
            lines.append(above[pick] + _line(text, found[pick], comma=place + 1 < len(picks)))
    return "".join([*lines, rest, text[start:]])


def _line(text: str, entry: Entry, *, comma: bool) -> str:
    """Return an element's line, with a comma behind it where one is needed."""
    begin = text.rfind("\n", 0, entry.key) + 1
    behind = text[entry.value_end : line_end(text, entry.value_end)]
    if comma and not behind.lstrip(" \t").startswith(","):
        behind = "," + behind
    return text[begin : entry.value_end] + behind


class _Piece(NamedTuple):
    """An element with what stands before it, and its own comment behind it."""

    lead: str
    value: str
    behind: str


def _in_pieces(text: str, found: Sequence[Entry], picks: Sequence[Pick], newline: str) -> str:
    """Put elements of any layout together anew, each with the comments beside it."""
    pieces, rest = _pieces(text, found)
    kept = set(picks)
    leads: dict[int, str] = {}
    orphaned = ""
    for rank, piece in enumerate(pieces):
        if rank in kept:
            leads[rank], orphaned = orphaned + piece.lead, ""
        elif "#" in piece.lead:
            orphaned += piece.lead
    out = _Writer(text, newline)
    for place, pick in enumerate(picks):
        comma = "," if place + 1 < len(picks) else ""
        if isinstance(pick, str):
            out.element(" " if place else "", pick, comma)
        else:
            out.element(leads[pick], pieces[pick].value, comma + pieces[pick].behind)
    return out.closed(orphaned + rest)


class _Writer:
    """Joins the pieces of an array, with a line end wherever a comment would swallow the next."""

    def __init__(self, text: str, newline: str) -> None:
        self._newline = newline
        self._parts, self._bracket = [text[0]], text[-1]
        self._gap = ""

    def element(self, lead: str, value: str, behind: str) -> None:
        """Write an element between what stands before and behind it."""
        self._space(lead)
        self._space("", closing=True)
        self._parts.append(value)
        self._gap = ""
        self._space(behind)

    def closed(self, rest: str) -> str:
        """Write what stands before the bracket, and the bracket."""
        self._space(rest)
        self._space("", closing=True)
        return "".join([*self._parts, self._bracket])

    def _space(self, more: str, *, closing: bool = False) -> None:
        inside_comment = "#" in self._gap[self._gap.rfind("\n") + 1 :]
        if inside_comment and (closing or more) and not more.startswith(("\n", "\r\n")):
            more = self._newline + more
        self._parts.append(more)
        self._gap += more


def _pieces(text: str, found: Sequence[Entry]) -> tuple[list[_Piece], str]:
    """Return the elements with their surroundings, and what stands behind the last."""
    pieces: list[_Piece] = []
    start = 1
    for entry in found:
        lead, value = text[start : entry.key], text[entry.key : entry.value_end]
        comma = _SPACE.match(text, entry.value_end)
        end = comma.end() if comma else entry.value_end
        behind = ""
        if text[end : end + 1] == ",":
            behind = text[entry.value_end : end]
            end += 1
        else:
            end = entry.value_end
        own = _OWN_COMMENT.match(text, end)
        if own:
            behind += own[0]
            end = own.end()
        pieces.append(_Piece(lead, value, behind))
        start = end
    return pieces, text[start:-1]
