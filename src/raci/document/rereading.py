"""After an edit: which parts are read again, and what is to be told to those who watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document import meaning as meanings
from raci.document.items import sound_ids
from raci.document.meaning import TABLES, Meaning, part_of, read
from raci.model.edit import Touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.document.document import Origin
    from raci.model.path import Path

_SCHEME = (("scheme",), ("organisation",))


def reread(
    meaning: Meaning,
    data: Mapping[str, Any],
    paths: Iterable[Path],
    before: Mapping[str, Any],
    origin: Origin,
) -> tuple[Meaning, Touched]:
    """Read what an edit changed.

    Args:
        meaning: What the file meant before.
        data: What it says now.
        paths: What the edit changed.
        before: What it said before.
        origin: Where the file is, and what it is read with.
    """
    parts = dict.fromkeys(part_of(path) for path in paths)
    touched = _touched(paths)
    if ("check",) in parts and data.get("check") != before.get("check"):
        below = origin.extended(data)
        if below != meaning.extended:
            return read(data, origin.rules, below), Touched(whole=True)
    if _scheme_source(data) != _scheme_source(before):
        return read(data, origin.rules, meaning.extended), Touched(whole=True)
    came, gone = _ids_changed(meaning, data, parts)
    if gone:
        return read(data, origin.rules, meaning.extended), touched
    if came:
        meaning = meaning.knowing({table: sound_ids(data, table) for table in TABLES})
        # What is sound stays sound when there are more ids; what was faulty may be cured.
        parts |= dict.fromkeys(meaning.faults)
        touched |= _touched(meaning.faults)
    return meanings.reread(meaning, data, parts), touched


def _scheme_source(data: Mapping[str, Any]) -> object:
    organisation = data.get("organisation")
    named = organisation.get("scheme") if isinstance(organisation, dict) else None
    return named, data.get("scheme")


def _ids_changed(
    meaning: Meaning, data: Mapping[str, Any], parts: Iterable[Path]
) -> tuple[bool, bool]:
    """Tell whether ids came, and whether ids went."""
    came = gone = False
    for table in {part[0] for part in parts if part and part[0] in TABLES}:
        entries = data.get(table)
        names = [part[1] for part in parts if len(part) > 1 and part[0] == table]
        known = meaning.known.ids[str(table)]
        if (table,) in parts:
            return True, True
        for name in names:
            there = isinstance(entries, dict) and isinstance(entries.get(name), dict)
            came |= there and name not in known
            gone |= not there and name in known
    return came, gone


def _touched(paths: Iterable[Path]) -> Touched:
    """Return which channels, roles or other things are meant."""
    channels: set[str] = set()
    roles: set[str] = set()
    whole = False
    for path in paths:
        if len(path) > 1 and path[0] == "channels":
            channels.add(str(path[1]))
        elif len(path) > 1 and path[0] == "roles":
            roles.add(str(path[1]))
        else:
            whole = True
    return Touched(frozenset(channels), frozenset(roles), whole)
