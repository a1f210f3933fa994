"""HTML whose tags can be read in one way only, and hold few attributes, before a parser sees it.

A parser holds each attribute of a tag against each, and where a quote is open it sees another end
of the tag than the next parser. So whatever is unusual is read here, as the HTML standard says, and
written anew; what nobody sees (comments, scripts, styles) is left out. All of it in linear time.
"""

from __future__ import annotations

import re

from raci.model.error import RaciError
from raci.model.text import Text

#: More than any tag has; the parser's time is the square of them.
_MOST_ATTRIBUTES = 300

_NAME = r"[A-Za-z][A-Za-z0-9:_-]*+"
_KEY = r"[A-Za-z_:@][\w:.@-]*+"
_VALUE = r"""(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++)"""
_USUAL = re.compile(
    rf"(?:[^<]++|<(?![A-Za-z!/?])|</{_NAME}\s*+>"
    rf"|<(?!script|style){_NAME}(?:\s++{_KEY}(?:\s*+=\s*+{_VALUE})?+){{0,{_MOST_ATTRIBUTES}}}+"
    r"\s*+/?>)*+",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BEGIN = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(>)|([^\s/>][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>][^\s>]*+)|(?=>))|(?!\s*+=\s*+["'])))"""
)
_CLOSED = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
_ESCAPED = str.maketrans({'"': "&quot;", "<": "&lt;", ">": "&gt;", "\n": "&#10;"})


def plain(text: str) -> str:
    """Return HTML that any parser reads alike; lines stay the lines that they were.

    Raises:
        RaciError: A tag has more attributes than anybody writes.
    """
    kept: list[str] = []
    at = 0
    while True:
        found = _USUAL.match(text, at)
        odd = found.end() if found else at
        usual = text[at:odd]
        # A bracket of the text must not become a tag's with what stands behind the odd thing.
        kept.append(f"{usual[:-1]}&lt;" if usual[-1:] == "<" else usual)
        if odd == len(text):
            return "".join(kept)
        written, at = _anew(text, odd)
        lines = text.count("\n", odd, at)
        kept.append(written + "<!--" + "\n" * lines + "-->" if lines else written)


def _anew(text: str, at: int) -> tuple[str, int]:
    """Return what to write for what begins with a bracket, and where it ends."""
    if comment := _COMMENT.match(text, at):
        return "", comment.end()
    begin = _BEGIN.match(text, at)
    if not begin:  # a declaration, an instruction
        return "", text.find(">", at) + 1 or len(text)
    slash, name = begin.groups()
    attributes, at = _attributes(text, begin.end())
    closed = None if slash else _CLOSED.get(name.lower())
    if closed:
        end = closed.search(text, at)
        return "", end.start() if end else len(text)
    if attributes is None or not re.fullmatch(_NAME, name):
        return "", at
    return f"</{name}>" if slash else f"<{name}{''.join(attributes)}>", at


def _attributes(text: str, at: int) -> tuple[list[str] | None, int]:
    """Return the attributes of a tag, written anew, and where it ends; None if it never does."""
    found: list[str] = []
    for _ in range(_MOST_ATTRIBUTES + 1):
        one = _ATTRIBUTE.match(text, at)
        if not one:
            return None, len(text)
        at = one.end()
        end, key, *values = one.groups()
        if end:
            return found, at
        if re.fullmatch(_KEY, key):
            value = next((value for value in values if value is not None), "")
            found.append(f' {key}="{value.translate(_ESCAPED)}"')
    raise RaciError(
        Text(
            "A tag of the page has more than {limit} attributes; it is a trap.",
            {"limit": _MOST_ATTRIBUTES},
        )
    )
