"""What a pasted text is: letters for cells, or a table with its heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.error import EditError
from raci.tui.model.edits import read_letters

if TYPE_CHECKING:
    from raci.model.organisation import Organisation

#: A text as long as this is a name and no letters, whatever the scheme.
_NAME = 4


def with_heads(organisation: Organisation, text: str) -> bool:
    """Tell whether a text is a range of a spreadsheet that was copied with its heads.

    A block of letters is no table, even where some of them are not of the organisation's scheme.

    Args:
        organisation: Whose letters count.
        text: Cells between tabs, in lines; in quotes where they hold tabs or ends of lines.
    """
    if "\t" not in text:
        return False
    import csv

    lines = text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
    try:
        rows = [row for row in csv.reader(lines, delimiter="\t") if any(map(str.strip, row))]
    except csv.Error:  # a cell without end
        return False
    if len(rows) < 2 or max(map(len, rows)) < 2:  # noqa: PLR2004 - a head, a row; a name, a letter
        return False
    head = [cell for cell in rows[0] if cell.strip()]
    named = [cell for cell in (*head, *(row[0] for row in rows)) if len(cell.strip()) >= _NAME]
    others = sum(not _is_letters(organisation, cell) for cell in head)
    return bool(named) and 2 * others > len(head)


def _is_letters(organisation: Organisation, text: str) -> bool:
    try:
        read_letters(organisation, text)
    except EditError:
        return False
    return True
