"""Names that are made: ids from names, column heads from role names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from raci.model.organisation import Role

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_HEAD_WIDTH = 3


def make_id(name: str, taken: Container[str] = (), fallback: str = "id") -> str:
    """Return a TOML bare key for ``name`` that is not ``taken``.

    German letters as Germans write them (ä → ae), other scripts by their usual transliteration;
    a number is appended where the id is taken already.
    """
    composed = unicodedata.normalize("NFC", name).translate(_GERMAN)
    if not composed.isascii():
        from anyascii import anyascii

        composed = anyascii(composed)
    base = re.sub(r"[^a-z0-9]+", "_", composed.lower()).strip("_") or fallback
    made, number = base, 2
    while made in taken:
        made, number = f"{base}_{number}", number + 1
    return made


def short_names(roles: Iterable[Role]) -> dict[str, str]:
    """Return a column head for each role id: the file's own, else made from the name, unique.

    A name of several words gives their initials, another one its first letters, in capitals and
    at most three; where that is taken, later letters of the name and then numbers tell them apart.
    """
    known = tuple(roles)
    heads = {role.id: role.short for role in known if role.short}
    taken = set(heads.values())
    for role in known:
        if role.id not in heads:
            heads[role.id] = next(head for head in _heads(role.name) if head not in taken)
            taken.add(heads[role.id])
    return {role.id: heads[role.id] for role in known}


def _heads(name: str) -> Iterable[str]:
    words = re.findall(r"[^\W_]+", name) or ["?"]
    capitals = [word.upper() for word in words]
    letters = "".join(capitals)
    if len(words) > 1:
        yield "".join(word[0] for word in capitals)[:_HEAD_WIDTH]
    yield letters[:_HEAD_WIDTH]
    for third in letters[_HEAD_WIDTH:]:
        yield letters[: _HEAD_WIDTH - 1] + third
    number = 2
    while True:
        yield f"{letters[: _HEAD_WIDTH - 1]}{number}"
        number += 1
