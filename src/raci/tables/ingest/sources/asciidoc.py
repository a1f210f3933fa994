"""Tables of AsciiDoc, as far as matrices use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.ingest.bounds import LARGEST_MARKUP, check_grid, refuse_cells, refuse_large
from raci.tables.ingest.encoding import decode
from raci.tables.ingest.sheet import Sheet

if TYPE_CHECKING:
    from raci.tables.ingest.sheet import Doubt

_ADOC_CELL = re.compile(r"(?:^|(?<=\s))(?:(\d{1,4})\+)?(?:\.(\d{1,4})\+)?([<^>.]*[adehlmsv]?)\|")
_ADOC_COLS = re.compile(r'cols\s*=\s*"?([^"\]]*)')
_ADOC_MARK = re.compile(r"(?<!\w)([*_`]{1,2})(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")
_ADOC_ATTRIBUTE = {"{nbsp}": " ", "{empty}": "", "{zwsp}": ""}


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the tables of AsciiDoc."""
    refuse_large(data, LARGEST_MARKUP)
    lines = decode(data, name, doubts).split("\n")
    sheets: list[Sheet] = []
    titles, caption, columns, index = [""], "", 0, 0
    while index < len(lines):
        line = lines[index].rstrip()
        if re.match(r"={1,6} \S", line):
            titles = [line.lstrip("= ")]
        elif re.match(r"\.[^.\s|]", line):
            caption = line[1:]
        elif line.startswith("[") and _ADOC_COLS.search(line):
            columns = _column_count(_ADOC_COLS.search(line))
        elif line == "|===":
            end = next(
                (at for at in range(index + 1, len(lines)) if lines[at].rstrip() == "|==="),
                len(lines),
            )
            sheet = _adoc_table(lines[index + 1 : end], name, index + 2, columns)
            sheet.name = caption or titles[-1] or f"table {len(sheets) + 1}"
            sheet.named = bool(caption or titles[-1])
            sheets.append(sheet)
            caption, columns, index = "", 0, end
        index += 1
    return sheets


def _column_count(found: re.Match[str] | None) -> int:
    if found is None:
        return 0
    count = 0
    for part in re.split(r"[,;]", found[1]):
        times = re.match(r"\s*(\d{1,4})\*", part)
        count += int(times[1]) if times else 1
    return count


def _adoc_table(body: list[str], name: str, line: int, columns: int) -> Sheet:
    cells: list[str] = []
    numbers: list[int] = []
    more: dict[int, list[str]] = {}
    for number, text in enumerate(body, line):
        starts = list(_ADOC_CELL.finditer(text)) if "|" in text else []
        if not starts and cells:
            more.setdefault(len(cells) - 1, []).append(text.strip())
        for found, after in zip(starts, [*starts[1:], None], strict=False):
            content = text[found.end() : after.start() if after else len(text)].strip()
            times = min(int(found[1] or 1), 100)
            refuse_cells(len(cells))
            cells += [_adoc_text(content)] + [""] * (times - 1)
            numbers += [number] * times
        if not columns and starts:
            columns = len(cells)
    for at, lines in more.items():
        cells[at] = "\n".join(filter(None, (cells[at], *lines)))
    columns = max(columns, 1)
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    check_grid(rows)
    return Sheet("", rows, file=name, lines=numbers[::columns])


def _adoc_text(text: str) -> str:
    for attribute, value in _ADOC_ATTRIBUTE.items():
        text = text.replace(attribute, value)
    return _ADOC_MARK.sub(r"\2", text.replace(" +", "")).strip()
