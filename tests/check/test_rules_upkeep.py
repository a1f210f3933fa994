"""Family 7: is it still true?"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from raci.check.rules.names import alike, clusters
from raci.frozen import replace
from raci.model.naming import folded
from raci.model.organisation import Cell, CheckSettings, Organisation, Review, RuleSettings
from support.matrices import TODAY, codes, found, matrix, said, subjects


def ago(days: int) -> dt.date:
    """Return the day so many days before the tests' today."""
    return TODAY - dt.timedelta(days)


def reviewed(*days: int | None, critical: bool = False) -> Organisation:
    """Return a row for each number of days since its review; None for never."""
    names = [f"c{number}" for number in range(len(days))]
    channels: dict[str, dict[str, Any]] = {
        name: {"critical": critical, "review": None if day is None else Review(ago(day))}
        for name, day in zip(names, days, strict=True)
    }
    return matrix("\n".join(["a b", *(f"{name} A R" for name in names)]), channels=channels)


@pytest.mark.parametrize(
    ("days", "critical", "expected"),
    [(365, False, 0), (366, False, 1), (180, True, 0), (181, True, 1), (181, False, 0)],
)
def test_review_overdue(days: int, critical: bool, expected: int) -> None:  # noqa: FBT001 - a parameter
    """More days ago than the limit, which is shorter for critical channels."""
    findings = found(reviewed(days, critical=critical), "701")
    assert len(findings) == expected
    for finding in findings:
        assert finding.place == ("channels", "c0", "reviewed")
        assert said(finding) == f"C0: last reviewed {days} days ago"


def test_never_reviewed() -> None:
    """Never is overdue where at least half of the rows are reviewed."""
    assert len(found(reviewed(1, None), "701")) == 1
    assert len(found(reviewed(1, None, None), "701")) == 0
    assert len(found(reviewed(None, None), "701")) == 0


def test_days_of_the_file() -> None:
    """Both limits can be set."""
    limits = {"days": 10, "critical-days": 5}
    settings = CheckSettings(rules={"RACI701": RuleSettings(limits=limits)})
    assert found(replace(reviewed(11), check=settings), "701")
    assert not found(replace(reviewed(10), check=settings), "701")
    assert found(replace(reviewed(6, critical=True), check=settings), "701")


def test_an_unowned_channel_may_be_overdue() -> None:
    """701 is not silenced by 101, 702 is."""
    organisation = matrix("a\nweb -", channels={"web": {"review": Review(ago(400))}})
    assert {"101", "701"} <= codes(organisation)
    future = matrix("a\nweb -", channels={"web": {"review": Review(ago(-1))}})
    assert "702" not in codes(future)


def test_review_in_future() -> None:
    """Tomorrow is no day to have looked."""
    assert found(reviewed(-1), "702")
    assert not found(reviewed(0), "702")


def until(days: int, letters: str = "R") -> Cell:
    """Return a cell that ended so many days ago."""
    return Cell(letters, until=ago(days))


def test_assignment_expired() -> None:
    """The last valid day is before today; the letters still count for all other rules."""
    organisation = matrix("a b\nweb A R")
    web = organisation.channels["web"]
    expired = replace(web, raci={"a": Cell("A"), "b": until(1)})
    organisation = replace(organisation, channels={"web": expired})
    (finding,) = found(organisation, "703")
    assert subjects(finding) == ["channel:web", "role:b"]
    assert finding.place == ("channels", "web", "raci", "b", "until")
    assert "104" not in codes(organisation)
    today = replace(web, raci={"a": Cell("A"), "b": until(0)})
    assert not found(replace(organisation, channels={"web": today}), "703")


def test_assignment_expired_in_duties() -> None:
    """Once for channel and role, the duties named; in the portfolio row the role alone."""
    organisation = matrix("a b\nweb A R\nweb.content A -\nweb.direction A -")
    web = organisation.channels["web"]
    duties = {duty: {"a": until(3, "A")} for duty in web.duties}
    organisation = replace(organisation, channels={"web": replace(web, duties=duties)})
    (finding,) = found(organisation, "703")
    assert subjects(finding) == ["channel:web", "duty:web.content", "duty:web.direction", "role:a"]
    assert finding.place == ("channels", "web", "duties", "content", "a", "until")
    organisation = replace(matrix("a b\nweb A R"), portfolio={"a": until(1, "A")})
    (finding,) = found(organisation, "703")
    assert subjects(finding) == ["role:a"]
    assert finding.place == ("portfolio", "raci", "a", "until")


def named(*names: str, groups: tuple[str | None, ...] = ()) -> Organisation:
    """Return channels of these names."""
    fields = {
        f"c{number}": {"name": name, "group": (groups or (None,) * len(names))[number]}
        for number, name in enumerate(names)
    }
    return matrix("\n".join(["a b", *(f"{id_} A R" for id_ in fields)]), channels=fields)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Website", "web-site", True),
        ("FAQ", "Faq", True),
        ("ﬁliale", "FILIALE", True),
        ("Ｗｅｂ ①", "web 1", True),
        ("Hotline", "Hotlines", True),
        ("Hotline", "Hotlime", True),
        ("Hotline", "Hotlin", True),
        ("Hotel A", "Hotel B", True),
        ("Blogg", "Blogs", False),
        ("Kanal 1", "Kanal 2", False),
        ("Kanal 1", "Kanal", False),
        ("Kanal 12 x", "Kanal 12 y", True),
        ("Newsletter", "Nwesletter", False),
        ("★", "☆", False),
    ],
)
def test_near_duplicate(one: str, other: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    """Equal but for case, width and signs; or one letter apart with the same digits."""
    findings = found(named(one, other), "706")
    assert bool(findings) is expected
    for finding in findings:
        assert subjects(finding) == ["channel:c0", "channel:c1"]


def test_near_duplicate_in_one_group() -> None:
    """Likeness, and the same name too, matters within one group."""
    assert not found(named("Hotline", "Hotlines", groups=("Own", None)), "706")
    assert found(named("Hotline", "Hotlines", groups=("Own", "Own")), "706")
    assert not found(named("Hotline", "hotline", groups=("Own", None)), "706")
    assert found(named("Hotline", "hotline", groups=("Own", "Own")), "706")


def test_a_cluster_is_one_finding() -> None:
    """What is connected by likeness is told once, at the second of the file."""
    groups = (None,) * 5
    near = named("Hotline", "Website", "Hotlines", "Hotliness", "Fax", groups=groups)
    (finding,) = found(near, "706")
    assert subjects(finding) == ["channel:c0", "channel:c2", "channel:c3"]
    assert finding.place == ("channels", "c2")
    assert said(finding) == "Hotline: nearly the same name as Hotlines, Hotliness"
    (equal,) = found(named("Hotline", "Hot-Line", groups=(None, None)), "706")
    assert said(equal) == "Hotline: the same name 2 times (c0, c1)"


def test_many_equal_names_stay_bearable() -> None:
    """A hundred equal names are paired with the first, not each with each."""
    assert len(alike(["Kanal"] * 100)) == 99
    assert len(alike(["Kanal"] * 4)) == 6
    fresh = [f"Kanal neu{chr(0x4E00 + number)}" for number in range(40)]
    assert len(alike(fresh)) == 39
    assert clusters(fresh) == [tuple(range(40))]
    assert clusters(["Kanal"] * 100) == [tuple(range(100))]


def test_folded_names() -> None:
    """Letters and digits of any script stay, all else goes."""
    assert folded("Küche & Büro 2") == "küchebüro2"
    assert folded("Straße") == folded("STRASSE")


@pytest.mark.parametrize(
    ("rows", "roles", "expected"), [(25, 20, 0), (26, 20, 1), (25, 21, 1), (26, 21, 1)]
)
def test_unwieldy(rows: int, roles: int, expected: int) -> None:
    """Many rows without group or kind, many roles without departments: one finding."""
    head = " ".join(f"r{number}" for number in range(roles))
    drawing = "\n".join([head, *(f"c{number} A" for number in range(rows))])
    findings = found(matrix(drawing), "707")
    assert len(findings) == expected
    grouped = matrix(
        drawing,
        channels={"c0": {"group": "Own"}},
        roles={"r0": {"department": "d"}},
        departments={"d": "other"},
    )
    assert not found(grouped, "707")


def looked(by: str | None, *, critical: bool = True, **more: dict[str, Any]) -> Organisation:
    """Return a channel that was reviewed by somebody."""
    boss: dict[str, Any] = {"leadership": True, "holders": ("A. Huber",)}
    fields: dict[str, Any] = {"web": {"critical": critical, "review": Review(ago(1), by)}}
    roles = {"boss": boss, **more}
    return matrix("boss b\nweb A R", channels=fields, roles=roles)


@pytest.mark.parametrize(
    ("by", "expected"),
    [("boss", 0), ("A. Huber", 0), ("a.  HUBER", 0), ("b", 1), ("C. Wolf", 1), (None, 0)],
)
def test_leadership_not_looking(by: str | None, expected: int) -> None:
    """The reviewer of a critical channel is a leader's id, or the name of one's holder."""
    findings = found(looked(by), "708")
    assert len(findings) == expected
    for finding in findings:
        assert finding.place == ("channels", "web", "reviewed")


def test_nobody_leads_who_could_look() -> None:
    """Silent where nobody is a leader, and on channels that are not critical."""
    assert not found(looked("b", boss={"leadership": True, "external": True}), "708")
    assert not found(looked("b", critical=False), "708")


def test_a_reviewer_is_shown_by_name() -> None:
    """A role's id is shown as the role's name."""
    (finding,) = found(looked("b"), "708")
    assert "by B," in said(finding)


def test_near_duplicate_holder() -> None:
    """Two spellings that are not the same person's: all roles that name one of them."""
    roles: dict[str, dict[str, Any]] = {
        "a": {"holders": ("Anna Huber",)},
        "b": {"holders": ("B. Moser", "Anna Hueber")},
        "c": {"holders": ("anna huber",)},
    }
    (finding,) = found(matrix("a b c\nweb A R C", roles=roles), "709")
    assert subjects(finding) == ["role:a", "role:b", "role:c"]
    assert finding.place == ("roles", "a", "holder")
    same = {"a": {"holders": ("Anna Huber",)}, "b": {"holders": ("ANNA  Huber",)}}
    assert not found(matrix("a b\nweb A R", roles=same), "709")


def test_three_spellings_in_one_role() -> None:
    """One finding for one set of roles, however many pairs there are."""
    roles = {"a": {"holders": ("A Huber", "A. Huber", "A.Huber")}}
    assert len(found(matrix("a b\nweb A R", roles=roles), "709")) == 1
