"""Rows and columns: adding, moving, folding, duplicating."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.tui.command import Command, Section, Where
from raci.tui.commands.conditions import needs_cell, needs_channel, unwritable
from raci.tui.commands.opening import edit_organisation
from raci.tui.dialogs.entry import Entry
from raci.tui.grid.rows import HEAD, RowKey
from raci.tui.model import edits
from raci.tui.model.fields import Field
from raci.tui.model.item_forms import required
from raci.tui.screen.dialogs import choose, fill_in
from raci.tui.screen.modes import Carrying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.edit import AddItem
    from raci.model.organisation import Role
    from raci.tui.model.fields import Answers
    from raci.tui.screen.editor import Editor


def _no_column(editor: Editor) -> Text | None:
    if editor.role() is None:
        return Text("The cursor is on no role.")
    return unwritable(editor)


def _no_item(editor: Editor) -> Text | None:
    if _carried(editor) is None:
        return Text("Only channels and roles can be moved: the cursor is on neither.")
    return unwritable(editor)


def _carried(editor: Editor) -> Carrying | None:
    row, role = editor.cursor
    if row == HEAD and role is not None:
        return Carrying("roles", role)
    return Carrying("channels", row.channel) if row.channel else None


def carry(editor: Editor, *, dx: int, dy: int) -> bool:
    """Move the row under the cursor, or the role, by one place; tell whether it moved."""
    if dy:
        table, item = "channels", editor.channel()
    else:
        table, item = "roles", editor.role()
    edit = edits.moved(editor.organisation, table, item, dx + dy) if item else None
    if edit is None:
        editor.app.bell()
    return editor.apply(edit)


def _start(editor: Editor) -> None:
    editor.carrying = None if editor.carrying else _carried(editor)
    editor.follow()


def _fold(editor: Editor) -> None:
    editor.grid.toggle_fold()


async def _add_channel(editor: Editor) -> None:
    words = editor.words
    below = editor.channel()
    title = words("Add a channel")
    name = await ask_name(editor, title, words("as people in the firm call it"))
    if name:
        edit = edits.new_channel(editor.organisation, name, below)
        _added(editor, edit)


async def _add_role(editor: Editor) -> None:
    words = editor.words
    beside = editor.role()
    name = await ask_name(editor, words("Add a role"), words("a function, not a person"))
    if name:
        _added(editor, edits.new_role(editor.organisation, name, beside))


async def ask_name(editor: Editor, title: str, hint: str) -> str | None:
    """Ask what something new is called; None where the form was left."""
    words = editor.words

    def check(answers: Answers) -> str:
        return required(answers["name"])

    answers = await fill_in(editor, title, [Field("name", words("Name"), hint=hint)], check)
    return required(answers["name"]) if answers else None


def _added(editor: Editor, edit: AddItem) -> None:
    role = editor.role()
    editor.apply(edit)
    if edit.table == "channels":
        editor.go_to(RowKey("channel", edit.id), role)
    else:
        editor.go_to(HEAD, edit.id)


async def _duplicate(editor: Editor) -> None:
    channel = editor.organisation.channels[editor.channel() or ""]
    words = editor.words
    answers = await fill_in(
        editor,
        words("Duplicate the channel"),
        [Field("name", words("Name"), words("{name} (copy)", name=channel.name))],
        lambda answers: required(answers["name"]),
    )
    if answers:
        name = required(answers["name"])
        _added(editor, edits.duplicate(editor.organisation, channel, name))


async def _other_role(editor: Editor, title: str, roles: Sequence[Role]) -> str | None:
    """Ask for the role that the one under the cursor is swapped with; a block names both."""
    here = editor.role()
    named = {target.role for line in editor.block() for target in line}
    others = [role for role in roles if role.id != here]
    if len(named) == 2 and here in named:  # noqa: PLR2004 - the role here and the other one
        asked = [role.id for role in others if role.id in named]
        if asked:
            return asked[0]
    entries = [Entry(role.id, role.name, ", ".join(role.holders)) for role in others]
    answer = await choose(editor, title, entries, hint=editor.words("part of a name"))
    return answer[0] if answer else None


async def _swap_roles(editor: Editor) -> None:
    words, here = editor.words, editor.role() or ""
    beside = edits.beside(editor.organisation, here)
    other = await _other_role(editor, words("With which role does it swap places?"), beside)
    if other:
        editor.apply(edits.swapped(editor.organisation, here, other))


def _no_swap(editor: Editor) -> Text | None:
    here = editor.role()
    if here is not None and len(edits.beside(editor.organisation, here)) < 2:  # noqa: PLR2004 - it and another
        return Text(
            "There is no other role in its department; “{command}” moves it to another one.",
            {"command": Text("Give the role to another department")},
        )
    return _no_column(editor)


async def _swap_letters(editor: Editor) -> None:
    words, here = editor.words, editor.role() or ""
    rows = [line[0] for line in editor.block() if line]
    everyone = tuple(editor.organisation.roles.values())
    other = await _other_role(editor, words("With which role does it swap letters?"), everyone)
    if other:
        editor.apply(edits.letters_swapped(editor.organisation, rows, here, other))


def _portfolio(editor: Editor) -> None:
    editor.apply(edits.with_portfolio())
    editor.grid.top()


def _no_portfolio(editor: Editor) -> Text | None:
    if editor.organisation.portfolio is not None:
        return Text("The first row is there already.")
    return unwritable(editor)


def _move(name: str, title: str, *, dx: int = 0, dy: int = 0) -> Command:
    return Command(
        f"move-{name}",
        title,
        mark("Within its group.") if dy else mark("Within its department."),
        Section.STRUCTURE,
        partial(carry, dx=dx, dy=dy),
        (f"alt+{name}",),
        why_not=needs_channel if dy else _no_column,
        where=Where.MATRIX,
    )


COMMANDS = (
    Command(
        "fold",
        mark("Fold or unfold"),
        mark("Folds a group; unfolds a channel into its four duties."),
        Section.STRUCTURE,
        _fold,
        ("space",),
        where=Where.MATRIX,
    ),
    Command(
        "add-channel",
        mark("Add a channel"),
        mark("Below the cursor, in the same group."),
        Section.STRUCTURE,
        _add_channel,
        ("plus",),
        why_not=unwritable,
        where=Where.MATRIX,
    ),
    Command(
        "add-role",
        mark("Add a role"),
        mark("Beside the cursor, in the same department."),
        Section.STRUCTURE,
        _add_role,
        ("asterisk",),
        why_not=unwritable,
        where=Where.MATRIX,
    ),
    Command(
        "organisation",
        mark("Edit the organisation"),
        mark("Its name, language and size, and what a row is called."),
        Section.STRUCTURE,
        edit_organisation,
        why_not=unwritable,
    ),
    Command(
        "duplicate",
        mark("Duplicate the channel"),
        mark("With its letters and fields, under another name."),
        Section.STRUCTURE,
        _duplicate,
        why_not=needs_channel,
        where=Where.MATRIX,
    ),
    Command(
        "swap-roles",
        mark("Swap two roles"),
        mark("The role's column and another one of its department change places."),
        Section.STRUCTURE,
        _swap_roles,
        why_not=_no_swap,
        where=Where.MATRIX,
    ),
    Command(
        "swap-letters",
        mark("Swap the letters of two roles"),
        mark("On the row, or on the rows of the block; notes go along."),
        Section.STRUCTURE,
        _swap_letters,
        why_not=needs_cell,
        where=Where.MATRIX,
    ),
    Command(
        "portfolio",
        mark("Add the row on the choice of channels"),
        mark("The first row: who chooses the channels and their mix."),
        Section.STRUCTURE,
        _portfolio,
        why_not=_no_portfolio,
        where=Where.MATRIX,
    ),
    _move("up", mark("Move the row up"), dy=-1),
    _move("down", mark("Move the row down"), dy=1),
    _move("left", mark("Move the role to the left"), dx=-1),
    _move("right", mark("Move the role to the right"), dx=1),
    Command(
        "move",
        mark("Move with the arrow keys"),
        mark("Arrows carry the row or the role; Enter drops it, Esc puts it back."),
        Section.STRUCTURE,
        _start,
        ("f5",),
        why_not=_no_item,
        where=Where.MATRIX,
    ),
)
