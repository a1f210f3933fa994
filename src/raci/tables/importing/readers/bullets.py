"""Lists of "key: value" under headings as a sheet: a row per heading, a column per key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from raci.tables.importing.bounds import refuse_cells, refuse_columns
from raci.tables.importing.sheet import Sheet

_KEY_VALUE = re.compile(r"[-*•\s]*([^:：]{1,60})\s*[:：]\s*(.*)")
#: Keys of one row before the list is something else than a matrix.
_MOST_KEYS = 12


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
        self._depth = 0

    def heading(self, titles: list[str], line: int) -> None:
        """Begin the section of a heading; ``titles`` are the headings from the top to it."""
        above = titles[-2] if len(titles) > 2 else ""  # noqa: PLR2004 - the first is the document's
        self._heading = _Section(titles[-1], above, line)
        self._sections.append(self._heading)
        self._open = []

    def item(self, *, opened: bool) -> None:
        """Go one bullet deeper, or come back."""
        self._depth += 1 if opened else -1
        self._open = self._open[: max(self._depth, 0)]

    def line(self, text: str, line: int) -> None:
        """Look at one line of text: a key with its value, or the title of what follows."""
        found = _KEY_VALUE.fullmatch(text.strip())
        target = self._open[self._depth - 2] if 1 < self._depth <= len(self._open) + 1 else None
        target = target or self._heading
        if found and found[2] and target is not None and len(target.values) < _MOST_KEYS:
            target.values.setdefault(found[1].strip(), found[2].strip())
        elif self._depth and text.strip():
            above = self._heading.title if self._heading else ""
            section = _Section(text.strip().rstrip(":："), above, line)
            self._open = [*self._open[: self._depth - 1], section]
            self._sections.append(section)

    def sheets(self) -> list[Sheet]:
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
