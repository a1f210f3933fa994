"""What edits mean for the screen, and where findings lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.edit import AddItem, AddWaiver, Compound, DeleteItem, Move, SetCell, SetField
from raci.model.finding import Finding, Severity, Subject
from raci.model.organisation import Cell, Channel, Discipline, Duty, Organisation, Role
from raci.model.text import Text
from raci.tui.grid.board import HEAD, PORTFOLIO, RowKey
from raci.tui.model.places import column_for, leads_to, letters_alone, place_of
from support.editor.firm import GUEST_HOUSE, manufacturer, workspace

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.model.organisation import Path

CELL = SetCell("website", "edv", Cell("R"))
WEBSITE = RowKey("channel", "website")


@pytest.mark.parametrize(
    ("edit", "alone"),
    [
        (CELL, True),
        (SetCell(None, "edv", Cell("R")), False),
        (Compound((CELL, CELL)), True),
        (Compound((CELL, DeleteItem("roles", "edv"))), False),
        (SetField(("channels", "website", "note"), "x"), True),
        (SetField(("channels", "website", "group"), "x"), False),
        (SetField(("roles", "edv", "name"), "x"), False),
    ],
)
def test_edits_that_move_no_row_repaint_only_rows(edit: Edit, *, alone: bool) -> None:
    """Letters and notes leave rows and columns where they are."""
    assert letters_alone(edit) is alone


@pytest.mark.parametrize(
    ("edit", "row", "role"),
    [
        (CELL, WEBSITE, "edv"),
        (
            SetCell("website", "edv", None, Duty.CONTENT),
            RowKey("duty", "website", Duty.CONTENT),
            "edv",
        ),
        (SetCell(None, "edv", None), PORTFOLIO, "edv"),
        (Compound((CELL,)), WEBSITE, "edv"),
        (SetField(("channels", "website", "note"), "x"), WEBSITE, None),
        (AddItem("roles", "neu", {}), HEAD, "neu"),
        (Move("channels", "website", None), WEBSITE, None),
        (SetField(("organisation", "name"), "x"), None, None),
        (AddWaiver({}), None, None),
    ],
)
def test_undo_leads_to_where_the_edit_was(edit: Edit, row: RowKey | None, role: str | None) -> None:
    """The cursor goes back with the change."""
    assert place_of(edit) == (row, role)


def _finding(place: Path, *subjects: Subject) -> Finding:
    return Finding("RACI101", "x", Severity.ERROR, tuple(subjects), Text("x"), place)


@pytest.mark.parametrize(
    ("finding", "row", "role"),
    [
        (
            _finding(("channels", "website", "raci", "edv"), Subject("channel", "website")),
            WEBSITE,
            "edv",
        ),
        (_finding(("channels", "website"), Subject("channel", "website")), WEBSITE, None),
        (
            _finding(
                ("channels", "website", "duties", "content", "edv"), Subject("channel", "website")
            ),
            RowKey("duty", "website", Duty.CONTENT),
            "edv",
        ),
        (_finding(("roles", "edv", "deputy"), Subject("role", "edv")), HEAD, "edv"),
        (_finding(("portfolio", "raci", "edv"), Subject("role", "edv")), PORTFOLIO, "edv"),
        (_finding(("organisation",), Subject("organisation", "organisation")), None, None),
    ],
)
def test_a_finding_leads_to_its_cell(
    finding: Finding, row: RowKey | None, role: str | None
) -> None:
    """Its place in the file is a place in the matrix."""
    assert leads_to(finding, workspace().organisation) == (row, role)


@pytest.mark.parametrize("text", [GUEST_HOUSE, manufacturer()])
def test_every_finding_on_a_channel_leads_into_the_matrix(text: str) -> None:
    """Nobody is left to search for the row."""
    opened = workspace(text)
    opened.check.settle()
    for finding in opened.check.findings:
        if finding.ids("channel"):
            assert leads_to(finding, opened.organisation)[0] is not None


_HERE = (Subject("channel", "website"),)


@pytest.mark.parametrize(
    ("letters", "role"),
    [
        ("chef A · edv R", "chef"),
        ("buero A · chef C", "buero"),
        ("edv AR · chef I", "chef"),
        ("agentur A · buero R", "buero"),
        ("chef C · leiterin I", "leiterin"),
        ("", "leiterin"),
    ],
)
def test_a_finding_without_a_role_leads_to_who_answers(letters: str, role: str) -> None:
    """To the accountable role that is neither IT nor an outsider, else to a leader."""
    organisation = _office(letters)
    if letters.startswith("agentur"):
        # Without a leader: the first column.
        roles = {key: replace(one, leadership=False) for key, one in organisation.roles.items()}
        organisation = replace(organisation, roles=roles)
    finding = _finding(("channels", "website"), *_HERE)
    columns = ("buero", "edv", "agentur", "leiterin", "chef")
    assert column_for(finding, WEBSITE, organisation, columns) == role


@pytest.mark.parametrize("code", ["RACI401", "RACI701", "RACI706", "RACI802"])
def test_what_no_letter_fixes_leads_to_the_name(code: str) -> None:
    """Links, reviews and names are fixed in the channel's form: no letter can be typed there."""
    finding = replace(_finding(("channels", "website"), *_HERE), code=code)
    organisation = _office("chef A")
    assert column_for(finding, WEBSITE, organisation, tuple(organisation.roles)) is None


def test_a_duty_without_a_role_leads_to_who_answers_for_it() -> None:
    """What a duty takes over from its channel counts, unless it names its own."""
    organisation = _office("chef A · edv R")
    row = RowKey("duty", "website", Duty.CONTENT)
    finding = _finding(("channels", "website"), *_HERE)
    assert column_for(finding, row, organisation, tuple(organisation.roles)) == "chef"
    website = organisation.channels["website"]
    own = replace(website, duties={Duty.CONTENT: {"buero": Cell("A")}})
    organisation = replace(organisation, channels={"website": own})
    assert column_for(finding, row, organisation, tuple(organisation.roles)) == "buero"


def test_without_roles_a_finding_leads_to_the_name() -> None:
    """There is no column to choose."""
    organisation = Organisation(channels={"website": Channel("website", "Website")})
    assert column_for(_finding(("channels", "website"), *_HERE), WEBSITE, organisation, ()) is None


def _office(letters: str) -> Organisation:
    roles = {
        "edv": Role("edv", "EDV", leadership=True, discipline=Discipline.IT),
        "leiterin": Role("leiterin", "Leiterin", leadership=True),
        "buero": Role("buero", "Büro"),
        "agentur": Role("agentur", "Agentur", leadership=True, external=True),
        "chef": Role("chef", "Chef", leadership=True),
    }
    pairs = (word.split() for word in letters.split(" · ") if word)
    raci = {role: Cell(held) for role, held in pairs}
    return Organisation(roles=roles, channels={"website": Channel("website", "Website", raci=raci)})
