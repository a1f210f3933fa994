"""A region of a sheet in which one table may stand, and how its columns look."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.tables.importing.language.letters import Kind
from raci.tables.importing.shapes.features import as_role_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.importing.sheet import Sheet

#: So many rows tell what a column is; larger tables are sampled.
_SAMPLE = 160
#: A head that is repeated stands no further from the top of its table.
_HEAD_ROWS = 6
#: Evidence beyond so many cells of one kind counts no more.
_ENOUGH = 6
#: The kind of a cell that a legend claims.
CLAIMED = "g"
_AS_LETTERS = {
    "L": 1.0,
    "M": 0.1,
    "X": -0.4,
    " ": 0.0,
    "-": 0.15,
    "N": -1.2,
    "T": -1.5,
    CLAIMED: -0.3,
}
_AS_OTHER = {
    "L": -0.6,
    "M": -0.2,
    "X": -0.1,
    " ": 0.0,
    "-": -0.05,
    "N": 0.0,
    "T": 0.0,
    CLAIMED: 0.0,
}


@dataclass(slots=True)
class Region:
    """Rows of a sheet from ``start`` to before ``end``.

    Attributes:
        kinds: The kind of each cell of the sheet, a string a row; legends are masked.
        above: The first row in which a head may stand.
    """

    sheet: Sheet
    kinds: list[str]
    start: int
    end: int
    above: int
    _filled: list[int] = field(default_factory=list)
    _columns: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the rows that are not blank."""
        rows = range(min(self.above, self.start), self.end)
        self._filled = [row for row in rows if self.kinds[row].strip()]

    def rows(self, first: int) -> list[int]:
        """Return the rows that are not blank, from ``first`` on."""
        return self._filled[bisect_left(self._filled, first) :]

    def sample(self, first: int) -> list[int]:
        """Return enough rows to tell what columns are, from ``first`` on."""
        rows = self.rows(first)
        if len(rows) <= _SAMPLE:
            return rows
        half = _SAMPLE // 2
        return [*rows[:half], *rows[half :: max((len(rows) - half) // half, 1)]]

    def columns(self, first: int) -> list[str]:
        """Return the kinds of each column's cells from ``first`` on, a string a column."""
        if first not in self._columns:
            rows = [row for row in self.sample(first) if self._tells(row)] or self.sample(first)
            made = zip(*(self.kinds[row] for row in rows), strict=True)
            self._columns[first] = ["".join(column) for column in made] or [""] * self.sheet.width
        return self._columns[first]

    def _tells(self, row: int) -> bool:
        """Tell whether a row tells of its columns: it has letters, or is no title of a group."""
        kinds = self.kinds[row]
        if "L" in kinds or "X" in kinds or "M" in kinds:
            return True
        cells = self.sheet.rows[row]
        return len({text for text in cells if text.strip()}) > 1

    def texts(self, row: int) -> list[str]:
        """Return what stands in a row."""
        return self.sheet.rows[row]


def as_letters(kinds: str, head: str) -> float:
    """Return how well a column fits as a role's letters rather than as anything else."""
    filled = len(kinds) - kinds.count(Kind.BLANK)
    if not kinds:
        return -1.0
    gain = sum(
        (weight - _AS_OTHER[kind]) * kinds.count(kind) for kind, weight in _AS_LETTERS.items()
    )
    shown = gain / max(filled, 1) * min(filled, _ENOUGH)
    return shown + as_role_head(head) + (0.4 if not filled else 0.0)


def side_by_side(sheet: Sheet, kinds: list[str]) -> list[tuple[Sheet, list[str]]]:
    """Return the tables that blank columns part, each as the sheet without what stands beside.

    A block with letters, and texts left of them, may be a table of its own; one without goes on
    with the block left of it. A single one, or names without letters, is nothing to be parted.
    """
    columns = ["".join(column) for column in zip(*kinds, strict=True)]
    starts: list[int] = []
    blank = True
    for at, column in enumerate(columns):
        if blank and column.strip():
            if _names_letters(columns[at:]):
                starts.append(at)
            elif not starts:
                return []
        blank = not column.strip()
    if len(starts) < 2:  # noqa: PLR2004
        return []
    ends = [*starts[1:], sheet.width]
    return [_alone(sheet, kinds, *block) for block in zip([0, *starts[1:]], ends, strict=True)]


def _names_letters(columns: Sequence[str]) -> bool:
    """Tell whether columns begin with texts, and go on with letters before a blank column."""
    texts = False
    for column in columns:
        if not column.strip():
            return False
        letters = column.count("L")
        if letters > 1 and letters * 2 > len(column) - column.count(" "):
            return texts
        texts = texts or column.count("T") > 1
    return False


def _alone(sheet: Sheet, kinds: list[str], start: int, end: int) -> tuple[Sheet, list[str]]:
    """Return a sheet in which only some columns are filled."""
    left, right = [""] * start, [""] * (sheet.width - end)
    rows = [[*left, *row[start:end], *right] for row in sheet.rows]
    spans = tuple(one for one in sheet.spans if start <= one.left and one.right < end)
    masked = [f"{' ' * start}{kind[start:end]}{' ' * (sheet.width - end)}" for kind in kinds]
    return replace(sheet, rows=rows, spans=spans), masked


def partitions(sheet: Sheet, kinds: list[str]) -> Iterator[list[list[Region]]]:
    """Yield for each run of rows the ways in which it may be parted into tables, from the top.

    A blank row parts tables, unless what follows goes on with the columns above and has no head.
    """
    runs = list(_runs(kinds))
    start, above = None, 0
    for number, (first, end) in enumerate(runs):
        begun = first if start is None else start
        following = runs[number + 1] if number + 1 < len(runs) else None
        if following and _goes_on(sheet, kinds, (begun, end), following):
            start = begun
            continue
        ways = [[Region(sheet, kinds, begun, end, above)]]
        cuts = list(_cuts(sheet, kinds, begun, end))
        if len(cuts) > 1:
            tops = [above, *(cut for cut, _ in cuts[1:])]
            ways.append(
                [Region(sheet, kinds, *cut, top) for cut, top in zip(cuts, tops, strict=True)]
            )
        yield ways
        start, above = None, end


def _runs(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = None
    for row, kind in enumerate([*kinds, ""]):
        if kind.strip():
            start = row if start is None else start
        elif start is not None:
            yield start, row
            start = None


def _lettered(kinds: Sequence[str], start: int, end: int) -> set[int]:
    """Return the columns in which letters stand, of the first rows that have any."""
    columns: set[int] = set()
    seen = 0
    for row in range(start, end):
        if "L" in kinds[row]:
            columns.update(at for at, kind in enumerate(kinds[row]) if kind == "L")
            seen += 1
        if seen >= _SAMPLE:
            break
    return columns


def _goes_on(
    sheet: Sheet, kinds: list[str], before: tuple[int, int], after: tuple[int, int]
) -> bool:
    """Tell whether rows behind a gap belong to the table before it, or to the head before it."""
    known = _lettered(kinds, *before)
    new = _lettered(kinds, *after)
    if not new:
        # Sums, notes and legends stay apart; nothing is lost with them.
        return False
    gap = after[0] - before[1]
    if not known:
        headed = _headed(sheet, kinds, after[0], new) or _headed(sheet, kinds, after[0] + 1, new)
        height = before[1] - before[0]
        return not headed and gap <= 2 and height <= 6 and _names(sheet, kinds, before[1] - 1, new)  # noqa: PLR2004
    first = next(row for row in range(*after) if "L" in kinds[row])
    if _same_head(sheet, before, after):
        return True
    if any(_headed(sheet, kinds, row, new) for row in range(after[0], first + 1)):
        return False
    return new <= known or (gap <= 3 and _named(sheet, kinds, before, new))  # noqa: PLR2004


def _same_head(sheet: Sheet, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Tell whether a table goes on below its own head, repeated as on each page of a print."""
    head = [text.strip() for text in sheet.rows[after[0]]]
    top = range(before[0], min(before[0] + _HEAD_ROWS, before[1]))
    return sum(map(bool, head)) > 1 and any(
        [text.strip() for text in sheet.rows[row]] == head for row in top
    )


def _named(sheet: Sheet, kinds: list[str], before: tuple[int, int], columns: set[int]) -> bool:
    """Tell whether the head of the rows above names the columns of those below."""
    first = next((row for row in range(*before) if "L" in kinds[row]), before[1])
    rows = range(before[0], min(first + 1, before[1]))
    heads = {at for row in rows for at in columns if kinds[row][at] in "TM"}
    titles = {row for row in rows if len({text for text in sheet.rows[row] if text.strip()}) < 2}  # noqa: PLR2004
    return heads == columns and len(titles) < len(rows)


def _headed(sheet: Sheet, kinds: list[str], row: int, columns: set[int]) -> bool:
    """Tell whether a row names columns of letters: it is a head."""
    if row >= len(kinds):
        return False
    texts = {sheet.rows[row][at] for at in columns if kinds[row][at] in "TNM"}
    few = len(columns) < 3  # noqa: PLR2004
    if few:
        return bool(texts) and "L" not in kinds[row] and len(texts) >= len(columns)
    return len(texts) >= max(2, len(columns) / 2)


def _names(sheet: Sheet, kinds: list[str], row: int, columns: set[int]) -> bool:
    texts = {sheet.rows[row][at] for at in columns if kinds[row][at] != Kind.BLANK}
    return len(texts) * 2 > len(columns)


def _cuts(sheet: Sheet, kinds: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a run of rows where another head begins: names over columns that held letters."""
    first = next((row for row in range(start, end) if "L" in kinds[row]), None)
    if first is None:
        yield start, end
        return
    begun, columns, seen = start, set[int](), 0
    for row in range(start, end):
        if "L" in kinds[row]:
            if seen < _SAMPLE:
                columns.update(at for at, kind in enumerate(kinds[row]) if kind == "L")
            seen += 1
        elif seen and _is_new_head(sheet, kinds, row, columns, (begun, end)):
            cut = row - 1 if _is_title(sheet, row - 1) and row - 1 > begun else row
            yield begun, cut
            begun, columns, seen = cut, set(), 0
    yield begun, end


def _is_title(sheet: Sheet, row: int) -> bool:
    return len({text for text in sheet.rows[row] if text.strip()}) == 1


def _is_new_head(
    sheet: Sheet, kinds: list[str], row: int, columns: set[int], within: tuple[int, int]
) -> bool:
    begun, end = within
    if not _headed(sheet, kinds, row, columns):
        return False
    texts = {text for at, text in enumerate(sheet.rows[row]) if kinds[row][at] != " "}
    again = any(
        len(texts & set(sheet.rows[above])) * 3 >= 2 * len(texts)
        for above in range(begun, min(begun + 12, row))
    )
    below = next((at for at in range(row + 1, min(row + 4, end)) if "L" in kinds[at]), None)
    return not again and below is not None
