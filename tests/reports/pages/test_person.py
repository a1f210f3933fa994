"""A person's page, and a role's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.organisation import Cell, Channel, Duty, Organisation, Role, Status
from raci.reports.pages.blocks import Grid, Lines
from raci.reports.pages.person import person_page, roles_of
from raci.reports.pages.upkeep import Setting, people, persons
from raci.words import words_in
from reports.pages.conftest import DAYS, TODAY

if TYPE_CHECKING:
    from raci.reports.pages.blocks import Page

SETTING = Setting(words_in("en"), TODAY, DAYS)


def page_of(organisation: Organisation, name: str) -> Page:
    """Return the page of a person."""
    return person_page(organisation, name, roles_of(organisation, name), SETTING)


def grid(page: Page, name: str) -> Grid:
    """Return the table of a section."""
    (found,) = [one.block for one in page.sections if one.id == name]
    assert isinstance(found, Grid)
    return found


def lines(page: Page, name: str) -> list[tuple[str, str]]:
    """Return the marks and texts of a section's list."""
    (found,) = [one.block for one in page.sections if one.id == name]
    assert isinstance(found, Lines)
    return [(line.mark, line.text) for line in found.lines]


def test_one_person_may_hold_several_roles(guesthouse: Organisation) -> None:
    """Names are the same person's whatever case and blanks they are written with."""
    assert [role.id for role in roles_of(guesthouse, "berta maier")] == ["office", "front"]
    assert persons(guesthouse) == ("Anna Huber", "Lukas Huber", "Berta Maier")
    assert roles_of(guesthouse, "Nobody") == ()


def test_what_somebody_answers_for(guesthouse: Organisation) -> None:
    """Each row with who carries it out, whom to ask and whom to inform."""
    found = grid(page_of(guesthouse, "Anna Huber"), "answers")
    assert found.heads == ("Channel", "carried out by", "I ask")
    assert found.rows == (
        ("Choice and mix of channels", "Berta Maier", ""),
        ("Website", "Berta Maier", "Berta  MAIER"),
        ("Telephone", "Berta  MAIER", "Berta Maier"),
        ("Brochure", "Berta Maier", ""),
    )


def test_what_somebody_carries_out(guesthouse: Organisation) -> None:
    """Rows of others, with who answers for them; one's own are told only once."""
    page = page_of(guesthouse, "Berta Maier")
    assert grid(page, "answers").rows == (("Mailbox", "I", "Anna Huber"),)
    assert grid(page, "carries_out").rows == (
        ("Choice and mix of channels", "Anna Huber"),
        ("Website", "Anna Huber"),
        ("Telephone", "Anna Huber"),
        ("Brochure", "Anna Huber"),
    )


def test_a_duty_is_a_row_of_its_own(guesthouse: Organisation) -> None:
    """A duty stands with its channel's name, and the channel's letters around it count."""
    found = grid(page_of(guesthouse, "Lukas Huber"), "carries_out")
    assert found.rows == (("Website: Content", "Anna Huber", "Berta  MAIER"),)


def test_deputies_both_ways(guesthouse: Organisation) -> None:
    """Who stands in, for which of several roles, and for whom one stands in oneself."""
    page = page_of(guesthouse, "Berta Maier")
    assert lines(page, "deputies") == [
        ("Office", "Front desk (Berta  MAIER)"),
        ("Office", "Owner (Anna Huber)"),
    ]
    assert lines(page, "stands_in") == [("", "Owner (Anna Huber)")]


def test_notes_dates_and_reviews(guesthouse: Organisation) -> None:
    """Notes on the person's cells with their last day; the reviews that are the person's turn."""
    page = page_of(guesthouse, "Berta Maier")
    assert lines(page, "notes") == [("until 2027-01-31", "Website (C): until the relaunch")]
    assert lines(page, "reviews") == [("never", "Mailbox")]


def test_where_somebody_takes_part(guesthouse: Organisation) -> None:
    """Consulted and informed are told by the names of the rows."""
    assert lines(page_of(guesthouse, "Berta Maier"), "hears") == [
        ("I am asked", "Website, Telephone")
    ]


def test_a_role_has_a_page_with_its_holder(guesthouse: Organisation) -> None:
    """A role's page says who holds it and to whom it reports."""
    role = guesthouse.roles["front"]
    page = person_page(guesthouse, role.name, (role,), SETTING)
    assert (page.title, page.kind) == ("Front desk", "Alpenblick")
    assert page.facts == ("held by Berta  MAIER", "reports to Anna Huber")


@pytest.mark.parametrize("status", [Status.DECLINED, Status.RETIRED])
def test_channels_out_of_use_are_left_out(guesthouse: Organisation, status: Status) -> None:
    """Nobody answers for what is no longer done."""
    channels = {one.id: replace(one, status=status) for one in guesthouse.channels.values()}
    page = page_of(replace(guesthouse, channels=channels), "Lukas Huber")
    assert all(one.block is None for one in page.sections)


def test_letters_of_no_part_are_no_row() -> None:
    """Who was left out on purpose has nothing to do there."""
    channel = Channel("a", "A", raci={"r": Cell("")}, duties={Duty.CONTENT: {"r": Cell("")}})
    role = Role("r", "R")
    organisation = Organisation(name="-", roles={"r": role}, channels={"a": channel})
    page = person_page(organisation, "R", (role,), SETTING)
    assert [one.block for one in page.sections] == [None] * len(page.sections)


def test_each_person_is_named_once_and_many_are_counted(guesthouse: Organisation) -> None:
    """Who holds several roles in a row stands there once; of a dozen, some are named."""
    crowd = tuple(f"Guest {number}" for number in range(12))
    more = {f"r{n}": Role(f"r{n}", f"Role {n}", holders=crowd[n : n + 4]) for n in range(9)}
    cells = {"owner": Cell("A"), **{key: Cell("I") for key in more}}
    firm = replace(
        guesthouse,
        roles={**guesthouse.roles, **more},
        channels={"fax": Channel("fax", "Fax", raci=cells)},
    )
    assert people(firm, more) == crowd
    (row,) = grid(page_of(firm, "Anna Huber"), "answers").rows[-1:]
    assert row[-1].endswith("Guest 8, 3 more")
