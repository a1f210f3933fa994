"""What the forms ask, and what their answers change in the file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from raci.frozen import replace
from raci.model.edit import SetField
from raci.model.error import EditError
from raci.tui.model import channel_forms, item_forms, setting_forms
from raci.tui.model.edits import Target
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, TODAY, workspace

if TYPE_CHECKING:
    from raci.tui.model.fields import Field, Value
    from raci.workspace import Workspace

EN = words_in("en")
OFFICE = Target("website", None, "buero")


def _answers(fields: tuple[Field, ...], **changes: Value) -> dict[str, Value]:
    return {**{field.key: field.value for field in fields}, **changes}


@pytest.fixture(name="opened")
def _opened() -> object:
    return workspace()


def _channel(opened: Workspace, **changes: Value) -> str:
    firm = opened.organisation
    channel = firm.channels["website"]
    fields = channel_forms.channel_fields(firm, channel, EN)
    edit = channel_forms.channel_edit(firm, channel, _answers(fields, **changes), TODAY)
    if edit:
        opened.apply(edit)
    return opened.text


def test_a_form_that_was_not_touched_changes_nothing(opened: Workspace) -> None:
    """Channel, role, department and cell answer as they were asked."""
    firm = opened.organisation
    for channel in firm.channels.values():
        asked = _answers(channel_forms.channel_fields(firm, channel, EN))
        assert channel_forms.channel_edit(firm, channel, asked, TODAY) is None
    for role in firm.roles.values():
        assert (
            item_forms.role_edit(
                firm, role, _answers(item_forms.role_fields(firm, role, EN)), TODAY
            )
            is None
        )
    for department in firm.departments.values():
        asked = _answers(item_forms.department_fields(department, EN))
        assert item_forms.department_edit(department, asked) is None
    asked = _answers(channel_forms.cell_fields(firm, OFFICE, EN))
    assert channel_forms.cell_edit(firm, OFFICE, asked, TODAY) is None


def test_only_what_was_changed_is_written(opened: Workspace) -> None:
    """A new name changes one line."""
    text = _channel(opened, name="Webauftritt")
    assert text == GUEST_HOUSE.replace('name = "Website"', 'name = "Webauftritt"')


def test_all_fields_of_a_channel_reach_the_file(opened: Workspace) -> None:
    """Each kind of field is written as the format wants it and read back the same."""
    changes: dict[str, Value] = {
        "group": "",
        "kind": "third-party",
        "phases": ("during",),
        "critical": False,
        "status": "planned",
        "combines_with": "kununu, Prospekt",
        "reviewed": "1.10.2026",
        "by": "",
        "note": "",
    }
    _channel(opened, **changes)
    channel = opened.organisation.channels["website"]
    assert (channel.group, channel.kind, channel.phases) == (None, "third-party", ("during",))
    assert (channel.critical, channel.status, channel.note) == (False, "planned", None)
    assert channel.combines_with == ("kununu", "prospekt")
    assert channel.review is not None
    assert (channel.review.on, channel.review.by) == (dt.date(2026, 10, 1), None)
    assert channel.review.raci == {role: cell.letters for role, cell in channel.raci.items()}
    opened.document.verify()


def test_a_review_by_somebody_else_saw_the_same(opened: Workspace) -> None:
    """Who it was can be corrected; what was seen on that day stays, or stays unknown."""
    saw = 'raci = { inhaberin = "R" }'
    opened.apply(SetField(("channels", "website", "reviewed", "raci"), {"inhaberin": "R"}))
    assert f'reviewed = {{ on = 2026-09-01, by = "marketing", {saw} }}' in _channel(
        opened, by="marketing"
    )
    opened.apply(SetField(("channels", "website", "reviewed"), dt.date(2026, 9, 1)))
    assert 'reviewed = { on = 2026-09-01, by = "marketing" }' in _channel(opened, by="marketing")


def test_a_reviewer_is_shown_by_name_and_kept_by_id(opened: Workspace) -> None:
    """A role's name is read as that role; whoever is none stays as written."""
    shown = {field.key: field for field in _fields(opened)}
    assert (shown["by"].value, "Büro" in shown["by"].known) == ("Inhaberin", True)
    assert 'by = "buero"' in _channel(opened, by="büro")
    assert 'by = "Dr. Niemand"' in _channel(opened, by="Dr. Niemand")
    opened.apply(SetField(("channels", "website", "reviewed", "by"), "Inhaberin"))
    assert 'by = "Inhaberin"' in _channel(opened, note="x")


def test_a_reviewer_of_a_name_that_two_roles_have_is_shown_by_id(opened: Workspace) -> None:
    """What was not touched stays, and nobody is taken for somebody else."""
    opened.apply(SetField(("roles", "buero", "name"), "Inhaberin"))
    assert next(field.value for field in _fields(opened) if field.key == "by") == "inhaberin"
    assert 'by = "Inhaberin"' in _channel(opened, by="Inhaberin")


def _fields(opened: Workspace) -> tuple[Field, ...]:
    firm = opened.organisation
    return channel_forms.channel_fields(firm, firm.channels["website"], EN)


def test_all_fields_of_a_role_reach_the_file(opened: Workspace) -> None:
    """Lists of one are written as one, several as a list."""
    firm = opened.organisation
    role = firm.roles["buero"]
    changes: dict[str, Value] = {
        "name": "Büroleitung",
        "short": "BL",
        "department": "leitung",
        "discipline": "service",
        "leadership": True,
        "external": True,
        "holder": "B. Maier",
        "deputy": "",
        "reports_to": "Inhaberin, EDV-Dienstleister",
        "note": "neu",
    }
    edit = item_forms.role_edit(
        firm, role, _answers(item_forms.role_fields(firm, role, EN), **changes), TODAY
    )
    assert edit
    opened.apply(edit)
    changed = opened.organisation.roles["buero"]
    assert (changed.name, changed.short, changed.department) == ("Büroleitung", "BL", "leitung")
    assert (changed.leadership, changed.external, changed.discipline) == (True, True, "service")
    assert (changed.holders, changed.deputies) == (("B. Maier",), ())
    assert changed.reports_to == ("inhaberin", "edv")
    opened.document.verify()


@pytest.mark.parametrize(
    ("short", "name", "left"),
    [
        ("BÜR", "Rezeption", None),
        ("BÜR", "Büro und Rezeption", "BÜR"),
        ("FO", "Rezeption", "FO"),
    ],
    ids=["made of the old name", "fits the new one, too", "its own word"],
)
def test_a_short_name_follows_the_name(
    opened: Workspace, short: str, name: str, left: str | None
) -> None:
    """A head that was made of the old name would name somebody who is gone."""
    firm = opened.organisation
    role = replace(firm.roles["buero"], short=short)
    answers = _answers(item_forms.role_fields(firm, role, EN), name=name)
    edit = item_forms.role_edit(firm, role, answers, TODAY)
    assert edit
    opened.apply(SetField(("roles", "buero", "short"), short))
    opened.apply(edit)
    assert opened.organisation.roles["buero"].short == left


def test_every_field_of_a_form_says_what_it_means(opened: Workspace) -> None:
    """In the words of the file's own table of keys."""
    firm = opened.organisation
    asked = [
        *item_forms.role_fields(firm, firm.roles["buero"], EN),
        *channel_forms.channel_fields(firm, firm.channels["website"], EN),
        *setting_forms.organisation_fields(firm, EN),
        *setting_forms.waiver_fields(TODAY, EN),
    ]
    assert [field.key for field in asked if not field.about] == []


def test_a_department_takes_another_discipline(opened: Workspace) -> None:
    """Other is the default and is not written."""
    department = opened.organisation.departments["leitung"]
    asked = _answers(item_forms.department_fields(department, EN), discipline="other", name="Haus")
    edit = item_forms.department_edit(department, asked)
    assert edit
    opened.apply(edit)
    assert "discipline" not in opened.text.split("[roles")[0]
    assert opened.organisation.departments["leitung"].name == "Haus"


def test_a_cell_takes_letters_reason_and_day(opened: Workspace) -> None:
    """All three in one edit."""
    firm = opened.organisation
    asked = {"letters": "ra", "why": "Vertretung", "until": "31.12.2026"}
    edit = channel_forms.cell_edit(firm, OFFICE, asked, TODAY)
    assert edit
    opened.apply(edit)
    cell = opened.organisation.channels["website"].raci["buero"]
    assert (cell.letters, cell.why, cell.until) == ("AR", "Vertretung", dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"name": " "}, "name is needed"),
        ({"combines_with": "Prospekte"}, "Prospekt"),
        ({"combines_with": "xyzzy"}, "does not exist"),
        ({"reviewed": "gestern"}, "no day"),
        ({"reviewed": "31.2.2026"}, "no day"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    opened: Workspace, changes: dict[str, Value], named: str
) -> None:
    """The form says what is wrong, and the nearest name where there is one."""
    with pytest.raises(EditError) as refused:
        _channel(opened, **changes)
    assert named in EN.say(refused.value.text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None),
        ("2027-01-31", dt.date(2027, 1, 31)),
        ("31.1.2027", dt.date(2027, 1, 31)),
        ("1. 2. 2027", dt.date(2027, 2, 1)),
        ("31.3.27", dt.date(2027, 3, 31)),
        ("31.3.", dt.date(2027, 3, 31)),
        ("21.11.", TODAY),
        ("heute", TODAY),
    ],
)
def test_days_are_read_as_people_write_them(written: str, meant: dt.date | None) -> None:
    """ISO and the German way; a day without a year is the next one after the editor's day."""
    assert item_forms.day(written, TODAY) == meant


def test_names_are_found_without_case_and_by_id() -> None:
    """Who knows the id may write it."""
    known = {"buero": "Büro", "a": "Doppel", "b": "Doppel", "c": "Komma, mit"}
    assert item_forms.ids(known, "büro, buero, BURO, a") == ["buero", "a"]
    assert item_forms.names(known, ["buero", "a", "c", "gone"]) == "Büro, a, c, gone"


@pytest.mark.parametrize(("language", "shown"), [("de", "31.01.2027"), ("en", "2027-01-31")])
def test_days_are_shown_as_the_language_writes_them(
    opened: Workspace, language: str, shown: str
) -> None:
    """And a form that was not touched changes nothing in either."""
    firm, words = opened.organisation, words_in(language)
    fields = channel_forms.cell_fields(firm, OFFICE, words)
    assert _answers(fields)["until"] == shown
    assert channel_forms.cell_edit(firm, OFFICE, _answers(fields), TODAY) is None


def test_blanks_around_a_note_are_no_change() -> None:
    """A field answers without them; only what a person typed is written."""
    text = GUEST_HOUSE.replace('note = "Relaunch im Frühjahr"', 'note = """\ntwo\nlines\n"""', 1)
    assert text != GUEST_HOUSE
    opened = workspace(text)
    firm = opened.organisation
    fields = channel_forms.channel_fields(firm, firm.channels["website"], EN)
    asked = {
        key: value.strip() if isinstance(value, str) else value
        for key, value in _answers(fields).items()
    }
    assert channel_forms.channel_edit(firm, firm.channels["website"], asked, TODAY) is None


def test_a_new_channel_takes_kind_and_phases_of_the_catalogue(opened: Workspace) -> None:
    """By its name or a synonym in any language; a name of one's own takes nothing."""
    assert channel_forms.usual_values({"name": "Zeltlager"}) == {}
    usual = channel_forms.usual_values({"name": "webshop"})
    assert usual == {"kind": "new", "phases": ("before", "during", "after")}
    edit = channel_forms.new_channel(opened.organisation, {"name": "Webshop", **usual}, "prospekt")
    opened.apply(edit)
    made = opened.organisation.channels["webshop"]
    assert (made.kind, len(made.phases)) == ("new", 3)


def test_only_channels_that_are_not_there_complete_a_new_name(opened: Workspace) -> None:
    """In the organisation's language."""
    name = channel_forms.new_channel_fields(opened.organisation, None, EN)[0]
    assert "Online shop" in name.known
    assert "Website" not in name.known


def test_a_role_without_a_discipline_shows_that_of_its_department(opened: Workspace) -> None:
    """The list says what counts while nothing is chosen, instead of nothing."""
    firm = opened.organisation
    role = next(one for one in firm.roles.values() if firm.is_leader(one))
    (field,) = (one for one in item_forms.role_fields(firm, role, EN) if one.key == "discipline")
    assert (field.value, field.hint) == ("", "management, as its department")
