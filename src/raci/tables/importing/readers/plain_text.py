"""Tables in plain text: drawn with pipes (Org, Jira, boxes, grids), or lists of "key: value"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from raci.tables.importing.language.vocabulary import SCHEME_NAMES
from raci.tables.importing.readers.bounds import check_grid, refuse_cells, refuse_columns
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


_KEY_VALUE = re.compile(r"[-*•\s]*([^:：]{1,60})\s*[:：]\s*(.*)")
#: Keys of one row before the list is something else than a matrix.
_MOST_KEYS = 12


#: One such line may be prose; two are a list.
_FEWEST_LINES = 2
_LETTERS = r"[A-Za-z](?:\s*[/,+&]?\s*[A-Z]){0,3}"
_NAME_FIRST = re.compile(
    rf"([^()\[\]:=]{{2,60}}?)\s*(?:[(\[（]\s*({_LETTERS})\s*[)\]）]|\s*[=:–—]\s*({_LETTERS}))"
)
_LETTERS_FIRST = re.compile(rf"({_LETTERS})\s*[=:–—-]\s*([^()\[\]:=]{{2,60}})")
#: Letters, and those or what they are for: ``A – prices, offers``.
_STRETCH = re.compile(rf"\s*({_LETTERS})\s*[=:–—-]\s*([^()\[\]:=;]{{2,120}})")
_PARTED = re.compile(r"\s[–—-]\s|\s*[:|]\s*")
_ITEMS = re.compile(r"\s*[;•·]\s*|\s*,\s*(?![^()\[\]]*[)\]])")


def assignments(text: str) -> list[tuple[str, str]]:
    """Return roles with their letters, where a text is a list of nothing else.

    ``Service (R), Head (A)``, ``Service: R; Head: A`` and ``R: Service; A: Head`` are such.
    """
    found: list[tuple[str, str]] = []
    stretches = [_STRETCH.fullmatch(part) for part in text.strip(" .;,").split(";")]
    if len(stretches) > 1 and all(stretches):
        pairs = [(names, one[1]) for one in stretches if one for names in one[2].split(",")]
        return [(name.strip(), letters) for name, letters in pairs]
    for item in filter(None, _ITEMS.split(text.strip(" .;,"))):
        named, lettered = _NAME_FIRST.fullmatch(item), _LETTERS_FIRST.fullmatch(item)
        if lettered:
            found.append((lettered[2].strip(), lettered[1]))
        elif named:
            found.append((named[1].strip(), named[2] or named[3]))
        else:
            return []
    return found


def _subject(titles: list[str]) -> str:
    """Return what the text below headings is about: a scheme of letters is no subject."""
    for title in reversed(titles):
        if not SCHEME_NAMES.search(title):
            return title
        around = [part for part in _PARTED.split(title) if not SCHEME_NAMES.search(part)]
        if len(around) == 1 and around[0].strip():
            return around[0].strip()
    return titles[-1]


@dataclass(slots=True)
class _Section:
    """What stands under one heading or bullet."""

    title: str
    above: str
    line: int
    values: dict[str, str] = field(default_factory=dict)


class Bullets:
    """Collects sections while a document is read."""

    def __init__(self, file: str) -> None:
        """Begin with nothing; ``file`` is what places begin with."""
        self._file = file
        self._sections: list[_Section] = []
        self._open: list[_Section] = []
        self._heading: _Section | None = None
        self._assignments: list[tuple[int, str, list[tuple[str, str]]]] = []
        self._depth = 0

    def heading(self, titles: list[str], line: int) -> None:
        """Begin the section of a heading; ``titles`` are the headings from the top to it."""
        above = titles[-2] if len(titles) > 2 else ""  # noqa: PLR2004 - the first is the document's
        self._heading = _Section(_subject(titles), above, line)
        self._sections.append(self._heading)
        self._open = []

    def item(self, *, opened: bool) -> None:
        """Go one bullet deeper, or come back."""
        self._depth += 1 if opened else -1
        self._open = self._open[: max(self._depth, 0)]

    def at(self, depth: int) -> None:
        """Begin a bullet that stands so deep, from 1; 0 is beside all of them."""
        self._depth = depth
        self._open = self._open[: max(depth - 1, 0)]

    def line(self, text: str, line: int, *, more: bool = False) -> None:
        """Look at one line of text: a key with its value, or the title of what follows.

        Args:
            text: The line; ``R: Service | A: Head`` are two keys with their values.
            line: Where it stands.
            more: Whether it is no first line of its bullet: it may be about that one.
        """
        parts = text.split("|")
        if len(parts) > 1 and all(map(_KEY_VALUE.fullmatch, parts)):
            for part in parts:
                self.line(part, line, more=more)
            return
        found = _KEY_VALUE.fullmatch(text.strip())
        if found and found[2] and (given := assignments(found[2])):
            self._assignments.append((line, found[1].strip(), given))
        deep = self._depth + (more and 0 < self._depth <= len(self._open))
        target = self._open[deep - 2] if 1 < deep <= len(self._open) + 1 else None
        target = target or self._heading
        if found and found[2] and target is not None and len(target.values) < _MOST_KEYS:
            target.values.setdefault(found[1].strip(), found[2].strip())
        elif self._depth and text.strip():
            above = self._heading.title if self._heading else ""
            section = _Section(text.strip().rstrip(":："), above, line)
            self._open = [*self._open[: self._depth - 1], section]
            self._sections.append(section)

    def sheets(self) -> list[Sheet]:
        """Return what the lists may hold as sheets: records of roles, and values by key."""
        return [*self._assigned(), *self._keyed()]

    def _assigned(self) -> list[Sheet]:
        """Return lines like ``Hotline: Service (R), Head (A)`` as a sheet of records."""
        if sum(len(found) > 1 for _, _, found in self._assignments) < _FEWEST_LINES:
            return []
        rows = [["", "", "letter"]]
        lines = [self._assignments[0][0]]
        for line, task, found in self._assignments:
            rows += [[task, role, letters] for role, letters in found]
            lines += [line] * len(found)
        return [Sheet("", rows, file=self._file, lines=lines, named=False, loose=True)]

    def _keyed(self) -> list[Sheet]:
        """Return one sheet of all sections that have two keys or more; none without such."""
        sections = [section for section in self._sections if len(section.values) > 1]
        if not sections:
            return []
        keys = list(dict.fromkeys(key for section in sections for key in section.values))
        refuse_columns(len(keys))
        refuse_cells(len(keys) * len(sections))
        rows = [["", "", *keys]]
        rows += [
            [section.above, section.title, *(section.values.get(key, "") for key in keys)]
            for section in sections
        ]
        lines = [sections[0].line, *(section.line for section in sections)]
        return [Sheet("", rows, file=self._file, lines=lines, named=False, loose=True)]
