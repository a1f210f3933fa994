"""What a review saw, and the rule and the mends about what has changed since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.frozen import replace
from raci.model.finding import Severity
from raci.model.organisation import Cell, Channel, Duty, Review
from raci.model.review import reassigned, reviewed, written
from support.fixes import document, mended, offers
from support.matrices import TODAY, codes, found, matrix, said

if TYPE_CHECKING:
    from raci.model.organisation import Organisation

DAY = dt.date(2026, 9, 1)

LETTERS = st.sampled_from(["A", "R", "C", "I", "AR", "RA", ""])
ROWS = st.dictionaries(st.sampled_from(["a", "b", "c"]), LETTERS.map(Cell))
CHANNELS = st.builds(
    Channel,
    st.just("web"),
    st.just("Website"),
    raci=ROWS,
    duties=st.dictionaries(st.sampled_from(list(Duty)), ROWS),
)


def seen(now: str, raci: dict[str, str] | None, **more: Any) -> Organisation:  # noqa: ANN401 - fields of the channel
    """Return a row of three roles whose review saw these letters."""
    fields = {"web": {"review": Review(DAY, "a", raci), **more}}
    return matrix(f"a b c\nweb {now}", channels=fields)


@given(CHANNELS, CHANNELS)
def test_a_review_sees_what_is_there_and_nothing_else(then: Channel, now: Channel) -> None:
    """Right after a review nothing has changed; later exactly the cells that differ have."""
    values = reviewed(then, DAY, "a")
    seen = replace(
        now,
        review=Review(
            values["on"],
            values["by"],
            values["raci"],
            {Duty(duty): letters for duty, letters in values.get("duties", {}).items()},
        ),
    )
    changes = {(one.duty, one.role): (one.old, one.new) for one in reassigned(seen)}
    for duty in (None, *Duty):
        before = then.duties.get(duty, {}) if duty else then.raci
        after = now.duties.get(duty, {}) if duty else now.raci
        for role in "abc":
            pair = tuple(side[role].letters if role in side else "" for side in (before, after))
            differs = sorted(pair[0]) != sorted(pair[1])
            assert changes.pop((duty, role), None) == (pair if differs else None)
    assert changes == {}


def test_a_review_is_written_with_day_person_and_letters() -> None:
    """The day, who, and the letters; a duty without letters and nobody by name are left out."""
    cells = {"a": Cell("A", why="so", until=DAY), "b": Cell("")}
    channel = Channel("web", "Web", raci=cells, duties={Duty.CONTENT: {"b": Cell("R")}})
    expected = {"on": TODAY, "by": "a", "raci": {"a": "A"}, "duties": {"content": {"b": "R"}}}
    assert reviewed(channel, TODAY, "a") == expected
    assert reviewed(Channel("web", "Web"), TODAY) == {"on": TODAY, "raci": {}}
    assert written(Review(TODAY)) == {"on": TODAY}


def test_changed_letters_are_told_role_by_role() -> None:
    """The finding stands at the review and says what is different; it is an info."""
    (finding,) = found(seen("A C R", {"a": "A", "b": "R"}), "710")
    assert said(finding) == "Web: changed since its review on 2026-09-01: B R → C, C – → R"
    assert finding.place == ("channels", "web", "reviewed")
    assert finding.severity is Severity.INFO


def test_a_critical_channel_weighs_more() -> None:
    """There it is a warning."""
    (finding,) = found(seen("A C R", {"a": "A"}, critical=True), "710")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("raci", [None, {"b": "R", "a": "A"}, {"a": "A", "b": "R", "c": ""}])
def test_nothing_changed(raci: dict[str, str] | None) -> None:
    """A review that only has a date says nothing of letters; order and empty cells are nothing."""
    assert not found(seen("A R -", raci), "710")


def test_letters_of_one_cell_in_another_order_are_the_same() -> None:
    """All spellings mean the same, also what a hand wrote twice."""
    assert not found(seen("AR - -", {"a": "RA"}), "710")
    assert not found(seen("A - -", {"a": "AA"}), "710")


def test_letters_that_were_not_noted_are_not_compared() -> None:
    """A file written by hand may note those of a duty alone; the others are not new for that."""
    review = Review(DAY, None, None, {Duty.CONTENT: {"b": "R"}})
    drawing = "a b\nweb A {}\nweb.content - {}"
    for letters, expected in ((("C", "R"), []), (("C", "C"), ["B (content) R → C"])):
        organisation = matrix(drawing.format(*letters), channels={"web": {"review": review}})
        told = [said(one).partition(": ")[2] for one in found(organisation, "710")]
        assert [one.partition(": ")[2] for one in told] == expected


def test_who_is_gone_is_told_by_id() -> None:
    """A deleted role has no name any more."""
    (finding,) = found(seen("A R -", {"a": "A", "b": "R", "old": "I"}), "710")
    assert said(finding).endswith(": old I → –")


def test_a_duty_is_told_with_its_name() -> None:
    """Letters of duties are compared as well."""
    review = Review(DAY, None, {"a": "A"}, {Duty.CONTENT: {"b": "R"}})
    organisation = matrix("a b\nweb A -\nweb.content - C", channels={"web": {"review": review}})
    (finding,) = found(organisation, "710")
    assert said(finding).endswith(": B (content) R → C")


def test_one_cause_one_finding() -> None:
    """An overdue review has to be made anyway; a row without letters, or with a faulty one, too."""
    late = seen("A C -", {"a": "A"}, review=Review(TODAY - dt.timedelta(400), None, {"a": "A"}))
    assert codes(late) & {"701", "710"} == {"701"}
    assert codes(seen("- - -", {"a": "A"})) & {"101", "710"} == {"101"}
    assert not found(seen("A C -", {"a": "A"}), "710", faulty=["web"])


ROW = """
[channels.web]
name = "Website"
reviewed = {{ on = 2026-09-01, by = "ceo", raci = {seen} }}
raci = {{ ceo = "A", marketing = "C" }}
"""


def test_the_new_letters_are_right() -> None:
    """A fresh review ends the finding."""
    doc = document(ROW.format(seen='{ ceo = "A", marketing = "R" }'))
    fix = offers(doc, "RACI710")["The letters are right: reviewed today"]
    review = mended(doc, fix).organisation.channels["web"].review
    assert review == Review(TODAY, None, {"ceo": "A", "marketing": "C"})


def test_the_old_letters_are_right() -> None:
    """They come back as one step, and the review is true again."""
    doc = document(ROW.format(seen='{ marketing = "R", service = "I" }'))
    fix = offers(doc, "RACI710")["Put the letters back as they were reviewed"]
    edited = doc.apply(fix.edit).document
    raci = edited.organisation.channels["web"].raci
    assert {role: cell.letters for role, cell in raci.items()} == {"marketing": "R", "service": "I"}
    assert not list(reassigned(edited.organisation.channels["web"]))


@pytest.mark.parametrize("lost", ['gone = "R"', 'it = "X"'])
def test_what_cannot_be_put_back_is_not_offered(lost: str) -> None:
    """A role that is gone, or a letter of another scheme: the review can only be made again."""
    doc = document(ROW.format(seen=f'{{ ceo = "A", marketing = "R", {lost} }}'))
    assert list(offers(doc, "RACI710")) == ["The letters are right: reviewed today"]
