"""A manufacturer of 44 channels and 20 roles, and a guest house, for tests of the editor."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from raci.check.rule_names import NAMES
from raci.document.document import Document
from raci.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 21)

_DEPARTMENTS = {
    "leitung": ("Leitung", "management", "GF*"),
    "kommunikation": ("Kommunikation", "communication", "KOM* SM"),
    "marketing": ("Marketing", "marketing", "MKT* PM EC"),
    "vertrieb": ("Vertrieb", "sales", "VTL* AD FIL"),
    "service": ("Service", "service", "KSL* KS QM"),
    "verwaltung": ("Verwaltung", "other", "FIN* HR* SEK"),
    "recht": ("Recht", "legal", "REC DSB"),
    "edv": ("EDV", "it", "IT ITD+"),
    "extern": ("Extern", "marketing", "AG+"),
}
_CHANNELS = """
Website|new|MKT|GF|VTL DSB|KSL
Online shop|new|EC|EC|FIN REC|KSL
Landing pages|new|MKT|MKT|VTL|EC
Blog|new|MKT|KOM|PM REC|VTL
FAQ / help pages|new|KS|KSL|PM|MKT
Customer portal|new|KS|KSL|DSB|FIN
App|new|PM|MKT|DSB|KSL
Contact form|new|KS|KSL|DSB|VTL
Newsletter|new|MKT|MKT VTL|DSB|KSL
Shared mailbox (info@)|new|KS|KSL|VTL|GF
Transaction mails|new|EC|EC|KSL REC|MKT
Hotline|traditional|KS|KSL|VTL|SEK
External call centre|traditional|AG|KSL|QM DSB|VTL
Letter and fax|traditional|SEK|GF||FIN
Offer and contract|traditional|AD|VTL|REC FIN|KSL
Invoice and reminder|traditional|FIN|FIN|VTL|KSL
Field sales visit|traditional|AD|VTL|PM|MKT
Branch / reception|traditional|FIL|FIL|MKT|VTL
Trade fair|traditional|MKT|VTL|PM|GF
Print, posters, brochure|traditional|MKT|MKT|VTL|GF
Press work|traditional|KOM|GF|REC|SM
Complaints and returns|traditional|QM|KSL|REC PM|GF
Facebook|new|SM|MKT|KSL DSB|GF
Instagram|new|SM|MKT|PM|VTL
LinkedIn / Xing|new|SM|KOM|HR|GF
YouTube / TikTok|new|SM|MKT|PM|KSL
WhatsApp|new|KS|KSL|DSB SM|MKT
Live chat|new|KS|KSL|EC|MKT
Chatbot|new|ITD|IT||
SMS and push|new|EC|MKT|DSB|KSL
Online ads|new|AG|MKT|FIN|VTL
Influencers|new|MKT|MKT|REC|KOM
Podcast / webinar|new|MKT|KOM|PM|VTL
Dealer portal|new|AD|VTL|PM|MKT
Crisis line / dark site|new|KOM|GF|REC|
Whistleblowing channel|new|REC|GF|DSB|HR
Google business profile|third-party|MKT|MKT|FIL KSL|GF
Trustpilot, ProvenExpert|third-party|KS|KSL|MKT REC|PM
kununu / Glassdoor|third-party|||KOM|GF
Directories|third-party|MKT|MKT|SEK|
Price comparison|third-party|EC|EC|FIN|MKT
Marketplaces|third-party|EC|EC|KSL REC|FIN
Booking and rating portals|third-party|VTL|GF|KSL|MKT
Wikipedia, map entries|third-party|KOM|KOM|REC|MKT
"""


def manufacturer() -> str:
    """Return the text of the larger file; three rows are faulty on purpose."""
    lines = ["format = 1", "[organisation]", 'name = "Muster Maschinenbau GmbH"', 'language = "de"']
    for id_, (name, discipline, roles) in _DEPARTMENTS.items():
        lines += [f"[departments.{id_}]", f'name = "{name}"', f'discipline = "{discipline}"']
        for word in roles.split():
            lines += _role(word.strip("*+"), id_, word)
    for line in _CHANNELS.strip().splitlines():
        lines += _channel(*line.split("|"))
    return "\n".join(lines) + "\n"


def _role(short: str, department: str, word: str) -> list[str]:
    id_ = short.lower()
    lines = [f"[roles.{id_}]", f'name = "Rolle {short}"', f'short = "{short}"']
    lines += [f'department = "{department}"', f'holder = "Person {short}"']
    lines += ["leadership = true"] if "*" in word else []
    lines += ["external = true"] if "+" in word else []
    return lines + ([] if short == "GF" else ['reports_to = "gf"'])


def _channel(name: str, kind: str, *letters: str) -> list[str]:
    id_ = "".join(char for char in name.lower().replace(" ", "_") if char.isalnum() or char == "_")
    cells: dict[str, str] = {}
    for char, roles in zip("RACI", letters, strict=True):
        for role in roles.split():
            cells[role.lower()] = "AR" if char == "A" and role.lower() in cells else char
    lines = [f"[channels.{id_}]", f'name = "{name}"', f'kind = "{kind}"', f"[channels.{id_}.raci]"]
    return lines + [f'{role} = "{cell}"' for role, cell in cells.items()]


GUEST_HOUSE = """\
format = 1  # by hand

[organisation]
name = "Gasthof Alpenblick"
size = "small"

[departments.leitung]
name = "Leitung"
discipline = "management"

[roles.inhaberin]
name = "Inhaberin"
department = "leitung"
leadership = true
holder = "A. Huber"
note = "seit 1998"

[roles.buero]
name = "Büro"
reports_to = "inhaberin"
holder = ["B. Maier", "C. Lang"]
deputy = "inhaberin"

[roles.edv]
name = "EDV-Dienstleister"
discipline = "it"
external = true

[portfolio.raci]
inhaberin = "A"

[channels.website]
name = "Website"
group = "Eigene Medien"
kind = "new"
phases = ["before", "after"]
critical = true
reviewed = { on = 2026-09-01, by = "inhaberin" }
combines_with = ["prospekt"]
note = "Relaunch im Frühjahr"

[channels.website.raci]
edv = "AR"      # the vendor alone
buero = { letters = "C", why = "bis zum Relaunch", until = 2027-01-31 }

[channels.website.duties.implementation]
edv = "R"

[channels.website.fields]
url = "https://alpenblick.example"

[channels.prospekt]
name = "Prospekt"
group = "Eigene Medien"
kind = "traditional"

[channels.prospekt.raci]
inhaberin = "A"
buero = "R"

[channels.kununu]
name = "kununu"
group = "Fremde"
kind = "third-party"
"""


def workspace(text: str = GUEST_HOUSE, path: Path | None = None) -> Workspace:
    """Return a workspace on ``text``; with a path it is written there first."""
    if path is not None:
        path.write_text(text, encoding="utf-8", newline="")
        return Workspace.open(path, today=TODAY)
    return Workspace(Document.parse(text, NAMES), today=TODAY)
