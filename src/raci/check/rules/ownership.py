"""Family 1, ownership: is somebody in charge of the row?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.matrix.counts import exceeds_share
from raci.check.rule.case import MOST, Fix
from raci.check.rule.draft import answers, crowded, does, draft, only
from raci.check.rule.fault import Fault, listed, on_channel, title
from raci.check.rule.rule import rule
from raci.check.rules.technology import left_to_it
from raci.model.edit import SetField
from raci.model.finding import ORGANISATION, Severity, Subject
from raci.model.organisation import Status
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import DUTIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case
    from raci.model.organisation import EffectiveRow, Path
    from raci.model.rule import Limits


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@rule("RACI101", "unowned-channel", _ERROR).rows
def unowned_channel(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """No letters at all, duties included; silent in a file without roles."""
    if unowned(row, matrix):
        message = Text("{channel}: nobody has a letter here", {"channel": row.channel.name})
        yield on_channel(row, message)


def unowned(row: Row, matrix: Matrix) -> bool:
    """Tell whether nobody has a letter on a row, as far as it could be read."""
    return bool(matrix.organisation.roles) and not row.held and not row.faulty


@unowned_channel.fixes
def fix_unowned_channel(case: Case) -> Iterator[Fix]:
    """A leader answers, or the firm decides against the channel."""
    yield from answers(case, case.answering(()))
    path = ("channels", case.channel.id, "status")
    yield Fix(Text("Decline the channel on purpose"), SetField(path, Status.DECLINED.value))


@rule("RACI102", "no-accountable", _ERROR, unless=("it-only",)).rows
def no_accountable(row: Row, _seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Some effective row has a responsible and no accountable."""
    if row.faulty or not row.responsible:
        return
    lacking = [
        effective
        for effective in row.effective
        if effective.of(Part.RESPONSIBLE) and not effective.of(Part.ACCOUNTABLE)
    ]
    if lacking:
        yield on_channel(row, _nobody_accountable(row, lacking))


@no_accountable.fixes
def fix_no_accountable(case: Case) -> Iterator[Fix]:
    """The nearest leader answers, or somebody who does the work."""
    working = draft(case).with_part(Part.RESPONSIBLE)
    yield from answers(case, case.fit((*case.answering(working), *working)))


def _nobody_accountable(row: Row, lacking: list[EffectiveRow]) -> Text:
    name = row.channel.name
    duties = tuple(DUTIES[effective.duty] for effective in lacking if effective.duty)
    if duties and len(lacking) < len(row.effective):
        values = {"channel": name, "duties": duties}
        return Text("{channel}: nobody is accountable for {duties}", values)
    return Text("{channel}: nobody is accountable", {"channel": name})


@rule("RACI103", "several-accountable", _ERROR).rows
def several_accountable(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """More roles accountable in one effective row than the scheme allows."""
    most = matrix.allowed[Part.ACCOUNTABLE]
    if row.faulty or most is None or len(row.accountable) <= most:
        return
    fullest = fullest_row(row, Part.ACCOUNTABLE)
    roles = fullest.of(Part.ACCOUNTABLE)
    if len(roles) > most:
        message = Text(
            "{row}: {n} roles are accountable at once ({roles})",
            {"row": title(row, fullest), "n": len(roles), "roles": named(matrix, roles)},
        )
        yield on_channel(row, message, first_cell(row, matrix, fullest, Part.ACCOUNTABLE))


@several_accountable.fixes
def fix_several_accountable(case: Case) -> Iterator[Fix]:
    """One of the accountable roles alone answers."""
    roles = crowded(case, Part.ACCOUNTABLE)
    for role in dict.fromkeys((*case.fit(roles), *roles)):
        title = Text("{role} alone answers for it", {"role": case.name(role)})
        yield from only(case, role, Part.ACCOUNTABLE).fixes(title)


def fullest_row(row: Row, part: Part) -> EffectiveRow:
    """Return the effective row in which most roles have the part."""
    if len(row.effective) == 1:
        return row.effective[0]
    return max(row.effective, key=lambda effective: len(effective.of(part)))


def named(matrix: Matrix, roles: tuple[str, ...]) -> tuple[object, ...]:
    """Return the names of roles for a message."""
    return listed(matrix.roles.names(roles))


def first_cell(row: Row, matrix: Matrix, effective: EffectiveRow, part: Part) -> Path:
    """Return the path of the first cell that gives somebody a part of an effective row."""
    return row.place(matrix.organisation.scheme, effective.of(part), (part,), (effective.duty,))


@rule(
    "RACI104",
    "no-responsible",
    _WARNING,
    Limit("accountable-also-does", False),
    Limit("habit-rows", 5),
    Limit("habit-share", 1 / 3, highest=1),
    unless=("it-only",),
).rows
def no_responsible(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Somebody is accountable, nobody responsible in the whole channel; habits aside."""
    if _nobody_works(row, matrix) and not matrix.once(_habit):
        message = Text(
            "{channel}: nobody is responsible, only accountable ({roles})",
            {"channel": row.channel.name, "roles": named(matrix, row.accountable)},
        )
        yield on_channel(row, message)


@no_responsible.whole
def no_responsible_as_a_habit(matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """On many rows somebody is accountable and nobody responsible: told once."""
    rows = matrix.once(_habit)
    if rows:
        owned = sum(row.owned for row in matrix.active)
        message = Text(
            "On {n} of {rows} rows somebody is accountable and nobody responsible: "
            "if whoever is accountable also does it, say so",
            {"n": rows, "rows": owned},
        )
        yield Fault((ORGANISATION,), message, ("organisation",))


def _nobody_works(row: Row, matrix: Matrix) -> bool:
    if row.faulty or row.responsible or not row.accountable:
        return False
    return not matrix.limits("RACI104")["accountable-also-does"]


def _habit(matrix: Matrix) -> int:
    """Return on how many rows nobody is responsible, 0 where these are exceptions."""
    limits = matrix.limits("RACI104")
    rows = sum(_nobody_works(row, matrix) and not left_to_it(row, matrix) for row in matrix.active)
    owned = sum(row.owned for row in matrix.active)
    many = rows >= limits["habit-rows"] and exceeds_share(rows, owned, limits["habit-share"])
    return rows if many else 0


@no_responsible.fixes
def fix_no_responsible(case: Case) -> Iterator[Fix]:
    """The accountable role does the work too; as a habit, the file says that it always does."""
    if not case.finding.ids("channel"):
        path = ("check", "rules", "no-responsible", "accountable-also-does")
        title = Text("Whoever is accountable also does the work, everywhere")
        yield Fix(title, SetField(path, value=True))
        return
    row = draft(case)
    for role in row.with_part(Part.ACCOUNTABLE):
        answering = row.where((role,), Part.ACCOUNTABLE)
        yield from does(case, role, (None,) if None in answering else answering)


@rule("RACI105", "bystanders-only", _ERROR).rows
def bystanders_only(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Letters, but none accountable or responsible."""
    if row.faulty or row.owned or not row.held:
        return
    message = Text(
        "{channel}: only bystanders, nobody is accountable or responsible ({roles})",
        {"channel": row.channel.name, "roles": named(matrix, tuple(row.held))},
    )
    yield on_channel(row, message)


@bystanders_only.fixes
def fix_bystanders_only(case: Case) -> Iterator[Fix]:
    """The nearest leader answers, or one of the bystanders."""
    bystanders = draft(case).roles()
    yield from answers(case, case.fit((*case.answering(bystanders), *bystanders))[: 2 * MOST])


@rule("RACI113", "duty-without-owner", _WARNING, only="divided").rows
def duty_without_owner(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Somebody is responsible in a channel with duties, and some duty has nobody responsible."""
    if row.faulty:
        return
    doing = {Part.RESPONSIBLE}
    if matrix.limits("RACI104")["accountable-also-does"]:
        doing.add(Part.ACCOUNTABLE)
    undone = [
        effective.duty
        for effective in row.effective
        if effective.duty and not any(effective.of(part) for part in doing)
    ]
    if not undone or len(undone) == len(row.effective):
        return
    channel = row.channel
    message = Text(
        "{channel}: nobody is responsible for {duties}",
        {"channel": channel.name, "duties": tuple(DUTIES[duty] for duty in undone)},
    )
    duties = (Subject("duty", f"{channel.id}.{duty.value}") for duty in undone)
    yield Fault((Subject("channel", channel.id), *duties), message, ("channels", channel.id))


@duty_without_owner.fixes
def fix_duty_without_owner(case: Case) -> Iterator[Fix]:
    """Somebody of the channel does what is left over; a leader, where only IT or outsiders are."""
    row = draft(case)
    working = (*row.with_part(Part.ACCOUNTABLE), *row.with_part(Part.RESPONSIBLE))
    for role in case.fit(working) or case.answering(working) or dict.fromkeys(working):
        yield from does(case, role)
