"""Which rows are shown, and the channels and roles to go to by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.tui.grid.board import HEAD, RowKey
from raci.tui.model.fields import Entry

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor
    from raci.tui.screen.modes import Filter


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
