"""Counts in words: one line for all files, and a table of the rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.text import Text
from raci.reports.checked import severities, waived
from raci.reports.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.reports.checked import Checked, Setting


def summary(files: Sequence[Checked]) -> Text:
    """Return the sentence that closes a check: ``2 errors, 1 warning in 4 files``."""
    counted = severities(files)
    parts: list[Text] = [
        _counted(severity, counted[severity]) for severity in Severity if counted[severity]
    ]
    covered = waived(files)
    values = {
        "counts": tuple(parts) or Text("no findings"),
        "files": Text("{n} file", {"n": len(files)}, plural="{n} files"),
        "waived": covered,
    }
    if covered:
        return Text("{counts} in {files}, {waived} waived", values)
    return Text("{counts} in {files}", values)


def _counted(severity: Severity, number: int) -> Text:
    if severity is Severity.ERROR:
        return Text("{n} error", {"n": number}, plural="{n} errors")
    if severity is Severity.WARNING:
        return Text("{n} warning", {"n": number}, plural="{n} warnings")
    return Text("{n} info", {"n": number}, plural="{n} infos")


def statistics(files: Sequence[Checked], setting: Setting) -> str:
    """Return a line for each rule with findings: how many, code and name; most findings first."""
    ink = Ink(on=setting.color)
    found = [entry.finding for file in files for entry in file.shown]
    counted = Counter(finding.code for finding in found)
    known = {finding.code: finding for finding in found}
    width = max((len(str(count)) for count in counted.values()), default=0)
    return "".join(
        f"{count:{width}}  {ink.severity(code, known[code].severity)}  {known[code].name}\n"
        for code, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )
