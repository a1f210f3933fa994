"""Rows and columns: moving, folding, swapping, departments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from raci.model.edit import AddItem, DeleteItem, SetField
from raci.model.naming import make_id
from raci.model.text import Text, mark
from raci.tui.command import Section, Where, command
from raci.tui.commands.items import ask_name, edit_department
from raci.tui.grid.board import HEAD
from raci.tui.model import edits
from raci.tui.model.fields import Entry
from raci.tui.screen.actions import apply_and_tell, needs_cell, needs_channel, unwritable
from raci.tui.screen.dialogs import choose, decide
from raci.tui.screen.modes import Carried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci.model.organisation import Role
    from raci.tui.screen.editor import Editor


def _no_column(editor: Editor) -> Text | None:
    if editor.aim.role() is None:
        return Text("The cursor is on no role.")
    return unwritable(editor)


def _no_item(editor: Editor) -> Text | None:
    if _carried(editor) is None:
        return Text("Only channels and roles can be moved: the cursor is on neither.")
    return unwritable(editor)


def _carried(editor: Editor) -> Carried | None:
    row, role = editor.cursor
    if row == HEAD and role is not None:
        return Carried("roles", role)
    return Carried("channels", row.channel) if row.channel else None


def carry(editor: Editor, *, dx: int, dy: int) -> bool:
    """Move the row under the cursor, or the role, by one place; tell whether it moved."""
    if dy:
        table, item = "channels", editor.aim.channel()
    else:
        table, item = "roles", editor.aim.role()
    edit = edits.moved(editor.organisation, table, item, dx + dy) if item else None
    if edit is None:
        editor.app.bell()
    return editor.apply(edit)


@command(
    "move",
    "Move with the arrow keys",
    "Arrows carry the row or the role; Enter drops it, Esc puts it back.",
    Section.STRUCTURE,
    also="drag, order, sort",
    keys=("f5",),
    where=Where.MATRIX,
    unless=_no_item,
)
def _start(editor: Editor) -> None:
    editor.modes.carried = None if editor.modes.carried else _carried(editor)
    editor.follow()


@command(
    "fold",
    "Fold or unfold",
    "Folds a group; unfolds a channel into its four duties.",
    Section.STRUCTURE,
    also="expand, collapse, open, close, duties",
    keys=("space",),
    where=Where.MATRIX,
)
def _fold(editor: Editor) -> None:
    editor.grid.toggle_fold()


async def _other_role(editor: Editor, title: str, roles: Sequence[Role]) -> str | None:
    """Ask for the role that the one under the cursor is swapped with; a block names both."""
    here = editor.aim.role()
    named = {target.role for line in editor.aim.block() for target in line}
    others = [role for role in roles if role.id != here]
    if len(named) == 2 and here in named:  # noqa: PLR2004 - the role here and the other one
        asked = [role.id for role in others if role.id in named]
        if asked:
            return asked[0]
    entries = [Entry(role.id, role.name, ", ".join(role.holders)) for role in others]
    answer = await choose(editor, title, entries, hint=editor.words("part of a name"))
    return answer[0] if answer else None


def _no_swap(editor: Editor) -> Text | None:
    here = editor.aim.role()
    if here is not None and len(edits.beside(editor.organisation, here)) < 2:  # noqa: PLR2004 - it and another
        return Text(
            "There is no other role in its department; “{command}” moves it to another one.",
            {"command": Text("Give the role to another department")},
        )
    return _no_column(editor)


@command(
    "swap-roles",
    "Swap two roles",
    "The role's column and another one of its department change places.",
    Section.STRUCTURE,
    where=Where.MATRIX,
    unless=_no_swap,
)
async def _swap_roles(editor: Editor) -> None:
    words, here = editor.words, editor.aim.role() or ""
    beside = edits.beside(editor.organisation, here)
    other = await _other_role(editor, words("With which role does it swap places?"), beside)
    if other:
        apply_and_tell(editor, edits.swapped(editor.organisation, here, other))


@command(
    "swap-letters",
    "Swap the letters of two roles",
    "On the row, or on the rows of the block; notes go along.",
    Section.STRUCTURE,
    where=Where.MATRIX,
    unless=needs_cell,
)
async def _swap_letters(editor: Editor) -> None:
    words, here = editor.words, editor.aim.role() or ""
    rows = [line[0] for line in editor.aim.block() if line]
    everyone = tuple(editor.organisation.roles.values())
    other = await _other_role(editor, words("With which role does it swap letters?"), everyone)
    if other:
        apply_and_tell(editor, edits.letters_swapped(editor.organisation, rows, here, other))


for _way, _title, _help, _dx, _dy in (
    ("up", mark("Move the row up"), mark("Within its group."), 0, -1),
    ("down", mark("Move the row down"), mark("Within its group."), 0, 1),
    ("left", mark("Move the role to the left"), mark("Within its department."), -1, 0),
    ("right", mark("Move the role to the right"), mark("Within its department."), 1, 0),
):
    command(
        f"move-{_way}",
        _title,
        _help,
        Section.STRUCTURE,
        keys=(f"alt+{_way}",),
        unless=needs_channel if _dy else _no_column,
        where=Where.MATRIX,
    )(partial(carry, dx=_dx, dy=_dy))


@command(
    "departments",
    "Edit or add departments",
    "Their names, disciplines and notes.",
    Section.STRUCTURE,
    also="team, unit, division",
    unless=unwritable,
)
async def _departments(editor: Editor) -> None:
    words = editor.words
    departments = editor.organisation.departments.values()
    entries = [Entry(one.id, one.name) for one in departments]
    entries.append(Entry("", words("Add a department")))
    answer = await choose(editor, words("Departments"), entries, hint=words("part of a name"))
    if answer and answer[0]:
        await edit_department(editor, answer[0])
    elif answer:
        name = await ask_name(editor, words("Add a department"), words("a group of columns"))
        if name:
            made = make_id(name, editor.organisation.departments, "department")
            apply_and_tell(editor, AddItem("departments", made, {"name": name}))


async def _chosen(editor: Editor, title: str) -> str | None:
    """Ask for a department; that of the role under the cursor stands first."""
    organisation = editor.organisation
    role = organisation.roles.get(editor.aim.role() or "")
    here = role.department if role else None
    named = sorted(organisation.departments.values(), key=lambda one: one.id != here)
    entries = [Entry(one.id, one.name) for one in named]
    answer = await choose(editor, title, entries, hint=editor.words("part of a name"))
    return answer[0] if answer else None


def _no_department(editor: Editor) -> Text | None:
    if not editor.organisation.departments:
        return Text("There are no departments.")
    return unwritable(editor)


@command(
    "delete-department",
    "Delete a department",
    "Its roles stay and belong to none.",
    Section.STRUCTURE,
    unless=_no_department,
)
async def _delete(editor: Editor) -> None:
    words = editor.words
    one = await _chosen(editor, words("Delete a department"))
    if one is None:
        return
    organisation = editor.organisation
    name = organisation.departments[one].name
    left = sum(role.department == one for role in organisation.roles.values())
    text = Text(
        "Delete “{name}”? {n} role stays, without a department.",
        {"name": name, "n": left},
        "Delete “{name}”? {n} roles stay, without a department.",
    )
    choices = [("delete", words("Delete")), ("stay", words("Keep"))]
    if not left or await decide(editor, words("Delete"), words.say(text), choices) == "delete":
        apply_and_tell(editor, DeleteItem("departments", one))


@command(
    "move-department",
    "Move a department",
    "Its columns come along.",
    Section.STRUCTURE,
    unless=_no_department,
)
async def _move(editor: Editor) -> None:
    words = editor.words
    one = await _chosen(editor, words("Move a department"))
    if one is None:
        return
    departments = editor.organisation.departments
    others = [Entry(other.id, other.name) for other in departments.values() if other.id != one]
    others.append(Entry("", words("to the end")))
    title = words("Before which one does {name} stand?", name=departments[one].name)
    before = await choose(editor, title, others, hint=words("part of a name"))
    if before:
        apply_and_tell(editor, edits.department_moved(editor.organisation, one, before[0] or None))


def _no_other(editor: Editor) -> Text | None:
    role = editor.organisation.roles.get(editor.aim.role() or "")
    if role is None:
        return Text("The cursor is on no role.")
    if not editor.organisation.departments.keys() - {role.department}:
        return Text("There is no other department.")
    return unwritable(editor)


@command(
    "role-department",
    "Give the role to another department",
    "Its column goes there, with all its letters.",
    Section.STRUCTURE,
    unless=_no_other,
)
async def _reassign(editor: Editor) -> None:
    words, role = editor.words, editor.organisation.roles[editor.aim.role() or ""]
    departments = editor.organisation.departments.values()
    entries = [Entry(one.id, one.name) for one in departments if one.id != role.department]
    if role.department is not None:
        entries.append(Entry("", words("none")))
    title = words("To which department does {name} belong?", name=role.name)
    answer = await choose(editor, title, entries, hint=words("part of a name"))
    if answer:
        apply_and_tell(editor, SetField(("roles", role.id, "department"), answer[0] or None))
