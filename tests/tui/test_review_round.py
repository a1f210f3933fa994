"""The review round and the choice of rows."""

from __future__ import annotations

import pytest

from raci.check.rule_names import NAMES
from raci.model.edit import AddWaiver, SetField
from raci.model.error import EditError
from raci.tui.grid.palette import UNICODE
from raci.tui.model import setting_forms
from raci.tui.screen.board import LiveBoard
from raci.tui.screen.modes import ReviewRound, filters
from raci.words import words_in
from support.editor.firm import (
    TODAY,
    workspace,
)

EN = words_in("en")


def test_the_round_tells_how_far_it_is() -> None:
    """The header counts from one."""
    reviewing = ReviewRound(("a", "b"), None)
    assert EN.say(reviewing.told).startswith("review 1/2")
    reviewing.place = 2
    assert reviewing.channel is None


def _kept(key: str, role: str | None = None) -> list[str]:
    opened = workspace()
    board = LiveBoard(opened, words_in("en"), UNICODE)
    board.begin().settle()
    chosen = {entry.key: entry for entry in filters(board, role)}[key]
    return [one.id for one in opened.organisation.channels.values() if chosen.keep(one)]


def test_rows_are_chosen_by_what_they_have_in_common() -> None:
    """Findings, owners, kind, phase, role."""
    assert "kununu" in _kept("findings")
    assert _kept("unowned") == ["kununu"]
    assert _kept("kind new") == ["website"]
    assert _kept("phase after") == ["website"]
    assert _kept("role", "buero") == ["website", "prospekt"]


def test_without_a_role_under_the_cursor_there_is_no_such_filter() -> None:
    """The list offers only what makes sense."""
    board = LiveBoard(workspace(), words_in("en"), UNICODE)
    assert "role" not in {entry.key for entry in filters(board, None)}


def test_a_waiver_covers_the_finding_it_was_made_for() -> None:
    """After reason and day are given, the check no longer shows the finding."""
    opened = workspace()
    opened.check.settle()
    finding = next(one for one in opened.check.findings if one.code == "RACI101")
    fields = setting_forms.waiver_fields(TODAY, EN)
    answers = {field.key: field.value for field in fields} | {"reason": "so it is"}
    edit = setting_forms.waiver_edit(opened.organisation, finding, answers, TODAY)
    assert isinstance(edit, AddWaiver)
    opened.apply(edit)
    opened.check.settle()
    assert all(one.waived for one in opened.check.findings if one.code == "RACI101")


def test_a_waiver_without_reason_or_day_is_refused() -> None:
    """Both are asked for; nothing is for ever."""
    opened = workspace()
    opened.check.settle()
    finding = opened.check.findings[0]
    for answers in ({"reason": "", "until": "2027-01-01"}, {"reason": "x", "until": ""}):
        with pytest.raises(EditError) as refused:
            setting_forms.waiver_edit(opened.organisation, finding, {**answers, "by": ""}, TODAY)
        assert "needed" in EN.say(refused.value.text)


def test_the_organisation_itself_is_edited() -> None:
    """A form left as it was changes nothing; a new name is one line."""
    opened = workspace()
    fields = setting_forms.organisation_fields(opened.organisation, EN)
    answers = {field.key: field.value for field in fields}
    assert setting_forms.organisation_edit(opened.organisation, answers) is None
    edit = setting_forms.organisation_edit(
        opened.organisation, {**answers, "name": "Neu", "size": "large"}
    )
    assert edit
    opened.apply(edit)
    assert (opened.organisation.name, opened.organisation.size) == ("Neu", "large")


def test_a_rule_weighs_what_the_file_says() -> None:
    """Severity and limits are written under the rule's name; empty ones are taken out."""
    opened = workspace()
    rule = NAMES.by_name["overloaded-accountable"]
    answers = {"severity": "info", "share": "0.7", "rows": ""}
    edit = setting_forms.rule_edit(opened.organisation, rule, answers, EN)
    assert edit
    opened.apply(edit)
    settings = opened.organisation.check.rules[rule.code]
    assert (settings.severity, dict(settings.limits)) == ("info", {"share": 0.7})
    asked = {
        field.key: field.value for field in setting_forms.rule_fields(opened.organisation, rule, EN)
    }
    assert asked == {"severity": "info", "share": "0.7", "rows": ""}
    assert setting_forms.rule_edit(opened.organisation, rule, asked, EN) is None


@pytest.mark.parametrize("value", ["much", "-1", "7"])
def test_a_limit_out_of_its_bounds_is_refused(value: str) -> None:
    """The form says so before anything is written."""
    rule = NAMES.by_name["overloaded-accountable"]
    with pytest.raises(EditError):
        setting_forms.rule_edit(
            workspace().organisation, rule, {"severity": "", "share": value, "rows": ""}, EN
        )


@pytest.mark.parametrize("value", ["0.7", "0,7", "70 %", "70%"])
def test_shares_are_read_as_people_write_them(value: str) -> None:
    """With a comma or as a percentage, too."""
    rule = NAMES.by_name["overloaded-accountable"]
    answers = {"severity": "", "share": value, "rows": ""}
    edit = setting_forms.rule_edit(workspace().organisation, rule, answers, EN)
    assert edit == SetField(("check", "rules", rule.name, "share"), 0.7)


def test_limits_are_called_as_people_call_them() -> None:
    """No key of the file stands in the form: neither a limit's name nor the words of its list."""
    words, firm = words_in("de"), workspace().organisation
    rule = NAMES.by_name["captain-from-elsewhere"]
    fields = {field.key: field for field in setting_forms.rule_fields(firm, rule, words)}
    assert (fields["kinds"].label, fields["kinds"].hint) == ("Arten", "neu")
    answers = {"severity": "", "kinds": "Neu, fremde Portale"}
    edit = setting_forms.rule_edit(firm, rule, answers, words)
    assert edit == SetField(("check", "rules", rule.name, "kinds"), ["new", "third-party"])
    shares = setting_forms.rule_fields(firm, NAMES.by_name["overloaded-accountable"], words)
    assert shares[1].hint == "0,8"
    for rule in NAMES:
        for field in setting_forms.rule_fields(firm, rule, words):
            assert field.label != field.key
