"""Family 1, ownership: how many letters a row holds, and which go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.matrix.counts import exceeds_share, holds_share
from raci.check.matrix.row import OWNING
from raci.check.rule.case import MOST
from raci.check.rule.draft import crowded, draft, informs, only
from raci.check.rule.fault import Fault, listed, on_channel, title
from raci.check.rule.rule import rule
from raci.check.rules.ownership import first_cell, fullest_row, named
from raci.model.finding import Severity, Subject
from raci.model.rule import Limit
from raci.model.scheme import Part
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.matrix.row import Row
    from raci.check.rule.case import Case, Fix
    from raci.model.organisation import Path
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


@rule(
    "RACI109",
    "nobody-listens",
    _INFO,
    Limit("share", 0.5, highest=1),
    unless=("unowned-channel", "bystanders-only"),
).rows
def nobody_listens(row: Row, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Nobody consulted, nobody informed, where that is the exception and not the habit."""
    if row.faulty or row.listening:
        return
    if holds_share(matrix.counts.listening, matrix.counts.rows, limits["share"]):
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


@rule("RACI110", "superfluous-letters", _INFO, only="joined").rows
def superfluous_letters(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Some cell holds a letter that says nothing beside another one there."""
    scheme = matrix.organisation.scheme
    cells = [cell for cell in row.cells() if _superfluous(scheme.parts(cell[2]))]
    if cells:
        roles = tuple(dict.fromkeys(role for _, role, _ in cells))
        spelt = {role: letters for _, role, letters in reversed(cells)}
        known = matrix.organisation.roles
        values = (f"{known[role].name} {spelt[role]}" for role in roles)
        message = Text(
            "{channel}: letters that say nothing beside others ({cells})",
            {"channel": row.channel.name, "cells": listed(values)},
        )
        subjects = (Subject("role", role) for role in roles)
        duty, role, _ = cells[0]
        yield Fault((Subject("channel", row.channel.id), *subjects), message, row.path(role, duty))


def _superfluous(parts: frozenset[Part]) -> frozenset[Part]:
    """Return the parts of a cell that another part there includes.

    Who answers or works knows about it, and whoever is asked or helps is told.
    """
    if not parts.isdisjoint(OWNING):
        return parts & {Part.CONSULTED, Part.INFORMED, Part.SUPPORT}
    if not parts.isdisjoint((Part.CONSULTED, Part.SUPPORT)):
        return parts & {Part.INFORMED}
    return frozenset()


@superfluous_letters.fixes
def fix_superfluous_letters(case: Case) -> Iterator[Fix]:
    """The letters that say nothing go."""
    scheme = case.organisation.scheme
    changed = draft(case)
    for duty, cells in changed.tables():
        for role, cell in cells.items():
            gone = {
                char
                for part in _superfluous(scheme.parts(cell.letters))
                for char in scheme.chars(part)
            }
            if gone:
                changed.write(role, "".join(c for c in cell.letters if c not in gone), duty)
    yield from changed.fixes(Text("Drop the letters that say nothing"))


def _on_role(row: Row, role: str, message: Text, place: Path) -> Fault:
    return Fault((Subject("channel", row.channel.id), Subject("role", role)), message, place)


@rule("RACI114", "contradictory-letters", _WARNING, only="joined").rows
def contradictory_letters(row: Row, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Omitted beside another letter in one cell."""
    scheme = matrix.organisation.scheme
    for duty, role, letters in row.cells():
        if Part.OMITTED in scheme.parts(letters) and scheme.counting(letters):
            message = Text(
                "{channel}: {role} is left out and takes part at once ({letters})",
                {
                    "channel": row.channel.name,
                    "role": matrix.organisation.roles[role].name,
                    "letters": letters,
                },
            )
            yield _on_role(row, role, message, row.path(role, duty))


@contradictory_letters.fixes
def fix_contradictory_letters(case: Case) -> Iterator[Fix]:
    """The role takes part, or it is left out."""
    role, scheme = case.role.id, case.organisation.scheme
    takes_part, left_out = draft(case), draft(case)
    for duty, cells in draft(case).tables():
        letters = cells[role].letters if role in cells else ""
        omitted = "".join(char for char in letters if char in scheme.chars(Part.OMITTED))
        if omitted and omitted != letters:
            kept = "".join(char for char in letters if char not in omitted)
            takes_part.write(role, kept, duty)
            left_out.write(role, omitted, duty)
    yield from takes_part.fixes(Text("{role} takes part", {"role": case.name(role)}))
    yield from left_out.fixes(Text("{role} is left out on purpose", {"role": case.name(role)}))


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
    """The superior answers; or others do the work, those who do already or who take part.

    That IT or an outsider answers alone is no way out.
    """
    role = case.role.id
    for boss in case.fit(case.above(role))[:1]:
        changed = draft(case).hand((role,), boss, Part.ACCOUNTABLE)
        yield from changed.fixes(Text("{role} answers for it", {"role": case.name(boss)}))
    if not case.inside((role,)):
        return
    changed = draft(case).take_everywhere(role, Part.RESPONSIBLE)
    if all(row.of(Part.RESPONSIBLE) for row in changed.rows()):
        yield from changed.fixes(Text("{role} no longer does the work", {"role": case.name(role)}))
        return
    above = {role, *case.above(role)}
    others = dict.fromkeys((*draft(case).roles(), *case.organisation.roles))
    for other in case.inside(other for other in others if other not in above)[:MOST]:
        changed = draft(case).hand((role,), other, Part.RESPONSIBLE)
        yield from changed.fixes(Text("{role} does the work", {"role": case.name(other)}))


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
    roles = crowded(case, Part.RESPONSIBLE)
    for role in dict.fromkeys((*case.inside(roles), *roles)):
        title = Text("{role} alone does the work", {"role": case.name(role)})
        yield from only(case, role, Part.RESPONSIBLE, Part.CONSULTED).fixes(title)
