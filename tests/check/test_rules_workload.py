"""Family 6, workload: can the people carry it?"""

from __future__ import annotations

from typing import Any

import pytest

from raci.check.checker import Options, check
from raci.check.rule_names import NAMES
from raci.check.selection import Selection
from raci.document.document import Document
from raci.model.organisation import CheckSettings, RuleSettings
from support.matrices import TODAY, codes, found, matrix, said, subjects


def column(letters: str, **fields: Any) -> Any:  # noqa: ANN401 - an organisation
    """Return a matrix in which ``one`` has these letters, a row each, and ``other`` the rest.

    The first row has a kind: the matrix is no plain one.
    """
    rows = [f"c{number} {letter} I" for number, letter in enumerate(letters.split())]
    channels = {"c0": {"kind": "new"}} | fields.pop("channels", {})
    return matrix("\n".join(["one other", *rows]), channels=channels, **fields)


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


@pytest.mark.parametrize(("carried", "expected"), [(8, False), (9, True)])
@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_overloaded_in_a_plain_matrix(size: str, carried: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """A project's lead answers for most: more than 80 %, unless the file sets a share itself."""
    plain = {"c0": {"kind": None}}
    organisation = column(accountable(carried, 10), size=size, channels=plain)
    assert bool(found(organisation, "601")) is expected
    settings = CheckSettings(rules={"RACI601": RuleSettings(limits={"share": 0.3})})
    assert found(column(accountable(4, 10), size=size, channels=plain, check=settings), "601")


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
    planned = {f"c{number}": {"status": "planned", "kind": "new"} for number in (0, 1)}
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
    """A letter other than informed in every row, from eight rows on."""
    organisation = matrix("\n".join(["one other", *(f"c{n} C -" for n in range(rows))]))
    assert bool(found(organisation, "603")) is expected
    one_less = matrix("\n".join(["one other", "c - C", *(f"c{n} C -" for n in range(rows))]))
    assert not found(one_less, "603")
    told = matrix("\n".join(["one other", "c I C", *(f"c{n} C -" for n in range(rows))]))
    assert not found(told, "603")


def test_overload_silences_everywhere() -> None:
    """601 and 602 say more than 603, shown or not."""
    rows = "\n".join(["one other third", *(f"c{n} A R I" for n in range(8))])
    organisation = matrix(rows, channels={"c0": {"kind": "new"}})
    assert codes(organisation) & {"601", "602", "603"} == {"601", "602"}
    assert not found(organisation, "603", ignore=["601", "602"])
    asked = matrix("\n".join(["one other third", *(f"c{n} A R C" for n in range(8))]))
    assert [subjects(one) for one in found(asked, "603")] == [["role:third"]]


def full(rows: int, roles: int, empty: int) -> Any:  # noqa: ANN401 - an organisation
    """Return a matrix full of C with some empty cells."""
    head = " ".join(f"r{number}" for number in range(roles))
    cells = ["-"] * empty + ["C"] * (rows * roles - empty)
    lines = [" ".join(cells[n * roles : (n + 1) * roles]) for n in range(rows)]
    return matrix("\n".join([head, *(f"c{n} {line}" for n, line in enumerate(lines))]))


@pytest.mark.parametrize(
    ("rows", "roles", "empty", "expected"),
    [(6, 4, 2, True), (6, 4, 3, False), (5, 4, 0, False), (6, 3, 0, False), (10, 5, 5, True)],
)
def test_full_matrix(rows: int, roles: int, empty: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """At least 90 % of the cells, from six rows and four roles on; it silences 603."""
    organisation = full(rows, roles, empty)
    findings = found(organisation, "612")
    assert bool(findings) is expected
    for finding in findings:
        assert subjects(finding) == ["organisation:organisation"]
        assert finding.place == ("organisation",)
    if expected and rows >= 8:
        assert not found(organisation, "603", ignore=["612"])


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
    """Only consulted or informed, the portfolio row included; outsiders and plain files aside."""
    new: dict[str, Any] = {"channels": {"web": {"kind": "new"}}}
    (finding,) = found(matrix("one two\nweb A C\nfax AR CI", **new), "605")
    assert subjects(finding) == ["role:two"]
    assert not found(matrix("one two\nweb A C\nfax A R", **new), "605")
    assert not found(matrix("one two\nweb A C\nportfolio - A", **new), "605")
    assert found(matrix("one two\nweb A -\nportfolio - I", **new), "605")
    assert not found(matrix("one two\nweb A S", scheme="RASCI", **new), "605")
    assert not found(matrix("one two\nweb A C"), "605")
    outside = {"two": {"external": True}}
    assert not found(matrix("one two\nweb A C", roles=outside, **new), "605")


def test_everywhere_silences_spectator() -> None:
    """Who is asked about every row is told once."""
    rows = "\n".join(["one two", *(f"c{n} A C" for n in range(8))])
    organisation = matrix(rows, channels={"c0": {"kind": "new"}})
    assert [subjects(one) for one in found(organisation, "603")] == [["role:two"]]
    assert not found(organisation, "605", ignore=["603"])


def test_what_a_faulty_cell_may_hold_is_not_missed() -> None:
    """A role of which a cell could not be read is not called idle, nor is one that is misspelt."""
    doc = Document.parse(
        'format = 1\n[organisation]\nname = "X"\n[roles]\nmarketing = { name = "M" }\n'
        'sales = { name = "S" }\nidle = { name = "I" }\n'
        '[channels.web]\nname = "Web"\nraci = { marketing = "X", saels = "R" }\n',
        NAMES,
    )
    options = Options(today=TODAY, selection=Selection.of(doc.organisation.check))
    told = check(doc.organisation, doc.problems, doc.faulty_rows, options).findings
    assert [one.ids("role") for one in told if one.code == "RACI604"] == [("idle",)]


@pytest.mark.parametrize(
    ("rows", "idle"),
    [
        ('[portfolio]\nraci = { sales = "X" }\n', ["other"]),
        ('[portfolio]\nraci = { saels = "A" }\n', ["other"]),
        ('[channels.fax]\nname = "Fax"\nraci = "sales"\n', []),
        ('[channels.fax]\nname = "Fax"\nduties = { content = "sales" }\n', []),
        ('[channels.fax]\nname = "Fax"\nduties = { contents = { sales = "A" } }\n', None),
    ],
)
def test_nobody_is_idle_whose_letters_could_not_be_read(rows: str, idle: list[str] | None) -> None:
    """In the portfolio row too; of a table that is none, nobody knows who was meant."""
    doc = Document.parse(
        'format = 1\n[organisation]\nname = "X"\n[roles]\nmarketing = { name = "M" }\n'
        'sales = { name = "S" }\nother = { name = "O" }\n'
        f'[channels.web]\nname = "Web"\nraci = {{ marketing = "AR" }}\n{rows}',
        NAMES,
    )
    options = Options(today=TODAY, selection=Selection.of(doc.organisation.check))
    told = check(doc.organisation, doc.problems, doc.faulty_rows, options).findings
    expected = ["sales", "other"] if idle is None else idle
    assert [one.ids("role")[0] for one in told if one.code == "RACI604"] == expected


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
    """The only responsible role on five channels, and no deputy, where deputies are named."""
    rows = [f"c{number} R A" for number in range(alone)]
    shared = [f"d{number} R R" for number in range(3)] + [f"e{number} A R" for number in range(4)]
    drawing = "\n".join(["one other", *rows, *shared])
    named: dict[str, dict[str, Any]] = {"third": {"deputies": "other"}}
    assert bool(found(matrix(drawing, roles=named), "610", ignore=["602"])) is expected
    assert not found(matrix(drawing), "610")
    outside: dict[str, dict[str, Any]] = {"third": {"deputies": "other", "external": True}}
    assert not found(matrix(drawing, roles=outside), "610")
    assert not found(matrix(drawing, roles={"one": {"deputies": "other"}}), "610")


@pytest.mark.parametrize(("others", "expected"), [(14, True), (15, False)])
def test_sole_responsible_for_a_share(others: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """On more than a quarter of the channels that somebody is responsible for."""
    rows = [f"c{n} R A -" for n in range(5)] + [f"d{n} - A R" for n in range(others)]
    roles = {"other": {"deputies": "third"}, "third": {"deputies": "other"}}
    organisation = matrix("\n".join(["one other third", *rows, "e0 - A -"]), roles=roles)
    assert bool(found(organisation, "610")) is expected


def test_overloaded_silences_sole() -> None:
    """602 says more than 610."""
    rows = "\n".join(["one other", *(f"c{n} R A" for n in range(8))])
    organisation = matrix(rows, roles={"other": {"deputies": "one"}})
    assert codes(organisation) & {"602", "610"} == {"602"}
    assert not found(organisation, "610", ignore=["602"])


def test_a_duty_is_shared() -> None:
    """Who is responsible for one duty is responsible on the channel."""
    rows = [line for n in range(5) for line in (f"c{n} R A", f"c{n}.content - R")]
    assert not found(matrix("\n".join(["one other", *rows])), "610")
