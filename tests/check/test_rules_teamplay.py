"""Family 5: do the disciplines meet?"""

from __future__ import annotations

from typing import Any

import pytest

from support.matrices import codes, found, matrix, said, subjects

HEAD = "mkt press sales"
ROLES: dict[str, dict[str, Any]] = {
    "mkt": {"discipline": "marketing"},
    "press": {"discipline": "communication"},
    "sales": {"discipline": "sales"},
}


def rows(*drawn: str, roles: dict[str, dict[str, Any]] | None = None, **more: Any) -> Any:  # noqa: ANN401 - an organisation
    """Return channels of one role of each craft."""
    return matrix("\n".join([HEAD, *drawn]), roles={**ROLES, **(roles or {})}, **more)


def test_silo() -> None:
    """Each pair of staffed disciplines that shares no channel is told."""
    findings = found(rows("web A I -", "fax - - A"), "501")
    assert [subjects(one) for one in findings] == [
        ["discipline:marketing", "discipline:sales"],
        ["discipline:communication", "discipline:sales"],
    ]
    assert said(findings[0]) == "No channel joins marketing and sales"
    assert not found(rows("web A I I", "fax - - A"), "501")


def test_a_discipline_without_letters_is_not_staffed() -> None:
    """Nobody is missed who is not there; the portfolio row is no letter here."""
    assert not found(rows("web A I -"), "501")
    assert not found(rows("web A I -", "portfolio - - A"), "501")


def test_outsiders_count_but_dont_staff() -> None:
    """An agency's letters are its discipline's, yet an agency alone is no staff."""
    agency = {"agency": {"discipline": "sales", "external": True}}
    drawing = "mkt press sales agency\nweb A A - {}\nfax - - {} -"
    both = matrix(drawing.format("I", "A"), roles={**ROLES, **agency})
    assert not found(both, "501")
    agency_only = matrix(drawing.format("-", "-") + "\ntel - - - A", roles={**ROLES, **agency})
    assert not found(agency_only, "501")


def test_a_duty_is_a_place_to_meet() -> None:
    """Letters count anywhere in the channel."""
    assert not found(rows("web A I -", "web.content - - R"), "501")


def test_communication_not_listening() -> None:
    """Communication has no letter in a phase that has channels; one finding for each."""
    channels = {"web": {"phases": ["before"]}, "fax": {"phases": ["after"]}}
    (finding,) = found(rows("web A R I", "fax A - R", channels=channels), "502")
    assert subjects(finding) == ["phase:after"]
    assert not found(rows("web A R I", "fax A C R", channels=channels), "502")
    assert found(rows("web A R I", "fax A I R", channels=channels), "502")
    before = {"web": {"phases": ["before"]}, "fax": {"phases": ["during"]}}
    assert not found(rows("web A R I", "fax A I R", channels=before), "502")


def test_communication_reads_what_third_parties_write() -> None:
    """One finding about the kind where communication has no letter on any such channel."""
    channels = {"fax": {"kind": "third-party"}, "tel": {"kind": "third-party"}}
    drawing = ("web A R I", "fax A - R", "tel A - R")
    (finding,) = found(rows(*drawing, channels=channels), "502")
    assert subjects(finding) == ["kind:third-party"]
    assert finding.place == ("organisation",)
    assert not found(rows("web A R I", "fax A - R", "tel A I R", channels=channels), "502")
    declined = {name: {**fields, "status": "declined"} for name, fields in channels.items()}
    assert not found(rows(*drawing, channels=declined), "502")
    assert not found(rows("web A - I", "fax A - R", channels=channels), "502")


JACKS: dict[str, dict[str, Any]] = {
    role: {"holders": (" a. HUBER " if role == "mkt" else "A. Huber",)} for role in ROLES
}


def test_jack_of_all_trades() -> None:
    """One person, however spelt, does the work of all three crafts."""
    roles = {role: {**ROLES[role], **JACKS[role]} for role in ROLES}
    (finding,) = found(rows("web R A -", "fax A R R", roles=roles), "503")
    assert subjects(finding) == ["role:mkt", "role:press", "role:sales"]
    assert finding.place == ("roles", "mkt")
    assert not found(rows("web R A -", "fax A R R", roles=roles, size="small"), "503")
    assert not found(rows("web R A -", "fax A R I", roles=roles), "503")
    other = {**roles, "sales": {"discipline": "sales", "holders": ("B. Moser",)}}
    assert not found(rows("web R A -", "fax A R R", roles=other), "503")


def test_two_jacks_of_the_same_trades() -> None:
    """Two persons in the same three roles are one finding that names both."""
    roles = {role: {**ROLES[role], "holders": ("A. Huber", "B. Moser")} for role in ROLES}
    (finding,) = found(rows("web R R R", roles=roles), "503")
    assert said(finding).startswith("A. Huber, B. Moser: ")


def test_islands() -> None:
    """Parts that share nothing are one finding, in plain matrices too."""
    (finding,) = found(matrix("a b c\nweb A R -\nfax - - AR"), "504")
    assert subjects(finding) == ["organisation:organisation"]
    assert "falls into 2 parts" in said(finding)
    assert said(finding).endswith("one of them is C")
    assert not found(matrix("a b c\nweb A R -\nfax - A R"), "504")


def test_isolated_nodes_are_no_islands() -> None:
    """A role without letters and a channel without any are aside, as is the portfolio row."""
    assert not found(matrix("a b c\nweb A R -\nfax - - -"), "504")
    assert not found(matrix("a b c\nweb A R -\nportfolio - - A"), "504")
    assert not found(matrix("a b c\nweb A R -\nfax - - O", scheme="CAIRO"), "504")


#: Two roles in the north, two in the south, one between them.
HOUSE: dict[str, dict[str, Any]] = {
    "n1": {"department": "north"},
    "n2": {"department": "north"},
    "mid": {"discipline": "sales"},
    "s1": {"department": "south"},
    "s2": {"department": "south"},
}
DEPARTMENTS = {"north": "marketing", "south": "service"}


def house(*drawn: str, roles: dict[str, dict[str, Any]] | None = None) -> Any:  # noqa: ANN401 - an organisation
    """Return channels of that house."""
    drawing = "\n".join(["n1 n2 mid s1 s2", *drawn])
    return matrix(drawing, roles={**HOUSE, **(roles or {})}, departments=DEPARTMENTS)


def test_lone_bridge() -> None:
    """A role whose removal separates two departments that were connected."""
    (finding,) = found(house("web A R I - -", "fax - - A R I"), "505")
    assert subjects(finding) == ["role:mid"]
    assert said(finding) == "Mid: only this role joins North with the others"


def test_leadership_may_be_the_bridge() -> None:
    """To join departments is what leadership is for."""
    leading = {"mid": {"leadership": True}}
    assert not found(house("web A R I - -", "fax - - A R I", roles=leading), "505")


def test_a_second_way_is_no_lone_bridge() -> None:
    """Another channel that joins both sides, or another role of the department, is a way."""
    assert not found(house("web A R I - -", "fax - - A R I", "tel - C - C -"), "505")
    assert not found(house("web A R I - -", "fax I - A R I"), "505")


def test_a_department_gone_with_its_role_is_not_separated() -> None:
    """Taking the only role of a department away takes the department away."""
    roles = {"n2": {}, "mid": {"department": "north"}, "n1": {}}
    organisation = house("web A R I - -", "fax - - A R I", roles=roles)
    assert not found(organisation, "505")


def test_departments_join_their_roles() -> None:
    """Two roles on different channels are joined by the department they share."""
    organisation = house("web A - I - -", "fax - A - R I", "tel - - R A -")
    assert not found(organisation, "505")


def test_what_was_not_connected_cannot_be_separated() -> None:
    """Islands are 504; a bridge inside one of them still is one."""
    assert not found(house("web A R - - -", "fax - - A R I"), "505")


@pytest.mark.parametrize(("role", "phase"), [("mkt", "before"), ("sales", "during")])
def test_craft_missing_in_phase(role: str, phase: str) -> None:
    """Marketing prepares the sale, sales makes it: accountable or responsible."""
    phases = {"web": {"phases": ["before", "during", "after"]}}
    letters = dict.fromkeys(ROLES, "R") | {role: "C"}
    missing = rows(f"web {' '.join(letters.values())}", channels=phases)
    (finding,) = found(missing, "506")
    assert subjects(finding) == [f"phase:{phase}"]
    assert not found(rows("web R A R", channels=phases), "506")


def test_craft_missing_in_an_uncovered_phase() -> None:
    """Where nobody owns a channel of the phase, 405 says it."""
    phases = {"web": {"phases": ["during", "after"]}}
    organisation = rows("web C A R", channels=phases)
    assert "405" in codes(organisation)
    assert "506" not in codes(organisation)


def test_craft_is_not_staffed() -> None:
    """A craft without staff is not missed, nor is one where phases are not used."""
    phases = {"web": {"phases": ["before", "during", "after"]}}
    assert not found(rows("web - A R", channels=phases), "506")
    assert not found(rows("web C A R"), "506")
