"""Sample organisations for the tests of the grid, as fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from raci.model.finding import Reach, Severity, Standing
from raci.model.organisation import (
    Cell,
    Channel,
    Department,
    Discipline,
    Duty,
    Kind,
    Organisation,
    Role,
)
from support.editor.board import PlainBoard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEPARTMENTS = (
    ("Leitung", Discipline.MANAGEMENT, "*GF"),
    ("Kommunikation", Discipline.COMMUNICATION, "*KOM SM"),
    ("Marketing", Discipline.MARKETING, "*MKT PM EC"),
    ("Vertrieb", Discipline.SALES, "*VTL AD FIL"),
    ("Service", Discipline.SERVICE, "*KSL KS QM"),
    ("Verwaltung", Discipline.OTHER, "*FIN *HR SEK"),
    ("Recht", Discipline.LEGAL, "REC DSB"),
    ("EDV", Discipline.IT, "IT +ITD"),
    ("Extern", Discipline.OTHER, "+AG +WEB"),
)

_T, _N, _P = Kind.TRADITIONAL, Kind.NEW, Kind.THIRD_PARTY

#: Name, kind, letters (``ROLE:LETTERS``), and who is responsible for the implementation.
_CHANNELS = (
    ("Website", _N, "MKT:R GF:A VTL:C DSB:C KSL:I", "IT"),
    ("Online-Shop", _N, "EC:AR FIN:C REC:C KSL:I", "IT"),
    ("Landingpages", _N, "MKT:AR VTL:C EC:I", "WEB"),
    ("Blog", _N, "MKT:R KOM:A PM:C REC:C VTL:I", ""),
    ("FAQ und Hilfeseiten", _N, "KS:R KSL:A PM:C MKT:I", ""),
    ("Kundenportal", _N, "KS:R KSL:A DSB:C FIN:I", "IT"),
    ("App", _N, "PM:R MKT:A DSB:C KSL:I", ""),
    ("Kontaktformular", _N, "KS:R KSL:A DSB:C VTL:I", ""),
    ("Newsletter", _N, "MKT:AR VTL:A DSB:C KSL:I", ""),
    ("Sammelpostfach (info@)", _N, "KS:R KSL:A VTL:C GF:I", ""),
    ("Transaktionsmails", _N, "EC:AR KSL:C REC:C MKT:I", ""),
    ("Facebook", _N, "SM:R MKT:A KSL:C DSB:C GF:I", ""),
    ("Instagram", _N, "SM:R MKT:A PM:C VTL:I", ""),
    ("LinkedIn / Xing", _N, "SM:R KOM:A HR:C GF:I", ""),
    ("YouTube / TikTok", _N, "SM:R MKT:A PM:C KSL:I", ""),
    ("WhatsApp", _N, "KS:R KSL:A DSB:C SM:C MKT:I", ""),
    ("Live-Chat", _N, "KS:R KSL:A EC:C MKT:I", ""),
    ("Chatbot", _N, "IT:A ITD:R", ""),
    ("SMS und Push", _N, "EC:R MKT:A DSB:C KSL:I", ""),
    ("Online-Werbung", _N, "AG:R MKT:A FIN:C VTL:I", ""),
    ("Influencer", _N, "MKT:AR REC:C KOM:I", ""),
    ("Podcast / Webinar", _N, "MKT:R KOM:A PM:C VTL:I", ""),
    ("Händlerportal", _N, "AD:R VTL:A PM:C MKT:I", ""),
    ("Krisenleitung / Dark Site", _N, "KOM:R GF:A REC:C", ""),
    ("Hinweisgeberkanal", _N, "REC:R GF:A DSB:C HR:I", ""),
    ("Hotline", _T, "KS:R KSL:A VTL:C SEK:I", ""),
    ("Callcenter", _T, "AG:R KSL:A QM:C DSB:C VTL:I", ""),
    ("Brief und Fax", _T, "SEK:R GF:A FIN:I", ""),
    ("Angebot und Vertrag", _T, "AD:R VTL:A REC:C FIN:C KSL:I", ""),
    ("Rechnung und Mahnung", _T, "FIN:AR VTL:C KSL:I", ""),
    ("Außendienstbesuch", _T, "AD:R VTL:A PM:C MKT:I", ""),
    ("Filiale / Empfang", _T, "FIL:AR MKT:C VTL:I", ""),
    ("Messe", _T, "MKT:R VTL:A PM:C GF:I", ""),
    ("Druck, Plakat, Prospekt", _T, "MKT:AR VTL:C GF:I", ""),
    ("Pressearbeit", _T, "KOM:R GF:A REC:C SM:I", ""),
    ("Beschwerden und Retouren", _T, "QM:R KSL:A REC:C PM:C GF:I", ""),
    ("Google-Unternehmensprofil", _P, "MKT:AR FIL:C KSL:C GF:I", ""),
    ("Trustpilot, ProvenExpert", _P, "KS:R KSL:A MKT:C REC:C PM:I", ""),
    ("kununu / Glassdoor", _P, "", ""),
    ("Verzeichnisse (Herold)", _P, "MKT:AR SEK:C", ""),
    ("Preisvergleich (idealo)", _P, "EC:AR FIN:C MKT:I", ""),
    ("Marktplätze (Amazon)", _P, "EC:AR KSL:C REC:C FIN:I", ""),
    ("Buchungsportale", _P, "VTL:R GF:A KSL:C MKT:I", ""),
    ("Wikipedia, Karten", _P, "KOM:AR REC:C MKT:I", ""),
)


def roles() -> Iterator[Role]:
    """Yield the roles of a mid-size firm; ``*`` leads, ``+`` is external."""
    for number, (_, _, members) in enumerate(_DEPARTMENTS):
        for word in members.split():
            head = word.lstrip("*+")
            yield Role(
                id=head.lower(),
                name=head,
                short=head,
                department=f"d{number}",
                leadership=word.startswith("*"),
                external=word.startswith("+"),
            )


def letters(text: str) -> dict[str, Cell]:
    """Return assignments from ``ROLE:LETTERS …``."""
    pairs = (word.split(":") for word in text.split())
    return {role.lower(): Cell(held) for role, held in pairs}


def manufacturer() -> Organisation:
    """Return a mid-size firm: 44 channels, 22 roles in nine departments."""
    channels = {}
    for number, (name, kind, held, hand) in enumerate(_CHANNELS):
        duties = {Duty.IMPLEMENTATION: letters(f"{hand}:R")} if hand else {}
        channels[f"c{number}"] = Channel(
            id=f"c{number}", name=name, kind=kind, raci=letters(held), duties=duties
        )
    return Organisation(
        name="Muster Maschinenbau GmbH",
        language="de",
        departments={
            f"d{number}": Department(f"d{number}", name, discipline)
            for number, (name, discipline, _) in enumerate(_DEPARTMENTS)
        },
        roles={role.id: role for role in roles()},
        channels=channels,
    )


def judged(organisation: Organisation) -> PlainBoard:
    """Return a board with the marks that a check would give, roughly."""
    standings: dict[str, Standing] = {}
    marks: dict[str | None, Severity] = {}
    for channel in organisation.channels.values():
        owners = [role for role, cell in channel.raci.items() if "A" in cell.letters]
        led = any(organisation.is_leader(organisation.roles[role]) for role in owners)
        inside = any(not organisation.is_it(organisation.roles[role]) for role in owners)
        if led:
            standings[channel.id] = Standing(Reach.PERSONAL, 0, within=True)
        elif inside:
            standings[channel.id] = Standing(Reach.DELEGATED, 1, within=True)
            marks[channel.id] = Severity.WARNING
        else:
            reach = Reach.OUT_OF_REACH if owners else Reach.UNOWNED
            standings[channel.id] = Standing(reach, None, within=False)
            marks[channel.id] = Severity.ERROR
        if len(owners) > 1:
            marks[channel.id] = Severity.ERROR
    return PlainBoard(organisation, standings, marks)


def small() -> Organisation:
    """Return three roles in two departments, four channels in two groups."""
    return Organisation(
        name="Klein",
        departments={
            "chef": Department("chef", "Leitung", Discipline.MANAGEMENT),
            "edv": Department("edv", "EDV", Discipline.IT),
        },
        roles={
            "inh": Role("inh", "Inhaberin", "INH", "chef", leadership=True),
            "bue": Role("bue", "Büro", "BÜR", "chef"),
            "it": Role("it", "IT-Dienstleister", "ITD", "edv", external=True),
        },
        channels={
            "web": Channel("web", "Website", group="Eigene", raci=letters("INH:A BUE:R IT:C")),
            "mail": Channel("mail", "Newsletter", group="Eigene", raci=letters("BUE:AR")),
            "tel": Channel("tel", "Telefon", group="Haus", raci=letters("INH:AR")),
            "bot": Channel("bot", "Chatbot", group="Haus", raci=letters("IT:A")),
        },
    )


@pytest.fixture(name="manufacturer")
def _manufacturer() -> Organisation:
    """Give a mid-size firm: 44 channels, 22 roles in nine departments."""
    return manufacturer()


@pytest.fixture(name="small")
def _small() -> Organisation:
    """Give three roles in two departments, four channels in two groups."""
    return small()


@pytest.fixture(name="judged")
def _judged() -> Callable[[Organisation], PlainBoard]:
    """Give what judges an organisation roughly as a check would."""
    return judged


@pytest.fixture(name="letters")
def _letters() -> Callable[[str], dict[str, Cell]]:
    """Give what makes assignments from ``ROLE:LETTERS …``."""
    return letters
