"""What an edit means for the screen: what must be drawn anew, and where it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import AddItem, Compound, DeleteItem, Move, RenameId, SetCell, SetField
from raci.tui.grid.rows import HEAD, PORTFOLIO, RowKey

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.model.path import Path

# What a row is called and where it stands depends on these keys of a channel.
_PLACING = frozenset({"name", "group", "kind", "status", "duties"})


def letters_alone(edit: Edit) -> bool:
    """Tell whether all rows and columns stay where they are and keep their names."""
    if isinstance(edit, Compound):
        return all(letters_alone(part) for part in edit.edits)
    if isinstance(edit, SetField):
        return edit.path[0] == "channels" and len(edit.path) > 2 and edit.path[2] not in _PLACING  # noqa: PLR2004 - table, id, key
    return isinstance(edit, SetCell) and edit.channel is not None


def place_of(edit: Edit) -> tuple[RowKey | None, str | None]:
    """Return the row and the role at which an edit happened; no row where it has no place."""
    match edit:
        case Compound(edits) if edits:
            return place_of(edits[0])
        case SetCell(channel, role, _, duty):
            return _row(channel, duty), role
        case SetField(path, _):
            return _place(path)
        case (
            AddItem(table, one)
            | DeleteItem(table, one)
            | Move(table, one, _)
            | RenameId(table, _, one)
        ):
            return _place((table, one))
        case _:
            return None, None


def _row(channel: str | None, duty: object) -> RowKey:
    if channel is None:
        return PORTFOLIO
    return RowKey("channel", channel) if duty is None else RowKey("duty", channel, duty)  # type: ignore[arg-type]


def _place(path: Path) -> tuple[RowKey | None, str | None]:
    if len(path) > 1 and path[0] == "channels":
        return RowKey("channel", str(path[1])), None
    if len(path) > 1 and path[0] == "roles":
        return HEAD, str(path[1])
    return None, None
