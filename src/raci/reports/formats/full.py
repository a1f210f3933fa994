"""A finding with the line it points at, a caret below the place, and where to read more."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from raci.model.text import printable
from raci.model.vocabulary import SEVERITIES
from raci.reports.formats.concise import line
from raci.reports.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.finding import Place
    from raci.reports.checked import Checked, Located, Setting

_CUT = "…"
#: Columns left of the place that stay visible where a long line is cut.
_LEAD = 20
#: Characters that are looked at for each column: most take one, combining ones none.
_LOOKED_AT = 4


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield a block for each finding, blocks parted by an empty line."""
    ink = Ink(on=setting.color)
    before = ""
    for file in files:
        for entry in file.shown:
            yield before + _block(file, entry, setting, ink)
            before = "\n"


def _block(file: Checked, entry: Located, setting: Setting, ink: Ink) -> str:
    finding, place = entry.finding, entry.place
    number = str(place.line)
    source, caret = excerpt(file.lines.get(place.line, ""), place, setting.width)
    gutter, rule = " " * len(number), ink.faint("|")
    more = file.words("more on this rule: raci rule {code}", code=finding.code)
    return (
        f"{line(file, entry, ink, file.words.say(SEVERITIES[finding.severity]))}\n"
        f"{gutter} {rule}\n"
        f"{ink.faint(number)} {rule} {source}\n"
        f"{gutter} {rule} {ink.severity(caret, finding.severity)}\n"
        f"{gutter} {ink.faint('=')} {more}\n"
    )


def excerpt(source: str, place: Place, width: int) -> tuple[str, str]:
    """Return a line's text, at most ``width`` columns of it, and the carets that belong below.

    Args:
        source: The line without its end.
        place: The stretch to underline; of several lines the first.
        width: Terminal columns available.
    """
    start = min(place.column - 1, len(source))
    near = source[start : start + _LOOKED_AT * width]  # a line may be as long as the file
    stop = place.end_column - 1 - start if place.end_line == place.line else len(near.rstrip())
    pointed = near[: max(stop, 1)]
    seen = source[: min(start, _LOOKED_AT * width)] + pointed
    first = max(0, start - _LEAD) if _wider(source, width) and _wider(seen, width) else 0
    lead = _CUT if first else ""
    shown = lead + printable(source[first : first + _LOOKED_AT * width])
    indent = _columns(lead + source[first:start])
    if _wider(shown, width):
        shown = _fitting(shown, width - 1) + _CUT
    length = max(1, min(_columns(pointed), width - indent))
    return shown, " " * indent + "^" * length


def _wider(text: str, width: int) -> bool:
    return len(text) >= _LOOKED_AT * width or _columns(text) > width


def _fitting(text: str, width: int) -> str:
    ends = list(accumulate(map(_char_columns, text)))
    return text[: bisect_right(ends, width)]


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_char_columns(char) for char in text)


def _char_columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
