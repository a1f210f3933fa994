"""The code quality report of GitLab's merge requests.

Source: GitLab, "Code Quality report format", a subset of Code Climate's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from raci.model.finding import Severity
from raci.model.text import json_text
from raci.reports.checked import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Located, Setting

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:  # noqa: ARG001 - as all formats
    """Yield a list of issues."""
    issues = [_issue(file, entry) for file in files for entry in file.shown]
    yield json_text(issues)


def _issue(file: Checked, entry: Located) -> dict[str, Any]:
    finding, place = entry.finding, entry.place
    return {
        "description": f"{finding.code}: {file.message(finding)}",
        "check_name": finding.name,
        # Must be unique in the report, so the file is a part of it.
        "fingerprint": digest(finding, file.relative),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": file.relative,
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }
