"""The mends of deputies and holders, of what is misspelt, and of what has run out."""

from __future__ import annotations

import datetime as dt

import pytest

from raci.check.fixes import fixes
from raci.model.organisation import Cell
from raci.words import words_in
from support.fixes import document, mended, offers, the

# Deputies and holders


def test_nobody_is_proposed_as_their_own_deputy() -> None:
    """A role that the same person holds would be no cover."""
    roles = """
    [roles]
    head = { name = "Head", holder = "A. Huber" }
    aide = { name = "Aide", holder = "a. huber", reports_to = "head" }
    clerk = { name = "Clerk", holder = "B. Steiner" }
    """
    rows = """
    [channels.hotline]
    name = "Hotline"
    critical = true
    raci = { head = "A", aide = "R", clerk = "R" }
    """
    doc = document(rows, roles=roles)
    offered = offers(doc, "RACI607")
    assert list(offered) == ["Clerk stands in for Head"]
    fixed = mended(doc, offered["Clerk stands in for Head"])
    assert fixed.organisation.roles["head"].deputies == ("clerk",)


def test_of_two_deputies_only_the_same_person_goes() -> None:
    """The other deputy stays."""
    roles = """
    [roles]
    head = { name = "Head", holder = "A. Huber", deputy = ["aide", "clerk"] }
    aide = { name = "Aide", holder = "A. Huber" }
    clerk = { name = "Clerk", holder = "B. Steiner" }
    """
    doc = document("", roles=roles)
    (fix,) = offers(doc, "RACI609").values()
    assert mended(doc, fix).organisation.roles["head"].deputies == ("clerk",)


def test_a_ring_may_be_cut_between_any_two() -> None:
    """Deputies outside the ring are not touched."""
    roles = """
    [roles]
    a = { name = "Ann", deputy = ["b", "x"] }
    b = { name = "Ben", deputy = "c" }
    c = { name = "Cem", deputy = "a" }
    x = { name = "Xie" }
    """
    doc = document("", roles=roles)
    assert list(offers(doc, "RACI608")) == [
        "Ben no longer stands in for Ann",
        "Cem no longer stands in for Ben",
        "Ann no longer stands in for Cem",
    ]


def test_one_person_is_spelt_in_one_way() -> None:
    """Either spelling may be the right one; other holders of the role stay."""
    roles = """
    [roles]
    a = { name = "One", holder = ["Anna Huber", "B. Steiner"] }
    b = { name = "Two", holder = "Ana Huber" }
    """
    doc = document("", roles=roles)
    fix = offers(doc, "RACI709")["Write “Ana Huber” everywhere"]
    holders = mended(doc, fix).organisation.roles["a"].holders
    assert holders == ("Ana Huber", "B. Steiner")


# The file


def test_a_misspelt_rule_is_respelt_where_it_is_a_key() -> None:
    """Settings of a rule keep their values under the right name."""
    doc = document('[check.rules.it-onli]\nseverity = "info"')
    fixed = mended(doc, offers(doc, "RACI802")["Write “it-only”"])
    assert fixed.organisation.check.rules["RACI301"].severity == "info"


@pytest.mark.parametrize(
    ("rows", "code", "titles"),
    [
        ('[channels.fax]\nname = "Fax"\nkind = "zzz"', "RACI802", []),
        ('[channels.fax]\nname = "Fax"\nqqqq = 1', "RACI806", ["Take it out"]),
        ('[channels.fax]\nname = "Fax"\nraci = { ceo = "Q" }', "RACI804", []),
        ('[channels.fax]\nname = "Fax"\nraci = { zzz = "A" }', "RACI803", ["Take it out"]),
    ],
)
def test_nothing_is_guessed(rows: str, code: str, titles: list[str]) -> None:
    """Where no valid word is near, none is proposed."""
    assert list(offers(document(rows), code)) == titles


def test_an_unknown_id_in_a_list_is_changed_in_its_place() -> None:
    """The other ids of the list stay as they are."""
    rows = """
    [channels.fax]
    name = "Fax"
    raci = { ceo = "AR" }
    combines_with = ["website", "newslettr"]
    [channels.website]
    name = "Website"
    raci = { ceo = "AR" }
    [channels.newsletter]
    name = "Newsletter"
    raci = { ceo = "AR" }
    """
    doc = document(rows)
    offered = offers(doc, "RACI803")
    fixed = mended(doc, offered["Write “newsletter”"]).organisation
    assert fixed.channels["fax"].combines_with == ("website", "newsletter")
    assert '"website"]' in mended(doc, offered["Take it out"]).text


# Upkeep


def test_an_expired_assignment_goes_or_goes_on() -> None:
    """Remove, extend by a year, or keep for good; the note stays with it."""
    rows = """
    [channels.website]
    name = "Website"
    raci = { ceo = "A", head = { letters = "R", why = "Relaunch", until = 2026-06-30 } }
    """
    doc = document(rows)
    offered = offers(doc, "RACI703")
    cells = [
        mended(doc, fix).organisation.channels["website"].raci.get("head")
        for fix in offered.values()
    ]
    assert cells == [
        None,
        Cell("R", "Relaunch", dt.date(2027, 11, 21)),
        Cell("R", "Relaunch"),
    ]


def test_a_year_after_a_leap_day_is_the_28th() -> None:
    """An extension made on the 29th of February ends on a day that exists."""
    rows = """
    [channels.website]
    name = "Website"
    raci = { ceo = "A", head = { letters = "R", until = 2026-06-30 } }
    """
    doc = document(rows)
    titles = [
        words_in("en").say(fix.title)
        for fix in fixes(the(doc, "RACI703"), doc.organisation, dt.date(2028, 2, 29))
    ]
    assert "Extend it until 2029-02-28" in titles


def test_an_expired_assignment_of_the_portfolio_goes_too() -> None:
    """The portfolio row has no channel; its cells can end all the same."""
    rows = '[portfolio.raci]\nceo = "A"\nhead = { letters = "R", until = 2026-06-30 }'
    doc = document(rows)
    fixed = mended(doc, offers(doc, "RACI703")["Take the assignment out"])
    assert fixed.organisation.portfolio == {"ceo": Cell("A")}
