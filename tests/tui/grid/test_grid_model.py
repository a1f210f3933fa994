"""The grid without a screen: cursor, selection, folds, scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from raci.frozen import replace
from raci.model.organisation import (
    Cell,
    Channel,
    Department,
    Duty,
    Kind,
    Organisation,
    Role,
    Status,
)
from raci.tui.grid.board import HEAD, PORTFOLIO, RowKey
from raci.tui.grid.model import OUTSIDE, Cursor, GridModel
from raci.words import words_in
from support import examples
from support.editor.board import PlainBoard

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH, GERMAN = words_in("en"), words_in("de")


def channel(id_: str) -> RowKey:
    """Return the row of a channel."""
    return RowKey("channel", id_)


def selected(model: GridModel) -> tuple[list[str], list[str]]:
    """Return the ids of the selected rows and roles."""
    rows, roles = model.selection
    return [key.id for key in rows], list(roles)


@pytest.fixture(name="model")
def _model(small: Organisation) -> GridModel:
    return GridModel(PlainBoard(small), 60, 20)


def test_the_cursor_starts_on_the_first_cell(model: GridModel) -> None:
    """Not on the heading above it: typing a letter works at once."""
    assert model.cursor == Cursor(channel("web"), "inh")


def test_moving_passes_headings_and_keeps_the_column(model: GridModel) -> None:
    """A heading has no columns, but below it the cursor is back in its own."""
    model.move(1, 1)
    assert model.cursor == Cursor(channel("mail"), "bue")
    model.move(0, 1)
    assert model.cursor == Cursor(RowKey("group", "group:Haus"), None)
    model.move(0, 1)
    assert model.cursor == Cursor(channel("tel"), "bue")


def test_the_cursor_visits_head_and_stub(model: GridModel) -> None:
    """Left of the first role are the rows' names, above the first row the roles' heads."""
    model.move(-1, 0)
    assert model.cursor == Cursor(channel("web"), None)
    model.move(1, -2)
    assert model.cursor == Cursor(HEAD, "inh")


def test_there_is_no_corner(model: GridModel) -> None:
    """On the head one stays among the roles, on the stub among the rows."""
    model.go(OUTSIDE, 0)
    model.move(-1, 0)
    assert model.cursor == Cursor(HEAD, "inh")
    model.go(0, OUTSIDE)
    model.move(0, -1)
    assert model.cursor.row == RowKey("group", "group:Eigene")


def test_movements_that_lead_nowhere_say_so(model: GridModel) -> None:
    """At the last role there is nothing to the right."""
    model.go(1, 2)
    assert not model.move(1, 0)
    assert model.move(-1, 0)


def test_tab_goes_on_in_the_next_row(model: GridModel) -> None:
    """After the last role comes the first of the next row, and back; at the ends it stops."""
    model.go(1, 2)
    assert model.next_cell(1)
    assert model.cursor == Cursor(channel("mail"), "inh")
    assert model.next_cell(-1)
    assert model.cursor == Cursor(channel("web"), "it")
    model.go(len(model.rows) - 1, 2)
    assert not model.next_cell(1)


def test_going_to_a_folded_row_unfolds_it(model: GridModel) -> None:
    """A finding's row can be gone to, whatever hides it."""
    model.go(0, 0)
    assert model.toggle_fold()
    assert channel("web") not in model.rows.index
    assert model.move_to(RowKey("duty", "web", Duty.CONTENT), "it")
    assert model.cursor == Cursor(RowKey("duty", "web", Duty.CONTENT), "it")


def test_going_nowhere_changes_nothing(model: GridModel) -> None:
    """A row or role that does not exist cannot be gone to."""
    assert not model.move_to(channel("gone"), "inh")
    assert not model.move_to(channel("web"), "gone")
    assert model.cursor == Cursor(channel("web"), "inh")


def test_folding_leaves_the_cursor_on_the_heading(model: GridModel) -> None:
    """The heading stays under the cursor, so that the same key unfolds again."""
    model.go(3, 1)
    assert model.toggle_fold()
    assert model.cursor.row == RowKey("group", "group:Haus")
    assert len(model.rows) == 4
    assert model.toggle_fold()
    assert len(model.rows) == 6


def test_folding_a_duty_returns_to_its_channel(model: GridModel) -> None:
    """From any of the duties the same key folds them all."""
    model.toggle_fold()
    model.move(0, 3)
    assert model.cursor.row == RowKey("duty", "web", Duty.COMBINATION)
    model.toggle_fold()
    assert model.cursor.row == channel("web")


def test_the_head_and_the_portfolio_row_do_not_fold(small: Organisation) -> None:
    """There is nothing inside them."""
    model = GridModel(PlainBoard(replace(small, portfolio={})))
    assert model.cursor.row == PORTFOLIO
    assert not model.toggle_fold()
    model.go(OUTSIDE, 0)
    assert not model.toggle_fold()


def test_a_block_leaves_headings_out(model: GridModel) -> None:
    """A block over two groups is their channels' cells."""
    model.move(1, 4, select=True)
    assert selected(model) == (["web", "mail", "tel", "bot"], ["inh", "bue"])


def test_without_a_block_the_cursor_is_the_selection(model: GridModel) -> None:
    """One cell; a role's head its column; a row's name the whole row; a heading nothing."""
    assert selected(model) == (["web"], ["inh"])
    model.go(OUTSIDE, 1)
    assert selected(model) == ([], ["bue"])
    model.go(1, OUTSIDE)
    assert selected(model) == (["web"], [])
    model.go(0, 1)
    assert selected(model) == ([], [])


def test_whole_rows_are_selected_in_the_stub(model: GridModel) -> None:
    """A block of names alone stands for the rows, one that reaches cells for these cells."""
    model.go(1, OUTSIDE)
    model.move(0, 1, select=True)
    assert selected(model) == (["web", "mail"], [])
    model.move(2, 0, select=True)
    assert selected(model)[1] == ["inh", "bue"]


def test_moving_on_ends_the_block(model: GridModel) -> None:
    """Without shift the next step selects nothing."""
    model.move(0, 1, select=True)
    assert model.block is not None
    model.move(0, 1)
    assert model.block is None


def test_a_new_board_keeps_the_cursor_by_id(model: GridModel, small: Organisation) -> None:
    """Rows may come before it: the cursor stays on its channel and its role."""
    model.go(4, 1)
    channels = {"new": Channel("new", "New", group="Vorne"), **small.channels}
    model.set_board(PlainBoard(replace(small, channels=channels)))
    assert model.cursor == Cursor(channel("tel"), "bue")


def test_a_deleted_row_leaves_the_cursor_where_it_was(
    model: GridModel, small: Organisation
) -> None:
    """The next row moves up under the cursor."""
    model.go(1, 1)
    rest = {id_: c for id_, c in small.channels.items() if id_ != "web"}
    model.set_board(PlainBoard(replace(small, channels=rest)))
    assert model.cursor == Cursor(channel("mail"), "bue")


def test_filters_keep_the_cursor_among_what_is_left(model: GridModel) -> None:
    """What the filter hides cannot hold the cursor; without the filter all rows are back."""
    model.set_filter(lambda c: c.id == "tel")
    assert model.cursor.row in {channel("tel"), RowKey("group", "group:Haus")}
    assert not model.move_to(channel("web"), "inh")
    model.set_filter(None)
    assert len(model.rows) == 6


def test_changed_letters_change_their_rows_and_counts(
    small: Organisation, letters: Callable[[str], dict[str, Cell]]
) -> None:
    """An edited channel looks different, so does its heading: the count of the owned."""
    board = PlainBoard(small)
    model = GridModel(board)
    heading = model.rows.headings["group:Haus"]
    assert model.tally.owned(heading) == 2
    emptied = replace(small.channels["bot"], raci=letters("IT:I"))
    board.organisation = replace(small, channels={**small.channels, "bot": emptied})
    model.update(["bot", None, "gone"])
    assert model.tally.owned(heading) == 1


def test_a_channel_that_just_went_is_no_fault(small: Organisation) -> None:
    """Between an edit and the rebuild a row may be of nothing."""
    board = PlainBoard(small)
    model = GridModel(board)
    board.organisation = replace(small, channels={})
    assert model.update(["bot"]) == {3, 5}


def test_the_cursor_stays_in_sight(manufacturer: Organisation) -> None:
    """Scrolling follows the cursor by the least, down and to the right."""
    model = GridModel(PlainBoard(manufacturer), 60, 12)
    assert model.layout.scrolls
    model.move(0, 30)
    assert model.row == model.top + model.body_height - 1
    model.move(15, 0)
    window = model.layout.window(model.first)
    assert window.first <= model.column < window.stop
    model.move(-15, -30)
    assert (model.top, model.first) == (1, 0)


def test_scrolling_leaves_the_cursor(manufacturer: Organisation) -> None:
    """The wheel looks elsewhere; the next key comes back."""
    model = GridModel(PlainBoard(manufacturer), 60, 12)
    model.scroll_to(1000)
    assert model.top == model.last_top
    assert model.scroll_columns(5)
    assert not model.scroll_columns(0)
    assert (model.row, model.column) == (1, 0)
    model.move(0, 1)
    assert (model.top, model.first) == (2, 0)


def test_places_on_the_screen_lead_to_cells(model: GridModel) -> None:
    """Head, stub, cells, and nothing below the last row or in the corner."""
    left = model.layout.left(1, model.layout.window(0))
    assert model.hit(left, 1) == (OUTSIDE, 1)
    assert model.hit(left, model.head_height + 1) == (1, 1)
    assert model.hit(3, model.head_height) == (0, OUTSIDE)
    assert model.hit(3, 0) is None
    assert model.hit(left, model.head_height + 6) is None


def test_rows_have_names_in_both_languages(small: Organisation) -> None:
    """Ours are translated, the file's are shown as they are, but never steer the terminal."""
    evil = Channel("evil", "E\x1b[2J", kind=Kind.NEW, status=Status.RETIRED)
    whole = replace(small, portfolio={}, channels={**small.channels, "evil": evil})
    model = GridModel(PlainBoard(whole, words=words_in("de")))
    assert model.name(PORTFOLIO) == "Wahl und Mischung"
    assert model.name(RowKey("duty", "web", Duty.IMPLEMENTATION)) == "Umsetzung"
    assert model.name(RowKey("group", "status:retired")) == "Eingestellt"
    assert model.name(RowKey("group", "group:Haus")) == "Haus"
    assert "\x1b" not in model.name(channel("evil"))
    assert model.name(channel("gone")) == "gone"


def test_an_empty_organisation_has_a_cursor() -> None:
    """Without rows and roles the cursor rests in the corner and every key is harmless."""
    model = GridModel(PlainBoard(Organisation()))
    assert model.cursor == Cursor(HEAD, None)
    assert not model.move(1, 1)
    assert not model.next_cell(1)
    assert not model.toggle_fold()
    assert model.selection == ((), ())


def test_roles_without_rows_can_be_visited(small: Organisation) -> None:
    """A file that begins with its roles shows their heads."""
    model = GridModel(PlainBoard(replace(small, channels={})))
    assert model.cursor == Cursor(HEAD, "inh")


class Wandering(RuleBasedStateMachine):
    """Any sequence of moves, folds, edits and sizes."""

    @initialize(roles=st.integers(0, 9), channels=st.integers(0, 12))
    def start(self, roles: int, channels: int) -> None:
        """Show an organisation."""
        self.number = channels
        self.board = PlainBoard(
            Organisation(
                departments={"a": Department("a", "A"), "b": Department("b", "B")},
                roles={
                    f"r{n}": Role(f"r{n}", f"Role {n}", department="ab"[n % 2])
                    for n in range(roles)
                },
                channels={f"c{n}": self.channel(n) for n in range(channels)},
            )
        )
        self.model = GridModel(self.board, 40, 10)

    @staticmethod
    def channel(number: int) -> Channel:
        """Return some channel."""
        status = Status.DECLINED if number % 5 == 4 else Status.ACTIVE
        return Channel(f"c{number}", f"Channel {number}", group="xyz"[number % 3], status=status)

    @rule(dx=st.integers(-12, 12), dy=st.integers(-20, 20), select=st.booleans())
    def move(self, dx: int, dy: int, *, select: bool) -> None:
        """Move or select."""
        self.model.move(dx, dy, select=select)

    @rule(step=st.sampled_from([-1, 1]))
    def tab(self, step: int) -> None:
        """Tab."""
        self.model.next_cell(step)

    @rule()
    def fold(self) -> None:
        """Fold or unfold."""
        self.model.toggle_fold()

    @rule(width=st.integers(1, 90), height=st.integers(0, 30))
    def resize(self, width: int, height: int) -> None:
        """Change the window."""
        self.model.resize(width, height)

    @rule(number=st.integers(0, 14))
    def add_or_delete(self, number: int) -> None:
        """Let a channel come or go."""
        channels = dict(self.board.organisation.channels)
        if channels.pop(f"c{number}", None) is None:
            channels[f"c{number}"] = self.channel(number)
        self.board.organisation = replace(self.board.organisation, channels=channels)
        self.model.rebuild()

    @rule(number=st.integers(0, 9))
    def delete_role(self, number: int) -> None:
        """Let a role go."""
        roles = {k: v for k, v in self.board.organisation.roles.items() if k != f"r{number}"}
        self.board.organisation = replace(self.board.organisation, roles=roles)
        self.model.rebuild()

    @rule(odd=st.sampled_from([None, 0, 1]))
    def filter(self, odd: int | None) -> None:
        """Filter rows."""
        self.model.set_filter(None if odd is None else lambda c: int(c.id[1:]) % 2 == odd)

    @invariant()
    def cursor_exists(self) -> None:
        """The cursor is on a row and a role that exist, never in the corner but of nothing."""
        model = self.model
        row, role = model.cursor
        assert row == HEAD or row in model.rows.index
        assert role is None or role in self.board.organisation.roles
        if row == HEAD and role is None:
            assert not model.rows.keys
            assert not model.columns.ids

    @invariant()
    def selection_exists(self) -> None:
        """What is selected exists, and headings are not among it."""
        rows, roles = self.model.selection
        assert all(key.kind != "group" and key in self.model.rows.index for key in rows)
        assert set(roles) <= set(self.board.organisation.roles)

    @invariant()
    def cursor_is_in_sight(self) -> None:
        """Its row and its column are among those on the screen."""
        model = self.model
        if model.row != OUTSIDE and model.body_height:
            assert model.top <= model.row < model.top + model.body_height
        if model.column != OUTSIDE:
            window = model.layout.window(model.first)
            assert window.first <= model.column < window.stop


TestWandering = Wandering.TestCase
TestWandering.settings = settings(max_examples=examples(80), stateful_step_count=25, deadline=None)


@given(st.integers(0, 30), st.integers(0, 80))
def test_any_place_on_the_screen_can_be_hit(y: int, x: int) -> None:
    """A click leads to an existing row and column, or nowhere."""
    channels = {f"c{n}": Channel(f"c{n}", f"C{n}", group="g") for n in range(9)}
    roles = {f"r{n}": Role(f"r{n}", f"R{n}") for n in range(30)}
    model = GridModel(PlainBoard(Organisation(roles=roles, channels=channels)), 60, 20)
    place = model.hit(x, y)
    if place is not None:
        model.go(*place)
        assert (model.row, model.column) == place
