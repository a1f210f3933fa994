"""Three-way merge: disjoint edits are lossless in both orders, conflicts are always told."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from raci.versions import merge

BASE: dict[str, Any] = {
    "format": 1,
    "organisation": {"name": "Firm", "size": "small"},
    "roles": {
        "boss": {"name": "Boss", "leadership": True},
        "office": {"name": "Office", "reports_to": ["boss"]},
        "it": {"name": "IT"},
    },
    "channels": {
        "web": {"name": "Website", "phases": ["before"], "raci": {"boss": "A", "office": "R"}},
        "post": {"name": "Letter", "raci": {"office": "AR"}},
        "phone": {"name": "Telephone", "raci": {}},
    },
    "waivers": [{"rule": "RACI301", "channels": ["web"], "reason": "so", "until": "2027"}],
}


def changed(**paths: object) -> dict[str, Any]:
    """Return the base with values at dotted paths (``__`` for a dot) replaced; None deletes."""
    values = copy.deepcopy(BASE)
    for path, value in paths.items():
        *way, last = path.split("__")
        target: Any = values
        for step in way:
            target = target.setdefault(step, {})
        if value is None:
            del target[last]
        else:
            target[last] = value
    return values


def test_edits_of_different_cells_are_both_kept() -> None:
    """Two people who set different cells of one row both find their letter."""
    merged = merge(
        BASE, changed(channels__web__raci__it="C"), changed(channels__web__raci__boss="AR")
    )
    assert merged.conflicts == ()
    assert merged.values["channels"]["web"]["raci"] == {"boss": "AR", "office": "R", "it": "C"}


def test_the_same_edit_on_both_sides_is_no_conflict() -> None:
    """What both changed alike is taken once."""
    both = changed(channels__post__name="Post")
    assert merge(BASE, both, copy.deepcopy(both)).conflicts == ()


def test_different_letters_in_one_cell_are_a_conflict_that_keeps_ours() -> None:
    """A cell that both changed differently is told, and ours stays until a person decides."""
    merged = merge(
        BASE, changed(channels__web__raci__boss="R"), changed(channels__web__raci__boss="C")
    )
    (conflict,) = merged.conflicts
    assert conflict.path == ("channels", "web", "raci", "boss")
    assert (conflict.base, conflict.ours, conflict.theirs) == ("A", "R", "C")
    assert merged.values["channels"]["web"]["raci"]["boss"] == "R"


def test_a_row_deleted_here_and_edited_there_is_a_conflict() -> None:
    """Nobody's edit vanishes because somebody else deleted the row."""
    edited = changed(channels__post__name="Post")
    merged = merge(BASE, changed(channels__post=None), edited)
    (conflict,) = merged.conflicts
    assert conflict.path == ("channels", "post")
    assert conflict.theirs == edited["channels"]["post"]


def test_a_row_deleted_there_and_untouched_here_goes() -> None:
    """A deletion of what the other side left alone is taken over."""
    merged = merge(BASE, BASE, changed(channels__post=None))
    assert "post" not in merged.values["channels"]
    assert merged.conflicts == ()


def test_both_add_to_a_list() -> None:
    """Two phases that two people added to one channel both stay, and what one took out goes."""
    merged = merge(
        BASE,
        changed(channels__web__phases=["before", "after"]),
        changed(channels__web__phases=["during"]),
    )
    assert merged.conflicts == ()
    assert merged.values["channels"]["web"]["phases"] == ["after", "during"]


def test_new_rows_stand_behind_their_neighbours() -> None:
    """A row that came in the middle of theirs comes in the middle of ours."""
    theirs = copy.deepcopy(BASE)
    rows = list(theirs["channels"].items())
    theirs["channels"] = dict([rows[0], ("blog", {"name": "Blog"}), *rows[1:]])
    merged = merge(BASE, changed(channels__web__name="Site"), theirs)
    assert list(merged.values["channels"]) == ["web", "blog", "post", "phone"]


def test_a_move_is_kept_beside_the_other_sides_edits() -> None:
    """One side's order and the other side's letters go together."""
    theirs = copy.deepcopy(BASE)
    theirs["channels"] = dict(reversed(theirs["channels"].items()))
    merged = merge(BASE, changed(channels__web__name="Site"), theirs)
    assert list(merged.values["channels"]) == ["phone", "post", "web"]
    assert merged.values["channels"]["web"]["name"] == "Site"


def test_two_different_orders_are_a_conflict() -> None:
    """Where both moved rows in different ways, ours stays and the conflict is told."""
    ours, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    ours["channels"] = {key: ours["channels"][key] for key in ("post", "web", "phone")}
    theirs["channels"] = {key: theirs["channels"][key] for key in ("phone", "web", "post")}
    merged = merge(BASE, ours, theirs)
    assert [conflict.path for conflict in merged.conflicts] == [("channels",)]
    assert list(merged.values["channels"]) == ["post", "web", "phone"]


def test_edits_find_an_entry_whose_id_was_renamed() -> None:
    """An id renamed on one side takes the other side's edits and all references along."""
    ours = changed(channels__web__raci__office="C")
    theirs = copy.deepcopy(BASE)
    theirs["roles"]["desk"] = theirs["roles"].pop("office")
    for channel in theirs["channels"].values():
        if "office" in channel["raci"]:
            channel["raci"]["desk"] = channel["raci"].pop("office")
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(BASE, one, other)
        assert merged.conflicts == ()
        assert "office" not in merged.values["roles"]
        assert merged.values["channels"]["web"]["raci"] == {"boss": "A", "desk": "C"}
        assert merged.values["channels"]["post"]["raci"] == {"desk": "AR"}


def test_waivers_are_merged_by_what_they_waive() -> None:
    """A waiver added here and one changed there do not get into each other's way."""
    ours, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    ours["waivers"].append({"rule": "RACI101", "channels": ["phone"], "reason": "x"})
    theirs["waivers"][0]["until"] = "2028"
    merged = merge(BASE, ours, theirs)
    assert merged.conflicts == ()
    assert [waiver.get("until") for waiver in merged.values["waivers"]] == ["2028", None]


def test_unknown_keys_are_merged_too() -> None:
    """A key that this program does not know is merged like any other."""
    merged = merge(BASE, BASE, changed(channels__web__colour="blue"))
    assert merged.values["channels"]["web"]["colour"] == "blue"


CELLS = [(channel, role) for channel in BASE["channels"] for role in BASE["roles"]]
EDITS = st.dictionaries(
    st.sampled_from(CELLS), st.sampled_from(["A", "R", "C", "I", None]), max_size=9
)


def with_cells(edits: dict[tuple[str, str], str | None]) -> dict[str, Any]:
    """Return the base with these cells set; None empties one."""
    values = copy.deepcopy(BASE)
    for (channel, role), letters in edits.items():
        raci = values["channels"][channel]["raci"]
        raci.pop(role, None)
        if letters:
            raci[role] = letters
    return values


@given(EDITS, st.sets(st.sampled_from(CELLS)))
def test_merging_disjoint_edits_is_lossless_in_both_orders(
    edits: dict[tuple[str, str], str | None], mine: set[tuple[str, str]]
) -> None:
    """However cells are shared out between two people, the merge has all of their edits."""
    ours = with_cells({cell: letters for cell, letters in edits.items() if cell in mine})
    theirs = with_cells({cell: letters for cell, letters in edits.items() if cell not in mine})
    everything = with_cells(edits)
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(BASE, one, other)
        assert merged.conflicts == ()
        assert merged.values == everything


@given(EDITS, EDITS)
def test_a_conflict_is_never_resolved_in_silence(
    ours: dict[tuple[str, str], str | None], theirs: dict[tuple[str, str], str | None]
) -> None:
    """Exactly the cells that both changed differently are conflicts, and ours stays in them."""
    one, other = with_cells(ours), with_cells(theirs)
    merged = merge(BASE, one, other)
    expected = set()
    for channel, role in CELLS:
        versions = [side["channels"][channel]["raci"].get(role) for side in (BASE, one, other)]
        if len(set(versions)) == 3 or (versions[1] != versions[0] != versions[2] != versions[1]):
            expected.add(("channels", channel, "raci", role))
    assert {conflict.path for conflict in merged.conflicts} == expected
    for conflict in merged.conflicts:
        channel, role = str(conflict.path[1]), str(conflict.path[3])
        assert merged.values["channels"][channel]["raci"].get(role) == conflict.ours


@given(EDITS)
def test_merging_with_an_unchanged_side_takes_the_other(
    edits: dict[tuple[str, str], str | None],
) -> None:
    """Where only one side changed anything, the merge is that side."""
    values = with_cells(edits)
    assert merge(BASE, values, BASE).values == values
    assert merge(BASE, BASE, values).values == values


def test_a_word_that_both_add_stands_once() -> None:
    """Two people who name the same deputy agree, whatever else either of them names."""
    base = {"roles": {"a": {"name": "A", "deputy": ["b"]}}}
    ours = {"roles": {"a": {"name": "A", "deputy": ["b", "c", "d"]}}}
    theirs = {"roles": {"a": {"name": "A", "deputy": ["b", "d", "e"]}}}
    merged = merge(base, ours, theirs)
    assert not merged.conflicts
    assert merged.values["roles"]["a"]["deputy"] == ["b", "c", "d", "e"]
