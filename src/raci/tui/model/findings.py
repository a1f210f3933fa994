"""The findings in the order of the list, and the fixes that a person can choose from.

The list has the worst first, then the order of the rows. A key stroke replaces the findings of
one row in place: with twenty thousand of them, sorting anew would be felt while typing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from raci.model.edit import (
    AddItem,
    Compound,
    DeleteItem,
    DeleteWaiver,
    Move,
    RenameId,
    RenameKey,
    SetCell,
    SetField,
    single_edits,
)
from raci.model.finding import Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from raci.check.fixes import Fix, Look
    from raci.document import Document
    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation, Path
    from raci.model.text import Text
    from raci.words import Words


_Key = tuple[int, int, str, str]

# Where what concerns no row stands: behind all rows.
_LAST = 1 << 60


class FindingList:
    """All findings that are not waived, sorted."""

    def __init__(self) -> None:
        """Start empty."""
        self._findings: list[Finding] = []
        self._keys: list[_Key] = []
        self._rows: dict[str, int] = {}

    def __len__(self) -> int:
        """Count the findings."""
        return len(self._findings)

    def __getitem__(self, index: int) -> Finding:
        """Return the finding at that place of the list."""
        return self._findings[index]

    def __iter__(self) -> Iterator[Finding]:
        """Yield the findings in order."""
        return iter(self._findings)

    def order(self, organisation: Organisation) -> None:
        """Take the order of the rows from ``organisation``; ``reset`` is to follow."""
        self._rows = {channel: index for index, channel in enumerate(organisation.channels)}

    def reset(self, findings: Iterable[Finding]) -> None:
        """List these findings and no others."""
        keyed = sorted(
            ((self._key(finding), finding) for finding in findings if not finding.waived),
            key=lambda pair: pair[0],
        )
        self._keys = [key for key, _ in keyed]
        self._findings = [finding for _, finding in keyed]

    def replace(self, channel: str, findings: Iterable[Finding]) -> None:
        """Let ``findings`` be those listed under that channel.

        A finding on two channels is listed under the first; the other's next ``reset`` corrects it.
        """
        row = self._rows.get(channel)
        if row is None:
            return
        for severity in Severity:
            start = bisect_left(self._keys, (severity.rank, row, "", ""))
            end = bisect_left(self._keys, (severity.rank, row + 1, "", ""))
            del self._keys[start:end], self._findings[start:end]
        for finding in findings:
            key = self._key(finding)
            if key[1] == row and not finding.waived:
                place = bisect_right(self._keys, key)
                self._keys.insert(place, key)
                self._findings.insert(place, finding)

    def index(self, finding: Finding) -> int | None:
        """Return the place of a finding; None where it is not listed (any more)."""
        place = bisect_left(self._keys, self._key(finding))
        listed = self._findings[place : place + 1]
        return place if listed and listed[0].fingerprint == finding.fingerprint else None

    def place_after(self, finding: Finding) -> int:
        """Return the place at which the first finding stands that comes after ``finding``."""
        return bisect_right(self._keys, self._key(finding))

    def place_before(self, finding: Finding) -> int:
        """Return the place of the last finding that comes before ``finding``; -1 for none."""
        return bisect_left(self._keys, self._key(finding)) - 1

    def _key(self, finding: Finding) -> _Key:
        channel = channel_of(finding)
        row = self._rows.get(channel, _LAST) if channel is not None else _LAST
        return finding.severity.rank, row, finding.code, finding.fingerprint


def channel_of(finding: Finding) -> str | None:
    """Return the id of the channel under which a finding is listed."""
    for subject in finding.subjects:
        if subject.kind == "channel":
            return subject.id
        if subject.kind == "duty":
            return subject.id.rpartition(".")[0]
    if len(finding.place) > 1 and finding.place[0] == "channels":
        return str(finding.place[1])
    return None


def offered(finding: Finding, organisation: Organisation, today: dt.date) -> tuple[Fix | Look, ...]:
    """Return what can be done about a finding, the likeliest first; loaded when first asked for."""
    from raci.check.fixes import fixes

    return fixes(finding, organisation, today)


def edit_of(offer: Fix | Look) -> Edit | None:
    """Return what an offer would change; None where it only leads somewhere."""
    from raci.check.fixes import Fix

    return offer.edit if isinstance(offer, Fix) else None


def same_rule(code: str, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a rule."""
    return [one for one in findings if one.code == code]


def alike(
    findings: Iterable[Finding], organisation: Organisation, today: dt.date
) -> list[tuple[Finding, Fix]]:
    """Return the first fix of each finding, those that can be made in one step.

    Where a person has to look first there is none. Where two would change the same place only the
    first is kept: the other one was meant for what stood there. Waivers are deleted from the end,
    so that none moves before its turn.
    """
    from raci.check.fixes import Fix

    taken = _Places()
    firsts = ((one, fix) for one in findings for fix in offered(one, organisation, today)[:1])
    chosen = [
        (finding, fix) for finding, fix in firsts if isinstance(fix, Fix) and taken.take(fix.edit)
    ]
    return sorted(chosen, key=lambda pair: _waiver(pair[1].edit))


def as_one(chosen: Iterable[tuple[Finding, Fix]], title: Text) -> Compound:
    """Return the fixes as one step."""
    return Compound(tuple(fix.edit for _, fix in chosen), title)


class _Places:
    """What several edits change, to tell those that would come into each other's way."""

    def __init__(self) -> None:
        self._taken: set[Path] = set()
        self._above: set[Path] = set()

    def take(self, edit: Edit) -> bool:
        """Take the places of an edit, unless one of them is taken."""
        places = {place for one in single_edits(edit) for place in _touches(one)}
        if any(self._meets(place) for place in places):
            return False
        self._taken |= places
        self._above |= {place[:end] for place in places for end in range(1, len(place))}
        return True

    def _meets(self, place: Path) -> bool:
        within = (place[:end] in self._taken for end in range(1, len(place) + 1))
        return place in self._above or any(within)


def _touches(edit: Edit) -> Iterator[Path]:
    match edit:
        case SetCell(channel, role, _, duty):
            row: Path = ("channels", channel, "raci") if channel else ("portfolio", "raci")
            yield (*row, duty or "", role)
        case SetField(path) | RenameKey(path):
            # An element's going moves those behind it: a list is one place.
            yield path[:-1] if isinstance(path[-1], int) else path
        case DeleteWaiver(index):
            yield ("waivers", index)
        case AddItem(table, one) | DeleteItem(table, one) | Move(table, one) | RenameId(table, one):
            yield (table, one)


def _waiver(edit: Edit) -> int:
    places = [one.index for one in single_edits(edit) if isinstance(one, DeleteWaiver)]
    return -max(places) if places else -(1 << 60)


def unread(document: Document, words: Words, *, unmerged: bool) -> tuple[str, ...]:
    """Return the lines that say where a file is broken that cannot be read at all.

    Args:
        document: The file, not readable.
        words: The reader's language.
        unmerged: Whether it is git's merge that left it so, which the editor can solve.
    """
    lines = [words("This file cannot be read as a matrix.")]
    for problem in document.problems[:1]:
        place = document.place_of(problem)
        at = {"line": place.line, "column": place.column, "problem": words.say(problem.message)}
        lines.append(words("Line {line}, column {column}: {problem}", **at))
    mend = words("Fix it in a text editor; once it is saved there, it can be read anew here.")
    solve = words("ctrl+p, “conflicts”: solve them here, side by side")
    return (*lines, solve if unmerged else mend)
