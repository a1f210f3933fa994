"""Family 6, workload: can the people carry it? Deputies are in ``cover``."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from raci.check.matrix.counts import exceeds_share, holds_share
from raci.check.matrix.row import OWNING
from raci.check.rule.case import MOST, Fix, Look, colleagues
from raci.check.rule.fault import Fault, on_role
from raci.check.rule.rule import rule
from raci.model.edit import DeleteItem, SetField
from raci.model.finding import ORGANISATION, Severity
from raci.model.organisation import Size
from raci.model.rule import Limit
from raci.model.scheme import LISTENING
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix.matrix import Matrix
    from raci.check.rule.case import Case
    from raci.model.organisation import Role
    from raci.model.rule import Limits

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

#: From how many rows on 602 speaks.
_ROWS_FOR_RESPONSIBLE = 6


def _excepted(role: Role, matrix: Matrix) -> bool:
    """Tell whether it is the leadership of a small organisation, which has to do it all."""
    return role.leadership and matrix.organisation.size is Size.SMALL


@rule(
    "RACI601",
    "overloaded-accountable",
    _WARNING,
    Limit("share", 0.5, {Size.SMALL: 0.8, Size.LARGE: 0.3}, highest=1, plain=0.8),
    Limit("rows", 6),
).roles
def overloaded_accountable(role: Role, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Accountable on more than that share of the rows, from so many rows on."""
    rows, carried = matrix.counts.rows, matrix.load(role.id).accountable
    if rows < limits["rows"] or _excepted(role, matrix):
        return
    if carried and exceeds_share(carried, rows, limits["share"]):
        message = Text(
            "{role}: accountable on {n} of {rows} rows",
            {"role": role.name, "n": carried, "rows": rows},
        )
        yield on_role(role.id, message)


@rule("RACI602", "overloaded-responsible", _WARNING, Limit("share", 0.7, highest=1)).roles
def overloaded_responsible(role: Role, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """Responsible on more than that share of the rows."""
    rows, carried = matrix.counts.rows, matrix.load(role.id).responsible
    if carried and rows >= _ROWS_FOR_RESPONSIBLE and exceeds_share(carried, rows, limits["share"]):
        message = Text(
            "{role}: responsible on {n} of {rows} rows",
            {"role": role.name, "n": carried, "rows": rows},
        )
        yield on_role(role.id, message)


@rule(
    "RACI603",
    "everywhere",
    _INFO,
    Limit("rows", 8),
    unless=("overloaded-accountable", "overloaded-responsible", "full-matrix"),
).roles
def everywhere(role: Role, matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """A letter other than informed in every row, from so many rows on."""
    rows = matrix.counts.rows
    if (
        0 < rows == matrix.load(role.id).involved
        and rows >= limits["rows"]
        and not _excepted(role, matrix)
    ):
        message = Text(
            "{role}: has a part in every one of {rows} rows", {"role": role.name, "rows": rows}
        )
        yield on_role(role.id, message)


@rule("RACI604", "idle-role", _WARNING).roles
def idle_role(role: Role, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """No letter anywhere, and nobody else reports to it or has it as deputy.

    Silent about a role of which a cell could not be read.
    """
    has_letters = matrix.load(role.id).rows or role.id in matrix.portfolio
    if role.id in matrix.misread:
        return
    if matrix.counts.rows and not has_letters and role.id not in matrix.roles.relied_on:
        yield on_role(role.id, Text("{role}: no letter in any active row", {"role": role.name}))


@idle_role.fixes
def fix_idle_role(case: Case) -> Iterator[Fix | Look]:
    """It is given letters; or the role goes."""
    yield Look(Text("Give it letters"), case.finding.subjects)
    title = Text("Delete the role {role}", {"role": case.role.name})
    yield Fix(title, DeleteItem("roles", case.role.id))


@rule("RACI605", "spectator", _INFO, unless=("idle-role", "everywhere")).roles
def spectator(role: Role, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Only consulted or informed; outsiders excepted, and silent in plain matrices."""
    if role.external or matrix.plain:
        return
    load, portfolio = matrix.load(role.id), matrix.portfolio.get(role.id, frozenset())
    if (load.rows or portfolio) and not load.acting and portfolio <= LISTENING:
        yield on_role(role.id, Text("{role}: only consulted or informed", {"role": role.name}))


@rule("RACI606", "vacant", _ERROR).roles
def vacant(role: Role, matrix: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Accountable or responsible somewhere, internal, no holder, where holders are named."""
    if role.external or role.holders or not matrix.roles.holders_named:
        return
    load = matrix.load(role.id)
    owning = load.accountable or load.responsible
    if owning or not OWNING.isdisjoint(matrix.portfolio.get(role.id, ())):
        yield on_role(
            role.id,
            Text("{role}: accountable or responsible, but nobody holds it", {"role": role.name}),
        )


@vacant.fixes
def fix_vacant(case: Case) -> Iterator[Fix]:
    """Who stands in for it, is above it, or works and answers with it, holds it too."""
    roles = case.organisation.roles
    near = (*case.role.deputies, *case.role.reports_to, *case.inside(colleagues(case)))
    persons = dict.fromkeys(person for id_ in near for person in roles[id_].holders)
    for person in islice(persons, MOST):
        title = Text("{person} holds {role} too", {"person": person, "role": case.role.name})
        yield Fix(title, SetField(("roles", case.role.id, "holder"), person))


@rule(
    "RACI612",
    "full-matrix",
    _INFO,
    Limit("rows", 6),
    Limit("roles", 4),
    Limit("share", 0.9, highest=1),
).whole
def full_matrix(matrix: Matrix, limits: Limits) -> Iterator[Fault]:
    """So many cells hold letters that an empty one says nothing any more."""
    rows, roles = matrix.counts.rows, len(matrix.organisation.roles)
    cells, letters = rows * roles, matrix.counts.letters
    large = rows >= limits["rows"] and roles >= limits["roles"]
    if large and holds_share(letters, cells, limits["share"]):
        message = Text(
            "{n} of {cells} cells hold letters: an empty cell says nothing any more",
            {"n": letters, "cells": cells},
        )
        yield Fault((ORGANISATION,), message, ("organisation",))
