"""Paths into a file: what a finding points at and an edit changes."""

from __future__ import annotations

import re

from raci.model.wording import escaped

#: Keys and list positions from the file's root, as in ``("waivers", 0, "until")``.
Path = tuple[str | int, ...]

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
