"""What if: somebody leaves, or a reporting line moves; shown first, done only when taken over."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from raci.model.text import Text, mark
from raci.tui.command import Command, Section
from raci.tui.commands.conditions import unwritable
from raci.tui.dialogs.entry import Entry
from raci.tui.screen.dialogs import choose, preview

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci.model.edit import Edit
    from raci.model.finding import Finding
    from raci.tui.panes.lines import Line
    from raci.tui.screen.editor import Editor
    from raci.workspace.what_if import Consequences


def _roles(editor: Editor, none: str) -> list[Entry]:
    roles = editor.organisation.roles.values()
    entries = [Entry(role.id, role.name, ", ".join(role.holders)) for role in roles]
    return [Entry("", none), *entries]


def _leavers(editor: Editor) -> list[Entry]:
    words, roles = editor.words, editor.organisation.roles.values()
    here = editor.role()
    named = sorted(roles, key=lambda role: role.id != here)
    persons = dict.fromkeys(holder for role in roles for holder in role.holders)
    return [
        *(Entry(role.id, role.name, words("role")) for role in named),
        *(Entry(person, person, words("person")) for person in persons),
    ]


async def _leaving(editor: Editor) -> None:
    from raci.workspace.what_if import leaving

    words = editor.words
    hint = words("part of a name")
    who = await choose(editor, words("Who leaves?"), _leavers(editor), hint=hint)
    if not who:
        return
    heirs = _roles(editor, words("nobody"))
    heir = await choose(editor, words("Who takes over?"), heirs, hint=hint)
    if heir:
        await _try(editor, leaving(editor.organisation, who[0], heir[0] or None))


async def _reporting(editor: Editor) -> None:
    from raci.workspace.what_if import reporting

    words = editor.words
    one = _chosen_role(editor)
    if one is None:
        return
    name = editor.organisation.roles[one].name
    title = words("To whom does {name} report?", name=name)
    above = [entry for entry in _roles(editor, words("nobody")) if entry.key != one]
    answer = await choose(editor, title, above, hint=words("part of a name"))
    if answer:
        await _try(editor, reporting(editor.organisation, one, answer[0] or None))


def _chosen_role(editor: Editor) -> str | None:
    item = editor.view_pane.item if editor.view else None
    role = item.role if item else editor.role()
    return role if role in editor.organisation.roles else None


def _no_role(editor: Editor) -> Text | None:
    if _chosen_role(editor) is None:
        return Text("The cursor is on no role.")
    return unwritable(editor)


async def _try(editor: Editor, edit: Edit) -> None:
    from raci.workspace.what_if import consequences

    workspace = editor.workspace
    tried = await asyncio.to_thread(consequences, workspace.document, edit, workspace.options)
    title = editor.words("What would come of it")
    if await preview(editor, title, lambda width: told(editor, tried, width)):
        editor.apply(edit)


def told(editor: Editor, tried: Consequences, width: int) -> list[Line]:
    """Return the findings that would come and go, and how leadership would stand."""
    words = editor.words
    before, after = tried.before.leadership.gauge, tried.after.leadership.gauge
    led = words("{led} of {channels}", led=before[0], channels=before[1])
    then = words("{led} of {channels}", led=after[0], channels=after[1])
    head = f"{words('Matter for the boss')}: {led} {editor.glyphs.arrow} {then}"
    return [
        ((head, "strong"),),
        (),
        *_listed(editor, words("New findings"), tried.came, width),
        (),
        *_listed(editor, words("Findings that would go"), tried.gone, width),
    ]


def _listed(editor: Editor, title: str, findings: Iterable[Finding], width: int) -> list[Line]:
    from raci.tui.panes.text import wrapped

    lines: list[Line] = [((title, "title"),)]
    for finding in findings:
        sign = f"{editor.glyphs.severity(finding.severity)} "
        first, *rest = wrapped(editor.words.say(finding.message), width - 2) or [""]
        lines += [((sign, finding.severity.value), (first, ""))]
        lines += [((f"  {part}", ""),) for part in rest]
    return lines if len(lines) > 1 else [*lines, ((editor.words("none"), "muted"),)]


COMMANDS = (
    Command(
        "what-if-leaving",
        mark("What if somebody leaves?"),
        mark("Shows which findings would come and go if a role or a person left."),
        Section.FINDINGS,
        _leaving,
        why_not=unwritable,
    ),
    Command(
        "what-if-reporting",
        mark("What if the role reported to somebody else?"),
        mark("Shows which findings would come and go if the reporting line moved."),
        Section.FINDINGS,
        _reporting,
        why_not=_no_role,
    ),
)
