"""Tables of LaTeX, as far as matrices use them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from raci.tables.ingest.bounds import (
    LARGEST_MARKUP,
    check_grid,
    refuse_cells,
    refuse_columns,
    refuse_large,
)
from raci.tables.ingest.encoding import decode
from raci.tables.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.tables.ingest.sheet import Doubt

_TABULAR = re.compile(
    r"\\(begin|end)\{(tabular[xy*]?|longtable|tabulary|tblr|longtblr|array|supertabular|xltabular)\}"
)
_TEX_HEADING = re.compile(r"\\(?:sub)*(?:section|chapter|caption|paragraph)\*?\{([^{}]*)\}")
_TEX_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|centering)\b"
    r"|\\c(?:mid|)(?:rule|line)(?:\([^)]{0,99}\))?\{[^}]{0,99}\}"
    r"|\\(?:rowcolor|arrayrulecolor|cellcolor|columncolor|rowfont|vspace|hspace|label|caption)(?:\[[^\]]{0,99}\])?\{[^{}]*\}"
)
_TEX_SPAN = re.compile(
    r"\\multi(column|row)\{([^{}]*)\}\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}"
    r"\{((?:[^{}]++|\{[^{}]*+\})*+)\}"
)
_TEX_COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\]]{0,99}\])?")
_TEX_ROW = re.compile(r"\\\\(?:\[[^\]]{0,99}\])?|\\tabularnewline")
_TEX_SPECIAL = re.compile(r"\\([&%$#_{}])")


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the tables of LaTeX."""
    refuse_large(data, LARGEST_MARKUP)
    text = decode(data, name, doubts)
    text = re.sub(r"(?<!\\)%[^\n]*", "", text)
    sheets: list[Sheet] = []
    headings = list(_TEX_HEADING.finditer(text))
    ends = [heading.end() for heading in headings]
    line, counted = 1, 0
    for begin, start, end in _tabulars(text):
        above = bisect_right(ends, begin)
        line, counted = line + text.count("\n", counted, start), start
        rows, lines = _tex_rows(text[start:end], line)
        check_grid(rows)
        title = _tex_text(headings[above - 1][1]) if above else ""
        sheets.append(
            Sheet(
                title or f"table {len(sheets) + 1}",
                rows,
                file=name,
                lines=lines,
                named=bool(title),
            )
        )
    return sheets


def _tabulars(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each table's environment begins, and its body from and to."""
    marks = list(_TABULAR.finditer(text))
    ends: dict[str, list[int]] = {}
    for mark in marks:
        if mark[1] == "end":
            ends.setdefault(mark[2], []).append(mark.start())
    done = 0
    for mark in marks:
        own = ends.get(mark[2], [])
        at = bisect_right(own, mark.end() - 1)
        if mark[1] == "begin" and mark.start() >= done and at < len(own):
            done = own[at]
            yield mark.start(), mark.end(), done


def _tex_rows(body: str, line: int) -> tuple[list[list[str]], list[int]]:
    body = _without_columns(body)
    rows: list[list[str]] = []
    lines: list[int] = []
    seen = 0
    for text in _TEX_ROW.split(body):
        lead = len(text) - len(text.lstrip())
        start = line + text[:lead].count("\n")
        line += text.count("\n")
        bare = _TEX_RULES.sub("", text)
        if bare.strip():
            cells: list[str] = []
            for cell in re.split(r"(?<!\\)&", bare):
                span = _TEX_SPAN.search(cell)
                cells.append(_tex_text(cell))
                if span and span[1] == "column" and span[2].isdecimal():
                    cells.extend([""] * (min(int(span[2][:6]), 200) - 1))
                refuse_columns(len(cells))
            seen += len(cells)
            refuse_cells(seen)
            rows.append(cells)
            lines.append(start)
    return rows, lines


def _without_columns(body: str) -> str:
    """Cut off the column specification: one or two groups of braces at the start."""
    index, depth = 0, 0
    for index, char in enumerate(body):  # noqa: B007 - where it stops counts
        depth += (char in "{[") - (char in "}]")
        if depth == 0 and char not in "{[}] \t":
            break
    return body[index:] if body[:1] in "{[" else body


def _tex_text(cell: str) -> str:
    cell = _TEX_SPAN.sub(r"\3", cell)
    cell = _TEX_SPECIAL.sub(r"\1", _TEX_COMMAND.sub("", cell.replace("\\textbackslash", "\\")))
    return re.sub(r"\s+", " ", re.sub(r"[{}~]", " ", cell).replace("--", "–")).strip()
