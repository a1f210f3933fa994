import datetime as dt

import pytest

from raci.model.organisation import Cell, Channel, Kind, Organisation, Role, Status
from raci.model.scheme import SCHEMES, Letter, Part, Scheme
from raci.tables.formats import by_ending
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.words import words_in

TODAY = dt.date(2026, 11, 21)


def _table(organisation: Organisation, language: str = "en") -> Table:
    return from_organisation(organisation, words_in(language), TODAY, {})


def test_columns_stand_by_department(table: Table) -> None:
    """Columns stand in the order of departments, roles without one last."""
    assert [column.id for column in table.columns] == ["inhaberin", "buero", "kueche", "it", "gast"]
    assert [(span.name, span.width) for span in table.departments] == [
        ("Leitung", 1),
        ("Haus", 2),
        ("EDV", 1),
        ("", 1),
    ]


def test_groups_stand_in_order_and_inactive_rows_apart(table: Table) -> None:
    """Groups stand as they first appear; declined and retired channels follow at the end."""
    assert [(group.title, [row.label for row in group.rows]) for group in table.groups] == [
        ("Eigene Medien", ["Website", "Implementation", "Prospekt", "Aushang"]),
        ("Dritte", ["Portal | Gäste"]),
        ("Declined on purpose", ["TikTok"]),
        ("Retired", ["Fax"]),
    ]


def test_kinds_are_the_groups_where_no_channel_names_one() -> None:
    """Without any group, rows are grouped by kind under translated headings."""
    channels = (
        Channel("a", "A", kind=Kind.NEW),
        Channel("b", "B", kind=Kind.TRADITIONAL),
        Channel("c", "C", kind=Kind.NEW),
    )
    table = _table(Organisation(channels={one.id: one for one in channels}), "de")
    assert [(group.title, len(group.rows)) for group in table.groups] == [
        ("Neue Kanäle", 2),
        ("Traditionelle Kanäle", 1),
    ]


def test_a_group_that_is_called_like_a_status_keeps_its_rows() -> None:
    """Channels of a group named "planned" stand beside those that are planned."""
    channels = (Channel("a", "A", group="planned"), Channel("b", "B", status=Status.PLANNED))
    table = _table(Organisation(channels={one.id: one for one in channels}))
    assert [(group.title, [row.label for row in group.rows]) for group in table.groups] == [
        ("planned", ["A"]),
        ("Planned", ["B"]),
    ]


def test_duties_without_letters_are_no_rows(table: Table) -> None:
    """A duty's empty table makes no row; one with letters stands below its channel."""
    rows = [row for _, row in table.rows() if row.id == "website"]
    assert [row.duty for row in rows] == [None, "implementation"]
    assert rows[1].channel == "Website"


def test_cells_know_who_leads_and_who_alarms(table: Table) -> None:
    """A leader's A leads, an outsider's A alarms, and other letters do neither."""
    cells = {row.id: row.cells for _, row in table.rows() if row.duty is None}
    assert cells["website"]["inhaberin"].leads
    assert not cells["website"]["buero"].leads
    assert cells["portal"]["it"].alarm
    assert not cells["website"]["it"].alarm
    assert "kueche" not in cells["website"]


def test_cells_that_say_the_same_are_shared(table: Table) -> None:
    """Equal cells without a note are one value, so that a big matrix stays small in memory."""
    portfolio = table.portfolio
    assert portfolio is not None
    website = next(row for _, row in table.rows() if row.id == "website")
    assert portfolio.cells["inhaberin"] is website.cells["inhaberin"]


def test_rows_bear_the_mark_of_their_standing(table: Table) -> None:
    """Rows are marked by distance; rows without a standing have no mark."""
    marks = {row.id: row.mark for _, row in table.rows() if row.duty is None}
    assert marks == {
        None: "",
        "website": "★",
        "prospekt": "★1",
        "portal": "☆",
        "aushang": "☆",
        "fax": "",
        "tiktok": "",
    }


def test_roles_of_the_same_name_are_told_apart() -> None:
    """Two roles of one name get their heads in brackets; others keep their names."""
    roles = (Role("a", "Verkauf", short="V1"), Role("b", "Verkauf", short="V2"), Role("c", "IT"))
    table = _table(Organisation(roles={role.id: role for role in roles}))
    assert [column.label for column in table.columns] == ["Verkauf (V1)", "Verkauf (V2)", "IT"]


def test_a_role_may_be_named_as_another_is_told_apart() -> None:
    """Labels are unique even where a name looks like a made one."""
    names = ("X", "X", "X (ONE)")
    roles = {
        str(n): Role(str(n), name, short="ONE" * (not n) or None) for n, name in enumerate(names)
    }
    labels = [column.label for column in _table(Organisation(roles=roles)).columns]
    assert len(set(labels)) == 3


def test_labels_of_named_schemes_are_translated_and_own_ones_are_not() -> None:
    """A named scheme's labels speak the table's language; a file's own are its text."""
    assert [entry.label for entry in _table(Organisation(scheme=SCHEMES["RACI"]), "de").legend] == [
        "Durchführung",
        "Gesamtverantwortung",
        "konsultiert",
        "informiert",
    ]
    own = Scheme("X", {"A": Letter("A", Part.ACCOUNTABLE, "Responsible")}, own=True)
    assert _table(Organisation(scheme=own), "de").legend[0].label == "Responsible"


def test_the_row_name_of_the_file_wins() -> None:
    """What a row is called comes from the file, else from the language."""
    assert _table(Organisation(row_name="Aufgabe"), "en").row_name == "Aufgabe"
    assert _table(Organisation(), "de").row_name == "Kanal"


def test_letters_that_the_scheme_does_not_know_play_no_part() -> None:
    """A cell whose letter is unknown still stands there, in no part."""
    organisation = Organisation(
        roles={"r": Role("r", "R")}, channels={"c": Channel("c", "C", raci={"r": Cell("Q")})}
    )
    cell = _table(organisation).groups[0].rows[0].cells["r"]
    assert (cell.letters, cell.first) == ("Q", None)


@pytest.mark.parametrize(
    ("name", "form"),
    [("A.MD", "markdown"), ("x.tab", "tsv"), ("b.htm", "html"), ("c.gv", "dot"), ("d.toml", None)],
)
def test_a_file_s_ending_names_its_format(name: str, form: str | None) -> None:
    """The ending says the format, in capitals too; a foreign one says nothing."""
    found = by_ending(name)
    assert (found.name if found else None) == form
