"""Waivers: a list without ids, whose entries are known by what they waive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def by_scope(waivers: Iterable[object]) -> dict[str, object]:
    """Return the waivers by their rule, channels and roles; those alike are numbered."""
    found: dict[str, object] = {}
    for waiver in waivers:
        scope = _scope(waiver)
        number = 1
        while (name := scope if number == 1 else f"{scope} ({number})") in found:
            number += 1
        found[name] = waiver
    return found


def pairs(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """Return which waiver became which, by position: the same scope, else the same rule."""
    scopes = {scope: rank for rank, scope in enumerate(by_scope(new))}
    found = {rank: scopes[scope] for rank, scope in enumerate(by_scope(old)) if scope in scopes}
    free: dict[str, list[int]] = {}
    for rank, waiver in enumerate(new):
        if rank not in found.values():
            free.setdefault(_rule(waiver), []).append(rank)
    for rank, waiver in enumerate(old):
        if rank not in found and free.get(_rule(waiver)):
            found[rank] = free[_rule(waiver)].pop(0)
    return found


def _scope(waiver: object) -> str:
    if not isinstance(waiver, Mapping):
        return str(waiver)
    words = [_rule(waiver)]
    for key in ("channels", "roles"):
        named = waiver.get(key)
        if isinstance(named, list):
            words += sorted(map(str, named))
    return " ".join(words)


def _rule(waiver: object) -> str:
    return str(waiver.get("rule", "")) if isinstance(waiver, Mapping) else ""
