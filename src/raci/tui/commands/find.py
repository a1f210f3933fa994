"""Finding one's way: channels and roles by their names, and the review round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.text import Text
from raci.tui.command import Section, command
from raci.tui.commands.conditions import unwritable
from raci.tui.grid.board import RowKey
from raci.tui.model.fields import Entry
from raci.tui.model.search import matching
from raci.tui.screen.dialogs import choose
from raci.tui.screen.modes import ReviewRound
from raci.tui.screen.names import go_to_named, places
from raci.workspace.reviews import in_turn, still_true

if TYPE_CHECKING:
    from raci.model.organisation import Channel
    from raci.tui.screen.editor import Editor


def _channel(editor: Editor, one: str) -> Channel:
    return editor.organisation.channels[one]


@command(
    "find",
    "Find",
    "Channels and roles by parts of their names.",
    Section.MOVE,
    also="search, look for, go to",
    keys=("slash", "ctrl+f"),
    hint="Find",
    rank=25,
)
async def _find(editor: Editor) -> None:
    words = editor.words
    hint = words("part of a channel's or a role's name")
    answer = await choose(editor, words("Find"), places(editor), hint=hint)
    if answer:
        key, editor.searched = answer
        go_to_named(editor, key)


def _find_next(editor: Editor, step: int) -> None:
    found = {entry.key for entry in matching(editor.searched, places(editor), lambda one: one.text)}
    rows = [key for key in editor.grid.row_keys if f"channel {key.channel}" in found]
    rows = [key for key in rows if key.kind == "channel"]
    if not rows:
        editor.show_message(Text("Nothing is called like “{what}”.", {"what": editor.searched}))
        return
    order = {key: place for place, key in enumerate(editor.grid.row_keys)}
    here = order.get(editor.cursor.row, -1)
    ahead = [key for key in rows if (order[key] - here) * step > 0]
    nearest = (ahead or rows)[0 if step > 0 else -1]
    editor.go_to(nearest, editor.aim.role())


def _no_search(editor: Editor) -> Text | None:
    return None if editor.searched else Text("Nothing was searched for yet.")


def _no_review(editor: Editor) -> Text | None:
    if not editor.modes.review and not in_turn(editor.organisation, editor.workspace.today):
        return Text("Every channel was looked at.")
    return unwritable(editor)


@command(
    "review",
    "Review round",
    "From the channel looked at longest ago on; Enter says “still true”, Esc ends.",
    Section.FINDINGS,
    also="still true, check, date",
    keys=("f9",),
    unless=_no_review,
)
async def _review(editor: Editor) -> None:
    if editor.modes.review:
        _go_on(editor)
        return
    words = editor.words
    roles = editor.organisation.roles.values()
    leaders_first = sorted(roles, key=lambda role: not role.leadership)
    entries = [Entry(role.id, role.name, ", ".join(role.holders)) for role in leaders_first]
    entries.append(Entry("", words("nobody by name")))
    answer = await choose(editor, words("Who reviews?"), entries, hint=words("part of a name"))
    if answer:
        due = in_turn(editor.organisation, editor.workspace.today)
        channels = tuple(channel.id for channel in due)
        editor.modes.review = ReviewRound(channels, answer[0] or None)
        _show_reviewed(editor)


def _go_on(editor: Editor) -> None:
    if editor.modes.review:
        editor.modes.review.place += 1
        _show_reviewed(editor)


def _show_reviewed(editor: Editor) -> None:
    round_ = editor.modes.review
    if round_ is None:
        return
    channel = round_.channel
    if channel is not None and channel in editor.organisation.channels:
        editor.go_to(RowKey("channel", channel), editor.aim.role())
    elif channel is None:
        editor.modes.review = None
        editor.show_message(Text("Every channel was looked at."))
        editor.follow()
    else:
        _go_on(editor)


def note_still_true(editor: Editor) -> None:
    """Note that the channel of the review round is as the file says, and go on."""
    round_ = editor.modes.review
    if round_ and round_.channel:
        if round_.channel in editor.organisation.channels:
            channel = _channel(editor, round_.channel)
            editor.apply(still_true(channel, editor.workspace.today, round_.by))
        _go_on(editor)


@command(
    "find-next",
    "Find next",
    "The next match of what was searched for.",
    Section.MOVE,
    keys=("f3",),
    unless=_no_search,
)
def _find_next_command(editor: Editor) -> None:
    _find_next(editor, step=1)


@command(
    "find-previous",
    "Find previous",
    "The match before.",
    Section.MOVE,
    keys=("shift+f3",),
    unless=_no_search,
)
def _find_previous(editor: Editor) -> None:
    _find_next(editor, step=-1)
