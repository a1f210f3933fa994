"""Everything the editor can do, an area a module; importing this completes the list of commands."""

# ruff: noqa: I001 - the order of the imports is that of the lists in help and command palette

from raci.tui.command import COMMANDS
from raci.tui.commands import move
from raci.tui.commands import edit
from raci.tui.commands import items
from raci.tui.commands import structure
from raci.tui.commands import findings
from raci.tui.commands import rules
from raci.tui.commands import view
from raci.tui.commands import file
from raci.tui.commands import exchange
from raci.tui.commands import recover
from raci.tui.commands import versions
from raci.tui.commands import welcome

#: The modules in their order.
AREAS = (
    move,
    edit,
    items,
    structure,
    findings,
    rules,
    view,
    file,
    exchange,
    recover,
    versions,
    welcome,
)

__all__ = ["AREAS", "COMMANDS"]
