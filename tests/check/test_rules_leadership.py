"""Family 2: is it Chefsache?"""

from __future__ import annotations

from typing import Any

import pytest

from raci.model.finding import Reach
from raci.model.organisation import CheckSettings, RuleSettings
from support.matrices import codes, found, matrix, report, said, subjects

#: Boss ← head ← clerk ← trainee; the agency reports to nobody.
ROLES: dict[str, dict[str, Any]] = {
    "boss": {"leadership": True},
    "head": {"reports_to": "boss"},
    "clerk": {"reports_to": "head"},
    "trainee": {"reports_to": "clerk"},
    "loner": {},
}
HEAD = "boss head clerk trainee loner"


def row(letters: str, *more: str, **fields: Any) -> Any:  # noqa: ANN401 - an organisation
    """Return the organisation of these five roles with one row and more."""
    return matrix("\n".join([HEAD, f"web {letters}", *more]), roles=ROLES, **fields)


def test_out_of_reach() -> None:
    """A line of accountability that ends before a leader is an error at the accountable cell."""
    (finding,) = found(row("- - R - A"), "201")
    assert subjects(finding) == ["channel:web"]
    assert finding.place == ("channels", "web", "raci", "loner")
    assert not found(row("- - R A -"), "201")


def test_of_several_accountable_the_nearest_counts() -> None:
    """One accountable role in reach is enough for an effective row."""
    assert not found(row("- A R - A"), "201")


def test_of_several_duties_the_farthest_counts() -> None:
    """Each duty's accountable role has to reach leadership, but the implementation's."""
    assert found(row("A - R - -", "web.content - - - - A"), "201")
    assert not found(row("A - R - -", "web.implementation - - - - A"), "201")


def test_heads_of_it_and_outsiders_are_no_leaders() -> None:
    """The flag alone makes no leader of IT or of an agency."""
    for fields in ({"discipline": "it"}, {"external": True}):
        roles = {**ROLES, "loner": {"leadership": True, **fields}}
        standing = report(matrix(f"{HEAD}\nweb R - - - A", roles=roles)).standings["web"]
        assert standing.reach is Reach.OUT_OF_REACH


@pytest.mark.parametrize(("size", "allowed"), [("small", 0), ("medium", 1), ("large", 2)])
@pytest.mark.parametrize("distance", [0, 1, 2, 3])
@pytest.mark.parametrize("critical", [False, True])
def test_too_far(size: str, allowed: int, distance: int, critical: bool) -> None:  # noqa: FBT001 - a parameter
    """The limit grows with the firm and is one less, at least 0, for critical channels."""
    letters = ["-"] * 5
    letters[distance] = "A"
    letters[4] = "R"
    organisation = row(" ".join(letters), size=size, channels={"web": {"critical": critical}})
    most = max(0, allowed - 1) if critical else allowed
    assert bool(found(organisation, "202")) is (distance > most)
    standing = report(organisation).standings["web"]
    assert standing.distance == distance
    assert standing.within is (distance <= most)


def test_too_far_says_the_way() -> None:
    """The message shows the line of accountability and counts its steps."""
    (finding,) = found(row("- - A - R", size="small"), "202")
    assert said(finding) == "Web: leadership is 2 steps away, too far here (Clerk → Head → Boss)"
    (one,) = found(row("- A - - R", size="small"), "202")
    assert "1 step away" in said(one)
    assert "einen Schritt entfernt" in said(one, "de")


def test_a_limit_in_the_file_replaces_that_of_every_size() -> None:
    """The file's distance holds in small organisations too; critical channels still one less."""
    rules = {"RACI202": RuleSettings(limits={"distance": 2})}
    fields: dict[str, Any] = {"size": "small", "check": CheckSettings(rules=rules)}
    assert not found(row("- - A - R", **fields), "202")
    assert found(row("- - - A R", **fields), "202")
    assert found(row("- - A - R", channels={"web": {"critical": True}}, **fields), "202")


def test_all_reporting_lines_count_alike() -> None:
    """Of several lines the shortest way is taken."""
    roles = {**ROLES, "trainee": {"reports_to": ("clerk", "boss")}}
    organisation = matrix(f"{HEAD}\nweb - - - A R", roles=roles)
    assert report(organisation).standings["web"].line == ("trainee", "boss")


def test_no_leadership() -> None:
    """Roles without any leader: one finding, and nothing of reach or distance."""
    organisation = matrix("a b\nweb A R", roles={"a": {"reports_to": "b"}})
    (finding,) = found(organisation, "203")
    assert subjects(finding) == ["organisation:organisation"]
    assert finding.place == ("organisation",)
    assert codes(organisation).isdisjoint({"201", "202", "206"})
    assert not found(row("A - R - -"), "203")


def test_responsible_outranks_accountable() -> None:
    """Who answers must not report, directly or not, to who does the work."""
    (finding,) = found(row("R - A - -"), "204")
    assert finding.place == ("channels", "web", "raci", "clerk")
    assert said(finding).startswith("Web: Boss does the work for Clerk")
    assert not found(row("A - R - -"), "204")
    assert not found(row("- - A - R"), "204")
    assert not found(row("- - AR - -"), "204")


def test_outranking_counts_in_the_implementation_too() -> None:
    """Any effective row counts, implementation included."""
    assert found(row("A - - - R", "web.implementation R - A - -"), "204")


LOOP: dict[str, dict[str, Any]] = {
    **ROLES,
    "clerk": {"reports_to": "trainee"},
    "trainee": {"reports_to": "clerk"},
    "loner": {"reports_to": "clerk"},
}


def test_reporting_loop() -> None:
    """A loop is told once, with one way round, at the first role's line."""
    organisation = matrix(f"{HEAD}\nweb A - - - R", roles=LOOP)
    (finding,) = found(organisation, "205")
    assert subjects(finding) == ["role:clerk", "role:trainee"]
    assert finding.place == ("roles", "clerk", "reports_to")
    assert said(finding) == "The reporting lines form a loop: Clerk → Trainee → Clerk"


def test_reporting_to_oneself_is_a_loop() -> None:
    """The smallest loop has one role."""
    organisation = matrix(
        "a b\nweb A R", roles={"a": {"reports_to": "a"}, "b": {"leadership": True}}
    )
    (finding,) = found(organisation, "205")
    assert subjects(finding) == ["role:a"]


def test_a_loop_silences_what_follows_from_it() -> None:
    """Where every line ends in the loop, 201 and 204 have nothing to add."""
    drawing = f"{HEAD}\nweb - - R - A"
    assert codes(matrix(drawing, roles=LOOP)).isdisjoint({"201", "204"})
    way_out = {**LOOP, "trainee": {"reports_to": ("clerk", "top")}, "top": {}}
    assert {"201", "204"} <= codes(matrix(drawing, roles=way_out))


def test_outranking_within_one_loop_is_none() -> None:
    """In a loop each reports to each; that is told as the loop."""
    roles = {**LOOP, "trainee": {"reports_to": ("clerk", "boss")}}
    assert not found(matrix(f"{HEAD}\nweb - - R A -", roles=roles), "204")
    assert found(matrix(f"{HEAD}\nweb - - R - A", roles=roles), "204")


KINDS = {f"{kind[0]}{n}": {"kind": kind} for kind in ("traditional", "new") for n in (1, 2, 3)}


def clinging(traditional: str, new: str, channels: dict[str, dict[str, str]] | None = None) -> Any:  # noqa: ANN401 - an organisation
    """Return three channels of each kind with these letters of boss and head."""
    rows = [f"t{n} {traditional}" for n in (1, 2, 3)] + [f"n{n} {new}" for n in (1, 2, 3)]
    return matrix("\n".join(["boss head", *rows]), roles=ROLES, channels=channels or KINDS)


def test_leaders_cling_to_tradition() -> None:
    """Leaders answer for traditional channels and for no new one."""
    (finding,) = found(clinging("A R", "R A"), "206")
    assert subjects(finding) == ["organisation:organisation"]
    assert not found(clinging("A R", "A R"), "206")
    assert not found(clinging("R A", "R A"), "206")
    assert not found(clinging("R A", "A R"), "206")


def test_clinging_needs_three_of_each() -> None:
    """With two new channels there is nothing to say; the file may ask for fewer."""
    fewer = {**KINDS, "n3": {"kind": "third-party"}}
    assert not found(clinging("A R", "R A", fewer), "206")


def test_a_duty_of_a_new_channel_is_enough() -> None:
    """A role's letters count anywhere in the channel, duties included."""
    rows = [f"t{n} A R" for n in (1, 2, 3)] + [f"n{n} - AR" for n in (1, 2, 3)]
    drawing = "\n".join(["boss head", *rows, "n2.implementation A -", "n3.content A -"])
    assert not found(matrix(drawing, roles=ROLES, channels=KINDS), "206")


def test_mix_without_leadership() -> None:
    """The portfolio row stands there, and no leader is accountable in it."""
    (finding,) = found(row("A - R - -", "portfolio C A - - -"), "207")
    assert finding.place == ("portfolio", "raci", "head")
    assert found(row("A - R - -", "portfolio - - - - -"), "207")
    assert not found(row("A - R - -", "portfolio A - - - -"), "207")
    assert not found(row("A - R - -"), "207")


def test_mix_undecided() -> None:
    """Traditional and new channels, and no portfolio row."""
    channels = {"web": {"kind": "new"}, "fax": {"kind": "traditional"}}
    assert found(row("A - R - -", "fax A R - - -", channels=channels), "208")
    with_portfolio = row("A - R - -", "fax A R - - -", "portfolio A - - - -", channels=channels)
    assert not found(with_portfolio, "208")
    assert not found(row("A - R - -", channels=channels), "208")


def test_plain_matrices_know_no_leadership() -> None:
    """A matrix that says nothing about channels is judged by families 1, 6, 7 and by 504."""
    plain = matrix("a b\nweb A R\nportfolio - -\nfax A R")
    assert not [code for code in codes(plain) if code[0] in "2345" and code != "504"]
    with_other = matrix("a b\nweb A R", roles={"a": {"discipline": "other"}})
    assert not found(with_other, "203")
    for fields in ({"discipline": "legal"}, {"reports_to": "b"}):
        assert found(matrix("a b\nweb A R", roles={"a": fields}), "203")


@pytest.mark.parametrize(
    "fields", [{"kind": "new"}, {"phases": ["before"]}, {"combines_with": ("web",)}]
)
def test_what_makes_a_matrix_one_of_channels(fields: dict[str, Any]) -> None:
    """A kind, a phase or a link anywhere makes all families speak."""
    assert found(matrix("a b\nweb A R", channels={"web": fields}), "203")
    assert found(matrix("a b\nweb A R", channels={"web": {**fields, "status": "planned"}}), "203")


def test_a_discipline_of_the_department_counts() -> None:
    """So does a department's discipline."""
    organisation = matrix(
        "a b\nweb A R", roles={"a": {"department": "press"}}, departments={"press": "communication"}
    )
    assert found(organisation, "203")
