"""What an edit does, in the organisation's words: names and letters, never keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from raci.frozen import replace
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
    single_edits,
)
from raci.model.text import Text
from raci.model.vocabulary import DUTY_ROWS
from raci.tui.model.edits import Target, cell_at, letters_of
from raci.tui.model.rows import PORTFOLIO_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.document import Document
    from raci.model.edit import Edit
    from raci.model.organisation import Organisation, Path

#: More changes than a person reads in a sentence; the rest is counted.
_MOST = 4


def described(edit: Edit, before: Document, after: Document | None = None) -> Text:
    """Return what an edit does, each change with its place, before and after.

    Args:
        edit: The edit.
        before: The document as it was before, for names and values that go.
        after: The document that the edit made; needed to tell what another text changes.
    """
    parts = list(single_edits(edit))
    if after and any(isinstance(part, ReplaceText) for part in parts):
        return _rewritten(before, after)
    cells = [part for part in parts if isinstance(part, SetCell)]
    others = [part for part in parts if not isinstance(part, SetCell)]
    titled = isinstance(edit, Compound) and edit.title
    if titled and len(others) > _MOST:
        return titled
    told = list(_cells(cells, before.organisation))
    told += [_told(part, before) for part in others[:_MOST]]
    if len(others) > _MOST:
        told.append(Text("{n} more", {"n": len(others) - _MOST}))
    sentence = told[0] if told else Text("a change of the file")
    for one in told[1:]:
        sentence = Text("{one}; {other}", {"one": sentence, "other": one})
    return sentence


#: So many changes by another text are told one by one; more of them are counted.
_FEW = 2
#: So many rows and roles are named where they are counted.
_NAMED = 3


def _rewritten(before: Document, after: Document) -> Text:
    """Return what another text changed: the cells, rows and roles, the first of each by name."""
    from raci.versions import differences

    changes = differences(before.data, after.data)
    if not changes:
        return _WHOLE[ReplaceText]
    if len(changes) <= _FEW:
        told = [change.message for change in changes]
    else:
        told = list(_counted([change.path for change in changes], before, after))
    sentence = told[0]
    for one in told[1:]:
        sentence = Text("{one}; {other}", {"one": sentence, "other": one})
    return sentence


def _counted(paths: Sequence[Path], before: Document, after: Document) -> Iterator[Text]:
    cells = [path for path in paths if _is_cell(path)]
    rows = [path for path in paths if path[0] == "channels" and not _is_cell(path)]
    roles = [path for path in paths if path[0] == "roles"]
    for found, text in (
        (cells, _CELLS),
        (list(dict.fromkeys(path[:2] for path in rows)), _ROWS),
        (list(dict.fromkeys(path[:2] for path in roles)), _ROLES),
    ):
        if found:
            where = list(dict.fromkeys(path[:2] for path in found))
            names = tuple(_named(path, before, after) for path in where[:_NAMED])
            shown = (*names, "…") if len(where) > _NAMED else names
            yield replace(text, values={"n": len(found), "names": shown})
    left = len(paths) - len(cells) - len(rows) - len(roles)
    if left:
        yield Text("{n} other entry", {"n": left}, "{n} other entries")


_CELLS = Text("{n} cell ({names})", {}, "{n} cells ({names})")
_ROWS = Text("{n} row ({names})", {}, "{n} rows ({names})")
_ROLES = Text("{n} role ({names})", {}, "{n} roles ({names})")


def _is_cell(path: Path) -> bool:
    match path:
        case ("portfolio", "raci", _, *_) | ("channels", _, "raci", _, *_):
            return True
        case ("channels", _, "duties", _, _, *_):
            return True
    return False


def _named(path: Path, before: Document, after: Document) -> object:
    """Return what a row or a role is called, in the newer version where it has it."""
    if path[0] == "portfolio":
        return PORTFOLIO_NAME
    for document in (after, before):
        entry = getattr(document.organisation, str(path[0])).get(path[1])
        if entry:
            return entry.name
    return str(path[1])


def deletes(edit: Edit) -> bool:
    """Tell whether an edit takes a channel, a role or a department away."""
    return any(isinstance(part, DeleteItem) for part in single_edits(edit))


_WHOLE: dict[type, Text] = {
    AddWaiver: Text("a waiver added"),
    DeleteWaiver: Text("a waiver deleted"),
    ReplaceText: Text("the whole file"),
}


def _told(edit: Edit, before: Document) -> Text:
    organisation = before.organisation
    match edit:
        case AddItem():
            return _added(edit, organisation)
        case DeleteItem(table, one):
            return _deleted(organisation, table, one)
        case Move():
            return _moved(edit, organisation)
        case SetField(("portfolio", "raci"), dict()):
            return Text("added: {name}", {"name": PORTFOLIO_NAME})
        case SetField(path, value):
            return _changed(path, value, before)
        case _:
            return _WHOLE.get(type(edit), Text("a change of the file"))


def _moved(edit: Move, organisation: Organisation) -> Text:
    values = {"name": _name(organisation, edit.table, edit.id)}
    if edit.before is None:
        return Text("moved: {name}, to the end", values)
    values["other"] = _name(organisation, edit.table, edit.before)
    return Text("moved: {name}, before {other}", values)


def _changed(path: Path, value: object, before: Document) -> Text:
    """Return what a field was and is, in the words of the comparison of two files."""
    from raci.versions.entries import by_scope
    from raci.versions.names import Names

    *above, last = path
    if isinstance(last, int):
        # An element of a list is told as the list without it, or with another one in its place.
        old = _at(before, above)
        new = list(old) if isinstance(old, list) else []
        new[last : last + 1] = [] if value is None else [value]
        return Names(before.data).change(tuple(above), old, new)
    old = _at(before, path)
    if path[0] == "waivers":
        # A waiver has no id of its own: it is named by its rule and what it is for.
        scopes = tuple(by_scope(before.data.get("waivers", ())))
        path = ("waivers", *(scopes[key] if isinstance(key, int) else key for key in path[1:]))
    return Names(before.data).change(path, old, value)


def _at(document: Document, path: Sequence[str | int]) -> object:
    """Return the plain value at a path; None where there is none."""
    found: object = document.data
    for step in path:
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def _added(edit: AddItem, organisation: Organisation) -> Text:
    name = edit.values.get("name", edit.id)
    letters = edit.values.get("raci")
    if not isinstance(letters, Mapping) or not letters:
        return Text("added: {name}", {"name": name})
    cells = tuple(
        Text("{role} {new}", {"role": _name(organisation, "roles", role), "new": _letters(cell)})
        for role, cell in letters.items()
    )
    return Text("added: {name} ({cells})", {"name": name, "cells": cells})


def _letters(cell: object) -> object:
    return cell.get("letters", "–") if isinstance(cell, Mapping) else cell


def _deleted(organisation: Organisation, table: str, one: str) -> Text:
    items = getattr(organisation, table)
    letters = letters_of(organisation, table, one) if table != "departments" and one in items else 0
    values = {"name": _name(organisation, table, one), "n": letters}
    text = Text("deleted: {name}", values)
    if letters:
        text = Text(
            "deleted: {name}, with {n} assignment",
            values,
            "deleted: {name}, with {n} assignments",
        )
    elsewhere = taken_out_at(organisation, table, one)
    return Text("{one}; {other}", {"one": text, "other": elsewhere}) if elsewhere else text


def taken_out_at(organisation: Organisation, table: str, one: str) -> Text | None:
    """Return where else a deleted channel, role or department is named and goes; None for nowhere.

    Letters aside: these go with the channel or the role.
    """
    roles, channels = organisation.roles.values(), organisation.channels.values()
    match table:
        case "roles":
            names = [role.name for role in roles if one in (*role.reports_to, *role.deputies)]
        case "channels":
            names = [channel.name for channel in channels if one in channel.combines_with]
        case _:
            names = [role.name for role in roles if role.department == one]
    if not names:
        return None
    more = (Text("{n} more", {"n": len(names) - _MOST}),) if len(names) > _MOST else ()
    return Text("also taken out at {names}", {"names": (*names[:_MOST], *more)})


def _cells(cells: Sequence[SetCell], before: Organisation) -> Iterator[Text]:
    """Yield “Website: Owner A, Office A → C”, a sentence a row."""
    rows: dict[object, list[SetCell]] = {}
    for one in cells[:_MOST]:
        rows.setdefault((one.channel, one.duty), []).append(one)
    for row in rows.values():
        told = tuple(_cell(one, before) for one in row)
        yield Text("{row}: {cells}", {"row": _row(row[0], before), "cells": told})
    if len(cells) > _MOST:
        yield Text("{n} more", {"n": len(cells) - _MOST})


def _cell(edit: SetCell, before: Organisation) -> Text:
    old = cell_at(before, Target(edit.channel, edit.duty, edit.role)).letters
    new = edit.cell.letters if edit.cell else ""
    values = {"role": _name(before, "roles", edit.role), "old": old or "–", "new": new or "–"}
    if old == new:
        return Text("{role}: the note", values)
    return Text("{role} {old} → {new}", values) if old else Text("{role} {new}", values)


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
