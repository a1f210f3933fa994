"""Tables of reStructuredText: list, csv, grid and simple ones."""

from __future__ import annotations

import re
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
from raci.tables.ingest.sources import delimited
from raci.tables.ingest.sources.piped import piped_sheet

if TYPE_CHECKING:
    from raci.tables.ingest.sheet import Doubt

_DIRECTIVE = re.compile(r"^( *)\.\. (list-table|csv-table|table)::[ \t]*(.*)$")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}\s*")
_SIMPLE = re.compile(r" *=+(?: +=+)+ *")
_TARGET = r"([^`<]{1,300}?)(?: <[^`]{0,300}>)?`"
_ROLE = re.compile(rf":[a-z:+\-]{{1,40}}:`{_TARGET}|`{_TARGET}__?|``([^`]{{1,300}})``")
_STARS = re.compile(r"(?<!\w)(\*\*|\*)(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")


def read(data: bytes, name: str, doubts: list[Doubt]) -> list[Sheet]:
    """Return the tables of reStructuredText: list, csv, grid and simple ones."""
    refuse_large(data, LARGEST_MARKUP)
    lines = decode(data, name, doubts).split("\n")
    sheets: list[Sheet] = []
    title = ""
    index = 0
    while index < len(lines):
        directive = _DIRECTIVE.match(lines[index])
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if directive:
            end = _block_end(lines, index, len(directive[1]))
            _add(
                sheets,
                _directive(directive, lines[index + 1 : end], name, index + 2),
                title,
                directive[3],
            )
            index = end
            continue
        if lines[index].lstrip().startswith("+-"):
            end = _while(lines, index, ("+", "|"))
            _add(sheets, piped_sheet("\n".join(lines[index:end]), name, index + 1), title)
            index = end
            continue
        if _SIMPLE.fullmatch(lines[index]):
            index = _simple(lines, index, name, sheets, title)
            continue
        if lines[index].strip() and _UNDERLINE.fullmatch(following):
            title = lines[index].strip()
        index += 1
    return sheets


def _add(sheets: list[Sheet], sheet: Sheet | None, title: str, caption: str = "") -> None:
    if sheet is None:
        return
    sheet.rows[:] = [[_rst_text(cell) for cell in row] for row in sheet.rows]
    name = caption.strip() or title
    sheet.name, sheet.named = name or f"table {len(sheets) + 1}", bool(name)
    if caption.strip() and title:
        sheet.sections = (title,)
    sheets.append(sheet)


def _rst_text(cell: str) -> str:
    cell = _ROLE.sub(lambda found: found[1] or found[2] or found[3], cell)
    return _STARS.sub(r"\2", cell)


def _block_end(lines: list[str], index: int, indent: int) -> int:
    end = index + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    return end


def _while(lines: list[str], index: int, starts: tuple[str, ...]) -> int:
    while index < len(lines) and lines[index].lstrip().startswith(starts):
        index += 1
    return index


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _directive(found: re.Match[str], body: list[str], name: str, line: int) -> Sheet | None:
    if found[2] == "list-table":
        return _list_table(body, name, line)
    content = [text.strip() for text in body]
    heads = [text[9:] for text in content if text.startswith(":header: ")]
    rest = [text for text in content if text and not re.match(r":[\w-]+:", text)]
    if found[2] == "csv-table" and rest:
        return delimited.sheet_of("\n".join([*heads, *rest]), name, line)
    return piped_sheet("\n".join(content), name, line)


def _list_table(body: list[str], name: str, line: int) -> Sheet | None:
    stacks: list[list[list[str]]] = []
    lines: list[int] = []
    for number, text in enumerate(body, line):
        stripped = text.strip()
        if re.match(r"\* +-( |$)", stripped):
            stacks.append([[stripped[1:].lstrip()[1:].strip()]])
            lines.append(number)
        elif stacks and re.match(r"-( |$)", stripped):
            stacks[-1].append([stripped[1:].strip()])
        elif stacks:
            stacks[-1][-1].append(stripped)
    rows = [["\n".join(filter(None, stack)) for stack in row] for row in stacks]
    check_grid(rows)
    return Sheet("", rows, file=name, lines=lines) if rows else None


def _simple(lines: list[str], index: int, name: str, sheets: list[Sheet], title: str) -> int:
    """Read a simple table: columns as wide as the runs of ``=`` in its rules."""
    edges = [found.span() for found in re.finditer("=+", lines[index])]
    refuse_columns(len(edges))
    rows: list[list[str]] = []
    numbers: list[int] = []
    rules, at = 1, index + 1
    while at < len(lines) and (lines[at].strip() or rules < 2):  # noqa: PLR2004 - the rule below the head
        if _SIMPLE.fullmatch(lines[at]):
            rules += 1
        elif lines[at].strip():
            ends = [start for start, _ in edges[1:]] + [len(lines[at])]
            row = [
                lines[at][start:end].strip() for (start, _), end in zip(edges, ends, strict=True)
            ]
            refuse_cells(len(rows) * len(row))
            rows.append(row)
            numbers.append(at + 1)
        at += 1
    check_grid(rows)
    _add(sheets, Sheet("", rows, file=name, lines=numbers), title)
    return at
