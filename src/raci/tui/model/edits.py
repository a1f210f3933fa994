"""What a person does to cells, rows and columns, as edits: the editor's model without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.frozen import frozen, replace
from raci.model.edit import AddItem, Compound, Move, SetCell, SetField
from raci.model.error import EditError
from raci.model.naming import make_id
from raci.model.organisation import Cell, Status
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from raci.model.edit import Edit
    from raci.model.organisation import Assignments, Channel, Duty, Organisation, Role


@frozen
class Target:
    """A cell by its address.

    Attributes:
        channel: The row's id; None for the portfolio row.
        duty: The duty whose line it is on; None for the channel's own.
    """

    channel: str | None
    duty: Duty | None
    role: str


def row_of(organisation: Organisation, channel: str | None, duty: Duty | None) -> Assignments:
    """Return the letters of one line of the matrix; none where there is no such line."""
    if channel is None:
        return organisation.portfolio or {}
    entry = organisation.channels.get(channel)
    if entry is None:
        return {}
    return entry.raci if duty is None else entry.duties.get(duty, {})


def cell_at(organisation: Organisation, target: Target) -> Cell:
    """Return the cell, an empty one where the file has none."""
    row = row_of(organisation, target.channel, target.duty)
    return row.get(target.role) or Cell("")


def typed(
    organisation: Organisation, targets: Sequence[Target], char: str, *, add: bool = False
) -> Edit | None:
    """Return what typing a letter does.

    In one cell the scheme decides. In a block all cells get the letter; where all have it
    already, all lose it.
    """
    scheme = organisation.scheme
    cells = [(target, cell_at(organisation, target)) for target in targets]
    all_have = all(char in cell.letters for _, cell in cells)
    edits = [
        _set(target, cell, scheme.typed(cell.letters, char, add=add))
        for target, cell in cells
        if len(cells) == 1 or all_have or char not in cell.letters
    ]
    return together(edits, Text("Type {char} into {n} cells", {"char": char, "n": len(edits)}))


def cleared(organisation: Organisation, targets: Iterable[Target]) -> Edit | None:
    """Return the edit that empties the cells, notes included."""
    edits = [
        SetCell(target.channel, target.role, None, target.duty)
        for target in targets
        if target.role in row_of(organisation, target.channel, target.duty)
    ]
    return together(edits, Text("Clear {n} cells", {"n": len(edits)}))


def only_here(organisation: Organisation, target: Target) -> Edit | None:
    """Return the edit after which nobody else on this line is accountable; None where so already.

    What the others have besides stays theirs.
    """
    scheme = organisation.scheme
    edits: list[Edit] = []
    for role, cell in row_of(organisation, target.channel, target.duty).items():
        kept = "".join(
            char
            for char in cell.letters
            if char in scheme.letters and scheme.letters[char].part is not Part.ACCOUNTABLE
        )
        if role != target.role and Part.ACCOUNTABLE in scheme.parts(cell.letters):
            edits.append(_set(replace(target, role=role), cell, kept))
    return together(edits, Text("Accountable only here"))


def annotated(
    organisation: Organisation,
    target: Target,
    letters: str,
    why: str | None,
    until: dt.date | None,
) -> Edit:
    """Return the edit that gives a cell its letters, the note and the last day."""
    spelled = organisation.scheme.spelled(letters)
    cell = Cell(spelled, why, until) if spelled or why or until else None
    return SetCell(target.channel, target.role, cell, target.duty)


def copied(organisation: Organisation, block: Sequence[Sequence[Target]]) -> str:
    """Return the letters of a block as tab-separated lines, as spreadsheets take them.

    An empty cell is an empty line: a clipboard with nothing in it could not be pasted.
    """
    lines = ("\t".join(cell_at(organisation, target).letters for target in line) for line in block)
    return "\n".join(lines) or "\n"


def table(text: str) -> list[list[str]]:
    """Return the values of tab-separated text line by line.

    Terminals paste the end of a line as the key Enter sends it: a carriage return alone.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [line.split("\t") for line in lines]


def pasted(organisation: Organisation, block: Sequence[Sequence[Target]], text: str) -> Edit | None:
    """Return the edit that fills cells from tab-separated text.

    Args:
        organisation: What the cells belong to.
        block: The cells that can be filled, from the cursor to the right and downwards. What the
            text has beyond them is left out. One single value fills the whole block.
        text: As ``copied`` or a spreadsheet makes it; lower case and spaces are forgiven.

    Raises:
        EditError: Some value is not made of the scheme's letters; nothing is pasted.
    """
    lines = table(text)
    if len(lines) == 1 and len(lines[0]) == 1:
        lines = [lines[0] * len(targets) for targets in block]
    edits = []
    for targets, values in zip(block, lines, strict=False):
        for target, value in zip(targets, values, strict=False):
            edits.append(_filled(organisation, target, value))
    return together([edit for edit in edits if edit], Text("Paste {n} cells", {"n": len(edits)}))


def filled(
    organisation: Organisation, block: Sequence[Sequence[Target]], *, down: bool
) -> Edit | None:
    """Return the edit that repeats a block's first line downwards, or its first column."""
    edits: list[Edit] = []
    for line in block:
        for x, target in enumerate(line):
            source = block[0][x] if down else line[0]
            letters = cell_at(organisation, source).letters
            cell = cell_at(organisation, target)
            if cell.letters != letters:
                edits.append(_set(target, cell, letters))
    return together(edits, Text("Fill {n} cells", {"n": len(edits)}))


def _filled(organisation: Organisation, target: Target, value: str) -> Edit | None:
    cell = cell_at(organisation, target)
    letters = read_letters(organisation, value)
    return _set(target, cell, letters) if letters != cell.letters else None


def read_letters(organisation: Organisation, value: str) -> str:
    """Return the letters a person wrote, spelled as the file wants them.

    Raises:
        EditError: A character is not a letter of the scheme.
    """
    scheme = organisation.scheme
    chars = [char for char in value.upper() if char not in " ,;/+·.-"]
    for char in chars:
        if char not in scheme.letters:
            raise EditError(
                Text(
                    "“{value}” is not made of the letters {letters}.",
                    {"value": value.strip(), "letters": tuple(scheme.letters)},
                )
            )
    return scheme.spelled("".join(chars))


def letters_of(organisation: Organisation, table: str, item: str) -> int:
    """Count the assignments that go with a channel or a role when it is deleted."""
    if table == "channels":
        return sum(len(row) for _, row in organisation.channels[item].assignments())
    rows = [row for one in organisation.channels.values() for _, row in one.assignments()]
    return sum(item in row for row in (*rows, organisation.portfolio or {}))


def new_channel(
    organisation: Organisation,
    name: str,
    below: str | None,
    values: Mapping[str, object] | None = None,
) -> AddItem:
    """Return the edit that adds a channel below another one, in its group.

    One of another kind than that, where kinds make the groups, comes to the last of its own: it
    would be the first one of its kind otherwise, and all of that would follow it.

    Args:
        organisation: What it is added to.
        name: What it is called.
        below: The channel above it; None at the end.
        values: Its other keys, empty ones left out; None for the kind of the channel above it.
    """
    neighbour = organisation.channels.get(below) if below else None
    if values is None:
        values = {"kind": neighbour.kind.value if neighbour and neighbour.kind else None}
    group = neighbour.group if neighbour else None
    known = {"name": name, "group": group, **values}
    made = make_id(name, organisation.channels, "channel")
    kind = values.get("kind") or None
    if neighbour and not group and kind != neighbour.kind:
        channels = organisation.channels.values()
        alike = [one.id for one in channels if one.kind == kind and not one.group]
        below = alike[-1] if alike else below
    before = _next(list(organisation.channels), below)
    return AddItem("channels", made, {key: one for key, one in known.items() if one}, before)


def new_role(organisation: Organisation, name: str, beside: str | None) -> AddItem:
    """Return the edit that adds a role beside another one, in its department."""
    values: dict[str, Any] = {"name": name}
    neighbour = organisation.roles.get(beside) if beside else None
    if neighbour and neighbour.department:
        values["department"] = neighbour.department
    made = make_id(name, organisation.roles, "role")
    return AddItem("roles", made, values, _next(list(organisation.roles), beside))


def duplicate(organisation: Organisation, channel: Channel, name: str) -> AddItem:
    """Return the edit that adds a channel like ``channel`` below it, under another name."""
    made = make_id(name, organisation.channels, "channel")
    before = _next(list(organisation.channels), channel.id)
    return AddItem("channels", made, {**_values(channel), "name": name}, before)


def _values(channel: Channel) -> dict[str, Any]:
    values: dict[str, Any] = {
        "group": channel.group,
        "kind": channel.kind and channel.kind.value,
        "phases": [phase.value for phase in channel.phases],
        "combines_with": list(channel.combines_with),
        "critical": channel.critical,
        "note": channel.note,
        "raci": _plain(channel.raci),
        "duties": {duty.value: _plain(row) for duty, row in channel.duties.items()},
        "fields": dict(channel.fields),
    }
    if channel.status is not Status.ACTIVE:
        values["status"] = channel.status.value
    return {key: value for key, value in values.items() if value}


def _plain(row: Assignments) -> dict[str, Any]:
    return {role: _plain_cell(cell) for role, cell in row.items()}


def _plain_cell(cell: Cell) -> Any:  # noqa: ANN401 - a plain TOML value
    if not cell.why and not cell.until:
        return cell.letters
    kept = {"letters": cell.letters, "why": cell.why, "until": cell.until}
    return {key: value for key, value in kept.items() if value is not None}


def with_portfolio() -> SetField:
    """Return the edit that adds the row on the choice and mix of channels."""
    return SetField(("portfolio", "raci"), {})


def moved(organisation: Organisation, table: str, item: str, step: int) -> Move | None:
    """Return the edit that moves a channel within its group, a role within its department.

    Args:
        organisation: What it belongs to.
        item: Its id.
        table: ``channels`` or ``roles``.
        step: How many places, negative towards the start.
    """
    group = _group(organisation, table, item)
    place = group.index(item) + step
    if not 0 <= place < len(group):
        return None
    everyone = list(getattr(organisation, table))
    before = group[place] if step < 0 else _next(everyone, group[place])
    return Move(table, item, before)


def beside(organisation: Organisation, role: str) -> tuple[Role, ...]:
    """Return the roles of a role's department, in the order of their columns."""
    return tuple(organisation.roles[one] for one in _group(organisation, "roles", role))


def swapped(organisation: Organisation, one: str, other: str) -> Edit | None:
    """Return the edit after which two roles have changed places; None for a role with itself."""
    everyone = list(organisation.roles)
    first, second = sorted((one, other), key=everyone.index)
    behind = _next(everyone, second)
    moves: list[Edit] = [Move("roles", second, first)] if first != second else []
    if moves and _next(everyone, first) != second:
        moves.append(Move("roles", first, behind))
    return together(moves, Text("Swap two roles"))


def letters_swapped(
    organisation: Organisation, rows: Iterable[Target], one: str, other: str
) -> Edit | None:
    """Return the edit after which two roles have each other's cells on some rows."""
    made: list[Edit] = []
    for row in rows:
        cells = row_of(organisation, row.channel, row.duty)
        mine, theirs = cells.get(one), cells.get(other)
        if mine != theirs:
            made.append(SetCell(row.channel, one, theirs, row.duty))
            made.append(SetCell(row.channel, other, mine, row.duty))
    return together(made, Text("Swap the letters of two roles"))


def department_moved(organisation: Organisation, one: str, before: str | None) -> Move | None:
    """Return the edit that moves a department before another one; None where it is there."""
    if _next(list(organisation.departments), one) == before:
        return None
    return Move("departments", one, before)


def _group(organisation: Organisation, table: str, item: str) -> list[str]:
    if table == "roles":
        department = organisation.roles[item].department
        return [role.id for role in organisation.roles.values() if role.department == department]
    channels = organisation.channels
    if any(channel.group for channel in channels.values()):
        return [one.id for one in channels.values() if one.group == channels[item].group]
    return [one.id for one in channels.values() if one.kind == channels[item].kind]


def together(edits: Sequence[Edit], title: Text | None = None) -> Edit | None:
    """Return edits as one step; None for none, the edit itself for one."""
    if len(edits) <= 1:
        return edits[0] if edits else None
    return Compound(tuple(edits), title)


def _set(target: Target, cell: Cell, letters: str) -> SetCell:
    new = replace(cell, letters=letters)
    kept = new if letters or new.why or new.until else None
    return SetCell(target.channel, target.role, kept, target.duty)


def _next(ids: list[str], item: str | None) -> str | None:
    if item not in ids:
        return None
    following = ids[ids.index(item) + 1 :]
    return following[0] if following else None
