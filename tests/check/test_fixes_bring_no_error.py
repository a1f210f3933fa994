"""What a fix must not bring: an error that was not there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli_w
from hypothesis import given, settings

from raci.check.fixes import Fix, fixes
from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.model.edit import DeleteItem
from raci.model.finding import Severity
from support import examples
from support.fixes import FILES, TODAY, document, found, mended, offers, the

if TYPE_CHECKING:
    from raci.model.finding import Finding

#: Errors that a fix lays bare, but does not make: with a leader, or without a loop, lines are
#: looked at that were not; of several outsiders or rings one remains; who is chosen among those
#: who answered already is what was written.
LAID_BARE = {
    "RACI103": {"RACI201", "RACI301", "RACI304"},
    "RACI112": {"RACI301"},
    "RACI203": {"RACI201", "RACI301", "RACI304"},
    "RACI205": {"RACI201", "RACI205"},
    "RACI304": {"RACI201"},
    "RACI608": {"RACI608"},
    "RACI703": {"RACI101", "RACI102", "RACI105", "RACI301"},
}

#: Asks who holds a role, which no letter says.
ELSEWHERE = {"RACI606"}


@settings(max_examples=examples(40))
@given(FILES)
def test_whatever_the_file_no_fix_brings_an_error(values: dict[str, object]) -> None:
    """Letters that a fix hands on make no second accountable role, no line without a leader.

    What a channel or a role takes with it when it is deleted is another matter, and of channels
    with several errors one may have silenced another.
    """
    doc = Document.parse(tomli_w.dumps(values), NAMES)
    before = found(doc)
    known = set(map(_about, before))
    errors = [one for one in before if one.severity is Severity.ERROR]
    for finding in before:
        for fix in fixes(finding, doc.organisation, TODAY):
            if isinstance(fix, Fix) and not isinstance(fix.edit, DeleteItem):
                after = found(mended(doc, fix))
                new = [
                    one
                    for one in after
                    if one.severity is Severity.ERROR
                    and _about(one) not in known
                    and not any(other is not finding and _meet(other, one) for other in errors)
                ]
                codes = {one.code for one in new}
                assert codes <= LAID_BARE.get(finding.code, set()) | ELSEWHERE, fix.title


def _meet(one: Finding, other: Finding) -> bool:
    return not set(one.ids("channel")).isdisjoint(other.ids("channel"))


def _about(finding: Finding) -> tuple[str, frozenset[str], frozenset[str]]:
    return finding.code, frozenset(finding.ids("channel")), frozenset(finding.ids("role"))


@pytest.mark.parametrize(
    ("code", "raci", "offered"),
    [
        ("RACI102", 'marketing = "R", loner = "R"', ["CEO", "Marketing"]),
        ("RACI105", 'loner = "C", head = "I"', ["CEO", "Head"]),
        ("RACI302", 'it = "A", loner = "R"', ["CEO"]),
        ("RACI304", 'agency = "A", loner = "A", it = "R"', ["Marketing", "CEO"]),
    ],
)
def test_only_who_has_a_leader_to_answer_to_is_offered(
    code: str, raci: str, offered: list[str]
) -> None:
    """Where somebody leads, a line that ends before leadership is no way out."""
    rows = f'[channels.web]\nname = "Web"\nkind = "new"\nraci = {{ {raci} }}\n'
    doc = document(f'[roles.loner]\nname = "Loner"\n{rows}')
    assert list(offers(doc, code)) == [f"{name} answers for it" for name in offered]


def test_who_answers_for_one_duty_does_the_work_there() -> None:
    """On the whole channel nobody would answer for what it does."""
    rows = """
    [channels.web]
    name = "Web"
    duties = { content = { ceo = "A" } }
    """
    doc = document(rows)
    (fix,) = offers(doc, "RACI104").values()
    channel = mended(doc, fix).organisation.channels["web"]
    assert not channel.raci
    assert [cell.letters for cell in next(iter(channel.duties.values())).values()] == ["AR"]


def test_who_does_what_is_left_over_answers_where_nobody_does() -> None:
    """Duties that nobody answers for would else be done by somebody without a superior."""
    rows = """
    [channels.web]
    name = "Web"
    duties = { content = { ceo = "AR" } }
    """
    (title,) = offers(document(rows), "RACI113")
    assert title == "CEO answers for it and does the work"


def test_it_is_relieved_of_the_whole_channel_where_it_alone_answers() -> None:
    """A leader beside IT would be two who answer."""
    rows = """
    [channels.web]
    name = "Web"
    kind = "new"
    raci = { it = "A", marketing = "R" }
    duties = { content = { it = "A" } }
    """
    doc = document(rows)
    (fix,) = offers(doc, "RACI303").values()
    after = mended(doc, fix)
    letters = {role: cell.letters for role, cell in after.organisation.channels["web"].raci.items()}
    assert letters == {"it": "C", "marketing": "R", "ceo": "A"}
    assert not {one.code for one in found(after)} & {"RACI103", "RACI302", "RACI303"}


def test_no_leader_is_put_above_who_is_above_it() -> None:
    """A line that comes back would be a loop instead of an end."""
    roles = """
    [roles]
    top = { name = "Top" }
    ceo = { name = "CEO", leadership = true, reports_to = "top" }
    """
    rows = '[channels.web]\nname = "Web"\nraci = { top = "AR" }\n'
    titles = list(offers(document(rows, roles=roles), "RACI201"))
    assert titles == ["CEO answers for it"]


def test_no_deputy_is_proposed_that_would_close_a_ring() -> None:
    """Two may stand in for each other; three in a ring are an error."""
    roles = """
    [roles]
    a = { name = "Ann" }
    b = { name = "Ben", deputy = "c" }
    c = { name = "Cem", deputy = "a" }
    """
    rows = """
    [channels.web]
    name = "Web"
    critical = true
    raci = { a = "A", b = "R", c = "R" }
    """
    assert list(offers(document(rows, roles=roles), "RACI607")) == ["Cem stands in for Ann"]


def test_an_outsider_is_not_made_to_answer() -> None:
    """Whose superior does its work from outside asks it instead."""
    rows = """
    [roles.trainee]
    name = "Trainee"
    reports_to = "agency"
    [channels.web]
    name = "Web"
    raci = { trainee = "A", agency = "R" }
    """
    titles = list(offers(document(rows), "RACI204"))
    assert titles == ["Agency is only consulted, Trainee does the work"]


def test_the_only_one_who_answers_goes_on_first() -> None:
    """To take the assignment out is the last offer where nobody would answer any more."""
    rows = """
    [channels.web]
    name = "Web"
    raci = { ceo = { letters = "AR", until = 2026-06-30 } }
    """
    titles = list(offers(document(rows), "RACI703"))
    assert titles[-1] == "Take the assignment out"
    assert len(titles) == 3


def test_who_alone_does_it_all_hands_the_work_to_others() -> None:
    """Nobody would do the work if the role only gave it up, and no superior does it."""
    rows = '[channels.web]\nname = "Web"\nraci = { head = "AR", service = "I" }\n'
    titles = list(offers(document(rows), "RACI111"))
    assert titles == [
        "CEO answers for it",
        "Service does the work",
        "Marketing does the work",
    ]


def test_a_usual_channel_comes_with_somebody_who_does_the_work() -> None:
    """Somebody of the craft that usually does it; else the leader."""
    head = 'format = 1\n[organisation]\nname = "X"\nindustry = "hotel"\n'
    roles = '[roles]\nceo = { name = "CEO", leadership = true }\n'
    marketing = 'm = { name = "Marketing", discipline = "marketing", reports_to = "ceo" }\n'
    for more, letters in (("", {"ceo": "AR"}), (marketing, {"ceo": "A", "m": "R"})):
        doc = Document.parse(head + roles + more, NAMES)
        first = offers(doc, "RACI410")["Add the channel Website"]
        channels = mended(doc, first).organisation.channels
        cells = channels["website"].raci.items()
        assert {role: cell.letters for role, cell in cells} == letters


def test_what_nobody_sees_from_both_ends_is_combined_and_told() -> None:
    """A link alone would be one that nobody keeps up (404)."""
    rows = """
    [channels.leaflet]
    name = "Leaflet"
    kind = "traditional"
    raci = { marketing = "AR" }
    [channels.fair]
    name = "Fair"
    kind = "traditional"
    raci = { marketing = "AR" }
    [channels.web]
    name = "Web"
    kind = "new"
    raci = { service = "AR" }
    [channels.chat]
    name = "Chat"
    kind = "new"
    raci = { service = "AR" }
    """
    doc = document(rows)
    finding = the(doc, "RACI409")
    first = fixes(finding, doc.organisation, TODAY)[0]
    assert isinstance(first, Fix)
    after = mended(doc, first)
    leaflet = after.organisation.channels["leaflet"]
    assert leaflet.combines_with == ("web",)
    assert leaflet.raci["service"].letters == "I"
    assert not {one.code for one in found(after)} & {"RACI403", "RACI404", "RACI409"}


def test_one_deputy_goes_and_the_comments_of_the_others_stay() -> None:
    """A list that gets shorter stays a list."""
    roles = """
    [roles.head]
    name = "Head"
    holder = "A. Huber"
    deputy = [
        "aide",
        "clerk",  # knows the till
    ]
    [roles.aide]
    name = "Aide"
    holder = "A. Huber"
    [roles.clerk]
    name = "Clerk"
    """
    doc = document("", roles=roles)
    (fix,) = offers(doc, "RACI609").values()
    after = mended(doc, fix)
    assert after.organisation.roles["head"].deputies == ("clerk",)
    assert "# knows the till" in after.text
