"""Workflow commands, which GitHub Actions turns into annotations of the changed lines.

Source: GitHub, "Workflow commands for GitHub Actions"; the escapes are those of its toolkit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.finding import Severity
from raci.model.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Located, Setting

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:  # noqa: ARG001 - as all formats
    """Yield one command a finding, errors of all files first.

    GitHub keeps the first annotations of a step and drops the rest.
    """
    commands: dict[Severity, list[str]] = {severity: [] for severity in _COMMANDS}
    for file in files:
        for entry in file.shown:
            commands[entry.finding.severity].append(_command(file, entry))
    for weighing_the_same in commands.values():
        yield from weighing_the_same


def _command(file: Checked, entry: Located) -> str:
    finding, place = entry.finding, entry.place
    properties = {
        "title": f"{finding.code} {finding.name}",
        "file": file.relative,
        "line": place.line,
        "endLine": place.end_line,
    }
    if place.line == place.end_line:  # columns across lines would be refused
        properties |= {"col": place.column, "endColumn": place.end_column}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(file.message(finding))}\n"


def _data(text: str) -> str:
    """Return a value as a command holds it; other control codes of a file reach no log."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
