"""What stands around the matrix in every document: letters, marks, roles, notes and findings.

A format asks for these sections and renders them; what they hold is decided here alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci.model.scheme import Part
from raci.tables.layouts import Layout, notes, role_lines
from raci.tables.styles import Style, part_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.tables.table import Table


class Sign(NamedTuple):
    """A letter or mark as it stands in the document, how it looks, and what it means."""

    text: str
    style: Style
    meaning: str


class Section(NamedTuple):
    """Lines under a heading."""

    heading: str
    lines: tuple[str, ...]


def letters(table: Table) -> tuple[Sign, ...]:
    """Return the letters of the scheme, all of which a reader may write."""
    return tuple(Sign(entry.char, part_style(entry.part), entry.label) for entry in table.legend)


def signs(table: Table) -> tuple[Sign, ...]:
    """Return the marks and colours that this matrix has, and no others."""
    return tuple(_signs(table))


def _signs(table: Table) -> Iterator[Sign]:
    words = table.words
    rows = [row for _, row in table.rows()]
    owner = next((entry.char for entry in table.legend if entry.part is Part.ACCOUNTABLE), "")
    if table.has_leadership:
        yield Sign(
            "★", Style.LEADER, words("leadership; beside a row: a leader answers personally")
        )
        marks = {row.mark for row in rows}
        if any(len(mark) > 1 for mark in marks):
            yield Sign("★n", Style.LEADER, words("a leader is reached after n steps of reporting"))
        if "☆" in marks:
            yield Sign("☆", Style.ALARM_MARK, words("leadership is never reached"))
    cells = [cell for row in rows for cell in row.cells.values()]
    if any(cell.leads and not cell.alarm for cell in cells):
        yield Sign(owner, Style.LEADS, words("a leader is accountable"))
    if any(cell.alarm for cell in cells):
        yield Sign(owner, Style.ALARM, words("IT or an outsider is accountable"))


def sections(table: Table, layout: Layout) -> tuple[Section, ...]:
    """Return what stands below the legend; a sheet of one role explains its roles itself."""
    words = table.words
    whole = layout is not Layout.ROLE
    found = (
        Section(words("Roles"), role_lines(table) if whole else ()),
        Section(words("Notes"), notes(table) if whole else ()),
        Section(words("Findings"), table.findings),
    )
    return tuple(section for section in found if section.lines)
