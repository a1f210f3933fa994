"""Moving the cursor and choosing blocks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.model.text import mark
from raci.tui.command import Section, Where, command
from raci.tui.commands.structure import carry
from raci.tui.screen.actions import show_only

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor
    from raci.tui.screen.modes import Carried


def _step(editor: Editor, *, dx: int = 0, dy: int = 0, select: bool = False) -> None:
    if editor.modes.carried and not select:
        _carry(editor, editor.modes.carried, dx, dy)
    else:
        editor.grid.move(dx, dy, select=select)


def _carry(editor: Editor, carrying: Carried, dx: int, dy: int) -> None:
    across = carrying.table == "roles"
    if bool(dx) == across and carry(editor, dx=dx, dy=dy):
        carrying.steps += 1


def _page(editor: Editor, *, step: int) -> None:
    editor.grid.page(step)


_VISITS = mark("The cursor also visits the head (roles) and the stub (channels, groups).")
_BLOCK = mark("What is typed, cleared, copied or pasted then acts on the whole block.")

for _way, _title, _dx, _dy in (
    ("up", mark("Up"), 0, -1),
    ("down", mark("Down"), 0, 1),
    ("left", mark("Left"), -1, 0),
    ("right", mark("Right"), 1, 0),
):
    command(
        f"cursor-{_way}",
        _title,
        _VISITS,
        Section.MOVE,
        keys=(_way,),
        where=Where.MATRIX,
        in_palette=False,
    )(partial(_step, dx=_dx, dy=_dy))

for _way, _title, _dx, _dy in (
    ("up", mark("Block up"), 0, -1),
    ("down", mark("Block down"), 0, 1),
    ("left", mark("Block to the left"), -1, 0),
    ("right", mark("Block to the right"), 1, 0),
):
    command(
        f"select-{_way}",
        _title,
        _BLOCK,
        Section.MOVE,
        keys=(f"shift+{_way}",),
        where=Where.MATRIX,
        in_palette=False,
    )(partial(_step, dx=_dx, dy=_dy, select=True))


@command(
    "next-cell",
    "Next cell",
    "To the next role, from the last one to the first of the row below.",
    Section.MOVE,
    keys=("tab",),
    where=Where.MATRIX,
    in_palette=False,
)
def _next_cell(editor: Editor) -> None:
    editor.grid.next_cell(1)


@command(
    "previous-cell",
    "Previous cell",
    "To the role before, from the first one to the last of the row above.",
    Section.MOVE,
    keys=("shift+tab",),
    where=Where.MATRIX,
    in_palette=False,
)
def _previous_cell(editor: Editor) -> None:
    editor.grid.next_cell(-1)


@command(
    "page-up",
    "A page up",
    "Moves by as many rows as are seen.",
    Section.MOVE,
    keys=("pageup",),
    where=Where.MATRIX,
    in_palette=False,
)
def _page_up(editor: Editor) -> None:
    _page(editor, step=-1)


@command(
    "page-down",
    "A page down",
    "Moves by as many rows as are seen.",
    Section.MOVE,
    keys=("pagedown",),
    where=Where.MATRIX,
    in_palette=False,
)
def _page_down(editor: Editor) -> None:
    _page(editor, step=1)


@command(
    "row-start",
    "Start of the row",
    "To the channel's name, before its first letter.",
    Section.MOVE,
    keys=("home",),
    where=Where.MATRIX,
)
def _row_start(editor: Editor) -> None:
    editor.grid.home()


@command(
    "row-end",
    "End of the row",
    "To the last role.",
    Section.MOVE,
    keys=("end",),
    where=Where.MATRIX,
)
def _row_end(editor: Editor) -> None:
    editor.grid.end()


@command(
    "matrix-top",
    "First row",
    "To the first row, in the same column.",
    Section.MOVE,
    keys=("ctrl+home",),
    where=Where.MATRIX,
)
def _matrix_top(editor: Editor) -> None:
    editor.grid.top()


@command(
    "matrix-bottom",
    "Last row",
    "To the last row, in the same column.",
    Section.MOVE,
    keys=("ctrl+end",),
    where=Where.MATRIX,
)
def _matrix_bottom(editor: Editor) -> None:
    editor.grid.bottom()


@command(
    "escape",
    "Let go",
    "Ends a block, the review round or a choice of rows; puts back what is being moved.",
    Section.MOVE,
    keys=("escape",),
    where=Where.MATRIX,
    in_palette=False,
)
def _drop(editor: Editor) -> None:
    if editor.modes.carried:
        for _ in range(editor.modes.carried.steps):
            editor.undo()
        editor.modes.carried = None
        editor.follow()
    elif editor.modes.review:
        editor.modes.review = None
        editor.follow()
    elif editor.grid.has_selection:
        editor.grid.select_none()
    elif editor.modes.filter:
        show_only(editor, None)
    else:
        editor.type_letters(on=False)
