"""What pages and Word documents say of cells beside their text: each is told with its place."""

from __future__ import annotations

import io
import zipfile

import pytest

from raci.tables import importing
from raci.tables.importing.sheet import Sheet
from raci.words import words_in

pytestmark = pytest.mark.apart

ENGLISH = words_in("en")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def page(rows: str, around: str = "") -> importing.Imported:
    """Import a page with a table of a head and some rows."""
    head = "<tr><th>Task</th><th>Head</th><th>Desk</th></tr>"
    return importing.read(f"<table>{head}{rows}</table>{around}".encode(), "x.html")


def cell(text: str, properties: str = "", run: str = "", after: str = "") -> str:
    """Return a cell of a Word table."""
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:rPr>{run}</w:rPr>"
        f"<w:t>{text}</w:t></w:r>{after}</w:p></w:tc>"
    )


def document(rows: list[str], prose: str = "", comments: str = "") -> importing.Imported:
    """Import a Word document with a table of a head and some rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        head = "".join(map(cell, ("Task", "Head", "Desk")))
        table = f"<w:tbl><w:tr>{head}</w:tr>{''.join(rows)}</w:tbl>"
        paragraphs = "".join(
            f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in prose.split("\n")
        )
        archive.writestr(
            "word/document.xml",
            f"<w:document {W}><w:body>{table}{paragraphs}</w:body></w:document>",
        )
        if comments:
            archive.writestr("word/comments.xml", f"<w:comments {W}>{comments}</w:comments>")
    return importing.read(stream.getvalue(), "x.docx")


def row(*cells: str, properties: str = "") -> str:
    """Return a row of a Word table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


WEB = row(cell("Website"), cell("A"), cell("R"))
SHOP = row(cell("Shop"), cell("A"), cell("R"))


def letters(found: importing.Imported) -> list[dict[str, str]]:
    """Return the letters of each row."""
    return [dict(one.cells) for one in found.tables[0].rows]


def told(found: importing.Imported) -> dict[str, tuple[object, object]]:
    """Return the rows and roles of each doubt by what it says."""
    return {ENGLISH.say(one.message): (one.rows, one.roles) for one in found.doubts}


@pytest.mark.parametrize(
    "struck",
    [
        "<del>A</del>",
        "<s>A</s>",
        "<strike>A</strike>",
        '<span style="text-decoration:line-through">A</span>',
    ],
)
def test_struck_out_letters_of_a_page(struck: str) -> None:
    """Letters that are struck out are left out of their cell, and told."""
    found = page(
        f"<tr><td>Website</td><td>{struck} R</td><td>A</td></tr>"
        "<tr><td>Shop</td><td>A</td><td>R</td></tr>"
        "<tr><td><s>Old fair of spring</s></td><td>A</td><td>R</td></tr>"
    )
    assert letters(found)[0] == {"Head": "R", "Desk": "A"}
    said = told(found)
    assert said["“A” is struck out; left out."] == (("Website",), ("Head",))
    assert said["“Old fair of spring” is struck out; it was kept."][0] == ("Old fair of spring",)


def test_hidden_parts_of_a_page() -> None:
    """Hidden rows, cells and tables are read, and told."""
    found = page(
        "<tr><td>Website</td><td>A</td><td>R</td></tr>"
        "<tr hidden><td>Shop</td><td>A</td><td>R</td></tr>"
        '<tr><td>Fair</td><td style="display: none">A</td><td>R</td></tr>'
        '<tbody style="display:none"><tr><td>Fax</td><td>A</td><td>R</td></tr></tbody>'
    )
    assert letters(found) == [{"Head": "A", "Desk": "R"}] * 4
    said = told(found)
    rows = said["This row is hidden; it was read all the same. (one more cell like it)"]
    assert rows == (("Shop", "Fax"), None)
    assert said["This cell is hidden; it was read all the same."] == (("Fair",), ("Head",))
    whole = importing.read(
        b'<div style="display:none"><table><tr><td>T<td>Head<td>Desk<tr><td>Web<td>A<td>R'
        b"<tr><td>Fax<td>R<td>A</table></div>",
        "x.html",
    )
    assert "This table is hidden; it was read all the same." in told(whole)


def test_what_a_page_explains_around_its_table() -> None:
    """Letters that are explained in the text of a page mean what it says."""
    found = page(
        "<tr><td>Website</td><td>V</td><td>D</td></tr><tr><td>Fax</td><td>M</td><td>V</td></tr>",
        "<ul><li>V: verantwortet</li><li>D: durchführend</li><li>M: berät</li></ul>",
    )
    assert letters(found) == [{"Head": "A", "Desk": "R"}, {"Head": "C", "Desk": "A"}]


def test_struck_out_and_hidden_parts_of_a_document() -> None:
    """In Word, too, struck-out letters are left out, hidden rows and texts read; all is told."""
    found = document(
        [
            row(cell("Website"), cell("A", run="<w:strike/>"), cell("R")),
            SHOP,
            row(cell("Fair"), cell("A"), cell("R"), properties="<w:hidden/>"),
            row(cell("Fax"), cell("A", run="<w:vanish/>"), cell("R")),
        ]
    )
    assert letters(found)[0] == {"Desk": "R"}
    said = told(found)
    assert said["“A” is struck out; left out."] == (("Website",), ("Head",))
    assert said["This row is hidden; it was read all the same."] == (("Fair",), None)
    assert said["This cell is hidden; it was read all the same."] == (("Fax",), ("Head",))


def test_comments_of_a_document() -> None:
    """A comment on a cell of a Word table is why the letter stands there."""
    mark = '<w:r><w:commentReference w:id="4"/></w:r>'
    comment = '<w:comment w:id="4"><w:p><w:r><w:t>until May</w:t></w:r></w:p></w:comment>'
    found = document([WEB, row(cell("Shop"), cell("A", after=mark), cell("R"))], "", comment)
    assert found.tables[0].rows[1].whys == {"Head": "until May"}


def test_what_a_document_explains_around_its_table() -> None:
    """Letters that are explained in paragraphs of a Word document mean what they say."""
    rows = [row(cell("Website"), cell("V"), cell("D")), row(cell("Fax"), cell("M"), cell("V"))]
    found = document(rows, "V: verantwortet\nD: durchführend\nM: berät")
    assert letters(found) == [{"Head": "A", "Desk": "R"}, {"Head": "C", "Desk": "A"}]


def test_letters_in_cells_merged_over_roles() -> None:
    """A letter in a cell over several roles is read for each of them, and told."""
    found = page(
        "<tr><td>Website</td><td>A</td><td>R</td></tr>"
        '<tr><td>Shop</td><td colspan="2">I</td></tr><tr><td>Fax</td><td>R</td><td>A</td></tr>'
    )
    assert letters(found)[1] == {"Head": "I", "Desk": "I"}
    message = "“I” stands in merged cells over several roles; it was read for each."
    assert told(found)[message] == (("Shop",), ("Head", "Desk"))


def test_a_cell_of_a_table_without_a_name_stands_in_its_file() -> None:
    """A reader that knows neither lines nor names tells the file and the address."""
    assert Sheet("", [["Website", "A"]], file="old.ini", named=False).place(0, 1) == "old.ini!B1"
    assert Sheet("Roles", [["Website", "A"]], file="old.xlsx").place(0, 1) == "Roles!B1"
