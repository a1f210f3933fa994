"""Departments: added, edited, moved, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import AddItem, Compound, DeleteItem, SetField
from raci.model.naming import make_id
from raci.model.text import Text, mark
from raci.tui.command import Command, Section
from raci.tui.commands.conditions import unwritable
from raci.tui.commands.opening import edit_department
from raci.tui.commands.structure import ask_name
from raci.tui.dialogs.entry import Entry
from raci.tui.model import edits
from raci.tui.screen.dialogs import choose, decide

if TYPE_CHECKING:
    from raci.tui.screen.editor import Editor


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
            editor.apply(AddItem("departments", made, {"name": name}))


async def _chosen(editor: Editor, title: str) -> str | None:
    """Ask for a department; that of the role under the cursor stands first."""
    organisation = editor.organisation
    role = organisation.roles.get(editor.role() or "")
    here = role.department if role else None
    named = sorted(organisation.departments.values(), key=lambda one: one.id != here)
    entries = [Entry(one.id, one.name) for one in named]
    answer = await choose(editor, title, entries, hint=editor.words("part of a name"))
    return answer[0] if answer else None


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
        title = Text("Delete {name}", {"name": name})
        editor.apply(Compound((DeleteItem("departments", one),), title))


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
        editor.apply(edits.department_moved(editor.organisation, one, before[0] or None))


async def _reassign(editor: Editor) -> None:
    words, role = editor.words, editor.organisation.roles[editor.role() or ""]
    departments = editor.organisation.departments.values()
    entries = [Entry(one.id, one.name) for one in departments if one.id != role.department]
    if role.department is not None:
        entries.append(Entry("", words("none")))
    title = words("To which department does {name} belong?", name=role.name)
    answer = await choose(editor, title, entries, hint=words("part of a name"))
    if answer:
        editor.apply(SetField(("roles", role.id, "department"), answer[0] or None))


def _no_other(editor: Editor) -> Text | None:
    role = editor.organisation.roles.get(editor.role() or "")
    if role is None:
        return Text("The cursor is on no role.")
    if not editor.organisation.departments.keys() - {role.department}:
        return Text("There is no other department.")
    return unwritable(editor)


def _no_department(editor: Editor) -> Text | None:
    if not editor.organisation.departments:
        return Text("There are no departments.")
    return unwritable(editor)


COMMANDS = (
    Command(
        "departments",
        mark("Edit or add departments"),
        mark("Their names, disciplines and notes."),
        Section.STRUCTURE,
        _departments,
        why_not=unwritable,
    ),
    Command(
        "role-department",
        mark("Give the role to another department"),
        mark("Its column goes there, with all its letters."),
        Section.STRUCTURE,
        _reassign,
        why_not=_no_other,
    ),
    Command(
        "move-department",
        mark("Move a department"),
        mark("Its columns come along."),
        Section.STRUCTURE,
        _move,
        why_not=_no_department,
    ),
    Command(
        "delete-department",
        mark("Delete a department"),
        mark("Its roles stay and belong to none."),
        Section.STRUCTURE,
        _delete,
        why_not=_no_department,
    ),
)
