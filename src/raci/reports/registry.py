"""The one list of report formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from raci.reports.checked import Checked, Setting

    Pieces = Callable[[Iterable[Checked], Setting], Iterator[str]]

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


def pieces(format_name: str, files: Iterable[Checked], setting: Setting) -> Iterator[str]:
    """Yield the report on ``files`` in one of ``FORMATS``, piece by piece.

    Formats for people take file after file and keep none; the others may ask for all at first.
    """
    module = import_module(_MODULES[format_name])
    return cast("Pieces", module.pieces)(files, setting)


def render(format_name: str, files: Iterable[Checked], setting: Setting) -> str:
    """Return the report on ``files`` in one of ``FORMATS``."""
    return "".join(pieces(format_name, files, setting))
