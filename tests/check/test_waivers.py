"""Waivers: what they cover, when they end, and when they are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from raci.check.rule_names import NAMES
from raci.frozen import replace
from raci.model.finding import Finding, Severity, Subject
from raci.model.organisation import CheckSettings, Organisation, RuleSettings, Waiver
from raci.model.text import Text
from support.matrices import TODAY, codes, found, matrix, report, said, subjects

Names = dict[str, Any]
LATER = TODAY + dt.timedelta(30)


def waived(organisation: Organisation, *waivers: Waiver, **how: Any) -> dict[str, list[bool]]:  # noqa: ANN401 - see report
    """Return for each rule's findings whether they are waived."""
    findings = report(replace(organisation, waivers=waivers), **how).findings
    result: dict[str, list[bool]] = {}
    for finding in findings:
        result.setdefault(finding.code, []).append(finding.waived)
    return result


def waiver(  # noqa: PLR0913 - the keys of a waiver
    rule: str,
    channels: tuple[str, ...] = (),
    roles: tuple[str, ...] = (),
    *,
    index: int = 0,
    until: dt.date | None = LATER,
    sound: bool = True,
) -> Waiver:
    """Return a waiver with a reason."""
    return Waiver(index, f"RACI{rule}", "for now", until, channels, roles, sound=sound)


UNOWNED = matrix("boss head\nweb - -\nfax - -\ntel A R", roles={"boss": {"leadership": True}})


def test_a_waiver_covers_its_channels() -> None:
    """The finding's channels must all be named; another channel's finding stays."""
    found_ = waived(UNOWNED, waiver("101", channels=("web",)))
    assert found_["RACI101"] == [True, False]
    assert "RACI705" not in found_


@pytest.mark.parametrize(
    "names", [{}, {"roles": ("boss",)}, {"channels": ("web",), "roles": ("boss",)}]
)
def test_a_finding_with_channels_needs_channels(names: Names) -> None:
    """A waiver that names none, or roles that the finding lacks, covers no channel's finding."""
    found_ = waived(UNOWNED, waiver("101", **names))
    assert found_["RACI101"] == [False, False]
    assert found_["RACI705"] == [False]


OUTSIDE = matrix(
    "boss one two\nweb R A A",
    roles={"boss": {"leadership": True}, "one": {"external": True}, "two": {"external": True}},
    channels={"web": {"kind": "new"}},
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"channels": ("web",)}, [True, True]),
        ({"channels": ("web",), "roles": ("one",)}, [True, False]),
        ({"channels": ("web",), "roles": ("one", "two")}, [True, True]),
        ({"roles": ("one",)}, [False, False]),
        ({}, [False, False]),
    ],
)
def test_channel_and_role(names: Names, expected: list[bool]) -> None:
    """Of a finding about both, the channel must be named; roles narrow it down."""
    assert waived(OUTSIDE, waiver("304", **names))["RACI304"] == expected


LOOP = matrix(
    "boss one two\nweb A R C",
    roles={
        "boss": {"leadership": True},
        "one": {"reports_to": "two"},
        "two": {"reports_to": "one"},
    },
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"roles": ("one", "two")}, [True]),
        ({"roles": ("one", "two", "boss")}, [True]),
        ({"roles": ("one",)}, [False]),
        ({"channels": ("web",)}, [False]),
        ({"channels": ("web",), "roles": ("one", "two")}, [False]),
        ({}, [False]),
    ],
)
def test_roles_alone(names: Names, expected: list[bool]) -> None:
    """A finding about roles needs a waiver that names them all, and no channel."""
    assert waived(LOOP, waiver("205", **names))["RACI205"] == expected


def test_neither() -> None:
    """A finding about the organisation needs a waiver that names neither."""
    headless = matrix("a b\nweb A R", roles={"a": {"reports_to": "b"}})
    assert waived(headless, waiver("203"))["RACI203"] == [True]
    assert waived(headless, waiver("203", roles=("a",)))["RACI203"] == [False]


def test_a_duty_belongs_to_its_channel() -> None:
    """A finding about a duty is covered by a waiver of its channel."""
    duties = matrix("a b\nweb A -\nweb.content - R")
    assert waived(duties, waiver("113", channels=("web",)))["RACI113"] == [True]


def test_both_channels_must_be_named() -> None:
    """Of a finding about two channels a waiver must name both."""
    twins = matrix("a\none AR\ntwo AR", channels={"one": {"name": "Fax"}, "two": {"name": "fax"}})
    assert waived(twins, waiver("706", channels=("one",)))["RACI706"] == [False]
    assert waived(twins, waiver("706", channels=("one", "two")))["RACI706"] == [True]


@pytest.mark.parametrize(("days", "expected"), [(1, True), (0, True), (-1, False)])
def test_until_is_the_last_valid_day(days: int, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """On its last day a waiver covers; the day after it is expired, and the finding is back."""
    until = TODAY + dt.timedelta(days)
    found_ = waived(UNOWNED, waiver("101", channels=("web", "fax"), until=until))
    assert found_["RACI101"] == [expected, expected]
    assert ("RACI704" in found_) is not expected
    assert "RACI705" not in found_


def test_waiver_expired() -> None:
    """704 names the rule and whom the waiver names, at its last day."""
    past = waiver("101", ("web",), ("head",), until=TODAY - dt.timedelta(1))
    (finding,) = found(replace(UNOWNED, waivers=(past,)), "704")
    assert subjects(finding) == ["rule:RACI101", "channel:web", "role:head"]
    assert finding.place == ("waivers", 0, "until")
    assert said(finding) == "The waiver of RACI101 ended on 2026-11-20: for now"
    assert said(finding, "de") == "Die Ausnahme von RACI101 endete am 20.11.2026: for now"


def test_waiver_unused() -> None:
    """705 tells of a waiver that covers nothing, if its rule was run."""
    idle = replace(UNOWNED, waivers=(waiver("101", index=3, channels=("tel",)),))
    (finding,) = found(idle, "705")
    assert subjects(finding) == ["rule:RACI101", "channel:tel"]
    assert finding.place == ("waivers", 3)
    assert not found(idle, "705", ignore=["101"])
    off = replace(UNOWNED, waivers=(waiver("112", channels=("tel",)),))
    assert not found(off, "705")
    assert found(off, "705", extend_select=["112"])


def test_a_silenced_finding_is_none_to_cover() -> None:
    """A waiver of what another rule silences covers nothing."""
    assert waived(UNOWNED, waiver("102", channels=("web",)))["RACI705"] == [False]


def test_a_faulty_waiver_covers_nothing_and_is_not_unused() -> None:
    """The fault is 802 or 803; nothing else is said, but for its end."""
    broken = waiver("101", channels=("web",), sound=False)
    found_ = waived(UNOWNED, broken)
    assert found_["RACI101"] == [False, False]
    assert "RACI705" not in found_
    assert "RACI704" in waived(UNOWNED, replace(broken, until=TODAY - dt.timedelta(1)))
    assert "RACI704" not in waived(UNOWNED, replace(broken, until=None))
    nameless = replace(broken, rule="", until=TODAY - dt.timedelta(1))
    assert "RACI704" not in waived(UNOWNED, nameless)


def test_two_waivers_of_one_finding() -> None:
    """Both cover it, so neither is unused."""
    same = waiver("101", channels=("web",)), waiver("101", index=1, channels=("web", "fax"))
    assert "RACI705" not in waived(UNOWNED, *same)


def test_two_unused_waivers_alike() -> None:
    """One finding for one set of subjects."""
    same = waiver("102", channels=("web",)), waiver("102", index=1, channels=("web",))
    assert waived(UNOWNED, *same)["RACI705"] == [False]


def test_waivers_of_waivers() -> None:
    """704 and 705 can be waived like all others, and such a waiver may itself be unused."""
    past = waiver("101", channels=("web",), until=TODAY - dt.timedelta(1))
    about = waiver("704", index=1, channels=("web",))
    assert waived(UNOWNED, past, about)["RACI704"] == [True]
    unused = waiver("102", channels=("web",))
    about = waiver("705", index=1, channels=("web",))
    assert waived(UNOWNED, unused, about)["RACI705"] == [True]
    assert waived(UNOWNED, about)["RACI705"] == [False]


def test_without_waivers() -> None:
    """Nothing is waived, and nothing is said about waivers."""
    past = waiver("101", channels=("web",), until=TODAY - dt.timedelta(1))
    unused = waiver("102", index=1, channels=("web",))
    used = waiver("101", index=2, channels=("fax",))
    found_ = waived(UNOWNED, past, unused, used, waivers=False)
    assert found_["RACI101"] == [False, False]
    assert found_.keys().isdisjoint({"RACI704", "RACI705"})


def problem(code: str) -> Finding:
    """Return a finding as the document makes them."""
    info = NAMES.by_code[f"RACI{code}"]
    subject = Subject("key", "channels.web.colour")
    place = ("channels", "web", "colour")
    return Finding(info.code, info.name, info.severity, (subject,), Text("unknown key"), place)


@pytest.mark.parametrize("code", ["801", "802", "803", "804", "805"])
def test_faults_of_the_file_are_fixed(code: str) -> None:
    """They can be neither waived, ignored, deselected nor lowered."""
    settings = CheckSettings(
        select=("RACI101",),
        ignore=(f"RACI{code}",),
        rules={f"RACI{code}": RuleSettings(severity="info")},
    )
    organisation = replace(UNOWNED, waivers=(waiver(code),), check=settings)
    (finding,) = found(organisation, code, problems=(problem(code),), select=["101"], ignore=[code])
    assert finding.severity is Severity.ERROR
    assert not finding.waived


def test_unknown_keys_are_as_other_rules() -> None:
    """806 can be waived, ignored, deselected and weighed."""
    problems = (problem("806"),)
    assert waived(UNOWNED, waiver("806"), problems=problems)["RACI806"] == [True]
    assert "806" not in codes(UNOWNED, problems=problems, ignore=["806"])
    assert "806" not in codes(UNOWNED, problems=problems, select=["101"])
    settings = CheckSettings(rules={"RACI806": RuleSettings(severity="error")})
    (finding,) = found(replace(UNOWNED, check=settings), "806", problems=problems)
    assert finding.severity is Severity.ERROR
