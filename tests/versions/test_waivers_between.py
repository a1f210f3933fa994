"""Waivers of two versions: which are the same, which are two, and at what cost that is found."""

from __future__ import annotations

import datetime as dt
from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raci.versions import differences, edits_between, merge
from raci.versions.entries import by_scope
from raci.versions.values import fingerprint, same, same_file

BASE: dict[str, Any] = {
    "roles": {"hotline": {"name": "Hotline"}},
    "channels": {"hotline": {"name": "Hotline"}},
}
WORDS = ("reason", "on", "1")
SCALARS = st.sampled_from(
    (True, False, 0, 1, 0.0, -0.0, 1.0, nan, "", "1", dt.date(2026, 1, 1), dt.datetime(2026, 1, 1))  # noqa: DTZ001 - as TOML's local time
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(VALUES, VALUES)
def test_fingerprints_are_equal_where_values_are_the_same(one: object, other: object) -> None:
    """True, 1 and 1.0 differ, and so do a date and a time; not a number is the same as itself."""
    assert (fingerprint(one) == fingerprint(other)) is same(one, other)
    assert fingerprint(one) == fingerprint(one)
    assert fingerprint(float("nan")) == fingerprint(float("nan"))


def test_a_role_and_a_channel_of_one_id_are_waived_apart() -> None:
    """What one side waives of the role and the other of the channel stay two waivers."""
    channel = {"rule": "RACI703", "channels": ["hotline"], "reason": "so"}
    role = {"rule": "RACI703", "roles": ["hotline"], "reason": "so"}
    merged = merge(BASE, {**BASE, "waivers": [channel]}, {**BASE, "waivers": [role]})
    assert not merged.conflicts
    assert sorted(merged.values["waivers"], key=str) == sorted([channel, role], key=str)


@pytest.mark.parametrize("places", [(0, 1, 2), (2, 0, 1)])
def test_waivers_of_one_scope_are_numbered(places: tuple[int, ...]) -> None:
    """None is lost, also where another one's scope reads like a number."""
    waivers: list[dict[str, Any]] = [
        {"rule": "RACI301", "channels": ["a"], "reason": "one"},
        {"rule": "RACI301", "channels": ["a"], "reason": "two"},
        {"rule": "RACI301", "channels": ["a (2)"], "reason": "three"},
    ]
    named = by_scope(waivers[place] for place in places)
    assert len(named) == len(waivers)


class Counted(str):
    """A reason that counts how often it is looked at."""

    __slots__ = ()
    looks = 0

    def __hash__(self) -> int:
        """Count, and be a key like any text."""
        Counted.looks += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        """Count, and be equal to the same text."""
        Counted.looks += 1
        return super().__eq__(other)


def looks(number: int, *, alike: bool) -> int:
    """Return how often reasons are looked at while lists of so many waivers are compared."""
    old, new = (
        [
            {
                "rule": "RACI301",
                "channels": [Counted("hotline" if alike else f"{side}{rank}")],
                "reason": Counted(f"{side} {rank}"),
            }
            for rank in range(number)
        ]
        for side in ("old", "new")
    )
    one, other = {**BASE, "waivers": old}, {**BASE, "waivers": new}
    Counted.looks = 0
    assert len(differences(one, other)) == 2 * number
    assert len(edits_between(one, other)) >= number
    assert same_file(one, {**one, "waivers": old[::-1]})
    return Counted.looks


@pytest.mark.parametrize("alike", [True, False])
def test_twice_the_waivers_take_twice_the_looks(alike: bool) -> None:  # noqa: FBT001 - a parameter
    """Whether they waive the same or not: thousands of them are compared in a moment."""
    assert looks(80, alike=alike) < 3 * looks(40, alike=alike)
