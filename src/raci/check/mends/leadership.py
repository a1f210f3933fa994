"""Mends of families 2 and 3: leadership answers, instead of somebody out of its reach or IT."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from raci.check.mends.case import MOST, Fix
from raci.check.mends.draft import Draft
from raci.check.mends.ownership import does, draft
from raci.check.mends.roles import with_ids
from raci.model.edit import SetField
from raci.model.organisation import Discipline, Duty, Kind, Status, effective_rows
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.check.mends.case import Case
    from raci.model.organisation import Channel


def _accountable(case: Case, channel: Channel) -> tuple[str, ...]:
    """Return who is accountable in some effective row but the implementation's."""
    rows = effective_rows(channel, case.organisation.scheme)
    found = (row.of(Part.ACCOUNTABLE) for row in rows if row.duty is not Duty.IMPLEMENTATION)
    return tuple(dict.fromkeys(role for roles in found for role in roles))


def _handed_over(case: Case, channel: Channel, losers: Iterable[str], new: str) -> Draft:
    """Let ``new`` answer instead of ``losers``, who keep a hand in it.

    Who loses the only letter goes on as the one who does the work if nobody else does it, and
    is consulted otherwise. Who answers for the implementation is left alone.
    """
    changed = Draft(case.organisation, channel)
    going = tuple(role for role in losers if role != new)
    others = set(changed.with_part(Part.RESPONSIBLE)) - set(going)
    instead = Part.CONSULTED if others else Part.RESPONSIBLE
    for role in going:
        changed.take_everywhere(role, Part.ACCOUNTABLE, instead=instead, but=(Duty.IMPLEMENTATION,))
    return changed.give(new, Part.ACCOUNTABLE)


def _hands_over(case: Case, losers: tuple[str, ...], candidates: Iterable[str]) -> Iterator[Fix]:
    for role in candidates:
        changed = _handed_over(case, case.channel, losers, role)
        yield from changed.fixes(Text("{role} answers for it", {"role": case.name(role)}))


def out_of_reach(case: Case) -> Iterator[Fix]:
    """201: the accountable role reports to a leader, or a leader answers instead."""
    accountable = _accountable(case, case.channel)
    named = case.finding.place[-1]
    for role in (role for role in accountable if role == named):
        for leader in case.leaders[:MOST]:
            above = (*case.organisation.roles[role].reports_to, leader)
            yield Fix(
                Text("{role} reports to {other}", _pair(case, role, leader)),
                with_ids(role, "reports_to", above),
            )
    yield from _hands_over(case, accountable, case.answering(accountable))


def _pair(case: Case, role: str, other: str) -> dict[str, object]:
    return {"role": case.name(role), "other": case.name(other)}


def too_far(case: Case) -> Iterator[Fix]:
    """202: the nearest leader answers, or somebody on the way there."""
    accountable = _accountable(case, case.channel)
    lines = [line for line in map(case.line, accountable) if line]
    for line in sorted(lines, key=len)[:1]:
        yield from _hands_over(case, accountable, case.inside(reversed(line[1:])))


def no_leadership(case: Case) -> Iterator[Fix]:
    """203: one of those who stand at the top leads."""
    roles = case.organisation.roles
    bosses = {boss for role in roles.values() for boss in role.reports_to}
    managing = [
        role.id
        for role in roles.values()
        if case.organisation.discipline(role) is Discipline.MANAGEMENT
    ]
    top = [role.id for role in roles.values() if role.id in bosses and not role.reports_to]
    likely = case.inside(dict.fromkeys((*managing, *top, *case.answering(()))))
    for role in likely[:MOST]:
        title = Text("{role} leads", {"role": case.name(role)})
        yield Fix(title, SetField(("roles", role, "leadership"), value=True))


def outranked(case: Case) -> Iterator[Fix]:
    """204: the two swap their letters, or the superior is consulted."""
    for role, boss in islice(_outranked_pairs(case), 1):
        swapped = draft(case).take_everywhere(role, Part.ACCOUNTABLE).give(role, Part.RESPONSIBLE)
        swapped.take_everywhere(boss, Part.RESPONSIBLE).give(boss, Part.ACCOUNTABLE)
        yield from swapped.fixes(
            Text("{other} answers for it, {role} does the work", _pair(case, role, boss))
        )
        asked = draft(case).take_everywhere(boss, Part.RESPONSIBLE, instead=Part.CONSULTED)
        asked.give(role, Part.RESPONSIBLE)
        yield from asked.fixes(
            Text("{other} is only consulted, {role} does the work", _pair(case, role, boss))
        )


def _outranked_pairs(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the accountable role that the finding points at, with those it answers to (204)."""
    for row in effective_rows(case.channel, case.organisation.scheme):
        for role in row.of(Part.ACCOUNTABLE):
            above = case.above(role) if role == case.finding.place[-1] else ()
            for boss in row.of(Part.RESPONSIBLE):
                if boss in above and role not in case.above(boss):
                    yield role, boss


def reporting_loop(case: Case) -> Iterator[Fix]:
    """205: one of the lines that make the loop leads to a leader instead, or goes."""
    loop = case.finding.ids("role")
    reports_to = {role: case.organisation.roles[role].reports_to for role in loop}
    inner = [(role, boss) for role in loop for boss in reports_to[role] if boss in loop]
    for role, boss in inner:
        for leader in [leader for leader in case.leaders if leader not in loop][:1]:
            instead = (leader if other == boss else other for other in reports_to[role])
            values = _pair(case, role, boss) | {"leader": case.name(leader)}
            yield Fix(
                Text("{role} reports to {leader} instead of {other}", values),
                with_ids(role, "reports_to", instead),
            )
    for role, boss in inner:
        left = (other for other in reports_to[role] if other != boss)
        yield Fix(
            Text("{role} no longer reports to {other}", _pair(case, role, boss)),
            with_ids(role, "reports_to", left),
        )


def clinging_to_tradition(case: Case) -> Iterator[Fix]:
    """206: a leader answers for one of the new channels."""
    channels = case.organisation.channels.values()
    new = (row for row in channels if row.kind is Kind.NEW and row.status is Status.ACTIVE)
    for channel in islice(new, MOST):
        accountable = _accountable(case, channel)
        for leader in case.answering(accountable)[:1]:
            values = {"role": case.name(leader), "channel": channel.name}
            changed = _handed_over(case, channel, accountable, leader)
            yield from changed.fixes(Text("{role} answers for {channel}", values))


def mix(case: Case) -> Iterator[Fix]:
    """207, 208: a leader decides about the channels and their mix."""
    for leader in case.leaders[:MOST]:
        changed = Draft(case.organisation, None)
        for role in changed.with_part(Part.ACCOUNTABLE):
            changed.take(role, Part.ACCOUNTABLE, instead=Part.CONSULTED)
        changed.give(leader, Part.ACCOUNTABLE)
        title = Text("{role} decides about the channels and their mix", {"role": case.name(leader)})
        yield from changed.fixes(title)


def left_to_it(case: Case) -> Iterator[Fix]:
    """301, 302: a leader answers, or somebody who does the work and is not IT."""
    accountable = _accountable(case, case.channel)
    working = case.inside(draft(case).with_part(Part.RESPONSIBLE))
    near = case.answering((*accountable, *working))
    yield from _hands_over(case, accountable, dict.fromkeys((*near, *working)))


def it_decides_content(case: Case) -> Iterator[Fix]:
    """303: in the duties IT no longer answers; the channel's own accountable role does."""
    roles, organisation = case.organisation.roles, case.organisation
    row = draft(case)
    named = [Duty(id_.rpartition(".")[2]) for id_ in case.finding.ids("duty")]
    for role in row.with_part(Part.ACCOUNTABLE):
        if organisation.is_it(roles[role]):
            for duty in named:
                row.take(role, Part.ACCOUNTABLE, duty)
    own = case.inside(_own_accountable(case))
    for role in (own or case.answering(()))[:1]:
        title = Text("{role} answers for it", {"role": case.name(role)})
        yield from row.give(role, Part.ACCOUNTABLE).fixes(title)


def _own_accountable(case: Case) -> tuple[str, ...]:
    parts = case.organisation.scheme.parts
    cells = case.channel.raci.items()
    return tuple(role for role, cell in cells if Part.ACCOUNTABLE in parts(cell.letters))


def outsider_accountable(case: Case) -> Iterator[Fix]:
    """304: somebody inside who answers too alone answers, else the superior, else a leader."""
    outsider = case.role.id
    beside = case.inside(role for role in _accountable(case, case.channel) if role != outsider)
    superiors = case.inside(case.above(outsider))[:1]
    candidates = beside or dict.fromkeys((*superiors, *case.answering((outsider,))))
    yield from _hands_over(case, (outsider,), candidates)


def outsiders_work(case: Case) -> Iterator[Fix]:
    """305: somebody inside who answers for it, or for the outsiders, works with them."""
    row = draft(case)
    superiors = [role for one in row.with_part(Part.RESPONSIBLE) for role in case.above(one)]
    inside = case.inside((*row.with_part(Part.ACCOUNTABLE), *superiors))
    yield from does(case, tuple(dict.fromkeys(inside))[:MOST])


def nobody_implements(case: Case) -> Iterator[Fix]:
    """306: IT takes over the implementation, or is left out on purpose."""
    roles = case.organisation.roles.values()
    it = [role.id for role in roles if case.organisation.is_it(role)][:MOST]
    for role in it:
        changed = draft(case).give(role, Part.RESPONSIBLE, Duty.IMPLEMENTATION)
        title = Text("{role} takes over the implementation", {"role": case.name(role)})
        yield from changed.fixes(title)
    for role in it[:1]:
        changed = draft(case).give(role, Part.OMITTED)
        yield from changed.fixes(Text("{role} is left out on purpose", {"role": case.name(role)}))
