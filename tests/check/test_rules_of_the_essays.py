"""The claims of the essays in their simplest form: the smallest organisations speak.

Each rule stands at its limits, in several schemes, with and without duties.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from raci.frozen import replace
from raci.model.organisation import (
    CheckSettings,
    Industry,
    Learned,
    Organisation,
    RuleSettings,
)
from raci.words import words_in
from support.matrices import TODAY, codes, found, matrix, said, subjects

HEAD = "chef marketing presse vertrieb edv"
ROLES: dict[str, dict[str, Any]] = {
    "chef": {"leadership": True},
    "marketing": {"discipline": "marketing", "reports_to": "chef"},
    "presse": {"discipline": "communication", "reports_to": "chef"},
    "vertrieb": {"discipline": "sales", "reports_to": "chef"},
    "edv": {"discipline": "it", "reports_to": "chef"},
}
#: RACI and the letters of the same parts in other schemes.
SCHEMES = {"RACI": "RACI", "DACI": "DACI", "CLAM": "LAMM", "RAPID": "PDII"}


def firm(*rows: str, channels: Any = None, **more: Any) -> Organisation:  # noqa: ANN401 - fields
    """Return the firm with these rows; letters t, n and p before a row's name are its kind."""
    kinds = {"t": "traditional", "n": "new", "p": "third-party"}
    fields: dict[str, dict[str, Any]] = {}
    for row in rows:
        id_ = row.split()[0].partition(".")[0]
        fields[id_] = {"kind": kinds[id_[0]]} if id_[0] in kinds else {}
    for id_, values in (channels or {}).items():
        fields[id_] = {**fields.get(id_, {}), **values}
    fields.pop("portfolio", None)
    roles = {**ROLES, **more.pop("roles", {})}
    return matrix("\n".join([more.pop("head", HEAD), *rows]), roles=roles, channels=fields, **more)


def limited(name: str, **limits: Any) -> CheckSettings:  # noqa: ANN401 - values of limits
    """Return the settings of a file that sets limits of one rule."""
    return CheckSettings(rules={name: RuleSettings(limits=limits)})


# 409 and 403: combination

TWO_OF_EACH = (
    "t1 A R - - -",
    "t2 A R - - -",
    "n1 A R - - -",
    "n2 A R - - -",
    "portfolio A - - - -",
)


def test_nothing_combined() -> None:
    """Two traditional and two new owned channels and no link; one link is enough to be quiet."""
    (finding,) = found(firm(*TWO_OF_EACH), "409")
    assert subjects(finding) == ["organisation:organisation"]
    assert finding.place == ("organisation",)
    linked = firm(*TWO_OF_EACH, channels={"t1": {"combines_with": ("n1",)}})
    assert codes(linked).isdisjoint({"403", "409"})
    same_kind = firm(*TWO_OF_EACH, channels={"t1": {"combines_with": ("t2",)}})
    assert codes(same_kind) & {"403", "409"} == {"403"}


def test_nothing_combined_at_its_limits() -> None:
    """Fewer or unowned channels, planned ones and links to them don't count; small needs one."""
    assert not found(firm(*TWO_OF_EACH[:3]), "409")
    assert not found(firm(*TWO_OF_EACH[:3], "n2 - C - - -"), "409")
    assert not found(firm(*TWO_OF_EACH, channels={"n2": {"status": "planned"}}), "409")
    to_planned = {"n3": {"status": "planned"}, "t1": {"combines_with": ("n3",)}}
    assert found(firm(*TWO_OF_EACH, "n3 A R - - -", channels=to_planned), "409")
    assert found(firm("t1 A R - - -", "n1 A R - - -", size="small"), "409")
    assert not found(firm("t1 A R - - -", "n1 A R - - -"), "409")
    one = limited("RACI409", channels=1)
    assert found(firm("t1 A R - - -", "n1 A R - - -", check=one), "409")


# 307 and 308: IT

BY_IT = ("n1 A - - - R", "n2 A - - - R", "n3 A - - - R", "n4 A - - - R")


def test_it_carries_it_all() -> None:
    """Four new channels, the boss accountable, IT alone responsible."""
    (finding,) = found(firm(*BY_IT), "307")
    assert subjects(finding) == ["organisation:organisation"]
    assert said(finding) == "On 4 of 4 new channels IT does all the work"
    assert not found(firm(*BY_IT[:2], "n3 A R - - -", "n4 A R - - -"), "307")


@pytest.mark.parametrize(
    ("by_it", "others", "expected"), [(3, 2, True), (3, 3, False), (2, 0, False)]
)
def test_it_carries_it_all_at_its_limits(by_it: int, others: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """On more than half of them, and on three at least."""
    rows = [f"n{n} A - - - R" for n in range(by_it)]
    rows += [f"n{n} A R - - -" for n in range(by_it, by_it + others)]
    assert bool(found(firm(*rows), "307")) is expected


def test_what_it_alone_answers_for_counts_nowhere() -> None:
    """Where 301 speaks 307 does not count; nor does the implementation."""
    assert not found(firm(*BY_IT[:2], "n3 - - - - AR", "n4 - - - - AR"), "307")
    three_of_three = firm(*BY_IT[:3], "n4 - - - - AR", "n5 - - - - AR", "n6 - - - - AR")
    assert said(found(three_of_three, "307")[0]) == "On 3 of 3 new channels IT does all the work"
    built = [f"n{n} A R - - -" for n in range(4)]
    duties = [f"n{n}.implementation - - - - R" for n in range(4)]
    assert not found(firm(*built, *duties), "307")
    shaped = [
        f"n{n}.{d} - - - - R" for n in range(4) for d in ("content", "direction", "combination")
    ]
    assert found(firm(*built, *shaped), "307")
    assert found(firm(*(row.replace("n", "t", 1) for row in BY_IT)), "307") == []


def test_it_shapes_content() -> None:
    """Direction has IT alone as responsible of its own; named once, with all such duties."""
    (finding,) = found(firm("n1 A R - - -", "n1.direction - - - - R"), "308")
    assert subjects(finding) == ["channel:n1", "duty:n1.direction"]
    assert finding.place == ("channels", "n1", "duties", "direction", "edv")
    assert said(finding) == "N1: IT alone is responsible for direction (Edv)"
    two = firm("n1 A R - - -", "n1.direction - - - - R", "n1.content - - - - R")
    assert subjects(found(two, "308")[0])[1:] == ["duty:n1.direction", "duty:n1.content"][::-1]


@pytest.mark.parametrize(
    "rows",
    [
        ("n1 A R - - -", "n1.direction - R - - R"),
        ("n1 A R - - -", "n1.implementation - - - - R"),
        ("n1 A R - - -", "n1.direction - - - - C"),
        ("n1 A - - - R",),
        ("n1 A R - - -", "n1.direction - - - - AR"),
    ],
)
def test_it_shapes_nothing(rows: tuple[str, ...]) -> None:
    """Others beside it, the implementation, other letters, no letters of its own, or 303."""
    assert not found(firm(*rows), "308")


def test_it_only_silences_it_shapes_content() -> None:
    """301 says more, shown or not."""
    alone = firm("n1 - - - - AR", "n1.direction - - - - R")
    assert codes(alone) & {"301", "308"} == {"301"}
    assert not found(alone, "308", ignore=["301"])


# 209: captains


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"discipline": "legal"}, True),
        ({"discipline": "service"}, False),
        ({"discipline": "management"}, False),
        ({"leadership": True}, False),
        ({"reports_to": ("azubi", "marketing")}, True),
        ({"discipline": "it"}, False),
        ({"external": True}, False),
    ],
)
def test_captain_from_elsewhere(fields: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a parameter
    """A trainee answers for the website; IT and outsiders have rules of their own."""
    roles = {"azubi": {"reports_to": "marketing", **fields}}
    organisation = firm("n1 - C - - - AR", head=f"{HEAD} azubi", roles=roles)
    findings = found(organisation, "209", ignore=["201"])
    assert bool(findings) is expected
    for finding in findings:
        assert subjects(finding) == ["channel:n1"]
        assert finding.place == ("channels", "n1", "raci", "azubi")


def test_captain_from_elsewhere_is_silent() -> None:
    """In small firms, on other kinds, where somebody reports to the captain, without crafts."""
    roles: dict[str, dict[str, Any]] = {"azubi": {"reports_to": "marketing"}}
    head = f"{HEAD} azubi"
    assert found(firm("n1 - C - - - AR", head=head, roles=roles), "209")
    assert not found(firm("n1 - C - - - AR", head=head, roles=roles, size="small"), "209")
    assert found(firm("n1 - C - - - AR", head=head, roles=roles, size="large"), "209")
    assert not found(firm("t1 - C - - - AR", head=head, roles=roles), "209")
    both = limited("RACI209", kinds=["new", "traditional"])
    assert found(firm("t1 - C - - - AR", head=head, roles=roles, check=both), "209")
    below = {**roles, "helfer": {"reports_to": "azubi"}}
    assert not found(firm("n1 - C - - - AR", head=head, roles=below), "209")
    assert not found(firm("n1 - A - - - A", head=head, roles=roles), "209")
    built = firm("n1 A R - - - -", "n1.implementation - - - - - A", head=head, roles=roles)
    assert not found(built, "209")
    written = firm("n1 A R - - - -", "n1.content - - - - - A", head=head, roles=roles)
    assert found(written, "209")
    plainly = {role: {**fields, "discipline": "other"} for role, fields in ROLES.items()}
    assert not found(firm("n1 - C - - - AR", head=head, roles={**plainly, **roles}), "209")


def test_captain_in_a_loop_is_silent() -> None:
    """Who reports to nobody but itself is told as a loop, not as a captain from elsewhere."""
    roles: dict[str, dict[str, Any]] = {"azubi": {"reports_to": "azubi"}}
    organisation = firm("n1 - C - - - AR", head=f"{HEAD} azubi", roles=roles)
    assert codes(organisation) & {"201", "205", "209"} == {"205"}


# 206: tradition


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((2, 2), (0, 2), True),
        ((6, 6), (1, 6), True),
        ((6, 6), (3, 6), True),
        ((6, 6), (4, 6), False),
        ((3, 6), (0, 6), False),
        ((4, 6), (2, 6), True),
        ((4, 6), (3, 6), False),
        ((2, 2), (0, 1), False),
    ],
)
def test_leaders_cling_to_tradition(
    old: tuple[int, int],
    new: tuple[int, int],
    expected: bool,  # noqa: FBT001 - a parameter
) -> None:
    """More than half of the traditional, at most half as often of the new; both are counted."""
    rows = [f"t{n} {'A R' if n < old[0] else 'C AR'} - - -" for n in range(old[1])]
    rows += [f"n{n} {'A R' if n < new[0] else 'C AR'} - - -" for n in range(new[1])]
    findings = found(firm(*rows, size="small"), "206")
    assert bool(findings) is expected
    for finding in findings:
        assert f"{old[0]} of {old[1]} traditional" in said(finding)
        assert f"{new[0]} of {new[1]} new" in said(finding)


# 502, 507, 509, 510: teamplay


def test_communication_hears_too_little() -> None:
    """One I after the sale; absent from the reviews."""
    after = {"n1": {"phases": ["after"]}}
    (told,) = found(firm("n1 A R I - -", channels=after), "502")
    assert subjects(told) == ["phase:after"]
    assert not found(firm("n1 A R C - -", channels=after), "502")
    (absent,) = found(firm("n1 A R C - -", "p1 A R - - -"), "502")
    assert subjects(absent) == ["kind:third-party"]
    assert not found(firm("n1 A R C - -", "p1 A R I - -"), "502")


def test_one_sided_knowledge() -> None:
    """Seven channels run by the press, one of them shared with sales."""
    rows = ["c0 A - R I -", *(f"c{n} A - R - -" for n in range(1, 7))]
    (finding,) = found(firm(*rows), "509")
    assert subjects(finding) == ["discipline:sales", "discipline:communication"]
    assert said(finding) == "sales hears of 1 of the 7 channels that communication runs"
    assert not found(firm("c0 A - R I -", "c1 A - R I -", *rows[2:]), "509")


@pytest.mark.parametrize(
    ("known", "run", "size", "expected"),
    [
        (1, 5, "medium", False),
        (1, 6, "medium", True),
        (1, 4, "medium", False),
        (0, 3, "small", False),
        (1, 6, "small", True),
    ],
)
def test_one_sided_knowledge_at_its_limits(
    known: int,
    run: int,
    size: str,
    expected: bool,  # noqa: FBT001 - a parameter
) -> None:
    """Fewer than a fifth, of five channels at least; where they share nothing it is 501."""
    rows = [f"c{n} A - R {'I' if n < known else '-'} -" for n in range(run)]
    organisation = firm(*rows, "x A - - R -", size=size)
    assert bool(found(organisation, "509")) is expected
    silo = firm(*(f"c{n} A - R - -" for n in range(run)), "x A - - R -", size=size)
    assert found(silo, "501")
    assert not found(silo, "509", ignore=["501"])


def test_both_directions_are_two_findings() -> None:
    """The one that does not know comes first: their order counts, also for a baseline."""
    rows = [f"m{n} A R - - -" for n in range(6)] + [f"s{n} A - - R -" for n in range(6)]
    one, other = found(firm(*rows, "x A C - C -"), "509")
    assert subjects(one) == subjects(other)[::-1]
    assert one.fingerprint != other.fingerprint


BEFORE = {f"b{n}": {"phases": ["before"]} for n in range(3)}
DURING = {"d1": {"phases": ["during"]}}


def test_no_hand_over() -> None:
    """Campaigns before the sale that sales never hears of, and none leads to what it does."""
    rows = ("b0 A R - - -", "b1 A R - - -", "b2 A R - - -", "d1 A - - R -", "x A C - C -")
    (finding,) = found(firm(*rows, channels={**BEFORE, **DURING}), "510")
    assert subjects(finding) == ["organisation:organisation"]
    linked = {"b0": {"phases": ["before"], "combines_with": ("d1",)}}
    assert not found(firm(*rows, channels={**BEFORE, **DURING, **linked}), "510")
    heard = ("b0 A R - I -", *rows[1:])
    assert not found(firm(*heard, channels={**BEFORE, **DURING}), "510")
    assert not found(firm(*rows[1:], channels={"b1": BEFORE["b1"], "b2": BEFORE["b2"]}), "510")
    unlinked = {"d1": {"phases": ["after"]}}
    assert found(firm(*rows, channels={**BEFORE, **linked, **unlinked}), "510")


def test_craft_missing() -> None:
    """A large firm without communication; small firms and files without kinds are not asked."""
    roles = {"presse": {"discipline": "service"}}
    (finding,) = found(firm("n1 A R C C -", roles=roles, size="large"), "507")
    assert subjects(finding) == ["discipline:communication"]
    assert not found(firm("n1 A R C C -", size="large"), "507")
    assert not found(firm("n1 A R C C -", roles=roles, size="small"), "507")
    assert not found(firm("c1 A R C C -", roles=roles), "507")
    outside = {"presse": {"discipline": "communication", "external": True}}
    assert found(firm("n1 A R C C -", roles=outside), "507")
    few = {role: {**ROLES[role], "discipline": "other"} for role in ("marketing", "presse")}
    assert not found(firm("n1 A R C C -", roles=few), "507")


# 411, 410: what is not there


def test_declined_without_reason() -> None:
    """A declined channel needs a note; a blank one is none."""
    for note, expected in ((None, True), ("  \n", True), ("Our guests are not there", False)):
        channels = {"n1": {"status": "declined", "note": note}}
        findings = found(firm("n1 - - - - -", "n2 A R - - -", channels=channels), "411")
        assert bool(findings) is expected
        for finding in findings:
            assert subjects(finding) == ["channel:n1"]
            assert finding.place == ("channels", "n1")
    assert not found(firm("n1 - - - - -", channels={"n1": {"status": "planned"}}), "411")
    plain = matrix("a b\nx - -\ny A R", channels={"x": {"status": "declined"}})
    assert not found(plain, "411")


def test_usual_channels_are_missed() -> None:
    """Those of the industry that are neither listed nor declined, the first five by name."""
    hotel = replace(firm("n1 A R - - -"), industry=Industry("hotel"), language="en")
    (finding,) = found(hotel, "410")
    assert subjects(finding) == ["organisation:organisation"]
    assert "Website" in said(finding)
    assert "more" in said(finding)
    named = firm(
        "n1 A R - - -",
        "n2 - - - - -",
        channels={"n1": {"name": "home-page"}, "n2": {"status": "declined"}},
    )
    quiet = replace(named, industry=Industry("hotel"), language="en")
    assert "Website" not in said(found(quiet, "410")[0])
    two = replace(hotel, check=limited("RACI410", names=2))
    assert said(found(two, "410")[0]).count(",") == 3
    unnamed = replace(hotel, language=None)
    (finding,) = found(unnamed, "410")
    assert "Onlinebuchung" in words_in("de").say(finding.message)
    assert "Online booking" in words_in("en").say(finding.message)
    assert not found(firm("n1 A R - - -"), "410")
    assert not found(replace(matrix("a b\nx A R"), industry=Industry("hotel")), "410")


# 104: a habit

LONELY = [f"c{n} A - - - -" for n in range(5)]


@pytest.mark.parametrize(
    ("lonely", "others", "habit"), [(5, 9, True), (5, 10, False), (4, 1, False)]
)
def test_nobody_responsible_as_a_habit(lonely: int, others: int, habit: bool) -> None:  # noqa: FBT001 - a parameter
    """On five rows and more than a third of the owned ones it is told once, with the count."""
    rows = [f"c{n} A - - - -" for n in range(lonely)] + [f"o{n} A R - - -" for n in range(others)]
    findings = found(firm(*rows), "104")
    assert [subjects(one) for one in findings] == (
        [["organisation:organisation"]] if habit else [[f"channel:c{n}"] for n in range(lonely)]
    )
    if habit:
        assert said(findings[0]).startswith(f"On {lonely} of {lonely + others} rows")


def test_a_habit_counts_rows_on_which_it_speaks() -> None:
    """Rows of 301 and rows with a faulty cell don't count; what the file says ends the habit."""
    assert len(found(firm(*LONELY), "104", faulty=["c0"])) == 4
    by_it = [f"n{n} - - - - A" for n in range(2)]
    led = [f"n{n} A - - - -" for n in range(2, 5)]
    assert len(found(firm(*led, *by_it), "104")) == 3
    does = limited("RACI104", **{"accountable-also-does": True})
    assert not found(firm(*LONELY, check=does), "104")
    stricter = limited("RACI104", **{"habit-rows": 6})
    assert len(found(firm(*LONELY, check=stricter), "104")) == 5


# 109: the exception, not the habit


@pytest.mark.parametrize(
    ("listening", "deaf", "expected"), [(1, 1, True), (1, 2, False), (2, 1, True)]
)
def test_nobody_listens_as_an_exception(listening: int, deaf: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """At least half of the rows have somebody who is consulted or informed."""
    rows = [f"l{n} A R I - -" for n in range(listening)] + [f"d{n} A R - - -" for n in range(deaf)]
    assert bool(found(firm(*rows), "109")) is expected


# 114 in a scheme that can say it; letters of other schemes


def test_left_out_and_taking_part() -> None:
    """Once per channel and role, at the first cell."""
    organisation = firm("n1 A R IO - O", "n1.content - - CO - -", scheme="CAIRO")
    (finding,) = found(organisation, "114")
    assert subjects(finding) == ["channel:n1", "role:presse"]
    assert finding.place == ("channels", "n1", "raci", "presse")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_rules_speak_of_parts_in_any_scheme(scheme: str) -> None:
    """What IT carries in RACI it carries in the letters of other schemes."""
    responsible, accountable = SCHEMES[scheme][0], SCHEMES[scheme][1]
    rows = [f"n{n} {accountable} - - - {responsible}" for n in range(4)]
    assert found(firm(*rows, scheme=scheme), "307")
    assert found(firm(*rows, "t1 C - - - -", scheme=scheme), "307")


# 203, 208


def test_no_leadership_weighs_less_without_kinds() -> None:
    """An error where kinds are used, an info elsewhere, nothing in a plain matrix."""
    roles = {"chef": {"leadership": False}}
    assert found(firm("n1 A R - - -", roles=roles), "203")[0].severity == "error"
    assert found(firm("c1 A R - - -", roles=roles), "203")[0].severity == "info"
    assert not found(matrix("a b\nc1 A R"), "203")


# 711


def test_not_at_the_pulse() -> None:
    """A leader of new or third-party channels last learned more than a year ago, or never."""

    def learned(days: int | None, **more: dict[str, Any]) -> Organisation:
        on = None if days is None else Learned(TODAY - dt.timedelta(days))
        return firm("n1 A R - - -", roles={"chef": {"leadership": True, "learned": on}, **more})

    assert not found(learned(365), "711")
    (finding,) = found(learned(366), "711")
    assert subjects(finding) == ["role:chef"]
    assert finding.place == ("roles", "chef", "learned")
    assert not found(learned(None), "711")
    second = {"leadership": True, "learned": Learned(TODAY)}
    assert found(learned(None, vize=second), "711")
    old = {"chef": {"leadership": True, "learned": Learned(TODAY - dt.timedelta(999))}}
    assert not found(firm("t1 A R - - -", roles=old), "711")
    assert "711" not in codes(firm("n1 A R - - -", roles=old))
