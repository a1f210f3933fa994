"""Names that are made: ids from names, column heads from role names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from raci.model.organisation import Role

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_LONGEST_ID = 100
_HEAD_WIDTH = 3
_NO_WORD = {code: None for code in range(128) if not chr(code).isalnum()}


# Names are folded once: after an edit of one channel all others are as they were.
@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """Return a name after NFKC and case folding, nothing but letters and digits kept."""
    if name.isascii():
        return name.casefold().translate(_NO_WORD)
    kept = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in kept if char.isalnum())


def make_id(name: str, taken: Container[str] = (), fallback: str = "id") -> str:
    """Return a TOML bare key for ``name`` that is not ``taken``.

    German letters as Germans write them (ä → ae), other scripts by their usual transliteration;
    cut off where it would be too long for the name of a file; a number is appended where the id is
    taken already.
    """
    composed = unicodedata.normalize("NFC", name).translate(_GERMAN)
    if not composed.isascii():
        from anyascii import anyascii

        composed = anyascii(composed)
    words = re.sub(r"[^a-z0-9]+", "_", composed.lower()).strip("_")
    base = words[:_LONGEST_ID].rstrip("_") or fallback
    return _numbered(f"{base}_", taken) if base in taken else base


def _numbered(base: str, taken: Container[str]) -> str:
    """Return ``base`` with a number from 2 on that makes it one that is not taken.

    The search doubles and halves, so that thousands of equal names do not each count up from 2;
    where numbers were given in their order it finds the first free one.
    """
    low, high = 1, 2
    while f"{base}{high}" in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if f"{base}{middle}" in taken:
            low = middle
        else:
            high = middle
    return f"{base}{high}"


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
            heads[role.id] = _head(role.name, taken)
            taken.add(heads[role.id])
    return {role.id: heads[role.id] for role in known}


def _head(name: str, taken: Container[str]) -> str:
    words = re.findall(r"[^\W_]+", name) or ["?"]
    capitals = [word.upper() for word in words]
    letters = "".join(capitals)
    heads = [letters[:_HEAD_WIDTH]]
    if len(words) > 1:
        heads.insert(0, "".join(word[0] for word in capitals)[:_HEAD_WIDTH])
    heads += [letters[: _HEAD_WIDTH - 1] + third for third in letters[_HEAD_WIDTH:]]
    free = next((head for head in heads if head not in taken), None)
    return free or _numbered(letters[: _HEAD_WIDTH - 1], taken)
