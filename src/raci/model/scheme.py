"""Schemes: which letters there are, which part each plays, how many a row may have."""

from __future__ import annotations

from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from raci.frozen import field, frozen
from raci.model.text import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Part(StrEnum):
    """What a letter means; rules speak of parts, never of letters."""

    ACCOUNTABLE = "accountable"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    CONSULTED = "consulted"
    INFORMED = "informed"
    VERIFY = "verify"
    SIGN_OFF = "sign-off"
    OMITTED = "omitted"


class PerRow(StrEnum):
    """How many roles may hold a letter in one effective row."""

    EXACTLY_ONE = "exactly one"
    AT_LEAST_ONE = "at least one"
    AT_MOST_ONE = "at most one"
    ANY = "any"


@frozen
class Letter:
    """One letter of a scheme.

    Attributes:
        char: A single upper-case character.
        part: The part it plays.
        label: What people call it; of a named scheme an English word to be translated.
        per_row: How many roles may hold it in a row.
    """

    char: str
    part: Part
    label: str
    per_row: PerRow = PerRow.ANY


#: So many patterns of letters are remembered at once.
_PATTERNS = 4_096


class Pattern(NamedTuple):
    """What the letters of a row's cells mean together, whoever holds them.

    Attributes:
        playing: Each part, with the function that picks those who play it from the row's roles.
        counting: For each cell the parts that count for rules.
        listening: Whether some cell counts as consulted or informed.
        joined: Whether some cell has several letters.
    """

    playing: tuple[tuple[Part, Callable[[tuple[str, ...]], tuple[str, ...]]], ...]
    counting: tuple[frozenset[Part], ...]
    listening: bool
    joined: bool

    def holders(self, roles: tuple[str, ...]) -> dict[Part, tuple[str, ...]]:
        """Return who plays which part, where these roles hold the cells."""
        return {part: those(roles) for part, those in self.playing}


#: The parts of those who are told or asked, and do nothing.
LISTENING = frozenset({Part.CONSULTED, Part.INFORMED})


@frozen
class Scheme:
    """The letters of a matrix, in the order of their definition.

    Attributes:
        name: As the file names it.
        letters: By character.
        own: Whether the file defines it itself, so that labels are its text and not ours.
    """

    name: str
    letters: Mapping[str, Letter]
    own: bool = False
    _parts: dict[str, frozenset[Part]] = field(default_factory=dict, compare=False)
    _counting: dict[str, frozenset[Part]] = field(default_factory=dict, compare=False)
    _patterns: dict[tuple[str, ...], Pattern] = field(default_factory=dict, compare=False)

    def parts(self, letters: str) -> frozenset[Part]:
        """Return the parts that the letters of one cell play; unknown letters play none.

        ``omitted`` is among them where the cell says so; it is no letter for the rules.
        """
        found = self._parts.get(letters)
        if found is None:
            known = (self.letters.get(char) for char in letters)
            found = self._parts[letters] = frozenset(entry.part for entry in known if entry)
        return found

    def counting(self, letters: str) -> frozenset[Part]:
        """Return the parts of a cell that count for rules: all but ``omitted``."""
        found = self._counting.get(letters)
        if found is None:
            found = self._counting[letters] = self.parts(letters) - {Part.OMITTED}
        return found

    def pattern(self, row: tuple[str, ...]) -> Pattern:
        """Return what the letters of a row's cells mean together.

        Patterns are remembered, as thousands of rows have the same letters in the same order; their
        number is bounded, as all files of a folder share a scheme.
        """
        found = self._patterns.get(row)
        if found is None:
            if len(self._patterns) >= _PATTERNS:
                self._patterns.clear()
            found = self._patterns[row] = self._read(row)
        return found

    def _read(self, row: tuple[str, ...]) -> Pattern:
        playing: dict[Part, list[int]] = {}
        for place, letters in enumerate(row):
            for part in self.parts(letters):
                playing.setdefault(part, []).append(place)
        counting = tuple(map(self.counting, row))
        return Pattern(
            tuple((part, _taking(places)) for part, places in playing.items()),
            counting,
            listening=not LISTENING.isdisjoint(frozenset().union(*counting)),
            joined=max(map(len, row), default=0) > 1,
        )

    def chars(self, part: Part) -> str:
        """Return the letters that play ``part``, in the scheme's order."""
        return "".join(char for char, letter in self.letters.items() if letter.part is part)

    def first(self, part: Part) -> str:
        """Return the letter to write for ``part``, or an empty string where there is none."""
        return self.chars(part)[:1]

    def spelled(self, letters: str) -> str:
        """Return the letters once each in the order of a cell: the accountable part first."""
        order = [self.letters[char] for char in self.letters if char in letters]
        order.sort(key=lambda letter: _CELL_ORDER[letter.part])
        return "".join(letter.char for letter in order)

    def typed(self, cell: str, char: str, *, add: bool = False) -> str:
        """Return what a cell holds after a person typed ``char`` into it.

        The letter replaces what is there, joins it where accountable and responsible meet, and
        is taken out where it stands already; with ``add`` it always joins.
        """
        if char in cell:
            return self.spelled(cell.replace(char, ""))
        if add:
            return self.spelled(cell + char)
        owners = {Part.ACCOUNTABLE, Part.RESPONSIBLE}
        new = self.letters[char].part
        kept = "".join(
            old for old in cell if old in self.letters and {self.letters[old].part, new} == owners
        )
        return self.spelled(kept + char)

    def limit(self, part: Part) -> PerRow:
        """Return how many roles of ``part`` a row may have, by its first letter."""
        char = self.first(part)
        return self.letters[char].per_row if char else PerRow.ANY


def _taking(places: list[int]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return what takes the values at these places out of a tuple."""
    if len(places) == 1:
        return itemgetter(slice(places[0], places[0] + 1))
    return itemgetter(*places)


_CELL_ORDER = {part: rank for rank, part in enumerate(Part)}


def _scheme(name: str, letters: Mapping[str, tuple[Part, str]]) -> Scheme:
    counts = {Part.ACCOUNTABLE: PerRow.EXACTLY_ONE, Part.RESPONSIBLE: PerRow.AT_LEAST_ONE}
    made = {
        char: Letter(char, part, label, counts.get(part, PerRow.ANY))
        for char, (part, label) in letters.items()
    }
    return Scheme(name, made)


_A = (Part.ACCOUNTABLE, mark("Accountable"))
_R = (Part.RESPONSIBLE, mark("Responsible"))
_S = (Part.SUPPORT, mark("Support"))
_C = (Part.CONSULTED, mark("Consulted"))
_I = (Part.INFORMED, mark("Informed"))
_RASCI = {"R": _R, "A": _A, "S": _S, "C": _C, "I": _I}
_CAIRO = {"C": _C, "A": _A, "I": _I, "R": _R, "O": (Part.OMITTED, mark("Omitted"))}

#: The named schemes by the name a file may give, as in the project's format page.
SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        _scheme("RACI", {"R": _R, "A": _A, "C": _C, "I": _I}),
        _scheme("RASCI", _RASCI),
        _scheme("RASIC", _RASCI),
        _scheme(
            "RACI-VS",
            {
                "R": _R,
                "A": _A,
                "C": _C,
                "I": _I,
                "V": (Part.VERIFY, mark("Verifies")),
                "S": (Part.SIGN_OFF, mark("Signs off")),
            },
        ),
        _scheme("CAIRO", _CAIRO),
        _scheme("RACIO", _CAIRO),
        _scheme(
            "DACI",
            {
                "D": (Part.RESPONSIBLE, mark("Driver")),
                "A": (Part.ACCOUNTABLE, mark("Approver")),
                "C": (Part.CONSULTED, mark("Contributor")),
                "I": _I,
            },
        ),
        _scheme(
            "RAPID",
            {
                "R": (Part.SUPPORT, mark("Recommends")),
                "A": (Part.SIGN_OFF, mark("Agrees")),
                "P": (Part.RESPONSIBLE, mark("Performs")),
                "I": (Part.CONSULTED, mark("Gives input")),
                "D": (Part.ACCOUNTABLE, mark("Decides")),
            },
        ),
        _scheme(
            "RATSI",
            {
                "R": (Part.ACCOUNTABLE, mark("Responsibility")),
                "A": (Part.SIGN_OFF, mark("Authority")),
                "T": (Part.RESPONSIBLE, mark("Task")),
                "S": _S,
                "I": _I,
            },
        ),
        _scheme(
            "PACSI",
            {
                "P": (Part.RESPONSIBLE, mark("Performs")),
                "A": _A,
                "C": (Part.VERIFY, mark("Controls")),
                "S": (Part.CONSULTED, mark("Suggests")),
                "I": _I,
            },
        ),
        _scheme(
            "CLAM",
            {
                "C": (Part.SUPPORT, mark("Contributes")),
                "L": (Part.RESPONSIBLE, mark("Leads")),
                "A": (Part.ACCOUNTABLE, mark("Approves")),
                "M": (Part.INFORMED, mark("Monitored")),
            },
        ),
    )
}
