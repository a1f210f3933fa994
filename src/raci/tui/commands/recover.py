"""Unsaved edits of an earlier run, other editors, and files that change outside."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.storage.orphans import left_elsewhere
from raci.tui.command import Section, command
from raci.tui.screen.dialogs import alert, decided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.storage.orphans import Elsewhere
    from raci.storage.presence import Other
    from raci.tui.screen.editor import Editor
    from raci.words import Words
    from raci.workspace.recovery import Offer


# Another editor


async def meet(editor: Editor, others: Sequence[Other]) -> None:
    """Tell that another editor has the file open, and ask how to go on."""
    words = editor.words
    text = Text(
        "Another editor has this file open: {who}. Whoever saves last is asked to merge.",
        {"who": tuple(_who(other) for other in others)},
    )
    choices = [("watch", words("Read only")), ("open", words("Open anyway"))]
    answer = await alert(editor, words("Two editors"), text, choices)
    editor.workspace.viewing = answer != "open"
    editor.follow()


def came(other: Other) -> Text:
    """Return how to tell that another editor has opened the file meanwhile."""
    return Text("Another editor has opened this file: {who}", {"who": _who(other)})


def _who(other: Other) -> Text:
    values = {"user": other.user, "host": other.host, "pid": other.pid}
    return Text("{user} on {host}, process {pid}", values)


# Unsaved edits


def _nothing_left(editor: Editor) -> Text | None:
    from raci.storage.orphans import waiting

    path = editor.workspace.path
    if editor.workspace.viewing or path is None or not waiting(path):
        return Text("Nothing was left unsaved.")
    return None


@command(
    "recover",
    "Unsaved edits of an earlier run",
    "Offers what a crash left behind: take it over, look at it, or drop it.",
    Section.FILE,
    also="crash, lost, restore",
    unless=_nothing_left,
)
async def recover(editor: Editor) -> None:
    """Offer what earlier runs left unsaved, the newest first."""
    from raci.workspace.recovery import offer, offers

    for left in await asyncio.to_thread(offers, editor.workspace):
        offered = await asyncio.to_thread(offer, left, editor.workspace)
        await _recover(editor, offered)


async def _recover(editor: Editor, offered: Offer) -> None:
    from raci.workspace.recovery import take_over

    words = editor.words
    title = words("Unsaved edits")
    choices = [("keep", words("Keep for later")), ("drop", words("Drop"))]
    if offered.readable:
        choices[:1] = [("take", words("Take over")), ("look", words("Look at all of them"))]
    found = _found(editor, offered)
    if offered.readable and offered.left.damaged:
        found = Text(
            "{found} A part of what was written down is damaged: this is what stands before it.",
            {"found": found},
        )
    answer = await alert(editor, title, found, choices, offered.changes)
    if answer == "drop":
        offered.left.drop()
    elif answer == "take":
        theirs = await decided(editor, title, offered.merge) if offered.merge else frozenset()
        if theirs is None:
            await _recover(editor, offered)
            return
        take_over(offered, editor.workspace, theirs)
        editor.show_anew()
        editor.show_message(Text("Taken over; undo takes it back."))


def _found(editor: Editor, offered: Offer) -> Text:
    written = dt.datetime.fromtimestamp(offered.left.modified).astimezone()
    values = {"when": f"{editor.words.date(written.date())} {written:%H:%M}"}
    if not offered.readable:
        return Text(
            "Edits of {when} were not saved, and what was written down of them is damaged: it "
            "cannot be taken over. Until it is dropped, it stands in {path}",
            {**values, "path": offered.left.place},
        )
    if offered.whole:
        return Text(
            "Edits of {when} were not saved, and the file has changed since; they cannot be "
            "merged. Taking them over replaces what is in the file now.",
            values,
        )
    if offered.merge is None:
        return Text("Edits of {when} were not saved:", values)
    if not offered.merge.conflicts:
        return Text(
            "Edits of {when} were not saved, and the file has changed since. They fit together:",
            values,
        )
    number = len(offered.merge.conflicts)
    return Text(
        "Edits of {when} were not saved, and the file has changed since. {n} place was changed in "
        "both:",
        {**values, "n": number},
        "Edits of {when} were not saved, and the file has changed since. {n} places were changed "
        "in both:",
    )


def _nothing_elsewhere(editor: Editor) -> Text | None:
    return None if _elsewhere(editor) else Text("Nothing was left unsaved in other files.")


@command(
    "recover-elsewhere",
    "Unsaved edits of other files",
    "Lists what crashes left behind of other files; opening these offers it.",
    Section.FILE,
    unless=_nothing_elsewhere,
)
async def show_elsewhere(editor: Editor) -> None:
    """List them, and offer to drop them all."""
    found = _elsewhere(editor)
    words = editor.words
    text = Text("Opening one of these files offers its unsaved edits. They are kept for 90 days.")
    choices = [
        ("leave", words("Leave them")),
        ("look", words("See all of them")),
        ("drop", words("Drop them all")),
    ]
    listed = [_place_and_time(one, words) for one in found]
    answer = await alert(editor, words("Unsaved edits of other files"), text, choices, listed)
    if answer == "drop":
        for one in found:
            one.drop()
        editor.show_message(Text("Dropped."))


def _place_and_time(one: Elsewhere, words: Words) -> Text:
    written = dt.datetime.fromtimestamp(one.modified).astimezone()
    when = f"{words.date(written.date())} {written:%H:%M}"
    return Text("{path}: {when}", {"path": one.path, "when": when})


def _elsewhere(editor: Editor) -> tuple[Elsewhere, ...]:
    path = editor.workspace.path
    return left_elsewhere(path) if path else ()
