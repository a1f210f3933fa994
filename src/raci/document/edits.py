"""Edits: each kind of change, done on a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.document import references
from raci.document.reading.items import sound_id
from raci.document.reading.parts import TABLES
from raci.model.edit import (
    AddItem,
    AddWaiver,
    Compound,
    DeleteItem,
    DeleteWaiver,
    Move,
    RenameId,
    RenameKey,
    ReplaceText,
    SetCell,
    SetField,
)
from raci.model.error import EditError
from raci.model.text import Text
from raci.toml_edit.items import (
    add_entry,
    add_items,
    delete_item,
    move_item,
)
from raci.toml_edit.outline import ITEM
from raci.toml_edit.path import dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from raci.model.edit import Edit
    from raci.model.organisation import Cell, Path
    from raci.model.scheme import Scheme
    from raci.toml_edit.draft import Draft


def apply(edit: Edit, draft: Draft, scheme: Scheme) -> None:
    """Do an edit on a draft; ``scheme`` is the one before the edit.

    Raises:
        EditError: The edit does not fit the file; the draft is then of no use.
    """
    if isinstance(edit, Compound):
        for additions, other in _runs(edit.edits):
            if additions:
                _add_items(additions, draft)
            if other:
                apply(other, draft, scheme)
    elif isinstance(edit, SetCell):
        _set_cell(edit, draft, scheme)
    else:
        _DONE_BY[type(edit)](edit, draft)


def dangling(edit: Edit) -> bool:
    """Tell whether an item may be gone after an edit while something still refers to it."""
    if isinstance(edit, Compound):
        return any(map(dangling, edit.edits))
    return (
        isinstance(edit, SetField) and len(edit.path) <= ITEM and edit.path[:1] != ("organisation",)
    )


def _runs(edits: Iterable[Edit]) -> Iterator[tuple[list[AddItem], Edit | None]]:
    """Yield what adds items side by side as one, with the other edit that follows."""
    run: list[AddItem] = []
    for edit in edits:
        if not isinstance(edit, AddItem):
            yield run, edit
            run = []
        elif run and not _continues(run, edit):
            yield run, None
            run = [edit]
        else:
            run.append(edit)
    yield run, None


def _continues(run: list[AddItem], edit: AddItem) -> bool:
    """Tell whether an item comes behind those of a run, or before all of them."""
    if edit.table != run[0].table:
        return False
    if _upwards(run):
        return edit.before == run[-1].id
    return edit.before == run[0].before or (len(run) == 1 and edit.before == run[0].id)


def _upwards(run: list[AddItem]) -> bool:
    return len(run) > 1 and run[1].before == run[0].id


def _add_items(run: list[AddItem], draft: Draft) -> None:
    table, before = run[0].table, run[0].before
    _wants_table(table)
    _wants_before(draft, table, before)
    items: dict[str, Mapping[str, Any]] = {}
    for edit in reversed(run) if _upwards(run) else run:
        _wants_free(draft, table, edit.id)
        if edit.id in items:
            raise _taken(table, edit.id)
        items[edit.id] = edit.values
    add_items(draft, (table,), items, before)


def _add_item(edit: AddItem, draft: Draft) -> None:
    _add_items([edit], draft)


def _delete_item(edit: DeleteItem, draft: Draft) -> None:
    _wants(draft, edit.table, edit.id)
    # The item first: its comments are those above it now, not those above what refers to it.
    delete_item(draft, (edit.table, edit.id))
    references.drop(draft, edit.table, edit.id)


def _move(edit: Move, draft: Draft) -> None:
    _wants(draft, edit.table, edit.id)
    _wants_before(draft, edit.table, edit.before)
    if edit.before != edit.id:
        move_item(draft, edit.table, edit.id, edit.before)


def _rename_id(edit: RenameId, draft: Draft) -> None:
    _wants(draft, edit.table, edit.id)
    if edit.new != edit.id:
        _wants_free(draft, edit.table, edit.new)
        draft.rename((edit.table, edit.id), edit.new)
        references.rename(draft, edit.table, edit.id, edit.new)


def _add_waiver(edit: AddWaiver, draft: Draft) -> None:
    waivers = draft.get(("waivers",))
    rule = edit.values.get("rule")
    beside = [
        rank
        for rank, waiver in enumerate(waivers if isinstance(waivers, list) else ())
        if isinstance(waiver, dict) and waiver.get("rule") == rule
    ]
    add_entry(draft, "waivers", edit.values, beside[-1] + 1 if beside else None)


def _delete_waiver(edit: DeleteWaiver, draft: Draft) -> None:
    waivers = draft.get(("waivers",))
    if not isinstance(waivers, list) or not 0 <= edit.index < len(waivers):
        raise EditError(Text("there is no waiver {index}", {"index": edit.index}))
    draft.drop(("waivers", edit.index))


def _replace_text(edit: ReplaceText, draft: Draft) -> None:
    del edit, draft
    raise EditError(Text("a whole text is replaced alone, not as a part of other edits"))


def _set_cell(edit: SetCell, draft: Draft, scheme: Scheme) -> None:
    row = row_path(edit)
    _wants(draft, "roles", edit.role)
    if edit.channel is not None:
        _wants(draft, "channels", edit.channel)
    path = (*row, edit.role)
    if edit.cell is None:
        if draft.get(path) is not None:
            draft.drop(path, with_comment=False)
        return
    strange = next((char for char in edit.cell.letters if char not in scheme.letters), None)
    if strange is not None:
        values = {"letter": strange, "scheme": scheme.name, "allowed": tuple(scheme.letters)}
        raise EditError(Text("“{letter}” is no letter of {scheme} ({allowed})", values))
    draft.put(path, cell_value(edit.cell, draft.get(path), scheme))


def row_path(edit: SetCell) -> Path:
    """Return the path of the row whose letters an edit changes."""
    if edit.channel is None:
        return ("portfolio", "raci")
    if edit.duty is None:
        return ("channels", edit.channel, "raci")
    return ("channels", edit.channel, "duties", edit.duty.value)


def cell_value(cell: Cell, old: object, scheme: Scheme) -> str | dict[str, Any]:
    """Return a cell as TOML has it; keys of the old one that we don't know are kept."""
    letters = scheme.spelled(cell.letters)
    notes: dict[str, Any] = {"why": cell.why, "until": cell.until}
    notes = {key: value for key, value in notes.items() if value is not None}
    if isinstance(old, dict):
        notes |= {key: old[key] for key in old if key not in {"letters", "why", "until"}}
    return {"letters": letters, **notes} if notes else letters


def _set_field(edit: SetField, draft: Draft) -> None:
    path = edit.path
    if len(path) > 1 and path[0] in TABLES:
        _wants(draft, str(path[0]), str(path[1]))
    if edit.value is not None:
        draft.put(path, edit.value)
    elif path and draft.get(path) is not None:
        draft.drop(path, with_comment=False)


def _rename_key(edit: RenameKey, draft: Draft) -> None:
    path, beside = edit.path, (*edit.path[:-1], edit.new)
    if draft.get(path) is None:
        raise EditError(Text("{key} is missing", {"key": dotted(path)}))
    if draft.get(beside) is not None:
        raise EditError(Text("{key} is there already", {"key": dotted(beside)}))
    draft.rename(path, edit.new)


def _wants_table(table: str) -> None:
    if table not in TABLES:
        raise EditError(Text("there is no table “{table}” of items", {"table": table}))


def _wants(draft: Draft, table: str, id_: str) -> None:
    _wants_table(table)
    if draft.get((table, id_)) is None:
        raise EditError(Text(_MISSING[table].template, {"id": id_}))


def _wants_before(draft: Draft, table: str, before: str | None) -> None:
    if before is not None:
        _wants(draft, table, before)


def _wants_free(draft: Draft, table: str, id_: str) -> None:
    if not sound_id(id_) or any("\ud800" <= char <= "\udfff" for char in id_):
        raise EditError(Text("“{id}” cannot be an id", {"id": id_}))
    entries = draft.get((table,))
    if entries is not None and not isinstance(entries, dict):
        raise EditError(Text("{key} is no table: fix it first", {"key": table}))
    if draft.get((table, id_)) is not None:
        raise _taken(table, id_)


def _taken(table: str, id_: str) -> EditError:
    return EditError(Text("the id {id} is in use", {"id": dotted((table, id_))}))


_DONE_BY: dict[type, Callable[[Any, Draft], None]] = {
    SetField: _set_field,
    AddItem: _add_item,
    DeleteItem: _delete_item,
    Move: _move,
    RenameId: _rename_id,
    RenameKey: _rename_key,
    AddWaiver: _add_waiver,
    DeleteWaiver: _delete_waiver,
    ReplaceText: _replace_text,
}
_MISSING = {
    "departments": Text("there is no department “{id}”"),
    "roles": Text("there is no role “{id}”"),
    "channels": Text("there is no channel “{id}”"),
}
