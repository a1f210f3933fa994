"""What a person does to cells, rows and columns, without a screen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.edit import AddItem, Compound, Move, SetCell
from raci.model.error import EditError
from raci.model.organisation import Cell, Duty
from raci.tui.model import edits
from raci.tui.model.edits import Target
from support.editor.firm import GUEST_HOUSE, workspace

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.model.organisation import Organisation

WEBSITE = Target("website", None, "edv")
OFFICE = Target("website", None, "buero")
OWNER = Target("website", None, "inhaberin")
FLYER = Target("prospekt", None, "buero")


@pytest.fixture(name="firm")
def _firm() -> Organisation:
    made: Organisation = workspace().organisation
    return made


def _cells(edit: Edit | None) -> list[SetCell]:
    assert isinstance(edit, Compound)
    return [part for part in edit.edits if isinstance(part, SetCell)]


def _letters(edit: SetCell) -> str:
    return edit.cell.letters if edit.cell else ""


def test_a_letter_replaces_what_is_there_and_keeps_the_note(firm: Organisation) -> None:
    """Typing acts as the scheme says; why and until stay with the cell."""
    edit = edits.typed(firm, [OFFICE], "I")
    assert edit == SetCell(
        "website", "buero", Cell("I", "bis zum Relaunch", dt.date(2027, 1, 31)), None
    )


def test_the_same_letter_takes_the_cell_out_of_the_file(firm: Organisation) -> None:
    """A cell without letters, reason and day is no line of the file any more."""
    assert edits.typed(firm, [FLYER], "R") == SetCell("prospekt", "buero", None, None)


def test_a_letter_taken_out_of_an_annotated_cell_leaves_the_note(firm: Organisation) -> None:
    """Nobody loses a note by typing."""
    edit = edits.typed(firm, [OFFICE], "C")
    assert isinstance(edit, SetCell)
    assert edit.cell == Cell("", "bis zum Relaunch", dt.date(2027, 1, 31))


def test_a_letter_typed_into_a_block_reaches_every_cell_as_one_step(firm: Organisation) -> None:
    """A block gets the letter; cells that have it are left alone."""
    edit = edits.typed(firm, [OFFICE, FLYER, OWNER], "R")
    assert [part.channel for part in _cells(edit)] == ["website", "website"]


def test_a_letter_that_all_cells_of_a_block_have_is_taken_out_of_all(firm: Organisation) -> None:
    """As in one cell, the same letter again takes it out."""
    flyer_owner = Target("prospekt", None, "inhaberin")
    block = [WEBSITE, flyer_owner]
    edit = edits.typed(firm, block, "A")
    assert [part.cell for part in _cells(edit)] == [Cell("R"), None]


def test_clearing_leaves_empty_cells_alone(firm: Organisation) -> None:
    """Only assignments that exist are taken out."""
    assert edits.cleared(firm, [WEBSITE, OWNER]) == SetCell("website", "edv", None, None)
    assert edits.cleared(firm, [OWNER]) is None


def test_only_here_takes_the_accountable_letter_from_the_others(firm: Organisation) -> None:
    """What the others have besides stays theirs."""
    edit = edits.only_here(firm, OWNER)
    assert edit == SetCell("website", "edv", Cell("R"), None)
    assert edits.only_here(firm, WEBSITE) is None


def test_duties_and_the_portfolio_are_rows_like_any_other(firm: Organisation) -> None:
    """A target with a duty or without a channel reads its own line."""
    assert edits.cell_at(firm, Target("website", Duty.IMPLEMENTATION, "edv")) == Cell("R")
    assert edits.cell_at(firm, Target(None, None, "inhaberin")) == Cell("A")
    assert edits.cell_at(firm, Target("nowhere", None, "edv")) == Cell("")


def test_a_block_is_copied_as_tab_separated_lines(firm: Organisation) -> None:
    """Spreadsheets take the text as cells."""
    block = [[WEBSITE, OFFICE], [Target("prospekt", None, "edv"), FLYER]]
    assert edits.copied(firm, block) == "AR\tC\n\tR"


def test_an_empty_cell_is_copied_too(firm: Organisation) -> None:
    """Pasted elsewhere it empties the cell; it is not taken for a clipboard without anything."""
    text = edits.copied(firm, [[Target("prospekt", None, "edv")]])
    assert text
    assert edits.pasted(firm, [[WEBSITE]], text) == SetCell("website", "edv", None, None)


def test_pasting_forgives_lower_case_and_separators(firm: Organisation) -> None:
    """“r/a” from a spreadsheet becomes AR."""
    edit = edits.pasted(firm, [[FLYER]], "r/a\r\n")
    assert edit == SetCell("prospekt", "buero", Cell("AR"), None)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_a_pasted_block_end_as_the_terminal_ends_them(
    firm: Organisation, end: str
) -> None:
    """Most terminals paste a carriage return for the end of a line."""
    block = [[WEBSITE, OFFICE], [Target("prospekt", None, "edv"), FLYER]]
    edit = edits.pasted(firm, block, f"I\tA{end}C\tI{end}")
    assert [_letters(part) for part in _cells(edit)] == ["I", "A", "C", "I"]


def test_one_pasted_value_fills_the_whole_block(firm: Organisation) -> None:
    """As in a spreadsheet, a single value goes into every chosen cell."""
    block = [[WEBSITE, OFFICE], [Target("prospekt", None, "edv"), FLYER]]
    edit = edits.pasted(firm, block, "I")
    assert [_letters(part) for part in _cells(edit)] == ["I", "I", "I", "I"]


def test_pasting_something_else_changes_nothing_and_says_what(firm: Organisation) -> None:
    """A value that is not made of the scheme's letters is refused as a whole."""
    with pytest.raises(EditError) as refused:
        edits.pasted(firm, [[FLYER, WEBSITE]], "R\tyes")
    assert refused.value.text.values["value"] == "yes"


def test_filling_repeats_the_first_line_or_column(firm: Organisation) -> None:
    """Down repeats the first line, to the right the first column."""
    block = [[WEBSITE, OFFICE], [Target("prospekt", None, "edv"), FLYER]]
    down = edits.filled(firm, block, down=True)
    across = edits.filled(firm, block, down=False)
    assert [(part.role, _letters(part)) for part in _cells(down)] == [("edv", "AR"), ("buero", "C")]
    assert [(part.role, _letters(part)) for part in _cells(across)] == [
        ("buero", "AR"),
        ("buero", ""),
    ]


def test_a_channel_of_another_kind_comes_to_its_own() -> None:
    """Else its kind would begin at the cursor, and all of that would move up with it."""
    kinds = {"web": "new", "mail": "new", "phone": "traditional", "maps": "third-party"}
    tables = (f'[channels.{one}]\nname = "{one}"\nkind = "{kind}"' for one, kind in kinds.items())
    text = "\n".join(['format = 1\n[organisation]\nname = "Firm"', *tables])
    firm = workspace(text).organisation
    edit = edits.new_channel(firm, "Portal", "web", {"kind": "third-party"})
    assert edit.before is None
    edit = edits.new_channel(firm, "Chat", "web", {"kind": "new"})
    assert edit.before == "mail"
    edit = edits.new_channel(firm, "Fax", "web", {"kind": "traditional"})
    assert edit.before == "maps"


def test_a_new_channel_stands_below_the_cursor_in_its_group(firm: Organisation) -> None:
    """It takes group and kind of the row above it and an id of its name."""
    edit = edits.new_channel(firm, "Öffentliche Führung", "website")
    values = {"name": "Öffentliche Führung", "group": "Eigene Medien", "kind": "new"}
    assert edit == AddItem("channels", "oeffentliche_fuehrung", values, "prospekt")


def test_a_new_role_stands_beside_the_cursor_in_its_department(firm: Organisation) -> None:
    """It takes the department of the role before it."""
    edit = edits.new_role(firm, "Büro", "inhaberin")
    assert edit == AddItem("roles", "buero_2", {"name": "Büro", "department": "leitung"}, "buero")


def test_moving_stays_within_the_group(firm: Organisation) -> None:
    """At the edge of its group a row moves no further."""
    assert edits.moved(firm, "channels", "website", 1) == Move("channels", "website", "kununu")
    assert edits.moved(firm, "channels", "prospekt", -1) == Move("channels", "prospekt", "website")
    assert edits.moved(firm, "channels", "kununu", -1) is None
    assert edits.moved(firm, "roles", "edv", -1) == Move("roles", "edv", "buero")


def test_a_duplicate_has_all_but_the_name_and_the_review(firm: Organisation) -> None:
    """The copy was not reviewed; letters, notes, duties and fields come along."""
    edit = edits.duplicate(firm, firm.channels["website"], "Website 2")
    assert edit.before == "prospekt"
    assert edit.values["name"] == "Website 2"
    assert edit.values["raci"]["buero"]["why"] == "bis zum Relaunch"
    assert edit.values["duties"] == {"implementation": {"edv": "R"}}
    assert "reviewed" not in edit.values
    assert "status" not in edit.values


def test_letters_that_go_with_an_item_are_counted(firm: Organisation) -> None:
    """The question before deleting names them."""
    assert edits.letters_of(firm, "channels", "website") == 3
    assert edits.letters_of(firm, "roles", "inhaberin") == 2


@given(st.text(alphabet="RACIraci ,/+", max_size=6))
def test_letters_in_any_writing_are_spelled_as_the_file_wants_them(value: str) -> None:
    """Whatever a person writes, the result has each letter once, the accountable one first."""
    scheme = workspace(GUEST_HOUSE).organisation.scheme
    spelled = edits.read_letters(workspace().organisation, value)
    assert spelled == scheme.spelled("".join(sorted(set(value.upper()) & set("RACI"))))


@given(chars=st.lists(st.sampled_from("RACI"), max_size=8), add=st.booleans())
def test_any_typing_is_undone_to_the_same_bytes(chars: list[str], *, add: bool) -> None:
    """Undo brings the text of the start back, comments and all."""
    opened = workspace()
    for char in chars:
        edit = edits.typed(opened.organisation, [WEBSITE, FLYER], char, add=add)
        if edit:
            opened.apply(edit)
    while opened.history.can_undo:
        opened.undo()
    assert opened.text == GUEST_HOUSE
