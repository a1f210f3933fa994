"""Family 6, workload: can the people carry it? Deputies are in ``cover``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.counting import exceeds_share
from raci.check.row import LISTENING, OWNING
from raci.check.rule import Fault, rule
from raci.model.finding import Severity, Subject
from raci.model.organisation import Size
from raci.model.rule import Limit
from raci.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.check.matrix import Matrix
    from raci.check.rule import Limits
    from raci.model.organisation import Role

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

#: From how many rows on 602 speaks.
_ROWS_FOR_RESPONSIBLE = 6


def _on(role: Role, message: Text) -> Fault:
    return Fault((Subject("role", role.id),), message, ("roles", role.id))


def _excepted(role: Role, seen: Matrix) -> bool:
    """Tell whether it is the leadership of a small organisation, which has to do it all."""
    return role.leadership and seen.organisation.size is Size.SMALL


@rule(
    "601",
    "overloaded-accountable",
    _WARNING,
    Limit("share", 0.5, {Size.SMALL: 0.8, Size.LARGE: 0.3}, highest=1),
    Limit("rows", 6),
    facts=("rows",),
    silences=("603",),
).for_role
def overloaded_accountable(role: Role, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """Accountable on more than that share of the rows, from so many rows on."""
    rows, carried = seen.facts.rows, seen.load(role.id).accountable
    if rows < limits["rows"] or _excepted(role, seen):
        return
    if carried and exceeds_share(carried, rows, limits["share"]):
        message = Text(
            "{role}: accountable on {n} of {rows} rows",
            {"role": role.name, "n": carried, "rows": rows},
        )
        yield _on(role, message)


@rule(
    "602",
    "overloaded-responsible",
    _WARNING,
    Limit("share", 0.7, highest=1),
    facts=("rows",),
    silences=("603",),
).for_role
def overloaded_responsible(role: Role, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """Responsible on more than that share of the rows."""
    rows, carried = seen.facts.rows, seen.load(role.id).responsible
    if carried and rows >= _ROWS_FOR_RESPONSIBLE and exceeds_share(carried, rows, limits["share"]):
        message = Text(
            "{role}: responsible on {n} of {rows} rows",
            {"role": role.name, "n": carried, "rows": rows},
        )
        yield _on(role, message)


@rule("603", "everywhere", _WARNING, Limit("rows", 8), facts=("rows",)).for_role
def everywhere(role: Role, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """A letter in every row, from so many rows on."""
    rows = seen.facts.rows
    if 0 < rows == seen.load(role.id).rows and rows >= limits["rows"] and not _excepted(role, seen):
        message = Text(
            "{role}: a letter in every one of {rows} rows", {"role": role.name, "rows": rows}
        )
        yield _on(role, message)


@rule("604", "idle-role", _WARNING, facts=("rows",), silences=("605",)).for_role
def idle_role(role: Role, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """No letter anywhere, and nobody else reports to it or has it as deputy."""
    has_letters = seen.load(role.id).rows or role.id in seen.portfolio
    if seen.facts.rows and not has_letters and role.id not in seen.roster.relied_on:
        yield _on(role, Text("{role}: no letter on any active channel", {"role": role.name}))


@rule("605", "spectator", _INFO).for_role
def spectator(role: Role, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Only consulted or informed."""
    load, portfolio = seen.load(role.id), seen.portfolio.get(role.id, frozenset())
    if (load.rows or portfolio) and not load.acting and portfolio <= LISTENING:
        yield _on(role, Text("{role}: only consulted or informed", {"role": role.name}))


@rule("606", "vacant", _ERROR).for_role
def vacant(role: Role, seen: Matrix, _limits: Limits) -> Iterator[Fault]:
    """Accountable or responsible somewhere, internal, no holder, where holders are named."""
    if role.external or role.holders or not seen.roster.holders_named:
        return
    load = seen.load(role.id)
    owning = load.accountable or load.responsible
    if owning or not OWNING.isdisjoint(seen.portfolio.get(role.id, ())):
        yield _on(
            role, Text("{role}: answers for channels, but nobody holds it", {"role": role.name})
        )


@rule("610", "sole-responsible", _WARNING, Limit("channels", 5)).for_role
def sole_responsible(role: Role, seen: Matrix, limits: Limits) -> Iterator[Fault]:
    """The only responsible role on so many channels, and no deputy."""
    alone = seen.load(role.id).sole
    if alone and alone >= limits["channels"] and not role.deputies:
        message = Text(
            "{role}: alone responsible on {n} channel, and no deputy",
            {"role": role.name, "n": alone},
            plural="{role}: alone responsible on {n} channels, and no deputy",
        )
        yield _on(role, message)
