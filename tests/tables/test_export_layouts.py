import pytest

from raci.frozen import replace
from raci.model.error import RaciError
from raci.tables.layouts import (
    Layout,
    brief,
    chosen,
    grid,
    long,
    notes,
    role_lines,
    role_sheet,
    sheets,
)
from raci.tables.table import Table


def test_grid_has_a_column_per_role(table: Table) -> None:
    """The grid names what is known of rows, then the roles, then the notes."""
    sheet = grid(table)
    assert [head.text for head in sheet.head] == [
        "Group",
        "Channel",
        "Duty",
        "Kind",
        "Status",
        "Leadership",
        "Inhaberin",
        "Büro",
        "Küche",
        "IT-Dienstleister",
        "Freie",
        "Notes",
    ]
    assert [head.text for head in sheet.head if head.leader] == ["Inhaberin"]
    assert sheet.rows[1][:10] == (
        "Eigene Medien", "Website", "", "new", "active", "★", "A", "R", "", "C",
    )  # fmt: skip


def test_grid_keeps_a_duty_with_its_channel(table: Table) -> None:
    """A duty's row names the channel and the duty."""
    assert grid(table).rows[2][1:3] == ("Website", "Implementation")


def test_grid_points_out_where_leaders_are_accountable(table: Table) -> None:
    """The cells in which a leader is accountable are marked, whatever columns stand before."""
    sheet = grid(table)
    assert [sheet.rows[row][column] for row, column in sheet.strong] == ["A", "A"]


def test_columns_that_would_be_empty_are_missing(table: Table) -> None:
    """A matrix without groups, duties, kinds, states and notes has none of their columns."""
    bare = replace(
        table,
        columns=table.columns[1:],
        groups=(type(table.groups[0])("", (table.groups[3].rows[0],)),),
        portfolio=None,
    )
    heads = [head.text for head in grid(bare).head]
    assert heads == ["Channel", "Status", "Büro", "Küche", "IT-Dienstleister", "Freie"]


def test_long_names_roles_per_letter(table: Table) -> None:
    """The long layout has a column per letter, with the names of the roles that hold it."""
    sheet = long(table)
    assert [head.text for head in sheet.head][-5:] == [
        "Responsible (R)",
        "Accountable (A)",
        "Consulted (C)",
        "Informed (I)",
        "Notes",
    ]
    assert sheet.rows[1][-5:-1] == ("Büro", "Inhaberin", "IT-Dienstleister", "")


def test_role_sheets_say_what_a_person_needs_to_know(table: Table) -> None:
    """A role's sheet names holder, department, deputy and superiors above its letters."""
    owner, office = sheets(table, Layout.ROLE)[:2]
    assert owner.facts == (
        "Held by A. Huber",
        "Department: Leitung",
        "Answers as leadership",
        "Your deputy: Büro (B. Maier)",
    )
    assert office.facts[-2:] == ("You have no deputy", "You report to Inhaberin (A. Huber)")
    assert office.rows[-1] == (
        "Prospekt",
        "Eigene Medien",
        "AR",
        "Accountable, Responsible",
        "",
        "",
    )


def test_role_sheets_tell_why_and_until(table: Table) -> None:
    """Notes on an assignment stand beside it."""
    sheet = role_sheet(table, chosen(table, ("it",))[0])
    assert sheet.rows[0][2:] == ("C", "Consulted", "2027-01-31", "bis zum Relaunch")
    assert sheet.rows[1][0] == "Website: Implementation"
    assert "From outside the organisation" in sheet.facts


def test_a_role_without_letters_is_told_so(table: Table) -> None:
    """An empty role sheet says that there are no letters yet."""
    assert sheets(table, Layout.ROLE, ("kueche",))[0].facts[-1] == "You have no letters yet"


def test_an_unknown_role_is_an_error_that_names_the_known(table: Table) -> None:
    """Asking for a role that does not exist names those that do."""
    with pytest.raises(RaciError) as caught:
        sheets(table, Layout.ROLE, ("chef",))
    assert caught.value.text.values["known"] == ("inhaberin", "buero", "kueche", "it", "gast")


def test_notes_say_whom_they_are_about(table: Table) -> None:
    """Notes of the file, of rows, of cells and of roles follow each other."""
    assert notes(table) == (
        "gepflegt im Büro",
        "Website: Relaunch im Frühjahr",
        "Website: IT-Dienstleister (C): bis zum Relaunch, until 2027-01-31",
        "Küche: nur im Sommer",
    )


def test_roles_are_explained_on_a_line_each(table: Table) -> None:
    """A role's line has its head, name, department, holders and deputies."""
    assert role_lines(table)[0] == "INH Inhaberin · Leitung · A. Huber · deputy: Büro (B. Maier)"


def test_brief_has_only_the_letters_in_use(table: Table) -> None:
    """The narrow long layout has headings instead of columns and drops unused letters."""
    sheet = brief(table)
    assert [head.text for head in sheet.head] == [
        "Channel",
        "★",
        "Responsible (R)",
        "Accountable (A)",
        "Consulted (C)",
        "Informed (I)",
    ]
    assert sheet.headings == (
        (1, "Eigene Medien"),
        (5, "Dritte"),
        (6, "Declined on purpose"),
        (7, "Retired"),
    )
