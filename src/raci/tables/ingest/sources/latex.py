"""Tables of LaTeX, as far as matrices use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.ingest.bounds import LARGEST_MARKUP, check_grid, refuse_large
from raci.tables.ingest.encoding import decode
from raci.tables.ingest.sheet import Sheet

if TYPE_CHECKING:
    from raci.tables.ingest.sheet import Doubt

_TABULAR = re.compile(
    r"\\begin\{(tabular[xy*]?|longtable|tabulary|tblr|longtblr|array|supertabular|xltabular)\}(.*?)\\end\{\1\}",
    re.DOTALL,
)
_TEX_HEADING = re.compile(r"\\(?:sub)*(?:section|chapter|caption|paragraph)\*?\{([^{}]*)\}")
_TEX_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|centering)\b"
    r"|\\c(?:mid|)(?:rule|line)(?:\([^)]*\))?\{[^}]*\}"
    r"|\\(?:rowcolor|arrayrulecolor|cellcolor|columncolor|rowfont|vspace|hspace|label|caption)(?:\[[^\]]*\])?\{[^{}]*\}"
)
_TEX_SPAN = re.compile(
    r"\\multi(column|row)\{([^{}]*)\}\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_TEX_COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\]]*\])?")
_TEX_SPECIAL = re.compile(r"\\([&%$#_{}])")


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the tables of LaTeX."""
    refuse_large(data, LARGEST_MARKUP)
    text = decode(data, name, doubts)
    text = re.sub(r"(?<!\\)%[^\n]*", "", text)
    sheets: list[Sheet] = []
    for found in _TABULAR.finditer(text):
        titles = _TEX_HEADING.findall(text, 0, found.start())
        line = text.count("\n", 0, found.start(2)) + 1
        rows, lines = _tex_rows(found[2], line)
        check_grid(rows)
        title = _tex_text(titles[-1]) if titles else ""
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


def _tex_rows(body: str, line: int) -> tuple[list[list[str]], list[int]]:
    body = _without_columns(body)
    rows: list[list[str]] = []
    lines: list[int] = []
    for text in re.split(r"\\\\(?:\[[^\]]*\])?|\\tabularnewline", body):
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
                    cells.extend([""] * (min(int(span[2]), 200) - 1))
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
