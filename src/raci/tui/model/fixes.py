"""The fixes that a person can choose from, as the check offers them: for one, or for all alike."""

from __future__ import annotations

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
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from raci.check.fixes import Fix, Look
    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.model.organisation import Organisation
    from raci.model.path import Path
    from raci.model.text import Text


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
        places = {place for one in _single(edit) for place in _touches(one)}
        if any(self._meets(place) for place in places):
            return False
        self._taken |= places
        self._above |= {place[:end] for place in places for end in range(1, len(place))}
        return True

    def _meets(self, place: Path) -> bool:
        within = (place[:end] in self._taken for end in range(1, len(place) + 1))
        return place in self._above or any(within)


def _single(edit: Edit) -> Iterator[Edit]:
    if isinstance(edit, Compound):
        for part in edit.edits:
            yield from _single(part)
    else:
        yield edit


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
    places = [one.index for one in _single(edit) if isinstance(one, DeleteWaiver)]
    return -max(places) if places else -(1 << 60)
