"""What the tests of mends share: small documents, their findings, and what these offer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from raci.check.checker import Options, check
from raci.check.fixes import Fix, fixes
from raci.check.rule_names import NAMES
from raci.check.selection import Selection
from raci.document.document import Document
from raci.model.organisation import Discipline, Duty, Kind, Phase, Size, Status
from raci.words import words_in

if TYPE_CHECKING:
    from raci.model.finding import Finding

TODAY = dt.date(2026, 11, 21)
SAMPLES = sorted((Path(__file__).parents[2] / "sample_orgs").glob("*.toml"))

ROLES = """
[roles]
ceo = { name = "CEO", leadership = true }
head = { name = "Head", reports_to = "ceo" }
marketing = { name = "Marketing", reports_to = "head" }
service = { name = "Service", reports_to = "ceo" }
it = { name = "IT", discipline = "it", reports_to = "ceo" }
agency = { name = "Agency", external = true, reports_to = "marketing" }
"""


def document(rows: str, *, roles: str = ROLES) -> Document:
    """Return a document of these roles and rows."""
    head = 'format = 1\n[organisation]\nname = "Alpenblick"\n'
    return Document.parse(head + roles + rows, NAMES)


def found(doc: Document) -> tuple[Finding, ...]:
    """Return all findings, of the rules that are off too."""
    selection = Selection.of(doc.organisation.check, extend_select=("RACI",))
    options = Options(today=TODAY, selection=selection)
    return check(doc.organisation, doc.problems, doc.faulty_rows, options).findings


def the(doc: Document, code: str) -> Finding:
    """Return the only finding of a rule."""
    (finding,) = (one for one in found(doc) if one.code == code)
    return finding


def offers(doc: Document, code: str) -> dict[str, Fix]:
    """Return the edits offered for the only finding of a rule, by their English titles."""
    finding = the(doc, code)
    offered = fixes(finding, doc.organisation, TODAY)
    return {words_in("en").say(fix.title): fix for fix in offered if isinstance(fix, Fix)}


def mended(doc: Document, fix: Fix) -> Document:
    """Return the document after a fix, read anew from its text."""
    after = doc.apply(fix.edit).document
    after.verify()
    return Document.parse(after.text, NAMES)


_IDS = ("r0", "r1", "r2", "r3")
_CHANNELS = ("c0", "c1", "c2")
_NAMES = st.sampled_from(["Website", "Newsletter", "Newslettr", "Hotline"])
_PERSONS = st.sampled_from(["Anna Huber", "Ana Huber", "B. Steiner"])
_DATES = st.sampled_from([dt.date(2024, 2, 29), dt.date(2026, 9, 1), dt.date(2030, 1, 1)])
_SOME_ROLES = st.lists(st.sampled_from(_IDS), min_size=1, max_size=2, unique=True)
_LETTERS = st.sampled_from(["A", "R", "AR", "C", "I", "CI", "ARI", ""])
_CELLS = _LETTERS | st.builds(
    lambda letters, until: {"letters": letters, "why": "a note", "until": until}, _LETTERS, _DATES
)
_ROWS = st.dictionaries(st.sampled_from(_IDS), _CELLS)
_DISCIPLINES = st.sampled_from([discipline.value for discipline in Discipline])
_ROLES = st.fixed_dictionaries(
    {"name": _NAMES},
    optional={
        "leadership": st.booleans(),
        "external": st.booleans(),
        "discipline": _DISCIPLINES,
        "reports_to": _SOME_ROLES,
        "deputy": _SOME_ROLES,
        "holder": st.lists(_PERSONS, min_size=1, max_size=2, unique=True),
    },
)
_ITEMS = st.fixed_dictionaries(
    {"name": _NAMES},
    optional={
        "kind": st.sampled_from([kind.value for kind in Kind]),
        "phases": st.lists(st.sampled_from([phase.value for phase in Phase]), unique=True),
        "combines_with": st.lists(st.sampled_from(_CHANNELS), max_size=3),
        "critical": st.booleans(),
        "status": st.sampled_from([status.value for status in Status]),
        "reviewed": _DATES | st.builds(lambda on, by: {"on": on, "by": by}, _DATES, _PERSONS),
        "raci": _ROWS,
        "duties": st.dictionaries(st.sampled_from([duty.value for duty in Duty]), _ROWS),
    },
)
_WAIVERS = st.fixed_dictionaries(
    {
        "rule": st.sampled_from(["RACI101", "RACI104", "RACI202"]),
        "channels": st.lists(st.sampled_from(_CHANNELS), min_size=1, max_size=2),
        "reason": st.just("agreed"),
        "until": _DATES,
    }
)
#: Files of a few roles and channels with every fault that can be mended.
FILES = st.fixed_dictionaries(
    {
        "format": st.just(1),
        "organisation": st.fixed_dictionaries(
            {"name": st.just("X"), "size": st.sampled_from([size.value for size in Size])}
        ),
        "roles": st.fixed_dictionaries(dict.fromkeys(_IDS, _ROLES)),
        "channels": st.fixed_dictionaries(dict.fromkeys(_CHANNELS, _ITEMS)),
    },
    optional={
        "portfolio": st.fixed_dictionaries({"raci": _ROWS}),
        "waivers": st.lists(_WAIVERS, max_size=3),
    },
)
