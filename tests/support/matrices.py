"""Organisations for the tests, drawn as a person would draw a matrix.

``website.content`` is the row of a duty, ``portfolio`` the row above all; ``-`` is an empty cell.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from raci.check.checker import Options, check
from raci.check.selection import Selection
from raci.model.organisation import (
    Cell,
    Channel,
    Department,
    Discipline,
    Duty,
    Kind,
    Organisation,
    Phase,
    Role,
    Size,
    Status,
)
from raci.model.scheme import SCHEMES
from raci.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci.check.checker import Report
    from raci.model.finding import Finding
    from raci.model.organisation import Assignments
    from raci.model.scheme import Scheme

TODAY = dt.date(2026, 11, 21)

#: The short words that the tests' drawings use for keys of the model.
_CHANNEL = {"kind": Kind, "status": Status}
_ROLE = {"discipline": Discipline}

Values = dict[str, Any]


def matrix(  # noqa: PLR0913 - the tables of a file
    drawing: str,
    *,
    roles: Mapping[str, Values] | None = None,
    channels: Mapping[str, Values] | None = None,
    departments: Mapping[str, str] | None = None,
    scheme: str | Scheme = "RACI",
    size: str = "medium",
    **more: Any,  # noqa: ANN401 - further fields of an organisation
) -> Organisation:
    """Return the organisation of a drawing: a head of role ids, then a row for each channel.

    Args:
        drawing: Columns divided by spaces.
        roles: Fields of roles by id; roles that stand in no column come after the others.
        channels: Fields of channels by id.
        departments: Discipline of each department.
        scheme: Name of a scheme, or one.
        size: Of the organisation.
        more: Further fields.
    """
    lines = [line.split() for line in drawing.strip().splitlines()]
    head, rows = (lines[0], lines[1:]) if lines else ([], [])
    cells = {row[0]: _cells(head, row[1:]) for row in rows}
    ids = dict.fromkeys(id_.partition(".")[0] for id_ in cells if id_ != "portfolio")
    return Organisation(
        name="Alpenblick",
        size=Size(size),
        scheme=SCHEMES[scheme] if isinstance(scheme, str) else scheme,
        departments={
            id_: Department(id_, id_.title(), Discipline(discipline))
            for id_, discipline in (departments or {}).items()
        },
        roles={
            id_: _role(id_, (roles or {}).get(id_, {}))
            for id_ in {**dict.fromkeys(head), **(roles or {})}
        },
        portfolio=cells.get("portfolio"),
        channels={id_: _channel(id_, cells, (channels or {}).get(id_, {})) for id_ in ids},
        **more,
    )


def _cells(head: list[str], letters: list[str]) -> Assignments:
    pairs = zip(head, letters, strict=False)
    return {role: Cell(letter) for role, letter in pairs if letter != "-"}


def _role(id_: str, values: Values) -> Role:
    made: Values = {
        key: _ROLE[key](value) if key in _ROLE else value for key, value in values.items()
    }
    for key in ("holders", "deputies", "reports_to"):
        if isinstance(made.get(key), str):
            made[key] = (made[key],)
    return Role(id_, made.pop("name", id_.title()), **made)


def _channel(id_: str, cells: Mapping[str, Assignments], values: Values) -> Channel:
    made: Values = {
        key: _CHANNEL[key](value) if key in _CHANNEL and value else value
        for key, value in values.items()
    }
    made["phases"] = tuple(Phase(phase) for phase in made.get("phases", ()))
    duties = {duty: cells[f"{id_}.{duty}"] for duty in Duty if f"{id_}.{duty}" in cells}
    name = made.pop("name", id_.title())
    return Channel(id_, name, raci=cells.get(id_, {}), duties=duties, **made)


def report(
    organisation: Organisation,
    *,
    faulty: Iterable[str | None] = (),
    problems: tuple[Finding, ...] = (),
    waivers: bool = True,
    today: dt.date = TODAY,
    **lists: Iterable[str],
) -> Report:
    """Return the report on an organisation; ``lists`` are those of a command line."""
    options = Options(today, Selection.of(organisation.check, **lists), waivers)
    return check(organisation, problems, frozenset(faulty), options)


def found(organisation: Organisation, code: str, **how: Any) -> list[Finding]:  # noqa: ANN401 - see report
    """Return the findings of one rule, which is turned on for this."""
    how.setdefault("extend_select", [code])
    return [one for one in report(organisation, **how).findings if one.code == f"RACI{code}"]


def codes(organisation: Organisation, **how: Any) -> set[str]:  # noqa: ANN401 - see report
    """Return the numbers of the rules that found something."""
    return {one.code.removeprefix("RACI") for one in report(organisation, **how).findings}


def subjects(finding: Finding) -> list[str]:
    """Return a finding's subjects as ``kind:id``."""
    return [f"{subject.kind}:{subject.id}" for subject in finding.subjects]


def said(finding: Finding, language: str = "en") -> str:
    """Return a finding's sentence."""
    return words_in(language).say(finding.message)
