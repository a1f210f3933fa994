"""Changes to one row, collected letter by letter and offered as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.mends.case import Fix
from raci.model.edit import Compound, SetCell
from raci.model.organisation import Cell
from raci.model.scheme import Part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from raci.model.edit import Edit
    from raci.model.organisation import Assignments, Channel, Duty, Organisation
    from raci.model.text import Text

    Where = tuple[Duty | None, str]

_EMPTY = Cell("")


class Draft:
    """A row's letters as they would be; the organisation stays as it is."""

    def __init__(self, organisation: Organisation, channel: Channel | None) -> None:
        """Start from the letters of a channel, or of the portfolio row (None)."""
        self._scheme = organisation.scheme
        self._channel = channel
        self._portfolio = organisation.portfolio or {}
        self._changed: dict[Where, Cell | None] = {}

    def tables(self) -> Iterator[tuple[Duty | None, Assignments]]:
        """Yield the row's own letters (None) and then those of each duty, as the file has them."""
        if self._channel is None:
            yield None, self._portfolio
        else:
            yield from self._channel.assignments()

    def with_part(self, part: Part) -> tuple[str, ...]:
        """Return the roles that have ``part`` anywhere on the row, in the order of the file."""
        found = (
            role
            for _, assignments in self.tables()
            for role, cell in assignments.items()
            if part in self._scheme.parts(cell.letters)
        )
        return tuple(dict.fromkeys(found))

    def roles(self) -> tuple[str, ...]:
        """Return the roles that have a letter anywhere on the row."""
        found = (
            role
            for _, assignments in self.tables()
            for role, cell in assignments.items()
            if self._scheme.parts(cell.letters) - {Part.OMITTED}
        )
        return tuple(dict.fromkeys(found))

    def cell(self, role: str, duty: Duty | None = None) -> Cell:
        """Return a role's cell as it would be."""
        if (duty, role) in self._changed:
            return self._changed[duty, role] or _EMPTY
        return dict(self.tables()).get(duty, {}).get(role, _EMPTY)

    def give(self, role: str, part: Part, duty: Duty | None = None) -> Draft:
        """Give a role a part; it joins where accountable and responsible meet, else replaces."""
        letters = self.cell(role, duty).letters
        char = self._scheme.first(part)
        if char and part not in self._scheme.parts(letters):
            self.write(role, self._scheme.typed(letters, char), duty)
        return self

    def take(
        self, role: str, part: Part, duty: Duty | None = None, instead: Part | None = None
    ) -> Draft:
        """Take a part from a role; where nothing remains, ``instead`` takes its place."""
        letters = self.cell(role, duty).letters
        gone = self._scheme.chars(part)
        left = "".join(char for char in letters if char not in gone)
        if left != letters:
            self.write(role, left or (self._scheme.first(instead) if instead else ""), duty)
        return self

    def take_everywhere(
        self,
        role: str,
        part: Part,
        *,
        instead: Part | None = None,
        but: Collection[Duty] = (),
    ) -> Draft:
        """Take a part from a role on the row and in its duties.

        Args:
            role: Who loses it.
            part: What is lost.
            instead: What takes its place on the row itself; in a duty the row's letters count
                again.
            but: Duties that are left alone.
        """
        for duty, assignments in self.tables():
            if role in assignments and (duty is None or duty not in but):
                self.take(role, part, duty, None if duty else instead)
        return self

    def write(self, role: str, letters: str, duty: Duty | None = None) -> None:
        """Let a cell hold ``letters``; a note on it is kept, even where no letter remains."""
        cell = self.cell(role, duty)
        if letters:
            self._changed[duty, role] = Cell(letters, cell.why, cell.until)
        else:
            self._changed[duty, role] = Cell("", cell.why) if cell.why else None

    def edit(self, title: Text) -> Edit | None:
        """Return the edit that makes the changes, None where there are none."""
        channel = self._channel.id if self._channel else None
        edits = tuple(
            SetCell(channel, role, cell, duty) for (duty, role), cell in self._changed.items()
        )
        if len(edits) > 1:
            return Compound(edits, title)
        return edits[0] if edits else None

    def fixes(self, title: Text) -> Iterator[Fix]:
        """Yield the changes as a fix, or nothing where there are none."""
        edit = self.edit(title)
        if edit:
            yield Fix(title, edit)
