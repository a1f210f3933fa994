"""Tables of MediaWiki text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.ingest.bounds import LARGEST_MARKUP, check_grid, refuse_large
from raci.tables.ingest.encoding import decode
from raci.tables.ingest.sheet import Sheet

if TYPE_CHECKING:
    from raci.tables.ingest.sheet import Doubt


_LINK = re.compile(r"\[\[(?:[^|\[\]]{0,300}\|)?([^\[\]]{0,300})\]\]")
_MARKS = re.compile(r"'{2,3}|<[^<>]{1,300}>")


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the tables of MediaWiki text."""
    refuse_large(data, LARGEST_MARKUP)
    sheets: list[Sheet] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    title, inside = "", False
    for number, raw in enumerate(decode(data, name, doubts).split("\n"), 1):
        line = raw.strip()
        if line.startswith("{|"):
            inside, rows, lines = True, [], []
        elif not inside:
            title = line.strip("= ") if line.startswith("=") else title
        elif line.startswith("|}"):
            inside = False
            check_grid(rows)
            sheet = Sheet(
                title or f"table {len(sheets) + 1}", [row for row in rows if row], file=name
            )
            sheet.lines = [at for at, row in zip(lines, rows, strict=True) if row]
            sheet.named = bool(title)
            sheets.append(sheet)
        elif line.startswith("|-") or (not rows and line.startswith(("|", "!"))):
            rows.append([])
            lines.append(number)
        if inside and line.startswith(("|", "!")) and not line.startswith(("|-", "|+")):
            lines[-1] = number if not rows[-1] else lines[-1]
            rows[-1] += [_wiki_text(cell) for cell in re.split(r"\|\||!!", line[1:])]
    return sheets


def _wiki_text(cell: str) -> str:
    attributes, bar, text = cell.partition("|")
    if bar and "=" in attributes and "[" not in attributes and "]" not in attributes:
        cell = text
    return _MARKS.sub("", _LINK.sub(r"\1", cell)).strip()
