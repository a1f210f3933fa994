"""Merging a table into the open file: who is who, what is new, what differs, and the way back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.frozen import replace
from raci.model.edit import Compound
from raci.model.organisation import Duty, Organisation
from raci.model.text import Text
from raci.tables import importing
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.words import words_in
from raci.workspace import Workspace
from raci.workspace.table_import import plan_import
from support import examples

if TYPE_CHECKING:
    from raci.versions.import_plan import ImportPlan

TODAY = dt.date(2026, 11, 21)
HEAD = 'format = 1\n\n[organisation]\nname = "Haus"  # ours\n'
TEXT = (
    HEAD
    + """
[departments.leitung]
name = "Leitung"

[roles.inhaberin]
name = "Inhaberin"
department = "leitung"

[roles.buero]
name = "Büro"
short = "BÜ"

[portfolio.raci]
inhaberin = "A"

[channels.website]
name = "Website"  # since 1998

[channels.website.raci]
inhaberin = "A"
buero = { letters = "R", until = 2027-01-31 }

[channels.website.duties.implementation]
buero = "R"

[channels.hotline]
name = "Hotline"
raci = { inhaberin = "A" }
"""
)
JUST = Text("x")


def opened(text: str = TEXT) -> Workspace:
    """Return an open file."""
    return Workspace(Document.parse(text, NAMES), today=TODAY)


def read(table: str, name: str = "x.csv") -> importing.Imported:
    """Read a table."""
    return importing.read(table.encode(), name)


def merged(table: str, text: str = TEXT, *, over: bool = False) -> tuple[Workspace, ImportPlan]:
    """Merge a table into a file; assert that one undo gives back the same bytes."""
    space = opened(text)
    found = plan_import(space.document, read(table))
    space.apply(found.edit(JUST, over=over))
    space.document.verify()
    after = space.text
    space.undo()
    assert space.text == text
    assert not space.history.can_undo
    space.redo()
    assert space.text == after
    return space, found


def letters(space: Workspace, channel: str) -> dict[str, str]:
    """Return a channel's letters."""
    cells = space.organisation.channels[channel].raci
    return {role: cell.letters for role, cell in cells.items()}


def test_what_is_missing_is_added() -> None:
    """New roles, new channels and new letters come in the table's order; all else stays."""
    space, found = merged("Task,Desk,Büro,Inhaberin\nFax,A,R,\nHotline,C,R,A\nBlog,A,R,R\n")
    assert [one.id for one in found.channels] == ["fax", "blog"]
    assert [one.id for one in found.roles] == ["desk"]
    assert list(space.organisation.channels) == ["website", "hotline", "fax", "blog"]
    assert letters(space, "hotline") == {"inhaberin": "A", "desk": "C", "buero": "R"}
    assert letters(space, "blog") == {"desk": "A", "buero": "R", "inhaberin": "R"}
    assert not found.differing
    assert "# since 1998" in space.text


@pytest.mark.parametrize(
    ("role", "row"),
    [("INHABERIN", "hotline"), ("inhaberin", "HOT\u00adLINE"), (" Inhaberin ", "Hotline")],
)
def test_names_are_compared_without_case_and_blanks(role: str, row: str) -> None:
    """What differs only in case, blanks or invisibles is the same."""
    found = plan_import(opened().document, read(f"Task,{role},Büro\n{row},A,R\nWebsite,A,R\n"))
    assert not found.roles
    assert not found.channels
    assert [(one.role, one.new) for one in found.missing] == [("Büro", "R")]


def test_decomposed_letters_and_column_heads_are_the_same_role() -> None:
    """A name in another normal form is found, and so is a role by its column head."""
    for name in ("Bu\u0308ro", "BÜ", "buero"):
        found = plan_import(opened().document, read(f"Task,Inhaberin,{name}\nHotline,A,R\n"))
        assert not found.roles, name


def test_a_name_is_a_surer_sign_than_a_column_head() -> None:
    """Where a table has both, the head is another role."""
    found = plan_import(opened().document, read("Task,BÜ,Büro\nHotline,,R\nWebsite,A,\n"))
    assert [one.values["name"] for one in found.roles] == ["BÜ"]
    assert [one.edit.role for one in found.missing] == ["buero", "bue"]


def test_differing_letters_stay_unless_chosen() -> None:
    """They are told; taking them over keeps the last day that stood there."""
    table = "Task,Inhaberin,Büro\nWebsite,I,A/R\nFax,A,R\n"
    kept, found = merged(table)
    assert [(one.role, one.old, one.new) for one in found.differing] == [
        ("Inhaberin", "A", "I"),
        ("Büro", "R", "AR"),
    ]
    assert letters(kept, "website") == {"inhaberin": "A", "buero": "R"}
    over, _ = merged(table, over=True)
    assert letters(over, "website") == {"inhaberin": "I", "buero": "AR"}
    assert over.organisation.channels["website"].raci["buero"].until == dt.date(2027, 1, 31)


def test_empty_cells_say_nothing() -> None:
    """What the file alone knows is neither taken out nor told."""
    _, found = merged("Task,Inhaberin,Büro\nWebsite,,R\nHotline,A,\n", over=True)
    assert not found.adds
    assert not found.differing


def test_letters_of_another_scheme_are_those_that_mean_the_same() -> None:
    """Driver becomes R; what the file's scheme cannot say is told and left out."""
    space, found = merged("DACI,Inhaberin,Büro\nFax,A,D\nBlog,D,A\n")
    assert letters(space, "fax") == {"inhaberin": "A", "buero": "R"}
    assert not found.left_out
    space, found = merged("Task,Inhaberin,Büro,Desk\nFax,A,R,S\nBlog,A,R,S\n")
    assert [(one.row, one.role, one.letters) for one in found.left_out] == [
        ("Fax", "Desk", "S"),
        ("Blog", "Desk", "S"),
    ]
    assert letters(space, "fax") == {"inhaberin": "A", "buero": "R"}


def test_annotations_become_reasons() -> None:
    """A note in a cell is kept as why, in new channels and in letters that were there."""
    table = "Task,Inhaberin,Büro\nFax,A (until May),R\nHotline,A (only nights),R\n"
    space, found = merged(table)
    assert "until May" in (space.organisation.channels["fax"].raci["inhaberin"].why or "")
    hotline = space.organisation.channels["hotline"].raci["inhaberin"]
    assert (hotline.letters, "only nights" in (hotline.why or "")) == ("A", True)
    assert not found.differing


def test_departments_and_groups_come_along() -> None:
    """A department of that name is used, another one added; new rows keep their group."""
    table = (
        "<table><tr><th></th><th colspan=2>Leitung</th><th>Haus</th></tr>"
        "<tr><th>Task</th><th>Inhaberin</th><th>Prokura</th><th>Küche</th></tr>"
        "<tr><td>Fax</td><td>A</td><td>R</td><td>C</td></tr>"
        "<tr><td>Blog</td><td>A</td><td>R</td><td>C</td></tr></table>"
    )
    space = opened()
    found = plan_import(space.document, importing.read(table.encode(), "x.html"))
    space.apply(found.edit(JUST))
    assert space.organisation.roles["prokura"].department == "leitung"
    assert space.organisation.roles["kueche"].department == "haus"
    assert list(space.organisation.departments) == ["leitung", "haus"]
    space, _ = merged(
        "Group,Task,Inhaberin,Büro\nPrint,Flyer,A,R\nPrint,Poster,A,R\nWeb,Blog,A,R\n"
    )
    assert space.organisation.channels["poster"].group == "Print"


def test_duties_and_the_portfolio_are_no_new_channels() -> None:
    """Rows as our own tables name them are found where they belong."""
    table = (
        "Kanal,Inhaberin,Büro\nWahl und Mischung der Kanäle,A,R\nWebsite,A,R\n"
        "↳ Umsetzung,I,R\nHotline: Content,A,R\n"
    )
    space, found = merged(table)
    assert not found.channels
    assert space.organisation.portfolio is not None
    assert space.organisation.portfolio["buero"].letters == "R"
    website, hotline = (space.organisation.channels[one].duties for one in ("website", "hotline"))
    assert website[Duty.IMPLEMENTATION]["inhaberin"].letters == "I"
    assert hotline[Duty.CONTENT]["buero"].letters == "R"


@pytest.mark.parametrize(
    ("form", "layout"),
    [
        *((form, Layout.GRID) for form in ("markdown", "csv", "xlsx", "html", "json")),
        *((form, Layout.LONG) for form in ("csv", "html", "json")),
    ],
)
def test_exports_with_duties_are_found_again(form: str, layout: Layout) -> None:
    """In their own file they change nothing; an empty one gets duties and the portfolio row.

    Other lists carry neither the file nor ids: they are read as anybody's.
    """
    document = opened().document
    table = replace(
        from_organisation(document.organisation, words_in("de"), TODAY, {}), file=document.data
    )
    content = FORMATS[form].write(table, layout, Options())
    data = content.encode() if isinstance(content, str) else content
    back = importing.read(data, "x" + FORMATS[form].endings[0])
    assert plan_import(opened().document, back).edit(JUST, over=True) == Compound((), JUST)
    space = opened(HEAD)
    found = plan_import(space.document, back)
    space.apply(found.edit(JUST))
    space.document.verify()
    assert [one.values["name"] for one in found.channels] == ["Website", "Hotline"]
    assert [str(one.row) == one.row for one in found.missing] == [False]
    organisation = space.organisation
    assert organisation.portfolio is not None
    assert organisation.portfolio["inhaberin"].letters == "A"
    website = organisation.channels["website"]
    assert website.duties[Duty.IMPLEMENTATION]["buero"].letters == "R"
    assert website.raci["buero"].letters == "R"


def test_references_of_our_json_become_those_of_the_file() -> None:
    """Links, deputies and lines of reporting speak of entries by the ids that they have here."""
    text = TEXT.replace("buero", "office") + (
        '[channels.blog]\nname = "Blog"\ncombines_with = ["website", "press"]\n'
        '[channels.press]\nname = "Presse"\n'
        '[roles.shop]\nname = "Laden"\ndeputy = "office"\nreports_to = ["inhaberin"]\n'
    )
    table = from_organisation(opened(text).organisation, words_in("de"), TODAY, {})
    back = importing.read(
        str(FORMATS["json"].write(table, Layout.GRID, Options())).encode(), "x.json"
    )
    space = opened(TEXT)
    space.apply(plan_import(space.document, back).edit(JUST))
    space.document.verify()
    assert space.organisation.roles["laden"].deputies == ("buero",)
    assert space.organisation.roles["laden"].reports_to == ("inhaberin",)
    assert space.organisation.channels["blog"].combines_with == ("website", "presse")


def test_an_empty_file_takes_over_the_scheme() -> None:
    """Where there is no row yet, nothing has to be translated."""
    space, found = merged("Task,Boss,Desk,Shop\nFax,A,R,S\nBlog,A,R,S\n", HEAD)
    assert found.scheme is not None
    assert space.organisation.scheme.name == "RASCI"
    assert letters(space, "fax")["shop"] == "S"


def test_nothing_new_is_no_step() -> None:
    """A table that says what the file says leaves no trace in the history."""
    space = opened()
    found = plan_import(space.document, read("Task,Inhaberin,Büro\nWebsite,A,R\n"))
    space.apply(found.edit(JUST, over=True))
    assert (space.text, space.history.can_undo) == (TEXT, False)


def test_entries_that_are_not_understood_stay_where_they_are() -> None:
    """A table that holds nothing sound is not taken for one that is not there."""
    space = opened(HEAD + '\n[channels]\nfax = "broken"\n')
    table = "Task,Boss,Desk\nFax,A,R\nBlog,A,R\n"
    space.apply(plan_import(space.document, read(table)).edit(JUST))
    assert 'fax = "broken"' in space.text
    assert list(space.organisation.channels)[-2:] == ["fax_2", "blog"]


def test_many_rows_are_written_as_one() -> None:
    """Of a thousand new rows in a file without any there is one edit, not a thousand."""
    rows = "".join(f"Way {at},A,R\n" for at in range(1000))
    found = plan_import(opened(HEAD).document, read(f"Task,Boss,Desk\n{rows}"))
    assert len(found.channels) == 1000
    assert len(found.edit(JUST).edits) == 2


names = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=3, max_size=12
).filter(lambda name: sum(map(str.isalpha, name)) > 2)
tables = st.tuples(
    st.lists(names, min_size=3, max_size=5, unique_by=lambda name: name.strip().casefold()),
    st.lists(names, min_size=3, max_size=5),
    st.lists(st.sampled_from(("A", "R", "C", "I", "AR", "")), min_size=5, max_size=20),
)
often = settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow])


def imported(made: tuple[list[str], list[str], list[str]]) -> importing.Imported:
    """Return a matrix of such roles, rows and letters as if it had been read."""
    roles, rows, given = made
    read_rows = []
    for place, name in enumerate(rows):
        row = [given[(place * len(roles) + at) % len(given)] for at in range(len(roles))]
        row[place % len(roles)] = "A"
        cells = {role: letter for role, letter in zip(roles, row, strict=True) if letter}
        read_rows.append(importing.ImportedRow(name, "Gruppe" if place % 2 else "", cells))
    table = importing.ImportedTable("", tuple(roles), tuple(read_rows))
    return importing.Imported((table,), (), Organisation().scheme)


def cells_of(organisation: Organisation) -> list[tuple[str, dict[str, str]]]:
    """Return the letters of all rows by the names of the roles."""
    return [
        (
            channel.name,
            {organisation.roles[role].name: cell.letters for role, cell in channel.raci.items()},
        )
        for channel in organisation.channels.values()
    ]


@often
@given(tables)
def test_an_empty_file_becomes_what_the_import_writes(
    made: tuple[list[str], list[str], list[str]],
) -> None:
    """The same cells as those of ``raci import``, doing it twice adds nothing, undo is exact."""
    table = imported(made)
    space = opened(HEAD)
    space.apply(plan_import(space.document, table).edit(JUST))
    written = Document.parse(compose(importing.to_values(table, "Haus", "en")), NAMES).organisation
    assert cells_of(space.organisation) == cells_of(written)
    again = plan_import(space.document, table)
    assert again.edit(JUST, over=True) == Compound((), JUST)
    space.document.verify()
    space.undo()
    assert space.text == HEAD


@pytest.mark.parametrize("form", ["markdown", "csv", "xlsx", "html", "json"])
@settings(often, max_examples=examples(6))
@given(tables)
def test_its_own_export_changes_nothing(
    form: str, made: tuple[list[str], list[str], list[str]]
) -> None:
    """What a file exports is found again in it, whatever its names are."""
    text = compose(importing.to_values(imported(made), "Haus", "en"))
    space = opened(text)
    organisation = space.organisation
    table = from_organisation(organisation, words_in("en"), TODAY, {})
    content = FORMATS[form].write(table, Layout.GRID, Options())
    data = content.encode() if isinstance(content, str) else content
    back = importing.read(data, "x" + FORMATS[form].endings[0])
    assert plan_import(space.document, back).edit(JUST, over=True) == Compound((), JUST)
