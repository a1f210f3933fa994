"""Opening, editing and deleting what the cursor is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import Compound, DeleteItem, SetField
from raci.model.text import Text
from raci.tui.commands.conditions import unwritable
from raci.tui.commands.findings import note_still_true
from raci.tui.grid.rows import HEAD
from raci.tui.model import edits, item_forms, setting_forms
from raci.tui.model.fields import Field
from raci.tui.screen.dialogs import decide, fill_in, look_closer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci.model.edit import Edit
    from raci.tui.model.edits import Target
    from raci.tui.model.fields import Answers
    from raci.tui.screen.editor import Editor

_NARROW = 120


def item(editor: Editor) -> tuple[str, str] | None:
    """Return the table and the id of the channel or role whose name the cursor is on."""
    row, role = editor.cursor
    if row == HEAD and role is not None:
        return "roles", role
    if row.kind == "channel" and role is None:
        return "channels", row.id
    return None


async def open_here(editor: Editor) -> None:
    """Drop what is carried; fold a heading; else show the details, or the form beside them."""
    if editor.carrying:
        editor.carrying = None
    elif editor.reviewing:
        note_still_true(editor)
    elif editor.cursor.row.kind == "group":
        editor.grid.toggle_fold()
    elif editor.size.width < _NARROW and not await look_closer(editor):
        return
    elif unwritable(editor) is None:
        await edit_here(editor)


async def edit_here(editor: Editor) -> None:
    """Show the form of the cell, channel, role or group under the cursor."""
    target, named = editor.target(), item(editor)
    if target:
        await _edit_cell(editor, target)
    elif named and named[0] == "channels":
        await edit_channel(editor, named[1])
    elif named:
        await edit_role(editor, named[1])
    elif editor.channel():
        await edit_channel(editor, editor.channel() or "")
    elif editor.cursor.row.kind == "group":
        await _edit_group(editor)


async def _form(
    editor: Editor,
    title: str,
    fields: Sequence[Field],
    edit: Callable[[Answers], Edit | None],
) -> None:
    answers = await fill_in(editor, title, fields, edit)
    if answers:
        editor.apply(edit(answers))


async def _edit_cell(editor: Editor, target: Target) -> None:
    organisation = editor.organisation
    role = organisation.roles[target.role].name
    row = editor.grid.grid_model.name(editor.cursor.row)
    await _form(
        editor,
        f"{row} × {role}",
        item_forms.cell_fields(organisation, target, editor.words),
        lambda answers: item_forms.cell_edit(organisation, target, answers),
    )


async def edit_channel(editor: Editor, one: str) -> None:
    """Show the form of a channel and take its answers over."""
    organisation = editor.organisation
    channel = organisation.channels[one]
    await _form(
        editor,
        channel.name,
        item_forms.channel_fields(organisation, channel, editor.words),
        lambda answers: item_forms.channel_edit(organisation, channel, answers),
    )


async def edit_role(editor: Editor, one: str) -> None:
    """Show the form of a role and take its answers over."""
    organisation = editor.organisation
    role = organisation.roles[one]
    await _form(
        editor,
        role.name,
        item_forms.role_fields(organisation, role, editor.words),
        lambda answers: item_forms.role_edit(organisation, role, answers),
    )


async def edit_organisation(editor: Editor) -> None:
    """Show the form of the organisation itself and take its answers over."""
    organisation, words = editor.organisation, editor.words
    await _form(
        editor,
        words("Organisation"),
        setting_forms.organisation_fields(organisation, words),
        lambda answers: setting_forms.organisation_edit(organisation, answers),
    )


async def edit_department(editor: Editor, one: str) -> None:
    """Show the form of a department and take its answers over."""
    department = editor.organisation.departments[one]
    await _form(
        editor,
        department.name,
        item_forms.department_fields(department, editor.words),
        lambda answers: item_forms.department_edit(department, answers),
    )


async def _edit_group(editor: Editor) -> None:
    heading = editor.grid.grid_model.rows.headings[editor.cursor.row.id]
    if heading.by != "group" or heading.value is None:
        editor.tell(Text("This heading follows from the channels: edit these instead."))
        return

    def edit(answers: Answers) -> Edit | None:
        name = item_forms.required(answers["name"])
        changes = [SetField(("channels", one, "group"), name) for one in heading.members]
        return edits.together(changes, Text("Rename a group")) if name != heading.value else None

    words = editor.words
    await _form(editor, words("Group"), [Field("name", words("Name"), heading.value)], edit)


async def delete(editor: Editor) -> None:
    """Delete the channel or role whose name the cursor is on; asked first if letters go with it."""
    table, one = item(editor) or ("", "")
    organisation, words = editor.organisation, editor.words
    named = getattr(organisation, table)[one].name
    letters = edits.letters_of(organisation, table, one)
    text = words.say(
        Text(
            "Delete “{name}” with its {n} assignment? Undo brings it back.",
            {"name": named, "n": letters},
            "Delete “{name}” with its {n} assignments? Undo brings it back.",
        )
    )
    choices = [("delete", words("Delete")), ("stay", words("Keep"))]
    if not letters or await decide(editor, words("Delete"), text, choices) == "delete":
        editor.apply(Compound((DeleteItem(table, one),), Text("Delete {name}", {"name": named})))
