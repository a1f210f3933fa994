"""Exports that people went on working with, and JSON that is only nearly ours."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from raci.model.error import RaciError
from raci.model.organisation import Organisation
from raci.tables import importing
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout
from raci.tables.options import Options
from raci.words import words_in

if TYPE_CHECKING:
    from raci.tables.table import Table


def said(found: importing.Imported) -> list[tuple[str, str]]:
    """Return where doubts are and what they say."""
    return [(one.place, words_in("en").say(one.message)) for one in found.doubts]


def test_rows_and_columns_added_to_a_page_of_ours() -> None:
    """A row without a name and a column behind the sums are told; the rest is read."""
    page = (
        "<h1>RACI matrix: Firm</h1><table><caption>RACI matrix: Firm, 2026-11-21</caption>"
        "<tr><th>Channel</th><th>Boss</th><th>Desk</th><th>Σ A</th><th>Budget</th><th></th></tr>"
        "<tr><td>Web</td><td>A</td><td>R</td><td>1</td><td>100</td><td>x</td></tr>"
        "<tr><td></td><td></td><td>R</td><td></td><td></td><td></td></tr>"
        "<tr><td></td><td></td><td></td><td></td><td>7</td><td></td></tr></table>"
    )
    found = importing.read(page.encode(), "x.html")
    assert [(row.name, dict(row.cells)) for row in found.tables[0].rows] == [
        ("Web", {"Boss": "A", "Desk": "R"})
    ]
    assert said(found) == [
        ("x.html:1", "A row has letters, but no name; left aside."),
        ("x.html:1", "Column “Budget” holds no letters; left aside."),
    ]


def test_a_table_of_ours_without_letters_is_no_matrix() -> None:
    """Heads alone make none."""
    with pytest.raises(RaciError, match="no responsibility matrix"):
        importing.read(b"Channel,Kind,Leadership,Boss\nWeb,new,,\nFax,new,,\n", "x.csv")


def test_days_that_are_none_stay_in_the_note() -> None:
    """No last day is made of a date that there is not."""
    text = "Channel,Leadership,Boss,Notes\nWeb,★,A,Boss (A): until 2026-02-30\nFax,★,A,Desk: why\n"
    web, fax = importing.read(text.encode(), "x.csv").tables[0].rows
    assert (dict(web.whys), dict(web.untils)) == ({"Boss": "until 2026-02-30"}, {})
    assert (dict(fax.whys), fax.meaning.facts) == ({}, {"note": "Desk: why"})


def test_notes_with_semicolons_stay_whole() -> None:
    """What names no role goes on with the note before it."""
    text = "Channel,Leadership,Boss,Notes\nWeb,★,A,a; b; Boss (A): c; d\nFax,★,A,\n"
    web = importing.read(text.encode(), "x.csv").tables[0].rows[0]
    assert (dict(web.whys), web.meaning.facts) == ({"Boss": "c; d"}, {"note": "a; b"})


def test_roles_without_letters_come_back_from_workbooks(table: Table) -> None:
    """A workbook has a sheet for each role, with letters or without."""
    content = FORMATS["xlsx"].write(table, Layout.ROLE, Options())
    assert isinstance(content, bytes)
    found = importing.read(content, "x.xlsx")
    assert set(found.tables[0].roles) == {column.label for column in table.columns}


def test_the_answer_of_an_import_keeps_duties_and_the_portfolio(table: Table) -> None:
    """It says which rows are more than channels, and can be imported again."""
    content = str(FORMATS["markdown"].write(table, Layout.GRID, Options()))
    first = importing.read(content.encode(), "x.md")
    answer = importing.to_json(first, words_in("en"))
    rows = answer["tables"][0]["rows"]
    assert rows[0]["portfolio"] is True
    assert (rows[2]["channel"], rows[2]["duty"]) == ("Website", "implementation")
    again = importing.read(json.dumps(answer).encode(), "x.json")
    assert importing.to_json(again, words_in("en"))["tables"] == answer["tables"]


def test_what_is_wrong_in_our_json_is_left(table: Table) -> None:
    """Unknown kinds, parts, days and duties are nothing; letters stay."""
    tree = json.loads(str(FORMATS["json"].write(table, Layout.GRID, Options())))
    tree["scheme"] = {"name": "X", "own": True, "letters": [{"letter": "AB"}, 1]}
    row = tree["rows"][0]
    row |= {"kind": "odd", "status": 1, "reviewed": {"on": "soon"}, "phases": "all", "note": ["x"]}
    row["duties"] = {"odd": row["cells"], "content": 1}
    tree["scheme"]["letters"] += [
        {"letter": char, "part": part, "label": char, "per_row": "odd"}
        for char, part in (("A", "accountable"), ("R", "responsible"), ("C", "consulted"))
    ]
    seen = {"on": "2026-09-01", "raci": {"x": ["A"]}, "duties": {"odd": {}}}
    tree["rows"][1] |= {"reviewed": seen}
    found = importing.read(json.dumps(tree).encode(), "x.json")
    assert list(found.scheme.letters) == ["A", "R", "C"]
    other = importing.to_values(found, "Firm", "en")["channels"][tree["rows"][1]["id"]]
    assert other["reviewed"] == dt.date(2026, 9, 1)
    channel = importing.to_values(found, "Firm", "en")["channels"][row["id"]]
    assert set(channel) <= {"name", "group", "combines_with", "critical", "raci", "fields"}
    tree["scheme"] = None
    assert importing.read(json.dumps(tree).encode(), "x.json").scheme == Organisation().scheme


def test_a_note_of_many_colons_is_read_once() -> None:
    """Only so far as a role's name reaches is looked for one; two hundred thousand take no time."""
    text = f"Channel,Leadership,Boss,Notes\nWeb,★,A,{'a: ' * 200_000}\nFax,★,A,\n"
    web = importing.read(text.encode(), "x.csv").tables[0].rows[0]
    assert (dict(web.whys), len(web.meaning.facts["note"])) == ({}, 599_999)
