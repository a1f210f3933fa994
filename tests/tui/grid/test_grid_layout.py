"""Where columns stand on the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.model.organisation import Department, Organisation, Role
from raci.tui.grid.layout import Columns, Layout
from raci.tui.grid.model import GridModel
from support.editor.board import PlainBoard


def columns(*members: int) -> Columns:
    """Return columns of departments with so many roles each."""
    return Columns(
        PlainBoard(
            Organisation(
                departments={f"d{d}": Department(f"d{d}", f"D{d}") for d in range(len(members))},
                roles={
                    f"r{d}_{n}": Role(f"r{d}_{n}", f"Role {d} {n}", department=f"d{d}")
                    for d, count in enumerate(members)
                    for n in range(count)
                },
            )
        )
    )


@pytest.mark.parametrize(
    ("width", "cell", "scrolls"),
    [
        (200, 5, False),
        (73, 5, False),
        (72, 4, False),
        (63, 4, False),
        (62, 3, False),
        (48, 3, False),
        (47, 2, False),
        (38, 2, False),
        (37, 3, True),
    ],
)
def test_cells_are_the_widest_that_fit(width: int, cell: int, *, scrolls: bool) -> None:
    """Cells are 5, 4, 3 or 2 wide, whichever shows all ten roles; else 3 and the grid scrolls."""
    layout = Layout(columns(4, 6), width, longest_name=12)
    assert (layout.cell, layout.scrolls) == (cell, scrolls)


def test_the_stub_takes_what_is_left() -> None:
    """Names get the room that the cells leave, up to the longest of them and to sixty columns."""
    assert Layout(columns(2), 100, longest_name=20).stub == 27
    assert Layout(columns(2), 100, longest_name=50).stub == 57
    assert Layout(columns(2), 100, longest_name=90).stub == 67
    assert Layout(columns(20), 80, longest_name=90).stub == 39


def test_narrow_heads_stand_upright() -> None:
    """Where cells are 2 wide the head has a line for each letter, four at most."""
    many = columns(28)
    narrow = Layout(many, 80, longest_name=9)
    assert narrow.upright
    assert narrow.head_height == 1 + min(4, many.tallest_head)
    assert Layout(columns(3), 80, longest_name=9).head_height == 2


@pytest.mark.parametrize(
    ("total", "panes", "pane"),
    [
        (64, (12, 8, 4), 12),
        (60, (12, 8, 4), 8),
        (62, (12, 8, 4), 8),
        (45, (9, 8), 8),
        (30, (9, 8), 9),
    ],
)
def test_a_pane_at_the_side_leaves_the_roles_what_they_can_use(
    total: int, panes: tuple[int, ...], pane: int
) -> None:
    """It is as wide as it likes, unless a narrower one spares scrolling, cut names, thin cells."""
    organisation = Organisation(roles={f"r{n}": Role(f"r{n}", f"Role {n}") for n in range(10)})
    model = GridModel(PlainBoard(organisation))
    found = model.leaving(total, panes)
    assert found == pane
    best = max(Layout(model.columns, total - one, 0).comfort for one in panes)
    assert Layout(model.columns, total - found, 0).comfort == best


def test_names_come_before_wide_cells() -> None:
    """Eleven roles beside an inspector at 120 columns leave names of 33 columns whole."""
    layout = Layout(columns(3, 4, 2, 2), 83, longest_name=33)
    assert (layout.cell, layout.stub) == (3, 40)
    assert Layout(columns(3, 4, 2, 2), 83, longest_name=24).cell == 4
    assert Layout(columns(3, 4, 2, 2), 70, longest_name=33).stub < 40


def test_heads_that_would_touch_are_staggered() -> None:
    """Heads of three letters leave no room in cells of three, so some stand a line lower."""

    def layout(short: str, width: int) -> Layout:
        roles = {f"r{n}": Role(f"r{n}", f"Role {n}", short=short) for n in range(10)}
        return Layout(Columns(PlainBoard(Organisation(roles=roles))), width, longest_name=9)

    assert [layout("ABC", width).head_height for width in (80, 65, 55)] == [2, 2, 3]
    assert layout("ABC", 55).columns.lowered == (False, True) * 5
    assert not layout("AB", 55).staggered
    assert not Layout(columns(28), 80, longest_name=9).staggered


def test_all_columns_are_in_sight_where_they_fit() -> None:
    """Without scrolling nothing is counted on either side."""
    window = Layout(columns(4, 6), 80, longest_name=12).window(0)
    assert (window.first, window.stop, window.before, window.after) == (0, 10, 0, 0)


def test_counters_stand_only_where_something_is_hidden() -> None:
    """The first window counts to the right, the last one to the left, others on both sides."""
    layout = Layout(columns(50), 60, longest_name=12)
    first = layout.window(0)
    middle = layout.window(10)
    last = layout.window(layout.last_first)
    assert (first.before, first.after) == (0, 3)
    assert (middle.before, middle.after) == (3, 3)
    assert (last.before, last.after) == (3, 0)
    assert last.stop == 50


def test_no_roles_leave_an_empty_window() -> None:
    """A file without roles has no columns, and nothing breaks."""
    layout = Layout(columns(), 80, longest_name=12)
    assert layout.window(0).stop == 0
    assert layout.last_first == 0
    assert layout.column_at(50, layout.window(0)) is None


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=8),
    st.integers(8, 220),
    st.integers(1, 60),
    st.data(),
)
def test_showing_a_column_brings_it_into_sight(
    members: list[int], width: int, longest: int, data: st.DataObject
) -> None:
    """Whatever the window was, the column is in it afterwards, and its place leads back to it."""
    layout = Layout(columns(*members), width, longest)
    first = data.draw(st.integers(0, layout.last_first))
    column = data.draw(st.integers(0, sum(members) - 1))
    window = layout.window(layout.showing(column, first))
    assert window.first <= column < window.stop
    for x in range(layout.cell):
        assert layout.column_at(layout.left(column, window) + x, window) == column


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(40, 220))
def test_columns_in_sight_stay_within_the_width(members: list[int], width: int) -> None:
    """No column that counts as in sight is cut by the edge of the grid or by a counter."""
    layout = Layout(columns(*members), width, 20)
    for first in range(layout.last_first + 1):
        window = layout.window(first)
        end = layout.left(window.stop - 1, window) + layout.cell
        assert end <= width - window.after
