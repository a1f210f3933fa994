"""Cells that name several: lists of names are parted; ids are looked up where they are listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.importing.language.letters import Kind
from raci.tables.importing.shapes.features import personness, roleness
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci.tables.importing.language.letters import Reader
    from raci.tables.importing.sheet import Sheet


_BULLET = re.compile(r"\s*(?:[•·▪]|[-–*](?=\s)|\d+[.)](?=\s))\s*")
_COMMAS, _SEMICOLONS = frozenset(",，、;；\n"), frozenset(";；\n")
#: What may join two names, or belong to one.
_JOINING = re.compile(r"\s*[/+&]\s*|\s+(?:und|and|et|y|e|en|og|och|и|sowie)\s+")
_RANGE = re.compile(r"([^\W\d_]{0,6}[-_.]?)(\d{1,4})\s*[-–—]\s*(?:\1)?(\d{1,4})")
_KEY = re.compile(r"[^\W\d_]{1,6}[-_.]?\d{1,4}")
_BRACKETED = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]")
#: A range names so many at most; a longer one is none.
_LONGEST_RANGE = 200


def split_names(text: str, *, semicolons: bool = False) -> list[str]:
    """Return the parts of a list of names; what stands in brackets is not parted.

    Args:
        text: The list.
        semicolons: Whether semicolons part the names, so that a comma belongs to one.
    """
    parting = _SEMICOLONS if semicolons else _COMMAS
    parts: list[str] = []
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char in "([（":
            depth += 1
        elif char in ")]）":
            depth = max(depth - 1, 0)
        elif not depth and char in parting:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


class Names:
    """Parts the cells of one table into names.

    Attributes:
        joined: Names that may mean several, which were kept as one.
        ranges: Names that stand for several, from the first to the last.
    """

    def __init__(self, cells: Iterable[str], reader: Reader, ids: Mapping[str, str]) -> None:
        """Learn from all cells which names stand alone somewhere.

        Args:
            cells: The texts of all cells that name somebody.
            reader: Knows what stands for nobody.
            ids: What ids stand for that cells may refer to.
        """
        cells = list(cells)
        self._reader, self._ids = reader, ids
        self._semicolons = any(";" in cell or "；" in cell for cell in cells)
        parts = [one_line(part) for cell in cells for part in self._listed(cell)]
        self._alone = {part.casefold() for part in parts if not _JOINING.search(part)}
        self._keys = {part for part in self._alone if _KEY.fullmatch(part)}
        self.joined: dict[str, None] = {}
        self.ranges: dict[str, None] = {}

    def read(self, text: str) -> list[str]:
        """Return the names in a cell; none where it says that there is nobody."""
        if self._reader.read(text).kind in {Kind.BLANK, Kind.NOTHING}:
            return []
        return [name for part in self._listed(text) for name in self._apart(one_line(part)) if name]

    def _listed(self, text: str) -> list[str]:
        parts = split_names(text, semicolons=self._semicolons)
        if len(parts) > 1 and all(map(_BULLET.match, parts)):
            parts = [_BULLET.sub("", part) for part in parts]
        return parts

    def _range(self, name: str) -> list[str]:
        """Return the keys of a range, where such keys stand alone somewhere; else nothing."""
        found = _RANGE.fullmatch(name)
        if not found or not 0 < int(found[3]) - int(found[2]) <= _LONGEST_RANGE:
            return []
        numbers = range(int(found[2]), int(found[3]) + 1)
        keys = [f"{found[1]}{number:0{len(found[2])}}" for number in numbers]
        alone = any(one.startswith(found[1].casefold()) for one in self._keys) and found[1]
        if keys[0] not in self._ids and not alone:
            return []
        self.ranges[name] = None
        return keys

    def _apart(self, name: str) -> list[str]:
        """Part a name in which others are joined that stand alone elsewhere; look ids up."""
        if not name or self._reader.read(name).kind is Kind.NOTHING:
            return []
        if keys := self._range(name):
            return [self._ids.get(key, key) for key in keys]
        if name in self._ids:
            return [self._ids[name]]
        parts = [part.strip() for part in _JOINING.split(name) if part.strip()]
        if len(parts) > 1:
            known = [part.casefold() in self._alone or part in self._ids for part in parts]
            if all(known):
                return [self._ids.get(part, part) for part in parts]
            self.joined[name] = None
        return [name]


def holder_in(name: str) -> tuple[str, str]:
    """Return a name without the text in brackets at its end, and that text."""
    found = _BRACKETED.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def persons_in(names: Sequence[str]) -> tuple[list[str], dict[int, str]]:
    """Return names of roles without the persons in brackets behind them, and these persons.

    Persons are taken off only where what is left still tells the roles apart, and where most of the
    brackets hold persons, each another one: a place or a firm stands behind several roles.
    """
    parted = [holder_in(name) for name in names]
    inside = [text for _, text in parted if text]
    persons = sum(personness(text) > 0.5 for text in inside)  # noqa: PLR2004 - more likely than not
    if persons < 2 or persons * 3 < 2 * len(inside) or len(set(inside)) < len(inside):  # noqa: PLR2004
        return list(names), {}
    bare = [
        name if personness(person) > 0.5 and roleness(person) < 0.5 else whole  # noqa: PLR2004
        for (name, person), whole in zip(parted, names, strict=True)
    ]
    if len({name.casefold() for name in bare}) < len({name.casefold() for name in names}):
        return list(names), {}
    holders = {
        place: parted[place][1]
        for place, (name, whole) in enumerate(zip(bare, names, strict=True))
        if name != whole
    }
    return bare, holders


_LISTED_KEY = re.compile(r"[^\W\d_]{0,6}[-_.]?\d{1,5}|[^\W\d_]{1,3}")
_NUMBERED = re.compile(r"[-*•\s]*([^\W\d_]{0,6}\d{1,4})[.):]\s+(\S.{1,80})")
#: Fewer lines are no list of what ids stand for.
_FEWEST = 2
#: Columns from the left in which a key may stand.
_LEFT = 3


def ids_of(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return the names that a document gives to ids, in lists of their own."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if sheet.prose:
            found |= _listed([row[0] for row in sheet.rows if row])
        elif not sheet.loose:
            found |= _tabled(sheet)
    return found


def _listed(lines: Sequence[str]) -> dict[str, str]:
    """Return the names of a numbered list; a document may number its headings, too."""
    pairs = [match.groups() for line in lines if (match := _NUMBERED.fullmatch(line))]
    keys = [key for key, _ in pairs]
    once = len(set(keys)) == len(keys) >= 2 * _FEWEST
    return {key: one_line(name) for key, name in pairs} if once else {}


def _tabled(sheet: Sheet) -> dict[str, str]:
    """Return the names beside the keys of a table of two or three columns."""
    if not _FEWEST <= sheet.width <= _LEFT or len(sheet.rows) <= _FEWEST:
        return {}
    body = [row for row in sheet.rows[1:] if any(cell.strip() for cell in row)]
    for at in range(sheet.width - 1):
        keys = [row[at].strip() for row in body]
        names = [one_line(row[at + 1]) for row in body]
        apart = len(set(keys)) == len(keys) >= _FEWEST and len(set(names)) == len(names)
        if apart and all(map(_LISTED_KEY.fullmatch, keys)) and all(len(name) > 3 for name in names):  # noqa: PLR2004
            return dict(zip(keys, names, strict=True))
    return {}
