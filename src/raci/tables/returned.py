"""What one of our exports brings back: the whole file, with the letters that the table shows now.

Excel and JSON carry the file (``raci.tables.carried``); what somebody changed since then in
letters, or added as rows and columns, is read from the matrix itself, by the ids it has.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from raci.frozen import field, frozen
from raci.model.naming import make_id
from raci.tables.carried import (
    ANCHOR,
    COMMENT,
    PORTFOLIO,
    SHEET,
    TOTAL,
    RowKey,
    values_of,
    with_letters,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: So many rows below that of the ids the matrix begins: departments, heads, then the first row.
_HEADS = 3


#: Where a page and a Markdown document carry what holds for the whole matrix.
_IN_HTML = b"data-raci="
_IN_MARKDOWN = re.compile(rf"<!-- {COMMENT}\n(.*?)\n-->", re.DOTALL)


@frozen
class Returned:
    """What a document carried.

    Attributes:
        file: All values of the file, with the letters of the table; None where it had none.
        head: What holds for the whole matrix: the organisation, its scheme.
        roles: Ids of roles by the names that the document shows once.
        channels: The same of channels.
    """

    file: Mapping[str, Any] | None = None
    head: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)


def returned(content: bytes, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Returned:
    """Return what an export of ours carried; nothing of other documents.

    Args:
        content: The document.
        sheets: The texts of its sheets by name, the hidden ones too, where it is a workbook.
    """
    if SHEET in sheets:
        return Returned(file=from_sheets(sheets))
    if b'"file"' in content and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Returned(file=from_json(_json(content)))
    if _IN_HTML in content:
        return _from_html(content)
    found = _IN_MARKDOWN.findall(content.decode("utf-8", "replace").replace("\r\n", "\n"))
    return Returned(head=values_of(found[-1])) if found else Returned()


def _json(content: bytes) -> object:
    import json

    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _from_html(content: bytes) -> Returned:
    from lxml import html

    try:
        page: Any = html.document_fromstring(content.decode("utf-8", "replace"))
    except ValueError:  # an XML declaration, or nothing at all: no page of ours
        return Returned()
    carriers = page.xpath("//table[@data-raci]")
    if not carriers:
        return Returned()
    heads = [(one.text_content(), one.get("data-id")) for one in page.xpath("//th[@data-id]")]
    rows = [
        (one[0].text_content(), one.get("data-id"))
        for one in page.xpath("//tr[@data-id and not(@data-duty) and th]")
    ]
    return Returned(None, values_of(carriers[0].get("data-raci")), _unique(heads), _unique(rows))


def _unique(named: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return ids by names, of those names that stand there once."""
    seen = Counter(name for name, _ in named)
    return {name: key for name, key in named if seen[name] == 1}


def from_json(document: object) -> dict[str, Any] | None:
    """Return the values that our JSON brings back; None for another document.

    Args:
        document: As a JSON parser gives it.
    """
    if not isinstance(document, dict) or not isinstance(document.get("file"), str):
        return None
    values = values_of(document["file"])
    if not values:
        return None
    letters = dict(_json_letters(document))
    known = _roles(values)
    return with_letters(values, {key: _kept(cells, known) for key, cells in letters.items()})


def _json_letters(document: Mapping[str, Any]) -> Iterator[tuple[RowKey, Mapping[str, str]]]:
    if isinstance(document.get("portfolio"), dict):
        yield ("", PORTFOLIO), _json_cells(document["portfolio"])
    rows = document.get("rows")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield (row["id"], ""), _json_cells(row.get("cells"))
            duties = row.get("duties")
            for duty, cells in duties.items() if isinstance(duties, dict) else ():
                yield (row["id"], duty), _json_cells(cells)


def _json_cells(cells: object) -> dict[str, str]:
    """Return the letters of a row; what is no cell of ours counts for nothing."""
    return {
        role: cell["letters"]
        for role, cell in (cells.items() if isinstance(cells, dict) else ())
        if isinstance(cell, dict) and isinstance(cell.get("letters"), str)
    }


def from_sheets(sheets: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, Any] | None:
    """Return the values that a workbook of ours brings back; None for another workbook.

    Args:
        sheets: The texts of all its sheets by name, the hidden ones too.
    """
    carrier = sheets.get(SHEET)
    values = values_of("\n".join("".join(row) for row in carrier)) if carrier else {}
    if not values:
        return None
    for name, rows in sheets.items():
        corner = _corner(rows) if name != SHEET else None
        if corner is not None:
            return _with_sheet(values, rows, *corner)
    return values


def _corner(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return where the row of the roles' ids and the column of the rows' meet."""
    for line, row in enumerate(rows):
        for place, text in enumerate(row):
            if text == ANCHOR:
                return line, place
    return None


def _with_sheet(
    values: dict[str, Any], rows: Sequence[Sequence[str]], line: int, place: int
) -> dict[str, Any]:
    """Return the values with what a sheet shows whose ids meet at a line and a place.

    Rows and columns without an id were added by somebody: they become channels and roles.
    """
    known = _roles(values)
    roles = {at: text for at, text in enumerate(rows[line][:place]) if text in known}
    first = min(roles, default=place)
    roles |= _new_roles(values, rows, line, range(first, place), roles)
    letters: dict[RowKey, dict[str, str]] = {}
    for row in rows[line + _HEADS :]:
        cells = {role: _at(row, at).strip() for at, role in roles.items()}
        key = _at(row, place), _at(row, place + 1)
        if any(key):
            letters[key] = cells
        elif any(cells.values()) and (name := _name(row, first)) and not name.startswith(TOTAL):
            letters[_new_channel(values, name), ""] = cells
    return with_letters(values, letters)


def _new_roles(
    values: dict[str, Any],
    rows: Sequence[Sequence[str]],
    line: int,
    places: range,
    roles: Mapping[int, str],
) -> dict[int, str]:
    """Add a role for each column with a head and letters but no id; return where they stand."""
    heads = rows[line + _HEADS - 1] if line + _HEADS <= len(rows) else ()
    found = {}
    for at in places:
        name = _at(heads, at).strip()
        filled = any(_at(row, at).strip() for row in rows[line + _HEADS :])
        if at not in roles and name and filled and not name.startswith(TOTAL):
            key = make_id(name, values.setdefault("roles", {}), "role")
            values["roles"][key] = {"name": name}
            found[at] = key
    return found


def _new_channel(values: dict[str, Any], name: str) -> str:
    """Add a channel and return its id."""
    channels = values.setdefault("channels", {})
    key = make_id(name, channels, "row")
    channels[key] = {"name": name}
    return key


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _name(row: Sequence[str], first: int) -> str:
    """Return the first text before the letters, which is what a row is called."""
    return next((text.strip() for text in row[:first] if text.strip()), "")


def _roles(values: Mapping[str, Any]) -> set[str]:
    roles = values.get("roles")
    return set(roles) if isinstance(roles, dict) else set()


def _kept(cells: Mapping[str, str], known: set[str]) -> dict[str, str]:
    """Return the cells of the roles that the file knows; the others have no column."""
    return {role: cells.get(role, "") for role in known}
