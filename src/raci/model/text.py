"""A sentence that is not yet in any language, and the cleaning of text that came from outside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = object

# C0 and C1 controls, line and paragraph separators, and the bidirectional controls that can
# make a line read otherwise than it is stored ("Trojan Source", CVE-2021-42574).
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with named places; ``raci.words`` renders it in the reader's language.

    Attributes:
        template: English wording with ``{named}`` places; also the key of its translation.
        values: What goes into the places: strings (shown as they are), numbers, dates, other
            texts, or tuples of these (joined with commas).
        plural: English wording for any ``values["n"]`` but 1; empty where number is no matter.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str = ""


def mark(template: str) -> str:
    """Mark an English wording for translation and return it unchanged."""
    return template


def printable(text: str) -> str:
    """Return ``text`` with each character that could steer a terminal shown as a picture.

    Control characters become their Unicode pictures (``␛``), the others U+FFFD, so that what a
    file holds can be shown anywhere without acting.
    """
    return _UNPRINTABLE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - the C0 block has its pictures at U+2400
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"  # noqa: PLR2004 - DEL
