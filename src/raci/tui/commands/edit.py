"""Letters, notes, blocks, the clipboard and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import Part
from raci.model.text import Text
from raci.tui.command import Section, Where, command
from raci.tui.commands.findings import note_still_true
from raci.tui.commands.items import (
    delete,
    edit_cell,
    edit_channel,
    edit_group,
    edit_role,
    item,
)
from raci.tui.model import edits
from raci.tui.screen.actions import apply_and_tell, needs_cell, needs_channel, unwritable
from raci.tui.screen.dialogs import look_closer

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor


@command(
    "open",
    "Open",
    "Opens the cell, channel, role or group under the cursor.",
    Section.EDIT,
    keys=("enter",),
    where=Where.MATRIX,
    hint="Open",
    rank=30,
)
async def open_here(editor: Editor) -> None:
    """Drop what is carried; fold a heading; else show the details, or the form beside them."""
    if editor.modes.carried:
        editor.modes.carried = None
    elif editor.modes.review:
        note_still_true(editor)
    elif editor.cursor.row.kind == "group":
        editor.grid.toggle_fold()
    elif editor.size.width < _NARROW and not await look_closer(editor):
        return
    elif unwritable(editor) is None:
        await edit_here(editor)


@command(
    "edit",
    "Edit",
    "Letters, why and until of a cell; all fields of a channel or a role.",
    Section.EDIT,
    also="note, reason, date, deadline, change, rename, deputy",
    keys=("f2",),
    where=Where.MATRIX,
    unless=unwritable,
)
async def edit_here(editor: Editor) -> None:
    """Show the form of the cell, channel, role or group under the cursor."""
    target, named = editor.aim.target(), item(editor)
    if target:
        await edit_cell(editor, target)
    elif named and named[0] == "channels":
        await edit_channel(editor, named[1])
    elif named:
        await edit_role(editor, named[1])
    elif editor.aim.channel():
        await edit_channel(editor, editor.aim.channel() or "")
    elif editor.cursor.row.kind == "group":
        await edit_group(editor)


def _no_clear(editor: Editor) -> Text | None:
    if not editor.aim.targets() and item(editor) is None:
        return Text("There is nothing to clear or to delete here.")
    return unwritable(editor)


@command(
    "clear",
    "Clear or delete",
    "Empties the cells; on a channel's or a role's name, deletes it with all its letters.",
    Section.EDIT,
    also="remove, erase, empty",
    keys=("delete", "backspace"),
    where=Where.MATRIX,
    unless=_no_clear,
)
def _clear(editor: Editor) -> object:
    if not editor.aim.targets():
        return delete(editor)
    apply_and_tell(editor, edits.cleared(editor.organisation, editor.aim.targets()))
    return None


@command(
    "edit-channel",
    "Edit the channel",
    "All fields of the row's channel, from any of its cells.",
    Section.EDIT,
    also="properties, kind, phase, group, rename",
    keys=("number_sign",),
    where=Where.MATRIX,
    hint="Channel",
    rank=29,
    unless=needs_channel,
)
async def _edit_channel(editor: Editor) -> None:
    await edit_channel(editor, editor.aim.channel() or "")


def _no_undo(editor: Editor) -> Text | None:
    return None if editor.workspace.history.can_undo else Text("Nothing was changed yet.")


def _no_redo(editor: Editor) -> Text | None:
    return None if editor.workspace.history.can_redo else Text("Nothing was undone.")


def _no_copy(editor: Editor) -> Text | None:
    return (
        None if editor.aim.targets() else Text("The cursor is on no cell: choose a role on a row.")
    )


@command(
    "copy",
    "Copy",
    "The block as tab-separated text, for spreadsheets too.",
    Section.EDIT,
    keys=("ctrl+c", "super+c"),
    where=Where.MATRIX,
    unless=_no_copy,
)
def _copy(editor: Editor) -> None:
    block = editor.aim.block()
    editor.app.copy_to_clipboard(edits.copied(editor.organisation, block))
    count = sum(len(line) for line in block)
    editor.show_message(Text("{n} cell copied", {"n": count}, "{n} cells copied"))


@command(
    "cut",
    "Cut",
    "Copies the block and clears it.",
    Section.EDIT,
    keys=("ctrl+x",),
    where=Where.MATRIX,
    unless=needs_cell,
)
def _cut(editor: Editor) -> None:
    editor.app.copy_to_clipboard(edits.copied(editor.organisation, editor.aim.block()))
    apply_and_tell(editor, edits.cleared(editor.organisation, editor.aim.targets()))


def _no_paste(editor: Editor) -> Text | None:
    if not _to_paste(editor):
        return Text("Nothing was copied yet.")
    return needs_cell(editor)


@command(
    "paste",
    "Paste",
    "Fills the cells from the cursor on with what was copied: one step to undo.",
    Section.EDIT,
    keys=("ctrl+v",),
    where=Where.MATRIX,
    unless=_no_paste,
)
def _paste(editor: Editor) -> None:
    text = _to_paste(editor)
    apply_and_tell(editor, edits.pasted(editor.organisation, editor.aim.room_for(text), text))


def _to_paste(editor: Editor) -> str:
    """Return what the terminal pastes, else what was copied in the editor."""
    return editor.pasted or editor.app.clipboard


def _fill(editor: Editor, *, down: bool) -> None:
    apply_and_tell(editor, edits.filled(editor.organisation, editor.aim.block(), down=down))


def _no_fill(editor: Editor) -> Text | None:
    if len(editor.aim.targets()) < 2:  # noqa: PLR2004 - a block has at least two cells
        return Text("Choose a block first, with shift and the arrow keys.")
    return unwritable(editor)


def _no_only_here(editor: Editor) -> Text | None:
    target = editor.aim.target()
    if target is None:
        return needs_cell(editor)
    organisation = editor.organisation
    mine = organisation.scheme.parts(edits.cell_at(organisation, target).letters)
    if Part.ACCOUNTABLE not in mine:
        return Text("The role under the cursor is not accountable on this row.")
    if edits.only_here(organisation, target) is None:
        return Text("No other role is accountable on this row.")
    return unwritable(editor)


@command(
    "only-here",
    "Accountable only here",
    "Takes the accountable letter from every other role of the row.",
    Section.EDIT,
    where=Where.MATRIX,
    unless=_no_only_here,
)
def _only_here(editor: Editor) -> None:
    target = editor.aim.target()
    if target:
        apply_and_tell(editor, edits.only_here(editor.organisation, target))


@command(
    "type-letters",
    "Type letters",
    "With the vim keys: letters act on cells until Esc.",
    Section.EDIT,
    where=Where.MATRIX,
    in_palette=False,
)
def _type_letters(editor: Editor) -> None:
    editor.type_letters(on=True)


@command(
    "undo",
    "Undo",
    "Takes the last change back, comments of the file included.",
    Section.EDIT,
    also="back, revert",
    keys=("ctrl+z",),
    hint="Undo",
    rank=20,
    unless=_no_undo,
)
def _undo(editor: Editor) -> None:
    editor.undo()


@command(
    "redo",
    "Redo",
    "Does again what was undone last.",
    Section.EDIT,
    keys=("ctrl+y", "ctrl+shift+z"),
    unless=_no_redo,
)
def _redo(editor: Editor) -> None:
    editor.redo()


@command(
    "fill-down",
    "Fill down",
    "Gives the block the letters of its first line.",
    Section.EDIT,
    keys=("ctrl+d",),
    where=Where.MATRIX,
    unless=_no_fill,
)
def _fill_down(editor: Editor) -> None:
    _fill(editor, down=True)


@command(
    "fill-right",
    "Fill to the right",
    "Gives the block the letters of its first column.",
    Section.EDIT,
    keys=("ctrl+r",),
    where=Where.MATRIX,
    unless=_no_fill,
)
def _fill_right(editor: Editor) -> None:
    _fill(editor, down=False)


_NARROW = 120
