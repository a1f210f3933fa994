"""Adding many items as one step: as if one by one, at the cost of one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.model.edit import AddItem, Compound, SetCell
from raci.model.error import EditError
from raci.model.organisation import Cell
from raci.toml_edit.outline import Outline

if TYPE_CHECKING:
    from raci.model.edit import Edit

HEADERS = """\
format = 1
[organisation]
name = "Firm"

[roles.boss]
name = "Boss"

# Our channels
[channels.a]
name = "A"

[channels.a.raci]
boss = "A"

# The last one
[channels.z]
name = "Z"
"""
LINES = """\
format = 1
organisation.name = "Firm"
roles.boss = { name = "Boss" }
[channels]
a = { name = "A" }
z = { name = "Z" }  # the last one
"""
NONE = 'format = 1\n[organisation]\nname = "Firm"\n[roles.boss]\nname = "Boss"\n'


def _added(ids: list[str], before: str | None, *, upwards: bool = False) -> list[Edit]:
    edits: list[Edit] = []
    for id_ in ids:
        edits.append(AddItem("channels", id_, {"name": id_, "raci": {"boss": "AR"}}, before))
        before = id_ if upwards else before
    return edits


def _applied(text: str, edits: list[Edit]) -> Document:
    document = Document.parse(text, NAMES)
    for edit in edits:
        document = document.apply(edit).document
    document.verify()
    return document


@pytest.mark.parametrize("upwards", [False, True])
@pytest.mark.parametrize("before", ["a", "z", None])
@pytest.mark.parametrize("text", [HEADERS, HEADERS.replace("\n\n", "\n"), LINES])
def test_many_at_once_are_as_one_by_one(text: str, before: str | None, *, upwards: bool) -> None:
    """The same text comes out, whether items go behind each other or each before the last one."""
    edits = _added(["n1", "n2", "n3"], before, upwards=upwards)
    at_once = _applied(text, [Compound(tuple(edits))])
    assert at_once.text == _applied(text, edits).text
    expected = ["n3", "n2", "n1"] if upwards else ["n1", "n2", "n3"]
    ids = list(at_once.organisation.channels)
    assert [one for one in ids if one.startswith("n")] == expected


def test_the_first_items_of_a_file_are_added_at_once_too() -> None:
    """There is no neighbour to look like."""
    edits = _added(["n1", "n2", "n3"], None)
    at_once = _applied(NONE, [Compound(tuple(edits))])
    assert at_once.text == _applied(NONE, edits).text


@given(st.lists(st.tuples(st.sampled_from("abcdxyz"), st.sampled_from(["a", "z", "x", None]))))
def test_any_additions_at_once_are_as_one_by_one(wanted: list[tuple[str, str | None]]) -> None:
    """Whatever comes before what, also before what was just added; what cannot be is refused."""
    edits: list[Edit] = [AddItem("channels", id_, {"name": id_}, before) for id_, before in wanted]
    try:
        one_by_one = _applied(HEADERS, edits)
    except EditError:
        with pytest.raises(EditError):
            _applied(HEADERS, [Compound(tuple(edits))])
    else:
        at_once = _applied(HEADERS, [Compound(tuple(edits))])
        assert list(at_once.organisation.channels) == list(one_by_one.organisation.channels)


def test_other_edits_between_keep_their_turn() -> None:
    """An edit of what was added just before finds it."""
    edits = _added(["n1", "n2"], None)
    letters = SetCell("n1", "boss", Cell("R"))
    made = _applied(HEADERS, [Compound((edits[0], letters, edits[1]))])
    assert made.organisation.channels["n1"].raci["boss"].letters == "R"


def test_the_file_is_indexed_no_more_often_for_many() -> None:
    """Each index costs time that grows with the file: two thousand of them took twenty seconds."""
    counts = []
    for many in (2, 200):
        document = Document.parse(HEADERS, NAMES)
        edit = Compound(tuple(_added([f"n{number}" for number in range(many)], None)))
        with patch.object(Outline, "index", autospec=True, side_effect=Outline.index) as index:
            document.apply(edit)
        counts.append(index.call_count)
    assert counts[0] == counts[1]
