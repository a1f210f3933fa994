"""Which findings came and went between two versions."""

from __future__ import annotations

import pytest

from raci.model.finding import Finding, Severity, Subject
from raci.model.text import Text
from raci.versions import came_and_went


def finding(*subjects: tuple[str, str], code: str = "RACI101", waived: bool = False) -> Finding:
    """Return a finding about these subjects."""
    about = tuple(Subject(kind, id_) for kind, id_ in subjects)
    return Finding(code, "name", Severity.ERROR, about, Text("…"), ("channels",), waived=waived)


WEB, FAX = finding(("channel", "web")), finding(("channel", "fax"))


def test_what_is_in_both_is_neither_new_nor_gone() -> None:
    """Code and subjects say whether it is the same one."""
    other = finding(("channel", "fax"), code="RACI102")
    assert came_and_went([WEB, FAX], [other, WEB]) == ([other], [FAX])


def test_a_waived_finding_is_none() -> None:
    """Waiving is like mending."""
    waived = finding(("channel", "web"), waived=True)
    assert came_and_went([WEB], [waived]) == ([], [WEB])
    assert came_and_went([waived], [WEB]) == ([WEB], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("channel", "web"), ("channel", "site")),
        (("role", "boss"), ("role", "chief")),
        (("duty", "web.content"), ("duty", "site.content")),
    ],
)
def test_a_new_id_is_the_same_finding(old: tuple[str, str], new: tuple[str, str]) -> None:
    """Ids that were renamed are followed by their names, in every kind of subject."""
    before = {"channels": {"web": {"name": "Web"}}, "roles": {"boss": {"name": "Boss"}}}
    after = {"channels": {"site": {"name": "Web"}}, "roles": {"chief": {"name": "Boss"}}}
    same = finding(("discipline", "sales"), old), finding(("discipline", "sales"), new)
    assert came_and_went([same[0]], [same[1]], before, after) == ([], [])
    assert came_and_went([same[0]], [same[1]]) == ([same[1]], [same[0]])
