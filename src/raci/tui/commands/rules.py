"""The waivers of the file: a list of all of them, each to be edited or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci.check.rulebook import NAMES
from raci.model.edit import DeleteWaiver
from raci.model.text import Text, mark
from raci.tui.command import Command, Section
from raci.tui.commands.conditions import unwritable
from raci.tui.dialogs.entry import Entry
from raci.tui.model import setting_forms
from raci.tui.screen.dialogs import choose, decide, fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci.model.edit import Edit
    from raci.model.organisation import Organisation, Waiver
    from raci.tui.model.fields import Answers
    from raci.tui.screen.editor import Editor


async def _waivers(editor: Editor) -> None:
    words = editor.words
    entries = [_entry(editor, waiver) for waiver in editor.organisation.waivers]
    hint = words("part of a rule's, a channel's or a role's name")
    answer = await choose(editor, words("Waivers"), entries, hint=hint)
    if answer:
        place = int(answer[0])
        await _one(editor, next(one for one in editor.organisation.waivers if one.index == place))


def _entry(editor: Editor, waiver: Waiver) -> Entry:
    told = _end(editor, waiver)
    named = ", ".join(_names(editor.organisation, waiver))
    title = " · ".join(part for part in (_rule(waiver), named) if part)
    return Entry(
        str(waiver.index), title, " · ".join(part for part in (told, waiver.reason) if part)
    )


def _end(editor: Editor, waiver: Waiver) -> str:
    if waiver.until is None:
        return ""
    if waiver.until < editor.workspace.today:
        return editor.words("ended {day}", day=waiver.until)
    return editor.words("until {day}", day=waiver.until)


def _rule(waiver: Waiver) -> str:
    rule = NAMES.by_code.get(waiver.rule)
    return f"{rule.code} {rule.name}" if rule else waiver.rule


def _names(organisation: Organisation, waiver: Waiver) -> Iterator[str]:
    for one in waiver.channels:
        channel = organisation.channels.get(one)
        yield channel.name if channel else one
    for one in waiver.roles:
        role = organisation.roles.get(one)
        yield role.name if role else one


async def _one(editor: Editor, waiver: Waiver) -> None:
    words = editor.words
    choices = [("edit", words("Edit")), ("delete", words("Delete")), ("stay", words("Keep"))]
    text = _entry(editor, waiver)
    answer = await decide(editor, words("Waiver"), f"{text.text}\n{text.note}", choices)
    if answer == "edit":
        await _edit(editor, waiver)
    elif answer == "delete":
        editor.apply(DeleteWaiver(waiver.index))


async def _edit(editor: Editor, waiver: Waiver) -> None:
    def edit(answers: Answers) -> Edit | None:
        return setting_forms.changed_waiver(waiver, answers)

    fields = setting_forms.fields_of_waiver(waiver, editor.words)
    answers = await fill_in(editor, _rule(waiver), fields, edit)
    if answers:
        editor.apply(edit(answers))


def _no_waivers(editor: Editor) -> Text | None:
    if not editor.organisation.waivers:
        return Text("The file has no waivers.")
    return unwritable(editor)


COMMANDS = (
    Command(
        "waivers",
        mark("Waivers"),
        mark("All waivers of the file: each can be edited or deleted."),
        Section.FINDINGS,
        _waivers,
        why_not=_no_waivers,
    ),
)
