"""Rows that are one duty of the row above them, as ``Website: Implementation``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tables.importing.doubt import Doubt
from raci.tables.importing.imported import A_ROW, Meaning
from raci.tables.importing.language.own_wording import duty_named, is_portfolio
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from raci.model.organisation import Duty
    from raci.tables.importing.matrices.matrix import Matrix

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

    That is how our tables call duties, but in a table that is not clearly ours a row of such a
    name may be one of its own.
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
