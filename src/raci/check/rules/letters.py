"""Family 1, ownership: how many letters a row holds, and which go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.counting import exceeds_share
from raci.check.matrix.row import OWNING
from raci.check.rule.draft import crowded, draft, informs, only
from raci.check.rule.rule import Fault, rule
from raci.check.rule.wording import title
from raci.check.rules.ownership import first_cell, fullest_row, named, on_channel
from raci.model.finding import Severity, Subject
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case, Fix
    from raci.model.path import Path
    from raci.model.rule import Limits


_WARNING, _INFO = Severity.WARNING, Severity.INFO


@rule("RACI106", "too-many-responsible", _WARNING, Limit("max", 3)).rows
def too_many_responsible(row: Row, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """More responsible in one effective row than the limit, or than the scheme allows."""
    scheme_allows = matrix.allowed[Part.RESPONSIBLE]
    most = limits["max"] if scheme_allows is None else min(limits["max"], scheme_allows)
    if len(row.responsible) <= most:
        return
    fullest = fullest_row(row, Part.RESPONSIBLE)
    roles = fullest.of(Part.RESPONSIBLE)
    if len(roles) > most:
        message = Text(
            "{row}: {n} roles are responsible, more than {most}",
            {"row": title(row, fullest), "n": len(roles), "most": most},
        )
        yield on_channel(row, message, first_cell(row, matrix, fullest, Part.RESPONSIBLE))


@too_many_responsible.fixes
def fix_too_many_responsible(case: Case) -> Iterator[Fix]:
    """One of them is only consulted."""
    scheme = case.organisation.scheme
    instead = Part.CONSULTED if scheme.first(Part.CONSULTED) else Part.INFORMED
    for role in crowded(case, Part.RESPONSIBLE):
        changed = draft(case).take_everywhere(role, Part.RESPONSIBLE, instead=instead)
        yield from changed.fixes(Text("{role} no longer does the work", {"role": case.name(role)}))


@rule("RACI107", "too-many-consulted", _WARNING, Limit("max", 4)).rows
def too_many_consulted(row: Row, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """More consulted in one effective row than the limit."""
    if len(row.held) <= limits["max"]:
        return
    fullest = fullest_row(row, Part.CONSULTED)
    roles = fullest.of(Part.CONSULTED)
    if len(roles) > limits["max"]:
        message = Text(
            "{row}: {n} roles are consulted, more than {most}",
            {"row": title(row, fullest), "n": len(roles), "most": limits["max"]},
        )
        yield on_channel(row, message, first_cell(row, matrix, fullest, Part.CONSULTED))


@too_many_consulted.fixes
def fix_too_many_consulted(case: Case) -> Iterator[Fix]:
    """One of them is only informed."""
    for role in crowded(case, Part.CONSULTED):
        changed = draft(case).take_everywhere(role, Part.CONSULTED, instead=Part.INFORMED)
        yield from changed.fixes(Text("{role} is only informed", {"role": case.name(role)}))


@rule("RACI108", "too-many-informed", _INFO, Limit("max", 6), Limit("share", 0.6, highest=1)).rows
def too_many_informed(row: Row, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """More informed in one effective row than the limit and than that share of all roles."""
    if len(row.held) <= limits["max"]:
        return
    fullest = fullest_row(row, Part.INFORMED)
    informed, roles = len(fullest.of(Part.INFORMED)), len(matrix.organisation.roles)
    if informed > limits["max"] and exceeds_share(informed, roles, limits["share"]):
        message = Text(
            "{row}: {n} of {roles} roles are informed",
            {"row": title(row, fullest), "n": informed, "roles": roles},
        )
        yield on_channel(row, message, first_cell(row, matrix, fullest, Part.INFORMED))


@too_many_informed.fixes
def fix_too_many_informed(case: Case) -> Iterator[Fix]:
    """One of them is no longer informed."""
    for role in crowded(case, Part.INFORMED):
        changed = draft(case).take_everywhere(role, Part.INFORMED)
        yield from changed.fixes(Text("{role} is no longer informed", {"role": case.name(role)}))


@rule("RACI109", "nobody-listens", _INFO, unless=("unowned-channel", "bystanders-only")).rows
def nobody_listens(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Nobody consulted, nobody informed, in a matrix that uses those letters elsewhere."""
    if row.held and not row.listening and matrix.counts.listening and not row.faulty:
        message = Text("{channel}: nobody is consulted or informed", {"channel": row.channel.name})
        yield on_channel(row, message)


@nobody_listens.fixes
def fix_nobody_listens(case: Case) -> Iterator[Fix]:
    """Who stands in for the accountable role hears of it, or a leader does."""
    present = draft(case).roles()
    owners = draft(case).with_part(Part.ACCOUNTABLE)
    deputies = [deputy for role in owners for deputy in case.organisation.roles[role].deputies]
    absent = [role for role in (*deputies, *case.leaders) if role not in present]
    yield from informs(case, absent)


@rule("RACI110", "contradictory-letters", _INFO).rows
def contradictory_letters(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Several letters in one cell other than accountable and responsible."""
    for duty, role, letters in row.cells() if row.joined else ():
        if len(letters) > 1 and _contradict(letters, matrix):
            message = Text(
                "{channel}: {role} has letters that don't go together ({letters})",
                {
                    "channel": row.channel.name,
                    "role": matrix.organisation.roles[role].name,
                    "letters": letters,
                },
            )
            yield _on_role(row, role, message, row.path(role, duty))


@contradictory_letters.fixes
def fix_contradictory_letters(case: Case) -> Iterator[Fix]:
    """Of the letters in the cell, those that go together."""
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


def _contradict(letters: str, matrix: Matrix) -> bool:
    """Tell whether those letters that count are more than one accountable and one responsible."""
    parts = matrix.organisation.scheme.counting
    counting = sum(bool(parts(char)) for char in letters)
    return counting > 1 and (counting > len(OWNING) or parts(letters) != OWNING)


def _on_role(row: Row, role: str, message: Text, place: Path) -> Fault:
    return Fault((Subject("channel", row.channel.id), Subject("role", role)), message, place)


@rule("RACI111", "four-eyes", _INFO, on=False).rows
def four_eyes(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """One role both accountable and responsible in an effective row."""
    for effective in row.effective:
        scheme, responsible = matrix.organisation.scheme, frozenset(effective.of(Part.RESPONSIBLE))
        places = row.places(scheme, (Part.ACCOUNTABLE,), (effective.duty,))
        for role in effective.of(Part.ACCOUNTABLE):
            if role in responsible:
                message = Text(
                    "{row}: {role} is both accountable and responsible",
                    {"row": title(row, effective), "role": matrix.organisation.roles[role].name},
                )
                yield _on_role(row, role, message, places[role])


@four_eyes.fixes
def fix_four_eyes(case: Case) -> Iterator[Fix]:
    """The superior answers, or others do the work."""
    role = case.role.id
    for boss in case.inside(case.above(role))[:1]:
        changed = draft(case).take_everywhere(role, Part.ACCOUNTABLE)
        changed.give(boss, Part.ACCOUNTABLE)
        yield from changed.fixes(Text("{role} answers for it", {"role": case.name(boss)}))
    changed = draft(case).take_everywhere(role, Part.RESPONSIBLE)
    yield from changed.fixes(Text("{role} no longer does the work", {"role": case.name(role)}))


@rule("RACI112", "shared-responsible", _INFO, on=False).rows
def shared_responsible(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """More than one responsible in an effective row."""
    fullest = fullest_row(row, Part.RESPONSIBLE)
    roles = fullest.of(Part.RESPONSIBLE)
    if len(roles) > 1:
        message = Text(
            "{row}: {n} roles share the responsibility ({roles})",
            {"row": title(row, fullest), "n": len(roles), "roles": named(matrix, roles)},
        )
        yield on_channel(row, message, first_cell(row, matrix, fullest, Part.RESPONSIBLE))


@shared_responsible.fixes
def fix_shared_responsible(case: Case) -> Iterator[Fix]:
    """One of them alone does the work, the others are consulted."""
    for role in crowded(case, Part.RESPONSIBLE):
        title = Text("{role} alone does the work", {"role": case.name(role)})
        yield from only(case, role, Part.RESPONSIBLE, Part.CONSULTED).fixes(title)


def _choices(case: Case, letters: str) -> tuple[str, ...]:
    """Return what could remain of a cell: its owning letters together, or any other one."""
    scheme = case.organisation.scheme
    owning = "".join(char for char in letters if scheme.letters[char].part in OWNING)
    choices = (*filter(None, [owning]), *(char for char in letters if char not in owning))
    return choices if len(choices) > 1 else ()
