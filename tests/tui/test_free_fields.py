"""Free fields of channels and roles: shown, changed, taken out, added."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from raci.model.edit import SetField
from raci.model.error import EditError
from raci.tui.model import channel_forms, item_forms
from raci.tui.model.item_forms import free_edits, free_fields
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, TODAY, workspace

if TYPE_CHECKING:
    from raci.workspace import Workspace

EN = words_in("en")
VALUES = {
    "url": "https://alpenblick.example",
    "budget": 1200,
    "tags": ["a", "b"],
    "since": dt.date(2020, 1, 31),
    "poem": "two\nlines",
}


def _answered(values: dict[str, Any], **changes: str) -> dict[str, Any]:
    """Return what the fields would be; answers go by the fields' labels."""
    fields = free_fields(values, EN)
    answers = {field.key: changes.get(field.label, field.value) for field in fields}
    answers["own"] = changes.get("own", "")
    changed = dict(values)
    for edit in free_edits(("roles", "x"), values, answers, TODAY):
        assert isinstance(edit, SetField)
        assert edit.path[:3] == ("roles", "x", "fields")
        if len(edit.path) == 3:
            return {}
        changed[str(edit.path[3])] = edit.value
    return {name: value for name, value in changed.items() if value is not None}


def test_untouched_fields_stay_as_they_are() -> None:
    """Each kind of value; what does not fit into a line is not even shown."""
    assert free_edits(("roles", "x"), VALUES, {}, TODAY) == []
    assert _answered(VALUES) == VALUES
    assert [field.label for field in free_fields(VALUES, EN)] == [
        "url",
        "budget",
        "tags",
        "since",
        "Another field",
    ]


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("url", "1200", "1200"),
        ("budget", "1300", 1300),
        ("budget", "about 1300", "about 1300"),
        ("tags", '["a"]', ["a"]),
        ("since", "2021-02-28", dt.date(2021, 2, 28)),
    ],
)
def test_a_changed_value_keeps_its_kind_where_it_can(name: str, written: str, read: object) -> None:
    """A text stays a text, a number a number."""
    assert _answered(VALUES, **{name: written})[name] == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("link = https://x.example/?a=b", ("link", "https://x.example/?a=b")),
        ("Kosten stelle=4711", ("Kosten stelle", 4711)),
        ("id = 0815", ("id", "0815")),
        ("ends = 2027-01-31", ("ends", dt.date(2027, 1, 31))),
        ("ends = 2027-02-31", ("ends", "2027-02-31")),
    ],
)
def test_another_field_is_added(written: str, read: tuple[str, object]) -> None:
    """Numbers and days are such only where they can be nothing else."""
    assert _answered(VALUES, own=written) == {**VALUES, read[0]: read[1]}


@pytest.mark.parametrize("written", ["link", "= x", "link =", "url = twice"])
def test_half_a_field_is_refused(written: str) -> None:
    """Name and value are needed, and the name must be new."""
    with pytest.raises(EditError):
        _answered(VALUES, own=written)


def test_a_field_takes_another_name_in_its_place() -> None:
    """The line stays where it is, with its value and comment; undo brings the name back."""
    opened = workspace(GUEST_HOUSE.replace('example"\n', 'example"  # ours\nowner = "x"\n', 1))
    before = opened.text
    text = _changed(opened, **{"free-name-0": "link"})
    assert 'fields]\nlink = "https://alpenblick.example"  # ours\nowner = "x"\n' in text
    assert opened.organisation.channels["website"].fields == {
        "link": "https://alpenblick.example",
        "owner": "x",
    }
    opened.undo()
    assert opened.text == before


def test_a_field_takes_another_name_and_value_at_once() -> None:
    """One step changes both; an emptied field goes, whatever its name says."""
    opened = workspace()
    text = _changed(opened, **{"free-name-0": "link", "free-0": "https://x.example"})
    assert 'link = "https://x.example"' in text
    assert "url" not in text
    assert "fields" not in _changed(opened, **{"free-name-0": "url", "free-0": ""})


@pytest.mark.parametrize("changes", [{"free-name-0": ""}, {"free-name-0": "b"}, {"own": "c = 1"}])
def test_names_of_fields_are_there_once(changes: dict[str, str]) -> None:
    """None is empty, and none is taken already, by a field or by another's new name."""
    values, answers = {"a": "1", "b": "2"}, {"free-name-1": "c", **changes}
    with pytest.raises(EditError):
        free_edits(("roles", "x"), values, answers, TODAY)


def _changed(opened: Workspace, **changes: str) -> str:
    firm = opened.organisation
    channel = firm.channels["website"]
    fields = channel_forms.channel_fields(firm, channel, EN)
    answers = {field.key: field.value for field in fields} | changes
    edit = channel_forms.channel_edit(firm, channel, answers, TODAY)
    assert edit
    opened.apply(edit)
    opened.document.verify()
    return opened.text


def test_fields_reach_the_file_and_come_back() -> None:
    """Added, emptied, and undone to the same bytes; the last one takes its table along."""
    opened = workspace()
    text = _changed(opened, own="budget = 1200")
    assert 'example"\nbudget = 1200\n' in text
    _changed(opened, **{"free-0": ""})
    assert opened.organisation.channels["website"].fields == {"budget": 1200}
    _changed(opened, **{"free-0": ""})
    assert "fields" not in opened.text
    for _ in range(3):
        opened.undo()
    assert opened.text == GUEST_HOUSE


def test_a_role_takes_fields_too() -> None:
    """The table is made with its first field."""
    opened = workspace()
    firm = opened.organisation
    role = firm.roles["edv"]
    answers = {field.key: field.value for field in item_forms.role_fields(firm, role, EN)}
    edit = item_forms.role_edit(firm, role, answers | {"own": "contract = 17"}, TODAY)
    assert edit
    opened.apply(edit)
    assert opened.organisation.roles["edv"].fields == {"contract": 17}
    opened.undo()
    assert opened.text == GUEST_HOUSE
