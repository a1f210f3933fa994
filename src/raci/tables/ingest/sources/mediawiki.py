"""Tables of MediaWiki text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.ingest.bounds import LARGEST_MARKUP, refuse_large
from raci.tables.ingest.encoding import decode
from raci.tables.ingest.sheet import Sheet

if TYPE_CHECKING:
    from raci.tables.ingest.sheet import Doubt


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
            sheet = Sheet(
                title or f"table {len(sheets) + 1}", [row for row in rows if row], file=name
            )
            sheet.lines = [at for at, row in zip(lines, rows, strict=True) if row]
            sheet.named = bool(title)
            sheets.append(sheet)
        elif line.startswith("|-") or (not rows and line[:1] in "|!"):
            rows.append([])
            lines.append(number)
        if inside and line[:1] in "|!" and not line.startswith(("|-", "|+")):
            lines[-1] = number if not rows[-1] else lines[-1]
            rows[-1] += [_wiki_text(cell) for cell in re.split(r"\|\||!!", line[1:])]
    return sheets


def _wiki_text(cell: str) -> str:
    if re.match(r"[^|\[\]]*=[^|\[\]]*\|", cell):
        cell = cell.split("|", 1)[1]
    cell = re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1", cell)
    return re.sub(r"'{2,3}|<[^>]+>", "", cell).strip()
