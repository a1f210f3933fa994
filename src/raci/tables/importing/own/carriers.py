"""What an export of ours carries in each format, and which of its rows and columns are which."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from raci.frozen import replace
from raci.model.organisation import Duty
from raci.model.text import Text
from raci.tables.carried import (
    ANCHOR,
    COMMENT,
    ID_COLUMN,
    PORTFOLIO,
    SHEET,
    WORDS,
    RowKey,
    row_key,
    values_of,
    with_letters,
)
from raci.tables.importing.imported import Doubt, Returned
from raci.tables.importing.language.letters import head_part, joined
from raci.tables.importing.language.vocabulary import duty_named, state_named
from raci.tables.importing.own.grid import Grid, merged
from raci.tables.importing.sheet import Known, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci.tables.importing.sheet import Sheet

#: In a workbook, departments and heads stand so many rows below the ids; then the first row.
_HEADS, _FIRST = 2, 3
#: What stands before the letters in Markdown and says which row it is.
_STUB = ("group", "name", "duty")
#: How far leadership is from a row.
_MARK = re.compile(r"★\d*|☆")
_IN_HTML = b"data-raci="
_IN_MARKDOWN = re.compile(rf"<!-- {COMMENT}\n(.*?)\n-->", re.DOTALL)
_DAMAGED = Text("What this export carried is damaged; the table was read as anybody’s.")
_UNTRUE = Text(
    "The ids of this table stand beside names of other rows or columns; it was read by its names."
)


def returned(content: bytes, sheets: Sequence[Sheet], name: str) -> tuple[Returned, list[Doubt]]:
    """Return what an export of ours carried, nothing of other documents, and what is to be told.

    Args:
        content: The document.
        sheets: What was read of it, hidden sheets too.
        name: Its name, for places.
    """
    carried = next((sheet for sheet in sheets if sheet.name == SHEET and not sheet.lines), None)
    if carried is not None:
        text = "\n".join("".join(row) for row in carried.rows)
        grids = (grid for sheet in sheets if (grid := _in_workbook(sheet)))
        return _whole(text, next(grids, None), name)
    if b'"file"' in content and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Returned(file=from_json(_json(content))), []
    if _IN_HTML in content:
        return _from_html(content, name)
    found = _IN_MARKDOWN.findall(content.decode("utf-8", "replace").replace("\r\n", "\n"))
    return _from_markdown(found[-1], sheets, name) if found else (Returned(), [])


def _whole(text: str, grid: Grid | None, name: str) -> tuple[Returned, list[Doubt]]:
    """Return the values of a carried text with what its table shows now."""
    values = values_of(text)
    if not values:
        return Returned(), [Doubt(name, _DAMAGED, None, (), ())] if text.strip() else []
    return _merged(values, grid, name)


def _merged(values: dict[str, Any], grid: Grid | None, name: str) -> tuple[Returned, list[Doubt]]:
    if grid is None and not values.get("channels") and PORTFOLIO not in values:
        return Returned(file=values, head=values), []  # a matrix without rows has no table
    file = merged(values, grid) if grid else None
    if grid is None or file is None:
        head: dict[str, Any] = {
            key: values[key] for key in ("organisation", "scheme") if key in values
        }
        told = _UNTRUE if grid else _DAMAGED
        return Returned(head=head), [Doubt(name, told, None, (), ())]
    return Returned(file=file, head=values), grid.doubts


def _in_workbook(sheet: Sheet) -> Grid | None:
    """Return the grid of a sheet whose ids meet somewhere."""
    line = next((line for line, row in enumerate(sheet.rows) if ANCHOR in row), -1)
    if line < 0:
        return None
    row = sheet.rows[line]
    corner = row.index(ANCHOR)
    numbers = list(sheet.numbers or range(len(sheet.rows)))
    below = [at for at, number in enumerate(numbers) if number >= numbers[line] + _HEADS]
    if not below:
        return None
    roles = {at: text for at, text in enumerate(row[:corner]) if text}
    first = next((at for at in below if numbers[at] >= numbers[line] + _FIRST), len(numbers))
    keys = {
        at: (cells[corner], cells[corner + 1] if corner + 1 < len(cells) else "")
        for at, cells in enumerate(sheet.rows[first:], start=first)
        if corner < len(cells) and any(cells[corner : corner + 2])
    }
    columns = range(min(roles, default=corner), corner)
    groups = _headed(sheet.rows, first, keys)
    return Grid(
        sheet.rows, below[0], first, keys, roles, columns, sheet.place, sheet.comments, groups
    )


def _headed(
    rows: Sequence[Sequence[str]], first: int, keys: Mapping[int, RowKey]
) -> dict[int, str]:
    """Return what stands above each row as the title of its group."""
    found: dict[int, str] = {}
    title = ""
    for number in range(first, len(rows)):
        texts = list(dict.fromkeys(filter(None, map(one_line, rows[number]))))
        if number not in keys and len(texts) == 1 and one_line(rows[number][0]):
            title = texts[0]
        found[number] = title
    return found


def _json(content: bytes) -> object:
    import json

    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


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
    known = set(values.get("roles", {}))
    # What a program left out has no column: its letters are gone.
    cells = {key: {role: given.get(role, "") for role in known} for key, given in letters.items()}
    return with_letters(values, cells)


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


def _from_html(content: bytes, name: str) -> tuple[Returned, list[Doubt]]:
    from lxml import html

    try:
        page: Any = html.document_fromstring(content.decode("utf-8", "replace"))
    except ValueError:  # an XML declaration, or nothing at all: no page of ours
        return Returned(), []
    tables = page.xpath("//table[@data-raci]")
    if not tables:
        return Returned(), []
    rows: list[list[str]] = []
    keys: dict[int, RowKey] = {}
    roles: dict[int, str] = {}
    lines: list[int] = []
    head = first = -1
    for row in tables[0].iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        number = len(rows)
        rows.append([cell.text_content() for cell in cells])
        lines.append(row.sourceline or 1)
        if head < 0 and any(cell.get("data-id") for cell in cells):
            head, first = number, number + 1
            roles = {at: cell.get("data-id") for at, cell in enumerate(cells)}
            roles = {at: role for at, role in roles.items() if role}
        elif row.get("data-id") or row.get("data-duty"):
            keys[number] = row.get("data-id", ""), row.get("data-duty", "")
    width = max(map(len, rows), default=0)
    columns = range(min(roles, default=width), width)

    def place(row: int, column: int) -> str:
        del column
        return f"{name}:{lines[row]}"

    text = tables[0].get("data-raci")
    if head < 0:  # there are no roles
        first = min(keys, default=len(rows))
        head = max(first - 1, 0)
    groups = _headed(rows, first, keys)
    grid = Grid(rows, head, first, keys, roles, columns, place, groups=groups)
    return _whole(text, grid, name)


def _from_markdown(text: str, sheets: Sequence[Sheet], name: str) -> tuple[Returned, list[Doubt]]:
    values = values_of(text)
    words = values.pop(WORDS, {})
    if not values or not words:
        return _whole(text, None, name) if not values else (Returned(head=values), [])
    for sheet in sheets:
        for head, row in enumerate(sheet.rows[:-1]):
            if words.get("name") in (texts := [one_line(text) for text in row]):
                grid = _in_markdown(sheet, head, texts, words, values)
                return _merged(values, grid, name)
    return _merged(values, None, name)


def _in_markdown(
    sheet: Sheet,
    head: int,
    heads: Sequence[str],
    words: Mapping[str, Any],
    values: Mapping[str, Any],
) -> Grid:
    """Return the grid of a table whose rows and columns are known by their names."""
    labels = words.get("roles")
    labels = labels if isinstance(labels, dict) else {}
    named = {
        one_line(str(labels.get(key, role.get("name", key)))): key
        for key, role in values.get("roles", {}).items()
    }
    stub = {what: heads.index(words[what]) for what in _STUB if words.get(what) in heads}
    roles = {
        at: named[text]
        for at, text in enumerate(heads)
        if text in named and at not in stub.values()
    }
    body = range(head + 1, len(sheet.rows))
    rows = {
        row: tuple(one_line(sheet.rows[row][stub[what]]) if what in stub else "" for what in _STUB)
        for row in body
    }
    return Grid(
        sheet.rows,
        head,
        head + 1,
        _named_keys(rows, words, values),
        roles,
        range(min(roles, default=len(heads)), len(heads)),
        sheet.place,
        name_at=stub["name"],
        groups={row: texts[0] for row, texts in rows.items()},
    )


def _named_keys(
    rows: Mapping[int, tuple[str, ...]], words: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[int, RowKey]:
    """Return what rows are by group, name and duty; of equal ones each in the order of the file."""
    said = {word: what for what, word in words.items() if isinstance(word, str)}
    ids: dict[tuple[str, str], list[str]] = {}
    for key, channel in values.get("channels", {}).items():
        group, name = str(channel.get("group", "")), str(channel.get("name", key))
        ids.setdefault((one_line(group), one_line(name)), []).append(key)
    found: dict[int, RowKey] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for row, texts in rows.items():
        group, name, duty = texts
        known = ids.get((group, name), ())
        if not found and not (group or duty) and said.get(name) == PORTFOLIO:
            found[row] = "", PORTFOLIO
        elif seen[texts] < len(known) and (not duty or said.get(duty) in set(Duty)):
            found[row] = known[seen[texts]], said[duty] if duty else ""
            seen[texts] += 1
    return found


def know_rows(sheets: Sequence[Sheet], doubts: list[Doubt]) -> None:
    """Note what the rows of our lists are, and take out what only says so.

    CSV has ids in its last column, the lists of HTML in attributes, which its reader notes.
    """
    for sheet in sheets:
        last = sheet.width - 1
        if last > 0 and sheet.lines is not None and sheet.rows[0][last] == ID_COLUMN:
            sheet.known = _known(sheet, last, doubts)
        if sheet.known:
            _take_out(sheet)


def _known(sheet: Sheet, last: int, doubts: list[Doubt]) -> dict[int, Known]:
    """Return what rows are by their ids, and take the column of ids out."""
    found: dict[RowKey, int] = {}
    for number, row in enumerate(sheet.rows):
        key = row_key(row[last].strip()) if number else None
        if key in found:
            message = Text(
                "The id {id} is there twice; the row was read as a new one.", {"id": row[last]}
            )
            doubts.append(Doubt(sheet.place(number), message, None, None, ()))
        elif key:
            found[key] = number
        row[last] = ""
    return {number: Known(*key) for key, number in found.items()}


def _take_out(sheet: Sheet) -> None:
    """Take out the columns of duties, kinds, states and marks, which would be taken for others."""
    known = dict(sheet.known)
    for at in range(sheet.width):
        _part_letters(sheet, at)
        texts = {row: one_line(sheet.rows[row][at]) for row in known}
        filled = {row: text for row, text in texts.items() if text}
        if not filled or not any(
            all(map(ours, filled.values())) for ours in (_MARK.fullmatch, duty_named, state_named)
        ):
            continue
        for row, text in filled.items():
            one = known[row]
            state = state_named(text) if not one.duty else {}
            state = {} if state == {"status": "active"} else state
            label = text if duty_named(text) else one.label
            known[row] = replace(one, label=label, facts=(*one.facts, *state.items()))
            if label != one.label and at:  # a row of its own, named with its channel
                sheet.rows[row][at - 1] = f"{sheet.rows[row][at - 1]}: {label}"
        for cells in sheet.rows:
            cells[at] = ""
    sheet.known = known


def _part_letters(sheet: Sheet, at: int) -> None:
    """Part letters that stand together in a column: only those of RACI are known to do so."""
    texts = {row: sheet.rows[row][at].strip() for row in sheet.known}
    if head_part(sheet.rows[0][at]) is None and all(map(joined, filter(None, texts.values()))):
        for row, text in texts.items():
            sheet.rows[row][at] = "/".join(text)
