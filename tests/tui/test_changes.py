"""What edits mean for the screen, and where findings lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from firm import GUEST_HOUSE, manufacturer, workspace  # type: ignore[import-not-found]  # tests are no package

from raci.model.edit import AddItem, AddWaiver, Compound, DeleteItem, Move, SetCell, SetField
from raci.model.finding import Finding, Severity, Subject
from raci.model.organisation import Cell, Duty
from raci.model.text import Text
from raci.tui.changes import letters_alone, place_of
from raci.tui.grid.rows import HEAD, PORTFOLIO, RowKey
from raci.tui.leading import leads_to

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.model.path import Path

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
