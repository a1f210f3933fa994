"""Finding the tables in a sheet: where letters stand, which row is their head, where they end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci.tables.importing.letters import head_part

if TYPE_CHECKING:
    from raci.tables.importing.letters import Reader
    from raci.tables.importing.sheet import Sheet

#: How far above the first letters a head is looked for, in rows.
_HEAD_DISTANCE = 12
#: How many lettered rows tell in which columns the letters of a table stand.
_SAMPLE = 80
_LEGEND_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Block:
    """One table in a sheet, by row numbers.

    Attributes:
        above: First row that may belong to it (title, heads above the head).
        head: The row that names the columns; -1 where there is none.
        first: Its first row of letters.
        end: The row after its last.
        columns: In which letters stand.
    """

    above: int
    head: int
    first: int
    end: int
    columns: frozenset[int]


def kinds_of(sheet: Sheet, reader: Reader) -> list[str]:
    """Return the kinds of all cells, a string per row, with legends taken for text."""
    kinds = [reader.kinds(row) for row in sheet.rows]
    for row, column in _legend_cells(sheet, kinds, reader):
        kinds[row] = kinds[row][:column] + "T" + kinds[row][column + 1 :]
    return kinds


def _legend_cells(sheet: Sheet, kinds: list[str], reader: Reader) -> list[tuple[int, int]]:
    """Return the cells whose letters are explained beside them rather than given to somebody."""
    found: list[tuple[int, int]] = []
    sparse = [row for row, kind in enumerate(kinds) if "L" in kind]
    columns = {
        column
        for row in sparse
        if kinds[row].count("L") <= _LEGEND_LENGTH
        for column in _places(kinds[row])
    }
    for column in columns:
        for run in _runs(kinds, column, sparse):
            if _is_legend(sheet, kinds, reader, run, column):
                found += [
                    (row, near)
                    for row in run
                    for near in range(max(column - 1, 0), min(column + 3, sheet.width))
                    if kinds[row][near] == "L"
                ]
    return found


def _places(kind: str) -> list[int]:
    return [column for column, char in enumerate(kind) if char == "L"]


def _runs(kinds: list[str], column: int, rows: list[int]) -> list[list[int]]:
    """Return runs of rows, one or two apart, in which ``column`` holds letters."""
    runs: list[list[int]] = []
    for row in rows:
        if kinds[row][column] != "L":
            continue
        if runs and row - runs[-1][-1] <= 2:  # noqa: PLR2004 - a blank row may stand between
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _is_legend(sheet: Sheet, kinds: list[str], reader: Reader, run: list[int], column: int) -> bool:
    """Tell whether a run of letters is a legend: each once, with its word beside it."""
    explained = [row for row in run if _explained(sheet, kinds, reader, row, column)]
    if len(explained) >= 2 and len(explained) * 2 >= len(run):  # noqa: PLR2004
        return True
    said = [reader.read(sheet.rows[row][column]) for row in run]
    letters = [reading.letters or reading.parts for reading in said]
    alone = all(kinds[row].count("L") == 1 and kinds[row].count("T") == 1 for row in run)
    right = all(kinds[row][column + 1 : column + 2] == "T" for row in run)
    once = len(set(letters)) == len(letters) >= _LEGEND_LENGTH
    return once and alone and right and all(len(letter) == 1 for letter in letters)


def _explained(sheet: Sheet, kinds: list[str], reader: Reader, row: int, column: int) -> bool:
    """Tell whether the nearest text beside a letter is the word for one."""
    cells = sheet.rows[row]
    for beside in (column + 1, column + 2, column - 1):
        if 0 <= beside < len(cells) and cells[beside].strip():
            text = cells[beside]
            if kinds[row][beside] == "L":
                one, other = reader.read(text), reader.read(cells[column])
                return bool(one.parts) != bool(other.parts)
            start = text.replace(":", "(").replace(" - ", "(").replace("–", "(").replace(",", "(")
            part = head_part(start.split("(")[0]) or head_part(text.split()[0])
            return part is not None and bool(part.parts)
    return False


def blocks(sheet: Sheet, kinds: list[str]) -> list[Block]:
    """Return the tables of letters in a sheet, from top to bottom."""
    found: list[Block] = []
    start = 0
    while True:
        first = next((row for row in range(start, len(kinds)) if "L" in kinds[row]), None)
        if first is None:
            return found
        if _counts_follow(sheet, kinds, first, titled=True):
            start = first + 1
            continue
        columns = _columns(kinds, first)
        head = _head(sheet, kinds, start, first, columns)
        if head == first:
            first = next((row for row in range(head + 1, len(kinds)) if "L" in kinds[row]), first)
            columns = _columns(kinds, first)
        end = _end(sheet, kinds, first, columns)
        found.append(Block(start, head, first, end, frozenset(columns)))
        start = max(end, first + 1)


def _columns(kinds: list[str], first: int) -> set[int]:
    columns: set[int] = set()
    seen = 0
    for row in range(first, len(kinds)):
        if "L" in kinds[row]:
            columns.update(_places(kinds[row]))
            seen += 1
        if seen >= _SAMPLE or _is_gap(kinds, row):
            break
    return columns


def _is_gap(kinds: list[str], row: int) -> bool:
    return all(at < len(kinds) and not kinds[at].strip() for at in (row + 1, row + 2, row + 3))


def _head(sheet: Sheet, kinds: list[str], start: int, first: int, columns: set[int]) -> int:
    """Return the row whose texts name the most columns; the nearest one above the letters."""
    best, head = 0, -1
    for row in range(first, max(start, first - _HEAD_DISTANCE) - 1, -1):
        texts = {sheet.rows[row][at] for at in columns if kinds[row][at] in "TN"}
        score = len(texts)
        if row == first and score * 2 <= sum(kinds[row][at] == "L" for at in columns):
            continue
        if score > best:
            best, head = score, row
    if (
        head < 0
        and first + 1 < len(kinds)
        and "L" in kinds[first + 1]
        and _acronyms(sheet, kinds, first)
    ):
        return first
    return head


def _acronyms(sheet: Sheet, kinds: list[str], row: int) -> bool:
    """Tell whether what reads as letters may be a head of short names (``AI``, ``CS``)."""
    texts = [text for text, kind in zip(sheet.rows[row], kinds[row], strict=True) if kind == "L"]
    return len(set(texts)) == len(texts) and any(len(text.strip()) > 1 for text in texts)


def _end(sheet: Sheet, kinds: list[str], first: int, columns: set[int]) -> int:
    last, blank = first, 0
    for row in range(first + 1, len(kinds)):
        kind = kinds[row]
        if "L" in kind:
            apart = blank and not set(_places(kind)) <= columns
            if apart or _counts_follow(sheet, kinds, row):
                break
            last, blank = row, 0
        elif not kind.strip():
            blank += 1
        elif _is_head(sheet, kinds, row, columns):
            break
    end = last + 1
    while end < len(kinds) and kinds[end].strip() and not _breaks(sheet, kinds, end, columns):
        end += 1
    return end


def _breaks(sheet: Sheet, kinds: list[str], row: int, columns: set[int]) -> bool:
    return "L" in kinds[row] or _is_head(sheet, kinds, row, columns)


def _counts_follow(sheet: Sheet, kinds: list[str], row: int, *, titled: bool = False) -> bool:
    """Tell whether a row of letters is the head of sums below it."""
    below = kinds[row + 1] if row + 1 < len(kinds) else ""
    if "N" not in below:
        return False
    places = _places(kinds[row])
    texts = {sheet.rows[row][at].strip() for at in places}
    named = "T" in kinds[row][: places[0]] and not titled
    if len(places) < _LEGEND_LENGTH or len(texts) < len(places) or named:
        return False
    return sum(below[at] == "N" for at in places) * 2 > len(places)


def _is_head(sheet: Sheet, kinds: list[str], row: int, columns: set[int]) -> bool:
    """Tell whether a row without letters begins another table: it names columns of letters."""
    texts = {sheet.rows[row][at] for at in columns if kinds[row][at] == "T"}
    needed = max(1, len(columns) / 2) if len(columns) < 3 else max(2, len(columns) / 2)  # noqa: PLR2004
    joined = row > 0 and kinds[row - 1].strip() and len(columns) < 3  # noqa: PLR2004
    if len(texts) < needed or joined:
        return False
    return any("L" in kinds[below] for below in range(row + 1, min(row + 6, len(kinds))))
