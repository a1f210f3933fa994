"""Whatever a name holds, other programs read it back as the text that it is."""

import csv
import datetime as dt
import io
import json
import re
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from raci.frozen import replace
from raci.model.organisation import Cell, Channel, Department, Organisation, Role
from raci.tables.carried import COMMENT, WORDS, values_of
from raci.tables.cleaning import harmless, one_line, unguarded
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options, grid
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.words import words_in
from support import examples

FRAGMENTS = (
    *"=+-@'\",;|\\`*_~#!$%&<>{}[]():.\t\n\r aB",
    *("<b>", "</td>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "&amp;", "&#124;"),
    *("[x](y)", "![x](y)", "**", "~~", "www.a.b", "http://a.b", "a@b.cc", ":smile:", "1.", "---"),
    *("{{7*7}}", "{% x %}", "$x$", "%%{init}%%", "<r>", "</r>", "_x0041_", "=1+1", "\u2028"),
    *("\x1b[31m", "\x00", "\x7f", "\x9b", "\u202e", "\u200f", "é", "漢", "🏔", "Ⅷ", "\xa0", "'="),
)

#: Each example is three documents of a dozen hostile texts.
FEW = settings(deadline=None, max_examples=examples(25))

names = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Three roles and three channels whose every text is hostile."""
    roles = {
        f"r{n}": Role(f"r{n}", draw(names), department="d", leadership=n == 0, note=draw(names))
        for n in range(3)
    }
    channels = {
        f"c{n}": Channel(
            f"c{n}",
            draw(names),
            group=draw(names),
            note=draw(names),
            raci={f"r{n}": Cell("A", draw(names)), f"r{(n + 1) % 3}": Cell("RC")},
        )
        for n in range(3)
    }
    organisation = Organisation(
        name=draw(names),
        row_name=draw(names),
        departments={"d": Department("d", draw(names))},
        roles=roles,
        channels=channels,
    )
    table = from_organisation(
        organisation, words_in("en"), dt.date(2026, 1, 1), {}, findings=[draw(names)]
    )
    file = {"format": 1, "organisation": {"name": draw(names), draw(names): draw(names)}}
    return replace(table, file=file)


def _written(table: Table, name: str, layout: Layout = Layout.GRID) -> str:
    text = FORMATS[name].write(table, layout, Options())
    assert isinstance(text, str)
    return text


def _parsed(text: str) -> Any:  # noqa: ANN401 - what XPath finds is anything
    return html.document_fromstring(text)


def _grid(table: Table, *, noted: bool) -> list[list[str]]:
    sheet = grid(table, noted=noted)
    return [[head.text for head in sheet.head], *(list(row) for row in sheet.rows)]


@given(tables())
@FEW
def test_csv_gives_back_the_cells(table: Table) -> None:
    """The csv module reads the same cells; none of them starts a formula."""
    rows = list(csv.reader(io.StringIO(_written(table, "csv"), newline="")))
    assert not any(re.match(r"[=+\-@\t\r\n]", cell) for row in rows for cell in row)
    assert [[unguarded(cell) for cell in row[:-1]] for row in rows] == [
        [harmless(cell) for cell in row] for row in _grid(table, noted=True)
    ]


@given(tables())
@FEW
def test_tsv_gives_back_the_cells_on_one_line_each(table: Table) -> None:
    """A line is a row and a tab a border, so that pasting into a spreadsheet works."""
    lines = _written(table, "tsv").split("\r\n")[:-1]
    rows = list(csv.reader(lines, delimiter="\t"))
    assert [[unguarded(cell) for cell in row[:-1]] for row in rows] == [
        [one_line(cell) for cell in row] for row in _grid(table, noted=True)
    ]


@given(tables())
@FEW
def test_markdown_gives_back_the_cells(table: Table) -> None:
    """A Markdown parser sees one table with the same cells, and no markup but ours."""
    page = _parsed(MarkdownIt("gfm-like").render(_written(table, "markdown")))
    (carried,) = page.xpath("//comment()")
    values = values_of(carried.text.removeprefix(f" {COMMENT}\n"))
    assert {name: part for name, part in values.items() if name != WORDS} == table.file
    carried.drop_tag()
    assert {element.tag for element in page.iter()} <= {
        *("html", "body", "h1", "h2", "p", "ul", "li", "strong"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    (found,) = page.xpath("//table")
    rows = [[cell.text_content() for cell in row] for row in found.iter("tr")]
    assert rows == [[one_line(cell) for cell in row] for row in _grid(table, noted=False)]


@given(tables())
@FEW
def test_html_gives_back_the_texts(table: Table) -> None:
    """An HTML parser sees the names as text, and no element or attribute but ours."""
    for layout in Layout:
        page = _parsed(_written(table, "html", layout))
        tags = {element.tag for element in page.iter()}
        assert not tags & {"b", "img", "a", "iframe", "svg"}
        assert len(page.xpath("//script")) == (layout is Layout.GRID)
        assert not any(name.startswith("on") for element in page.iter() for name in element.attrib)
    page = _parsed(_written(table, "html"))
    (matrix,) = page.xpath("//table[@class='matrix']")
    assert values_of(matrix.get("data-raci")) == table.file
    heads = [head.text_content() for head in page.xpath("//tr[@class='heads']/th/span")]
    assert heads[2:] == [harmless(column.label) for column in table.columns]
    found = [head.text_content() for head in page.xpath("//tbody//th[@scope='row']")]
    assert found == [harmless(row.label) for _, row in table.rows()]


@given(tables())
@FEW
def test_xlsx_gives_back_the_cells(table: Table) -> None:
    """A spreadsheet reader finds the same texts, and no formula but our totals."""
    content = FORMATS["xlsx"].write(table, Layout.GRID, Options())
    assert isinstance(content, bytes)
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    left = 4
    assert [page.cell(6, left + n).value for n in range(3)] == [
        harmless(column.label) for column in table.columns
    ]
    rows = {page.cell(row, 2).value for row in range(7, 13)}
    assert {harmless(row.label) for _, row in table.rows()} <= rows
    formulas = [cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(str(formula).startswith("=COUNTIF(") for formula in formulas)


@given(tables())
@FEW
def test_json_gives_back_every_text(table: Table) -> None:
    """JSON holds the texts unchanged."""
    document = json.loads(_written(table, "json"))
    assert [role["name"] for role in document["roles"]] == [one.name for one in table.columns]
    assert [row["name"] for row in document["rows"]] == [row.label for _, row in table.rows()]
    assert [row["note"] for row in document["rows"]] == [row.note for _, row in table.rows()]


@given(tables(), st.sampled_from([name for name, one in FORMATS.items() if not one.binary]))
@FEW
def test_no_format_carries_control_codes(table: Table, name: str) -> None:
    """Printed to a terminal, no text format sends it a control code."""
    for layout in Layout:
        text = _written(table, name, layout)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("layout", list(Layout))
def test_nothing_at_all_can_be_written(name: str, layout: Layout) -> None:
    """An organisation with nothing but a name gives a document in each format and layout."""
    table = from_organisation(Organisation(name="-"), words_in("de"), dt.date(2026, 1, 1), {})
    assert FORMATS[name].write(table, layout, Options()) is not None
