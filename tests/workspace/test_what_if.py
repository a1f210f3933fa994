"""What if somebody leaves: consequences without any change."""

from __future__ import annotations

import datetime as dt

import pytest

from raci.check.checker import Options
from raci.check.rule_names import NAMES
from raci.check.selection import Selection
from raci.document import Document
from raci.model.error import EditError
from raci.words import words_in
from raci.workspace.what_if import Consequences, consequences, leaving, reporting

TEXT = """\
format = 1

[organisation]
name = "Firm"
language = "en"

[roles.boss]
name = "Boss"
leadership = true
holder = "Anna"

[roles.sales]
name = "Sales"
reports_to = "boss"
holder = ["Ben", "Cleo"]
deputy = "office"

[roles.office]
name = "Office"
reports_to = "sales"
holder = "ben"
deputy = "sales"

[portfolio.raci]
boss = "A"
sales = "R"

[channels.web]
name = "Website"

[channels.web.raci]
sales = "A"
office = { letters = "R", why = "until spring" }

[channels.post]
name = "Post"

[channels.post.raci]
office = "AR"

[channels.post.duties.content]
sales = "C"
"""
DOCUMENT = Document.parse(TEXT, NAMES)
OPTIONS = Options(today=dt.date(2026, 11, 21), selection=Selection.of(DOCUMENT.organisation.check))


def if_leaving(name: str, replaced_by: str | None = None) -> Consequences:
    """Return what would come of somebody leaving."""
    return consequences(DOCUMENT, leaving(DOCUMENT.organisation, name, replaced_by), OPTIONS)


def test_a_role_that_leaves_takes_its_letters() -> None:
    """Without a replacement the channels it owned alone are unowned; the document stays."""
    outcome = if_leaving("office")
    assert ("RACI105", ("post",)) in {
        (finding.code, finding.ids("channel")) for finding in outcome.came
    }
    assert "office" not in outcome.document.organisation.roles
    assert DOCUMENT.text == TEXT


def test_a_replacement_takes_over_letters_reports_and_deputies() -> None:
    """Letters join, those who reported now report to the heir, reasons stay."""
    outcome = if_leaving("Sales", "boss")
    organisation = outcome.document.organisation
    assert organisation.channels["web"].raci["boss"].letters == "A"
    assert organisation.portfolio is not None
    assert organisation.portfolio["boss"].letters == "AR"
    assert organisation.roles["office"].reports_to == ("boss",)
    assert organisation.roles["office"].deputies == ("boss",)


def test_nobody_reports_to_or_stands_in_for_themselves() -> None:
    """Where the heir itself reported to the role that leaves, it then reports to nobody."""
    organisation = if_leaving("sales", "office").document.organisation
    assert organisation.roles["office"].reports_to == ()
    assert organisation.roles["office"].deputies == ()
    assert organisation.channels["web"].raci["office"].why == "until spring"


def test_a_person_leaves_every_role_that_names_them() -> None:
    """A person is found in any spelling and leaves all roles; others stay in them."""
    roles = if_leaving("BEN").document.organisation.roles
    assert roles["sales"].holders == ("Cleo",)
    assert roles["office"].holders == ()


def test_the_replacements_holders_take_over_what_is_empty() -> None:
    """Where nobody else is left, those who hold the replacing role hold this one, too."""
    roles = if_leaving("Ben", "boss").document.organisation.roles
    assert roles["office"].holders == ("Anna",)
    assert roles["sales"].holders == ("Cleo",)


def test_a_person_takes_over() -> None:
    """A person fills empty chairs, and takes the letters of a role into their other one."""
    roles = if_leaving("Ben", "anna").document.organisation.roles
    assert roles["office"].holders == ("Anna",)
    assert roles["sales"].holders == ("Cleo",)
    handed = if_leaving("office", "Ben").document.text
    assert handed == if_leaving("office", "sales").document.text


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("office", "office"), "Office leaves: name somebody else to take over"),
        (("Anna", "ANNA"), "Anna leaves: name somebody else to take over"),
        (("boss", "Anna"), "Boss leaves: name somebody else to take over"),
        (("boss", "Ben"), "Ben holds several roles; name one of them: Sales, Office"),
    ],
)
def test_who_leaves_cannot_take_over(call: tuple[str, str], told: str) -> None:
    """Nobody replaces themselves, nor does a person of whose roles any could be meant."""
    with pytest.raises(EditError) as stopped:
        leaving(DOCUMENT.organisation, *call)
    assert words_in("en").say(stopped.value.text) == told


def test_a_moved_reporting_line_lists_what_came_and_went() -> None:
    """A line that no longer reaches leadership brings findings, and back again takes them."""
    cut = consequences(DOCUMENT, reporting(DOCUMENT.organisation, "sales", None), OPTIONS)
    assert "RACI201" in {finding.code for finding in cut.came}
    again = reporting(cut.document.organisation, "Sales", "Boss")
    back = consequences(cut.document, again, OPTIONS)
    assert "RACI201" in {finding.code for finding in back.gone}


@pytest.mark.parametrize("call", [("nobody", None), ("sales", "nobody")])
def test_unknown_names_are_told(call: tuple[str, str | None]) -> None:
    """Somebody who is neither role nor person here is an error, not a silent nothing."""
    with pytest.raises(EditError):
        leaving(DOCUMENT.organisation, *call)
