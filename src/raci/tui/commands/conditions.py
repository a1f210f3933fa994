"""What several commands share: why they cannot be used, and telling what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tui.model.descriptions import described

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.tui.screen.editor import Editor


def unwritable(editor: Editor) -> Text | None:
    """Say why nothing can be changed, or None."""
    return editor.workspace.refusal


def no_finding_here(editor: Editor) -> Text | None:
    """Say why there is no finding to look into, or None."""
    if editor.at.current() is None:
        return Text("There is no finding on this row: F8 leads to the next one.")
    return None


def no_fix(editor: Editor) -> Text | None:
    """Say why nothing can be fixed here, or None."""
    return no_finding_here(editor) or unwritable(editor)


def needs_cell(editor: Editor) -> Text | None:
    """Say why there is no cell to work on, or None."""
    if not editor.aim.targets():
        return Text("The cursor is on no cell: choose a role on a row.")
    return unwritable(editor)


def needs_channel(editor: Editor) -> Text | None:
    """Say why there is no channel to work on, or None."""
    if editor.aim.channel() is None:
        return Text("The cursor is on no channel.")
    return unwritable(editor)


def apply_and_tell(editor: Editor, edit: Edit | None) -> None:
    """Do an edit and tell what it did and where, as part of it may be out of sight.

    Raises:
        EditError: It does not fit; nothing has changed.
    """
    before = editor.workspace.document
    if edit is not None and editor.apply(edit):
        editor.show_message(Text("Done: {what}", {"what": described(edit, before)}))
