"""Two versions of a file with a common past, joined by cell; a person decides the conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from raci.model.edit import Compound, ReplaceText
from raci.model.error import EditError
from raci.model.text import Text, mark
from raci.versions import differences, merge
from raci.versions.entries import out_of_order
from raci.versions.git.lines import merge_lines
from raci.versions.names import Names
from raci.versions.three_way.comments import Version, lost_comments, with_their_comments
from raci.versions.three_way.edits import edits_between
from raci.versions.values import (
    TABLES,
    same,
    same_file,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.document import Document
    from raci.model.organisation import Path
    from raci.toml_edit.draft import Draft
    from raci.versions import Conflict
    from raci.versions.three_way.comments import Lost
    from raci.versions.three_way.merge import Merged


_LOST_OURS = mark("{place} loses our comment “{comment}”")
_LOST_THEIRS = mark("{place} loses their comment “{comment}”")

#: Of a row that moved with many others, so many are named.
_MOST = 5


class DocumentMerge:
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
        self._written: tuple[frozenset[int], Document, tuple[Lost, ...]] | None = None
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
        return self._document(theirs)[0]

    def lost_comments(self, theirs: frozenset[int] = frozenset()) -> tuple[Text, ...]:
        """Return what of either side's comments is not in ``document``, each in a sentence."""
        kept_is_ours = self._kept is not self._theirs
        return tuple(
            Text(
                _LOST_OURS if lost.ours == kept_is_ours else _LOST_THEIRS,
                {"place": self._names.place(lost.path), "comment": lost.comment},
            )
            for lost in self._document(theirs)[1]
        )

    def _document(self, theirs: frozenset[int]) -> tuple[Document, tuple[Lost, ...]]:
        """Return the merge as a document, and the comments that are not in it.

        What git makes of the lines keeps the text of both sides best; it is taken where it says
        what the merge by cells says.
        """
        written = self._written
        if written is None or written[0] != theirs:
            values = self._merged(theirs).values
            lines = self._by_lines(values)
            document, lost = (lines, ()) if lines else self._by_cells(values)
            self._written = written = (theirs, document, lost)
        return written[1:]

    def _by_lines(self, values: Mapping[str, Any]) -> Document | None:
        """Return the merge by lines; None where it is in conflict, or says something else."""
        base, mine, theirs = (side.text.encode() for side in (self._base, self._mine, self._theirs))
        found = merge_lines(base, mine, theirs)
        if found is None or found.conflicts:
            return None
        text = found.text.decode("utf-8", "replace")
        document = self._kept.apply(ReplaceText(text)).document
        return document if document.readable and same_file(document.data, values) else None

    def _by_cells(self, values: Mapping[str, Any]) -> tuple[Document, tuple[Lost, ...]]:
        """Return the kept side edited, with the comments that the other side wrote."""
        other = self._mine if self._kept is self._theirs else self._theirs
        edited = edited_to(self._kept, values, other)
        base, mine, others, merged = map(_parts, (self._base, self._kept, other, edited))
        text, lost = with_their_comments(base, mine, others, merged)
        document = edited.apply(ReplaceText(text)).document
        if document.readable and same_file(document.data, edited.data):
            return document, lost
        sides = ((mine, True), (others, False))
        found = (lost_comments(base, side, merged, ours=ours) for side, ours in sides)
        return edited, tuple(lost for each in found for lost in each)

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

    def other_changes(self) -> tuple[Text, ...]:
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


# One round does it but for empty tables, which come and go with the lines that spelled them.
_ROUNDS = 4


def _parts(document: Document) -> Version:
    return Version(document.outline, document.data)


def edited_to(
    document: Document, values: Mapping[str, Any], theirs: Document | None = None
) -> Document:
    """Return ``document`` edited until it says ``values``.

    Args:
        document: Whose comments, spelling and order of lines stay.
        values: What it is to say.
        theirs: Another document; entries that it alone brings are spelled and commented as there,
            where both files write them as tables.

    Raises:
        EditError: It cannot be made to say that.
    """
    edited = document
    for _ in range(_ROUNDS):
        if same_file(edited.data, values):
            edited.verify()
            return _spelled_as_in(theirs, edited, document) if theirs else edited
        edited = edited.apply(Compound(edits_between(edited.data, values))).document
    raise EditError(Text("the merge cannot be written into this file; nothing was changed"))


def _spelled_as_in(theirs: Document, edited: Document, before: Document) -> Document:
    """Return ``edited`` with the text of ``theirs`` for entries that came from there."""
    draft = edited.draft()
    for path in list(_brought(theirs, edited, before)):
        _replace_tables(draft, path, theirs.draft())
    if not draft.moved:
        return edited
    draft.finish()
    spelled = edited.apply(ReplaceText("".join(draft.outline.texts))).document
    return spelled if same_file(spelled.data, edited.data) else edited


def _brought(theirs: Document, edited: Document, before: Document) -> Iterator[Path]:
    for name in TABLES:
        for key, entry in table(theirs.data, name).items():
            new = key not in table(before.data, name)
            if new and same(table(edited.data, name).get(key), entry):
                yield name, key


def _replace_tables(draft: Draft, path: Path, source: Draft) -> None:
    """Put an entry's tables, comments above them included, in place of those in ``draft``."""
    here, there = draft.outline.below(path), source.outline.below(path)
    if not here or not there or draft.outline.sites(path) or source.outline.sites(path):
        return
    made = [
        (head, text.replace(source.newline, draft.newline))
        for head, text in source.take_segments(there)
    ]
    draft.take_segments(here)
    draft.insert_segments(here[0], made, behind=False)
