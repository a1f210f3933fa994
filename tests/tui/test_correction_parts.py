"""What the correction screen shows and states, without a screen."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.cli.commands.exchange.import_table import stated as stated_in
from raci.cli.registry import parser_of
from raci.model.error import RaciError
from raci.tables.importing import Imported, Opened, Stated
from raci.tables.importing.sheet import Sheet, aside
from raci.tui.dialogs.correction.corrections import (
    Corrections,
    command,
    leaving,
    next_reading,
    on_sheet,
    outcome,
    turned,
    with_heads,
    with_letter,
)
from raci.tui.dialogs.correction.result import ResultCells
from raci.tui.dialogs.correction.source import SourceCells, Taken, symbols, symbols_at
from raci.words import words_in

TABLE = """\
No;Area;Task;Sales;Sales;Agency;State
;;;Head;Desk;;
1;Own;Website;A;R;I;runs
2;Own;Newsletter;A;I;Q;runs
3;Foreign;Maps;A;R (at night);C;open
"""


def _read(text: str, stated: Stated | None = None) -> tuple[Imported, SourceCells]:
    """Return an import and the first sheet that it was read from."""
    opened = Opened(text.encode(), "plan.csv")
    imported = opened.read(stated)
    sheet = opened.sheets()[0]
    left = aside(sheet, stated.skip if stated else ())
    return imported, SourceCells(sheet, imported.readings[0].tables, imported.doubts, left)


def test_every_cell_tells_what_it_was_taken_for() -> None:
    """Heads, groups, names, letters, and what is kept beside them."""
    _, cells = _read(TABLE)
    taken = [cells.taken(2, column) for column in range(7)]
    assert taken[1:6] == [Taken.GROUP, Taken.NAME, Taken.LETTER, Taken.LETTER, Taken.LETTER]
    assert cells.taken(0, 3) is cells.taken(1, 3) is Taken.HEAD
    assert cells.cell(2, 2) == ("Website", "strong")
    assert cells.head(0, 3)[0] == "D"
    assert cells.label(2)[0] == "3"


def test_a_doubted_letter_is_marked_and_no_other() -> None:
    """A doubt about one cell of a line of text marks that cell."""
    imported, cells = _read(TABLE)
    doubt = next(one for one in imported.doubts if "Q" in str(one.message.values))
    assert cells.places(doubt) == [(3, 5)]
    assert cells.cell(3, 5) == ("Q?", "warning")
    assert cells.cell(3, 4) == ("I", Taken.LETTER.value)


def test_of_two_rows_of_one_name_only_the_doubted_one_is_marked() -> None:
    """The place says which."""
    imported, cells = _read("Task,Head,Desk,Shop\nWeb,A,R,I\nFax,A,R,I\nWeb,A,R,Q\nMap,A,R,I\n")
    doubt = next(one for one in imported.doubts if "Q" in str(one.message.values))
    assert cells.places(doubt) == [(3, 3)]


def test_what_is_left_aside_is_shown_and_marked() -> None:
    """A column by its head, a row by its line; neither comes through."""
    stated = Stated(skip=("Agency", "4"))
    imported, cells = _read(TABLE, stated)
    assert cells.head(0, 5)[0] == "F ✕"
    assert cells.label(3)[0] == "4 ✕"
    assert cells.taken(2, 5) is cells.taken(3, 3) is Taken.NOTHING
    assert [row.name for row in imported.tables[0].rows] == ["Website", "Maps"]
    assert not any("Agency" in role for role in imported.tables[0].roles)


def test_a_head_that_is_a_number_names_its_column() -> None:
    """Not the row of that number."""
    sheet = Sheet("x", [["Task", "2", "3"], ["Web", "A", "R"], ["Fax", "A", "R"]])
    assert aside(sheet, ["2"]) == (frozenset(), frozenset({1}))
    assert aside(sheet, ["1"]) == (frozenset({0}), frozenset())
    assert aside(sheet, ["b", " "]) == (frozenset(), frozenset({1}))
    assert aside(sheet, []) == (frozenset(), frozenset())


def test_a_column_is_named_by_its_head_where_that_is_its_alone() -> None:
    """Else as spreadsheets call it."""
    _, cells = _read(TABLE)
    assert cells.column_called(5) == "Agency"
    assert cells.column_called(4) == "Desk"
    _, twins = _read("Task,Sales,Sales\nWeb,A,R\nFax,A,R\nMap,A,I\n")
    assert twins.column_called(1) == "B"


def test_a_cell_knows_the_row_that_comes_of_it() -> None:
    """That of its line, or of its column where roles stand in rows."""
    _, cells = _read(TABLE)
    assert cells.name_at(3, 4) == "Newsletter"
    assert cells.name_at(0, 4) == ""
    _, turned_round = _read("Role,Website,Fax\nHead,A,A\nDesk,R,I\nShop,,R\n", Stated(roles="rows"))
    assert turned_round.name_at(2, 2) == "Fax"


def test_places_are_found_in_lines_addresses_and_paths() -> None:
    """A line has no column; what is elsewhere is not found."""
    _, cells = _read(TABLE)
    assert cells.find("plan.csv:4") == (3, -1)
    assert cells.find("plan.csv:99") is None
    sheet = SourceCells(Sheet("A!B", [["x", "y"], ["z", ""]], numbers=[4, 9], letters=[0, 27]))
    assert sheet.find("A!B!AB10") == (1, 1)
    assert sheet.find("A!B!C10") is None
    assert sheet.find("Other!A5") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A/R", ["A", "R"]),
        ("a, c (at night)", ["A", "C"]),
        ("AR", ["A", "R", "AR"]),
        ("✓", ["✓"]),
        ("V", ["V"]),
        ("", []),
        ("responsible for all of it", ["FOR", "F", "O", "R", "ALL", "A", "L", "OF", "IT"]),
    ],
)
def test_symbols_are_what_stands_between_separators(text: str, found: list[str]) -> None:
    """Remarks in brackets are none."""
    assert set(symbols(text)) >= set(found)
    assert symbols(text)[:1] == found[:1] or len(found) > 3


def test_the_symbols_of_a_cell_come_alone_else_those_of_all() -> None:
    """The most frequent first."""
    _, cells = _read(TABLE)
    assert symbols_at(cells, 3, 5) == ["Q"]
    assert symbols_at(cells, 2, 2)[0] == "A"


def test_rows_of_heads_count_from_what_was_read() -> None:
    """Never below none."""
    imported, cells = _read(TABLE)
    reading = cells.reading_at(2)
    assert with_heads(Stated(), reading, -1).head_rows == 1
    assert with_heads(Stated(head_rows=1, number=3), reading, 1) == Stated(head_rows=2)
    assert with_heads(Stated(head_rows=0), reading, -1).head_rows == 0
    assert with_heads(Stated(), None, 1).head_rows == 2
    assert imported.tables


def test_turning_goes_from_columns_to_rows_and_back() -> None:
    """Whatever was read before."""
    _, cells = _read(TABLE)
    once = turned(Stated(), cells.reading_at(2))
    assert once.roles == "rows"
    assert turned(once, None).roles == "columns"
    assert turned(Stated(), None).roles == "rows"


def test_letters_columns_readings_and_sheets_are_stated_and_taken_back() -> None:
    """Stating the same twice is stating nothing."""
    named = with_letter(Stated(), "V", "A")
    assert named.letters == {"V": "A"}
    assert with_letter(named, "V", "").letters == {"V": ""}
    assert with_letter(named, "V", None) == Stated()
    assert leaving(leaving(Stated(), "State"), "state") == Stated()
    assert [next_reading(Stated(number=n), 3, 1).number for n in (0, 1, 2, 3)] == [2, 2, 3, 1]
    assert next_reading(Stated(), 3, -1).number == 3
    assert on_sheet(Stated(number=2), "Plan") == Stated(sheet="Plan")


_NAMES = (
    st.text("abcÄ ,=7-'\"$", min_size=1, max_size=6)
    .map(str.strip)
    .filter(lambda name: name and "," not in name and "=" not in name and not name.startswith("-"))
)


@given(
    st.builds(
        Stated,
        number=st.integers(0, 5),
        head_rows=st.none() | st.integers(0, 3),
        roles=st.sampled_from(("", "rows", "columns")),
        letters=st.dictionaries(st.sampled_from("VDMQ"), st.sampled_from(["A", "R", ""])),
        skip=st.lists(_NAMES, max_size=3).map(tuple),
        sheet=st.just("") | _NAMES,
        source=st.sampled_from(("", "csv")),
    )
)
def test_the_command_that_is_shown_states_the_same(stated: Stated) -> None:
    """Whoever copies it reads the table as the screen does."""
    shown = shlex.split(command(("--into", "raci.toml", "my plan.csv"), stated))
    assert shown[:2] == ["raci", "import"]
    options = parser_of("import", words_in("en")).parse_args(shown[2:])
    assert (options.table, options.into) == ("my plan.csv", "raci.toml")
    assert stated_in(options) == stated


def test_the_result_shows_tables_groups_and_rows_below_each_other() -> None:
    """Heads are those of the table in sight."""
    text = "# One\n\n|Task|Sales|Desk|\n|-|-|-|\n|Web|A|R|\n|Fax|A|I|\n\n# Two\n\n"
    text += "|Job|Sales|Agency|\n|-|-|-|\n|Ads|A|R|\n|Map|A|C|\n"
    imported = Opened(text.encode(), "plan.md").read()
    cells = ResultCells(imported)
    labels = [cells.label(row)[0] for row in range(cells.height)]
    assert [name for name in labels if name in {"Web", "Fax", "Ads", "Map"}] == [
        "Web",
        "Fax",
        "Ads",
        "Map",
    ]
    assert len(labels) > 4
    web, ads = cells.find("Web"), cells.find("Ads")
    assert web is not None
    assert ads is not None
    assert cells.cell(web, 0) == ("A", "accountable")
    assert cells.head(ads, 0)[0] == "Sales"
    assert cells.find("nothing") is None
    nothing = ResultCells(None)
    assert (nothing.height, nothing.head(0, -1)[0], nothing.stub) == (0, "", 0)


def test_a_document_is_read_once_and_recognised_as_often_as_one_likes() -> None:
    """What a correction empties is there again for the next."""
    opened = Opened(TABLE.encode(), "plan.csv")
    first = opened.read()
    assert opened.read(Stated(skip=("State",))) != first
    assert opened.read() == first
    assert opened.sheets() == opened.sheets(Stated(skip=("State",)))


def test_an_unclear_document_is_shown_as_its_first_reading() -> None:
    """Whoever takes it over has chosen that one."""
    unclear = "Task,A,B\nA,R,A\nB,A,R\nC,R,A\n"
    found = outcome(Opened(unclear.encode(), "plan.csv"), Stated())
    assert found.imported or found.problem
    assert found.unclear == (found.stated.number == 1)


async def test_corrections_are_weighed_and_taken_back() -> None:
    """The last one first, then all of them."""
    corrections = Corrections(Opened(TABLE.encode(), "plan.csv"))
    corrections.begin()
    first = corrections.found
    assert corrections.state(Stated(skip=("State",)))
    assert not corrections.state(Stated(skip=("State",)))
    await corrections.weigh()
    assert corrections.found != first
    assert corrections.take_back()
    await corrections.weigh()
    assert corrections.found == first
    assert not corrections.take_back()
    assert corrections.state(Stated(head_rows=2))
    assert corrections.forget()
    assert corrections.stated == Stated()


def test_what_was_kept_is_offered_first_and_given_up_where_it_fits_no_longer() -> None:
    """Reading as last time beats no reading."""
    opened = Opened(TABLE.encode(), "plan.csv")
    kept = Corrections(opened, kept=Stated(skip=("State",)))
    kept.begin()
    assert kept.kept
    assert kept.stated == Stated(skip=("State",))
    gone = Corrections(opened, kept=Stated(sheet="No longer there"))
    gone.begin()
    assert not gone.kept
    assert gone.stated == Stated()
    assert gone.found.imported


def test_a_letter_is_refused_and_a_table_of_something_else_is_not() -> None:
    """A table can be corrected into a matrix; prose cannot."""
    with pytest.raises(RaciError):
        Corrections(Opened(b"Dear all,\nhow are you?\n", "letter.txt")).begin()
    other = Corrections(Opened(b"Fruit,Price,Shop\nApple,3,Here\nPear,4,There\n", "x.csv"))
    other.begin()
    assert other.found.imported or other.found.problem
