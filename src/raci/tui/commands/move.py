"""Moving the cursor and choosing blocks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.model.text import mark
from raci.tui.command import Command, Section, Where
from raci.tui.commands.structure import carry

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor
    from raci.tui.screen.modes import Carrying


def _step(editor: Editor, *, dx: int = 0, dy: int = 0, select: bool = False) -> None:
    if editor.carrying and not select:
        _carry(editor, editor.carrying, dx, dy)
    else:
        editor.grid.move(dx, dy, select=select)


def _carry(editor: Editor, carrying: Carrying, dx: int, dy: int) -> None:
    across = carrying.table == "roles"
    if bool(dx) == across and carry(editor, dx=dx, dy=dy):
        carrying.steps += 1


def _page(editor: Editor, *, step: int) -> None:
    editor.grid.page(step)


def _cursor(name: str, title: str, keys: tuple[str, ...], dx: int, dy: int) -> Command:
    return Command(
        name,
        title,
        mark("The cursor also visits the head (roles) and the stub (channels, groups)."),
        Section.MOVE,
        partial(_step, dx=dx, dy=dy),
        keys,
        where=Where.MATRIX,
        in_palette=False,
    )


def _extend(name: str, title: str, key: str, dx: int, dy: int) -> Command:
    return Command(
        name,
        title,
        mark("What is typed, cleared, copied or pasted then acts on the whole block."),
        Section.MOVE,
        partial(_step, dx=dx, dy=dy, select=True),
        (key,),
        where=Where.MATRIX,
        in_palette=False,
    )


def _drop(editor: Editor) -> None:
    if editor.carrying:
        for _ in range(editor.carrying.steps):
            editor.undo()
        editor.carrying = None
        editor.follow()
    elif editor.reviewing:
        editor.reviewing = None
        editor.follow()
    elif editor.grid.has_selection:
        editor.grid.select_none()
    else:
        editor.letters_act(typing=False)


COMMANDS = (
    _cursor("cursor-up", mark("Up"), ("up",), 0, -1),
    _cursor("cursor-down", mark("Down"), ("down",), 0, 1),
    _cursor("cursor-left", mark("Left"), ("left",), -1, 0),
    _cursor("cursor-right", mark("Right"), ("right",), 1, 0),
    _extend("select-up", mark("Block up"), "shift+up", 0, -1),
    _extend("select-down", mark("Block down"), "shift+down", 0, 1),
    _extend("select-left", mark("Block to the left"), "shift+left", -1, 0),
    _extend("select-right", mark("Block to the right"), "shift+right", 1, 0),
    Command(
        "next-cell",
        mark("Next cell"),
        mark("To the next role, from the last one to the first of the row below."),
        Section.MOVE,
        lambda editor: editor.grid.next_cell(1),
        ("tab",),
        where=Where.MATRIX,
        in_palette=False,
    ),
    Command(
        "previous-cell",
        mark("Previous cell"),
        mark("To the role before, from the first one to the last of the row above."),
        Section.MOVE,
        lambda editor: editor.grid.next_cell(-1),
        ("shift+tab",),
        where=Where.MATRIX,
        in_palette=False,
    ),
    Command(
        "page-up",
        mark("A page up"),
        mark("Moves by as many rows as are seen."),
        Section.MOVE,
        partial(_page, step=-1),
        ("pageup",),
        where=Where.MATRIX,
        in_palette=False,
    ),
    Command(
        "page-down",
        mark("A page down"),
        mark("Moves by as many rows as are seen."),
        Section.MOVE,
        partial(_page, step=1),
        ("pagedown",),
        where=Where.MATRIX,
        in_palette=False,
    ),
    Command(
        "row-start",
        mark("Start of the row"),
        mark("To the channel's name, before its first letter."),
        Section.MOVE,
        lambda editor: editor.grid.home(),
        ("home",),
        where=Where.MATRIX,
    ),
    Command(
        "row-end",
        mark("End of the row"),
        mark("To the last role."),
        Section.MOVE,
        lambda editor: editor.grid.end(),
        ("end",),
        where=Where.MATRIX,
    ),
    Command(
        "matrix-top",
        mark("First row"),
        mark("To the first row, in the same column."),
        Section.MOVE,
        lambda editor: editor.grid.top(),
        ("ctrl+home",),
        where=Where.MATRIX,
    ),
    Command(
        "matrix-bottom",
        mark("Last row"),
        mark("To the last row, in the same column."),
        Section.MOVE,
        lambda editor: editor.grid.bottom(),
        ("ctrl+end",),
        where=Where.MATRIX,
    ),
    Command(
        "escape",
        mark("Let go"),
        mark("Ends a block or the review round; puts back what is being moved."),
        Section.MOVE,
        _drop,
        ("escape",),
        where=Where.MATRIX,
        in_palette=False,
    ),
)
