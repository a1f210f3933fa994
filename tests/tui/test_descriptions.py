"""What an edit did, told in the organisation's words."""

from __future__ import annotations

import datetime as dt

import pytest

from raci.model.edit import (
    AddItem,
    Compound,
    DeleteItem,
    Move,
    ReplaceText,
    SetCell,
    SetField,
)
from raci.model.organisation import Cell, Duty
from raci.model.text import Text
from raci.tui.model.descriptions import deletes, described
from raci.words import words_in
from support.editor.firm import GUEST_HOUSE, workspace

EDITS = [
    (SetCell("website", "inhaberin", Cell("A")), "Website: Inhaberin A"),
    (SetCell("prospekt", "buero", Cell("C")), "Prospekt: Büro R → C"),
    (SetCell("prospekt", "buero", None), "Prospekt: Büro R → –"),
    (SetCell("prospekt", "buero", Cell("R", "so")), "Prospekt: Büro: the note"),
    (SetCell(None, "inhaberin", Cell("R")), "Choice and mix: Inhaberin A → R"),
    (
        SetCell("website", "buero", Cell("R"), Duty.CONTENT),
        "Website, Content: Büro R",
    ),
    (
        Compound(
            (SetCell("website", "inhaberin", Cell("A")), SetCell("website", "buero", Cell("R")))
        ),
        "Website: Inhaberin A, Büro C → R",
    ),
    (
        Compound((SetCell("website", "inhaberin", Cell("A")), SetCell("prospekt", "buero", None))),
        "Website: Inhaberin A; Prospekt: Büro R → –",
    ),
    (AddItem("channels", "fax", {"name": "Fax"}), "added: Fax"),
    (
        AddItem("channels", "fax", {"name": "Fax", "raci": {"buero": "R"}}),
        "added: Fax (Büro R)",
    ),
    (DeleteItem("roles", "edv"), "deleted: EDV-Dienstleister, with 2 assignments"),
    (DeleteItem("channels", "kununu"), "deleted: kununu"),
    (DeleteItem("departments", "leitung"), "deleted: Leitung; also taken out at Inhaberin"),
    (
        DeleteItem("channels", "prospekt"),
        "deleted: Prospekt, with 2 assignments; also taken out at Website",
    ),
    (
        DeleteItem("roles", "inhaberin"),
        "deleted: Inhaberin, with 2 assignments; also taken out at Büro",
    ),
    (Move("channels", "kununu", None), "moved: kununu, to the end"),
    (Move("channels", "kununu", "website"), "moved: kununu, before Website"),
    (SetField(("channels", "website", "note"), "x"), "Website: note Relaunch im Frühjahr → x"),
    (SetField(("channels", "kununu", "kind"), "new"), "kununu: kind third-party → new"),
    (
        SetField(("channels", "website", "combines_with"), None),
        "Website: combined with Prospekt → –",
    ),
    (SetField(("roles", "buero", "leadership"), value=True), "Büro: marked as leadership"),
    (
        SetField(("roles", "buero", "reports_to"), "edv"),
        "Büro: reports to Inhaberin → EDV-Dienstleister",
    ),
    (
        SetField(("roles", "buero", "holder", 1), None),
        "Büro: person B. Maier, C. Lang → B. Maier",
    ),
    (SetField(("organisation", "name"), "x"), "Organisation: name Gasthof Alpenblick → x"),
    (
        Compound(
            (SetField(("channels", "kununu", "kind"), "new"), SetCell("kununu", "buero", Cell("R")))
        ),
        "kununu: Büro R; kununu: kind third-party → new",
    ),
    (
        Compound(tuple(Move("roles", "edv", None) for _ in range(5)), Text("A title")),
        "A title",
    ),
    (ReplaceText(""), "the whole file"),
]


@pytest.mark.parametrize(("edit", "said"), EDITS)
def test_edits_are_told_by_names_and_letters(edit: object, said: str) -> None:
    """Channels, roles and letters before and after; no id and no key of the file."""
    told = described(edit, workspace().document)  # type: ignore[arg-type]
    assert words_in("en").say(told) == said


def test_a_waiver_is_told_by_its_rule_and_its_row() -> None:
    """It has no id; where it stands in the file says nothing to a person."""
    text = (
        GUEST_HOUSE
        + """
[[waivers]]
rule = "RACI701"
channels = ["website"]
reason = "Every week"
until = 2026-10-31
"""
    )
    edit = SetField(("waivers", 0, "until"), dt.date(2027, 10, 31))
    told = words_in("en").say(described(edit, workspace(text).document))
    assert told == "Waiver of RACI701 (Website): until 2026-10-31 → 2027-10-31"


def test_another_text_is_told_by_what_it_changes() -> None:
    """A few changes in words; of more the cells, rows and roles, with their first names."""
    opened, say = workspace(), words_in("en").say

    def told(*edits: object) -> str:
        before = opened.document
        after = before
        for edit in edits:
            after = after.apply(edit).document  # type: ignore[arg-type]
        return say(described(ReplaceText(after.text), before, after))

    cell = SetCell("kununu", "buero", Cell("R"))
    assert told(cell) == "kununu: Büro – → R"
    assert told() == "the whole file"
    more = (
        cell,
        SetCell("website", "buero", Cell("I")),
        SetField(("channels", "prospekt", "note"), "x"),
        AddItem("channels", "fax", {"name": "Fax"}),
        SetField(("roles", "buero", "short"), "BÜ"),
        SetField(("organisation", "name"), "x"),
    )
    assert told(*more) == (
        "2 cells (Website, kununu); 2 rows (Prospekt, Fax); 1 role (Büro); 1 other entry"
    )


def test_many_cells_are_counted() -> None:
    """A sentence names four of them."""
    opened, say = workspace(), words_in("en").say
    cells = tuple(
        SetCell(channel, role, Cell("I"))
        for channel in opened.organisation.channels
        for role in opened.organisation.roles
    )
    assert say(described(Compound(cells), opened.document)).endswith("; 5 more")


def test_deleting_is_seen_inside_other_edits() -> None:
    """Also where several edits are one step."""
    assert deletes(Compound((Compound((DeleteItem("roles", "edv"),)),)))
    assert not deletes(Compound((Move("roles", "edv", None),)))
