"""Heads of several rows: which of them names the roles, and what the others say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raci.tables.importing.language.vocabulary import (
    PERSONS,
    ROLES,
    TASKS,
    is_head,
)
from raci.tables.importing.shapes.features import average, personness
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.tables.importing.sheet import Sheet

#: A share of names that look like persons from which on a row of the head is one of persons.
_MOSTLY = 0.5


@dataclass(slots=True)
class Heads:
    """What the head of a table says.

    Attributes:
        rows: The sheet's rows that it takes.
        columns: What stands over each column of the sheet.
        names: What each role is called.
        persons: Who holds roles, by their places; ``departments`` likewise.
        joined: Whether two rows were joined to names, as nothing says which one names the roles.
        score: How well the rows explain each other.
    """

    rows: tuple[int, ...]
    columns: list[str]
    names: list[str]
    persons: dict[int, str] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)
    joined: bool = False
    score: float = 0.0


def composed(sheet: Sheet, rows: Sequence[int], columns: Sequence[int], stub: int) -> Heads:
    """Return what a head of one to three rows says.

    Args:
        sheet: The sheet.
        rows: The rows of the head, from top to bottom.
        columns: The first column of each role.
        stub: The column that names the table's rows.
    """
    lines = [[one_line(sheet.rows[row][at]) for at in columns] for row in rows]
    tops = [tops_of(sheet, rows, at) for at in range(sheet.width)]
    made = Heads(tuple(rows), tops, lines[-1])
    labels = [one_line(sheet.rows[row][stub]) for row in rows]
    for line, label in zip(reversed(lines[:-1]), reversed(labels[:-1]), strict=True):
        _add_above(made, _filled(line, made.names), label, labels[-1])
    return made


def tops_of(sheet: Sheet, rows: Sequence[int], at: int) -> str:
    """Return the lowest text that stands over a column in the rows of a head."""
    texts = (one_line(sheet.rows[row][at]) for row in reversed(rows))
    return next(filter(None, texts), "")


def _filled(line: list[str], below: Sequence[str]) -> list[str]:
    """Return a row of the head in which a name goes on over blanks, as merged cells do."""
    known = [text for text in line if text]
    if len(known) == len(line) or not known or len(set(below)) < len(set(known)):
        return line
    filled, last = [], ""
    for text in line:
        last = text or last
        filled.append(last)
    return filled


def _add_above(made: Heads, line: list[str], label: str, below: str) -> None:
    """Add a row above: departments, sites, persons, roles of persons, or parts of names."""
    names = [name or text for name, text in zip(made.names, line, strict=True)]
    title = len(line) > 2 and len(set(line)) == 1  # noqa: PLR2004 - over all roles, so of none
    if title or all(text in {"", name} for name, text in zip(names, line, strict=True)):
        made.names = names
        return
    unique, above_unique = _unique(names), _unique(line)
    persons, above_persons = average(map(personness, names)), average(map(personness, line))
    if above_unique and (persons > _MOSTLY > above_persons or _labelled(label, below)):
        made.persons = {place: name for place, name in enumerate(names) if name}
        made.names, made.score = line, made.score + 1.6
    elif unique and above_persons > _MOSTLY > persons:
        made.persons = {place: text for place, text in enumerate(line) if text}
        made.names, made.score = names, made.score + 1.6
    elif above_unique and not unique and len(set(names)) > 1:
        made.departments = {place: name for place, name in enumerate(names) if name}
        made.names, made.score = line, made.score + 0.9
    elif unique and not above_unique and len(set(line)) > 1:
        made.departments = {place: text for place, text in enumerate(line) if text}
        made.names, made.score = names, made.score + 0.9
    else:
        joined = [
            f"{text} / {name}" if text and text != name else name
            for name, text in zip(names, line, strict=True)
        ]
        better = not unique and _unique(joined)
        made.joined = not better
        made.names, made.score = joined, made.score + (1.2 if better else 0.0)


def _labelled(label: str, below: str) -> bool:
    """Tell whether the heads of the stub say that roles stand above the persons' names."""
    return is_head(label, ROLES) and not is_head(label, TASKS) and is_head(below, PERSONS)


def _unique(names: Sequence[str]) -> bool:
    return max(Counter(name.casefold() for name in names).values(), default=0) <= 1
