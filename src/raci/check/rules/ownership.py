"""Family 1, ownership: is somebody in charge of the row?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.counting import exceeds_share
from raci.check.row import OWNING
from raci.check.rule import Fault, rule
from raci.check.wording import listed, title
from raci.model.finding import Severity, Subject
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text
from raci.model.vocabulary import DUTIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix import Matrix
    from raci.check.row import Row
    from raci.check.rule import Limits
    from raci.model.organisation import EffectiveRow
    from raci.model.path import Path

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _on_channel(row: Row, message: Text, place: Path | None = None) -> Fault:
    channel = row.channel.id
    return Fault((Subject("channel", channel),), message, place or ("channels", channel))


_ON_AN_UNOWNED_ROW = (
    *("102", "103", "104", "105", "106", "107", "108", "109", "110", "111", "112", "113"),
    *("201", "202", "204", "301", "302", "303", "304", "305", "306", "407", "408"),
    *("702", "703", "708", "710"),
)


@rule(
    "101", "unowned-channel", _ERROR, silences=_ON_AN_UNOWNED_ROW, sound_only=True, needs=("empty",)
).for_row
def unowned_channel(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """No letters at all, duties included; silent in a file without roles."""
    if seen.organisation.roles:
        message = Text("{channel}: nobody has a letter here", {"channel": row.channel.name})
        yield _on_channel(row, message)


@rule("102", "no-accountable", _ERROR, sound_only=True, needs=("responsible",)).for_row
def no_accountable(row: Row, _seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Some effective row has a responsible and no accountable."""
    lacking = [
        effective
        for effective in row.effective
        if effective.of(Part.RESPONSIBLE) and not effective.of(Part.ACCOUNTABLE)
    ]
    if lacking:
        yield _on_channel(row, _nobody_accountable(row, lacking))


def _nobody_accountable(row: Row, lacking: list[EffectiveRow]) -> Text:
    name = row.channel.name
    duties = tuple(DUTIES[effective.duty] for effective in lacking if effective.duty)
    if duties and len(lacking) < len(row.effective):
        values = {"channel": name, "duties": duties}
        return Text("{channel}: nobody is accountable for {duties}", values)
    return Text("{channel}: nobody is accountable", {"channel": name})


@rule("103", "several-accountable", _ERROR, sound_only=True, needs=("accountable",)).for_row
def several_accountable(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """More roles accountable in one effective row than the scheme allows."""
    most = seen.allowed[Part.ACCOUNTABLE]
    if most is None or len(row.accountable) <= most:
        return
    fullest = _fullest(row, Part.ACCOUNTABLE)
    roles = fullest.of(Part.ACCOUNTABLE)
    if len(roles) > most:
        message = Text(
            "{row}: {n} roles are accountable at once ({roles})",
            {"row": title(row, fullest), "n": len(roles), "roles": _named(seen, roles)},
        )
        yield _on_channel(row, message, _first_cell(row, seen, fullest, Part.ACCOUNTABLE))


def _fullest(row: Row, part: Part) -> EffectiveRow:
    """Return the effective row in which most roles have the part."""
    return max(row.effective, key=lambda effective: len(effective.of(part)))


def _named(seen: Matrix, roles: tuple[str, ...]) -> tuple[object, ...]:
    return listed(seen.roster.names(roles))


def _first_cell(row: Row, seen: Matrix, effective: EffectiveRow, part: Part) -> Path:
    return row.place(seen.organisation.scheme, effective.of(part), (part,), (effective.duty,))


@rule(
    "104",
    "no-responsible",
    _WARNING,
    Limit("accountable-also-does", False),
    sound_only=True,
    needs=("accountable",),
).for_row
def no_responsible(row: Row, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """Somebody is accountable, nobody responsible in the whole channel."""
    if row.accountable and not row.responsible and not limits["accountable-also-does"]:
        message = Text(
            "{channel}: nobody is responsible, only accountable ({roles})",
            {"channel": row.channel.name, "roles": _named(seen, row.accountable)},
        )
        yield _on_channel(row, message)


_WITHOUT_OWNERS = (
    *("102", "104", "109", "113", "201", "202", "204"),
    *("301", "302", "303", "304", "305", "306", "407"),
)


@rule(
    "105",
    "bystanders-only",
    _ERROR,
    silences=_WITHOUT_OWNERS,
    sound_only=True,
    needs=("bystanding",),
).for_row
def bystanders_only(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Letters, but none accountable or responsible."""
    message = Text(
        "{channel}: only bystanders, nobody is accountable or responsible ({roles})",
        {"channel": row.channel.name, "roles": _named(seen, tuple(row.held))},
    )
    yield _on_channel(row, message)


@rule("106", "too-many-responsible", _WARNING, Limit("max", 3), needs=("responsible",)).for_row
def too_many_responsible(row: Row, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """More responsible in one effective row than the limit, or than the scheme allows."""
    scheme_allows = seen.allowed[Part.RESPONSIBLE]
    most = limits["max"] if scheme_allows is None else min(limits["max"], scheme_allows)
    if len(row.responsible) <= most:
        return
    fullest = _fullest(row, Part.RESPONSIBLE)
    roles = fullest.of(Part.RESPONSIBLE)
    if len(roles) > most:
        message = Text(
            "{row}: {n} roles are responsible, more than {most}",
            {"row": title(row, fullest), "n": len(roles), "most": most},
        )
        yield _on_channel(row, message, _first_cell(row, seen, fullest, Part.RESPONSIBLE))


@rule("107", "too-many-consulted", _WARNING, Limit("max", 4)).for_row
def too_many_consulted(row: Row, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """More consulted in one effective row than the limit."""
    if len(row.held) <= limits["max"]:
        return
    fullest = _fullest(row, Part.CONSULTED)
    roles = fullest.of(Part.CONSULTED)
    if len(roles) > limits["max"]:
        message = Text(
            "{row}: {n} roles are consulted, more than {most}",
            {"row": title(row, fullest), "n": len(roles), "most": limits["max"]},
        )
        yield _on_channel(row, message, _first_cell(row, seen, fullest, Part.CONSULTED))


@rule("108", "too-many-informed", _INFO, Limit("max", 6), Limit("share", 0.6, highest=1)).for_row
def too_many_informed(row: Row, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """More informed in one effective row than the limit and than that share of all roles."""
    if len(row.held) <= limits["max"]:
        return
    fullest = _fullest(row, Part.INFORMED)
    informed, roles = len(fullest.of(Part.INFORMED)), len(seen.organisation.roles)
    if informed > limits["max"] and exceeds_share(informed, roles, limits["share"]):
        message = Text(
            "{row}: {n} of {roles} roles are informed",
            {"row": title(row, fullest), "n": informed, "roles": roles},
        )
        yield _on_channel(row, message, _first_cell(row, seen, fullest, Part.INFORMED))


@rule(
    "109", "nobody-listens", _INFO, sound_only=True, facts=("listeners",), needs=("deaf",)
).for_row
def nobody_listens(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Nobody consulted, nobody informed, in a matrix that uses those letters elsewhere."""
    if seen.facts.listeners:
        message = Text("{channel}: nobody is consulted or informed", {"channel": row.channel.name})
        yield _on_channel(row, message)


@rule("110", "contradictory-letters", _INFO, needs=("joined",)).for_row
def contradictory_letters(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Several letters in one cell other than accountable and responsible."""
    for duty, role, letters in row.cells():
        if len(letters) > 1 and _contradict(letters, seen):
            message = Text(
                "{channel}: {role} has letters that don't go together ({letters})",
                {
                    "channel": row.channel.name,
                    "role": seen.organisation.roles[role].name,
                    "letters": letters,
                },
            )
            yield _on_role(row, role, message, row.path(role, duty))


def _contradict(letters: str, seen: Matrix) -> bool:
    """Tell whether those letters that count are more than one accountable and one responsible."""
    counting = sum(bool(seen.parts(char)) for char in letters)
    return counting > 1 and (counting > len(OWNING) or seen.parts(letters) != OWNING)


def _on_role(row: Row, role: str, message: Text, place: Path) -> Fault:
    return Fault((Subject("channel", row.channel.id), Subject("role", role)), message, place)


@rule(
    "111",
    "four-eyes",
    _INFO,
    on=False,
    needs=("accountable", "responsible"),
).for_row
def four_eyes(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """One role both accountable and responsible in an effective row."""
    for effective in row.effective:
        scheme, responsible = seen.organisation.scheme, frozenset(effective.of(Part.RESPONSIBLE))
        places = row.places(scheme, (Part.ACCOUNTABLE,), (effective.duty,))
        for role in effective.of(Part.ACCOUNTABLE):
            if role in responsible:
                message = Text(
                    "{row}: {role} is both accountable and responsible",
                    {"row": title(row, effective), "role": seen.organisation.roles[role].name},
                )
                yield _on_role(row, role, message, places[role])


@rule("112", "shared-responsible", _INFO, on=False, needs=("responsible",)).for_row
def shared_responsible(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """More than one responsible in an effective row."""
    fullest = _fullest(row, Part.RESPONSIBLE)
    roles = fullest.of(Part.RESPONSIBLE)
    if len(roles) > 1:
        message = Text(
            "{row}: {n} roles share the responsibility ({roles})",
            {"row": title(row, fullest), "n": len(roles), "roles": _named(seen, roles)},
        )
        yield _on_channel(row, message, _first_cell(row, seen, fullest, Part.RESPONSIBLE))


@rule("113", "duty-without-owner", _WARNING, sound_only=True, needs=("duties",)).for_row
def duty_without_owner(row: Row, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Somebody is responsible in a channel with duties, and some duty has nobody responsible."""
    doing = {Part.RESPONSIBLE}
    if seen.limits["RACI104"]["accountable-also-does"]:
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
