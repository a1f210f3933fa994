"""The three layouts as plain sheets of text: grid, long and role; and what else may be chosen.

Formats that only know rows and columns are made from these; the workbook, the page and the
terminal draw the grid themselves.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from raci.frozen import frozen, replace
from raci.model.error import RaciError
from raci.model.organisation import Status
from raci.model.text import Text, mark
from raci.model.vocabulary import KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from raci.tables.table import Column, Row, Table, TableCell


#: What the marks of rows mean, to be translated.
MARKS = mark("★ a leader answers personally, ★n after n steps, ☆ never")


class Layout(StrEnum):
    """How a matrix is laid out."""

    GRID = "grid"
    LONG = "long"
    ROLE = "role"


@frozen
class Head:
    """The head of a column.

    Attributes:
        leader: Whether it names a role of leadership.
        letters: Whether the cells below hold letters.
    """

    text: str
    leader: bool = False
    letters: bool = False


@frozen
class Sheet:
    """One table of texts.

    Attributes:
        title: A heading; empty where there is only one sheet.
        facts: Sentences between the heading and the table.
        leader: Whether the sheet is about a role of leadership.
        strong: Row and column of the cells in which a leader is accountable.
        headings: Titles of groups with the row that each stands before.
        marked: Row and column of the cells that stand out in a list of texts.
    """

    title: str
    head: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...] = ()
    leader: bool = False
    strong: tuple[tuple[int, int], ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    marked: frozenset[tuple[int, int]] = frozenset()


def sheets(
    table: Table, layout: Layout, roles: Sequence[str] = (), *, noted: bool = True
) -> tuple[Sheet, ...]:
    """Return the sheets of a layout.

    Args:
        table: What to lay out.
        layout: How.
        roles: The roles of the role layout; none for all.
        noted: Whether grid and long get a last column with the notes of each row.

    Raises:
        RaciError: There is no such role.
    """
    if layout is Layout.GRID:
        return (grid(table, noted=noted),)
    if layout is Layout.LONG:
        return (long(table, noted=noted),)
    return tuple(role_sheet(table, column) for column in chosen(table, roles))


def chosen(table: Table, roles: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of some roles, in the table's order, or all where none is named.

    Raises:
        RaciError: There is no such role.
    """
    if not roles:
        return table.columns
    known = tuple(one.id for one in table.columns)
    missing = next((role for role in roles if role not in known), None)
    if missing is not None:
        values = {"id": missing, "known": known}
        raise RaciError(Text("There is no role {id}; roles: {known}", values))
    return tuple(column for column in table.columns if column.id in roles)


def grid(table: Table, *, noted: bool = True) -> Sheet:
    """Return the matrix with what is known of each row before its letters and notes behind."""
    before, after = _stub(table), _notes(table) if noted else []
    heads = (
        *(Head(title) for title, _ in before),
        *(Head(column.label, leader=column.leader, letters=True) for column in table.columns),
        *(Head(title) for title, _ in after),
    )
    ids = tuple(column.id for column in table.columns)
    rows = tuple(
        (
            *(text(row) for _, text in before),
            *(row.cells[role].letters if role in row.cells else "" for role in ids),
            *(text(row) for _, text in after),
        )
        for _, row in table.rows()
    )
    strong = tuple(
        (line, len(before) + place)
        for line, (_, row) in enumerate(table.rows())
        for place, role in enumerate(ids)
        if role in row.cells and row.cells[role].leads
    )
    return Sheet("", heads, rows, strong=strong)


def long(table: Table, *, noted: bool = True) -> Sheet:
    """Return one row per channel and a column per letter that names the roles."""
    before, after = _stub(table), _notes(table) if noted else []
    heads = (
        *(Head(title) for title, _ in before),
        *(Head(f"{entry.label} ({entry.char})") for entry in table.legend),
        *(Head(title) for title, _ in after),
    )
    separator = "; " if any("," in column.label for column in table.columns) else ", "
    rows = tuple(
        (
            *(text(row) for _, text in before),
            *(separator.join(names_with(table, row, entry.char)) for entry in table.legend),
            *(text(row) for _, text in after),
        )
        for _, row in table.rows()
    )
    return Sheet("", heads, rows)


def brief(table: Table) -> Sheet:
    """Return the long layout for narrow places: marked names, headings, only letters in use."""
    found = [row for _, row in table.rows()]
    used = [
        entry
        for entry in table.legend
        if any(entry.char in cell.letters for row in found for cell in row.cells.values())
    ]
    rows = tuple(
        (
            f"↳ {row.label}" if row.duty else row.label,
            row.mark,
            *(", ".join(names_with(table, row, entry.char)) for entry in used),
        )
        for row in found
    )
    headings = []
    line = len(found) - sum(len(group.rows) for group in table.groups)
    for group in table.groups:
        if group.title:
            headings.append((line, group.title))
        line += len(group.rows)
    heads = (Head(table.row_name), Head("★"), *(Head(f"{one.label} ({one.char})") for one in used))
    return Sheet("", heads, rows, headings=tuple(headings))


def names_with(table: Table, row: Row, char: str) -> list[str]:
    """Return the names of the roles that have a letter on a row, in the order of the columns."""
    return [
        column.label
        for column in table.columns
        if column.id in row.cells and char in row.cells[column.id].letters
    ]


def role_sheet(table: Table, column: Column) -> Sheet:
    """Return one role's channels, letters and what they mean."""
    words = table.words
    heads = (
        table.row_name,
        words("Group"),
        words("Your letters"),
        words("What they mean"),
        words("Until"),
        words("Why"),
    )
    meanings = {entry.char: entry.label for entry in table.legend}
    rows = tuple(
        (
            full_name(row),
            group,
            cell.letters,
            ", ".join(meanings.get(char, char) for char in cell.letters),
            words.date(cell.until) if cell.until else "",
            cell.why or "",
        )
        for group, row, cell in role_rows(table, column)
    )
    return Sheet(
        title=column.label,
        head=tuple(Head(text, letters=place == 2) for place, text in enumerate(heads)),  # noqa: PLR2004 - the third column
        rows=rows,
        facts=role_facts(table, column) + (() if rows else (words("You have no letters yet"),)),
        leader=column.leader,
    )


def trimmed(sheet: Sheet) -> Sheet:
    """Return the sheet of a role without the columns that are empty throughout."""
    kept = [place for place in range(len(sheet.head)) if any(row[place] for row in sheet.rows)]
    return replace(
        sheet,
        head=tuple(sheet.head[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in sheet.rows),
    )


def role_rows(table: Table, column: Column) -> Iterator[tuple[str, Row, TableCell]]:
    """Yield the rows on which a role has letters, with the group's title and the cell."""
    for group, row in table.rows():
        cell = row.cells.get(column.id)
        if cell is not None and cell.letters:
            yield group, row, cell


def role_facts(table: Table, column: Column) -> tuple[str, ...]:
    """Return sentences on a role: who holds it, who stands in, to whom it reports."""
    words = table.words
    facts = []
    if column.holders:
        facts.append(words("Held by {names}", names=column.holders))
    department = next((span.name for span in table.departments if span.id == column.department), "")
    if department:
        facts.append(words("Department: {name}", name=department))
    if column.leader:
        facts.append(words("Answers as leadership"))
    if column.external:
        facts.append(words("From outside the organisation"))
    if column.deputies:
        facts.append(words("Your deputy: {names}", names=_named(table, column.deputies)))
    else:
        facts.append(words("You have no deputy"))
    if column.reports_to:
        facts.append(words("You report to {names}", names=_named(table, column.reports_to)))
    return tuple(facts)


def role_lines(table: Table) -> tuple[str, ...]:
    """Return one line a role: its head, name and department, who holds it, who stands in."""
    departments = {span.id: span.name for span in table.departments if span.id is not None}
    lines = []
    for column in table.columns:
        parts = [departments.get(column.department or "", ""), ", ".join(column.holders)]
        if column.deputies:
            deputies = _named(table, column.deputies)
            parts.append(table.words("deputy: {names}", names=deputies))
        head, label = column.head, column.label
        named = label if head == label else f"{head} {label}"
        lines.append(" · ".join(filter(None, (named, *parts))))
    return tuple(lines)


def _named(table: Table, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles' names, each with the persons who hold it."""
    found = []
    for role in roles:
        column = table.column(role)
        if column is not None:
            holders = f" ({', '.join(column.holders)})" if column.holders else ""
            found.append(f"{column.label}{holders}")
    return tuple(found)


def full_name(row: Row) -> str:
    """Return the row's name; a duty's with its channel before it."""
    return f"{row.channel}: {row.label}" if row.duty else row.label


def notes(table: Table) -> tuple[str, ...]:
    """Return all annotations, one a line: of the file, of rows, of cells, of roles."""
    lines = [table.note] if table.note else []
    for _, row in table.rows():
        lines += [f"{full_name(row)}: {note}" for note in row_notes(table, row)]
    lines += [f"{column.label}: {column.note}" for column in table.columns if column.note]
    return tuple(lines)


def row_notes(table: Table, row: Row) -> list[str]:
    """Return the row's own note and why and until of its cells, each naming its role."""
    found = [row.note] if row.note else []
    if not any(cell.why or cell.until for cell in row.cells.values()):
        return found
    for column in table.columns:
        cell = row.cells.get(column.id)
        if cell is not None and (cell.why or cell.until):
            letters = f" ({cell.letters})" if cell.letters else ""
            found.append(f"{column.label}{letters}: {cell_note(table, cell)}")
    return found


def cell_note(table: Table, cell: TableCell) -> str:
    """Return why a role has its letters, and until when."""
    until = [table.words("until {day}", day=cell.until)] if cell.until else []
    return ", ".join(([cell.why] if cell.why else []) + until)


_Texts = list[tuple[str, "Callable[[Row], str]"]]


def _stub(table: Table) -> _Texts:
    """Return the columns before the letters; those that would be empty throughout are missing."""
    words = table.words
    rows = [row for _, row in table.rows()]
    found: _Texts = []
    if any(row.group for row in rows):
        found.append((words("Group"), lambda row: row.group or ""))
    found.append((table.row_name, lambda row: row.channel))
    if any(row.duty for row in rows):
        found.append((words("Duty"), lambda row: row.label if row.duty else ""))
    if any(row.kind for row in rows):
        found.append((words("Kind"), lambda row: words.say(KINDS[row.kind]) if row.kind else ""))
    if any(row.status is not Status.ACTIVE for row in rows if row.status):
        found.append(
            (words("Status"), lambda row: words.say(STATUSES[row.status]) if row.status else "")
        )
    if table.has_leadership:
        found.append((words("Leadership"), lambda row: row.mark))
    return found


def _notes(table: Table) -> _Texts:
    if not any(row_notes(table, row) for _, row in table.rows()):
        return []
    return [(table.words("Notes"), lambda row: "; ".join(row_notes(table, row)))]


@frozen
class Options:
    """What a person may choose beside the layout.

    Attributes:
        roles: The ids of the roles to show, as those that a person holds; none for all.
        for_excel: Whether CSV is for a spreadsheet: with a byte order mark, and separated as the
            table's language does it there.
    """

    roles: tuple[str, ...] = ()
    for_excel: bool = False
