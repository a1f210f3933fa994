"""Letters, notes, blocks and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.scheme import Part
from raci.model.text import Text, mark
from raci.tui.command import Command, Section, Where
from raci.tui.commands.conditions import needs_cell, needs_channel, unwritable
from raci.tui.commands.opening import delete, edit_channel, edit_here, item, open_here
from raci.tui.model import edits

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor


def _clear(editor: Editor) -> object:
    if editor.targets():
        return editor.apply(edits.cleared(editor.organisation, editor.targets()))
    return delete(editor)


def _no_clear(editor: Editor) -> Text | None:
    if not editor.targets() and item(editor) is None:
        return Text("There is nothing to clear or to delete here.")
    return unwritable(editor)


async def _edit_channel(editor: Editor) -> None:
    await edit_channel(editor, editor.channel() or "")


def _no_undo(editor: Editor) -> Text | None:
    return None if editor.workspace.history.can_undo else Text("Nothing was changed yet.")


def _no_redo(editor: Editor) -> Text | None:
    return None if editor.workspace.history.can_redo else Text("Nothing was undone.")


def _copy(editor: Editor) -> None:
    block = editor.block()
    editor.app.copy_to_clipboard(edits.copied(editor.organisation, block))
    count = sum(len(line) for line in block)
    editor.tell(Text("{n} cell copied", {"n": count}, "{n} cells copied"))


def _cut(editor: Editor) -> None:
    editor.app.copy_to_clipboard(edits.copied(editor.organisation, editor.block()))
    editor.apply(edits.cleared(editor.organisation, editor.targets()))


def paste(editor: Editor, text: str) -> None:
    """Fill the cells from the cursor on with tab-separated text.

    Raises:
        EditError: Some value is not made of the scheme's letters; nothing is pasted.
    """
    if needs_cell(editor) is None:
        editor.apply(edits.pasted(editor.organisation, _room(editor, text), text))


def _room(editor: Editor, text: str) -> list[list[edits.Target]]:
    block = editor.block()
    if len(block) > 1 or len(block[0]) > 1:
        return block
    lines = edits.table(text)
    return editor.cells_from_here(len(lines), max(map(len, lines)))


def _paste(editor: Editor) -> None:
    paste(editor, editor.app.clipboard)


def _no_copy(editor: Editor) -> Text | None:
    return None if editor.targets() else Text("The cursor is on no cell: choose a role on a row.")


def _no_paste(editor: Editor) -> Text | None:
    if not editor.app.clipboard:
        return Text("Nothing was copied yet.")
    return needs_cell(editor)


def _fill(editor: Editor, *, down: bool) -> None:
    editor.apply(edits.filled(editor.organisation, editor.block(), down=down))


def _no_fill(editor: Editor) -> Text | None:
    if len(editor.targets()) < 2:  # noqa: PLR2004 - a block has at least two cells
        return Text("Choose a block first, with shift and the arrow keys.")
    return unwritable(editor)


def _only_here(editor: Editor) -> None:
    target = editor.target()
    if target:
        editor.apply(edits.only_here(editor.organisation, target))


def _no_only_here(editor: Editor) -> Text | None:
    target = editor.target()
    if target is None:
        return needs_cell(editor)
    organisation = editor.organisation
    mine = organisation.scheme.parts(edits.cell_at(organisation, target).letters)
    if Part.ACCOUNTABLE not in mine:
        return Text("The role under the cursor is not accountable on this row.")
    if edits.only_here(organisation, target) is None:
        return Text("No other role is accountable on this row.")
    return unwritable(editor)


COMMANDS = (
    Command(
        "open",
        mark("Open"),
        mark("Opens the cell, channel, role or group under the cursor."),
        Section.EDIT,
        open_here,
        ("enter",),
        where=Where.MATRIX,
        hint=mark("Open"),
        rank=30,
    ),
    Command(
        "edit",
        mark("Edit"),
        mark("Letters, why and until of a cell; all fields of a channel or a role."),
        Section.EDIT,
        edit_here,
        ("f2",),
        why_not=unwritable,
        where=Where.MATRIX,
    ),
    Command(
        "edit-channel",
        mark("Edit the channel"),
        mark("All fields of the row's channel, from any of its cells."),
        Section.EDIT,
        _edit_channel,
        ("number_sign",),
        why_not=needs_channel,
        where=Where.MATRIX,
        hint=mark("Channel"),
        rank=29,
    ),
    Command(
        "clear",
        mark("Clear or delete"),
        mark(
            "Empties the cells; on a channel's or a role's name, deletes it with all its letters."
        ),
        Section.EDIT,
        _clear,
        ("delete", "backspace"),
        why_not=_no_clear,
        where=Where.MATRIX,
    ),
    Command(
        "type-letters",
        mark("Type letters"),
        mark("With the vim keys: letters act on cells until Esc."),
        Section.EDIT,
        lambda editor: editor.letters_act(typing=True),
        where=Where.MATRIX,
        in_palette=False,
    ),
    Command(
        "undo",
        mark("Undo"),
        mark("Takes the last change back, comments of the file included."),
        Section.EDIT,
        lambda editor: editor.undo(),
        ("ctrl+z",),
        why_not=_no_undo,
        hint=mark("Undo"),
        rank=20,
    ),
    Command(
        "redo",
        mark("Redo"),
        mark("Does again what was undone last."),
        Section.EDIT,
        lambda editor: editor.redo(),
        ("ctrl+y", "ctrl+shift+z"),
        why_not=_no_redo,
    ),
    Command(
        "copy",
        mark("Copy"),
        mark("The block as tab-separated text, for spreadsheets too."),
        Section.EDIT,
        _copy,
        ("ctrl+c", "super+c"),
        why_not=_no_copy,
        where=Where.MATRIX,
    ),
    Command(
        "cut",
        mark("Cut"),
        mark("Copies the block and clears it."),
        Section.EDIT,
        _cut,
        ("ctrl+x",),
        why_not=needs_cell,
        where=Where.MATRIX,
    ),
    Command(
        "paste",
        mark("Paste"),
        mark("Fills the cells from the cursor on with what was copied: one step to undo."),
        Section.EDIT,
        _paste,
        ("ctrl+v",),
        why_not=_no_paste,
        where=Where.MATRIX,
    ),
    Command(
        "fill-down",
        mark("Fill down"),
        mark("Gives the block the letters of its first line."),
        Section.EDIT,
        lambda editor: _fill(editor, down=True),
        ("ctrl+d",),
        why_not=_no_fill,
        where=Where.MATRIX,
    ),
    Command(
        "fill-right",
        mark("Fill to the right"),
        mark("Gives the block the letters of its first column."),
        Section.EDIT,
        lambda editor: _fill(editor, down=False),
        ("ctrl+r",),
        why_not=_no_fill,
        where=Where.MATRIX,
    ),
    Command(
        "only-here",
        mark("Accountable only here"),
        mark("Takes the accountable letter from every other role of the row."),
        Section.EDIT,
        _only_here,
        why_not=_no_only_here,
        where=Where.MATRIX,
    ),
)
