"""What holds after every edit, whatever the file and the edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from raci.document import Document
from raci.model.edit import AddItem, Compound, DeleteItem, DeleteWaiver, Move, RenameId, SetCell
from raci.toml_edit.values import same_file

if TYPE_CHECKING:
    from raci.document import Applied
    from raci.model.edit import Edit
    from raci.model.organisation import Path

_NUMBER = re.compile(r"# (c\d+!)")


def check_edit(before: Document, edit: Edit, applied: Applied) -> None:
    """Assert what holds between a document, an edit and what came of it."""
    after = applied.document
    assert applied.patch.apply(before.text) == after.text
    assert applied.patch.reverse.apply(after.text) == before.text
    check_same(after, reparsed(after))
    after.verify()
    assert before.text.startswith("\ufeff") == after.text.startswith("\ufeff")
    if before.text.strip("\ufeff\r\n") and after.text.strip("\ufeff\r\n"):
        assert before.text.endswith("\n") == after.text.endswith("\n")
    if "\r\n" in before.text:
        assert "\n" not in after.text.replace("\r\n", "")
    else:
        assert "\r" not in after.text
    check_order(before, edit, after)


def reparsed(document: Document) -> Document:
    """Return the same document, read from its text alone."""
    return Document.parse(document.text, document.origin.rules)


def check_same(one: Document, other: Document) -> None:
    """Assert that an edited document is what reading its text gives."""
    assert other.readable, other.problems
    assert same_file(one.data, other.data)
    assert one.outline.heads == other.outline.heads
    assert one.outline.texts == other.outline.texts
    assert one.organisation == other.organisation
    for table in ("departments", "roles", "channels"):
        assert list(getattr(one.organisation, table)) == list(getattr(other.organisation, table))
    assert sorted(map(repr, one.problems)) == sorted(map(repr, other.problems))
    assert one.faulty_rows == other.faulty_rows


def check_order(before: Document, edit: Edit, after: Document) -> None:
    """Assert that items stand where the edit wants them, and the others as before."""
    if not isinstance(edit, AddItem | Move):
        return
    was = [name for name in before.data.get(edit.table, {}) if name != edit.id]
    now = list(after.data[edit.table])
    if edit.before == edit.id:
        return
    at = len(was) if edit.before is None else was.index(edit.before)
    assert now == [*was[:at], edit.id, *was[at:]], (edit, was, now)


def comments(text: str) -> set[str]:
    """Return the numbers of all comments of a text."""
    return set(_NUMBER.findall(text))


def owners_after(edit: Edit, owners: dict[str, Path]) -> dict[str, Path]:
    """Return whose comments are whose after an edit gave ids another name or place."""
    if isinstance(edit, RenameId):
        return {number: _renamed(owner, edit) for number, owner in owners.items()}
    if isinstance(edit, DeleteWaiver):
        return {
            number: (owner[0], owner[1] - 1, *owner[2:])
            if owner[:1] == ("waivers",)
            and len(owner) > 1
            and isinstance(owner[1], int)
            and owner[1] > edit.index
            else owner
            for number, owner in owners.items()
        }
    return owners


def _renamed(owner: Path, edit: RenameId) -> Path:
    if owner[:2] == (edit.table, edit.id):
        return (edit.table, edit.new, *owner[2:])
    if edit.table == "roles" and edit.id in owner[2:]:
        return tuple(edit.new if step == edit.id else step for step in owner)
    return owner


def check_comments(before: Document, edit: Edit, after: Document, owners: dict[str, Path]) -> None:
    """Assert that every comment is still there whose owner is."""
    for number in comments(before.text) - comments(after.text):
        owner = owners[number]
        assert not (isinstance(edit, SetCell) and edit.cell is None), f"{edit} lost {number}"
        if isinstance(edit, DeleteItem) and _inside(before, number, (edit.table, edit.id)):
            continue
        assert owner, f"{number} belongs to nobody, but {edit} lost it"
        if _mentions_shift(edit, owner):
            continue
        assert _gone(before.data, after.data, owner), f"{edit} lost {number} of {owner}"


def _inside(document: Document, number: str, item: Path) -> bool:
    """Tell whether a comment stands between two tables of an item, where others have gone."""
    outline = document.outline
    ranks = [rank for rank, text in enumerate(outline.texts) if f"# {number}" in text]
    return all(head[:2] == item for head in outline.heads[ranks[0] : ranks[0] + 2])


def _mentions_shift(edit: Edit, owner: Path) -> bool:
    """Tell whether waivers were counted anew, so that owners' positions say nothing."""
    kinds = (DeleteWaiver, DeleteItem, Compound)
    return owner[:1] == ("waivers",) and isinstance(edit, kinds)


def _gone(before: Any, after: Any, owner: Path) -> bool:  # noqa: ANN401 - TOML values
    """Tell whether what ``owner`` names is no longer there, or no longer in the same shape."""
    for step in owner:
        if isinstance(step, str) and step.startswith("=") and isinstance(after, list):
            return step[1:] not in map(str, after)
        try:
            before, after = before[step], after[step]
        except (KeyError, IndexError, TypeError):
            return True
    return isinstance(before, dict | list) and not isinstance(after, type(before))
