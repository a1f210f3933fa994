"""The one list of commands. A new area is a module with ``COMMANDS`` and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.commands import (
    alike,
    departments,
    edit,
    elsewhere,
    exchange,
    file,
    findings,
    importing,
    move,
    proposing,
    recover,
    rules,
    solving,
    structure,
    trying,
    versions,
    view,
)

if TYPE_CHECKING:
    from raci.tui.command import Command

AREAS = (
    move.COMMANDS,
    edit.COMMANDS,
    structure.COMMANDS,
    departments.COMMANDS,
    proposing.COMMANDS,
    findings.COMMANDS,
    alike.COMMANDS,
    rules.COMMANDS,
    trying.COMMANDS,
    view.COMMANDS,
    file.COMMANDS,
    exchange.COMMANDS,
    importing.COMMANDS,
    recover.COMMANDS,
    elsewhere.COMMANDS,
    solving.COMMANDS,
    versions.COMMANDS,
)

COMMANDS: dict[str, Command] = {entry.id: entry for area in AREAS for entry in area}
