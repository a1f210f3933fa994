"""Sentences that are not yet in any language, and the cleaning of text that came from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


Value = object


@frozen
class Text:
    """A sentence with named places; ``raci.words`` renders it in the reader's language.

    Attributes:
        template: English wording with ``{named}`` places; also the key of its translation.
        values: What goes into the places: strings (shown as they are), numbers, dates, other
            texts, dicts of a wording by language, or tuples of these (joined with commas).
        plural: English wording for any ``values["n"]`` but 1; empty where the number changes
            nothing.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str = ""


#: What can steer a terminal besides the C0 controls, to stand in a regular expression's class: DEL
#: and C1 controls, line and paragraph separators, lone surrogates, and the marks of direction that
#: can make a line read otherwise than it is stored ("Trojan Source", CVE-2021-42574). And what is
#: no character at all, U+FFFE and U+FFFF: a file of XML with one in it is none.
STEERING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"

_UNPRINTABLE = re.compile(f"[\x00-\x1f{STEERING}]")


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


# JSON lets these stand as they are, but a terminal or JavaScript takes them for more than text, and
# half a surrogate pair cannot be written at all.
_ESCAPED = re.compile(f"[{STEERING}]")


def json_text(document: object, default: Callable[[object], object] | None = None) -> str:
    """Return a document as JSON, indented, with a line end, its letters as they are.

    Whatever could steer a terminal is escaped, which changes nothing for those who read it.

    Args:
        document: Lists, dicts and plain values.
        default: Makes other values plain, as for ``json.dumps``.
    """
    import json

    text = json.dumps(document, indent=2, ensure_ascii=False, default=default)
    return f"{_ESCAPED.sub(_escape, text)}\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
