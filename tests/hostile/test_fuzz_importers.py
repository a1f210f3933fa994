"""Anything as a table: imported to a sound file, or refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raci.model.error import RaciError
from raci.tables import importing
from raci.tables.importing import Stated
from support import examples
from support.strange.laws import import_holds
from support.strange.tables import contained, seeds

pytestmark = pytest.mark.slow

SEEDS = seeds()
few = settings(max_examples=examples(6), suppress_health_check=list(HealthCheck))

#: What each kind is steered by, and what somebody may want to act.
PIECES = (
    *"|\"',;\t\n&\\{}[]<>`*_~#=-+:%!/.",
    "\x00",
    "\x1b]0;x\x07",
    "\u202e",
    "=cmd|' /C calc'!A0",
    "<script>",
    "<td colspan=99999 rowspan=99999>",
    "|===",
    "{|",
    "|}",
    "\\begin{tabular}{",
    "\\multicolumn{99999}{l}{",
    "\\\\[",
    "&a [*a, *a]",
    "? [",
    "'''",
    "```",
    ".. csv-table::\n",
    "+---+---+",
    "<![CDATA[",
    "<!ENTITY a '&a;'>",
    "99+|",
    "A/R",
    "Responsible",
    "А",
)


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_seeds_are_imported(kind: str) -> None:
    """The small tables that everything else is made from are sound."""
    found = importing.read(contained(kind, SEEDS[kind]), "table", Stated(source=kind))
    assert [len(table.rows) for table in found.tables] == [4 if kind == "xls" else 3]


@pytest.mark.parametrize("kind", sorted(SEEDS))
@few
@given(st.data())
def test_any_bytes(kind: str, data: st.DataObject) -> None:
    """Bytes of any kind, in a sound container, are imported or refused."""
    import_holds(kind, contained(kind, data.draw(st.binary(max_size=200))))


@pytest.mark.parametrize("kind", sorted(SEEDS))
@few
@given(st.data())
def test_spoilt_tables(kind: str, data: st.DataObject) -> None:
    """A sound table with pieces put in, cut out and doubled is imported or refused."""
    text = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from((0, 0, 1, 9, 40)))
        piece = data.draw(st.sampled_from(PIECES)).encode() * data.draw(st.sampled_from((1, 1, 30)))
        text[start:end] = data.draw(st.sampled_from((piece, bytes(text[start:end]) * 3)))
    import_holds(kind, contained(kind, bytes(text)))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx", "xls"])
@few
@given(st.data())
def test_spoilt_containers(kind: str, data: st.DataObject) -> None:
    """A damaged archive is refused, whichever of its bytes are damaged."""
    whole = bytearray(contained(kind, SEEDS[kind]))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    import_holds(kind, bytes(whole[: data.draw(st.integers(1, len(whole)))]))


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "undefined", "unicode_escape", "utf-7", "hex", "rot13", "none"]
)
def test_charsets_that_are_none(charset: str) -> None:
    """What a page or a mail says of its charset may be one of Python's codecs that is none."""
    table = SEEDS["html"] + b"\xff\\x00"
    import_holds("html", b"<meta charset=" + charset.encode() + b">" + table)
    head = f"mime-version: 1.0\ncontent-type: text/html; charset={charset}\n\n"
    import_holds("html", head.encode() + table)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("json", '{"version": "1", "roles": [], "rows": [], "departments": true}'),
        (
            "json",
            '{"version": "1", "roles": [{"id": "a", "name": "A", "department": []}], "rows": []}',
        ),
        (
            "json",
            '{"version": "1", "tables": [{"roles": [], "rows": [{"cells": {}, "duty": []}]}]}',
        ),
        ("json", '[{"Task": "\\ud800", "Head": "A", "Office": "R"}]'),
        ("yaml", "? &a [b]\n: c\n? [*a, *a]\n: d"),
        ("yaml", "a: &a [*a]"),
        ("csv", 'sep="\na"b\n'),
        (
            "html",
            "mime-version: 1.0\n"
            + "".join(
                f'content-type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(900)
            ),
        ),
    ],
)
def test_faults_that_were_found(kind: str, text: str) -> None:
    """What once ended in a traceback does not."""
    import_holds(kind, text.encode())


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_parts_that_are_called_otherwise_inside(part: str) -> None:
    """A part of a workbook whose name in the list is another than at its place is damaged."""
    data = contained("xlsx", SEEDS["xlsx"])
    spoilt = data[::-1].replace(part.encode()[::-1], part.replace("x", "y", 1).encode()[::-1], 1)
    import_holds("xlsx", spoilt[::-1])


def test_rows_numbered_with_thousands_of_digits() -> None:
    """A row of a workbook that calls itself by a number Python does not read is none."""
    row = b'<row r="' + b"1" * 5000 + b'"><c r="A1"><v>1</v></c></row>'
    import_holds("xlsx", contained("xlsx", SEEDS["xlsx"].replace(b"<row>", row + b"<row>", 1)))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c t="str"><v>A</v></c></row><row><c r="XFD1"><v>1</v></c></row>',
        '<row><c r="ZZ1048576"><v>1</v></c></row>',
        '<row r="1"><c r="ZZ1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='ZZ1048576'><v>1</v></c></row>",
        '<row r="1">' + "<c><v>1</v></c>" * 16_000 + "</row>" + "<row><c><v>1</v></c></row>" * 9000,
    ],
    ids=["far down", "far off", "far off in a row", "other quotes", "no places"],
)
def test_sheets_that_hide_how_far_they_reach(rows: str) -> None:
    """The reader of workbooks fills in all between two cells, and ends the process if it cannot."""
    data = contained("xlsx", SEEDS["xlsx"].replace(b"<sheetData>", b"<sheetData>" + rows.encode()))
    with pytest.raises(RaciError, match=r"cells|columns"):
        importing.read(data, "table", Stated(source="xlsx"))


@pytest.mark.parametrize("old", [b"</table:table>", b"</table:table-row>", b"</text:p>"])
def test_tables_that_never_end(old: bytes) -> None:
    """The reader of workbooks waits for ever for the end of a table that was spoilt."""
    spoilt = SEEDS["ods"].replace(old, b"</tabl!:table>")
    with pytest.raises(RaciError, match="damaged"):
        importing.read(contained("ods", spoilt), "table", Stated(source="ods"))
