"""Exports that people went on working with, and JSON that is only nearly ours."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.error import RaciError
from raci.model.organisation import Organisation
from raci.tables import importing
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.words import words_in
from support.files import values_of

if TYPE_CHECKING:
    from raci.tables.table import Table


def test_a_table_of_ours_without_letters_is_no_matrix() -> None:
    """Heads alone make none."""
    with pytest.raises(RaciError, match="no responsibility matrix"):
        importing.read(b"Channel,Kind,Leadership,Boss\nWeb,new,,\nFax,new,,\n", "x.csv")


def test_the_answer_of_an_import_keeps_duties_and_the_portfolio(
    table: Table, guesthouse: Organisation
) -> None:
    """It says which rows are more than channels, and can be imported again."""
    whole = replace(table, file=values_of(guesthouse, "en"))
    content = str(FORMATS["markdown"].write(whole, Layout.GRID, Options()))
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
