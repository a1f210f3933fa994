"""The JSON of ``raci check --format json``: a contract, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.model.finding import Severity
from raci.model.wording import json_text
from raci.reports.checked import severities, waived

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.reports.checked import Checked, Located, Setting

_VERSION = 1


def render(files: Sequence[Checked], setting: Setting) -> str:  # noqa: ARG001 - as all formats
    """Return one document; the waived findings are in it, and say so."""
    counted = severities(files)
    document = {
        "version": _VERSION,
        "files": [_file(file) for file in files],
        "summary": {
            **{severity.value: counted[severity] for severity in Severity},
            "waived": waived(files),
        },
    }
    return json_text(document)


def _file(file: Checked) -> dict[str, Any]:
    leadership = file.leadership
    return {
        "path": file.path,
        "organisation": file.organisation,
        "leadership": {
            "personal": leadership.personal,
            "delegated": leadership.delegated,
            "out_of_reach": leadership.out_of_reach,
            "unowned": leadership.unowned,
            "channels": leadership.channels,
        },
        "findings": [_finding(file, entry) for entry in file.findings],
    }


def _finding(file: Checked, entry: Located) -> dict[str, Any]:
    finding, place = entry.finding, entry.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": file.message(finding),
        "subjects": [{"kind": subject.kind, "id": subject.id} for subject in finding.subjects],
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "fingerprint": finding.fingerprint,
        "waived": finding.waived,
    }
