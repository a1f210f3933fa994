"""The one list of commands. A new area is a module with ``COMMANDS`` and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.commands import (
    alike,
    comparing,
    departments,
    editing,
    elsewhere,
    exporting,
    filing,
    finding,
    importing,
    moving,
    proposing,
    recovering,
    solving,
    structure,
    trying,
    viewing,
    waivers,
)

if TYPE_CHECKING:
    from raci.tui.commands.command import Command

AREAS = (
    moving.COMMANDS,
    editing.COMMANDS,
    structure.COMMANDS,
    departments.COMMANDS,
    proposing.COMMANDS,
    finding.COMMANDS,
    alike.COMMANDS,
    waivers.COMMANDS,
    trying.COMMANDS,
    viewing.COMMANDS,
    filing.COMMANDS,
    exporting.COMMANDS,
    importing.COMMANDS,
    recovering.COMMANDS,
    elsewhere.COMMANDS,
    solving.COMMANDS,
    comparing.COMMANDS,
)

COMMANDS: dict[str, Command] = {entry.id: entry for area in AREAS for entry in area}
