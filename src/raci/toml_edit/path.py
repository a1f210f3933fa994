"""Paths into a TOML text: how they are written, and how keys are quoted."""

from __future__ import annotations

import re

#: Keys and list positions from the file's root, as in ``("roles", "x", "deputy", 0)``.
Path = tuple[str | int, ...]

#: What no terminal and no editor shows as it stands: DEL and C1 controls, separators of lines and
#: paragraphs, lone surrogates, and the marks of direction that can make a line read otherwise than
#: it is stored ("Trojan Source", CVE-2021-42574).
_STEERING = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}


def key(name: str) -> str:
    """Return ``name`` as TOML writes it as a key: bare where it may be, else quoted."""
    if _BARE.fullmatch(name):
        return name
    body = "".join(
        _ESCAPES.get(char) or (f"\\u{ord(char):04X}" if char < " " else char) for char in name
    )
    return f'"{escaped(body)}"'


def dotted(path: Path) -> str:
    """Return ``path`` as TOML writes it: ``roles.x.deputy[1]``, ``waivers[0].until``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{key(step)}" if text else key(step)
    return text


def escaped(text: str) -> str:
    """Return the inside of a basic string with what could steer a terminal escaped."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
