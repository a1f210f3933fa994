"""Telling the columns of a table apart: what names rows, what groups them, what is neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.frozen import frozen
from raci.tables.importing.language.vocabulary import (
    DUTIES,
    FOREIGN,
    GROUPS,
    NOTHING,
    ROLES,
    TASKS,
    fold,
    is_head,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci.tables.importing.sheet import Sheet

_ID = re.compile(r"[A-Za-z]{0,5}[-_. #]?\d+(?:[.\-_/]\d+)*[.)]?|[A-Z]{1,3}")
_ID_HEAD = re.compile(r"(?:^|[_\s.-])(?:id|ID|Id)$|[a-z]Id$")
#: Signs for nothing are no longer than this.
_LONGEST_SIGN = 4
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:_+[a-z0-9]+)+")


@frozen
class Stub:
    """The columns that name rows.

    Attributes:
        name: The column with the rows' names; -1 where there is none.
        groups: Columns that group rows, from the outside in.
        foreign: Columns that are neither, nor empty.
        duty: The column that divides rows into duties; -1 where there is none.
    """

    name: int
    groups: tuple[int, ...]
    foreign: tuple[int, ...]
    duty: int = -1


def stub_of(
    sheet: Sheet,
    heads: Sequence[str],
    rows: Sequence[int],
    taken: frozenset[int],
    *,
    roles: bool = False,
) -> Stub:
    """Return which columns name and group the rows.

    Args:
        sheet: The sheet.
        heads: The head of each column.
        rows: The table's rows.
        taken: Columns of roles and letters.
        roles: Whether rows may be named by roles.
    """
    texts = {
        column: [_said(sheet.rows[row][column]) for row in rows]
        for column in range(sheet.width)
        if column not in taken
    }
    filled = {column: values for column, values in texts.items() if any(values)}
    if not filled:
        return Stub(-1, (), ())
    first = min(taken, default=sheet.width)
    scores = {at: _score(heads[at], values, at, first) for at, values in filled.items()}
    for at in filled:
        if is_head(heads[at], ROLES):
            scores[at] += 1 if roles else -2
    name, duty = duty_column(heads, filled)
    if duty < 0:
        name = max(scores, key=lambda at: (scores[at], -at))
    groups = tuple(
        at
        for at in filled
        if at < name and _groups(heads[at], filled[at], filled[name]) and at < first
    )
    foreign = tuple(at for at in filled if at not in {name, duty, *groups})
    return Stub(name, groups, foreign, duty)


def _said(text: str) -> str:
    """Return what a cell says as a name; signs for nothing say nothing."""
    text = text.strip()
    return "" if len(text) <= _LONGEST_SIGN and fold(text) in NOTHING else text


def _score(head: str, values: list[str], at: int, first: int) -> float:
    known = [value for value in values if value]
    score = len(set(known)) / len(values) + len(known) / len(values)
    if is_head(head, TASKS):
        score += 3
    if is_head(head, FOREIGN) or _ID_HEAD.search(head.strip()):
        score -= 2
    if is_head(head, GROUPS):
        score -= 1
    if sum(bool(_ID.fullmatch(value)) for value in known) * 2 > len(known):
        score -= 3
    if sum(bool(_IDENTIFIER.fullmatch(value)) for value in known) * 2 > len(known):
        score -= 0.6
    average = sum(map(len, known)) / len(known)
    return score + (1 if at < first else 0) - 0.1 * at - (1.5 if average > 120 else 0)  # noqa: PLR2004 - paragraphs


def _groups(head: str, values: list[str], names: list[str]) -> bool:
    """Tell whether a column groups rows: it says so, or repeats itself, or leaves rows blank."""
    known = [value for value in values if value]
    if is_head(head, FOREIGN) or is_head(head, ROLES) or _ID_HEAD.search(head.strip()):
        return False
    if is_head(head, GROUPS):
        return True
    if sum(bool(_ID.fullmatch(value)) for value in known) * 2 > len(known):
        return False
    distinct = len(set(known))
    return distinct < len([name for name in names if name]) and distinct * 1.2 <= len(values)


def duty_column(heads: Sequence[str], columns: Mapping[int, Sequence[str]]) -> tuple[int, int]:
    """Return the column of names and that of duties beside it; -1 and -1 where none is.

    "Task" may stand over the names themselves, and "Process, Task" over a group and the names. A
    column of duties stands right of names, which are repeated for each duty, and is blank where a
    row speaks of the whole.

    Args:
        heads: The head of each column.
        columns: What stands in each column that is not empty, by its place.
    """
    for duty, duties in columns.items():
        if not is_head(heads[duty], DUTIES) or all(duties):
            continue
        for name in reversed([at for at in columns if at < duty]):
            if _names(heads[name], columns[name]):
                return name, duty
    return -1, -1


def _names(head: str, names: Sequence[str]) -> bool:
    """Tell whether a column names rows, not their numbers, groups or roles."""
    if not all(names) or any(is_head(head, kind) for kind in (FOREIGN, GROUPS, ROLES)):
        return False
    return is_head(head, TASKS) or len(set(names)) < len(names)
