"""A document edited until it says what a merge decided, its comments and spelling kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.model.edit import Compound, ReplaceText
from raci.model.error import EditError
from raci.model.text import Text
from raci.versions.edits import edits_between
from raci.versions.values import (
    TABLES,
    same,
    same_file,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci.document import Document
    from raci.model.path import Path
    from raci.toml_edit.draft import Draft

# One round does it but for empty tables, which come and go with the lines that spelled them.
_ROUNDS = 4


def reached(
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
