"""JSON that can be shown anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.model.wording import STEERING

if TYPE_CHECKING:
    from collections.abc import Callable

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
    return f"{escaped(text)}\n"


def escaped(text: str) -> str:
    """Return JSON, or a basic string of TOML, with what could steer a terminal escaped."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
