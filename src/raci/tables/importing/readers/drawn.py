"""Tables that are drawn with pipes in plain text: no rule line, Org, Jira, boxes and grids."""

from __future__ import annotations

import re

from raci.tables.importing.readers.bounds import check_grid
from raci.tables.importing.sheet import Sheet

_RULE = re.compile(r"[\s|+:=\-─━═┼├┤┌┐└┘┬┴╪╫╬╔╗╚╝╠╣╦╩│┃║┏┓┗┛┣┫┳┻╋]+")
_BOX = str.maketrans({"│": "|", "┃": "|", "║": "|", "｜": "|", "¦": "|"})
_CELL = re.compile(r"(?<!\\)\|")
_GRID = re.compile(r"^\s*\+[-=+]+\+\s*$", re.MULTILINE)


def has_pipes(text: str) -> bool:
    """Tell whether two lines or more are drawn with pipes."""
    lines = [line for line in text.translate(_BOX).split("\n") if line.count("|") > 1]
    return len(lines) > 1


def piped_sheet(text: str, name: str, first_line: int) -> Sheet | None:
    """Return the table drawn in ``text``; None where there is none.

    In a grid (``+---+``) the lines between two rules are one row.
    """
    grid = _GRID.search(text) is not None
    stacks: list[list[list[str]]] = []
    lines: list[int] = []
    open_row = False
    for number, line in enumerate(text.translate(_BOX).split("\n"), first_line):
        if _RULE.fullmatch(line):
            open_row = False
            continue
        if line.count("|") < 2:  # noqa: PLR2004 - one cell has two walls
            continue
        cells = _cells(line)
        if grid and open_row and stacks and len(stacks[-1]) == len(cells):
            for stack, cell in zip(stacks[-1], cells, strict=True):
                stack.append(cell)
        else:
            stacks.append([[cell] for cell in cells])
            lines.append(number)
        open_row = True
    rows = [["\n".join(filter(None, stack)) for stack in row] for row in stacks]
    if len(rows) < 2:  # noqa: PLR2004 - a head and a row
        return None
    check_grid(rows)
    return Sheet("", rows, file=name, lines=lines, named=False)


def _cells(line: str) -> list[str]:
    line = line.strip()
    doubled = line.startswith("||")
    if doubled:
        line = line.replace("||", "|")
    line = line.removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(line)]
