"""Family 6, workload: can the people carry it?"""

from __future__ import annotations

from typing import Any

import pytest

from raci.model.organisation import CheckSettings, RuleSettings
from support.matrices import codes, found, matrix, said, subjects


def column(letters: str, **fields: Any) -> Any:  # noqa: ANN401 - an organisation
    """Return a matrix in which ``one`` has these letters, a row each, and ``other`` the rest."""
    rows = [f"c{number} {letter} I" for number, letter in enumerate(letters.split())]
    return matrix("\n".join(["one other", *rows]), **fields)


def accountable(carried: int, rows: int) -> str:
    """Return letters with that many A among as many rows."""
    return " ".join(["A"] * carried + ["C"] * (rows - carried))


@pytest.mark.parametrize(
    ("size", "carried", "rows", "expected"),
    [
        ("medium", 3, 6, False),
        ("medium", 4, 6, True),
        ("medium", 5, 5, False),
        ("small", 8, 10, False),
        ("small", 9, 10, True),
        ("large", 3, 10, False),
        ("large", 4, 10, True),
    ],
)
def test_overloaded_accountable(size: str, carried: int, rows: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """More than the size's share, from six rows on."""
    organisation = column(accountable(carried, rows), size=size)
    findings = found(organisation, "601")
    assert bool(findings) is expected
    for finding in findings:
        assert subjects(finding) == ["role:one"]
        assert finding.place == ("roles", "one")
        assert said(finding) == f"One: accountable on {carried} of {rows} rows"


def test_leadership_of_a_small_firm_carries_it_all() -> None:
    """601 and 603 except leadership in small organisations, by the flag alone."""
    for fields in ({"leadership": True}, {"leadership": True, "external": True}):
        small = column(accountable(8, 8), size="small", roles={"one": fields})
        assert codes(small).isdisjoint({"601"})
        assert all(one.ids("role") != ("one",) for one in found(small, "603"))
        medium = column(accountable(8, 8), roles={"one": fields})
        assert found(medium, "601")


def test_limits_of_the_file() -> None:
    """Share and rows can be set; a share counts as it is written."""
    rules = {"RACI601": RuleSettings(limits={"share": 0.29, "rows": 3})}
    settings = CheckSettings(rules=rules)
    assert found(column(accountable(1, 3), check=settings), "601")
    assert not found(column(accountable(29, 100), check=settings), "601")
    assert found(column(accountable(30, 100), check=settings), "601")


def test_a_channel_counts_once() -> None:
    """Letters in several duties of a channel are one row."""
    rows = [f"c{n} A I" for n in range(3)] + [f"c{n} I A" for n in (3, 4, 5)]
    duties = ["c0.content A -", "c0.direction A -"]
    assert not found(matrix("\n".join(["one other", *rows, *duties])), "601")


def test_only_active_rows_count() -> None:
    """Planned rows are neither carried nor counted, nor is the portfolio row."""
    planned = {f"c{number}": {"status": "planned"} for number in (0, 1)}
    assert not found(column(accountable(5, 8), channels=planned), "601")
    assert found(column(accountable(6, 8), channels=planned), "601")


@pytest.mark.parametrize(
    ("carried", "rows", "expected"), [(5, 5, False), (7, 10, False), (8, 10, True), (5, 6, True)]
)
def test_overloaded_responsible(carried: int, rows: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """More than 70 % of the rows, from six rows on."""
    letters = " ".join(["R"] * carried + ["C"] * (rows - carried))
    assert bool(found(column(letters), "602")) is expected


@pytest.mark.parametrize(("rows", "expected"), [(7, False), (8, True), (9, True)])
def test_everywhere(rows: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """A letter in every row, from eight rows on."""
    organisation = matrix("\n".join(["one other", *(f"c{n} C -" for n in range(rows))]))
    assert bool(found(organisation, "603")) is expected
    one_less = matrix("\n".join(["one other", "c - C", *(f"c{n} C -" for n in range(rows))]))
    assert not found(one_less, "603")


def test_overload_silences_everywhere() -> None:
    """601 and 602 say more than 603, shown or not."""
    organisation = column(accountable(8, 8))
    assert [subjects(one) for one in found(organisation, "603")] == [["role:other"]]
    assert len(found(organisation, "603", ignore=["601"])) == 1


def test_idle_role() -> None:
    """No letter anywhere, and nobody else relies on it."""
    (finding,) = found(matrix("one two\nweb A -"), "604")
    assert subjects(finding) == ["role:two"]
    for relying in ({"reports_to": "two"}, {"deputies": "two"}):
        assert not found(matrix("one two\nweb A -", roles={"one": relying}), "604")
    itself = {"two": {"reports_to": "two", "deputies": "two"}}
    assert found(matrix("one two\nweb A -", roles=itself), "604")


def test_not_idle() -> None:
    """The portfolio row counts; without channels nobody is idle."""
    assert not found(matrix("one two\nweb A -\nportfolio - C"), "604")
    assert not found(matrix("one two"), "604")


def test_spectator() -> None:
    """Only consulted or informed, the portfolio row included."""
    (finding,) = found(matrix("one two\nweb A C\nfax AR CI"), "605")
    assert subjects(finding) == ["role:two"]
    assert not found(matrix("one two\nweb A C\nfax A R"), "605")
    assert not found(matrix("one two\nweb A C\nportfolio - A"), "605")
    assert found(matrix("one two\nweb A -\nportfolio - I"), "605")
    assert not found(matrix("one two\nweb A S", scheme="RASCI"), "605")


def test_vacant() -> None:
    """An owner whom nobody holds, where at least half of the internal roles name a holder."""
    drawing = "one two three four\nweb A R C I"
    held: dict[str, Any] = {"holders": ("A. Huber",)}
    (finding,) = found(matrix(drawing, roles={"two": held, "three": held}), "606")
    assert subjects(finding) == ["role:one"]
    assert not found(matrix(drawing, roles={"two": held}), "606")
    outside: dict[str, dict[str, Any]] = {
        "two": held,
        "three": {"external": True},
        "four": {"external": True},
    }
    assert found(matrix(drawing, roles=outside), "606")
    assert not found(matrix(drawing, roles={**outside, "one": {"external": True}}), "606")


def test_vacant_in_the_portfolio_row() -> None:
    """To answer for the mix is to answer for something."""
    roles = {"two": {"holders": ("A. Huber",)}}
    drawing = "one two\nweb C A\nportfolio {} -"
    assert found(matrix(drawing.format("R"), roles=roles), "606")
    assert not found(matrix(drawing.format("C"), roles=roles), "606")


@pytest.mark.parametrize(("alone", "expected"), [(4, False), (5, True), (6, True)])
def test_sole_responsible(alone: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """The only responsible role on five channels, and no deputy."""
    rows = [f"c{number} R A" for number in range(alone)]
    drawing = "\n".join(["one other", *rows, "more R R"])
    assert bool(found(matrix(drawing), "610")) is expected
    assert not found(matrix(drawing, roles={"one": {"deputies": "other"}}), "610")


def test_a_duty_is_shared() -> None:
    """Who is responsible for one duty is responsible on the channel."""
    rows = [line for n in range(5) for line in (f"c{n} R A", f"c{n}.content - R")]
    assert not found(matrix("\n".join(["one other", *rows])), "610")
