"""Traps: bombs, floods and damaged files are refused, quickly and with a sentence."""

from __future__ import annotations

import io
import random
import re
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from raci.model.error import RaciError
from raci.tables import importing
from raci.tables.importing.readers.office import subprocess_reader
from raci.tables.importing.readers.tags import plain
from raci.words import words_in
from support.strange.tables import contained, seeds

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import TraceFunction

pytestmark = pytest.mark.apart

if TYPE_CHECKING:
    from pathlib import Path


def refusal(data: bytes, name: str) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(RaciError) as refused:
        importing.read(data, name)
    return words_in("en").say(refused.value.text)


def zipped(**members: bytes) -> bytes:
    """Return an archive with members, dots and slashes written as in ``xl__workbook_xml``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


def test_a_file_of_100_mb() -> None:
    """The size is looked at before anything else."""
    assert "102 MB" in refusal(b"x,R,A\n" * 17_000_000, "x.csv")


def test_a_million_columns() -> None:
    """A row wider than any spreadsheet is refused while it is read."""
    assert "columns" in refusal(b"A," * 1_000_000, "x.csv")


def test_a_flood_of_rows() -> None:
    """More rows than a matrix can have are not read to the end."""
    assert "rows" in refusal(b"Task,H\n" + b"x,A\n" * 150_000, "x.csv")


def test_thousands_of_tables() -> None:
    """A file with more tables than anybody makes is refused before each is weighed."""
    table = b"<table><tr><td>Task<td>H<tr><td>x<td>A</table>"
    assert "5000 tables" in refusal(table * 5000, "x.html")


def test_hundreds_of_thousands_of_short_lines() -> None:
    """Markdown's parser asks a dozen rules about each line, so that they are counted before."""
    assert "400000 lines" in refusal(b"[a]: b '" + b"\n c" * 400_000, "x.md")


@pytest.mark.parametrize(
    "begin",
    ["<table ", '<table " ', "<p a=b'c ", "<p a=< ", "<!--><p ", "</p a='>' ", '<table "x="" '],
)
def test_a_tag_of_thousands_of_attributes(begin: str) -> None:
    """The parser holds each attribute against each: such a page is refused before, read rightly."""
    tag = begin + " ".join(f"a{n}='>'" for n in range(9000)) + ' "><tr><td>Task<td>H</table>'
    assert "attributes" in refusal(tag.encode(), "x.html")


_PIECES = st.sampled_from(
    (
        *("<table>", "<tr>", "<td>", "</td>", "</table>", "a", " ", "\n", "<", ">", '"', "'", "="),
        *("/", "<!--", "-->", "--!>", "<!-->", "<b ", "<td class=", "colspan=2", "<!DOCTYPE html>"),
        *(
            "<?x",
            "<![CDATA[",
            "</",
            "</td x='>'>",
            '<p title="a>b">',
            "<é>",
            "<script>",
            "</script>",
        ),
    )
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_tags_are_read_in_one_way_only(page: str) -> None:
    """Read once more, a page is what it is, with the same lines: nothing unusual is left in it."""
    once = plain(page)
    assert plain(once) == once
    assert once.count("\n") == page.count("\n")
    for tag in re.findall("<[A-Za-z][^>]*>?", once):
        assert re.fullmatch(r"""<[^<"']*(?:"[^<"]*"[^<"']*|'[^<']*'[^<"']*)*>""", tag)


def test_unusual_tags_keep_their_meaning() -> None:
    """Brackets in values, scripts full of tags and comments about them disturb no table."""
    page = """<script>if (a<b) x = '<table><tr><td>"';</script><!-- <td "> --><table title="a > b">
    <tr><th>Task<th data-x='<b>"'>Head</tr><!-- " --><tr><td x="1"y='2>'>Shop<td>A</tr>
    <tr><td>Mail</td/ >
    <td>R</table>"""
    read = importing.read(page.encode(), "x.html")
    assert [(row.name, dict(row.cells)) for row in read.tables[0].rows] == [
        ("Shop", {"Head": "A"}),
        ("Mail", {"Head": "R"}),
    ]


def test_rows_are_counted_over_all_tables() -> None:
    """Many tables that are long each are as much as one."""
    table = b"<table>" + b"<tr><td>x<td>A" * 4000 + b"</table>"
    assert "rows" in refusal(table * 10, "x.html")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx", "xls"])
def test_formats_in_bytes_are_read_in_a_process_of_their_own(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """What does not come back within its bounds is refused with a sentence, whatever it is."""
    sound = contained(kind, seeds()[kind])
    assert importing.read(sound, f"x.{kind}").tables
    monkeypatch.setattr(subprocess_reader, "_PATIENCE", 0.0)
    assert "bounds of memory and time" in refusal(sound, f"x.{kind}")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound no memory")
@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="the system bounds no memory")
def test_memory_of_such_a_process_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that takes more than the bound is ended, and only such a one."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for name, taken in (("modest", 20_000_000), ("greedy", 400_000_000)):
        code = f"def read(data, doubts, only):\n    return [] if bytearray({taken}) else [1]\n"
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    assert subprocess_reader.read("modest", b"", [], None) == []
    with pytest.raises(RaciError):
        subprocess_reader.read("greedy", b"", [], None)


def test_an_archive_that_takes_too_much_is_refused() -> None:
    """A small archive that unpacks to far more than the bound is refused by what reads it."""
    noise = random.Random(1).randbytes(3_000_000)  # noqa: S311 - so that it seems hardly packed
    parts = {"xl__workbook_xml": b"x", "xl__worksheets__sheet1_xml": b"<c>" * 115_000_000}
    bomb = zipped(**parts, noise_xml=noise)
    assert len(bomb) < 10_000_000
    assert "bounds of memory and time" in refusal(bomb, "x.xlsx")


def test_a_zip_bomb() -> None:
    """What would unpack to hundreds of megabytes is not unpacked."""
    bomb = zipped(xl__workbook_xml=b"", xl__worksheets__sheet1_xml=b"0" * 30_000_000)
    assert "unpack" in refusal(bomb, "x.xlsx")
    assert "unpack" in refusal(zipped(word__document_xml=b"0" * 30_000_000), "x.docx")


def test_a_stray_cell_far_away() -> None:
    """A letter in the opposite corner of a sheet takes no time and no memory, and is told."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Task", "Head"])
        sheet.write_row(1, 0, ["Web", "A"])
        sheet.write_row(2, 0, ["Fax", "R"])
        sheet.write("B1048576", "R")
        sheet.merge_range("XFA99999:XFD1048000", "")
    found = importing.read(stream.getvalue(), "x.xlsx")
    assert [row.name for row in found.tables[0].rows] == ["Web", "Fax"]
    assert [doubt.place for doubt in found.doubts] == ["Sheet1!A1048576"]


def test_blank_lines_without_end() -> None:
    """Thousands of blank lines inside a table are read as one gap."""
    text = b"Task,Head,Desk\nWeb,A,R\n" + b"\n" * 20_000 + b"Fax,R,A\n"
    assert len(importing.read(text, "x.csv").tables[0].rows) == 2


def test_blanks_that_stand_for_millions() -> None:
    """Text of a few bytes that would be written out as gigabytes is not opened."""
    text = b'<text:p><text:s text:c="900000000"/></text:p>'
    assert "unpack" in refusal(zipped(content_xml=b"<a>" + text + b"</a>"), "x.ods")


def test_an_empty_look_far_away_is_no_cell() -> None:
    """Formats without a value at the end of a sheet are common, and harmless."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Task", "Head"])
        sheet.write_row(1, 0, ["Web", "A"])
        sheet.write_blank(1_048_575, 800, None, book.add_format({"bold": True}))
    assert importing.read(stream.getvalue(), "x.xlsx").tables[0].roles == ("Head",)


def test_repeated_cells_of_open_document() -> None:
    """A value that claims to be repeated millions of times is counted before it is read."""
    sheet = (
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    )
    assert "cells" in refusal(zipped(content_xml=sheet), "x.ods")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"[" * 100_000 + b"]" * 100_000, "x.json"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "x.json"),
        (b"[" * 50_000, "x.yaml"),
    ],
    ids=["lists in JSON", "objects in JSON", "lists in YAML"],
)
def test_deep_nesting(data: bytes, name: str) -> None:
    """What is nested beyond reason is refused, not followed."""
    assert "deep" in refusal(data, name)


def test_aliases_that_multiply() -> None:
    """YAML that refers to itself a thousandfold is counted while it is walked."""
    lines = [b"a: &a [{x: R, y: A}, {x: A}]"]
    for number in range(12):
        old, new = bytes([97 + number]), bytes([98 + number])
        lines.append(new + b": &" + new + b" [" + b", ".join([b"*" + old] * 9) + b"]")
    assert "too many" in refusal(b"\n".join(lines), "x.yaml")


def test_html_cells_that_reach_too_far() -> None:
    """Spans of thousands of rows and columns are bounded."""
    row = b"<tr>" + b"<td colspan=1000 rowspan=60000>x</td>" * 16 + b"</tr>"
    assert refusal(b"<table>" + row + b"<tr><td>a</td></tr>" * 3000 + b"</table>", "x.html")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "x.csv"),
        (b"\0" * 500, "x.csv"),
        (bytes(range(256)) * 40, "x.csv"),
        (b"PK\x03\x04broken", "x.xlsx"),
        (zipped(xl__workbook_xml=b"<broken"), "x.xlsx"),
        (zipped(word__document_xml=b"<broken"), "x.docx"),
        (zipped(other=b"x"), "x.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, "x.xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t", "x.doc"),
        (b"\x89PNG\r\n", "x.png"),
        (b"%PDF-1.7", "x.pdf"),
        (b"<?xml version='1.0'?><x/>", "x.xml"),
        (b'{"a": ', "x.json"),
        (b"a: [b", "x.yaml"),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nhello", "x.mht"),
        (b'"' + b"a" * 2_000_000, "x.csv"),
    ],
    # Named: a zip holds the time it was made at, which no two workers of a test run share.
    ids=[
        *("empty", "nulls", "any bytes", "no workbook", "broken workbook", "broken document"),
        *("other zip", "no old workbook", "old document", "picture", "pdf", "xml"),
        *("half an object", "half a list", "mail", "open quotation"),
    ],
)
def test_damaged_and_foreign_files(data: bytes, name: str) -> None:
    """Whatever a file is, the answer is a sentence."""
    assert refusal(data, name).endswith(".")


def test_entities_are_not_followed() -> None:
    """A document that points outside stays text."""
    page = (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b"<table><tr><td>Task<td>Head &e;</tr>"
        b"<tr><td>Web<td>R</tr><tr><td>Shop<td>A</tr></table>"
    )
    imported = importing.read(page, "x.html")
    assert "root:" not in str(imported)


def test_markdown_that_opens_and_never_ends() -> None:
    """Thousands of tables, fences and brackets that are opened once each take no time."""
    for text in (b"<table " * 20_000, b"```a\n" * 20_000, b"[" * 20_000):
        assert refusal(text, "x.md")


def document(tables: int, kind: str) -> bytes:
    """Return a document of so many tables: grids, a table per task, lists, or none of letters."""
    parts = [
        "# Document",
        "| Task | Head | Desk |\n|---|---|---|\n| Web | A | R |\n| Fax | R | A |",
    ]
    for number in range(tables):
        roles = [f"Role {(3 * number + place) % 40}" for place in range(4)]
        lines = {
            "grids": [
                f"| Task | {' | '.join(roles)} |",
                "|---|---|---|---|---|",
                *(f"| Task {number}-{row} | A | R | C | {'I' * (row % 2)} |" for row in range(4)),
            ],
            "titles": [
                "| Role | RACI |",
                "|---|---|",
                *(f"| {role} | {letter} |" for role, letter in zip(roles, "ARCI", strict=True)),
            ],
            "lists": [f"- Responsible: {roles[0]}", f"- Accountable: {roles[1]}"],
            "others": ["| Name | Due |", "|---|---|", f"| x{number} | 1.{number}. |"],
        }
        parts += [f"## Part {number}", "R = does it, A = answers for it.", "\n".join(lines[kind])]
    return "\n\n".join(parts).encode()


def steps(data: bytes) -> int:
    """Return how many lines of code are run to read a document."""
    number = 0

    def count(_: FrameType, event: str, __: object) -> TraceFunction:
        nonlocal number
        number += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        importing.read(data, "x.md")
    finally:
        sys.settrace(before)
    return number


@pytest.mark.parametrize("kind", ["grids", "titles", "lists", "others"])
def test_a_document_of_a_hundred_tables_takes_linear_work(kind: str) -> None:
    """Twice as many tables take twice as many steps, whatever stands in them."""
    steps(document(3, kind))
    assert steps(document(100, kind)) < 2.2 * steps(document(50, kind))
