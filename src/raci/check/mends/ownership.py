"""Mends of family 1: who answers for a row, who does the work, who is asked and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.mends.case import MOST, Fix
from raci.check.mends.draft import Draft
from raci.model.edit import SetField
from raci.model.organisation import Status, effective_rows
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.check.mends.case import Case

_OWNING = frozenset({Part.ACCOUNTABLE, Part.RESPONSIBLE})


def draft(case: Case) -> Draft:
    """Return the row of the finding's channel, to be changed."""
    return Draft(case.organisation, case.channel)


def answers(case: Case, roles: Iterable[str]) -> Iterator[Fix]:
    """Offer each of ``roles`` as the one who answers for the channel."""
    for role in roles:
        changed = draft(case).give(role, Part.ACCOUNTABLE)
        yield from changed.fixes(Text("{role} answers for it", {"role": case.name(role)}))


def does(case: Case, roles: Iterable[str]) -> Iterator[Fix]:
    """Offer each of ``roles`` as the one who does the work."""
    for role in roles:
        changed = draft(case).give(role, Part.RESPONSIBLE)
        yield from changed.fixes(Text("{role} does the work", {"role": case.name(role)}))


def unowned(case: Case) -> Iterator[Fix]:
    """101: a leader answers, or the firm decides against the channel."""
    yield from answers(case, case.answering(()))
    path = ("channels", case.channel.id, "status")
    yield Fix(Text("Decline the channel on purpose"), SetField(path, Status.DECLINED.value))


def no_accountable(case: Case) -> Iterator[Fix]:
    """102: the nearest leader answers, or somebody who does the work."""
    working = draft(case).with_part(Part.RESPONSIBLE)
    yield from answers(case, dict.fromkeys((*case.answering(working), *case.inside(working))))


def several_accountable(case: Case) -> Iterator[Fix]:
    """103: one of the accountable roles alone answers."""
    for role in _crowded(case, Part.ACCOUNTABLE):
        title = Text("{role} alone answers for it", {"role": case.name(role)})
        yield from _only(case, role, Part.ACCOUNTABLE).fixes(title)


def _only(case: Case, kept: str, part: Part, instead: Part | None = None) -> Draft:
    """Take ``part`` from all others, where the one who keeps it has it too."""
    changed, parts = draft(case), case.organisation.scheme.parts
    for duty, assignments in changed.tables():
        if kept in assignments and part in parts(assignments[kept].letters):
            for role in assignments:
                if role != kept:
                    changed.take(role, part, duty, instead)
    return changed


def _crowded(case: Case, part: Part) -> tuple[str, ...]:
    """Return the roles that have ``part`` in the effective row where most have it."""
    rows = effective_rows(case.channel, case.organisation.scheme)
    return max((row.of(part) for row in rows), key=len)


def no_responsible(case: Case) -> Iterator[Fix]:
    """104: the accountable role does the work too."""
    yield from does(case, draft(case).with_part(Part.ACCOUNTABLE))


def bystanders_only(case: Case) -> Iterator[Fix]:
    """105: the nearest leader answers, or one of the bystanders."""
    bystanders = draft(case).roles()
    likely = (*case.answering(bystanders), *case.inside(bystanders)[:MOST])
    yield from answers(case, dict.fromkeys(likely))


def too_many_responsible(case: Case) -> Iterator[Fix]:
    """106: one of them is only consulted."""
    scheme = case.organisation.scheme
    instead = Part.CONSULTED if scheme.first(Part.CONSULTED) else Part.INFORMED
    for role in _crowded(case, Part.RESPONSIBLE):
        changed = draft(case).take_everywhere(role, Part.RESPONSIBLE, instead=instead)
        yield from changed.fixes(Text("{role} no longer does the work", {"role": case.name(role)}))


def too_many_consulted(case: Case) -> Iterator[Fix]:
    """107: one of them is only informed."""
    for role in _crowded(case, Part.CONSULTED):
        changed = draft(case).take_everywhere(role, Part.CONSULTED, instead=Part.INFORMED)
        yield from changed.fixes(Text("{role} is only informed", {"role": case.name(role)}))


def too_many_informed(case: Case) -> Iterator[Fix]:
    """108: one of them is no longer informed."""
    for role in _crowded(case, Part.INFORMED):
        changed = draft(case).take_everywhere(role, Part.INFORMED)
        yield from changed.fixes(Text("{role} is no longer informed", {"role": case.name(role)}))


def nobody_listens(case: Case) -> Iterator[Fix]:
    """109: who stands in for the accountable role hears of it, or a leader does."""
    present = draft(case).roles()
    owners = draft(case).with_part(Part.ACCOUNTABLE)
    deputies = [deputy for role in owners for deputy in case.organisation.roles[role].deputies]
    absent = [role for role in (*deputies, *case.leaders) if role not in present]
    yield from informs(case, absent)


def informs(case: Case, roles: Iterable[str]) -> Iterator[Fix]:
    """Offer to inform each of ``roles``, a few of them."""
    for role in tuple(dict.fromkeys(roles))[:MOST]:
        changed = draft(case).give(role, Part.INFORMED)
        yield from changed.fixes(Text("{role} is informed", {"role": case.name(role)}))


def contradictory_letters(case: Case) -> Iterator[Fix]:
    """110: of the letters in the cell, those that go together."""
    role = case.role.id
    cells = {duty: row[role].letters for duty, row in draft(case).tables() if role in row}
    choices = {duty: _choices(case, letters) for duty, letters in cells.items()}
    for kept in dict.fromkeys(letters for some in choices.values() for letters in some):
        changed = draft(case)
        for duty, some in choices.items():
            if kept in some:
                changed.write(role, kept, duty)
        title = Text("{role}: only {letters}", {"role": case.name(role), "letters": kept})
        yield from changed.fixes(title)


def _choices(case: Case, letters: str) -> tuple[str, ...]:
    """Return what could remain of a cell: its owning letters together, or any other one."""
    scheme = case.organisation.scheme
    owning = "".join(char for char in letters if scheme.letters[char].part in _OWNING)
    choices = (*filter(None, [owning]), *(char for char in letters if char not in owning))
    return choices if len(choices) > 1 else ()


def four_eyes(case: Case) -> Iterator[Fix]:
    """111: the superior answers, or others do the work."""
    role = case.role.id
    for boss in case.inside(case.above(role))[:1]:
        changed = draft(case).take_everywhere(role, Part.ACCOUNTABLE)
        changed.give(boss, Part.ACCOUNTABLE)
        yield from changed.fixes(Text("{role} answers for it", {"role": case.name(boss)}))
    changed = draft(case).take_everywhere(role, Part.RESPONSIBLE)
    yield from changed.fixes(Text("{role} no longer does the work", {"role": case.name(role)}))


def shared_responsible(case: Case) -> Iterator[Fix]:
    """112: one of them alone does the work, the others are consulted."""
    for role in _crowded(case, Part.RESPONSIBLE):
        title = Text("{role} alone does the work", {"role": case.name(role)})
        yield from _only(case, role, Part.RESPONSIBLE, Part.CONSULTED).fixes(title)


def duty_without_owner(case: Case) -> Iterator[Fix]:
    """113: somebody of the channel does what is left over."""
    row = draft(case)
    working = (*row.with_part(Part.ACCOUNTABLE), *row.with_part(Part.RESPONSIBLE))
    yield from does(case, dict.fromkeys(working))
