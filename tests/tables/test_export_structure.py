import datetime as dt
import json
from typing import Any

import pytest

from raci.frozen import replace
from raci.model.error import RaciError
from raci.model.organisation import Channel, Organisation
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.words import words_in


def _document(table: Table, role: str | None = None) -> Any:  # noqa: ANN401 - JSON is anything
    text = FORMATS["json"].write(table, Layout.GRID, Options(roles=(role,) if role else ()))
    assert isinstance(text, str)
    return json.loads(text)


def test_rows_hold_their_cells_with_why_and_until(table: Table) -> None:
    """Cells are found by role id and tell letters, why and until."""
    website = _document(table)["rows"][0]
    assert website["cells"]["it"] == {
        "letters": "C",
        "why": "bis zum Relaunch",
        "until": "2027-01-31",
    }
    assert website["cells"]["buero"] == {"letters": "R", "why": None, "until": None}
    assert website["standing"] == {
        "reach": "personal",
        "distance": 0,
        "within": True,
        "line": ["inhaberin"],
    }


def test_duties_stand_inside_their_channel(table: Table) -> None:
    """A duty's letters are part of the channel's row."""
    document = _document(table)
    assert [row["id"] for row in document["rows"]] == [
        "website",
        "prospekt",
        "aushang",
        "portal",
        "tiktok",
        "fax",
    ]
    assert list(document["rows"][0]["duties"]) == ["implementation"]
    assert document["rows"][0]["duties"]["implementation"]["it"]["letters"] == "R"


def test_the_file_s_own_facts_are_kept(table: Table) -> None:
    """Kind, phases, links, reviews, groups and free fields come along."""
    document = _document(table)
    website, aushang = document["rows"][0], document["rows"][2]
    assert website["kind"] == "new"
    assert website["phases"] == ["before", "after"]
    assert website["combines_with"] == ["prospekt"]
    assert website["reviewed"] == {
        "on": "2026-09-01",
        "by": "inhaberin",
        "raci": {"inhaberin": "A"},
        "duties": {"content": {"inhaberin": "A"}},
    }
    assert aushang["fields"] == {"ort": "Flur"}
    assert document["portfolio"]["inhaberin"]["letters"] == "A"
    assert document["roles"][4]["fields"] == {"seit": "2020-01-01", "satz": "inf"}


def test_free_fields_become_what_json_has() -> None:
    """Lists, tables, dates, times and numbers without end in free fields are written as JSON."""
    fields = {
        "tags": ["a", dt.date(2026, 1, 2)],
        "more": {"at": dt.time(8, 30), "limit": float("nan"), "yes": True},
    }
    organisation = Organisation(channels={"c": Channel("c", "C", fields=fields)})
    table = from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})
    assert _document(table)["rows"][0]["fields"] == {
        "tags": ["a", "2026-01-02"],
        "more": {"at": "08:30:00", "limit": "nan", "yes": True},
    }


def test_nothing_a_terminal_obeys_is_in_the_text(table: Table) -> None:
    """Control characters are escaped, and the value stays what it was."""
    nasty = replace(table, title="\x9b31m\x1b\u2028é")
    text = FORMATS["json"].write(nasty, Layout.GRID, Options())
    assert isinstance(text, str)
    assert "\\u009b31m\\u001b\\u2028é" in text
    assert json.loads(text)["title"] == "\x9b31m\x1b\u2028é"


def test_one_role_keeps_its_letters_only(table: Table) -> None:
    """With a role chosen, other roles and their letters are missing."""
    document = _document(table, "buero")
    assert [role["id"] for role in document["roles"]] == ["buero"]
    assert set(document["rows"][0]["cells"]) == {"buero"}
    with pytest.raises(RaciError):
        _document(table, "nobody")
