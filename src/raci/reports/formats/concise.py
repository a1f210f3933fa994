"""One line a finding: ``path:line:column: CODE severity: message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import printable
from raci.reports.styles import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci.reports.checked import Checked, Located, Setting


def pieces(files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield a line for each finding; the severity's word is the same in every language."""
    ink = Ink(on=setting.color)
    for file in files:
        yield "".join(f"{line(file, entry, ink)}\n" for entry in file.shown)


def line(file: Checked, entry: Located, ink: Ink, severity: str = "") -> str:
    """Return one finding's line; whatever a file says stays within it.

    Args:
        file: What the finding is about.
        entry: The finding and its place.
        ink: Colours, or none.
        severity: What people call the severity; by default the word that programs look for.
    """
    finding, place = entry.finding, entry.place
    path = ink.strong(printable(file.path))
    label = ink.severity(f"{finding.code} {severity or finding.severity}", finding.severity)
    message = printable(file.message(finding))
    return f"{path}:{place.line}:{place.column}: {label}: {message}"
