"""A guesthouse as its pages see it."""

from __future__ import annotations

import datetime as dt

import pytest

from raci.model.finding import Finding, Reach, Severity, Standing, Subject
from raci.model.organisation import (
    Cell,
    Channel,
    Duty,
    Kind,
    Organisation,
    Review,
    Role,
    Status,
    Waiver,
)
from raci.model.text import Text
from raci.reports.pages.facts import Advice, Facts
from raci.reports.pages.upkeep import ReviewDays
from raci.words import words_in

TODAY = dt.date(2026, 11, 28)
DAYS = ReviewDays(365, 180)


def advice(code: str) -> Advice:
    """Return something that names the rule."""
    return Advice(f"Title of {code}", f"Why {code}.", f"Remedy of {code}.")


@pytest.fixture
def guesthouse() -> Organisation:
    """Four roles of three persons on six channels of all kinds, one of them declined."""
    roles = (
        Role("owner", "Owner", leadership=True, holders=("Anna Huber",), deputies=("office",)),
        Role("chef", "Chef", leadership=True, holders=("Lukas Huber",), reports_to=("owner",)),
        Role(
            "office",
            "Office",
            holders=("Berta Maier",),
            reports_to=("owner",),
            deputies=("front", "owner"),
        ),
        Role("front", "Front desk", holders=("Berta  MAIER",), reports_to=("owner",)),
    )
    until = Cell("C", "until the relaunch", dt.date(2027, 1, 31))
    channels = (
        Channel(
            "website",
            "Website",
            kind=Kind.NEW,
            combines_with=("brochure",),
            critical=True,
            review=Review(dt.date(2026, 6, 1)),
            raci={"owner": Cell("A"), "office": Cell("R"), "front": until},
            duties={Duty.CONTENT: {"chef": Cell("R")}},
        ),
        Channel("mail", "Mailbox", kind=Kind.NEW, raci={"office": Cell("AR"), "owner": Cell("I")}),
        Channel(
            "phone",
            "Telephone",
            kind=Kind.TRADITIONAL,
            review=Review(dt.date(2026, 9, 1)),
            raci={"owner": Cell("A"), "front": Cell("R"), "office": Cell("C")},
        ),
        Channel(
            "brochure",
            "Brochure",
            kind=Kind.TRADITIONAL,
            review=Review(dt.date(2025, 1, 1)),
            raci={"owner": Cell("A"), "office": Cell("R")},
        ),
        Channel("kununu", "kununu", kind=Kind.THIRD_PARTY),
        Channel("fax", "Fax", status=Status.DECLINED),
    )
    waiver = Waiver(
        0, "RACI101", "nobody looks there yet", dt.date(2026, 12, 31), ("kununu",), by="owner"
    )
    return Organisation(
        name="Alpenblick",
        language="en",
        roles={role.id: role for role in roles},
        portfolio={"owner": Cell("A"), "office": Cell("R")},
        channels={channel.id: channel for channel in channels},
        waivers=(waiver,),
    )


def finding(code: str, severity: Severity, channel: str, message: str = "") -> Finding:
    """Return a finding about a channel."""
    text = Text(message or f"{code} of {channel}")
    return Finding(code, "name", severity, (Subject("channel", channel),), text, ())


@pytest.fixture
def facts(guesthouse: Organisation) -> Facts:
    """Return what the rules say of the guesthouse."""
    personal = Standing(Reach.PERSONAL, 0, within=True)
    return Facts(
        organisation=guesthouse,
        words=words_in("en"),
        today=TODAY,
        standings={
            "website": personal,
            "phone": personal,
            "brochure": personal,
            "mail": Standing(Reach.DELEGATED, 1, within=False),
            "kununu": Standing(Reach.UNOWNED, None, within=False),
        },
        within=3,
        findings=[
            finding("RACI202", Severity.WARNING, "mail"),
            finding("RACI701", Severity.WARNING, "brochure"),
            finding("RACI701", Severity.WARNING, "website"),
            finding("RACI101", Severity.ERROR, "kununu", "kununu: nobody has a letter here"),
        ],
        advice=advice,
        days=DAYS,
    )
