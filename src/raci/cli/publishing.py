"""From a document to the neutral table that is shown and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.matrix.reach import reaches
from raci.check.selection import Selection
from raci.cli.arguments import today
from raci.cli.checking import Request, located, report
from raci.tables.neutral import from_organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.cli.session import Session
    from raci.document.document import Document
    from raci.reports.checked import Located
    from raci.tables.table import Table

#: The rule whose limit says how far leadership may be.
_TOO_FAR = "RACI202"


def table_of(document: Document, session: Session, *, findings: bool = False) -> Table:
    """Return the table of a document, in its language unless another is asked for.

    Args:
        document: Without faults.
        session: Whose language counts.
        findings: Whether the table is to carry what the rules say.
    """
    organisation = document.organisation
    words = session.words_for(organisation.language)
    if not findings:
        limits = Selection.of(organisation.check).limits(_TOO_FAR, organisation.size)
        standing = reaches(organisation, limits["distance"]).by_channel
        return from_organisation(organisation, words, today(), standing)
    request = Request(today(), language=words.language)
    found = report(document, request)
    lines = [
        f"{entry.finding.code} {entry.finding.severity}: {words.say(entry.finding.message)}"
        for entry in shown(located(document, found))
    ]
    return from_organisation(organisation, words, today(), found.standings, findings=lines)


def shown(entries: Sequence[Located]) -> list[Located]:
    """Return the findings that no waiver covers."""
    return [entry for entry in entries if not entry.finding.waived]
