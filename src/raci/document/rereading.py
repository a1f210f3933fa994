"""After an edit: which parts are read again, and what is to be told to those who watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document.reading import parts as meanings
from raci.document.reading.items import sound_ids
from raci.document.reading.parts import (
    TABLES,
    Meaning,
    part_of,
    read,
)
from raci.model.edit import Touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.document.document import Origin
    from raci.model.path import Path
    from raci.toml_edit.draft import Draft

_SCHEME = (("scheme",), ("organisation",))


def reread(
    meaning: Meaning, before: Mapping[str, Any], draft: Draft, origin: Origin
) -> tuple[Meaning, Touched]:
    """Read what an edit changed.

    Args:
        meaning: What the file meant before.
        before: What it said before.
        draft: What it says now, and what was changed.
        origin: Where the file is, and what it is read with.
    """
    data, paths = draft.data, draft.paths
    parts = dict.fromkeys(part_of(path) for path in paths)
    touched = _touched(paths)
    if ("check",) in parts and data.get("check") != before.get("check"):
        below = origin.extended(data)
        if below != meaning.extended:
            return read(data, origin.rules, below), Touched(whole=True)
    if _scheme_source(data) != _scheme_source(before):
        return read(data, origin.rules, meaning.extended), Touched(whole=True)
    if draft.dangling:
        return read(data, origin.rules, meaning.extended), Touched(whole=True)
    if _ids_changed(meaning, data, parts):
        meaning = meaning.knowing({table: sound_ids(data, table) for table in TABLES})
        # What is sound stays sound, as whatever went has taken all references along; what was
        # faulty may be cured by what came.
        parts |= dict.fromkeys(meaning.faults)
        touched |= _touched(meaning.faults)
    return meanings.reread(meaning, data, parts, reordered=draft.reordered), touched


def _scheme_source(data: Mapping[str, Any]) -> object:
    organisation = data.get("organisation")
    named = organisation.get("scheme") if isinstance(organisation, dict) else None
    return named, data.get("scheme")


def _ids_changed(meaning: Meaning, data: Mapping[str, Any], parts: Iterable[Path]) -> bool:
    """Tell whether ids came or went."""
    for part in parts:
        if len(part) > 1:
            table, name = str(part[0]), str(part[1])
            entries = data.get(table)
            there = isinstance(entries, dict) and isinstance(entries.get(name), dict)
            if there != (name in meaning.known.ids[table]):
                return True
    return False


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
