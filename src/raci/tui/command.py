"""What a command is, and the list of all of them.

A command is a function below the decorator ``command`` in the module of its area. Keys, command
palette, footer, help and cheat sheet are made from what the decorator says.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from raci.frozen import frozen

if TYPE_CHECKING:
    from raci.model.text import Text

#: A function of the editor's screen; what it returns is awaited where it can be.
Run = Callable[[Any], object]
#: Says why a command cannot be used now, or None.
Condition = Callable[[Any], "Text | None"]

Function = TypeVar("Function", bound=Run)


class Where(StrEnum):
    """Where a command's keys act."""

    EVERYWHERE = "everywhere"
    MATRIX = "matrix"
    LIST = "list"


class Section(StrEnum):
    """The chapters of the help screen, in their order."""

    MOVE = "move"
    EDIT = "edit"
    STRUCTURE = "structure"
    FINDINGS = "findings"
    VIEW = "view"
    FILE = "file"


def always(_screen: object) -> Text | None:
    """Return None: the command can be used at any time."""
    return None


@frozen
class Command:
    """Something the editor can do, under a name of its own.

    Attributes:
        id: Its name in key settings; never changed.
        title: What it does, in few words; English, the key of its translations.
        help: One sentence on it; likewise.
        section: Its chapter of the help screen.
        run: Does it.
        keys: Its keys as Textual names them, unless the user sets others.
        unless: Says why it cannot be done now, or None.
        where: Where the keys act; the palette reaches it from everywhere.
        hint: A word for the footer; empty where it is not shown there.
        rank: Its place in the footer, least first.
        in_palette: Whether the palette lists it; plain cursor keys are left out.
        also: Other words that people would search it by, separated by commas; likewise English.
    """

    id: str
    title: str
    help: str
    section: Section
    run: Run
    keys: tuple[str, ...] = ()
    unless: Condition = always
    where: Where = Where.EVERYWHERE
    hint: str = ""
    rank: int = 50
    in_palette: bool = True
    also: str = ""


#: All commands by id, in the order of their definitions; complete once ``raci.tui.commands`` is
#: imported, which is where to import it from.
COMMANDS: dict[str, Command] = {}


def command(  # noqa: PLR0913 - each is a trait that commands have
    id: str,  # noqa: A002 - the field's name
    title: str,
    help: str,  # noqa: A002 - the field's name
    section: Section,
    *,
    also: str = "",
    keys: tuple[str, ...] = (),
    unless: Condition = always,
    where: Where = Where.EVERYWHERE,
    hint: str = "",
    rank: int = 50,
    in_palette: bool = True,
) -> Callable[[Function], Function]:
    """Make the function below a command; see ``Command`` for what the arguments say.

    The titles, helps, hints and other words are collected for translation from calls of this name,
    so they are literals.
    """

    def register(run: Function) -> Function:
        if id in COMMANDS:
            msg = f"two commands are called {id}"
            raise ValueError(msg)
        COMMANDS[id] = Command(
            id, title, help, section, run, keys, unless, where, hint, rank, in_palette, also
        )
        return run

    return register
