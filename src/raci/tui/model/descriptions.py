"""What an edit does, in the organisation's words: names and letters, never keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import (
    AddItem,
    AddWaiver,
    Compound,
    DeleteItem,
    DeleteWaiver,
    Move,
    ReplaceText,
    SetCell,
    SetField,
)
from raci.model.text import Text
from raci.model.vocabulary import DUTY_ROWS
from raci.tui.model.edits import Target, cell_at
from raci.tui.model.rows import PORTFOLIO_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.edit import Edit
    from raci.model.organisation import Organisation

#: More cells than a person reads in a sentence; the rest is counted.
_MOST = 4


def described(edit: Edit, before: Organisation) -> Text:
    """Return what an edit does.

    Args:
        edit: The edit.
        before: The organisation as it was before, for names and letters that go.
    """
    if isinstance(edit, Compound) and edit.title is not None and not _cells_alone(edit):
        return edit.title
    if isinstance(edit, SetCell | Compound):
        return _cells(edit, before)
    found = _WHOLE.get(type(edit))
    if found:
        return found
    if isinstance(edit, AddItem):
        return Text("added: {name}", {"name": edit.values.get("name", edit.id)})
    if isinstance(edit, DeleteItem):
        return Text("deleted: {name}", {"name": _name(before, edit.table, edit.id)})
    return _moved_or_changed(edit, before)


_WHOLE: dict[type, Text] = {
    AddWaiver: Text("a waiver"),
    DeleteWaiver: Text("a waiver"),
    ReplaceText: Text("the whole file"),
}


def _moved_or_changed(edit: Edit, before: Organisation) -> Text:
    match edit:
        case Move(table, one):
            return Text("moved: {name}", {"name": _name(before, table, one)})
        case SetField((table, one, *_)):
            return Text("changed: {name}", {"name": _name(before, str(table), str(one))})
        case _:
            return Text("a change of the file")


def letters_told(edit: Edit, before: Organisation) -> Text:
    """Return which letters an edit changes, from what to what; an empty text for none."""
    return _cells(edit, before) if any(_set_cells(edit)) else Text("")


def deletes(edit: Edit) -> bool:
    """Tell whether an edit takes a channel, a role or a department away."""
    if isinstance(edit, Compound):
        return any(deletes(part) for part in edit.edits)
    return isinstance(edit, DeleteItem)


def _cells_alone(edit: Compound) -> bool:
    return all(
        _cells_alone(part) if isinstance(part, Compound) else isinstance(part, SetCell)
        for part in edit.edits
    )


def _set_cells(edit: Edit) -> Iterator[SetCell]:
    if isinstance(edit, SetCell):
        yield edit
    elif isinstance(edit, Compound):
        for part in edit.edits:
            yield from _set_cells(part)


def _cells(edit: Edit, before: Organisation) -> Text:
    """Return “Website: Owner A, Office A → C”; the row once where all are on one."""
    cells = list(_set_cells(edit))
    rows = {(one.channel, one.duty) for one in cells}
    told: tuple[Text, ...] = tuple(
        _cell(one, before, alone=len(rows) == 1) for one in cells[:_MOST]
    )
    if len(cells) > _MOST:
        told = (*told, Text("{n} more", {"n": len(cells) - _MOST}))
    if len(rows) != 1:
        return Text("{cells}", {"cells": told})
    return Text("{row}: {cells}", {"row": _row(cells[0], before), "cells": told})


def _cell(edit: SetCell, before: Organisation, *, alone: bool) -> Text:
    old = cell_at(before, Target(edit.channel, edit.duty, edit.role)).letters
    new = edit.cell.letters if edit.cell else ""
    role = before.roles.get(edit.role)
    values: dict[str, object] = {
        "role": role.name if role else edit.role,
        "old": old or "–",
        "new": new or "–",
        "row": _row(edit, before),
    }
    if old == new:
        text = Text("{role}: the note", values)
        apart = Text("{row}, {role}: the note", values)
    elif not old:
        text, apart = Text("{role} {new}", values), Text("{row}, {role} {new}", values)
    else:
        text = Text("{role} {old} → {new}", values)
        apart = Text("{row}, {role} {old} → {new}", values)
    return text if alone else apart


def _row(edit: SetCell, before: Organisation) -> Text | str:
    if edit.channel is None:
        return PORTFOLIO_NAME
    name = _name(before, "channels", edit.channel)
    if edit.duty is None:
        return name
    return Text("{name}, {duty}", {"name": name, "duty": DUTY_ROWS[edit.duty]})


def _name(organisation: Organisation, table: str, one: str) -> str:
    if table == "organisation":
        return organisation.name
    items = getattr(organisation, table, None)
    item = items.get(one) if isinstance(items, dict) else None
    return item.name if item is not None else one
