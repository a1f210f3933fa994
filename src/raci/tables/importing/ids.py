"""What ids stand for that cells refer to: a list of keys with their names somewhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.tables.importing.sheet import Sheet

_KEY = re.compile(r"[^\W\d_]{0,6}[-_.]?\d{1,5}|[^\W\d_]{1,3}")
_NUMBERED = re.compile(r"[-*•\s]*([^\W\d_]{0,6}\d{1,4})[.):]\s+(\S.{1,80})")
#: Fewer lines are no list of what ids stand for.
_FEWEST = 2
#: Columns from the left in which a key may stand.
_LEFT = 3


def ids_of(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return the names that a document gives to ids, in lists of their own."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if sheet.prose:
            found |= _listed([row[0] for row in sheet.rows if row])
        elif not sheet.loose:
            found |= _tabled(sheet)
    return found


def _listed(lines: Sequence[str]) -> dict[str, str]:
    """Return the names of a numbered list; a document may number its headings, too."""
    pairs = [match.groups() for line in lines if (match := _NUMBERED.fullmatch(line))]
    keys = [key for key, _ in pairs]
    once = len(set(keys)) == len(keys) >= 2 * _FEWEST
    return {key: one_line(name) for key, name in pairs} if once else {}


def _tabled(sheet: Sheet) -> dict[str, str]:
    """Return the names beside the keys of a table of two or three columns."""
    if not _FEWEST <= sheet.width <= _LEFT or len(sheet.rows) <= _FEWEST:
        return {}
    body = [row for row in sheet.rows[1:] if any(cell.strip() for cell in row)]
    for at in range(sheet.width - 1):
        keys = [row[at].strip() for row in body]
        names = [one_line(row[at + 1]) for row in body]
        apart = len(set(keys)) == len(keys) >= _FEWEST and len(set(names)) == len(names)
        if apart and all(map(_KEY.fullmatch, keys)) and all(len(name) > 3 for name in names):  # noqa: PLR2004
            return dict(zip(keys, names, strict=True))
    return {}
