"""What an edit did, told in the organisation's words."""

from __future__ import annotations

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
from raci.tui.model.descriptions import deletes, described, letters_told
from raci.words import words_in
from support.editor.firm import workspace

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
        "Website, Inhaberin A, Prospekt, Büro R → –",
    ),
    (Compound((DeleteItem("roles", "edv"),), Text("Delete it")), "Delete it"),
    (AddItem("channels", "fax", {"name": "Fax"}), "added: Fax"),
    (DeleteItem("roles", "edv"), "deleted: EDV-Dienstleister"),
    (Move("channels", "kununu", None), "moved: kununu"),
    (SetField(("channels", "website", "note"), "x"), "changed: Website"),
    (SetField(("organisation", "name"), "x"), "changed: Gasthof Alpenblick"),
    (ReplaceText(""), "the whole file"),
]


@pytest.mark.parametrize(("edit", "said"), EDITS)
def test_edits_are_told_by_names_and_letters(edit: object, said: str) -> None:
    """Channels, roles and letters before and after; no id and no key of the file."""
    told = described(edit, workspace().organisation)  # type: ignore[arg-type]
    assert words_in("en").say(told) == said


def test_only_letters_are_told_beside_a_fix() -> None:
    """What changes no letter has no letters to tell; many cells are counted."""
    organisation, say = workspace().organisation, words_in("en").say
    assert say(letters_told(Move("channels", "kununu", None), organisation)) == ""
    many = Compound(
        tuple(
            SetCell(channel, role, Cell("I"))
            for channel in organisation.channels
            for role in organisation.roles
        )
    )
    assert say(letters_told(many, organisation)).endswith("5 more")


def test_deleting_is_seen_inside_other_edits() -> None:
    """Also where several edits are one step."""
    assert deletes(Compound((Compound((DeleteItem("roles", "edv"),)),)))
    assert not deletes(Compound((Move("roles", "edv", None),)))
