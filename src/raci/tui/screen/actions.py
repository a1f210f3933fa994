"""What several commands share: why they cannot be used, telling what they did, where names lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.model.descriptions import described
from raci.tui.model.fields import Entry

if TYPE_CHECKING:
    from raci.model.edit import Edit
    from raci.tui.screen.editor import Editor
    from raci.tui.screen.modes import Filter


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
        editor.show_message(Text("Done: {what}", {"what": described(edit, before)}), "edit")


def show_only(editor: Editor, chosen: Filter | None) -> None:
    """Show the rows of a filter, or all of them."""
    editor.modes.filter = chosen
    editor.grid.set_filter(chosen.keep if chosen else None)
    editor.follow()


def places(editor: Editor) -> list[Entry]:
    """Return everything that can be found; the key says what it is and its id."""
    organisation, words = editor.organisation, editor.words
    channels = [Entry(f"channel {one.id}", one.name) for one in organisation.channels.values()]
    role = words("role")
    roles = [
        Entry(f"role {one.id}", one.name, f"{role} · {', '.join(one.holders)}".rstrip(" ·"))
        for one in organisation.roles.values()
    ]
    return channels + roles


def go_to_named(editor: Editor, key: str) -> None:
    """Put the cursor on what ``places`` named so, in the matrix; a filter that hides it goes."""
    kind, _, one = key.partition(" ")
    if editor.panes.view:
        editor.show_view(0)
    if (
        kind == "channel"
        and editor.modes.filter
        and not editor.modes.filter.keep(editor.organisation.channels[one])
    ):
        show_only(editor, None)
    if kind == "channel":
        editor.go_to(RowKey("channel", one), editor.aim.role())
    elif editor.cursor.row.kind in {"channel", "duty", "portfolio"}:
        editor.go_to(editor.cursor.row, one)
    else:
        editor.go_to(HEAD, one)
