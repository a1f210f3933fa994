"""What rows are, by how they are set and what stands around them; heads and cells of all kinds."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it ships no types

from raci.model.error import RaciError
from raci.tables import importing
from raci.words import words_in

if TYPE_CHECKING:
    from raci.tables.importing import Imported

pytestmark = pytest.mark.apart

ENGLISH = words_in("en")


def read(text: str, name: str = "x.csv") -> Imported:
    """Import a text."""
    return importing.read(text.encode(), name)


def cells(imported: Imported) -> list[tuple[str, str, str, str]]:
    """Return group, row, role and letters of all cells."""
    return [
        (row.group, row.name, role, "".join(sorted(letters)))
        for table in imported.tables
        for row in table.rows
        for role, letters in row.cells.items()
    ]


def told(imported: Imported) -> str:
    """Return all doubts as a text."""
    return "\n".join(ENGLISH.say(doubt.message) for doubt in imported.doubts)


GROUPED = [
    ("Task", "Head", "Desk"),
    ("Before", "", ""),
    ("Website", "A", "R"),
    ("Leaflet", "A", "R"),
    ("After", "", ""),
    ("Hotline", "I", "A"),
    ("Fair", "", ""),
]
TITLED = [
    ("Before", "Website", "Head", "A"),
    ("Before", "Website", "Desk", "R"),
    ("Before", "Leaflet", "Head", "A"),
    ("Before", "Leaflet", "Desk", "R"),
    ("After", "Hotline", "Head", "I"),
    ("After", "Hotline", "Desk", "A"),
]


@pytest.mark.parametrize(
    "look", [{"bold": True}, {"bg_color": "#DDEEFF"}, {"font_size": 16}, {"bold": 1, "italic": 1}]
)
def test_titles_of_a_workbook_by_how_they_are_set(look: dict[str, object]) -> None:
    """In Excel a row without letters that is bold, filled or larger is a title; others are not."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        title = book.add_format(look)
        for at, row in enumerate(GROUPED):
            sheet.write_row(at, 0, row, title if row[0] in {"Before", "After"} else None)
    found = importing.read(stream.getvalue(), "x.xlsx")
    assert cells(found) == TITLED
    assert [row.name for row in found.tables[0].rows][-1] == "Fair"


def test_titles_of_a_page_by_how_they_are_set() -> None:
    """In HTML classes, colours and bold type set titles apart."""
    for look in ('class="s3"', 'bgcolor="#ccc"', 'style="background-color: #eee"'):
        rows = "".join(
            f"<tr {look if row[0] in {'Before', 'After'} else ''}>"
            + "".join(f"<td>{text}</td>" for text in row)
            + "</tr>"
            for row in GROUPED
        )
        assert cells(read(f"<table>{rows}</table>", "x.html")) == TITLED


def test_a_matrix_that_begins_with_a_title() -> None:
    """Rows without letters, the first one right below the head, are read as titles, and told."""
    text = "\n".join(",".join(row) for row in GROUPED[:-1])
    found = read(text)
    assert cells(found) == TITLED
    assert "2 rows have no letters, this one first; they were read as titles" in told(found)


def test_bullets_are_deeper_than_names_without() -> None:
    """Names behind a dash or a bullet stand below the name without one."""
    found = read("Task,Head,Desk\nPlan,,\n– Goal,A,R\nBuild,,\n– Wall,A,R\n– Roof,R,A\n")
    assert [row.group for row in found.tables[0].rows] == ["Plan", "Build", "Build"]


@pytest.mark.parametrize(
    "heads",
    [
        "role_responsible,role_accountable,role_consulted,role_informed",
        "R Responsible,A Accountable,C Consulted,I Informed",
        "Responsible / R,Accountable / A,Consulted / C,Informed / I",
        "Responsible - R,Accountable - A,Consulted - C,Informed - I",
    ],
)
def test_heads_that_say_letters(heads: str) -> None:
    """Heads of columns with names say their letter in many ways."""
    found = read(f"Task,{heads}\nWebsite,Studio,Head,Desk,Board\nHotline,Desk,Head,Studio,Board\n")
    assert ("", "Website", "Head", "A") in cells(found)
    assert len(cells(found)) == 8


def test_a_head_of_words_is_no_head_of_roles() -> None:
    """Names that could mean letters (Owner, Reviewer) are names below heads of letters."""
    found = read(
        "Area,Responsible,Accountable,Consulted\nCore,Worker,Owner,Reviewer\n"
        "Docs,Writer,Owner,Reviewer\nShop,Worker,Lead,Owner\n"
    )
    assert ("", "Core", "Owner", "A") in cells(found)
    assert ("", "Shop", "Owner", "C") in cells(found)
    assert len(cells(found)) == 9


def test_a_row_that_repeats_the_letters_is_a_title() -> None:
    """Below columns of names, a row with R, A, C and I in their own columns names nobody."""
    found = read(
        "Task,Responsible,Accountable,Consulted,Informed\nFlyer,Ann,Bob,Team,Team\n"
        "Shop,R,A,C,I\nPrices,Ann,Bob,Team,Team\nOffers,Bob,Ann,Team,Team\n"
    )
    assert found.tables[0].roles == ("Ann", "Bob", "Team")
    assert [row.group for row in found.tables[0].rows] == ["", "Shop", "Shop"]


def test_letters_of_an_unknown_scheme() -> None:
    """Of a list with a letter that no scheme has, the others are read and this one is told."""
    found = read('Task,Head,Desk\nWebsite,"R,A,Q","C,Q"\nHotline,A,R\nShop,"A,Q",I\n')
    assert ("", "Website", "Head", "AR") in cells(found)
    assert found.tables[0].rows[0].whys == {"Head": "R,A,Q", "Desk": "C,Q"}
    assert "Not all of “R,A,Q” are letters of RACI; read as" in told(found)


def test_codes_are_no_letters() -> None:
    """``AC-12`` is a code, not the letters A and C with a note."""
    text = "Control,Threats\nLogin,AC-12\nBackup,AC-13\nPatching,AC-14\n"
    with pytest.raises(RaciError, match="no responsibility matrix"):
        read(text)


def test_departments_below_the_roles() -> None:
    """A second row of the head that repeats itself says the departments of the roles above it."""
    found = read(
        "Aufgabe,Chef,Verkäufer,Monteur,Fahrer\n,Büro,Büro,Werk,Werk\nAngebot,A,R,C,\nEinbau,I,C,A,R\n"
    )
    assert found.tables[0].roles == ("Chef", "Verkäufer", "Monteur", "Fahrer")
    assert found.tables[0].departments["Fahrer"] == "Werk"


def test_ranges_of_keys() -> None:
    """``A1–A3`` names three where such keys stand alone elsewhere; that is told."""
    found = read("Task,R,A,I\nPlan,A4,A5,A1–A3\nBuild,A1,A5,A2\n")
    assert ("", "Plan", "A2", "I") in cells(found)
    assert "from the first to the last: A1–A3" in told(found)


def test_roles_that_stand_once_for_several_rows() -> None:
    """In records the role may stand in its first row alone, as the task may."""
    found = read("Role,Task,R,A,C\nHead,Plan,,x,\n,Budget,,x,\nDesk,Plan,x,,\n,Phone,x,x,\n")
    assert ("", "Budget", "Head", "A") in cells(found)
    assert ("", "Phone", "Desk", "AR") in cells(found)


def test_a_list_below_a_heading_that_names_the_scheme() -> None:
    """In “RACI – Sports lead” the role is what stands beside the scheme's name."""
    found = read(
        "# RACI – Sports lead\n\n## RACI by activity\n\n- Season plan: **A**\n- Referees: **C**\n"
        "- Summer party: **I**\n- Budget: **C**\n- Training times: **A**\n",
        "x.md",
    )
    assert found.tables[0].roles == ("Sports lead",)
    assert ("", "Referees", "Sports lead", "C") in cells(found)


def test_legends_whose_symbols_stand_apart() -> None:
    """A legend whose symbols have blank cells between them, as merged ones do, is no role."""
    found = read(
        "Task,Head,Desk,,,\nWebsite,A,R,,R,does the work\nHotline,A,C,,,\n"
        "Shop,R,A,,A,answers for it\n"
        "Fair,A,I,,,\n,,,,C,is consulted\n,,,,I,is informed\n"
    )
    assert found.tables[0].roles == ("Head", "Desk")
    assert len(cells(found)) == 8


def test_tasks_that_are_called_like_legends() -> None:
    """A task called “Letter” or “Code” that nobody has a letter on is a row like others."""
    found = read("Task,Head,Desk\nWebsite,A,R\nLetter,,\nCode,-,-\nHotline,R,A\n")
    assert [row.name for row in found.tables[0].rows] == ["Website", "Letter", "Code", "Hotline"]


def test_heads_in_the_plural_say_letters() -> None:
    """Contributors and approvers are as good as contributor and approver."""
    found = read(
        'Decision,Driver,Approvers,Contributors\nWebsite,Desk,Head,"Studio, Shop"\n'
        "Hotline,Shop,Head,Desk\n"
    )
    assert ("", "Website", "Studio", "C") in cells(found)
    assert len(cells(found)) == 7


def test_a_list_that_explains_letters_names_nobody() -> None:
    """Lines that say what letters mean are no row, whatever stands below them."""
    text = (
        "## Who\n- R (Responsible): does the work\n- A (Accountable): answers, approves\n"
        "- C (Consulted): is consulted before\n- I (Informed): is informed\n\n"
        "- A: Head, Desk\n- Lead: Desk\n"
    )
    with pytest.raises(RaciError):
        read(text, "x.md")


def test_a_title_at_the_end_is_no_row() -> None:
    """What is set like the titles above, with no row below it, is left aside and told."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet, bold = book.add_worksheet("Matrix"), book.add_format({"bold": True})
    for number, (name, *letters) in enumerate(GROUPED):
        sheet.write(number, 0, name, bold if name in {"Before", "After", "Fair"} else None)
        sheet.write_row(number, 1, letters)
    book.close()
    found = importing.read(stream.getvalue(), "x.xlsx")
    assert cells(found) == TITLED
    assert [row.name for row in found.tables[0].rows] == ["Website", "Leaflet", "Hotline"]
    assert told(found) == "“Fair” is the title of a group without rows; left aside."


def test_heads_that_come_again_title_groups() -> None:
    """Where the head comes again with another text above the names, such texts are titles."""
    found = read(
        "PLAN,Head,Desk,Shop\nWebsite,A,R,I\nLeaflet,A,R,\n"
        "RUN,Head,Desk,Shop\nHotline,I,A,R\nCounter,I,A,R\n"
    )
    assert [(row.group, row.name) for row in found.tables[0].rows] == [
        ("PLAN", "Website"),
        ("PLAN", "Leaflet"),
        ("RUN", "Hotline"),
        ("RUN", "Counter"),
    ]


def test_a_name_beside_its_column_is_taken_and_told() -> None:
    """A row whose name stands one column further keeps its letters."""
    found = read("Task,,Head,Desk\nWebsite,,A,R\nLeaflet,,A,R\n,Hotline,I,A\nCounter,,A,R\n")
    assert ("", "Hotline", "Desk", "A") in cells(found)
    assert "what stands beside was taken: Hotline" in told(found)


def test_tables_side_by_side_are_tables_of_their_own() -> None:
    """A blank column parts two tables, each with names and letters, whatever their heights."""
    found = read(
        "Plan,Head,Desk,Shop,,Run,Head,Desk,Shop\nWebsite,A,R,I,,Hotline,I,A,R\n"
        "Leaflet,A,R,,,Counter,A,R,C\nPoster,A,I,R,,,,,\n,,,,,Fair,I,A,R\n"
    )
    assert [[row.name for row in table.rows] for table in found.tables] == [
        ["Website", "Leaflet", "Poster"],
        ["Hotline", "Counter", "Fair"],
    ]
    assert [table.roles for table in found.tables] == [("Head", "Desk", "Shop")] * 2


def test_roles_behind_a_blank_column_belong_to_the_table_before() -> None:
    """A gap between roles parts nothing: what stands behind it has no names of its own."""
    found = read("Task,Head,Desk,,Agency,Bank\nWebsite,A,R,,C,I\nLeaflet,A,R,,I,\n")
    assert [table.roles for table in found.tables] == [("Head", "Desk", "Agency", "Bank")]


def test_names_before_a_blank_column_are_those_of_the_letters_behind_it() -> None:
    """A gap between names and roles, or heads that say letters, is no border of tables."""
    found = read("Task,,Head,Desk,Agency\nWebsite,,A,R,C\nLeaflet,,A,R,I\n")
    assert [row.name for row in found.tables[0].rows] == ["Website", "Leaflet"]
    found = read(
        "Channel,,Responsible (R),Accountable (A),Informed (I),Notes\n"
        "Website,,Desk,Head,,until May\nLeaflet,,Desk,Head,,\nHotline,,,Head,,\n"
    )
    assert [row.name for row in found.tables[0].rows] == ["Website", "Leaflet", "Hotline"]


def test_heads_say_letters_with_words_of_degree() -> None:
    """A primary authority, and those to be consulted, are as good as the words alone."""
    found = read(
        "Decision,Primary authority,To be consulted,Keep informed\n"
        "Scope,Head,Desk,Shop\nRelease,Desk,Head,Shop\n"
    )
    assert ("", "Scope", "Head", "A") in cells(found)
    assert ("", "Release", "Head", "C") in cells(found)
    assert len(cells(found)) == 6
