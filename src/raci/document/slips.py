"""Slips of beginners in TOML: what was meant, where the parser only says where it gave up."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from raci.model.finding import Place
from raci.model.text import Text
from raci.toml_edit.outline import Outline, Places
from raci.toml_edit.path import dotted, key
from raci.toml_edit.scan import key_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.toml_edit.path import Path
    from raci.toml_edit.values import ReadError

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_KEY})[ \t]*\]")
_STATEMENT = re.compile(rf"[ \t]*({_KEY})[ \t]*=")

# A part of a key without quotes, as beginners write it: up to what ends it.
_BARE = re.compile(r"""[^.=\[\]"'#\n]*""")
_WORD = re.compile(r"[^\W\d_]+(?=[ \t]*(?:[#,\]}]|$))")
_COMMA = re.compile(r"[,;](?=[ \t]*(?:#.*)?\r?$)")
_COMMENT = re.compile(r"//|/\*|--|;|%")
_DECIMAL = re.compile(r"(\d+),(\d+)")
_DATE = re.compile(
    r"(?<![\d.])(?:(\d{1,2})\.[ ]?(\d{1,2})\.[ ]?(\d{4}|\d\d)?"
    r"|(\d{4})-(\d{1,2})-(\d{1,2})|\d{1,2}/\d{1,2}/\d{4})(?![\d.])"
)

_TRUE = frozenset(("true", "wahr", "yes", "ja", "on"))
_FALSE = frozenset(("false", "falsch", "no", "nein", "off"))
_NOTHING = frozenset(("null", "none", "nil"))
_QUOTES = "“”„‟‚‘’‛«»‹›"


class _Gap(NamedTuple):
    """Where the parser gave up, and why.

    Attributes:
        line: The line, without its end.
        at: Where in it, from 0.
        reason: What the parser said.
    """

    line: str
    at: int
    reason: str


#: What was meant, and the stretch of the line that it is about.
_Found = tuple[Text, int, int]


def slip(error: ReadError, text: str) -> tuple[Text, Place] | None:
    """Return what is wrong as a beginner would understand it, and where; None where unknown.

    Args:
        error: What the parser said of the text.
        text: It, without a byte order mark.
    """
    lines = text.split("\n")
    line = lines[error.line - 1]
    if error.reason.startswith(("Cannot declare", "Cannot overwrite")):
        found = _twice(line, "\n".join(lines[: error.line - 1]) + "\n" * (error.line > 1))
    else:
        gap = _Gap(line.rstrip("\r"), error.column - 1, error.reason)
        found = next((found for look in _LOOKS if (found := look(gap))), None)
    if found is None:
        return None
    message, start, end = found
    return message, Place(error.line, start + 1, error.line, end + 1)


def _twice(line: str, before: str) -> _Found | None:
    """Find the first of two tables or keys; all that stands before the second one can be read."""
    outline = Outline.of(before)
    header = _HEADER.match(line)
    match = header or _STATEMENT.match(line)
    if match is None:
        return None
    path: Path = key_path(match[1])
    if header is None:
        path = (*outline.heads[-1], *path)
    while path and not outline.holds(path):
        path = path[:-1]
    if not path:
        return None
    values = {"key": dotted(path), "line": Places(outline).of(path).line}
    if header is None:
        return Text("{key} has a value already, first in line {line}", values), *match.span(1)
    return Text("the table [{key}] is there already, first in line {line}", values), *match.span(1)


def _quotes(gap: _Gap) -> _Found | None:
    """Find quotation marks of a word processor, at the beginning of a text or at its end."""
    at = gap.at
    if at >= len(gap.line):
        at = max(gap.line.rfind(char) for char in _QUOTES)
        if at < gap.line.rfind('"'):
            return None
    if at < 0 or gap.line[at] not in _QUOTES:
        return None
    values = {"sign": gap.line[at]}
    return Text('{sign} is no quotation mark here: texts stand between " and "', values), at, at + 1


def _unclosed(gap: _Gap) -> _Found | None:
    """Find a text that does not end in its line."""
    if gap.at < len(gap.line) or not gap.reason.startswith("Illegal character"):
        return None
    start = max(gap.line.rfind('"'), gap.line.rfind("'"))
    return Text("the closing quote of a text is missing"), start, len(gap.line)


def _date(gap: _Gap) -> _Found | None:
    """Find a date that is written in another way, or that no calendar has."""
    for match in _DATE.finditer(gap.line):
        if not match.start() <= gap.at <= match.end() or '"' in gap.line[: match.start()]:
            continue
        day, month, year, *iso = match.groups()
        parts = iso if iso[0] else (year, month, day)
        if not all(parts) or len(parts[0]) < len("2026"):
            text = Text(
                "dates are written as year-month-day: 2026-12-31, not {date}", {"date": match[0]}
            )
            return text, *match.span()
        try:
            meant = dt.date(*map(int, parts))
        except ValueError:
            return Text("there is no such day: {date}", {"date": match[0]}), *match.span()
        values = {"meant": meant.isoformat(), "date": match[0]}
        text = Text("dates are written as year-month-day: {meant}, not {date}", values)
        return text, *match.span()
    return None


def _decimal(gap: _Gap) -> _Found | None:
    for match in _DECIMAL.finditer(gap.line):
        if match.start(2) - 1 == gap.at:
            values = {"right": f"{match[1]}.{match[2]}", "number": match[0]}
            return Text("decimals have a point: {right}, not {number}", values), *match.span()
    return None


def _comment(gap: _Gap) -> _Found | None:
    """Find a remark that begins as in other languages."""
    match = _COMMENT.match(gap.line, gap.at)
    if match is None:
        return None
    return Text("comments begin with “#”, not with “{sign}”", {"sign": match[0]}), *match.span()


def _list(gap: _Gap) -> _Found | None:
    """Find two values of a list with nothing between them."""
    before, sign = gap.line[: gap.at].strip(), gap.line[gap.at : gap.at + 1]
    # At the beginning of a line only another text is sure to belong to the list.
    if gap.reason != "Unclosed array" or not (sign in {'"', "'"} or (before and sign)):
        return None
    return Text("between two values of a list stands “,”"), gap.at, gap.at + 1


def _comma(gap: _Gap) -> _Found | None:
    match = _COMMA.match(gap.line, gap.at)
    if match is None:
        return None
    return Text("a line ends without “{sign}”: take it out", {"sign": match[0]}), *match.span()


def _colon(gap: _Gap) -> _Found | None:
    if gap.line[gap.at : gap.at + 1] != ":":
        return None
    return Text("behind the key stands “=”, not “:”"), gap.at, gap.at + 1


def _word(gap: _Gap) -> _Found | None:
    """Find a word for true, false or nothing that TOML does not know."""
    match = _WORD.match(gap.line, gap.at)
    if match is None or gap.reason != "Invalid value":
        return None
    word = match[0].casefold()
    if word in _NOTHING:
        text = Text("TOML has no “{word}”: leave the whole line out", {"word": match[0]})
        return text, *match.span()
    right = "true" if word in _TRUE else "false" if word in _FALSE else None
    if right is None:
        values = {"word": match[0], "right": f'"{match[0]}"'}
        return Text("this is no value; texts need quotes: {right}", values), *match.span()
    values = {"word": match[0], "right": right}
    return Text("“{word}” is no value: write {right}, in small letters", values), *match.span()


def _key(gap: _Gap) -> _Found | None:
    """Find a part of a key that needs quotes."""
    line = gap.line
    head = line.lstrip(" \t").startswith("[")
    end = line.rfind("]") if head else line.find("=")
    if not 0 <= gap.at < end:
        return None
    start = max(line.rfind(char, 0, gap.at) for char in '.["' + "'") + 1
    match = _BARE.match(line, start)
    word = match[0].strip() if match else ""
    if not word or key(word) == word:
        return None
    from raci.model.naming import make_id

    start += len(line[start:]) - len(line[start:].lstrip(" \t"))
    values = {"word": word, "quoted": key(word), "id": make_id(word)}
    text = Text("“{word}” needs quotes as a key: write {quoted}, or {id}", values)
    return text, start, start + len(word)


_LOOKS: tuple[Callable[[_Gap], _Found | None], ...] = (
    _quotes,
    _unclosed,
    _date,
    _decimal,
    _comma,
    _comment,
    _list,
    _colon,
    _key,
    _word,
)
