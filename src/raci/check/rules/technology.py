"""Family 3, technology and outside parties: is it left to IT?

The implementation duty is aside but for 306: there IT may answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.row import OWNING
from raci.check.rule import Fault, rule
from raci.check.wording import listed
from raci.model.finding import Severity, Subject
from raci.model.organisation import Duty, Kind, holders
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import DUTIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from raci.check.matrix import Matrix
    from raci.check.row import Row
    from raci.check.rule import Limits
    from raci.model.organisation import EffectiveRow

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_DECISIONS = (Duty.CONTENT, Duty.DIRECTION, Duty.COMBINATION)


def _looked_at(row: Row, seen: Matrix) -> bool:
    """Tell whether 301 and 302 look at a row: it has a kind, or none has and somebody leads.

    So does 306, which asks for a kind of its own.
    """
    if seen.facts.kinds_used:
        return row.channel.kind is not None
    return bool(seen.roster.flagged)


@rule(
    "301",
    "it-only",
    _ERROR,
    facts=("kinds_used",),
    silences=("102", "104", "201", "202", "302", "303", "304", "305"),
).for_row
def it_only(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """There are accountable or responsible roles, and all of them are IT, in-house or hired."""
    if not seen.roster.it or not _looked_at(row, seen):
        return
    owners = {*row.judged_as(Part.ACCOUNTABLE), *row.judged_as(Part.RESPONSIBLE)}
    if owners and owners <= seen.roster.it:
        names = seen.roster.names(role for role in row.held if role in owners)
        message = Text(
            "{channel}: only IT answers for it ({roles})",
            {"channel": row.channel.name, "roles": listed(names)},
        )
        yield _at(row, seen, owners, OWNING, message)


def _at(
    row: Row, seen: Matrix, roles: Collection[str], parts: Collection[Part], message: Text
) -> Fault:
    """Return a fault of the channel whose place is the first cell of ``roles``."""
    place = row.place(seen.organisation.scheme, roles, parts, _DECISIONS)
    return Fault((Subject("channel", row.channel.id),), message, place)


@rule("302", "it-accountable", _WARNING, facts=("kinds_used",), needs=("accountable",)).for_row
def it_accountable(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """All accountable roles of an effective row are IT, and some responsible one is not.

    Silent about a duty whose own letters say so: that is 303.
    """
    told = _decided_by_it(row, seen) if row.channel.duties else {}
    for effective in accountable_it(row, seen):
        if effective.duty not in told:
            roles = effective.of(Part.ACCOUNTABLE)
            message = Text(
                "{channel}: IT is accountable for what others do ({roles})",
                {"channel": row.channel.name, "roles": listed(seen.roster.names(roles))},
            )
            place = row.place(
                seen.organisation.scheme, roles, (Part.ACCOUNTABLE,), (effective.duty,)
            )
            yield Fault((Subject("channel", row.channel.id),), message, place)
            return


def accountable_it(row: Row, seen: Matrix) -> list[EffectiveRow]:
    """Return the effective rows of which only IT is accountable, while others are responsible."""
    it = seen.roster.it
    if it.isdisjoint(row.accountable) or not _looked_at(row, seen):
        return []
    return [
        effective
        for effective in row.judged
        if effective.of(Part.ACCOUNTABLE)
        and it.issuperset(effective.of(Part.ACCOUNTABLE))
        and not it.issuperset(effective.of(Part.RESPONSIBLE))
    ]


@rule("303", "it-decides-content", _ERROR, needs=("duties",)).for_row
def it_decides_content(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Content, direction or combination has IT as an accountable role of its own."""
    decided = _decided_by_it(row, seen)
    if not decided:
        return
    channel = row.channel
    roles = dict.fromkeys(role for named in decided.values() for role in named)
    message = Text(
        "{channel}: IT decides on {duties} ({roles})",
        {
            "channel": channel.name,
            "duties": tuple(DUTIES[duty] for duty in decided),
            "roles": listed(seen.roster.names(roles)),
        },
    )
    duties = (Subject("duty", f"{channel.id}.{duty.value}") for duty in decided)
    first = next(iter(decided))
    yield Fault(
        (Subject("channel", channel.id), *duties), message, row.path(decided[first][0], first)
    )


def _decided_by_it(row: Row, seen: Matrix) -> dict[Duty, list[str]]:
    """Return the IT roles that the duties' own letters make accountable, in file order."""
    scheme = seen.organisation.scheme
    decided = {}
    for duty, assignments in row.channel.duties.items():
        named = holders(assignments, scheme).get(Part.ACCOUNTABLE, ())
        roles = [role for role in named if role in seen.roster.it]
        if roles and duty in _DECISIONS:
            decided[duty] = roles
    return decided


@rule(
    "304", "outsider-accountable", _ERROR, silences=("201", "202", "302"), needs=("accountable",)
).for_row
def outsider_accountable(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """An external role is accountable."""
    if seen.roster.external.isdisjoint(row.accountable):
        return
    places = row.places(seen.organisation.scheme, (Part.ACCOUNTABLE,), _DECISIONS)
    for role in row.judged_as(Part.ACCOUNTABLE):
        if role in seen.roster.external:
            message = Text(
                "{channel}: {role} is accountable, but from outside",
                {"channel": row.channel.name, "role": seen.organisation.roles[role].name},
            )
            subjects = (Subject("channel", row.channel.id), Subject("role", role))
            yield Fault(subjects, message, places[role])


@rule("305", "outsider-only-responsible", _INFO, needs=("responsible",)).for_row
def outsider_only_responsible(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Every responsible role is external; this weighs more on critical channels."""
    if seen.roster.external.isdisjoint(row.responsible):
        return
    responsible = row.judged_as(Part.RESPONSIBLE)
    if responsible and seen.roster.external.issuperset(responsible):
        message = Text(
            "{channel}: only outsiders are responsible ({roles})",
            {"channel": row.channel.name, "roles": listed(seen.roster.names(responsible))},
        )
        fault = _at(row, seen, responsible, (Part.RESPONSIBLE,), message)
        yield fault._replace(severity=_WARNING if row.channel.critical else None)


@rule("306", "nobody-implements", _INFO, on=False).for_row
def nobody_implements(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """A new channel without any IT role in any letter, in an organisation that has IT roles.

    Here ``omitted`` counts: to leave IT out is a decision.
    """
    if row.channel.kind is Kind.NEW and seen.roster.it:
        named = {role for _, role, letters in row.cells() if letters}
        if seen.roster.it.isdisjoint(named):
            message = Text("{channel}: no IT role has a letter here", {"channel": row.channel.name})
            place = ("channels", row.channel.id)
            yield Fault((Subject("channel", row.channel.id),), message, place)
