"""Telling the rows of a table apart: rows, groups, duties of the row above, sums, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.model.text import Text
from raci.tables.importing.imported import A_ROW, Doubt, Meaning
from raci.tables.importing.language.vocabulary import (
    GROUP_STARTS,
    LEGENDS,
    TOTALS,
    duty_named,
    fold,
    is_head,
    is_portfolio,
)
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.organisation import Duty
    from raci.tables.importing.matrices.matrix import Matrix


_NUMBERED = re.compile(r"\s*((?:\d+\.)+\d*|\d+(?=[).\s-]\s*)|[A-Z]\.(?=\s)|[IVX]+\.(?=\s))")
_BULLET = re.compile(r"\s*(?:[•▪◦●·‣–—-]\s+)?")
_FOOTNOTE = re.compile(r"\s*(?:\*+|†|‡|¹|²|³|\(\d\)|\[\d\])\s*\S")
_LEGEND = re.compile(r"(?:^|[\s(*])[RASCIDVO]\s*[=:–—-]\s*\w")
_LONG = 160


class Sort(Enum):
    """What a row is."""

    ROW = auto()
    GROUP = auto()
    SUM = auto()
    NOTE = auto()
    LEGEND = auto()
    OTHER = auto()
    BLANK = auto()


@frozen
class Facts:
    """What is known of a row before it is judged.

    Attributes:
        name: Its name, as written (with leading blanks).
        letters: Whether it has letters.
        nothing: Whether it says "none" (a dash) somewhere.
        texts: How many of the roles' cells hold other text; numbers likewise.
        beside: Whether other columns say something on it.
        look: How its name is set, where that is not the usual way.
        ticked: Whether these texts are all ticks.
        lone: Whether its only text stands left of the column of names, as the first of merged
            cells does where a format does not tell that they were merged.
        alone: Whether it is one cell where others have several.
        explains: Whether an explanation of letters stands in the row or below it, or no row with
            letters follows.
        after_gap: Whether a blank row stands before it, and no letters after it.
    """

    name: str
    letters: bool
    nothing: bool
    texts: int
    numbers: int
    beside: bool
    look: str
    alone: bool
    after_gap: bool
    explains: bool = False
    ticked: bool = False
    lone: bool = False


def is_sum(name: str) -> bool:
    """Tell whether a head or a name says that sums stand under or beside it."""
    return name.strip().startswith(("Σ", "∑")) or is_head(name, TOTALS)


def sort_rows(rows: Sequence[Facts]) -> tuple[list[Sort], list[int]]:
    """Return what each row is, and which could as well be a group's title as a row.

    A row without letters is a group only where something says so: it is set apart from the rows
    that have letters by merging, bold type, indentation or numbering, or by blank columns that
    all others fill. Otherwise it stays a row that nobody has a letter on, which is what this
    program is there to find.
    """
    lettered = [row for row in rows if row.letters]
    usual = _Usual(
        looks=_usual_looks(lettered),
        beside=bool(lettered) and sum(row.beside for row in lettered) * 10 >= 9 * len(lettered),
        numbered=sum(bool(_NUMBERED.match(row.name)) for row in lettered) * 2 > len(lettered),
        upper=sum(row.name.isupper() for row in lettered) * 2 > len(lettered),
    )
    sorts: list[Sort] = []
    unsure: list[int] = []
    for at, row in enumerate(rows):
        sort = _sort(row)
        if sort is None:
            following = _next(rows, at)
            grouped = following is not None and (row.lone or _is_group(row, following, usual))
            sort = Sort.GROUP if grouped else Sort.NOTE if row.lone else Sort.ROW
            if sort is Sort.ROW and following is not None and not row.nothing:
                unsure.append(at)
        sorts.append(sort)
    if _part_rows(rows, unsure):
        for at in unsure:
            sorts[at] = Sort.GROUP
    _end_with_titles(rows, sorts, usual)
    return sorts, unsure


def _end_with_titles(rows: Sequence[Facts], sorts: list[Sort], usual: _Usual) -> None:
    """Take rows without letters at the end for titles, where titles before are set like them."""
    titles = {row.look for row, sort in zip(rows, sorts, strict=True) if sort is Sort.GROUP}
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if sorts[at] is Sort.BLANK:
            continue
        if sorts[at] is not Sort.ROW or row.letters or row.nothing or row.ticked:
            break
        if row.look not in titles - usual.looks:
            break
        sorts[at] = Sort.GROUP


def _part_rows(rows: Sequence[Facts], unsure: Sequence[int]) -> bool:
    """Tell whether rows that nothing sets apart but blanks are titles after all.

    A matrix that begins with a row nobody has a letter on is rare; one that begins with a title
    has others further down, and each has rows with letters below it.
    """
    filled = [at for at, row in enumerate(rows) if row.name.strip() or row.letters]
    following = dict(pairwise(filled))
    return (
        len(unsure) > 1
        and unsure[0] == filled[0]
        and all(rows[following[at]].letters for at in unsure if at in following)
    )


@frozen
class _Usual:
    """How the rows with letters look."""

    looks: frozenset[str]
    beside: bool
    numbered: bool
    upper: bool


def _sort(row: Facts) -> Sort | None:
    """Return what a row is beyond doubt; None for a name without letters."""
    name = row.name.strip()
    if row.letters:
        return Sort.SUM if is_sum(name) and row.numbers else Sort.ROW
    if not name and not row.texts and not row.numbers:
        return Sort.BLANK
    if row.ticked:
        return Sort.ROW
    others = {
        Sort.SUM: is_sum(name) or (row.numbers and not row.texts and not row.alone),
        Sort.LEGEND: _LEGEND.search(name) or (row.explains and is_head(name, LEGENDS)),
        Sort.OTHER: row.texts and not row.alone,
        Sort.NOTE: row.after_gap or _FOOTNOTE.match(name) or len(name) > _LONG,
    }
    return next((sort for sort, true in others.items() if true), None)


def _next(rows: Sequence[Facts], at: int) -> Facts | None:
    for row in rows[at + 1 :]:
        if row.name.strip():
            return None if row.after_gap else row
    return None


def _is_group(row: Facts, following: Facts, usual: _Usual) -> bool:
    if row.nothing or following.name.lstrip().startswith(BELOW):
        return False
    indent, below = _indent(row.name), _indent(following.name)
    if indent != below:
        return indent < below
    depth, deeper = _depth(row.name), _depth(following.name)
    if depth and deeper and usual.numbered:
        return depth < deeper
    return (
        row.alone
        or row.look not in usual.looks
        or (usual.beside and not row.beside)
        or (bool(depth) and not usual.numbered)
        or (row.name.isupper() and not usual.upper and len(row.name.strip()) > 3)  # noqa: PLR2004 - no acronym
        or row.name.rstrip().endswith((":", "："))
        or fold(row.name).startswith(GROUP_STARTS)
    )


def _usual_looks(lettered: Sequence[Facts]) -> frozenset[str]:
    """Return the looks that a third of the rows with letters have, and the plain one."""
    looks = Counter(row.look for row in lettered)
    return frozenset(("", *(look for look, number in looks.items() if number * 3 >= len(lettered))))


def _indent(name: str) -> int:
    """Return how far a name is indented, by blanks or a bullet before it."""
    found = _BULLET.match(name)
    return found.end() if found else 0


def _depth(name: str) -> int:
    """Return how deep a row is numbered: 1.2.3 is 3, 1.0 is 1, nothing is 0."""
    found = _NUMBERED.match(name)
    if not found:
        return 0
    numbers = [part for part in found[1].split(".") if part]
    while len(numbers) > 1 and numbers[-1] == "0":
        numbers.pop()
    return len(numbers)


#: What stands before a duty's name in grids whose rows have one column of names.
BELOW = "↳"


class NamesOfRows:
    """Names rows one after the other; a duty is named with the row that it belongs to."""

    def __init__(self) -> None:
        """Begin above the first row."""
        self._owner = ""

    def read(self, name: str, duty: str = "") -> tuple[str, Meaning]:
        """Return a row's full name, and what it is: a duty where it stands below an arrow of ours.

        Args:
            name: What stands in the column of names.
            duty: What stands in the column of duties, where there is one.
        """
        name, duty = one_line(name), one_line(duty)
        below: Duty | None = None
        if self._owner and name.startswith(BELOW):
            name, duty = "", name.removeprefix(BELOW).strip()
            below = duty_named(duty)
        self._owner = name or self._owner
        full = ": ".join(filter(None, (self._owner, duty))) if duty else name
        return full, Meaning(duty=below, channel=self._owner) if below else A_ROW

    def full(self, name: str, duty: str = "") -> str:
        """Return a row's full name alone."""
        return self.read(name, duty)[0]


def tell_rows_apart(matrix: Matrix) -> None:
    """Mark the portfolio row; doubt rows that are called like duties of others.

    Our own tables call duties so; in a table that is not clearly ours, a row of such a name may be
    a row of its own.
    """
    first = matrix.lines[0] if matrix.lines else None
    if first and is_portfolio(first.name) and not first.group:
        first.meaning = Meaning(portfolio=True)
    names = {line.name for line in matrix.lines}
    found = []
    for line in matrix.lines:
        channel, _, duty = line.name.rpartition(": ")
        if channel in names and not line.meaning.duty and duty_named(duty):
            found.append(line)
    if found:
        message = Text(
            "“{row}” could be a duty of “{channel}”; it was kept as a row of its own.",
            {
                "n": len(found),
                "row": found[0].name,
                "channel": found[0].name.rpartition(": ")[0],
            },
            "“{row}” could be a duty of “{channel}”; {n} rows like it "
            "were kept as rows of their own.",
        )
        rows = tuple(line.name for line in found)
        matrix.doubts.append(Doubt(matrix.place(found[0]), message, None, rows))
