"""How wide text is on a terminal, and how to make it fit."""

from __future__ import annotations

from unicodedata import category, east_asian_width

#: Modifiers that join what stands before them: joiner, variation selectors, skin tones.
_ZERO = frozenset("\u200b\u200c\u200d\ufeff") | {chr(code) for code in range(0xFE00, 0xFE10)}
_ELLIPSIS = "…"


def width(text: str) -> int:
    """Return how many columns ``text`` takes: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(char: str) -> int:
    if char in _ZERO or category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def fitted(text: str, columns: int) -> str:
    """Return ``text`` cut to at most ``columns``, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    taken, kept = 0, ""
    for char in text:
        taken += _width(char)
        if taken > columns - 1:
            break
        kept += char
    return kept + _ELLIPSIS if columns else ""


def padded(text: str, columns: int, align: str = "<") -> str:
    """Return ``text`` cut or filled to exactly ``columns``; ``align`` is ``<``, ``^`` or ``>``."""
    text = fitted(text, columns)
    missing = columns - width(text)
    left = {"<": 0, "^": missing // 2, ">": missing}[align]
    return f"{' ' * left}{text}{' ' * (missing - left)}"


def wrapped(text: str, columns: int) -> list[str]:
    """Return ``text`` in lines of at most ``columns``, broken at blanks where there are any."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= columns:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while width(line) > columns:
            head = _head(line, columns)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line or not lines else lines


def _head(text: str, columns: int) -> str:
    """Return as much of ``text`` as fits, one character at least."""
    taken = 0
    for place, char in enumerate(text):
        taken += _width(char)
        if taken > columns and place:
            return text[:place]
    return text
