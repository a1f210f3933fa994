"""The one list of report formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci.reports.checked import Checked, Setting

    Render = Callable[[Sequence[Checked], Setting], str]

# Modules by name, so that a command line that offers all of them loads only the one asked for.
_MODULES = {
    "grouped": "raci.reports.formats.grouped",
    "concise": "raci.reports.formats.concise",
    "full": "raci.reports.formats.full",
    "json": "raci.reports.formats.as_json",
    "sarif": "raci.reports.formats.sarif",
    "github": "raci.reports.formats.github",
    "gitlab": "raci.reports.formats.gitlab",
    "junit": "raci.reports.formats.junit",
    "markdown": "raci.reports.formats.markdown",
}

#: What ``--format`` takes.
FORMATS = tuple(_MODULES)

#: Formats for people at a terminal: these may be coloured, and statistics may follow them.
FOR_PEOPLE = ("grouped", "concise", "full")


def render(format_name: str, files: Sequence[Checked], setting: Setting) -> str:
    """Return the report on ``files`` in one of ``FORMATS``."""
    module = import_module(_MODULES[format_name])
    return cast("Render", module.render)(files, setting)
