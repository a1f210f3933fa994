"""Two versions of a file with a common past, joined by cell; a person decides the conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.versions import differences, merge
from raci.versions.naming import Names
from raci.versions.order import out_of_order
from raci.versions.values import same
from raci.workspace.merging import reached

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.document import Document
    from raci.model.path import Path
    from raci.versions import Conflict
    from raci.versions.merge import Merged

#: Of a row that moved with many others, so many are named.
_MOST = 5


class Joining:
    """A merge on its way.

    Attributes:
        conflicts: What both sides changed in different ways, to be decided one by one.
    """

    def __init__(
        self, base: Document, mine: Document, theirs: Document, *, kept: Document | None = None
    ) -> None:
        """Merge; where both changed the same, mine counts until somebody decides otherwise.

        Args:
            base: What both began with.
            mine: What is or was on the screen, or our side of a merge.
            theirs: What is on the disk, or the other side.
            kept: The one of the two whose comments and order of lines stay, theirs by default;
                entries that only the other one has are spelled and commented as there.
        """
        self._base, self._mine, self._theirs = base, mine, theirs
        self._kept = kept or theirs
        self._names = Names(base.data, theirs.data, mine.data)
        self._latest: tuple[frozenset[int], Merged] | None = None
        self.conflicts: tuple[Conflict, ...] = self._merged().conflicts

    def text(self, theirs: frozenset[int] = frozenset()) -> str:
        """Return the text of ``document``."""
        return self.document(theirs).text

    def document(self, theirs: frozenset[int] = frozenset()) -> Document:
        """Return the joined document.

        Args:
            theirs: Places of the conflicts that are decided for theirs.

        Raises:
            EditError: It cannot be written into the file.
        """
        other = self._mine if self._kept is self._theirs else self._theirs
        return reached(self._kept, self._merged(theirs).values, other)

    def more(self, theirs: frozenset[int]) -> bool:
        """Add the conflicts that only these decisions bring about; tell whether there are any.

        An entry that comes back may, for all the other side did to it, be in conflict in more
        than whether it is there.
        """
        known = {conflict.path for conflict in self.conflicts}
        found = self._merged(theirs).conflicts
        self.conflicts += tuple(conflict for conflict in found if conflict.path not in known)
        return len(self.conflicts) > len(known)

    def _merged(self, theirs: frozenset[int] = frozenset()) -> Merged:
        """Merge, or return the latest merge if it was asked for once more: it takes a while."""
        latest = self._latest
        if latest is None or latest[0] != theirs:
            conceded = frozenset(self.conflicts[index].path for index in theirs)
            merged = merge(self._base.data, self._mine.data, self._theirs.data, conceded)
            self._latest = latest = (theirs, merged)
        return latest[1]

    def besides(self) -> tuple[Text, ...]:
        """Return what the merge would bring into mine, conflicts aside."""
        return tuple(one.message for one in differences(self._mine.data, self._merged().values))

    def sentence(self, conflict: Conflict) -> Text:
        """Return a conflict in one sentence."""
        return conflict.message(self._names)

    def told(self, conflict: Conflict) -> tuple[Text, object, object]:
        """Return where a conflict is, in the organisation's words, and what either side wants."""
        place = self._names.place(conflict.path)
        if conflict.of_ids:
            place = Text("{name}: id", {"name": self._names.of(*map(str, conflict.path))})
        elif conflict.of_entry and conflict.path[0] == "waivers":
            place = Text("Waiver of {rule}", {"rule": str(conflict.path[1])})
        mine, theirs = (self._wanted(conflict, side) for side in (conflict.ours, conflict.theirs))
        return place, mine, theirs

    def before(self, conflict: Conflict) -> object:
        """Return what stood there when both began; None where that needs no telling."""
        if conflict.of_order or conflict.of_entry:
            return None
        return self._names.shown(conflict.path, conflict.base)

    def _wanted(self, conflict: Conflict, side: object) -> object:
        path, base = conflict.path, conflict.base
        if conflict.of_order and isinstance(base, list) and isinstance(side, list):
            return tuple(self._moves(str(path[0]), base, side))
        if conflict.of_entry:
            return self._kept_or_deleted(path, base, side)
        return self._names.shown(path, side)

    def _moves(self, table: str, base: Iterable[str], order: list[str]) -> Iterable[object]:
        """Yield where the entries stand now that one side moved."""
        moved = out_of_order(base, order)
        for key in moved[:_MOST]:
            place = order.index(key)
            values = {"name": self._names.of(table, key)}
            if place:
                after = self._names.of(table, order[place - 1])
                yield Text("{name} after {other}", {**values, "other": after})
            else:
                yield Text("{name} first", values)
        if len(moved) > _MOST:
            yield "…"

    def _kept_or_deleted(self, path: Path, base: object, side: object) -> object:
        """Return what one side did to an entry that the other one deleted."""
        if not isinstance(side, Mapping):
            return Text("deleted")
        before = base if isinstance(base, Mapping) else {}
        changed = {key: value for key, value in side.items() if not same(before.get(key), value)}
        if not changed:
            return Text("kept")
        return Text("kept, with {changes}", {"changes": self._names.shown(path, changed)})
