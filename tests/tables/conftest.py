"""A guesthouse whose matrix has something of everything a table can show."""

import datetime as dt

import pytest

from raci.model.finding import Reach, Standing
from raci.model.organisation import (
    Cell,
    Channel,
    Department,
    Discipline,
    Duty,
    Kind,
    Organisation,
    Phase,
    Review,
    Role,
    Size,
    Status,
)
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.words import words_in

TODAY = dt.date(2026, 11, 21)
#: Letters that a review noted.
SEEN = {"inhaberin": "A"}

STANDINGS = {
    "website": Standing(Reach.PERSONAL, 0, within=True, line=("inhaberin",)),
    "prospekt": Standing(Reach.DELEGATED, 1, within=False, line=("buero", "inhaberin")),
    "portal": Standing(Reach.OUT_OF_REACH, None, within=False, line=("it",)),
    "aushang": Standing(Reach.UNOWNED, None, within=False),
}


@pytest.fixture
def guesthouse() -> Organisation:
    """Three departments, five roles, six channels in two groups, duties, notes, a portfolio row."""
    departments = (
        Department("leitung", "Leitung", Discipline.MANAGEMENT),
        Department("haus", "Haus"),
        Department("edv", "EDV", Discipline.IT),
        Department("leer", "Ohne Rollen"),
    )
    roles = (
        Role(
            "it",
            "IT-Dienstleister",
            department="edv",
            external=True,
            reports_to=("inhaberin",),
        ),
        Role(
            "inhaberin",
            "Inhaberin",
            short="INH",
            department="leitung",
            leadership=True,
            holders=("A. Huber",),
            deputies=("buero",),
        ),
        Role("buero", "Büro", department="haus", holders=("B. Maier",), reports_to=("inhaberin",)),
        Role("kueche", "Küche", department="haus", note="nur im Sommer"),
        Role("gast", "Freie", fields={"seit": dt.date(2020, 1, 1), "satz": float("inf")}),
    )
    channels = (
        Channel(
            "website",
            "Website",
            group="Eigene Medien",
            kind=Kind.NEW,
            phases=(Phase.BEFORE, Phase.AFTER),
            combines_with=("prospekt",),
            critical=True,
            review=Review(dt.date(2026, 9, 1), "inhaberin", SEEN, {Duty.CONTENT: SEEN}),
            note="Relaunch im Frühjahr",
            raci={
                "buero": Cell("R"),
                "inhaberin": Cell("A"),
                "it": Cell("C", "bis zum Relaunch", dt.date(2027, 1, 31)),
                "kueche": Cell(""),
            },
            duties={Duty.IMPLEMENTATION: {"it": Cell("R")}, Duty.CONTENT: {}},
        ),
        Channel("portal", "Portal | Gäste", group="Dritte", raci={"it": Cell("A")}),
        Channel(
            "prospekt",
            "Prospekt",
            group="Eigene Medien",
            kind=Kind.TRADITIONAL,
            raci={"buero": Cell("AR")},
        ),
        Channel("aushang", "Aushang", group="Eigene Medien", fields={"ort": "Flur"}),
        Channel("fax", "Fax", status=Status.RETIRED, raci={"gast": Cell("I")}),
        Channel("tiktok", "TikTok", group="Dritte", status=Status.DECLINED),
    )
    return Organisation(
        name="Gasthof Alpenblick",
        language="de",
        size=Size.SMALL,
        note="gepflegt im Büro",
        departments={one.id: one for one in departments},
        roles={one.id: one for one in roles},
        portfolio={"inhaberin": Cell("A"), "buero": Cell("R")},
        channels={one.id: one for one in channels},
    )


@pytest.fixture
def table(guesthouse: Organisation) -> Table:
    """The guesthouse's table in English, with one finding."""
    return from_organisation(
        guesthouse,
        words_in("en"),
        TODAY,
        STANDINGS,
        findings=["RACI304 error: Portal: an <outsider> is accountable"],
    )
