"""The order of the findings, and one row's findings replaced in place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from raci.model.finding import Finding, Severity, Subject
from raci.model.organisation import Channel, Organisation
from raci.model.text import Text
from raci.tui.model.findings import FindingList, channel_of
from support.editor.firm import manufacturer, workspace

ROWS = [f"row{number}" for number in range(8)]
FIRM = Organisation(channels={row: Channel(row, row) for row in ROWS})


def _finding(row: str | None, severity: Severity, code: str = "RACI101") -> Finding:
    subject = Subject("channel", row) if row else Subject("role", "boss")
    return Finding(code, "name", severity, (subject,), Text("x"), ("channels", row or "x"))


FINDINGS = st.builds(
    _finding,
    st.sampled_from(ROWS),
    st.sampled_from(list(Severity)),
    st.sampled_from(["RACI101", "RACI102", "RACI201"]),
)


def _listed(findings: list[Finding]) -> FindingList:
    made = FindingList()
    made.order(FIRM)
    made.reset(findings)
    return made


def test_the_worst_come_first_then_the_order_of_the_rows() -> None:
    """Within a severity rows stand as in the matrix, and what has no row stands last."""
    role = _finding(None, Severity.ERROR)
    later = _finding("row5", Severity.ERROR)
    earlier = _finding("row2", Severity.ERROR)
    mild = _finding("row0", Severity.INFO)
    assert list(_listed([mild, role, later, earlier])) == [earlier, later, role, mild]


def test_waived_findings_are_not_listed() -> None:
    """What is accepted needs nobody's attention."""
    assert len(_listed([_finding("row1", Severity.ERROR).waive()])) == 0


@given(st.lists(FINDINGS, unique_by=lambda one: one.fingerprint), st.lists(FINDINGS, max_size=4))
def test_replacing_one_row_is_the_same_as_sorting_anew(
    findings: list[Finding], fresh: list[Finding]
) -> None:
    """A key stroke's cheap update leaves the list as a full one would."""
    mine = [one for one in fresh if one.subjects[0].id == "row3"]
    mine = list({one.fingerprint: one for one in mine}.values())
    patched = _listed(findings)
    patched.replace("row3", mine)
    others = [one for one in findings if one.subjects[0].id != "row3"]
    assert list(patched) == list(_listed([*others, *mine]))


@given(st.lists(FINDINGS, unique_by=lambda one: one.fingerprint, min_size=1))
def test_a_finding_is_found_at_its_place(findings: list[Finding]) -> None:
    """Index, next and previous agree with the list."""
    listed = _listed(findings)
    for place in range(len(listed)):
        assert listed.index(listed[place]) == place
        assert listed.place_after(listed[place]) == place + 1
        assert listed.place_before(listed[place]) == place - 1


def test_a_finding_that_went_has_no_place() -> None:
    """The cursor can no longer be led to it."""
    assert _listed([]).index(_finding("row1", Severity.ERROR)) is None


def test_a_finding_on_a_duty_belongs_to_its_channel() -> None:
    """Its subject is the duty; it is listed under the row."""
    duty = Finding(
        "RACI303",
        "it-decides-content",
        Severity.ERROR,
        (Subject("duty", "web.site.content"),),
        Text("x"),
        ("channels", "web.site", "duties", "content", "it"),
    )
    assert channel_of(duty) == "web.site"


def test_the_list_holds_what_the_check_says() -> None:
    """All findings of a real file are listed, none twice."""
    opened = workspace(manufacturer())
    opened.check.settle()
    listed = FindingList()
    listed.order(opened.organisation)
    listed.reset(opened.check.findings)
    assert {one.fingerprint for one in listed} == {
        one.fingerprint for one in opened.check.findings if not one.waived
    }
