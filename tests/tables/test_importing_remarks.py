"""What a format says of cells that their texts do not is told: nothing is lost in silence."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped] # it ships no types

from raci.tables import importing
from raci.words import words_in

if TYPE_CHECKING:
    from raci.tables.importing import Imported

Told = list[tuple[str, tuple[str, ...] | None, tuple[str, ...] | None]]


def told(imported: Imported) -> Told:
    """Return what is doubted, and which rows and roles that is about."""
    say = words_in("en").say
    return [(say(one.message), one.rows, one.roles) for one in imported.doubts]


def workbook() -> bytes:
    """Return a workbook that hides, strikes out, comments, and has formulas without values."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Plan")
        for row, texts in enumerate(
            (("Task", "Head", "Desk", "Shop"), ("Web", "A", "R", "I"), ("Fax", "A", "R", "C"))
        ):
            sheet.write_row(row, 0, texts)
        sheet.write_row(3, 0, ["Post", "A", "", "C"])
        sheet.write_formula(3, 2, '=IF(TRUE,"R","")', None, "")
        sheet.write(2, 3, "C", book.add_format({"font_strikeout": True}))
        sheet.write_comment("B2", "until May")
        sheet.write_comment("A3", "few use it")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
    return stream.getvalue()


def test_a_workbook_says_more_than_values() -> None:
    """Hidden, struck out, without a value: each is told with its row and its role."""
    imported = importing.read(workbook(), "plan.xlsx")
    assert told(imported) == [
        ("This row is hidden; it was read all the same.", ("Web",), None),
        ("This column is hidden; it was read all the same.", None, ("Desk",)),
        (
            (
                'The formula “IF(TRUE,"R","")” has no stored value; '
                "open the workbook and save it once."
            ),
            ("Post",),
            ("Desk",),
        ),
        ("“C” is struck out; left out.", ("Fax",), ("Shop",)),
    ]
    web, fax, _ = imported.tables[0].rows
    assert (web.cells, web.whys) == ({"Head": "A", "Desk": "R", "Shop": "I"}, {"Head": "until May"})
    assert (fax.cells, fax.meaning.facts) == ({"Head": "A", "Desk": "R"}, {"note": "few use it"})


def test_struck_out_in_markdown() -> None:
    """Letters that are struck out are left out, names stay."""
    text = "| Task | Head | Desk |\n|---|---|---|\n| Web | ~~A~~ R | A |\n| ~~Fax~~ | A | R |\n"
    imported = importing.read(text.encode(), "plan.md")
    assert [(row.name, dict(row.cells)) for row in imported.tables[0].rows] == [
        ("Web", {"Head": "R", "Desk": "A"}),
        ("Fax", {"Head": "A", "Desk": "R"}),
    ]
    assert told(imported) == [
        ("“A” is struck out; left out.", ("Web",), ("Head",)),
        ("“Fax” is struck out; it was kept.", ("Fax",), None),
    ]


def test_a_quotation_mark_that_is_never_closed() -> None:
    """The line where it opens is told, and the rest is read as rows."""
    text = 'Task,Head,Desk\nWeb,A,R\n"Phone,A,R\nShop,A,C\nBlog,A,I\n'
    imported = importing.read(text.encode(), "plan.csv")
    assert [row.name for row in imported.tables[0].rows] == ["Web", "Phone", "Shop", "Blog"]
    assert [one.place for one in imported.doubts] == ["plan.csv:3"]


def test_two_odd_quotation_marks_swallow_no_row() -> None:
    """Marks on two lines, each with a whole row behind it, are no field of several lines."""
    text = 'Task;Head;Desk\nWeb;A;R\n"Mail;A;I\nFax";A;C\nShop;A;R\n'
    imported = importing.read(text.encode(), "plan.csv")
    assert [row.name for row in imported.tables[0].rows] == ["Web", "Mail", "Fax", "Shop"]


def test_a_head_that_comes_again() -> None:
    """The head on the next page of a print is a head, and no table of its own."""
    text = "Task,Head,Desk\nWeb,A,R\n\nMail,A,R\n\nTask,Head,Desk\nFax,R,A\n"
    [table] = importing.read(text.encode(), "plan.csv").tables
    assert [row.name for row in table.rows] == ["Web", "Mail", "Fax"]


def test_tables_in_fences_are_none_beside_others() -> None:
    """What stands in a fence is an example beside a table, and a table where there is none."""
    example = "```\nTask,Head,Desk\nExample,A,R\nOther,R,A\n```\n"
    table = "\n| Task | Head | Desk |\n|---|---|---|\n| Web | A | R |\n| Fax | R | A |\n"
    both = importing.read((example + table).encode(), "plan.md")
    assert [row.name for one in both.tables for row in one.rows] == ["Web", "Fax"]
    alone = importing.read(example.encode(), "plan.md")
    assert [row.name for row in alone.tables[0].rows] == ["Example", "Other"]


def test_letters_of_another_language() -> None:
    """A legend says what letters mean; RACI's own letters for that are read, and it is told."""
    text = (
        "| Tätigkeit | Leitung | Büro |\n|---|---|---|\n| Web | V | D |\n| Fax | V/D | I |\n\n"
        "D = Durchführung, V = Gesamtverantwortung, I = Information\n"
    )
    imported = importing.read(text.encode(), "plan.md")
    assert [dict(row.cells) for row in imported.tables[0].rows] == [
        {"Leitung": "A", "Büro": "R"},
        {"Leitung": "AR", "Büro": "I"},
    ]
    assert "D is R, V is A" in told(imported)[0][0]


def test_words_beside_each_other() -> None:
    """What a loose word means is decided with the others: one does it, the other answers for it."""
    text = "Kanal;Chefin;Büro\nWeb;verantwortlich;zuständig\nFax;verantwortlich;zuständig\n"
    imported = importing.read(text.encode(), "plan.csv")
    assert [dict(row.cells) for row in imported.tables[0].rows] == [
        {"Chefin": "A", "Büro": "R"}
    ] * 2
