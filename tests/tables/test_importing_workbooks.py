"""Old Excel (BIFF8) and OpenDocument workbooks, written by other programs than ours.

``workbooks/matrix.xls`` was made with xlwt and ``workbooks/matrix.ods`` with odfpy, as neither is
needed to run anything; the second ends, as spreadsheets do, with a million blank rows.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from raci.model.error import RaciError
from raci.tables import importing
from raci.tables.importing import Stated
from raci.tables.importing.readers.office.workbook_parts import shown_as
from raci.words import words_in

pytestmark = pytest.mark.apart

FILES = sorted((Path(__file__).parent / "workbooks").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_workbooks_of_other_programs_are_read(path: Path) -> None:
    """Letters, names in any spelling, merged titles of groups; other columns are fields."""
    found = importing.read(path)
    assert [(table.name, table.row_head) for table in found.tables] == [
        ("Zuständigkeiten", "Aufgabe")
    ]
    rows = [(row.group, row.name, dict(row.cells)) for row in found.tables[0].rows]
    head, desk, firm = "Geschäftsführung", "Büro", "Müller & Söhne"
    assert rows == [
        ("", "Website – Relaunch", {head: "A", desk: "R", firm: "C"}),
        ("", "Newsletter", {head: "AR", desk: "C"}),
        ("Papier und Telefon", "Prospekt", {head: "A", desk: "R", firm: "I"}),
        ("Papier und Telefon", "Hotline", {desk: "AR"}),
    ]
    assert [list(row.meaning.facts["fields"]) for row in found.tables[0].rows] == [
        *[["Nr.", "Stand"]] * 3,
        ["Nr."],
    ]
    assert found.doubts == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_content_says_what_a_workbook_is(path: Path) -> None:
    """Under another name of a workbook it is read all the same."""
    other = "x.xls" if path.suffix == ".ods" else "x.xlsx"
    assert importing.read(path.read_bytes(), other).tables == importing.read(path).tables


def test_a_lone_text_left_of_the_names_is_a_title_or_a_note() -> None:
    """Above rows it is a group, below all of them a note, which is doubted."""
    text = "No.,Task,Head,Desk\n1,Web,A,R\nPaper,,,\n2,Fax,A,R\n3,Post,A,R\nas of May,,,\n"
    found = importing.read(text.encode(), "x.csv")
    assert [(row.group, row.name) for row in found.tables[0].rows] == [
        ("", "Web"),
        ("Paper", "Fax"),
        ("Paper", "Post"),
    ]
    assert "“as of May” is a note below the table; left aside." in {
        words_in("en").say(doubt.message) for doubt in found.doubts
    }


OLD = (Path(__file__).parent / "workbooks" / "matrix.xls").read_bytes()


def refusal(data: bytes) -> str:
    """Return why a workbook is not read."""
    with pytest.raises(RaciError) as error:
        importing.read(data, "matrix.xls")
    return words_in("en").say(error.value.text)


def test_an_old_workbook_that_makes_its_library_panic_is_refused(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The end of the process that reads it is a sentence of ours, and the terminal stays clean."""
    assert "damaged" in refusal(OLD[:-5])
    assert capfd.readouterr().err == ""


def test_an_old_workbook_that_takes_memory_without_end_is_refused() -> None:
    """A chain of sectors that leads back to itself is followed within bounds, and not by us."""
    chain = 4608  # the table of sectors, whose first entry names the second sector
    assert OLD[chain : chain + 4] == (1).to_bytes(4, "little")
    assert "damaged" in refusal(OLD[:chain] + bytes(4) + OLD[chain + 4 :])


def test_what_is_wrong_in_an_old_workbook_is_said_from_its_own_process() -> None:
    """A sheet that is not there is refused with the names of those that are."""
    with pytest.raises(RaciError) as error:
        importing.read(OLD, "matrix.xls", Stated(sheet="Other"))
    assert "Zuständigkeiten" in words_in("en").say(error.value.text)


_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
_STYLES = (
    '<style:style style:name="hid" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="bold" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="gone" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="goner" style:family="table-cell" '
    'style:parent-style-name="gone"/>'
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties style:text-line-through-type="single"/></style:style>'
)


def ods_cell(text: str = "", said: str = "", inside: str = "") -> str:
    """Return a cell of an OpenDocument sheet."""
    kind = ' office:value-type="string"' if text else ""
    return f"<table:table-cell{kind} {said}>{inside}<text:p>{text}</text:p></table:table-cell>"


def ods(rows: list[str], table: str = "", columns: str = "") -> importing.Imported:
    """Import an OpenDocument workbook of one sheet."""
    body = "".join(
        row if "<table:table-row" in row else f"<table:table-row>{row}</table:table-row>"
        for row in rows
    )
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_NAMES}>"
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="Tafel" {table}>{columns}{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return importing.read(packed(content), "x.ods")


def packed(content: str) -> bytes:
    """Return an OpenDocument workbook with that content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return stream.getvalue()


def ods_row(*texts: str) -> str:
    """Return the cells of a row without anything special."""
    return "".join(map(ods_cell, texts))


ODS_HEAD = ods_row("Task", "Head", "Desk", "Shop")


def told(found: importing.Imported) -> list[tuple[str, str]]:
    """Return the places and words of all doubts."""
    return [(one.place, words_in("en").say(one.message)) for one in found.doubts]


def test_comments_of_an_open_document() -> None:
    """A note on letters says why, one on a name is the row's; who wrote it is no part of it."""
    text = "<dc:creator>Ada</dc:creator><text:p>until</text:p><text:p>May</text:p>"
    note = f"<office:annotation>{text}</office:annotation>"
    found = ods(
        [
            ODS_HEAD,
            ods_cell("Website", inside=note) + ods_cell("A", inside=note) + ods_row("R", "I"),
        ]
    )
    row = found.tables[0].rows[0]
    assert row.cells == {"Head": "A", "Desk": "R", "Shop": "I"}
    assert row.whys == {"Head": "until May"}
    assert row.meaning.facts["note"] == "until May"


def test_hidden_parts_of_an_open_document() -> None:
    """Rows, columns and sheets that are not shown are read, and told with their places."""
    hidden = '<table:table-row table:visibility="collapse">'
    found = ods(
        [
            ODS_HEAD,
            ods_row("Website", "A", "R", "I"),
            f"{hidden}{ods_row('Leaflet', 'A', 'R', '')}</table:table-row>",
        ],
        'table:style-name="hid"',
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16000" table:visibility="filter"/>',
    )
    assert [row.name for row in found.tables[0].rows] == ["Website", "Leaflet"]
    assert told(found) == [
        ("Tafel!D1", "This column is hidden; it was read all the same."),
        ("Tafel!A3", "This row is hidden; it was read all the same."),
        ("Tafel!A1", "This sheet is hidden; it was read all the same."),
    ]


def test_struck_out_cells_of_an_open_document() -> None:
    """Letters that are struck out, by the cell or by their text, are left out and told."""
    span = '<text:span text:style-name="T1">A</text:span>'
    found = ods(
        [
            ODS_HEAD,
            ods_cell("Website") + ods_cell("A", 'table:style-name="goner"') + ods_row("R", "I"),
            ods_cell("Leaflet") + ods_cell(span) + ods_row("R", "I"),
            ods_row("Hotline", "I", "A", "R"),
        ]
    )
    assert [dict(row.cells) for row in found.tables[0].rows] == [
        {"Desk": "R", "Shop": "I"},
        {"Desk": "R", "Shop": "I"},
        {"Head": "I", "Desk": "A", "Shop": "R"},
    ]
    assert told(found) == [("Tafel!B2", "“A” is struck out; left out. (one more cell like it)")]


def test_faults_and_titles_of_an_open_document() -> None:
    """Formulas that failed or have no value are told; bold names without letters are titles."""
    failed = 'table:formula="of:=1/0" calcext:value-type="error"'
    found = ods(
        [
            ODS_HEAD,
            ods_row("Website", "A", "R", "I"),
            ods_cell("Paper", 'table:style-name="bold"') + ods_row("", "", ""),
            ods_row("Leaflet", "A") + ods_cell("#DIV/0!", failed) + ods_cell("I"),
            ods_row("Poster", "A", "R") + '<table:table-cell table:formula="of:=B2"/>',
        ]
    )
    assert [(row.group, row.name) for row in found.tables[0].rows] == [
        ("", "Website"),
        ("Paper", "Leaflet"),
        ("Paper", "Poster"),
    ]
    assert ("Tafel!C4", "The formula here has failed (#DIV/0!).") in told(found)
    assert any(
        "“B2” has no stored value" in text for place, text in told(found) if place == "Tafel!D5"
    )


def _ids(name: str, data: bytes) -> list[str]:
    """Return the field "Nr." of each row, which holds what its cell shows."""
    rows = importing.read(data, name).tables[0].rows
    return [str(row.meaning.facts["fields"]["Nr."]) for row in rows]


def test_numbers_are_read_as_excel_shows_them() -> None:
    """An id shown as 3.10 is 3.10, by decimals, texts around digits, percent and dates."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nr.", "Aufgabe", "GF", "Vertrieb"])
    shown = [(3.1, "0.00"), (7, '"K-"000'), (0.25, "0%"), (46085, "dd.mm.yyyy"), (4, "General")]
    for row, (value, code) in enumerate(shown, 2):
        sheet.append([value, f"Aufgabe {'abcde'[row - 2]}", "A", "R"])
        sheet.cell(row, 1).number_format = code
    stream = io.BytesIO()
    book.save(stream)
    assert _ids("x.xlsx", stream.getvalue()) == ["3.10", "K-007", "25%", "04.03.2026", "4"]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", '_-* #,##0.00\\ "€"_-', "1234.50 €"),
        ("-2", "0.0;(0.0)", "(2.0)"),
        ("2.5", "[Red]0\\.", "3."),
        ("46085", "yyyy-mm-dd;@", "2026-03-04"),
        ("46085", "d. mmm yyyy", ""),
        ("46085.5", "dd.mm.yyyy hh:mm", ""),
        ("3.14", "0.##", ""),
        ("0.5", "# ?/?", ""),
        ("5", "[>3]0.0", ""),
        ("0", "0;-0;;@", ""),
        ("nan", "0", ""),
        ("1e400", "0.00", ""),
    ],
)
def test_formats_that_follow_the_computer_leave_the_value(
    value: str, code: str, shown: str
) -> None:
    """A format gives a text where every computer shows the same; else the value stands."""
    assert shown_as(value, code) == shown


def test_numbers_are_read_as_open_document_shows_them() -> None:
    """The text that a cell shows stands for its number; a text that looks like one stays."""
    cells = [("float", "3.1", "3,10"), ("percentage", "0.25", "25 %"), ("date", "", "04.03.2026")]
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in ("Nr.", "Aufgabe", "GF", "Vertrieb")
    )
    rows = f"<table:table-row>{head}</table:table-row>"
    for kind, value, text in cells:
        said = 'office:date-value="2026-03-04"' if kind == "date" else f'office:value="{value}"'
        rows += (
            f'<table:table-row><table:table-cell office:value-type="{kind}" {said}>'
            f"<text:p>{text}</text:p></table:table-cell>"
        )
        for name in (f"Aufgabe {kind}", "A", "R"):
            rows += (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{name}</text:p></table:table-cell>"
            )
        rows += "</table:table-row>"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="M">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    assert _ids("x.ods", packed(content)) == ["3,10", "25 %", "04.03.2026"]
