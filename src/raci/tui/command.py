"""What a command is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from raci.model.text import Text
    from raci.tui.screen.editor import Editor


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


def always(editor: Editor) -> Text | None:  # noqa: ARG001 - has the shape of every condition
    """Let a command be used at any time."""
    return None


@dataclass(frozen=True, slots=True)
class Command:
    """Something the editor can do, under a name of its own.

    Attributes:
        id: Its name in key settings; never changed.
        title: What it does, in few words; English, marked for translation.
        help: One sentence on it; likewise.
        keys: Its keys as Textual names them, unless the user sets others.
        run: Does it.
        why_not: Why it cannot be done now, or None.
        where: Where the keys act; the palette reaches it from everywhere.
        hint: A word for the footer; empty where it is not shown there.
        rank: Its place in the footer, least first.
        in_palette: Whether the palette lists it; plain cursor keys are left out.
    """

    id: str
    title: str
    help: str
    section: Section
    run: Callable[[Editor], object]
    keys: tuple[str, ...] = ()
    why_not: Callable[[Editor], Text | None] = always
    where: Where = Where.EVERYWHERE
    hint: str = ""
    rank: int = 50
    in_palette: bool = True
