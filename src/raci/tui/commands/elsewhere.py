"""Unsaved edits of other files, which wait until somebody opens these."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.storage.orphans import left_elsewhere
from raci.tui.alerting import alert
from raci.tui.command import Command, Section

if TYPE_CHECKING:
    from raci.storage.orphans import Elsewhere
    from raci.tui.screen.editor import Editor
    from raci.words import Words


async def show_elsewhere(editor: Editor) -> None:
    """List them, and offer to drop them all."""
    found = _found(editor)
    words = editor.words
    text = Text("Opening one of these files offers its unsaved edits. They are kept for 90 days.")
    choices = [
        ("leave", words("Leave them")),
        ("look", words("See all of them")),
        ("drop", words("Drop them all")),
    ]
    listed = [_told(one, words) for one in found]
    answer = await alert(editor, words("Unsaved edits of other files"), text, choices, listed)
    if answer == "drop":
        for one in found:
            one.drop()
        editor.tell(Text("Dropped."))


def _told(one: Elsewhere, words: Words) -> Text:
    written = dt.datetime.fromtimestamp(one.modified).astimezone()
    when = f"{words.date(written.date())} {written:%H:%M}"
    return Text("{path}: {when}", {"path": one.path, "when": when})


def _found(editor: Editor) -> tuple[Elsewhere, ...]:
    path = editor.workspace.path
    return left_elsewhere(path) if path else ()


def _nothing(editor: Editor) -> Text | None:
    return None if _found(editor) else Text("Nothing was left unsaved in other files.")


COMMANDS = (
    Command(
        "recover-elsewhere",
        mark("Unsaved edits of other files"),
        mark("Lists what crashes left behind of other files; opening these offers it."),
        Section.FILE,
        show_elsewhere,
        why_not=_nothing,
    ),
)
