"""What holds for any two people's edits: nothing is lost, and nothing is decided in silence."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci.versions import Names, differences, merge
from raci.versions.references import mentions
from raci.versions.values import (
    TABLES,
    same,
    same_file,
    table,
)
from raci.words import words_in
from support import examples
from support.versions import BASE, Values, versions

pytestmark = pytest.mark.slow


def dangling(values: Values) -> list[tuple[str, str]]:
    """Return what is referred to and not there."""
    return [(name, key) for name, key, _, _ in mentions(values) if key not in table(values, name)]


def unordered(value: Any) -> Any:  # noqa: ANN401 - TOML values
    """Return a value in which the order of entries and words does not count."""
    if isinstance(value, dict):
        found = {key: unordered(inner) for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if inner not in ({}, [])}
    return sorted(map(repr, map(unordered, value))) if isinstance(value, list) else value


@given(versions())
def test_an_unchanged_side_gives_way(values: Values) -> None:
    """Where one side changed nothing, or both the same, the merge is the other side."""
    for ours, theirs in ((values, BASE), (BASE, values), (values, copy.deepcopy(values))):
        merged = merge(BASE, ours, theirs)
        assert merged.conflicts == ()
        assert same_file(merged.values, values)


@settings(max_examples=examples(100))
@given(versions(), versions())
def test_both_orders_agree(ours: Values, theirs: Values) -> None:
    """A merge has conflicts in both orders or in none, and then the same content."""
    merged, other = merge(BASE, ours, theirs), merge(BASE, theirs, ours)
    assert bool(merged.conflicts) == bool(other.conflicts)
    if not merged.conflicts:
        assert unordered(merged.values) == unordered(other.values)


@settings(max_examples=examples(100))
@given(versions(), versions())
def test_nothing_refers_to_what_is_gone(ours: Values, theirs: Values) -> None:
    """Whoever deleted what, every reference in the merge leads somewhere."""
    assert dangling(BASE) == dangling(ours) == dangling(theirs) == []
    assert dangling(merge(BASE, ours, theirs).values) == []


@settings(max_examples=examples(100))
@given(versions(), versions())
def test_every_change_is_in_the_merge_or_in_a_conflict(ours: Values, theirs: Values) -> None:
    """A cell that one side changed has its new letters in the merge, or a conflict names it."""
    merged = merge(BASE, ours, theirs)
    named = {path for conflict in merged.conflicts for path in (conflict.path, conflict.path[:2])}
    for side in (ours, theirs):
        for change in differences(BASE, side):
            row = change.path
            if len(row) != 4 or row[2] != "raci" or named & {row[:2], ("roles", row[3])}:
                continue
            now = table(table(table(merged.values, "channels"), str(row[1])), "raci")
            if row[1] in table(merged.values, "channels") and row[3] in table(
                merged.values, "roles"
            ):
                assert same(now.get(str(row[3])), change.new), (change, merged.conflicts)


@given(versions(), versions())
def test_ours_stays_where_there_is_a_conflict(ours: Values, theirs: Values) -> None:
    """Entries that are contested stay, or stay away, as in our version."""
    for conflict in merge(BASE, ours, theirs).conflicts:
        if len(conflict.path) == 2 and conflict.path[0] in TABLES:
            merged = table(merge(BASE, ours, theirs).values, str(conflict.path[0]))
            assert (conflict.path[1] in merged) == (conflict.ours is not None)


@given(versions(), versions(), st.sampled_from(["de", "en"]))
def test_every_conflict_and_difference_is_a_sentence(
    ours: Values, theirs: Values, language: str
) -> None:
    """Whatever differs or conflicts can be said, and no sentence holds Python's own words."""
    names = Names(BASE, theirs, ours)
    said = [conflict.message(names) for conflict in merge(BASE, ours, theirs).conflicts]
    said += [change.message for change in differences(ours, theirs)]
    for text in said:
        sentence = words_in(language).say(text)
        assert sentence
        assert not {"None", "{", "Text("} & set(sentence.split())
