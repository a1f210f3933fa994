"""From a finding to the cell in which it can be fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import AddItem, Compound, DeleteItem, Move, RenameId, SetCell, SetField
from raci.model.organisation import Duty
from raci.model.scheme import Part
from raci.tui.grid.board import HEAD, PORTFOLIO, RowKey
from raci.tui.model.findings import channel_of
from raci.tui.model.rows import assignments, inherited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Assignments, Organisation, Path


def leads_to(finding: Finding, organisation: Organisation) -> tuple[RowKey | None, str | None]:
    """Return the row and the role of a finding's place; no row where it has none in the matrix."""
    place = finding.place
    role = _role(finding, organisation)
    if place[:1] == ("portfolio",):
        return PORTFOLIO, role
    channel = channel_of(finding)
    if channel is not None and channel in organisation.channels:
        duty = _duty(place)
        return (RowKey("duty", channel, duty) if duty else RowKey("channel", channel)), role
    if role is not None:
        return HEAD, role
    return None, None


def column_for(
    finding: Finding, row: RowKey, organisation: Organisation, roles: Sequence[str]
) -> str | None:
    """Return the role in whose column a finding that names none is best fixed.

    What no letter can fix (links, reviews, names) leads to the channel's name, where none can be
    typed. All else leads to who is accountable; where nobody is, or only IT or an outsider, to a
    leader, the one with a letter on the row before others; else to the first column.

    Args:
        finding: What it is about.
        row: Where it leads to.
        organisation: What the row belongs to.
        roles: Ids in the order of the columns.
    """
    if _beyond_letters(finding):
        return None
    letters, parts = _letters(row, organisation), organisation.scheme.parts
    known = [organisation.roles[one] for one in roles]
    for role in known:
        cell = letters.get(role.id)
        outside = role.external or organisation.is_it(role)
        if cell and not outside and Part.ACCOUNTABLE in parts(cell.letters):
            return role.id
    leaders = [role.id for role in known if organisation.is_leader(role)]
    involved = [one for one in leaders if one in letters]
    return next(iter((*involved, *leaders, *roles)), None)


# Rules that look at a channel's links; those of the families 7 and 8 look at what is no letter.
_ON_LSTYLES = frozenset({"RACI401", "RACI408"})


def _beyond_letters(finding: Finding) -> bool:
    return finding.code in _ON_LSTYLES or finding.code[:5] in {"RACI7", "RACI8"}


def _letters(row: RowKey, organisation: Organisation) -> Assignments:
    own = assignments(organisation, row)
    channel = organisation.channels.get(row.channel or "")
    if channel is None or row.duty is None:
        return own
    return {**inherited(channel, row.duty, organisation.scheme), **own}


def _duty(place: Path) -> Duty | None:
    if "duties" in place[2:-1]:
        word = place[place.index("duties") + 1]
        return Duty(word) if word in set(Duty) else None
    return None


def _role(finding: Finding, organisation: Organisation) -> str | None:
    if "raci" in finding.place or "duties" in finding.place or finding.place[:1] == ("roles",):
        for step in finding.place[1:]:
            if step in organisation.roles:
                return str(step)
    named = finding.ids("role")
    return named[0] if named and named[0] in organisation.roles else None


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
    return RowKey("channel", channel) if duty is None else RowKey("duty", channel, duty)


def _place(path: Path) -> tuple[RowKey | None, str | None]:
    if len(path) > 1 and path[0] == "channels":
        return RowKey("channel", str(path[1])), None
    if len(path) > 1 and path[0] == "roles":
        return HEAD, str(path[1])
    return None, None
