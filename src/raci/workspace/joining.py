"""Two versions of the open file with a common past, joined by cell; a person decides conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from raci.compare import merge
from raci.compare.naming import Names
from raci.compare.references import mentions, renamed, stripped
from raci.compare.values import TABLES
from raci.compare.waivers import by_scope
from raci.workspace.merging import reached

if TYPE_CHECKING:
    from raci.compare import Conflict
    from raci.document import Document
    from raci.model.path import Path
    from raci.model.text import Text

_ENTRY = 2
_Values = dict[str, Any]


class Joining:
    """A merge on its way.

    Attributes:
        conflicts: What both sides changed in different ways, to be decided one by one.
    """

    def __init__(self, base: Document, mine: Document, theirs: Document) -> None:
        """Merge; where both changed the same, mine counts until somebody decides otherwise.

        Args:
            base: What both began with.
            mine: What is or was on the screen.
            theirs: What is on the disk: its comments and its order of lines stay.
        """
        self._mine = mine
        self._base = base.data
        self._theirs = theirs
        merged = merge(base.data, mine.data, theirs.data)
        self._values = merged.values
        self._names = Names(base.data, theirs.data, mine.data)
        self.conflicts: tuple[Conflict, ...] = merged.conflicts

    def text(self, theirs: frozenset[int] = frozenset()) -> str:
        """Return the joined text.

        Args:
            theirs: Places of the conflicts that are decided as the disk has it.

        Raises:
            EditError: It cannot be written into the file.
        """
        if self.conflicts and len(theirs) == len(self.conflicts):
            values: Mapping[str, Any] = merge(self._base, self._theirs.data, self._mine.data).values
        else:
            values = self._values
            for index in sorted(theirs):
                values = self._decided(values, self.conflicts[index])
        return reached(self._theirs, values, self._mine).text

    def told(self, conflict: Conflict) -> tuple[Text, object, object]:
        """Return where a conflict is, in the organisation's words, and what either side wants."""
        names, path = self._names, conflict.path
        mine, theirs = (names.shown(path, side) for side in (conflict.ours, conflict.theirs))
        return names.place(path), mine, theirs

    def _decided(self, values: Mapping[str, Any], conflict: Conflict) -> Mapping[str, Any]:
        """Return the values with one conflict decided as the disk has it."""
        path, theirs = conflict.path, conflict.theirs
        if len(path) == 1 and path[0] in TABLES and isinstance(theirs, list):
            return {**values, path[0]: _reordered(values[path[0]], theirs)}
        if len(path) == _ENTRY and path[0] in TABLES:
            return self._decided_entry(values, conflict)
        if path[0] == "waivers":
            waivers = _grafted(by_scope(values.get("waivers", [])), path[1:], theirs)
            return _grafted(values, ("waivers",), list(waivers.values()) or None)
        return _grafted(values, path, theirs)

    def _decided_entry(self, values: Mapping[str, Any], conflict: Conflict) -> Mapping[str, Any]:
        name, key = str(conflict.path[0]), str(conflict.path[1])
        if isinstance(conflict.ours, str) and isinstance(conflict.theirs, str):
            return renamed(values, {name: {conflict.ours: conflict.theirs}})
        if conflict.theirs is None:
            return stripped(values, {name: {key}})
        # What refers to the entry went with it and comes back with it.
        found = _grafted(values, conflict.path, conflict.theirs)
        for table, id_, path, _ in mentions(self._theirs.data):
            if (table, id_) == (name, key) and path[0] != "waivers":
                found = _grafted(found, path, _at(self._theirs.data, path))
        return found


def _grafted(values: Mapping[str, Any], path: Path, value: object) -> _Values:
    """Return the values with another one at ``path``; None takes it out."""
    head, *rest = path
    inner = values.get(str(head))
    if rest:
        value = _grafted(inner if isinstance(inner, Mapping) else {}, tuple(rest), value)
    if value is None:
        return {key: kept for key, kept in values.items() if key != head}
    return {**values, str(head): value}


def _at(values: object, path: Path) -> object:
    for key in path:
        values = values.get(key) if isinstance(values, Mapping) else None
    return values


def _reordered(entries: Mapping[str, Any], order: list[str]) -> _Values:
    """Put the entries of ``order`` into it, each in one of the places they have together."""
    following = iter([key for key in order if key in entries])
    wanted = set(order)
    keys = [next(following) if key in wanted else key for key in entries]
    return {key: entries[key] for key in keys}
