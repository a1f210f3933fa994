"""Columns: roles in the order of their departments."""

from __future__ import annotations

from raci.model.organisation import Department, Organisation, Role
from raci.tui.grid.layout import Columns
from support.editor.board import PlainBoard


def test_roles_stand_in_the_order_of_departments() -> None:
    """A role listed early stands late where its department does; without one it stands last."""
    columns = Columns(
        PlainBoard(
            Organisation(
                departments={"b": Department("b", "B"), "a": Department("a", "A")},
                roles={
                    "free": Role("free", "Free"),
                    "one": Role("one", "One", department="a"),
                    "two": Role("two", "Two", department="b"),
                    "lost": Role("lost", "Lost", department="gone"),
                },
            )
        )
    )
    assert columns.ids == ("two", "one", "free", "lost")
    assert [(span.name, span.start, span.stop) for span in columns.spans] == [
        ("B", 0, 1),
        ("A", 1, 2),
        ("", 2, 4),
    ]


def test_departments_without_roles_have_no_span() -> None:
    """Where nobody works no column group is drawn."""
    empty = Organisation(departments={"a": Department("a", "A")})
    assert Columns(PlainBoard(empty)).spans == ()
    assert len(Columns(PlainBoard(empty))) == 0


def test_columns_know_leaders_it_and_outsiders(small: Organisation) -> None:
    """An accountable letter is misplaced with IT and with outsiders, hired IT is both."""
    chief, office, vendor = Columns(PlainBoard(small)).columns
    assert chief.leader
    assert not chief.misplaced
    assert not office.leader
    assert vendor.muted
    assert vendor.external
    assert vendor.misplaced


def test_every_other_column_is_shaded_within_its_department(manufacturer: Organisation) -> None:
    """The first column of a department opens it and is never the shaded one."""
    columns = Columns(PlainBoard(manufacturer)).columns
    marketing = [column for column in columns if column.id in {"mkt", "pm", "ec"}]
    assert [column.alternate for column in marketing] == [False, True, False]
    assert [column.opens for column in marketing] == [True, False, False]


def test_wide_matrices_are_not_shaded() -> None:
    """Above 60 roles stripes would cost a terminal more than they help."""
    many = Organisation(roles={f"r{n}": Role(f"r{n}", f"Role {n}") for n in range(61)})
    assert not any(column.alternate for column in Columns(PlainBoard(many)).columns)


def test_heads_are_cleaned_of_control_characters() -> None:
    """What a file holds never steers the terminal."""
    evil = Organisation(
        departments={"d": Department("d", "D\x1b[2J")},
        roles={"r": Role("r", "Role", short="R\x1b[31m", department="d")},
    )
    columns = Columns(PlainBoard(evil))
    assert "\x1b" not in columns.columns[0].head
    assert "\x1b" not in columns.spans[0].name
