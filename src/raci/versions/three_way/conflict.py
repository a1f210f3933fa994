"""Conflicts of a merge: what a person must decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.text import Text
from raci.versions.values import ABSENT, TABLES

if TYPE_CHECKING:
    from raci.model.organisation import Path
    from raci.versions.names import Names


@frozen
class Conflict:
    """What both sides changed in different ways.

    Attributes:
        path: Where; the path of a whole table stands for the order of its entries, and that of an
            entry, with texts for values, for its id.
        base: The value both began with; None where there was none.
        ours: The value in our file, which the merged values keep.
        theirs: The value in theirs.
    """

    path: Path
    base: object
    ours: object
    theirs: object

    def message(self, names: Names) -> Text:
        """Return the conflict in a sentence, with the names of all three versions."""
        values: dict[str, object] = {"name": names.of(str(self.path[0]), self.path[-1])}
        if self.of_order:
            return Text("{key}: both changed the order", {"key": str(self.path[0])})
        if self.of_ids:
            values |= {"ours": self.ours, "theirs": self.theirs, "base": self.base}
            return Text("{name}: its id is {ours} here, {theirs} there, was {base}", values)
        if self.of_entry and self.ours is ABSENT:
            return Text("{name}: deleted here, changed or used there", values)
        if self.of_entry and self.theirs is ABSENT:
            return Text("{name}: changed or used here, deleted there", values)
        shown = {
            side: names.shown(self.path, value)
            for side, value in (("ours", self.ours), ("theirs", self.theirs), ("base", self.base))
        }
        values = {"place": names.place(self.path), **shown}
        return Text("{place} is {ours} here, {theirs} there, was {base}", values)

    @property
    def of_order(self) -> bool:
        """Whether it is about the order of a table's entries."""
        return len(self.path) == 1 and self.path[0] in TABLES and isinstance(self.ours, list)

    @property
    def of_ids(self) -> bool:
        """Whether it is about the new id of an entry: two texts."""
        texts = isinstance(self.ours, str) and isinstance(self.theirs, str)
        return texts and self.path[0] in TABLES and len(self.path) == _ENTRY

    @property
    def of_entry(self) -> bool:
        """Whether it is about an entry or a waiver as a whole."""
        sides = (self.base, self.ours, self.theirs)
        return len(self.path) == _ENTRY and any(isinstance(side, Mapping) for side in sides)


_ENTRY = 2
