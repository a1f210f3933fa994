"""Channels and roles: their forms, adding and deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.model.edit import AddItem, DeleteItem, SetField
from raci.model.text import Text
from raci.tui.command import Section, Where, command
from raci.tui.grid.board import HEAD, RowKey
from raci.tui.model import channel_forms, edits, item_forms, setting_forms
from raci.tui.model.descriptions import taken_out_at
from raci.tui.model.fields import Field
from raci.tui.model.item_forms import required
from raci.tui.screen.actions import apply_and_tell, needs_channel, unwritable
from raci.tui.screen.dialogs import decide, fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci.model.edit import Edit
    from raci.tui.model.edits import Target
    from raci.tui.model.fields import Answers
    from raci.tui.screen.editor import Editor


def item(editor: Editor) -> tuple[str, str] | None:
    """Return the table and the id of the channel or role whose name the cursor is on."""
    row, role = editor.cursor
    if row == HEAD and role is not None:
        return "roles", role
    if row.kind == "channel" and role is None:
        return "channels", row.id
    return None


async def _form(
    editor: Editor,
    title: str,
    fields: Sequence[Field],
    edit: Callable[[Answers], Edit | None],
) -> None:
    answers = await fill_in(editor, title, fields, edit)
    if answers:
        apply_and_tell(editor, edit(answers))


async def edit_cell(editor: Editor, target: Target) -> None:
    """Show the form of a cell and take its answers over."""
    organisation = editor.organisation
    role = organisation.roles[target.role].name
    row = editor.grid.grid_model.name(editor.cursor.row)
    await _form(
        editor,
        f"{row} × {role}",
        channel_forms.cell_fields(organisation, target, editor.words),
        lambda answers: channel_forms.cell_edit(
            organisation, target, answers, editor.workspace.today
        ),
    )


async def edit_channel(editor: Editor, one: str) -> None:
    """Show the form of a channel and take its answers over."""
    organisation = editor.organisation
    channel = organisation.channels[one]
    await _form(
        editor,
        channel.name,
        channel_forms.channel_fields(organisation, channel, editor.words),
        lambda answers: channel_forms.channel_edit(
            organisation, channel, answers, editor.workspace.today
        ),
    )


async def edit_role(editor: Editor, one: str) -> None:
    """Show the form of a role and take its answers over."""
    organisation = editor.organisation
    role = organisation.roles[one]
    await _form(
        editor,
        role.name,
        item_forms.role_fields(organisation, role, editor.words),
        lambda answers: item_forms.role_edit(organisation, role, answers, editor.workspace.today),
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


async def edit_group(editor: Editor) -> None:
    """Ask for another name of the group under the cursor, and give it to its channels."""
    heading = editor.grid.grid_model.rows.headings[editor.cursor.row.id]
    if heading.by != "group" or heading.value is None:
        editor.show_message(Text("This heading follows from the channels: edit these instead."))
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
    elsewhere = taken_out_at(organisation, table, one)
    if elsewhere:
        text = f"{text}\n({words.say(elsewhere)})"
    choices = [("delete", words("Delete")), ("stay", words("Keep"))]
    if (
        not (letters or elsewhere)
        or await decide(editor, words("Delete"), text, choices) == "delete"
    ):
        apply_and_tell(editor, DeleteItem(table, one))


@command(
    "add-channel",
    "Add a channel",
    "Below the cursor, in the same group.",
    Section.STRUCTURE,
    also="row, line, new, create",
    keys=("plus",),
    where=Where.MATRIX,
    unless=unwritable,
)
async def _add_channel(editor: Editor) -> None:
    organisation, below = editor.organisation, editor.aim.channel()

    def edit(answers: Answers) -> AddItem:
        return channel_forms.new_channel(organisation, answers, below)

    fields = channel_forms.new_channel_fields(organisation, below, editor.words)
    title = editor.words("Add a channel")
    answers = await fill_in(editor, title, fields, edit, channel_forms.usual_values)
    if answers:
        _added(editor, edit(answers))


@command(
    "add-role",
    "Add a role",
    "Beside the cursor, in the same department.",
    Section.STRUCTURE,
    also="person, column, employee, new",
    keys=("asterisk",),
    where=Where.MATRIX,
    unless=unwritable,
)
async def _add_role(editor: Editor) -> None:
    words = editor.words
    beside = editor.aim.role()
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
    role = editor.aim.role()
    editor.apply(edit)
    if edit.table == "channels":
        editor.go_to(RowKey("channel", edit.id), role)
    else:
        editor.go_to(HEAD, edit.id)


@command(
    "duplicate",
    "Duplicate the channel",
    "With its letters and fields, under another name.",
    Section.STRUCTURE,
    also="copy, clone",
    where=Where.MATRIX,
    unless=needs_channel,
)
async def _duplicate(editor: Editor) -> None:
    channel = editor.organisation.channels[editor.aim.channel() or ""]
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


def _no_portfolio(editor: Editor) -> Text | None:
    if editor.organisation.portfolio is not None:
        return Text("The first row is there already.")
    return unwritable(editor)


@command(
    "portfolio",
    "Add the row on the choice of channels",
    "The first row: who chooses the channels and their mix.",
    Section.STRUCTURE,
    also="strategy, mix, budget",
    where=Where.MATRIX,
    unless=_no_portfolio,
)
def _portfolio(editor: Editor) -> None:
    apply_and_tell(editor, edits.with_portfolio())
    editor.grid.top()


@command(
    "organisation",
    "Edit the organisation",
    "Its name, language and size, and what a row is called.",
    Section.STRUCTURE,
    also="company, firm, business, name, industry",
    unless=unwritable,
)
async def _organisation(editor: Editor) -> None:
    await edit_organisation(editor)
