"""What holds however the conflicts of a merge are decided, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from raci.check.rule_names import NAMES
from raci.document import Document, compose
from raci.versions import merge
from raci.versions.references import mentions, renamed
from raci.versions.values import (
    TABLES,
    same,
    same_file,
    table,
)
from raci.workspace.document_merge import DocumentMerge
from support import examples
from support.versions import BASE, Values, versions

if TYPE_CHECKING:
    from raci.model.organisation import Path
    from raci.versions import Conflict

pytestmark = pytest.mark.slow

#: For each conflict whether it is decided for theirs; as many as are needed.
DECISIONS = st.lists(st.booleans(), min_size=8, max_size=8)


def conceded(conflicts: tuple[Conflict, ...], decisions: list[bool]) -> frozenset[Path]:
    """Return the paths of the conflicts decided for theirs."""
    return frozenset(
        conflict.path for rank, conflict in enumerate(conflicts) if decisions[rank % len(decisions)]
    )


def unordered(value: Any) -> Any:  # noqa: ANN401 - TOML values
    """Return a value in which the order of entries and words does not count."""
    if isinstance(value, dict):
        found = {key: unordered(inner) for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if inner not in ({}, [])}
    return sorted(map(repr, map(unordered, value))) if isinstance(value, list) else value


def at(values: object, path: Path) -> object:
    """Return the value at a path; None where there is none."""
    for key in path:
        values = values.get(str(key)) if isinstance(values, Mapping) else None
    return values


@settings(max_examples=examples(150))
@given(versions(), versions(), DECISIONS)
def test_deciding_for_theirs_is_merging_the_other_way_round(
    ours: Values, theirs: Values, decisions: list[bool]
) -> None:
    """What is decided for theirs here is decided for ours where the sides are swapped."""
    conflicts = merge(BASE, ours, theirs).conflicts
    chosen = conceded(conflicts, decisions)
    decided = merge(BASE, ours, theirs, chosen)
    their_ids = {one.path: one.theirs for one in conflicts if one.of_ids}

    def seen_from_there(path: Path) -> Path:
        if path[:2] in their_ids:
            path = (path[0], str(their_ids[path[:2]]), *path[2:])
        role = ("roles", path[-1])
        in_row = (len(path) > 2 and path[-2] == "raci") or "duties" in path
        return (*path[:-1], str(their_ids[role])) if in_row and role in their_ids else path

    others = frozenset(seen_from_there(one.path) for one in conflicts if one.path not in chosen)
    swapped = merge(BASE, theirs, ours, others)
    # What is in conflict only because of a decision is asked for after it.
    assume({one.path for one in decided.conflicts} <= {one.path for one in conflicts})
    there = merge(BASE, theirs, ours).conflicts
    assume({one.path for one in swapped.conflicts} <= {one.path for one in there})
    assume(len(there) == len(conflicts))
    assert unordered(decided.values) == unordered(swapped.values)


@settings(max_examples=examples(150))
@given(versions(), versions(), DECISIONS)
def test_each_conflict_has_the_side_that_was_chosen(
    ours: Values, theirs: Values, decisions: list[bool]
) -> None:
    """Every cell, field, entry, id and order is that of the side it was decided for."""
    conflicts = merge(BASE, ours, theirs).conflicts
    chosen = conceded(conflicts, decisions)
    values = merge(BASE, ours, theirs, chosen).values
    for conflict in conflicts:
        wanted = conflict.theirs if conflict.path in chosen else conflict.ours
        if conflict.of_order:
            assert isinstance(wanted, list)
            now = [key for key in table(values, str(conflict.path[0])) if key in wanted]
            assert now == [key for key in wanted if key in now]
        elif conflict.of_ids:
            assert str(wanted) in table(values, str(conflict.path[0]))
        elif conflict.of_entry and conflict.path[0] in TABLES:
            assert (at(values, conflict.path) is None) == (wanted is None)


@settings(max_examples=examples(150))
@given(versions(), versions(), DECISIONS)
def test_a_decision_leaves_nothing_dangling(
    ours: Values, theirs: Values, decisions: list[bool]
) -> None:
    """What comes back comes with what it names, what goes takes along what names it."""
    chosen = conceded(merge(BASE, ours, theirs).conflicts, decisions)
    values = merge(BASE, ours, theirs, chosen).values
    assert all(key in table(values, name) for name, key, _, _ in mentions(values))


@given(versions(), versions())
def test_conflicts_are_told_apart_by_their_paths(ours: Values, theirs: Values) -> None:
    """No two conflicts of a merge have the same path, so that each is decided for itself."""
    paths = [conflict.path for conflict in merge(BASE, ours, theirs).conflicts]
    assert len(set(paths)) == len(paths)


@settings(max_examples=examples(150))
@given(versions(), versions())
def test_conceding_nothing_or_all(ours: Values, theirs: Values) -> None:
    """A value in conflict is ours if nothing was conceded, and theirs if all of it was."""
    merged = merge(BASE, ours, theirs)
    paths = frozenset(conflict.path for conflict in merged.conflicts)
    yielded = merge(BASE, ours, theirs, paths).values
    if any(conflict.of_ids for conflict in merged.conflicts):
        return
    for conflict in merged.conflicts:
        if len(conflict.path) > 2 and conflict.path[0] in TABLES:
            assert same(at(merged.values, conflict.path), conflict.ours)
            assert same(at(yielded, conflict.path), conflict.theirs)


@settings(max_examples=examples(60))
@given(versions(), versions(), DECISIONS)
def test_the_text_says_what_was_decided(
    ours: Values, theirs: Values, decisions: list[bool]
) -> None:
    """Through either side's text, the file says each decision and all that was merged."""
    base, mine, other = (Document.parse(compose(side), NAMES) for side in (BASE, ours, theirs))
    for kept in (mine, other):
        joined = DocumentMerge(base, mine, other, kept=kept)
        chosen = frozenset(rank for rank in range(len(joined.conflicts)) if decisions[rank % 8])
        paths = frozenset(joined.conflicts[rank].path for rank in chosen)
        wanted = merge(base.data, mine.data, other.data, paths).values
        assert same_file(joined.document(chosen).data, wanted)
        assert same_file(Document.parse(joined.text(chosen), NAMES).data, wanted)


@settings(max_examples=examples(60))
@given(versions(), versions())
def test_a_merge_of_a_merge_asks_the_same(ours: Values, theirs: Values) -> None:
    """What a driver left in the file, with ours in each conflict, has the same conflicts."""
    merged = merge(BASE, ours, theirs)
    again = merge(BASE, merged.values, theirs)
    assert [one.path for one in again.conflicts] == [one.path for one in merged.conflicts]
    assert same_file(again.values, merged.values)


def test_an_id_that_is_taken_is_given_to_nobody() -> None:
    """Where their new id of an entry is another one of ours, there are two entries in the end."""
    ours, theirs = (dict(renamed(BASE, {"channels": {"web": new}})) for new in ("site", "page"))
    ours = {**ours, "channels": {**ours["channels"], "page": {"name": "Another"}}}
    merged = merge(BASE, ours, theirs)
    paths = frozenset(conflict.path for conflict in merged.conflicts)
    for chosen in (frozenset[tuple[str | int, ...]](), paths):
        channels = merge(BASE, ours, theirs, chosen).values["channels"]
        assert channels["site"]["name"] == "Website"
        assert channels["page"]["name"] == ("Website" if chosen else "Another")
