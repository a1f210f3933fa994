"""Changes to one row, collected letter by letter and offered as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rule.case import MOST, Fix
from raci.frozen import replace
from raci.model.edit import Compound, SetCell
from raci.model.organisation import Cell, Duty, effective_rows
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from raci.check.rule.case import Case
    from raci.model.edit import Edit
    from raci.model.organisation import Assignments, Channel, EffectiveRow, Organisation

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

    def where(self, roles: Collection[str], part: Part) -> list[Duty | None]:
        """Return in which of its tables the row gives one of ``roles`` a part, its own first."""
        return [
            duty
            for duty, assignments in self.tables()
            if any(
                role in assignments and part in self._scheme.parts(assignments[role].letters)
                for role in roles
            )
        ]

    def rows(self) -> tuple[EffectiveRow, ...]:
        """Return the channel's effective rows as they would be."""
        assert self._channel is not None  # noqa: S101 - the portfolio row has no duties
        tables = {duty: dict(assignments) for duty, assignments in self._channel.assignments()}
        for (duty, role), cell in self._changed.items():
            tables.setdefault(duty, {})[role] = cell or _EMPTY
        duties = {duty: cells for duty, cells in tables.items() if duty}
        changed = replace(self._channel, raci=tables.get(None, {}), duties=duties)
        return effective_rows(changed, self._scheme)

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

    def hand(
        self,
        losers: Collection[str],
        new: str,
        part: Part,
        *,
        instead: Part | None = None,
        but: Collection[Duty] = (),
    ) -> Draft:
        """Let ``new`` have a part wherever ``losers`` have it, so that no more roles have it.

        Args:
            losers: Who loses the part; where none of them has it, it is given on the row.
            new: Who gets it.
            part: What is handed over.
            instead: What takes its place on the row itself.
            but: Duties that are left alone.
        """
        lost = [duty for duty in self.where(losers, part) if duty is None or duty not in but]
        for role in losers:
            self.take_everywhere(role, part, instead=instead, but=but)
        if None in lost or not lost:
            self.give(new, part)
        for duty in filter(None, lost):
            inherits = not self._having(part, duty) and new in self._having(part, None)
            if not inherits:
                self.give(new, part, duty)
        return self

    def _having(self, part: Part, duty: Duty | None) -> list[str]:
        assignments = dict(self.tables()).get(duty, {})
        named = dict.fromkeys((*assignments, *(r for d, r in self._changed if d == duty)))
        return [r for r in named if part in self._scheme.parts(self.cell(r, duty).letters)]

    def write(self, role: str, letters: str, duty: Duty | None = None) -> None:
        """Let a cell hold ``letters``; a note on it is kept, even where no letter remains.

        The end of an assignment is not the end of one that is made where no letter stood.
        """
        cell = self.cell(role, duty)
        if letters:
            self._changed[duty, role] = Cell(
                letters, cell.why, cell.until if cell.letters else None
            )
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


def draft(case: Case) -> Draft:
    """Return the row of the finding's channel, to be changed."""
    return Draft(case.organisation, case.channel)


def answers(case: Case, roles: Iterable[str]) -> Iterator[Fix]:
    """Offer each of ``roles`` as the one who answers for the channel."""
    for role in roles:
        changed = draft(case).give(role, Part.ACCOUNTABLE)
        yield from changed.fixes(Text("{role} answers for it", {"role": case.name(role)}))


def does(case: Case, role: str, duties: Iterable[Duty | None] = (None,)) -> Iterator[Fix]:
    """Offer a role as the one who does the work, on the row itself (None) or in duties.

    It answers, too, where nobody would.
    """
    changed = draft(case)
    for duty in duties:
        changed.give(role, Part.RESPONSIBLE, duty)
    title = Text("{role} does the work", {"role": case.name(role)})
    if not all(row.of(Part.ACCOUNTABLE) for row in changed.rows() if row.of(Part.RESPONSIBLE)):
        if not case.fit((role,)):
            return
        changed.give(role, Part.ACCOUNTABLE)
        title = Text("{role} answers for it and does the work", {"role": case.name(role)})
    yield from changed.fixes(title)


def informs(case: Case, roles: Iterable[str]) -> Iterator[Fix]:
    """Offer to inform each of ``roles``, a few of them."""
    for role in tuple(dict.fromkeys(roles))[:MOST]:
        changed = draft(case).give(role, Part.INFORMED)
        yield from changed.fixes(Text("{role} is informed", {"role": case.name(role)}))


def accountable_of(case: Case, channel: Channel) -> tuple[str, ...]:
    """Return who is accountable in some effective row but the implementation's."""
    rows = effective_rows(channel, case.organisation.scheme)
    found = (row.of(Part.ACCOUNTABLE) for row in rows if row.duty is not Duty.IMPLEMENTATION)
    return tuple(dict.fromkeys(role for roles in found for role in roles))


def handed_over(case: Case, channel: Channel, losers: Iterable[str], new: str) -> Draft:
    """Let ``new`` answer instead of ``losers``, who keep a hand in it.

    Who loses the only letter goes on as the one who does the work if nobody else does it, and
    is consulted otherwise. Who answers for the implementation is left alone.
    """
    changed = Draft(case.organisation, channel)
    going = tuple(role for role in losers if role != new)
    others = set(changed.with_part(Part.RESPONSIBLE)) - set(going)
    instead = Part.CONSULTED if others else Part.RESPONSIBLE
    but = (Duty.IMPLEMENTATION,)
    return changed.hand(going, new, Part.ACCOUNTABLE, instead=instead, but=but)


def hands_over(case: Case, losers: tuple[str, ...], candidates: Iterable[str]) -> Iterator[Fix]:
    """Offer each of ``candidates`` as the one who answers instead of ``losers``."""
    for role in candidates:
        changed = handed_over(case, case.channel, losers, role)
        yield from changed.fixes(Text("{role} answers for it", {"role": case.name(role)}))


def crowded(case: Case, part: Part) -> tuple[str, ...]:
    """Return the roles that have ``part`` in the effective row where most have it."""
    rows = effective_rows(case.channel, case.organisation.scheme)
    return max((row.of(part) for row in rows), key=len)


def only(case: Case, kept: str, part: Part, instead: Part | None = None) -> Draft:
    """Take ``part`` from all others, where the one who keeps it has it too."""
    changed, parts = draft(case), case.organisation.scheme.parts
    for duty, assignments in changed.tables():
        if kept in assignments and part in parts(assignments[kept].letters):
            for role in assignments:
                if role != kept:
                    changed.take(role, part, duty, instead)
    return changed
