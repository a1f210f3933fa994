"""The one list of commands. A new area is a module with ``COMMANDS`` and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.commands import (
    alike,
    editing,
    exporting,
    filing,
    finding,
    moving,
    recovering,
    structure,
    trying,
    viewing,
)

if TYPE_CHECKING:
    from raci.tui.commands.command import Command

AREAS = (
    moving.COMMANDS,
    editing.COMMANDS,
    structure.COMMANDS,
    finding.COMMANDS,
    alike.COMMANDS,
    trying.COMMANDS,
    viewing.COMMANDS,
    filing.COMMANDS,
    exporting.COMMANDS,
    recovering.COMMANDS,
)

COMMANDS: dict[str, Command] = {entry.id: entry for area in AREAS for entry in area}
