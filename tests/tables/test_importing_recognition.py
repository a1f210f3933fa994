"""Whole documents: which tables, roles, rows and groups are found in them, and what is doubted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.model.error import RaciError
from raci.tables import importing
from raci.tables.importing import Stated
from raci.words import words_in

if TYPE_CHECKING:
    from raci.tables.importing import Imported

Cells = list[tuple[str, str, str]]


def read(text: str, name: str = "plan.md", scheme: str = "") -> Imported:
    """Import a text."""
    return importing.read(text.encode(), name, Stated(scheme=scheme))


def cells(imported: Imported) -> Cells:
    """Return all letters: row, role, letters."""
    return [
        (row.name, role, letters)
        for table in imported.tables
        for row in table.rows
        for role, letters in row.cells.items()
    ]


def doubts(imported: Imported) -> list[str]:
    """Return the doubts as a person reads them."""
    say = words_in("en").say
    return [f"{doubt.place}: {say(doubt.message)}" for doubt in imported.doubts]


PLAIN: Cells = [
    ("Website", "Head", "A"),
    ("Website", "Studio", "R"),
    ("Hotline", "Head", "AR"),
    ("Hotline", "Studio", "I"),
]


def test_roles_as_columns() -> None:
    """The usual matrix comes in as it is, without a doubt."""
    imported = read(
        "| Task | Head | Studio |\n|---|---|---|\n| Website | A | R |\n| Hotline | R/A | I |\n"
    )
    assert cells(imported) == PLAIN
    assert imported.doubts == ()
    assert imported.scheme.name == "RACI"


def test_roles_as_rows() -> None:
    """A matrix whose rows are roles is turned, and its reading says so."""
    imported = read(
        "| Role | Website | Hotline |\n|---|---|---|\n| Head | A | A/R |\n| Studio | R | I |\n"
    )
    assert cells(imported) == PLAIN
    assert "roles in the rows" in words_in("en").say(imported.readings[0].summary)


def test_roles_as_rows_without_a_word_for_it() -> None:
    """Names that sound like roles and one accountable a column are enough to turn a matrix."""
    rows = [
        "| | Design | Build | Run |",
        "|---|---|---|---|",
        "| Product manager | A | C | I |",
        "| Development team | R | A | C |",
        "| Operations lead | I | R | A |",
    ]
    imported = read("\n".join(rows))
    assert imported.tables[0].roles == ("Product manager", "Development team", "Operations lead")


@pytest.mark.parametrize(
    "head",
    [
        "| Task | Responsible | Accountable | Consulted | Informed |",
        "| Task | R | A | C | I |",
        "| Aufgabe | Durchführung (R) | Gesamtverantwortung (A) | Konsultiert | Informiert |",
    ],
)
def test_long_form(head: str) -> None:
    """A column per letter with names in it gives each name its letter."""
    imported = read(
        f"{head}\n|---|---|---|---|---|\n| Website | Studio | Head | Legal (EU), Sales | — |\n"
    )
    assert cells(imported) == [
        ("Website", "Studio", "R"),
        ("Website", "Head", "A"),
        ("Website", "Legal (EU)", "C"),
        ("Website", "Sales", "C"),
    ]


def test_long_form_with_semicolons_keeps_commas() -> None:
    """Where semicolons part names, a comma belongs to one."""
    text = 'Task;R;A\nWebsite;"Huber, A.; Maier, B.";Boss\nShop;"Maier, B.";Boss\n'
    imported = read(text, "x.csv")
    assert imported.tables[0].roles == ("Huber, A.", "Maier, B.", "Boss")


def test_long_form_keeps_rows_of_the_same_name_apart() -> None:
    """Two rows of one name stay two."""
    imported = read("Task,R,A\nReview,Dev,Head\nReview,Ops,Head\n", "x.csv")
    assert [row.cells for row in imported.tables[0].rows] == [
        {"Dev": "R", "Head": "A"},
        {"Ops": "R", "Head": "A"},
    ]


def test_long_form_by_role() -> None:
    """Where rows are roles and the cells name tasks, it is read the other way round."""
    imported = read(
        "| Role | R | A | C |\n|---|---|---|---|\n"
        "| Head | plan | plan, code | -- |\n| Tester | test | -- | code |\n"
    )
    assert ("code", "Head", "A") in cells(imported)
    assert ("code", "Tester", "C") in cells(imported)
    assert "Rows are roles here" in doubts(imported)[0]


def test_ticks_below_letters() -> None:
    """A line per row and role with a tick below a letter is a matrix too."""
    imported = read(
        "Task,Role,R,A\nWebsite,Head,,x\nWebsite,Studio,x,\nHotline,Head,x,x\n", "x.csv"
    )
    assert cells(imported) == [
        ("Website", "Head", "A"),
        ("Website", "Studio", "R"),
        ("Hotline", "Head", "AR"),
    ]


def test_tidy_lines() -> None:
    """A line per row, role and letter is gathered to rows, ids aside, groups kept."""
    imported = read(
        "group_title,action_id,action_name,role_id,role_name,raci\n"
        "Media,web_site,Website,head,Head,A\nMedia,web_site,Website,studio,Studio,R\n"
        "Media,hot_line,Hotline,head,Head,A\nMedia,hot_line,Hotline,head,Head,R\n"
        "Media,hot_line,Hotline,studio,Studio,I\n",
        "x.csv",
    )
    assert cells(imported) == PLAIN
    assert {row.group for row in imported.tables[0].rows} == {"Media"}


def test_bullets_under_headings() -> None:
    """Headings with "key: value" below them are rows."""
    imported = read(
        "# RACI\n\n## Website\n- Responsible: Studio\n- **Accountable:** Head\n\n"
        "## Hotline\n- Responsible: Head\n- Accountable: Head\n- Informed: Studio\n"
    )
    assert cells(imported) == [
        ("Website", "Studio", "R"),
        ("Website", "Head", "A"),
        ("Hotline", "Studio", "I"),
        ("Hotline", "Head", "AR"),
    ]


def test_nested_bullets() -> None:
    """A bullet with its letters in bullets below it is a row."""
    imported = read("- Website\n  - R: Studio\n  - A: Head\n- Shop\n  - R: Head\n  - A: Head\n")
    assert ("Shop", "Head", "AR") in cells(imported)


def test_groups_by_bold_single_cells() -> None:
    """A bold row with nothing in it is the title of the rows below."""
    imported = read(
        "| Task | Head | Studio |\n|---|---|---|\n| **Own media** |\n| Website | A | R |\n"
        "| **Events** | | |\n| Fair | A | R |\n"
    )
    assert [(row.name, row.group) for row in imported.tables[0].rows] == [
        ("Website", "Own media"),
        ("Fair", "Events"),
    ]


def test_groups_by_indentation() -> None:
    """An outline's parents without letters are groups, its leaves without letters are rows."""
    imported = read(
        "Task,Head,Studio\nPrepare,,\n  Website,A,R\n  Milestone,,\nRun,,\n  Hotline,A,R\n",
        "x.csv",
    )
    rows = [(row.name, row.group) for row in imported.tables[0].rows]
    assert rows == [("Website", "Prepare"), ("Milestone", "Prepare"), ("Hotline", "Run")]


def test_groups_by_numbers() -> None:
    """Rows numbered less deeply than the lettered ones below them are groups."""
    imported = read("Task,Head\n1 Plan,\n1.1 Goal,A\n1.2 Budget,R\n2 Do,\n2.1 Build,A\n", "x.csv")
    assert [row.group for row in imported.tables[0].rows] == ["1 Plan", "1 Plan", "2 Do"]


def test_a_group_column_is_filled_down() -> None:
    """A blank in a column of phases repeats what stands above it."""
    imported = read("Phase,Task,Head,Studio\nPlan,Goal,A,R\n,Budget,A,I\nDo,Build,I,A\n", "x.csv")
    assert [row.group for row in imported.tables[0].rows] == ["Plan", "Plan", "Do"]


def test_a_row_without_letters_stays_a_row_and_is_doubted() -> None:
    """A row nobody has a letter on is what the checker looks for: it is not taken for a title."""
    imported = read("Task,Head,Studio\nWebsite,A,R\nKununu,,\nHotline,A,R\n", "x.csv")
    assert [row.name for row in imported.tables[0].rows] == ["Website", "Kununu", "Hotline"]
    assert doubts(imported) == [
        "x.csv:3: A row has no letters; it was kept as a row, but could be the title of a group."
    ]


def test_a_row_of_dashes_is_a_row_without_doubt() -> None:
    """Dashes say that somebody thought about it."""
    imported = read("Task,Head,Studio\nWebsite,A,R\nKununu,-,-\nHotline,A,R\n", "x.csv")
    assert [row.name for row in imported.tables[0].rows] == ["Website", "Kununu", "Hotline"]
    assert imported.doubts == ()


def test_other_columns_become_fields_and_notes() -> None:
    """Numbers, states and remarks are no roles; they are kept with their rows."""
    imported = read(
        "No.,Task,Head,Studio,Status,Remark\n1,Website,A,R,done,soon\n2,Hotline,A,C,open,\n",
        "x.csv",
    )
    assert imported.tables[0].roles == ("Head", "Studio")
    assert [row.meaning.facts for row in imported.tables[0].rows] == [
        {"note": "soon", "fields": {"No.": "1", "Status": "done"}},
        {"fields": {"No.": "2", "Status": "open"}},
    ]
    assert doubts(imported) == []


def test_an_empty_column_between_roles_is_a_role() -> None:
    """A role to whom nothing is given is a role still."""
    imported = read("Task,Head,Sales,Studio\nWebsite,A,,R\nHotline,A,,C\n", "x.csv")
    assert imported.tables[0].roles == ("Head", "Sales", "Studio")


def test_a_legend_is_no_matrix() -> None:
    """Letters that stand beside their words explain the matrix; they are not given to anybody."""
    imported = read(
        "| Letter | Name | Meaning |\n|---|---|---|\n| R | Responsible | does it |\n"
        "| A | Accountable | answers |\n"
        "| C | Consulted | is asked |\n| I | Informed | is told |\n\n"
        "| Task | Head | Studio |\n|---|---|---|\n| Website | A | R |\n| Hotline | AR | I |\n"
    )
    assert cells(imported) == PLAIN


def test_a_legend_below_the_matrix_and_sums_are_no_rows() -> None:
    """What stands below a table on the same sheet is left aside."""
    imported = read(
        "Task,Head,Studio\nWebsite,A,R\nHotline,A/R,I\n"
        "Total,2,1\n,,\nR,Responsible,\nA,Accountable,\n",
        "x.csv",
    )
    assert cells(imported) == PLAIN


def test_counts_below_the_matrix_are_no_matrix() -> None:
    """A table of how many letters each has is not read as letters."""
    imported = read(
        "Task,Head,Studio,Shop,Hall\nWebsite,A,R,C,I\nHotline,A,R,C,I\n,,,,\n"
        ",R,A,C,I\nHead,0,2,0,0\nStudio,2,0,0,0\n",
        "x.csv",
    )
    assert len(imported.tables) == 1
    assert [row.name for row in imported.tables[0].rows] == ["Website", "Hotline"]


def test_several_tables_keep_their_names_and_roles() -> None:
    """Each table of a document is one, named by the heading above it."""
    imported = read(
        "# Plan\n## Web\n\n| Task | Head | Studio |\n|---|---|---|\n| Website | A | R |\n\n"
        "## Phone\n\n| Task | Head | Desk |\n|---|---|---|\n| Hotline | A | R |\n"
    )
    assert [(table.name, table.roles) for table in imported.tables] == [
        ("Web", ("Head", "Studio")),
        ("Phone", ("Head", "Desk")),
    ]


def test_a_head_that_is_not_the_first_row() -> None:
    """Titles above the head are no heads."""
    imported = read(
        "RACI of the year,,\nsince 2020,,\n,,\nTask,Head,Studio\nWebsite,A,R\nHotline,AR,I\n",
        "x.csv",
    )
    assert cells(imported) == PLAIN


def test_short_names_that_look_like_letters_are_heads() -> None:
    """``CIO``, ``CS`` and ``AI`` over letters are roles."""
    imported = read("Task,CIO,CS,AI\nWebsite,A,R,C\nHotline,A,C,R\n", "x.csv")
    assert imported.tables[0].roles == ("CIO", "CS", "AI")


def test_roles_of_one_name_are_told_apart() -> None:
    """Nothing is lost where two columns have one name."""
    imported = read("Task,Team,Team\nWebsite,A,R\n", "x.csv")
    assert cells(imported) == [("Website", "Team", "A"), ("Website", "Team (2)", "R")]
    assert "told apart" in doubts(imported)[0]


def test_odd_cells_become_notes_and_doubts() -> None:
    """A text among letters is kept as a note and told with its place."""
    imported = read("Task,Head,Studio\nWebsite,A,see plan\nHotline,A,R\nShop,A,R\n", "x.csv")
    row = imported.tables[0].rows[0]
    assert (row.cells, row.whys) == ({"Head": "A"}, {"Studio": "see plan"})
    assert doubts(imported) == ["x.csv:2: “see plan” is no letter; kept as a note."]


def test_many_odd_cells_are_counted() -> None:
    """The same odd text is told once, with all rows and roles in which it stands."""
    lines = "".join(f"Task {n},A*,R\n" for n in range(9))
    imported = read(f"Task,Head,Studio\n{lines}", "x.csv")
    assert doubts(imported) == [
        "x.csv:2: The mark in “A*” was not taken over. (8 more cells like it)"
    ]
    [doubt] = imported.doubts
    assert (doubt.table, doubt.roles) == (0, ("Head",))
    assert doubt.rows == tuple(f"Task {n}" for n in range(9))


@pytest.mark.parametrize(
    ("body", "scheme"),
    [
        ("x,A,R,C\ny,I,A,R\n", "RACI"),
        ("x,A,R,S\ny,I,A,R\n", "RASCI"),
        ("x,D,A,C\ny,I,D,A\n", "DACI"),
        ("x,A,R,O\ny,I,A,R\n", "CAIRO"),
        ("x,Approver,Driver,Contributor\ny,Informed,Approver,Driver\n", "RACI"),
    ],
)
def test_the_scheme_shows_in_the_letters(body: str, scheme: str) -> None:
    """The smallest usual scheme that has all letters is taken."""
    assert read(f"Task,Head,Studio,Desk\n{body}", "x.csv").scheme.name == scheme


def test_a_named_scheme_is_believed() -> None:
    """A heading that names the scheme decides between those that fit."""
    imported = read(
        "# RASIC\n\n| Task | Head | Desk |\n|---|---|---|\n| x | A | R |\n| y | A | S |\n"
    )
    assert imported.scheme.name == "RASIC"


@pytest.mark.parametrize(
    "text", ["Task,Head,Desk\nRATSI,A,R\nPress,A,RA\n", "Task,RATSI,Desk\nFairs,A,R\nPress,A,RA\n"]
)
def test_a_name_that_is_also_that_of_a_scheme_names_no_scheme(text: str) -> None:
    """A row or a role may be called anything; its name is no statement on the letters."""
    assert read(text, "x.csv").scheme.name == "RACI"


def test_a_given_scheme_overrides() -> None:
    """What the user says is not discussed; letters that it does not have are told."""
    imported = read("Task,Head,Desk\nx,A,R\ny,A,D\n", "x.csv", scheme="daci")
    assert imported.scheme.name == "DACI"
    assert any("“R” is no letter" in text for text in doubts(imported))


def test_an_unknown_scheme_is_refused() -> None:
    """A scheme that does not exist is no scheme."""
    with pytest.raises(RaciError):
        read("Task,Head\nx,A\n", "x.csv", scheme="XYZ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Just prose about RACI: Responsible, Accountable, Consulted, Informed.\n", "x.md"),
        ("| Role | Does |\n|---|---|\n| Head | leads |\n| Desk | answers |\n", "x.md"),
        ("nation,office,phone\nIN,SDM Patiala,+91-175\nBR,CETESB,+55-11\n", "raci.csv"),
        ('[{"name": "Racing club", "code": "1"}, {"name": "Club R", "code": "2"}]', "raci.json"),
        ("<p>No table, only text</p>", "x.html"),
        ("| Task | Head |\n|---|---|\n| to fill in | |\n", "x.md"),
        ("Priority,Ticket\nA,Fix it\nB,Test it\nC,Ship it\n", "x.csv"),
    ],
)
def test_what_holds_no_matrix_is_refused(text: str, name: str) -> None:
    """False friends are refused with a sentence that says what is missing."""
    with pytest.raises(RaciError) as refused:
        read(text, name)
    assert "matrix" in words_in("en").say(refused.value.text)


def test_the_json_contract() -> None:
    """The answer has the form of the interface page, doubts in the user's language."""
    imported = read(
        "Phase,Task,Head,Desk\nWeb,Site,A/R,\nWeb,Shop,see plan,R\nWeb,Fax,A,C\n", "x.csv"
    )
    assert importing.to_json(imported, words_in("de")) == {
        "version": 1,
        "tables": [
            {
                "name": "",
                "roles": ["Head", "Desk"],
                "rows": [
                    {"name": "Site", "group": "Web", "cells": {"Head": "AR"}},
                    {"name": "Shop", "group": "Web", "cells": {"Desk": "R"}},
                    {"name": "Fax", "group": "Web", "cells": {"Head": "A", "Desk": "C"}},
                ],
            }
        ],
        "doubts": [
            {
                "place": "x.csv:3",
                "message": "„see plan“ ist kein Buchstabe; als Notiz behalten.",
                "table": 0,
                "rows": ["Shop"],
                "roles": ["Head"],
            }
        ],
    }
