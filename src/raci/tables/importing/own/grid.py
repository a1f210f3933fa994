"""A table of ours as it is now, put into the values of the file that it carries.

People change letters and names, sort, add and copy rows. Ids say which row is which; where they
contradict the names that stand beside them nothing is believed, and the table is read as anybody's.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from raci.model.naming import make_id
from raci.model.text import Text
from raci.tables.carried import PORTFOLIO, TOTAL, RowKey, with_letters
from raci.tables.cleaning import harmless
from raci.tables.importing.imported import Doubt
from raci.tables.importing.language.letters import Kind, Reader
from raci.tables.importing.language.vocabulary import state_named
from raci.tables.importing.own.facts import carried_scheme
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from raci.model.scheme import Scheme


@dataclass(slots=True)
class Grid:
    """A table with the ids that it carries.

    Attributes:
        rows: All texts of the table.
        head: The row of the roles' names.
        first: The first row below it.
        keys: What a row is, by its number; rows that somebody added are missing.
        roles: The role of a column, by its number; so are columns.
        columns: Where columns of roles may stand.
        place: How a place is called: by row, and column.
        comments: What hangs on cells.
        groups: What stands over rows as the title of their group.
        name_at: The column of the rows' names; -1 for the first text before the letters.
    """

    rows: Sequence[Sequence[str]]
    head: int
    first: int
    keys: dict[int, RowKey]
    roles: dict[int, str]
    columns: range
    place: Callable[[int, int], str]
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    name_at: int = -1
    doubts: list[Doubt] = field(default_factory=list)

    def at(self, row: int, column: int) -> str:
        """Return a text; nothing where the row is too short."""
        texts = self.rows[row]
        return one_line(texts[column]) if column < len(texts) else ""

    def name(self, row: int) -> str:
        """Return what a row is called."""
        if self.name_at >= 0:
            return self.at(row, self.name_at)
        left = self.rows[row][: self.columns.start]
        return next((one_line(text) for text in left if text.strip()), "")

    def doubt(self, message: Text, row: int, column: int = 0) -> None:
        """Tell something at a place."""
        self.doubts.append(Doubt(self.place(row, column), message, None, None, ()))


def merged(values: Mapping[str, Any], grid: Grid) -> dict[str, Any] | None:
    """Return the values of a file with what a table shows now; None where its ids are not true.

    What people changed beside letters is told in the grid's doubts.
    """
    found = copy.deepcopy(dict(values))
    _tell_apart(grid, found)
    if _contradict(grid, found):
        return None
    _rename(grid, found)
    _add(grid, found)
    _regroup(grid, found)
    _restate(grid, found)
    letters = _Letters(grid, found, carried_scheme(found))
    result = with_letters(found, letters.read())
    letters.annotate(result)
    _tell_missing(grid, found)
    return result


def _tell_apart(grid: Grid, values: Mapping[str, Any]) -> None:
    """Take ids away that are there twice, as of a copied row, or that the file does not have."""
    for row in _untrue(grid.keys, lambda row: _row_name(values, grid.keys[row]), grid.name):
        del grid.keys[row]
        message = Text(
            "“{row}” has the id of another row, or an unknown one; it was read as a new one.",
            {"row": grid.name(row)},
        )
        grid.doubt(message, row)
    heads = _untrue(
        grid.roles,
        lambda at: _name(values, "roles", grid.roles[at]),
        lambda at: grid.at(grid.head, at),
    )
    for at in heads:
        del grid.roles[at]
        message = Text(
            "“{role}” has the id of another role, or an unknown one; it was read as a new one.",
            {"role": grid.at(grid.head, at)},
        )
        grid.doubt(message, grid.head, at)


def _untrue(
    ids: Mapping[int, object],
    known: Callable[[int], str | None],
    shown: Callable[[int], str],
) -> list[int]:
    """Return the places whose id is unknown, or another's: whose name fits keeps it, or the first.

    Args:
        ids: The ids by their places.
        known: Returns what a place is called by its id; None for an unknown id.
        shown: Returns what stands there.
    """
    places: dict[object, list[int]] = {}
    wrong = []
    for place, key in ids.items():
        if known(place) is None:
            wrong.append(place)
        else:
            places.setdefault(key, []).append(place)
    for several in places.values():
        owner = next((at for at in several if _fits(known(at), shown(at))), several[0])
        wrong += [at for at in several if at != owner]
    return sorted(wrong)


def _fits(name: str | None, shown: str) -> bool:
    """Tell whether a name is what is shown: names that several have go on with a bracket."""
    name = one_line(name or "")
    return shown == name or (shown.startswith(f"{name} (") and shown.endswith((")", "*")))


def _contradict(grid: Grid, values: Mapping[str, Any]) -> bool:
    """Tell whether a place has the id of one item and the name of another that is there, too."""
    rows = {key: row for row, key in grid.keys.items()}
    channels = {
        key[0]: (_row_name(values, key), grid.name(row)) for key, row in rows.items() if not key[1]
    }
    roles = {
        role: (_name(values, "roles", role), grid.at(grid.head, at))
        for at, role in grid.roles.items()
    }
    return any(map(_crossed, (channels, roles)))


def _crossed(items: Mapping[str, tuple[str | None, str]]) -> bool:
    owners = {one_line(name or ""): key for key, (name, _) in items.items()}
    return any(shown in owners and not _fits(name, shown) for name, shown in items.values())


def _rename(grid: Grid, values: dict[str, Any]) -> None:
    """Take over the names that somebody changed."""
    renamed = [
        (row, 0, values["channels"][key[0]], grid.name(row))
        for row, key in grid.keys.items()
        if not key[1]
    ]
    renamed += [
        (grid.head, at, values["roles"][role], grid.at(grid.head, at))
        for at, role in grid.roles.items()
    ]
    for row, at, item, shown in renamed:
        old = item.get("name", "")
        if not shown or not isinstance(old, str) or _fits(old, shown) or _is_cut(old, shown):
            continue
        item["name"] = shown
        message = Text(
            "“{old}” is called “{new}” in the table; that was taken over.",
            {"old": one_line(old), "new": shown},
        )
        grid.doubt(message, row, at)


def _is_cut(name: str, shown: str) -> bool:
    """Tell whether a name was cut off, or has control characters, which are shown as pictures."""
    return one_line(harmless(name)) == shown or len(name) > _LONG


#: Excel cuts what is longer than 32,767 letters off; half of it is a name that nobody typed.
_LONG = 16_000


def _add(grid: Grid, values: dict[str, Any]) -> None:
    """Make channels and roles of the rows and columns that somebody added."""
    body = range(grid.first, len(grid.rows))
    for at in grid.columns:
        name = grid.at(grid.head, at)
        if at in grid.roles or not name or name.startswith(TOTAL):
            continue
        if any(grid.at(row, at) for row in body):
            roles = values.setdefault("roles", {})
            grid.roles[at] = make_id(name, roles, "role")
            roles[grid.roles[at]] = {"name": name}
    for row in body:
        if row in grid.keys or not any(grid.at(row, at) for at in grid.roles):
            continue
        name = grid.name(row)
        if name.startswith(TOTAL):
            continue
        if not name:
            grid.doubt(Text("A row has letters, but no name; left aside."), row)
            continue
        channels = values.setdefault("channels", {})
        key = make_id(name, channels, "row")
        channels[key] = {"name": name}
        grid.keys[row] = key, ""


def _regroup(grid: Grid, values: dict[str, Any]) -> None:
    """Take over to which group of the file a row was moved, or added."""
    channels = values.get("channels", {})
    groups = {
        one_line(str(one["group"])): one["group"] for one in channels.values() if "group" in one
    }
    for row, (key, duty) in grid.keys.items():
        if duty or key not in channels:
            continue
        channel, title = channels[key], grid.groups.get(row, "")
        own = one_line(str(channel.get("group", "")))
        if title not in groups or title == own or channel.get("status", "active") != "active":
            continue
        channel["group"] = groups[title]
        if own:
            message = Text(
                "“{row}” stands under “{group}” in the table; that was taken over.",
                {"row": grid.name(row), "group": title},
            )
            grid.doubt(message, row)


def _restate(grid: Grid, values: dict[str, Any]) -> None:
    """Take over kinds and states that somebody changed, by our words for them."""
    for row, (key, duty) in grid.keys.items():
        channel = values.get("channels", {}).get(key)
        if duty or channel is None:
            continue
        apart = {grid.name(row), grid.groups.get(row, "")}
        texts = {grid.at(row, at) for at in range(grid.columns.start)} - apart
        for text in sorted(texts):
            for what, said in state_named(text).items():
                known = channel.get(what, "active" if what == "status" else "")
                if said != known:
                    channel[what] = said
                    message = Text(
                        "“{row}” is “{state}” in the table; that was taken over.",
                        {"row": grid.name(row), "state": text},
                    )
                    grid.doubt(message, row)


class _Letters:
    """Reads the cells of a grid; what is no letter is told and becomes the cell's note."""

    def __init__(self, grid: Grid, values: Mapping[str, Any], scheme: Scheme) -> None:
        self._grid, self._values, self._scheme = grid, values, scheme
        self._reader = Reader(scheme)
        self._notes: dict[tuple[RowKey, str], str] = {}

    def read(self) -> dict[RowKey, dict[str, str]]:
        """Return the letters of all rows."""
        return {
            key: {role: self._cell(key, role, row, at) for at, role in self._grid.roles.items()}
            for row, key in self._grid.keys.items()
        }

    def _cell(self, key: RowKey, role: str, row: int, at: int) -> str:
        text = self._grid.at(row, at)
        if not text or (set(text) <= set(self._scheme.letters) and len(set(text)) == len(text)):
            return text
        found = self._reader.read(text)
        if found.kind is Kind.NOTHING:
            return ""
        said = found.letters + "".join(self._scheme.first(part) for part in found.parts)
        letters = self._scheme.spelled(said) if found.kind is Kind.LETTERS else ""
        if letters and not found.why:
            return letters
        self._notes[key, role] = found.why if letters else text
        if not letters:
            message = Text(
                "“{text}” is no letter of {scheme}; it was kept as a note.",
                {"text": text, "scheme": self._scheme.name},
            )
            self._grid.doubt(message, row, at)
        return letters

    def annotate(self, values: dict[str, Any]) -> None:
        """Add what stood in cells beside letters, or hangs on them and the file does not have."""
        for (row, at), comment in self._grid.comments.items():
            if row in self._grid.keys and at in self._grid.roles:
                place = self._grid.keys[row], self._grid.roles[at]
                self._notes[place] = "; ".join(filter(None, (self._notes.get(place), comment)))
        for ((channel, duty), role), note in self._notes.items():
            owner = values if duty == PORTFOLIO else values["channels"][channel]
            path = {"": ("raci",), PORTFOLIO: (PORTFOLIO, "raci")}.get(duty, ("duties", duty))
            for name in path:
                owner = owner.setdefault(name, {})
            cell = owner.get(role, "")
            known = cell if isinstance(cell, dict) else {"letters": cell}
            old = one_line(str(known.get("why", "")))
            if not (old in one_line(note) and (old or "until" in known)):
                owner[role] = {**known, "why": f"{old}; {note}" if old else note}


def _tell_missing(grid: Grid, values: Mapping[str, Any]) -> None:
    """Tell what the file has and the table does not show any more."""
    here = {key[0] for key in grid.keys.values()}
    gone = [one for one in values.get("channels", {}) if one not in here]
    names = [_name(values, "channels", one) for one in gone]
    have = set(grid.roles.values())
    names += [_name(values, "roles", one) for one in values.get("roles", {}) if one not in have]
    if names:
        message = Text(
            "The table shows these no more, which its file has; they were kept: {names}.",
            {"names": tuple(one_line(name or "") for name in names)},
        )
        grid.doubt(message, grid.head)


def _row_name(values: Mapping[str, Any], key: RowKey) -> str | None:
    """Return what a row is called; None where the file has no such row."""
    if key[1] == PORTFOLIO:
        return PORTFOLIO
    return _name(values, "channels", key[0])


def _name(values: Mapping[str, Any], items: str, key: str) -> str | None:
    item = values.get(items, {}).get(key)
    if item is None:
        return None
    name = item.get("name", key)
    return name if isinstance(name, str) else key
