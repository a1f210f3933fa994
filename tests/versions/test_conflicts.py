"""Conflicts that are more than two values in one place, and how they are told."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from raci.versions import Names, differences, merge
from raci.versions.references import renamed, stripped
from raci.versions.values import same_file
from raci.words import words_in
from support.versions import BASE, Values


def base_with(**paths: Any) -> Values:  # noqa: ANN401 - TOML values
    """Return the base with values at dotted paths (``__`` for a dot) replaced."""
    values = copy.deepcopy(BASE)
    for path, value in paths.items():
        *way, last = path.split("__")
        target = values
        for step in way:
            target = target[step]
        target[last] = value
    return values


def told(ours: Values, theirs: Values, language: str = "en") -> list[str]:
    """Return the conflicts as sentences."""
    names = Names(BASE, theirs, ours)
    say = words_in(language).say
    return [say(conflict.message(names)) for conflict in merge(BASE, ours, theirs).conflicts]


def without(table: str, key: str) -> Values:
    """Return the base without an entry."""
    return dict(stripped(copy.deepcopy(BASE), {table: {key}}))


def called(table: str, key: str, new: str) -> Values:
    """Return the base with another id of an entry."""
    return dict(renamed(copy.deepcopy(BASE), {table: {key: new}}))


def test_a_role_deleted_there_and_used_here_stays_with_all_its_letters() -> None:
    """Ours keeps the role, and every letter and line that the deletion had taken."""
    ours = base_with(channels__fax__raci={"it": "A"})
    theirs = without("roles", "it")
    assert told(ours, theirs) == ["IT: changed or used here, deleted there"]
    assert same_file(merge(BASE, ours, theirs).values, ours)


def test_a_role_deleted_here_and_used_there_stays_away() -> None:
    """Ours is without the role, and so are their letters of it."""
    ours = without("roles", "it")
    theirs = base_with(channels__fax__raci={"it": "A"})
    assert told(ours, theirs) == ["IT: deleted here, changed or used there"]
    assert merge(BASE, ours, theirs).values["channels"]["fax"]["raci"] == {}


def test_taking_a_letter_from_a_deleted_role_is_no_conflict() -> None:
    """Who only takes letters away agrees with a deletion."""
    ours = base_with(channels__phone__raci={"boss": "A"})
    theirs = without("roles", "it")
    assert told(ours, theirs) == []
    assert merge(BASE, ours, theirs).values == theirs


@pytest.mark.parametrize("gone", [("roles", "it"), ("channels", "post"), ("departments", "top")])
def test_deletions_of_different_entries_go_together(gone: tuple[str, str]) -> None:
    """A deletion and what it takes along do not contest another deletion."""
    ours, theirs = without(*gone), without("channels", "phone")
    assert told(ours, theirs) == told(theirs, ours) == []
    merged = merge(BASE, ours, theirs).values
    assert gone[1] not in merged[gone[0]]
    assert "phone" not in merged["channels"]


def test_two_new_ids() -> None:
    """Two different new ids of one entry are told; ours stays, with both sides' edits."""
    ours = called("channels", "web", "site")
    theirs = called("channels", "web", "www")
    theirs["channels"]["www"]["colour"] = "red"
    assert told(ours, theirs) == ["Website: its id is site here, www there, was web"]
    assert told(ours, theirs, "de") == ["Website: Kennung hier site, dort www, vorher web"]
    merged = merge(BASE, ours, theirs).values["channels"]
    assert "www" not in merged
    assert merged["site"]["colour"] == "red"


def test_the_same_new_id() -> None:
    """The same new id on both sides is one change, and edits beside it are merged."""
    ours, theirs = called("roles", "it", "edv"), called("roles", "it", "edv")
    ours["channels"]["fax"]["raci"] = {"edv": "A"}
    theirs["roles"]["edv"]["note"] = "new"
    assert told(ours, theirs) == []
    merged = merge(BASE, ours, theirs).values
    assert merged["roles"]["edv"]["note"] == "new"
    assert merged["channels"]["fax"]["raci"] == {"edv": "A"}


def test_an_id_changed_here_and_the_entry_deleted_there() -> None:
    """A new id is work, too: a deletion on the other side is told."""
    ours, theirs = called("channels", "web", "site"), without("channels", "web")
    assert told(ours, theirs) == ["Website: changed or used here, deleted there"]
    assert same_file(merge(BASE, ours, theirs).values, ours)


def test_a_new_id_that_the_other_side_gave_to_another_entry() -> None:
    """Two entries that get one id never become one in silence."""
    ours, theirs = called("channels", "web", "x"), called("channels", "phone", "x")
    for one, other in ((ours, theirs), (theirs, ours)):
        assert "x: name" in " ".join(told(one, other)) or len(told(one, other)) > 1


def test_the_same_person_replaced_by_two() -> None:
    """Both replaced the same deputy by somebody else: a person must decide."""
    ours, theirs = base_with(roles__it__deputy=["boss"]), base_with(roles__it__deputy=["it"])
    assert told(ours, theirs) == ["IT: deputy is Boss here, IT there, was Office"]


def test_orders_and_waivers_are_told() -> None:
    """Two orders of the rows, and two reasons of one waiver, have sentences of their own."""
    ours, theirs = base_with(), base_with()
    ours["channels"] = dict(reversed(ours["channels"].items()))
    theirs["channels"] = {key: theirs["channels"][key] for key in ("post", "web", "phone", "fax")}
    ours["waivers"][0]["reason"], theirs["waivers"][0]["reason"] = "a", "b"
    assert told(ours, theirs) == [
        "channels: both changed the order",
        "Waiver of RACI301 (Website): reason is a here, b there, was so",
    ]


def test_a_cell_here_and_the_last_letter_there() -> None:
    """A row that lost its only letter there does not contest another letter here."""
    ours = base_with(channels__post__raci={"office": "AR", "boss": "C"})
    theirs = base_with()
    del theirs["channels"]["post"]["raci"]
    for one, other in ((ours, theirs), (theirs, ours)):
        assert told(one, other) == []
        assert merge(BASE, one, other).values["channels"]["post"]["raci"] == {"boss": "C"}


def test_references_are_told_by_names() -> None:
    """A reporting line that moved names the roles, not their ids."""
    changes = differences(BASE, base_with(roles__it__reports_to="office"))
    assert [words_in("en").say(change.message) for change in changes] == [
        "IT: reports to Boss → Office"
    ]
