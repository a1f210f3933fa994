"""Family 3, technology and outside parties: is it left to IT?

The implementation duty is aside but for 306: there IT may answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.matrix.counts import exceeds_share
from raci.check.matrix.row import OWNING
from raci.check.rule.case import MOST, Fix
from raci.check.rule.draft import Draft, accountable_of, does, draft, hands_over
from raci.check.rule.fault import Fault, listed
from raci.check.rule.rule import rule
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.organisation import Discipline, Duty, Kind, Status, effective_rows, holders
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import DUTIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case
    from raci.model.organisation import EffectiveRow
    from raci.model.rule import Limits

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_DECISIONS = (Duty.CONTENT, Duty.DIRECTION, Duty.COMBINATION)
_BUILDING = Duty.IMPLEMENTATION

#: Whose work a channel is; the departments that could do what was left to IT.
_CRAFTS = (Discipline.MARKETING, Discipline.COMMUNICATION, Discipline.SALES, Discipline.SERVICE)


def _looked_at(row: Row, matrix: Matrix) -> bool:
    """Tell whether 301 and 302 look at a row: it has a kind, or none has and somebody leads.

    So does 306, which asks for a kind of its own.
    """
    if matrix.kinds_used:
        return row.channel.kind is not None
    return bool(matrix.roles.flagged)


@rule("RACI301", "it-only", _ERROR).rows
def it_only(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """There are accountable or responsible roles, and all of them are IT, in-house or hired."""
    if left_to_it(row, matrix):
        owners = _owners(row)
        names = matrix.roles.names(role for role in row.held if role in owners)
        message = Text(
            "{channel}: only IT answers for it ({roles})",
            {"channel": row.channel.name, "roles": listed(names)},
        )
        yield _at(row, matrix, owners, OWNING, message)


def left_to_it(row: Row, matrix: Matrix) -> bool:
    """Tell whether all who are accountable or responsible are IT, the implementation aside."""
    it = matrix.roles.it
    if it.isdisjoint(row.accountable) and it.isdisjoint(row.responsible):
        return False
    owners = _owners(row)
    return bool(owners) and owners <= it and _looked_at(row, matrix)


def _owners(row: Row) -> set[str]:
    return {*row.judged_as(Part.ACCOUNTABLE), *row.judged_as(Part.RESPONSIBLE)}


def _at(
    row: Row, matrix: Matrix, roles: Collection[str], parts: Collection[Part], message: Text
) -> Fault:
    """Return a fault of the channel whose place is the first cell of ``roles``."""
    place = row.place(matrix.organisation.scheme, roles, parts, _DECISIONS)
    return Fault((Subject("channel", row.channel.id),), message, place)


@rule("RACI302", "it-accountable", _WARNING, unless=("it-only", "outsider-accountable")).rows
def it_accountable(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """All accountable roles of an effective row are IT, and some responsible one is not.

    Silent about a duty whose own letters say so: that is 303.
    """
    judged = accountable_it(row, matrix)
    told = _decided_by_it(row, matrix) if judged else {}
    for effective in judged:
        if effective.duty not in told:
            roles = effective.of(Part.ACCOUNTABLE)
            message = Text(
                "{channel}: IT is accountable for what others do ({roles})",
                {"channel": row.channel.name, "roles": listed(matrix.roles.names(roles))},
            )
            place = row.place(
                matrix.organisation.scheme, roles, (Part.ACCOUNTABLE,), (effective.duty,)
            )
            yield Fault((Subject("channel", row.channel.id),), message, place)
            return


@it_only.fixes
@it_accountable.fixes
def fix_it_accountable(case: Case) -> Iterator[Fix]:
    """A leader answers, or somebody who does the work and is not IT."""
    accountable = accountable_of(case, case.channel)
    working = case.inside(draft(case).with_part(Part.RESPONSIBLE))
    near = case.answering((*accountable, *working))
    yield from hands_over(case, accountable, case.fit((*near, *working)))


def accountable_it(row: Row, matrix: Matrix) -> list[EffectiveRow]:
    """Return the effective rows of which only IT is accountable, while others are responsible."""
    it = matrix.roles.it
    if it.isdisjoint(row.accountable) or not _looked_at(row, matrix):
        return []
    return [
        effective
        for effective in row.judged
        if effective.of(Part.ACCOUNTABLE)
        and it.issuperset(effective.of(Part.ACCOUNTABLE))
        and not it.issuperset(effective.of(Part.RESPONSIBLE))
    ]


@rule("RACI303", "it-decides-content", _ERROR, only="divided", unless=("it-only",)).rows
def it_decides_content(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Content, direction or combination has IT as an accountable role of its own."""
    decided = _decided_by_it(row, matrix)
    if not decided:
        return
    channel = row.channel
    roles = dict.fromkeys(role for named in decided.values() for role in named)
    message = Text(
        "{channel}: IT decides on {duties} ({roles})",
        {
            "channel": channel.name,
            "duties": tuple(DUTIES[duty] for duty in decided),
            "roles": listed(matrix.roles.names(roles)),
        },
    )
    duties = (Subject("duty", f"{channel.id}.{duty.value}") for duty in decided)
    first = next(iter(decided))
    yield Fault(
        (Subject("channel", channel.id), *duties), message, row.path(decided[first][0], first)
    )


@it_decides_content.fixes
def fix_it_decides_content(case: Case) -> Iterator[Fix]:
    """In the duties IT no longer answers; the channel's own accountable role does, or a leader."""
    roles, organisation = case.organisation.roles, case.organisation
    row = draft(case)
    it = [one for one in row.with_part(Part.ACCOUNTABLE) if organisation.is_it(roles[one])]
    own = case.fit(_own(case, Part.ACCOUNTABLE))
    for role in own[:1]:
        for duty in (Duty(id_.rpartition(".")[2]) for id_ in case.finding.ids("duty")):
            for other in it:
                row.take(other, Part.ACCOUNTABLE, duty)
        yield from row.fixes(Text("{role} answers for it", {"role": case.name(role)}))
    if not own:
        yield from hands_over(case, tuple(it), case.answering(())[:1])


@rule("RACI308", "it-shapes-content", _WARNING, only="divided", unless=("it-only",)).rows
def it_shapes_content(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Content, direction or combination has responsible roles of its own, and all are IT.

    Silent about a duty that IT decides on: that is 303.
    """
    decided = _decided_by_it(row, matrix)
    shaped = {
        duty: roles
        for duty, roles in _named(row, Part.RESPONSIBLE, matrix).items()
        if duty not in decided and matrix.roles.it.issuperset(roles)
    }
    if shaped:
        channel = row.channel
        roles = dict.fromkeys(role for named in shaped.values() for role in named)
        message = Text(
            "{channel}: IT alone is responsible for {duties} ({roles})",
            {
                "channel": channel.name,
                "duties": tuple(DUTIES[duty] for duty in shaped),
                "roles": listed(matrix.roles.names(roles)),
            },
        )
        duties = (Subject("duty", f"{channel.id}.{duty.value}") for duty in shaped)
        first = next(iter(shaped))
        place = row.path(shaped[first][0], first)
        yield Fault((Subject("channel", channel.id), *duties), message, place)


@it_shapes_content.fixes
def fix_it_shapes_content(case: Case) -> Iterator[Fix]:
    """A department is responsible in the duties, or those who are responsible for the channel."""
    duties = [Duty(id_.rpartition(".")[2]) for id_ in case.finding.ids("duty")]
    working = _own(case, Part.RESPONSIBLE)
    inside = case.inside(dict.fromkeys((*working, *_departments(case), *case.answering(working))))
    for role in inside[:MOST]:
        changed = draft(case)
        for duty in duties:
            for other in case.channel.duties.get(duty, {}):
                if case.organisation.is_it(case.organisation.roles[other]):
                    changed.take(other, Part.RESPONSIBLE, duty, Part.CONSULTED)
            changed.give(role, Part.RESPONSIBLE, duty)
        yield from changed.fixes(Text("{role} does the work", {"role": case.name(role)}))


def _departments(case: Case) -> tuple[str, ...]:
    """Return roles of the departments that speak with customers, those with a letter first."""
    organisation = case.organisation
    crafts = [r.id for r in organisation.roles.values() if organisation.discipline(r) in _CRAFTS]
    present = draft(case).roles() if case.finding.ids("channel") else ()
    return tuple(sorted(case.inside(crafts), key=lambda role: role not in present))


def _named(row: Row, part: Part, matrix: Matrix) -> dict[Duty, tuple[str, ...]]:
    """Return the roles that the own letters of each decision give a part, where there are any."""
    scheme = matrix.organisation.scheme
    named = {
        duty: holders(assignments, scheme).get(part, ())
        for duty, assignments in row.channel.duties.items()
        if duty in _DECISIONS
    }
    return {duty: roles for duty, roles in named.items() if roles}


def _decided_by_it(row: Row, matrix: Matrix) -> dict[Duty, list[str]]:
    """Return the IT roles that the duties' own letters make accountable, in file order."""
    decided = {}
    for duty, named in _named(row, Part.ACCOUNTABLE, matrix).items():
        roles = [role for role in named if role in matrix.roles.it]
        if roles:
            decided[duty] = roles
    return decided


@rule("RACI304", "outsider-accountable", _ERROR, unless=("it-only",)).rows
def outsider_accountable(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """An external role is accountable."""
    if matrix.roles.external.isdisjoint(row.accountable) or matrix.plain:
        return
    places = row.places(matrix.organisation.scheme, (Part.ACCOUNTABLE,), _DECISIONS)
    for role in row.judged_as(Part.ACCOUNTABLE):
        if role in matrix.roles.external:
            message = Text(
                "{channel}: {role} is accountable, but from outside",
                {"channel": row.channel.name, "role": matrix.organisation.roles[role].name},
            )
            subjects = (Subject("channel", row.channel.id), Subject("role", role))
            yield Fault(subjects, message, places[role])


@outsider_accountable.fixes
def fix_outsider_accountable(case: Case) -> Iterator[Fix]:
    """Somebody inside who answers too alone answers, else the superior, else a leader."""
    outsider = case.role.id
    beside = case.fit(role for role in accountable_of(case, case.channel) if role != outsider)
    superiors = case.fit(case.above(outsider))[:1]
    candidates = beside or dict.fromkeys((*superiors, *case.answering((outsider,))))
    yield from hands_over(case, (outsider,), candidates)


@rule("RACI305", "outsider-only-responsible", _INFO, unless=("it-only",)).rows
def outsider_only_responsible(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Every responsible role is external; this weighs more on critical channels."""
    if matrix.roles.external.isdisjoint(row.responsible) or matrix.plain:
        return
    responsible = row.judged_as(Part.RESPONSIBLE)
    if responsible and matrix.roles.external.issuperset(responsible):
        message = Text(
            "{channel}: only outsiders are responsible ({roles})",
            {"channel": row.channel.name, "roles": listed(matrix.roles.names(responsible))},
        )
        fault = _at(row, matrix, responsible, (Part.RESPONSIBLE,), message)
        yield fault._replace(severity=_WARNING if row.channel.critical else None)


@outsider_only_responsible.fixes
def fix_outsider_only_responsible(case: Case) -> Iterator[Fix]:
    """Somebody inside who answers for it, or for the outsiders, works with them."""
    row = draft(case)
    accountable, outside = row.with_part(Part.ACCOUNTABLE), row.with_part(Part.RESPONSIBLE)
    outranking = {boss for role in accountable for boss in case.above(role)}
    superiors = [boss for one in outside for boss in case.above(one) if boss not in outranking]
    for role in tuple(dict.fromkeys(case.inside((*accountable, *superiors))))[:MOST]:
        yield from does(case, role, row.where(outside, Part.RESPONSIBLE))


@rule(
    "RACI306", "nobody-implements", _INFO, on=False, unless=("unowned-channel", "bystanders-only")
).rows
def nobody_implements(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A new channel without any IT role in any letter, in an organisation that has IT roles.

    Here ``omitted`` counts: to leave IT out is a decision.
    """
    if row.channel.kind is Kind.NEW and matrix.roles.it:
        named = {role for _, role, letters in row.cells() if letters}
        if matrix.roles.it.isdisjoint(named):
            message = Text("{channel}: no IT role has a letter here", {"channel": row.channel.name})
            place = ("channels", row.channel.id)
            yield Fault((Subject("channel", row.channel.id),), message, place)


@nobody_implements.fixes
def fix_nobody_implements(case: Case) -> Iterator[Fix]:
    """IT takes over the implementation, or is left out on purpose."""
    roles = case.organisation.roles.values()
    it = [role.id for role in roles if case.organisation.is_it(role)][:MOST]
    for role in it:
        changed = draft(case).give(role, Part.RESPONSIBLE, Duty.IMPLEMENTATION)
        title = Text("{role} takes over the implementation", {"role": case.name(role)})
        yield from changed.fixes(title)
    for role in it[:1]:
        changed = draft(case).give(role, Part.OMITTED)
        yield from changed.fixes(Text("{role} is left out on purpose", {"role": case.name(role)}))


@rule(
    "RACI307",
    "it-carries-it-all",
    _WARNING,
    Limit("share", 0.5, highest=1),
    Limit("channels", 3),
).whole
def it_carries_it_all(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """On most of the new channels all who are responsible are IT; those of 301 count nowhere."""
    new = [row for row in matrix.active if row.channel.kind is Kind.NEW]
    worked = [row for row in new if row.judged_as(Part.RESPONSIBLE) and not left_to_it(row, matrix)]
    carried = [row for row in worked if _carried_by_it(row, matrix)]
    enough = len(carried) >= limits["channels"]
    if enough and carried and exceeds_share(len(carried), len(worked), limits["share"]):
        message = Text(
            "On {n} of {rows} new channels IT does all the work",
            {"n": len(carried), "rows": len(worked)},
        )
        yield Fault((ORGANISATION,), message, ("organisation",))


def _carried_by_it(row: Row, matrix: Matrix) -> bool:
    return matrix.roles.it.issuperset(row.judged_as(Part.RESPONSIBLE))


@it_carries_it_all.fixes
def fix_it_carries_it_all(case: Case) -> Iterator[Fix]:
    """On the first of these channels a department does the work, and IT is consulted."""
    roles, scheme = case.organisation.roles, case.organisation.scheme
    candidates = (*_departments(case), *case.answering(()))
    for channel in case.organisation.channels.values():
        if channel.kind is not Kind.NEW or channel.status is not Status.ACTIVE:
            continue
        rows = [row for row in effective_rows(channel, scheme) if row.duty is not _BUILDING]
        working = {role for row in rows for role in row.of(Part.RESPONSIBLE)}
        if working and all(case.organisation.is_it(roles[role]) for role in working):
            for role in dict.fromkeys(candidates[:MOST]):
                changed = Draft(case.organisation, channel)
                for other in working:
                    changed.take_everywhere(
                        other, Part.RESPONSIBLE, instead=Part.CONSULTED, but=(_BUILDING,)
                    )
                changed.give(role, Part.RESPONSIBLE)
                values = {"role": case.name(role), "channel": channel.name}
                yield from changed.fixes(Text("{role} does the work for {channel}", values))
            return


def _own(case: Case, part: Part) -> tuple[str, ...]:
    """Return the roles to which the channel's own letters give a part."""
    parts = case.organisation.scheme.parts
    cells = case.channel.raci.items()
    return tuple(role for role, cell in cells if part in parts(cell.letters))
