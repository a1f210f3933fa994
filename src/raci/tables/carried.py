"""What an export carries along so that it comes back whole: values of the file, as TOML.

Each format puts it where readers do not look and a program finds it. Excel and JSON carry the whole
file but for its comments; pages and Markdown carry what a reader sees there anyhow (``on_page``).
Letters always come from the table itself, by the ids of its rows and columns, as
people may have changed them there (``with_letters``). CSV, which has no such place, has a column of
``key_text``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from raci.model.organisation import Duty

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The sheet of a workbook that holds the carried text, a line a row; Excel never lists it.
SHEET = "raci"
#: What stands in a workbook where the row with the roles' ids and the column with the rows' meet.
#: The column behind it holds the duty of a row, or ``PORTFOLIO``.
ANCHOR = "raci:id"
#: What the column of duties says of the row about the choice and mix of channels.
PORTFOLIO = "portfolio"
#: What the heads of totals, and the names of their rows, begin with.
TOTAL = "Σ "
#: What opens the comment of a Markdown document.
COMMENT = "raci"
#: The head of the column of ids in CSV and TSV.
ID_COLUMN = "id"
#: Under this key Markdown says in which words its table speaks: the heads of its columns, its
#: duties, the portfolio row, and the heads of roles that are not called by their name alone.
WORDS = "table"

_DUTIES = frozenset(("", *Duty))

#: A row of the matrix: the channel's id and its duty; an empty duty for the channel's own letters,
#: an empty id and ``PORTFOLIO`` for the portfolio row.
RowKey = tuple[str, str]

_HEAD = ("format", "organisation", "scheme")
#: What a page shows of the items of a file, by their keys.
_SHOWN = {
    "departments": ("name", "discipline"),
    "roles": (
        *("name", "short", "department", "holder", "deputy"),
        *("leadership", "external", "discipline", "note"),
    ),
    "channels": ("name", "group", "kind", "status", "critical", "note"),
}
# In a basic string of TOML each may stand as its number. Without them the text can close neither
# an element nor a comment of HTML, steers no terminal, and is valid XML.
_ESCAPED = re.compile("[<>\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def carried(values: Mapping[str, Any]) -> str:
    """Return the values of a file as the text that an export carries; empty for no values."""
    if not values:
        return ""
    import tomli_w

    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", tomli_w.dumps(values))


def on_page(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page shows of a file: names, groups, kinds, states, notes; no letters.

    Of cells it shows why, and until when; these carry their letters with them.
    """
    found = {name: values[name] for name in _HEAD if name in values}
    for items, keys in _SHOWN.items():
        known = {
            key: {name: item[name] for name in keys if name in item}
            for key, item in values.get(items, {}).items()
        }
        found |= {items: known} if known else {}
    portfolio = _noted(values.get("portfolio", {}))
    found |= {"portfolio": portfolio} if portfolio else {}
    for key, channel in values.get("channels", {}).items():
        found["channels"][key] |= _noted(channel)
        duties = {duty: _noted_cells(cells) for duty, cells in channel.get("duties", {}).items()}
        duties = {duty: cells for duty, cells in duties.items() if cells}
        found["channels"][key] |= {"duties": duties} if duties else {}
    return found


def _noted(owner: Mapping[str, Any]) -> dict[str, Any]:
    cells = _noted_cells(owner.get("raci", {}))
    return {"raci": cells} if cells else {}


def _noted_cells(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {role: cell for role, cell in cells.items() if isinstance(cell, dict)}


def key_text(channel: str | None, duty: str | None) -> str:
    """Return how a row is called in a column of ids: ``website``, ``website/content``."""
    if channel is None:
        return f"/{PORTFOLIO}"
    return f"{channel}/{duty or ''}" if duty or "/" in channel else channel


def row_key(text: str) -> RowKey | None:
    """Return which row a text in a column of ids means; None where it means none."""
    channel, slash, duty = text.rpartition("/")
    if not slash:
        return (text, "") if text else None
    known = duty in _DUTIES and bool(channel)
    return (channel, duty) if known or (not channel and duty == PORTFOLIO) else None


def values_of(text: str) -> dict[str, Any]:
    """Return the values that a carried text holds; nothing where it is damaged."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return values if _is_sound(values) else {}


def _is_sound(values: Mapping[str, Any]) -> bool:
    """Tell whether items, their duties and their cells are tables, as readers expect."""
    known = (*_SHOWN, "organisation", "scheme", PORTFOLIO, WORDS)
    tables = [values.get(name, {}) for name in known]
    if not all(isinstance(table, dict) for table in tables):
        return False
    items = [item for name in _SHOWN for item in values.get(name, {}).values()]
    if not all(isinstance(item, dict) for item in items):
        return False
    rows = [item.get("duties", {}) for item in items]
    rows += [owner.get("raci", {}) for owner in (*items, values.get(PORTFOLIO, {}))]
    return all(isinstance(row, dict) for row in rows) and all(
        isinstance(cells, dict) for item in items for cells in item.get("duties", {}).values()
    )


def with_letters(
    values: Mapping[str, Any], letters: Mapping[RowKey, Mapping[str, str]]
) -> dict[str, Any]:
    """Return the values of a file with the letters that a table shows.

    A cell whose letters changed keeps its ``why`` and ``until``. Rows that the file does not know
    are left out, as they have no id; rows and roles that the table does not show stay as they are.

    Args:
        values: Of the file, as ``values_of`` gives them.
        letters: For each row of the table, the letters of each role that has a column, by its id;
            an empty text where the cell is empty.
    """
    import copy

    found: dict[str, Any] = copy.deepcopy(dict(values))
    for (channel, duty), cells in letters.items():
        owner: Any = found if duty == PORTFOLIO else found.get("channels", {}).get(channel)
        if not isinstance(owner, dict):
            continue
        path = {"": ("raci",), PORTFOLIO: (PORTFOLIO, "raci")}.get(duty, ("duties", duty))
        _change(owner, path, cells)
    return found


def _change(owner: dict[str, Any], path: tuple[str, ...], cells: Mapping[str, str]) -> None:
    """Set the letters in the table at ``path``, which is made only where there are letters."""
    table: Any = owner
    for name in path:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    known = table if isinstance(table, dict) else {}
    changed = dict(known)
    for role, letters in cells.items():
        cell = known.get(role)
        if letters == _letters(cell):
            continue
        if isinstance(cell, dict):
            changed[role] = {**cell, "letters": letters}
        elif letters:
            changed[role] = letters
        else:
            del changed[role]
    if changed == known:
        return
    for name in path[:-1]:
        owner = owner.setdefault(name, {})
    owner[path[-1]] = changed


def _letters(cell: object) -> str:
    found = cell.get("letters") if isinstance(cell, dict) else cell
    return found if isinstance(found, str) else ""
