"""Differences in the organisation's own words."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from raci.document.fields import CHANNEL, CHECK, DEPARTMENT, ORGANISATION, ROLE
from raci.versions import differences
from raci.words import words_in

OLD: dict[str, Any] = {
    "organisation": {"name": "Firma"},
    "roles": {"mkt": {"name": "Marketing"}, "gf": {"name": "Geschäftsführung"}},
    "portfolio": {"raci": {"gf": "A"}},
    "channels": {
        "news": {"name": "Newsletter", "raci": {"mkt": "R"}},
        "web": {"name": "Website", "kind": "new"},
        "post": {"name": "Brief"},
    },
}


def told(new: dict[str, Any], language: str = "de", old: dict[str, Any] = OLD) -> list[str]:
    """Return the differences from the old version as sentences."""
    return [words_in(language).say(change.message) for change in differences(old, new)]


def edited() -> dict[str, Any]:
    """Return a copy of the old version to be changed."""
    return copy.deepcopy(OLD)


def test_equal_versions_do_not_differ() -> None:
    """A version compared with itself tells nothing."""
    assert told(edited()) == []


def test_letters_are_told_by_names() -> None:
    """A changed cell names channel, role and both letters; an empty one is a dash."""
    new = edited()
    new["channels"]["news"]["raci"] = {"mkt": "A", "gf": "C"}
    assert told(new) == ["Newsletter: Marketing R → A", "Newsletter: Geschäftsführung – → C"]


def test_duties_portfolio_and_fields_are_told() -> None:
    """Letters of a duty and of the portfolio row, and a field, say where they stand."""
    new = edited()
    new["channels"]["web"]["duties"] = {"content": {"mkt": "R"}}
    new["channels"]["web"]["kind"] = "traditional"
    new["portfolio"]["raci"]["gf"] = "AR"
    new["organisation"]["size"] = "small"
    assert told(new, "en") == [
        "Organisation: size: small",
        "Choice and mix of channels: Geschäftsführung A → AR",
        "Website: kind new → traditional",
        "Website (content): Marketing – → R",
    ]


def test_a_new_review_is_told_without_the_letters_it_saw() -> None:
    """The day and who, by name; what changed in the row is told there."""
    day, later = dt.date(2026, 1, 31), dt.date(2026, 11, 22)
    old, new = edited(), edited()
    old["channels"]["web"]["reviewed"] = {"on": day, "by": "mkt", "raci": {"mkt": "R"}}
    new["channels"]["web"]["reviewed"] = {"on": later, "by": "gf", "raci": {"gf": "A"}}
    assert told(new, old=old) == [
        "Website: geprüft 31.01.2026 von Marketing → 22.11.2026 von Geschäftsführung"
    ]
    old["channels"]["web"]["reviewed"] = day
    assert told(new, old=old) == ["Website: geprüft 31.01.2026 → 22.11.2026 von Geschäftsführung"]
    assert told(new) == ["Website: geprüft: 22.11.2026 von Geschäftsführung"]
    old["channels"]["web"]["reviewed"] = {"on": later, "by": "gf"}
    assert told(new, old=old) == ["Website: bei der Prüfung: Geschäftsführung – → A"]


def test_annotated_cells_are_told_whole() -> None:
    """A cell that got a reason shows it."""
    new = edited()
    new["channels"]["news"]["raci"]["mkt"] = {"letters": "R", "why": "Urlaub"}
    assert told(new) == ["Newsletter: Marketing R → R (Urlaub)"]


def test_added_removed_and_renamed_entries_are_told() -> None:
    """Entries that came or went are named; one whose id changed is the same entry."""
    new = edited()
    new["channels"]["blog"] = {"name": "Blog"}
    del new["channels"]["post"]
    new["roles"] = {"marketing": OLD["roles"]["mkt"], "gf": OLD["roles"]["gf"]}
    new["channels"]["news"]["raci"] = {"marketing": "R"}
    assert set(told(new)) == {
        "Marketing: die Kennung ist jetzt marketing, war mkt",
        "Blog: Kanal dazugekommen",
        "Brief: Kanal entfernt",
    }


def test_a_move_names_the_entry_that_moved() -> None:
    """One row moved over others is one difference, not one for each row it passed."""
    new = edited()
    new["channels"] = {key: OLD["channels"][key] for key in ("post", "news", "web")}
    assert told(new) == ["Brief: an den Anfang verschoben"]


def test_waivers_are_told_by_rule_and_scope() -> None:
    """A waiver added or removed is named by its rule and what it covers."""
    new = edited()
    new["waivers"] = [{"rule": "RACI301", "channels": ["web"], "reason": "x"}]
    assert told(new, "en") == ["Waiver of RACI301 added (Website)"]
    back = differences(new, OLD)
    assert [words_in("en").say(change.message) for change in back] == [
        "Waiver of RACI301 removed (Website)"
    ]


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_moves_are_as_few_as_can_be(order: list[str]) -> None:
    """At most all but one entry have moved, and none where the order is the same."""
    old = {"channels": {key: {"name": key} for key in "abcde"}}
    new = {"channels": {key: {"name": key} for key in order}}
    found = differences(old, new)
    assert len(found) < len(order)
    assert (not found) == (order == sorted(order))


class Counted(str):
    """An id that counts how often any is looked up."""

    __slots__ = ()
    lookups = 0

    def __hash__(self) -> int:
        """Count, and be a key like any text."""
        Counted.lookups += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        """Be equal to the same text."""
        return super().__eq__(other)


def lookups(number: int) -> int:
    """Return how many lookups it takes to find one change in so many channels."""
    old = {"channels": {Counted(f"c{rank}"): {"name": str(rank)} for rank in range(number)}}
    new = {"channels": {**old["channels"], Counted("c0"): {"name": "Other"}}}
    Counted.lookups = 0
    assert len(differences(old, new)) == 1
    return Counted.lookups


def test_ten_times_the_channels_take_ten_times_the_work() -> None:
    """A big organisation is compared in time that grows with it, not with its square."""
    assert lookups(500) < 15 * lookups(50)


def test_no_key_is_shown() -> None:
    """Every key of the format is told by what people call it, in both languages."""
    tables = {"organisation": ORGANISATION, "check": CHECK}
    items = {"departments": DEPARTMENT, "roles": ROLE, "channels": CHANNEL}
    spelled = ("_", "-select", "extend", "raci.", "true", " = ")
    for language in ("de", "en"):
        for head, fields in (tables | items).items():
            for key in fields:
                new = {head: {"x": {key: True}}} if head in items else {head: {key: "y"}}
                old: dict[str, Any] = {head: {"x": {}}} if head in items else {head: {}}
                for change in differences(old, new):
                    said = words_in(language).say(change.message)
                    assert not any(word in said for word in spelled) or key == "raci", said
                    if language == "de" and key not in {"name", "status"}:
                        assert f": {key}" not in said, said


def test_words_of_the_field() -> None:
    """Disciplines, lines and marks are told as people say it, in German as in English."""
    old = {"roles": {"it": {"name": "EDV"}, "boss": {"name": "Chefin"}}}
    entry = {"name": "EDV", "discipline": "management", "leadership": True, "reports_to": "boss"}
    new = {"roles": {**old["roles"], "it": entry}}
    told = [words_in("de").say(change.message) for change in differences(old, new)]
    assert told == [
        "EDV: Fach: Leitung",
        "EDV: als Leitung gekennzeichnet",
        "EDV: berichtet an: Chefin",
    ]
    back = [words_in("de").say(change.message) for change in differences(new, old)]
    assert "EDV: nicht mehr als Leitung gekennzeichnet" in back
