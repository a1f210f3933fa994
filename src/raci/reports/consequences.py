"""Findings that come and go with a change: on the terminal, as data, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text, printable
from raci.model.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.model.finding import Finding
    from raci.reports.styles import Ink
    from raci.words import Words


def came_and_gone(
    came: Iterable[Finding], gone: Iterable[Finding], words: Words, ink: Ink
) -> Iterator[str]:
    """Yield a line for each finding: ``+`` for new ones, ``-`` for those that are mended."""
    for sign, findings, painted in (("+", came, ink.removed), ("-", gone, ink.added)):
        for finding in findings:
            text = printable(words.say(finding.message))
            severity = words.say(SEVERITIES[finding.severity])
            yield painted(f"{sign} {finding.code} {severity}: {text}") + "\n"


def counted(came: int, gone: int) -> Text:
    """Return how many findings come and go, in a sentence."""
    return Text(
        "{came}, {gone}",
        {
            "came": Text("{n} new finding", {"n": came}, plural="{n} new findings"),
            "gone": Text("{n} finding gone", {"n": gone}, plural="{n} findings gone"),
        },
    )


def listed(findings: Iterable[Finding], words: Words) -> list[dict[str, object]]:
    """Return findings as JSON has them, in the fields of ``raci check --format json``."""
    return [
        {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity.value,
            "message": words.say(finding.message),
            "subjects": [{"kind": subject.kind, "id": subject.id} for subject in finding.subjects],
            "fingerprint": finding.fingerprint,
        }
        for finding in findings
    ]
