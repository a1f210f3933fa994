"""The page of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.model.organisation import Cell, Channel, Duty, Role
from raci.model.text import Text
from raci.reports.pages.blocks import Bar, Grid, Lines
from raci.reports.pages.comparison import comparison_page
from raci.reports.pages.facts import Since

if TYPE_CHECKING:
    from raci.reports.pages.blocks import Page
    from raci.reports.pages.facts import Facts


def compared(old: Facts, new: Facts) -> Page:
    """Return the page of two versions."""
    since = Since("HEAD~3", (Text("a change"),), (), (Text("a finding that is gone"),))
    return comparison_page(old, new, since)


def grid(page: Page) -> Grid:
    """Return the matrix of a page."""
    (found,) = [one.block for one in page.sections if one.id == "matrix"]
    assert isinstance(found, Grid)
    return found


def cells(page: Page) -> dict[str, dict[str, str]]:
    """Return the marked cells by row and column."""
    matrix = grid(page)
    found: dict[str, dict[str, str]] = {}
    for line, place in sorted(matrix.marked):
        row = matrix.rows[line]
        found.setdefault(row[0], {})[matrix.heads[place]] = row[place]
    return found


def test_equal_versions_mark_nothing(facts: Facts) -> None:
    """The matrix stands there as it is."""
    page = compared(facts, facts)
    assert grid(page).marked == frozenset()
    assert grid(page).rows[1][:3] == ("Website", "A", "")


def test_changed_cells_say_both_letters(facts: Facts) -> None:
    """What was and what is, in the cell; a letter that came or went beside a dash."""
    channels = dict(facts.organisation.channels)
    website = channels["website"]
    channels["website"] = replace(
        website,
        raci={"owner": Cell("R"), "chef": Cell("A"), "office": Cell("R")},
        duties={Duty.CONTENT: {"office": Cell("R")}},
    )
    new = replace(facts, organisation=replace(facts.organisation, channels=channels))
    assert cells(compared(facts, new)) == {
        "Website": {"OWN": "A → R", "CHE": "– → A", "FD": "C → –"},
        "Website: Content": {"CHE": "R → –", "OFF": "– → R"},
    }


def test_rows_and_roles_that_are_gone_stand_at_the_end(facts: Facts) -> None:
    """What was deleted is shown with what it held; what is new, with what it got."""
    organisation = facts.organisation
    channels = {key: one for key, one in organisation.channels.items() if key != "phone"}
    channels["chat"] = Channel("chat", "Chat", raci={"agency": Cell("R")})
    roles = {key: one for key, one in organisation.roles.items() if key != "front"}
    roles["agency"] = Role("agency", "Agency")
    new = replace(facts, organisation=replace(organisation, channels=channels, roles=roles))
    page = compared(facts, new)
    assert [row[0] for row in grid(page).rows][-2:] == ["Chat (new)", "Telephone (gone)"]
    gone, new_cells = cells(page)["Telephone (gone)"], cells(page)["Chat (new)"]
    assert gone == {
        "Channel": "Telephone (gone)", "OWN": "A → –", "OFF": "C → –", "FD": "R → –"
    }  # fmt: skip
    assert new_cells == {"Channel": "Chat (new)", "AGE": "– → R"}
    assert "AGE Agency" in grid(page).note


def test_a_renamed_row_says_both_names(facts: Facts) -> None:
    """Who knew the channel by its old name finds it."""
    channels = dict(facts.organisation.channels)
    channels["website"] = replace(channels["website"], name="Homepage")
    new = replace(facts, organisation=replace(facts.organisation, channels=channels))
    assert cells(compared(facts, new)) == {"Website → Homepage": {"Channel": "Website → Homepage"}}


def test_gauges_changes_and_findings(facts: Facts) -> None:
    """Both gauges stand side by side; changes and findings are told in words."""
    page = compared(replace(facts, within=1), facts)
    blocks = {one.id: one.block for one in page.sections}
    before, after = blocks["before"], blocks["after"]
    assert isinstance(before, Bar)
    assert isinstance(after, Bar)
    assert (before.figure, after.figure) == ("1 of 5", "3 of 5")
    changes, findings = blocks["changes"], blocks["findings"]
    assert isinstance(changes, Lines)
    assert isinstance(findings, Lines)
    assert [line.text for line in changes.lines] == ["a change"]
    assert [(line.mark, line.text) for line in findings.lines] == [("✓", "a finding that is gone")]
