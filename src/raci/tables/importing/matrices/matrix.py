"""What recognition makes of a sheet: matrices of texts, not yet letters of a scheme."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from raci.tables.importing.imported import A_ROW, Meaning

if TYPE_CHECKING:
    import datetime as dt

    from raci.tables.importing.imported import Doubt
    from raci.tables.importing.sheet import Sheet


@dataclass(slots=True)
class Line:
    """A row of a matrix.

    Attributes:
        texts: What stands in the cell of each role, in their order.
        at: The sheet's row it comes from (its column, where the matrix was turned).
        whys: Notes that stand apart from the letters, by the role's place; ``untils`` likewise.
        sheet: Where it stands, if not in the sheet of its matrix.
        facts: What stands beside the letters: a note, free fields.
    """

    name: str
    group: str
    texts: list[str]
    at: int
    meaning: Meaning = A_ROW
    whys: dict[int, str] = field(default_factory=dict)
    untils: dict[int, dt.date] = field(default_factory=dict)
    sheet: Sheet | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Matrix:
    """Roles, and rows with a text per role.

    Attributes:
        name: What the table is called.
        across: The sheet's column of each role (its row, where turned); empty in long form.
        turned: Whether roles stood in rows.
        departments: The head above a role's own, by the role's place in ``roles``.
        row_head: What the rows are called.
        persons: Who holds roles, by their places.
        doubts: What was skipped or could mean something else.
    """

    sheet: Sheet
    name: str
    roles: list[str]
    lines: list[Line]
    across: list[int] = field(default_factory=list)
    turned: bool = False
    departments: dict[int, str] = field(default_factory=dict)
    row_head: str = ""
    persons: dict[int, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def place(self, line: Line, role: int | None = None) -> str:
        """Return where a line, or one role's cell on it, stands."""
        if role is None or not self.across:
            return (line.sheet or self.sheet).place(
                *((0, line.at) if self.turned else (line.at, None))
            )
        if self.turned:
            return self.sheet.place(self.across[role], line.at)
        return self.sheet.place(line.at, self.across[role])

    def turn(self) -> Matrix:
        """Return the matrix with roles and rows exchanged."""
        texts: list[tuple[str, ...]] = list(zip(*(line.texts for line in self.lines), strict=True))
        lines = [
            Line(name, "", list(column), at)
            for name, column, at in zip(self.roles, texts, self.across, strict=True)
        ]
        return Matrix(
            self.sheet,
            self.name,
            [line.name for line in self.lines],
            lines,
            [line.at for line in self.lines],
            turned=True,
            row_head="",
            doubts=self.doubts,
        )
