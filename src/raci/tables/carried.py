"""What an export carries along so that it comes back whole: values of the file, as TOML.

Each format puts it where readers do not look and a program finds it. Excel and JSON carry the whole
file but for its comments, as their tables show most of it; pages and Markdown carry ``head``: what
holds for the whole matrix. Letters always come from the table itself, by the ids of its rows and
columns, as people may have changed them there (``with_letters``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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

#: A row of the matrix: the channel's id and its duty; an empty duty for the channel's own letters,
#: an empty id and ``PORTFOLIO`` for the portfolio row.
RowKey = tuple[str, str]

_HEAD = ("format", "organisation", "scheme")
# In a basic string of TOML each may stand as its number. Without them the text can close neither
# an element nor a comment of HTML, steers no terminal, and is valid XML.
_ESCAPED = re.compile("[<>\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def carried(values: Mapping[str, Any]) -> str:
    """Return the values of a file as the text that an export carries; empty for no values."""
    if not values:
        return ""
    import tomli_w

    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", tomli_w.dumps(values))


def head(values: Mapping[str, Any]) -> str:
    """Return what holds for the whole matrix: the organisation, and its scheme."""
    return carried({name: values[name] for name in _HEAD if name in values})


def values_of(text: str) -> dict[str, Any]:
    """Return the values that a carried text holds; nothing where it is damaged."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


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
        owner = found if duty == PORTFOLIO else found.get("channels", {}).get(channel)
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
