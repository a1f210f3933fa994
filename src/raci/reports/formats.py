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
    "grouped": "raci.reports.grouped",
    "concise": "raci.reports.concise",
    "full": "raci.reports.full",
    "json": "raci.reports.as_json",
    "sarif": "raci.reports.sarif",
    "github": "raci.reports.github",
    "gitlab": "raci.reports.gitlab",
    "junit": "raci.reports.junit",
    "markdown": "raci.reports.markdown",
}

#: What ``--format`` takes.
FORMATS = tuple(_MODULES)

#: Formats for people at a terminal: these may be coloured, and statistics may follow them.
FOR_PEOPLE = ("grouped", "concise", "full")


def render(format_name: str, files: Sequence[Checked], setting: Setting) -> str:
    """Return the report on ``files`` in one of ``FORMATS``."""
    module = import_module(_MODULES[format_name])
    return cast("Render", module.render)(files, setting)
