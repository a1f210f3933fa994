"""Text from files made harmless for those who open a table or print it to a terminal."""

from __future__ import annotations

import re

from raci.model.text import printable

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\s\x85\u2028\u2029]+")
# What begins a formula, in the full-width forms too; blanks and apostrophes before it do not help
# (OWASP, "CSV Injection"). Control characters at the start are trimmed by some programs.
_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠\t\r\n]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def harmless(text: str) -> str:
    """Return ``text`` with line feeds for line ends and control characters as their pictures.

    Tabs and line ends stay, and so do the marks of writing direction: in a file they act on
    nothing but the text they stand in.
    """
    if text.isprintable():
        return text
    return _CONTROLS.sub(lambda found: printable(found[0]), _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return ``text`` on one line, blanks collapsed, without control characters."""
    return harmless(_BLANKS.sub(" ", text).strip())


def guarded(text: str) -> str:
    """Return ``text`` with an apostrophe in front where it could start a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take back what ``guarded`` did."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def shortened(text: str, most: int, ending: str = "") -> str:
    """Return ``text`` with at most ``most`` units of UTF-16, as which Excel counts letters.

    Args:
        text: Anything.
        most: How many units; letters beyond U+FFFF, as most emoji, are two.
        ending: What stands at the end of a text that was cut.
    """
    if len(text) <= most and (text.isascii() or _units(text) <= most):
        return text
    room = 2 * (most - _units(ending))
    return text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + ending


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
