"""When two TOML values are the same."""

from __future__ import annotations

import datetime as dt

import pytest

from raci.toml_edit.values import same, same_file

VALUES = [
    1,
    True,
    1.0,
    "1",
    float("nan"),
    [],
    {},
    [1],
    [True],
    {"a": 1, "b": 2},
    {"b": 2, "a": 1},
    dt.date(2026, 1, 1),
    dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
]


@pytest.mark.parametrize("rank", range(len(VALUES)))
def test_value_is_the_same_as_itself_alone(rank: int) -> None:
    """Types and the order of keys tell values apart that Python takes for equal."""
    for other, value in enumerate(VALUES):
        assert same(VALUES[rank], value) == (other == rank)


def test_tuples_are_lists_to_be() -> None:
    """A tuple that is about to be written is the same as the list it becomes."""
    assert same([1, 2], (1, 2))


def test_order_of_a_files_tables_means_nothing() -> None:
    """At the root, order is no matter; inside it is."""
    assert same_file({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert not same_file({"a": {"x": 1, "y": 2}}, {"a": {"y": 2, "x": 1}})
    assert not same_file({"a": 1}, {"b": 1})
