"""What exports carry along: values that come back exactly, and letters by the ids of rows."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.organisation import Duty
from raci.tables.carried import (
    PORTFOLIO,
    carried,
    key_text,
    on_page,
    row_key,
    values_of,
    with_letters,
)

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_plain = st.one_of(
    _texts,
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.dates(),
    st.lists(_texts, max_size=3),
)
_values = st.dictionaries(
    _texts, st.recursive(_plain, lambda part: st.dictionaries(_texts, part, max_size=3)), max_size=4
)

FIRM: dict[str, Any] = {
    "format": 1,
    "organisation": {"name": "Alpenblick", "language": "de"},
    "roles": {"owner": {"name": "Owner"}, "office": {"name": "Office"}},
    "portfolio": {"raci": {"owner": "A"}},
    "channels": {
        "website": {
            "name": "Website",
            "raci": {"owner": "A", "office": {"letters": "R", "why": "since May"}},
            "duties": {"content": {"office": "R"}},
        }
    },
}


@given(_values)
def test_values_come_back(values: dict[str, Any]) -> None:
    """Whatever a file holds is the same after the way out and in."""
    assert values_of(carried(values)) == values


@given(_values)
def test_the_text_closes_nothing_around_it(values: dict[str, Any]) -> None:
    """No element, no comment, no terminal and no XML parser takes the text for anything else."""
    assert not re.search("[<>\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufffe\uffff]", carried(values))


def test_damage_is_nothing() -> None:
    """A text that somebody cut is no reason to refuse the table beside it."""
    assert values_of("format = 1\n[organisa") == {}
    assert carried({}) == ""


def test_pages_carry_what_they_show() -> None:
    """Names, groups and notes go along; links, reviews, waivers and free fields stay at home."""
    website = {**FIRM["channels"]["website"], "combines_with": ["fax"], "fields": {"pin": "1234"}}
    office = {"name": "Office", "reports_to": "owner", "fields": {"salary": 1}}
    firm = {**FIRM, "roles": {"office": office}, "channels": {"website": website}, "waivers": [1]}
    assert on_page(firm) == {
        "format": 1,
        "organisation": FIRM["organisation"],
        "roles": {"office": {"name": "Office"}},
        "channels": {
            "website": {
                "name": "Website",
                "raci": {"office": {"letters": "R", "why": "since May"}},
            }
        },
    }


@given(_texts.filter(bool), st.sampled_from(["", *Duty]))
def test_ids_of_rows_come_back(channel: str, duty: str) -> None:
    """Whatever an id is, the text in the column of ids means that row again."""
    assert row_key(key_text(channel, duty)) == (channel, duty)
    assert row_key(key_text(None, None)) == ("", PORTFOLIO)


@pytest.mark.parametrize("text", ["", "/", "website/x", "/content"])
def test_other_texts_are_no_ids(text: str) -> None:
    """What somebody else writes into a column of ids means no row of ours."""
    assert row_key(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("channels = 5", "roles.a = 1", "channels.a.raci = 1", "channels.a.duties.content = 1"),
        *("portfolio.raci = []", "table = 1", "a = 1\na = 2"),
    ],
)
def test_values_of_no_file_are_nothing(text: str) -> None:
    """Somebody wrote something else there: the table is read as anybody's."""
    assert values_of(text) == {}


def _letters(**changed: str) -> dict[tuple[str, str], dict[str, str]]:
    cells = {"owner": "A", "office": "R"} | changed
    return {
        ("", PORTFOLIO): {"owner": "A", "office": ""},
        ("website", ""): cells,
        ("website", "content"): {"owner": "", "office": "R"},
    }


def test_letters_as_they_are_change_nothing() -> None:
    """A table that nobody touched gives the file back as it was."""
    assert with_letters(FIRM, _letters()) == FIRM


def test_changed_letters_are_those_of_the_table() -> None:
    """A letter that somebody typed replaces the file's; a note on the cell stays."""
    found = with_letters(FIRM, _letters(owner="AR", office="C"))["channels"]["website"]["raci"]
    assert found == {"owner": "AR", "office": {"letters": "C", "why": "since May"}}


def test_emptied_cells_are_empty_but_for_their_notes() -> None:
    """A letter that somebody deleted is gone; nothing else that was filled goes with it."""
    found = with_letters(FIRM, _letters(owner="", office=""))["channels"]["website"]["raci"]
    assert found == {"office": {"letters": "", "why": "since May"}}


def test_letters_where_there_were_none_make_their_tables() -> None:
    """A first letter in a duty or in the portfolio row makes the table it belongs to."""
    plain = {**FIRM, "portfolio": {}, "channels": {"website": {"name": "Website"}}}
    found = with_letters(
        plain, {("", PORTFOLIO): {"owner": "A"}, ("website", "content"): {"office": "R"}}
    )
    assert found["portfolio"] == {"raci": {"owner": "A"}}
    assert found["channels"]["website"]["duties"] == {"content": {"office": "R"}}
    assert plain["channels"] == {"website": {"name": "Website"}}


def test_unknown_rows_and_missing_ones_do_no_harm() -> None:
    """A row that the file does not have is left out; rows that the table lacks stay."""
    assert with_letters(FIRM, {("fax", ""): {"owner": "A"}}) == FIRM


def test_dates_stay_dates() -> None:
    """A review's day is no text."""
    values = {"on": dt.date(2026, 9, 1)}
    assert values_of(carried(values)) == values
