"""Which columns a table of ours has: what stands before the letters, the letters, the notes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.scheme import SCHEMES
from raci.tables.importing.language.own_wording import wordings
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from raci.model.scheme import Scheme
    from raci.tables.importing.language.own_wording import Wording
    from raci.tables.importing.sheet import Sheet

#: In so many rows from the top the head is looked for; a workbook has it in the sixth.
_TOP = 8
_MARK = re.compile(r"★\d*|☆")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_SUM = "Σ "


@frozen
class Columns:
    """The columns of a grid, or of a table with a column per letter.

    Attributes:
        head: The row of the heads.
        body: The rows below it, titles of groups aside.
        titles: What groups are called, by the row above them.
        group: The column of groups; so name, duty, kind, status and notes; -1 for none.
        letters: The first column of letters, and the one after the last.
        scheme: What the heads over the letters name, where there is a column per letter.
        doubtful: Columns that only their words tell to be ours.
    """

    wording: Wording
    head: int
    body: list[int]
    titles: dict[int, str]
    group: int
    name: int
    duty: int
    kind: int
    status: int
    notes: int
    letters: tuple[int, int]
    scheme: Scheme | None
    doubtful: tuple[int, ...]


def columns_of(sheet: Sheet) -> Columns | None:
    """Return the columns of a table that is clearly ours; None for any other.

    It is ours by its title (of workbooks and pages), or by columns that nobody else has: duties
    below their channels, marks of leadership; or, doubtfully, by kinds and states in our words.
    """
    for row in range(min(_TOP, len(sheet.rows) - 1)):
        for wording in wordings():
            found = _Head(sheet, row, wording).columns()
            if found is not None:
                return found
    return None


class _Head:
    """Reads one row as our head, from left to right."""

    def __init__(self, sheet: Sheet, row: int, wording: Wording) -> None:
        self._sheet, self._row, self._wording = sheet, row, wording
        self._heads = [one_line(text) for text in sheet.rows[row]]
        self._at = 0

    def columns(self) -> Columns | None:
        words, wording = self._wording.words, self._wording
        signed = is_signed(self._sheet, wording) or self._is_grouped()
        group = self._take(words("Group")) if len(self._heads) > 1 else -1
        if self._at >= len(self._heads) or not self._heads[self._at]:
            return None
        name = self._at
        self._at += 1
        if not signed and not self._named_ours():
            return None
        titles = self._titles(group, name)
        body = [at for at in range(self._row + 1, len(self._sheet.rows)) if at not in titles]
        duty = self._take(words("Duty"), body, wording.duties)
        kind = self._take(words("Kind"), body, wording.kinds)
        status = self._take(words("Status"), body, wording.statuses)
        marks = self._take(words("Leadership"), body, _Marks())
        if marks < 0:
            self._pass_empty(words("Leadership"), body)
        certain = signed or marks >= 0 or (duty >= 0 and self._in_order(body, name, duty))
        certain = certain or (kind >= 0 and self._heads[name] == words("Channel"))
        if not certain and (duty >= 0 or (kind < 0 and status < 0)):
            return None
        letters, scheme, notes = self._letters(body)
        if letters[1] <= letters[0]:
            return None
        doubtful = () if certain else tuple(at for at in (kind, status) if at >= 0)
        return Columns(
            wording, self._row, body, titles, group, name, duty, kind, status, notes, letters,
            scheme, doubtful,
        )  # fmt: skip

    def _is_grouped(self) -> bool:
        """Tell whether groups and channels are headed as ours, and a group stands on each row.

        Others name a group on its first row alone; there, a blank stands for the group above.
        """
        words = self._wording.words
        heads = [words("Group"), self._heads[1] if self._is_titled() else words("Channel")]
        if self._heads[:2] != heads:
            return False
        groups = [row[0].strip() for row in self._sheet.rows[self._row + 1 :]]
        return any(above and above == group for above, group in pairwise(groups))

    def _is_titled(self) -> bool:
        title = self._sheet.name
        return len(self._heads) > 1 and bool(self._heads[1]) and bool(self._wording.titled(title))

    def _named_ours(self) -> bool:
        """Tell whether one of our columns may stand right of the names: a look at one word."""
        words = self._wording.words
        ours = (words("Duty"), words("Kind"), words("Status"), words("Leadership"))
        return self._at < len(self._heads) and self._heads[self._at] in ours

    def _take(
        self, head: str, body: Sequence[int] = (), allowed: Container[str] | None = None
    ) -> int:
        """Return the next column if it is headed so, holds allowed texts alone and some at all."""
        at = self._at
        if at >= len(self._heads) or self._heads[at] != head:
            return -1
        if allowed is not None:
            texts = {self._sheet.rows[row][at].strip() for row in body} - {""}
            if not texts or not all(text in allowed for text in texts):
                return -1
        self._at += 1
        return at

    def _pass_empty(self, head: str, body: Sequence[int]) -> None:
        """Go past a column that is headed so and empty: no row is in use, or has a mark."""
        at = self._at
        if self._heads[at : at + 1] == [head]:
            self._at += not any(self._sheet.rows[row][at] for row in body)

    def _titles(self, group: int, name: int) -> dict[int, str]:
        """Return the rows that are one merged cell, or hold nothing but a group's title."""
        sheet = self._sheet
        if group < 0:
            last = sheet.width - 1
            rows = (span.top for span in sheet.spans if not span.left and span.right == last)
            return {row: one_line(sheet.rows[row][0]) for row in rows if row > self._row}
        found = {}
        for row in range(self._row + 1, len(sheet.rows)):
            cells = sheet.rows[row]
            if not cells[name].strip() and cells[group].strip() and not any(cells[name:]):
                found[row] = one_line(cells[group])
        return found

    def _letters(self, body: Sequence[int]) -> tuple[tuple[int, int], Scheme | None, int]:
        """Return where letters stand, what their heads say, and which column holds notes."""
        start = end = self._at
        while end < len(self._heads) and self._heads[end] and _SUM not in self._heads[end][:2]:
            end += 1
        heads = self._heads[start:end]
        for scheme in sorted(SCHEMES.values(), key=lambda one: len(one.letters), reverse=True):
            legend = self._wording.legend(scheme)
            if heads[: len(legend)] == legend:
                notes = self._notes(body, start + len(legend), end)
                return (start, start + len(legend)), scheme, notes
        notes = self._notes(body, end - 1, end)
        return (start, end if notes < 0 else notes), None, notes

    def _notes(self, body: Sequence[int], at: int, end: int) -> int:
        if at >= end or self._heads[at] != self._wording.words("Notes"):
            return -1
        texts = {self._sheet.rows[row][at].strip() for row in body} - {""}
        return -1 if all(map(_LETTERS.fullmatch, texts)) else at

    def _in_order(self, body: Sequence[int], name: int, duty: int) -> bool:
        """Tell whether duties stand below the channel of their name, each once and in order."""
        order = list(self._wording.duties)
        above, last = "", -1
        for row in body:
            cells = self._sheet.rows[row]
            text = cells[duty].strip()
            now = order.index(text) if text else -1
            if text and (cells[name] != above or now <= last):
                return False
            above, last = cells[name], now
        return True


class _Marks:
    """All marks of leadership that there are."""

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and _MARK.fullmatch(text) is not None


def is_signed(sheet: Sheet, wording: Wording) -> bool:
    """Tell whether a workbook's sheet or a page's table bears our title and a date."""
    top = [row[0].strip() for row in sheet.rows[:2] if row]
    if len(top) > 1 and wording.titled(top[0]) and wording.day(top[1]):
        return True
    title, _, day = sheet.name.rpartition(", ")
    return title in sheet.sections and bool(wording.titled(title)) and wording.day(day) is not None


def is_sum(cells: Sequence[str], name: int) -> bool:
    """Tell whether a row counts letters: a sign and a letter, and numbers only."""
    text = cells[name].strip()
    if not text.startswith(_SUM) or len(text) > len(_SUM) + 1:
        return False
    rest = [cell for cell in cells[name + 1 :] if cell.strip()]
    return bool(rest) and all(cell.strip().isdecimal() for cell in rest)
