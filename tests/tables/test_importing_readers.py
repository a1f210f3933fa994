"""Every format: the same small matrix comes in from each, whatever it is written in."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it ships no types

from raci.model.error import FileError, RaciError
from raci.tables import importing
from raci.tables.importing import Stated
from raci.words import words_in

if TYPE_CHECKING:
    from raci.tables.importing import Imported

pytestmark = pytest.mark.apart

TASKS = [["Aufgabe", "Büro", "Studio"], ["Küche", "A", "R"], ["Hotline", "A/R", "I"]]
CELLS = [
    ("Küche", "Büro", "A"),
    ("Küche", "Studio", "R"),
    ("Hotline", "Büro", "AR"),
    ("Hotline", "Studio", "I"),
]


def cells(imported: Imported) -> list[tuple[str, str, str]]:
    """Return all letters: row, role, letters."""
    return [
        (row.name, role, letters)
        for table in imported.tables
        for row in table.rows
        for role, letters in row.cells.items()
    ]


def delimited(delimiter: str) -> str:
    """Return the matrix in a delimiter."""
    return "".join(delimiter.join(row) + "\r\n" for row in TASKS)


def workbook(*, merged: bool = False) -> bytes:
    """Return the matrix as a workbook, with merged cells if wanted."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Notizen").write(0, 0, "nichts")
        sheet = book.add_worksheet("RACI")
        for number, row in enumerate(TASKS):
            if merged:
                sheet.write(number + 2, 0, "Haus" if number else "Bereich")
                sheet.write(number + 2, 1, row[0])
                sheet.merge_range(number + 2, 2, number + 2, 3, row[1])
                sheet.merge_range(number + 2, 4, number + 2, 5, row[2])
            else:
                sheet.write_row(number, 0, row)
        if merged:
            sheet.merge_range(0, 0, 0, 5, "Matrix 2026")
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_delimited_text_in_any_encoding(delimiter: str, encoding: str) -> None:
    """Delimiter and encoding are found; one that is guessed is a doubt."""
    imported = importing.read(delimited(delimiter).encode(encoding), "x.csv")
    assert cells(imported) == CELLS
    assert len(imported.doubts) == (encoding == "cp1252")


def test_other_scripts_are_guessed() -> None:
    """An old Cyrillic encoding is found and told."""
    text = "Задача;Директор;Отдел продаж\nПодготовка предложения;A;R\nСогласование договора;A/R;I\n"
    imported = importing.read((text * 1).encode("cp1251"), "x.csv")
    assert imported.tables[0].roles == ("Директор", "Отдел продаж")
    assert imported.doubts


def test_a_sep_line_names_the_delimiter() -> None:
    """Excel's own first line is believed and is no row."""
    imported = importing.read(f"sep=;\r\n{delimited(';')}".encode(), "x.csv")
    assert cells(imported) == CELLS


def test_an_apostrophe_before_a_formula_is_taken_off() -> None:
    """A guard against formulas is no part of the name."""
    imported = importing.read(b"Task,'=Head,O'Neil\n'+43 1,A,R\n'quoted,A,C\n", "x.csv")
    assert imported.tables[0].roles == ("=Head", "O'Neil")
    assert [row.name for row in imported.tables[0].rows] == ["+43 1", "'quoted"]


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    """Lines are counted as the file has them, cells may have several."""
    imported = importing.read(b'Task,"Head\nof all",Desk\nWeb,A,odd\nShop,A,R\nBar,A,R\n', "x.csv")
    assert imported.tables[0].roles == ("Head of all", "Desk")
    assert imported.doubts[0].place == "x.csv:3"


def test_workbooks_name_cells_and_other_sheets() -> None:
    """A workbook's sheets are all looked at; those without a matrix are named."""
    imported = importing.read(workbook(), "x.xlsx")
    assert cells(imported) == CELLS
    assert imported.tables[0].name == "RACI"


def test_merged_cells_are_resolved() -> None:
    """Roles over two merged columns are one, merged titles are none, groups reach down."""
    imported = importing.read(workbook(merged=True), "x.xlsx")
    assert cells(imported) == CELLS
    assert {row.group for row in imported.tables[0].rows} == {"Haus"}


def test_departments_above_the_head_are_kept() -> None:
    """What is merged above the roles' heads tells which department they are in."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 1, 0, 2, "Marketing")
        sheet.merge_range(0, 3, 0, 4, "Vertrieb")
        sheet.write_row(1, 0, ["Aufgabe", "Leitung", "Studio", "Innen", "Außen"])
        sheet.write_row(2, 0, ["Messe", "A", "R", "C", "I"])
        sheet.write_row(3, 0, ["Shop", "A", "R", "I", "I"])
    table = importing.read(stream.getvalue(), "x.xlsx").tables[0]
    assert table.departments == {
        "Leitung": "Marketing",
        "Studio": "Marketing",
        "Innen": "Vertrieb",
        "Außen": "Vertrieb",
    }


def test_one_sheet_can_be_chosen() -> None:
    """With a sheet's name no other is read; one that is missing is refused with those there."""
    assert cells(importing.read(workbook(), "x.xlsx", Stated(sheet="raci"))) == CELLS
    with pytest.raises(RaciError) as refused:
        importing.read(workbook(), "x.xlsx", Stated(sheet="Plan"))
    assert "Notizen, RACI" in words_in("en").say(refused.value.text)


def test_one_table_of_a_text_can_be_chosen() -> None:
    """A heading names a table as a tab names a sheet."""
    table = "\n| T | H |\n|---|---|\n| {} | A |\n| b | R |\n"
    text = f"# One\n{table.format('x')}\n# Two\n{table.format('y')}"
    imported = importing.read(text.encode(), "x.md", Stated(sheet="two"))
    assert [row.name for row in imported.tables[0].rows] == ["y", "b"]


def html(rows: list[list[str]]) -> str:
    """Return rows as an HTML table."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>Plan</h2><script>var raci = 'A'</script><table>{body}</table>"


def test_pages() -> None:
    """A table of a page is named by its heading; scripts and styles are not read."""
    imported = importing.read(html(TASKS).encode(), "x.html")
    assert cells(imported) == CELLS
    assert imported.tables[0].name == "Plan"


def test_spans_of_pages_are_resolved() -> None:
    """Cells that reach over rows and columns stand in all of them."""
    page = (
        "<table><tr><th rowspan=2>Task</th><th colspan=2>Board</th><th>Web</th></tr>"
        "<tr><th>CEO<br>(Vienna)</th><th>CFO</th><th>Studio</th></tr>"
        "<tr><td>Site</td><td>A</td><td colspan=2>I</td></tr>"
        "<tr><td>Shop</td><td>A</td><td>C</td><td>R</td></tr></table>"
    )
    imported = importing.read(page.encode(), "x.html")
    assert imported.tables[0].roles == ("CEO (Vienna)", "CFO", "Studio")
    assert imported.tables[0].rows[0].cells == {"CEO (Vienna)": "A", "CFO": "I", "Studio": "I"}


def test_a_page_in_a_mail_archive() -> None:
    """What Confluence and Word save as .doc is a page in a mail."""
    mail = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=xyz\n\n--xyz\n"
        "Content-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{html(TASKS)}\n--xyz--\n"
    )
    assert cells(importing.read(mail.encode(), "export.doc")) == CELLS


def test_a_page_named_as_a_workbook() -> None:
    """Many programs save HTML under .xls; its content says so."""
    assert cells(importing.read(f"<html>{html(TASKS)}</html>".encode(), "x.xls")) == CELLS


def test_word_documents() -> None:
    """Tables of a document come in with the heading above, deleted text aside."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def paragraph(text: str) -> str:
        deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        return f"<w:p><w:r><w:t>{text}</w:t></w:r>{deleted}</w:p>"

    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in TASKS
    )
    body = f"{paragraph('Der Plan')}<w:tbl>{rows}</w:tbl>"
    document = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", document)
    imported = importing.read(stream.getvalue(), "x.docx")
    assert cells(imported) == CELLS
    assert imported.tables[0].name == "Der Plan"


@pytest.mark.parametrize(
    "tree",
    [
        [dict(zip(TASKS[0], row, strict=True)) for row in TASKS[1:]],
        {"matrix": {row[0]: dict(zip(TASKS[0][1:], row[1:], strict=True)) for row in TASKS[1:]}},
        {"roles": TASKS[0][1:], "rows": TASKS[1:]},
        TASKS,
        {
            "tasks": [
                {"name": r[0], "raci": dict(zip(TASKS[0][1:], r[1:], strict=True))}
                for r in TASKS[1:]
            ]
        },
        {
            "plan": {
                "Küche": {"A": ["Büro"], "R": ["Studio"]},
                "Hotline": {"A": ["Büro"], "R": ["Büro"], "I": ["Studio"]},
            }
        },
        {
            "roles": [{"id": "b", "name": "Büro"}, {"id": "s", "name": "Studio"}],
            "tasks": [{"id": "k", "name": "Küche"}, {"id": "h", "name": "Hotline"}],
            "assignments": [
                {"task_id": "k", "role_id": "b", "letter": "A"},
                {"task_id": "k", "role_id": "s", "letter": "R"},
                {"task_id": "h", "role_id": "b", "letter": "A/R"},
                {"task_id": "h", "role_id": "s", "letter": "I"},
            ],
        },
    ],
)
def test_json_in_many_shapes(tree: object) -> None:
    """Records, maps, grids and normal forms all hold the same matrix."""
    imported = importing.read(json.dumps(tree).encode(), "x.json")
    assert sorted(cells(imported)) == sorted(CELLS)


def test_a_key_that_stands_twice_is_told() -> None:
    """JSON lets a key stand twice, of which one is lost: that is said."""
    imported = importing.read(
        b'{"m": {"a": {"H": "A", "S": "R"}, "a": {"H": "A", "S": "C"}, "b": {"H": "R"}}}', "x.json"
    )
    assert "stand twice" in words_in("en").say(imported.doubts[0].message)


def test_yaml_keeps_words_as_words() -> None:
    """``no`` and ``1.0`` stay what was typed, lists of letters are letters."""
    text = (
        "groups:\n- title: Media\n  tasks:\n  - name: no\n"
        "    assignments: {Head: [R, A], Desk: I}\n  - name: 1.0\n    assignments: {Head: A}\n"
    )
    imported = importing.read(text.encode(), "x.yaml")
    assert cells(imported) == [("no", "Head", "AR"), ("no", "Desk", "I"), ("1.0", "Head", "A")]
    assert imported.tables[0].name == "Media"


ORG = """
* Plan
| Aufgabe | Büro | Studio |
|---------+------+--------|
| Küche   | A    | R      |
| Hotline | A/R  | I      |
"""
JIRA = """
||Aufgabe||Büro||Studio||
|Küche|A|R|
|Hotline|A/R|I|
"""
FENCED = """
```
Aufgabe,Büro,Studio
Küche,A,R
Hotline,A/R,I
```
"""
MARKED = """
| **Aufgabe** | Büro | [Studio](x.md) |
|---|:-:|--:|
| **Küche** | **A** | `R` |
| Hotline | A/R | I* |
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.org", ORG),
        ("x.txt", JIRA),
        ("x.md", FENCED),
        ("x.md", MARKED),
        ("x.md", f"Text\n\n{html(TASKS).replace('<tr>', chr(10) * 2 + '<tr>')}\n"),
    ],
)
def test_markup(name: str, text: str) -> None:
    """Other kinds of marked-up text are read as far as matrices use them."""
    assert cells(importing.read(text.encode(), name)) == CELLS


def test_the_source_can_be_said() -> None:
    """What the user says counts more than the name."""
    assert cells(importing.read(delimited(";").encode(), "x.dat", Stated(source="csv"))) == CELLS
    with pytest.raises(RaciError):
        importing.read(b"x", "x.csv", Stated(source="pdf"))


def test_a_document_under_the_name_of_a_text_is_refused() -> None:
    """A workbook called .md is not guessed at; the sentence says how to read it all the same."""
    with pytest.raises(RaciError) as refused:
        importing.read(workbook(), "x.md")
    assert "--from xlsx" in words_in("en").say(refused.value.text)
    assert cells(importing.read(workbook(), "x.md", Stated(source="xlsx"))) == CELLS


def test_a_path_is_read(tmp_path: object) -> None:
    """A path gives its name and bytes; one that is not there is a file error."""
    from pathlib import Path

    path = Path(str(tmp_path)) / "x.csv"
    path.write_text(delimited(","), encoding="utf-8")
    assert cells(importing.read(path)) == CELLS
    with pytest.raises(FileError):
        importing.read(path.with_name("none.csv"))


@pytest.mark.parametrize("form", ["html", "md"])
def test_lists_are_read_alike_in_pages_and_markdown(form: str) -> None:
    """Keys on one line, below a bullet's title or in bullets inside it make one matrix."""
    if form == "html":
        text = (
            "<h1>Work</h1><ul><li><b>Kick-off</b><br>R: Ann | A: Ben | C: Cleo</li>"
            "<li><b>Launch</b><br>R: Cleo | A: Ben</li>"
            "<li>Review<ul><li>R: Ann</li><li>A: Cleo</li></ul></li></ul>"
        )
    else:
        text = (
            "# Work\n\n- **Kick-off**\n  R: Ann | A: Ben | C: Cleo\n- **Launch**\n"
            "  R: Cleo | A: Ben\n- Review\n  - R: Ann\n  - A: Cleo\n"
        )
    rows = importing.read(text.encode(), f"x.{form}").tables[0].rows
    assert [(row.name, dict(row.cells)) for row in rows] == [
        ("Kick-off", {"Ann": "R", "Ben": "A", "Cleo": "C"}),
        ("Launch", {"Ben": "A", "Cleo": "R"}),
        ("Review", {"Ann": "R", "Cleo": "A"}),
    ]


def test_addresses_around_the_cells_of_a_page_are_no_table() -> None:
    """A spreadsheet's page has letters of columns and numbers of rows as cells."""
    table = [["", "A", "B", "C"], ["1", "Task", "Head", "Desk"], ["2", "Web", "A", "R"]]
    table += [["3", "Fax", "A", "R"], ["4", "Post", "R", "A"]]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    found = importing.read(f"<table>{rows}</table>".encode(), "x.html").tables
    assert [[(row.name, dict(row.cells)) for row in one.rows] for one in found] == [
        [
            ("Web", {"Head": "A", "Desk": "R"}),
            ("Fax", {"Head": "A", "Desk": "R"}),
            ("Post", {"Head": "R", "Desk": "A"}),
        ]
    ]
