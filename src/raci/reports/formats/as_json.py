"""The JSON of ``raci check --format json``: a contract, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.model.finding import Severity
from raci.model.text import json_text
from raci.reports.checked import Tally, first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Located, Setting

_VERSION = 1


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield one document; waived and accepted findings are in it and say so."""
    tally = Tally()
    document = {
        "version": _VERSION,
        "files": [_file(file, setting) for file in tally.counting(files)],
        "summary": {
            **{severity.value: tally.severities[severity] for severity in Severity},
            "waived": tally.waived,
            "baselined": tally.accepted,
        },
    }
    yield json_text(document)


def _file(file: Checked, setting: Setting) -> dict[str, Any]:
    leadership = file.leadership
    return {
        "path": file.path,
        "organisation": file.organisation,
        "leadership": {
            "personal": leadership.personal,
            "delegated": leadership.delegated,
            "out_of_reach": leadership.out_of_reach,
            "unowned": leadership.unowned,
            "within": leadership.within,
            "channels": leadership.channels,
        },
        "findings": [_finding(file, entry, setting) for entry in file.findings],
    }


def _finding(file: Checked, entry: Located, setting: Setting) -> dict[str, Any]:
    finding, place = entry.finding, entry.place
    page = setting.page(finding.code, file.language)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": file.message(finding),
        "why": first_sentence(page.why),
        "remedy": page.remedy or None,
        "subjects": [{"kind": subject.kind, "id": subject.id} for subject in finding.subjects],
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "fingerprint": finding.fingerprint,
        "waived": finding.waived,
        "baselined": entry.accepted,
    }
