"""The last column of our tables: a row's note, then why and until when roles have letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.tables.importing.language.own_wording import Wording
    from raci.tables.importing.matrices.matrix import Line

_LETTERS = re.compile(r"(.*?)(?: \(([A-Z]+)\))?", re.DOTALL)


#: How much longer than a role's name that which stands before the colon may be: letters, blanks.
_ROOM = 32


class Notes:
    """Takes notes apart: ``Relaunch; IT (C): until it is done, until 2027-01-31``."""

    def __init__(self, wording: Wording, roles: Sequence[str]) -> None:
        """Know the roles by their names, each by its place."""
        self._wording = wording
        self._roles = {role: place for place, role in reversed(list(enumerate(roles)))}
        self._longest = max(map(len, roles), default=0) + _ROOM
        self._until = wording.words("until {day}", day="")

    def give(self, text: str, line: Line) -> str:
        """Give the cells of a row what is said of them; return the row's own note."""
        own: list[str] = []
        cells: list[tuple[int, list[str]]] = []
        for piece in text.split("; "):
            place, said = self._of_role(piece, line)
            if place is not None:
                cells.append((place, [said]))
            elif cells:
                cells[-1][1].append(piece)
            else:
                own.append(piece)
        for place, pieces in cells:
            self._annotate(line, place, "; ".join(pieces))
        return "; ".join(own).strip()

    def _of_role(self, piece: str, line: Line) -> tuple[int | None, str]:
        """Return the role that a piece speaks of and what it says; None for any other piece.

        The letters in brackets are those of the role's cell; without letters there are none.
        """
        at = piece.find(": ")
        while 0 <= at <= self._longest:
            role, letters = _LETTERS.fullmatch(piece[:at]).groups()  # type: ignore[union-attr] # any
            place = self._roles.get(one_line(role))
            if place is not None and line.texts[place].strip() == (letters or ""):
                return place, piece[at + 2 :]
            at = piece.find(": ", at + 1)
        return None, piece

    def _annotate(self, line: Line, place: int, said: str) -> None:
        why, between, day = said.rpartition(self._until)
        until = self._wording.day(day) if between else None
        if until is not None and (not why or why.endswith(", ")):
            line.untils[place] = until
            said = why.removesuffix(", ")
        if said:
            line.whys[place] = said
